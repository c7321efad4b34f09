"""What happened in the round of one text, day by day: so that it can be read again as it stood any day."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum
from operator import attrgetter

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from decisions.outcomes import Act, Outcome
from decisions.rounds import DeviationSort, RoundStep
from documents.lifecycle import Stage
from registry import clock
from registry.queries import parties
from registry.queries.decisions import DecisionView
from registry.tables import (
    AdoptedPaperRow,
    CommunityRow,
    DeviationRow,
    DocumentRow,
    PairEntryRow,
    PairRow,
    PartyRow,
    RoundRow,
    RoundStepRow,
    VersionRow,
)

ONE_DAY = timedelta(days=1)


class RoundEvent(StrEnum):
    """What happened to the round as a whole, or to who takes part in it."""

    FROSSET = "teksten ble frosset"
    STARTET = "runden startet"
    NY_FRIST = "ny frist"
    FRIST_UTE = "fristen var dagen før"
    NY_PART = "ble part"
    IKKE_PART = "var ikke lenger part"
    AVVIK = "en person sa hva en forskjell betyr"
    I_KRAFT = "teksten gjelder fra denne dagen"
    I_KRAFT_FOR_PAR = "teksten gjelder for paret fra denne dagen"

    @property
    def label(self) -> str:
        """The words as they stand after the party's name or begin a line."""
        return self.value


@dataclass(frozen=True, slots=True)
class Happening:
    """One thing that happened, and from which day the board tells of it."""

    on: date
    what: RoundEvent | RoundStep | Act
    parties: tuple[str, ...] = ()
    """Names of those it happened to alike, or of both in a pair; none for the round as a whole."""
    body: str = ""
    case: str = ""
    outcome: Outcome | None = None
    sort: DeviationSort | None = None
    day: date | None = None
    """The day that was said: of the meeting that is set, of the deadline."""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class RoundHistory:
    """All that happened, in order."""

    happenings: tuple[Happening, ...]
    by_day: Mapping[date, Sequence[Happening]] = field(init=False, compare=False)
    """The same, by the day, the first day first."""

    def __post_init__(self) -> None:
        """Make the days quick to find."""
        found: dict[date, list[Happening]] = {}
        for each in self.happenings:
            found.setdefault(each.on, []).append(each)
        object.__setattr__(self, "by_day", found)

    @property
    def days(self) -> tuple[date, ...]:
        """The days on which something happened."""
        return tuple(self.by_day)

    def until(self, day: date) -> tuple[date, ...]:
        """The days on which something had happened by then."""
        return tuple(each for each in self.days if each <= day)

    def on(self, day: date) -> tuple[Happening, ...]:
        """What happened that day."""
        return tuple(self.by_day.get(day, ()))

    def before(self, day: date) -> date | None:
        """The last day before this one on which something happened."""
        return max((each for each in self.days if each < day), default=None)

    def after(self, day: date, until: date) -> date | None:
        """The next day on which something happened, among those that have come by `until`."""
        return min((each for each in self.days if day < each <= until), default=None)


def history(
    session: Session,
    community: CommunityRow,
    document: DocumentRow,
    version: VersionRow,
    made: Sequence[DecisionView],
) -> RoundHistory:
    """What happened in the round of this version, from the day it was frozen.

    A text whose round was over when it was recorded here, was frozen later than all that happened: the day it
    was written down is then no part of the story. `made` are the decisions about it that have not been
    corrected, the latest first.
    """
    found = [
        *_of_the_round(session, version),
        *_steps(session, version),
        *_decisions(made),
        *_differences(session, version),
        *_in_force(session, version),
    ]
    first, last = (way((each.on for each in found), default=None) for way in (min, max))
    frozen = _frozen_on(version)
    if frozen is not None and (first is None or frozen <= first):
        first = frozen
        found = [Happening(frozen, RoundEvent.FROSSET), *found]
    if first is not None and last is not None:
        found += _comings_and_goings(session, community, document, first, last)
    return RoundHistory(tuple(_together(sorted(found, key=lambda each: each.on))))


_but_whom = attrgetter("on", "what", "body", "case", "outcome", "sort", "day", "reason")
"""All of a happening but whom it happened to."""


