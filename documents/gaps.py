"""Where the texts in force lack what the law demands: open from which day, and past which date.

A gap is reckoned each time it is asked for and never stored, so that a new demand of the law is a gap by
itself in every agreement in force, and closed the day something covers it. Nothing is open before the law's
own day. Law: helse- og omsorgstjenesteloven § 6-2, and § 6-3 for the ministry's deadlines.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from documents.coverage import Coverage, ItemCoverage
from documents.minimums import Minimum

A_DAY = timedelta(days=1)


class GapState(StrEnum):
    """How does the gap stand that day?"""

    OVERDUE = "over fristen"
    OVER_GUIDANCE = "over veiledende dato"
    OPEN = "åpent"
    WAITING = "venter på vurdering"
    """Whether it is a gap, a person has to say."""


class Opening(StrEnum):
    """What happened the day it opened?"""

    LAW = "loven begynte å kreve det"
    BOUND = "avtalen begynte å gjelde"
    LOST = "det som dekket kravet, falt bort eller ble endret"


@dataclass(frozen=True, slots=True)
class Stretch:
    """How it stood for a pair from one day until the next stretch begins."""

    since: date
    bound: bool
    """Did an agreement bind the pair?"""
    covered: bool
    """Did what bound it cover the demand, by the judgements that count?"""

    @property
    def open(self) -> bool:
        """Was there something to fill?"""
        return self.bound and not self.covered


@dataclass(frozen=True, slots=True)
class Limit:
    """A date that has been set for a demand, and is over."""

    day: date
    """The day as it was set: the ministry's last day, or the first day the directorate expects it."""
    is_law: bool
    """False: guidance, which is not law."""

    @property
    def over(self) -> date:
        """The first day past it."""
        return self.day + A_DAY if self.is_law else self.day


@dataclass(frozen=True, slots=True)
class Gap:
    """A demand that what binds a pair does not cover, or that nobody has judged."""

    minimum: Minimum
    status: Coverage
    """MISSING, PARTLY or WAITING."""
    since: date
    opening: Opening
    limit: Limit | None = None
    """The date that is over; None where none is, and where a judgement is waited for."""
    suspect: bool = False
    """Does a judgement stand on words that have changed?"""

    @property
    def state(self) -> GapState:
        """The one word for it."""
        if self.status is Coverage.WAITING:
            return GapState.WAITING
        if self.limit is None:
            return GapState.OPEN
        return GapState.OVERDUE if self.limit.is_law else GapState.OVER_GUIDANCE

    @property
    def overdue_since(self) -> date | None:
        """From which day it is past its date: at the earliest the day it opened."""
        return max(self.limit.over, self.since) if self.limit else None


def gap(item: ItemCoverage, states: Iterable[Minimum], history: Sequence[Stretch], on: date) -> Gap | None:
    """What is open in this item for a pair on the day; None where it is covered, not asked, or not bound.

    `states` are how the law has read under this number; `history` is how it stood for the pair, in any order.
    """
    if item.status in {Coverage.COVERED, Coverage.NOT_YET}:
        return None
    run = _last_run(history, on)
    if not run:
        return None
    asked = asked_since(item.minimum, states)
    since = max(asked, run[0].since)
    limit = None if item.status is Coverage.WAITING else limit_over(item.minimum, on)
    return Gap(item.minimum, item.status, since, _opening(history, run[0], asked), limit, item.suspect)


def asked_since(minimum: Minimum, states: Iterable[Minimum]) -> date:
    """From which day the law has asked for this without a break, however it was worded."""
    since = minimum.since
    for state in sorted(states, key=lambda each: each.since, reverse=True):
        if state.key == minimum.key and state.since < since and state.until == since:
            since = state.since
    return since


def limit_over(minimum: Minimum, on: date) -> Limit | None:
    """The date that is over that day: the ministry's where it has set one, else the directorate's."""
    if minimum.deadline is not None and on > minimum.deadline:
        return Limit(minimum.deadline, is_law=True)
    if minimum.guidance is not None and on >= minimum.guidance:
        return Limit(minimum.guidance, is_law=False)
    return None


def _last_run(history: Iterable[Stretch], on: date) -> list[Stretch]:
    """The open stretches up to the day with none between them that was not; empty where it is not open."""
    run: list[Stretch] = []
    for stretch in sorted(history, key=lambda each: each.since):
        if stretch.since <= on:
            run = [*run, stretch] if stretch.open else []
    return run


def _opening(history: Iterable[Stretch], first: Stretch, asked: date) -> Opening:
    if first.since <= asked:
        return Opening.LAW
    before = max((each for each in history if each.since < first.since), key=_since, default=None)
    return Opening.LOST if before is not None and before.covered else Opening.BOUND


def _since(stretch: Stretch) -> date:
    return stretch.since