def _together(found: Iterable[Happening]) -> Iterator[Happening]:
    """What happened alike to several on one day, told once."""
    alike: dict[tuple[object, ...], tuple[Happening, list[str]]] = {}
    for each in found:
        alike.setdefault(_but_whom(each), (each, []))[1].extend(each.parties)
    for each, names in alike.values():
        yield replace(each, parties=tuple(names))


def _frozen_on(version: VersionRow) -> date | None:
    return clock.day_of(version.frozen_at) if version.frozen_at else None


def _of_the_round(session: Session, version: VersionRow) -> Iterator[Happening]:
    rows = session.scalars(
        select(RoundRow).where(RoundRow.version_id == version.id).order_by(RoundRow.id)
    ).all()
    for number, row in enumerate(rows):
        if number == 0:
            yield Happening(row.started_on, RoundEvent.STARTET, day=row.deadline)
        else:
            said = clock.day_of(row.said_at)
            yield Happening(said, RoundEvent.NY_FRIST, day=row.deadline, reason=row.reason)
    deadline = rows[-1].deadline if rows else None
    if deadline and (version.adopted_on is None or version.adopted_on > deadline):
        yield Happening(deadline + ONE_DAY, RoundEvent.FRIST_UTE)


def _steps(session: Session, version: VersionRow) -> Iterator[Happening]:
    found = session.execute(
        select(RoundStepRow, PartyRow.name)
        .join(PartyRow, PartyRow.id == RoundStepRow.party_id)
        .where(RoundStepRow.version_id == version.id)
        .order_by(RoundStepRow.id)
    )
    for row, name in found:
        day = row.happens_on if row.step is RoundStep.BERAMMET or row.happens_on != row.known_on else None
        yield Happening(
            row.known_on, row.step, (name,), row.body, row.case_number, day=day, reason=row.reason
        )


def _decisions(made: Sequence[DecisionView]) -> Iterator[Happening]:
    for view in reversed(made):
        row = view.row
        yield Happening(row.meeting_on, row.act, (), view.body.name, row.case_number, row.outcome)


def _differences(session: Session, version: VersionRow) -> Iterator[Happening]:
    found = session.execute(
        select(DeviationRow, PartyRow.name)
        .join(AdoptedPaperRow, AdoptedPaperRow.id == DeviationRow.paper_id)
        .join(PartyRow, PartyRow.id == AdoptedPaperRow.party_id, isouter=True)
        .where(AdoptedPaperRow.version_id == version.id)
        .order_by(DeviationRow.id)
    )
    for row, name in found:
        yield Happening(
            row.classified_on, RoundEvent.AVVIK, (name,) if name else (), sort=row.sort, reason=row.reason
        )


def _in_force(session: Session, version: VersionRow) -> Iterator[Happening]:
    kommune, foretak = aliased(PartyRow), aliased(PartyRow)
    entries = session.execute(
        select(PairEntryRow.valid_from, kommune.name, foretak.name)
        .join(PairRow, PairRow.id == PairEntryRow.pair_id)
        .join(kommune, kommune.id == PairRow.kommune_id)
        .join(foretak, foretak.id == PairRow.foretak_id)
        .where(PairEntryRow.version_id == version.id)
        .order_by(PairEntryRow.id)
    ).all()
    for day, *names in entries:
        yield Happening(day, RoundEvent.I_KRAFT_FOR_PAR, (" – ".join(names),))
    if version.stage is Stage.ADOPTED and version.valid_from and not entries:
        yield Happening(version.valid_from, RoundEvent.I_KRAFT)


def _comings_and_goings(
    session: Session, community: CommunityRow, document: DocumentRow, first: date, last: date
) -> Iterator[Happening]:
    """Parties that came or went while the round lasted: from that day others must adopt the text."""
    if document.pair_id is not None:
        return
    pairs = parties.pairs(session, community)
    rows = {row.ref: row for view in pairs for row in (view.kommune, view.foretak)}
    for row in sorted(rows.values(), key=lambda each: each.name):
        if row.valid_from and first < row.valid_from <= last:
            yield Happening(row.valid_from, RoundEvent.NY_PART, (row.name,))
        if row.valid_to and first <= row.valid_to < last:
            yield Happening(row.valid_to + ONE_DAY, RoundEvent.IKKE_PART, (row.name,))
