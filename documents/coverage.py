"""Does the set of texts in force hold what the law demands that day?

A person judges; the register only says whether the judgement still rests on the words it was made on
(documents/holding.py). Law: helse- og omsorgstjenesteloven § 6-2 første ledd.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from documents.minimums import CONTENT, Minimum, all_minimums, items_on


class Coverage(StrEnum):
    """The answer for one item on one day."""

    COVERED = "dekket"
    PARTLY = "delvis"
    MISSING = "mangler"
    WAITING = "venter på vurdering"
    NOT_YET = "ikke aktuelt ennå"


class Degree(StrEnum):
    """How far one section goes, as a named person judged it."""

    FULL = "dekker"
    PARTLY = "dekker delvis"
    MENTIONS = "nevner"
    NOT = "dekker ikke"


class MarkKind(StrEnum):
    """What the person did: judged, confirmed that an earlier judgement still holds, or took it back."""

    JUDGED = "vurdert"
    CONFIRMED = "bekreftet"
    WITHDRAWN = "trukket"


class Doubt(StrEnum):
    """Why a judgement must be looked at again."""

    WORDS = "ordene er endret"
    GONE = "punktet er tatt ut"
    DEMAND = "lovkravet er endret"


@dataclass(frozen=True, slots=True)
class Suspicion:
    """What changed under a judgement, both readings side by side."""

    doubt: Doubt
    since: date
    """The first day on which it read otherwise."""
    before: str
    """The words that the judgement rests on: of the text, or of the law's demand."""
    now: str
    """What stands there instead; empty where the point was taken out."""
    version: str = ""
    """The number of the version in which the words first read otherwise."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A person's judgement that a section of an exact version covers an item. Words alone never count."""

    nr: int
    document: str
    version: str
    section_id: str
    section_number: str
    section_title: str
    degree: Degree
    judged_by: str
    judged_on: date
    reason: str = ""
    cited: str = ""
    """The words of the section that it rests on; empty for one made before words were cited: all of them."""
    kind: MarkKind = MarkKind.JUDGED
    catalogue: str = CONTENT
    measure: str = ""
    """The joint measure it is about, where the demand is asked of each."""
    suspects: tuple[Suspicion, ...] = ()
    """What changed since; empty where it holds."""
    read_in: str = ""
    """The version in force that it is held against; empty where that is the judged one."""
    id: int = 0
    """Its number in the register."""
    since: date | None = None
    """The first day on which it counts, as the texts go; None: it has counted all along."""
    until: date | None = None
    """The first day on which it no longer does; None while it counts."""
    together: tuple[object, ...] = ()
    """What was judged in one breath with it, where that is not to be seen of itself: a confirmed one."""

    @property
    def key(self) -> str:
        """The demand, as "hol-6-2:4"."""
        return f"{self.catalogue}:{self.nr}"

    @property
    def breath(self) -> tuple[object, ...]:
        """Places that a person judged together have this in common; who confirms one, adds no breath."""
        own = (self.document, self.version, self.degree, self.judged_by, self.judged_on, self.reason)
        return self.together or own

    @property
    def told_with(self) -> tuple[object, ...]:
        """Judgements that are told as one have this in common: of one breath, and said by one person at once.

        One of a breath that was confirmed later counts with the others, and is told by itself.
        """
        return (self.breath, self.version, self.kind, self.judged_by, self.judged_on)

    def stands(self, on: date) -> bool:
        """Does the text that it is a judgement of apply that day, with it still counting?"""
        return (self.since is None or self.since <= on) and (self.until is None or on < self.until)

    def as_on(self, on: date) -> "Mark":
        """The judgement with what had changed under it by that day."""
        by_then = tuple(each for each in self.suspects if each.since <= on)
        return self if by_then == self.suspects else replace(self, suspects=by_then)


@dataclass(frozen=True, slots=True)
class ItemCoverage:
    """One item of the law held against the set."""

    minimum: Minimum
    status: Coverage
    evidence: tuple[Mark, ...]
    lapsed: tuple[Mark, ...] = ()
    """Judgements on texts that no longer apply."""
    since: date | None = None
    """The first day of the unbroken row of days, up to this one, on which the answer is the same.

    Told with what is known now: a judgement made late counts from the first day of the text it is about.
    What counts is the law, the texts in force and what changed in them. None for what is not yet asked.
    """

    @property
    def suspect(self) -> bool:
        """Must a person look at some of it again?"""
        return any(mark.suspects for mark in self.evidence)


@dataclass(frozen=True, slots=True)
class Behind:
    """What lies behind a day: by it one tells since when the answer has been the same."""

    marks: tuple[Mark, ...] = ()
    """Judgements that counted before, on these documents, and no longer do."""
    agreed: tuple[date, ...] = ()
    """The first day of each version of the agreement that has applied."""


NOTHING_BEHIND = Behind()


def coverage(
    marks: Sequence[Mark],
    on: date,
    demands: Sequence[Minimum] | None = None,
    lapsed: Sequence[Mark] = (),
    texts_since: date | None = None,
    behind: Behind = NOTHING_BEHIND,
) -> tuple[ItemCoverage, ...]:
    """For every item of the law, also those not yet in force: do these marks cover it on that day?

    `marks` are those that stand on versions in force that day, with what has changed under them; `lapsed`
    those on texts that applied before. `texts_since` is the day from which the agreement applies. Where
    nobody has judged, an item that the law had when the agreement was made waits for a judgement, and one
    that came later is missing until somebody says otherwise, as is all where nothing is known of the texts.
    An item that a text covered which then lapsed is missing, unless the agreement itself is younger.
    """
    every = all_minimums() if demands is None else demands
    grouped = [_by_demand(each) for each in (marks, lapsed, behind.marks)]
    return tuple(
        item_coverage(
            [each for each in every if each.key == minimum.key],
            on,
            *(group.get(minimum.key, ()) for group in grouped),
            texts_since=texts_since,
            agreed=behind.agreed,
        )
        for minimum in items_on(every, on)
    )


def item_coverage(
    states: Sequence[Minimum],
    on: date,
    marks: Sequence[Mark],
    lapsed: Sequence[Mark] = (),
    before: Sequence[Mark] = (),
    *,
    texts_since: date | None = None,
    agreed: Sequence[date] = (),
) -> ItemCoverage:
    """The same for one item, which the law has asked for in these `states`. Raises ValueError for none."""
    (minimum,) = items_on(states, on)
    status = _status(states, on, marks, lapsed, texts_since)
    found = ItemCoverage(minimum, status, tuple(marks), tuple(lapsed))
    if status is Coverage.NOT_YET:
        return found
    agreements = (*agreed, *((texts_since,) if texts_since else ()))
    history = _History(states, (*marks, *lapsed, *before), lapsed, agreements)
    return replace(found, since=history.since(status, on))


@dataclass(frozen=True, slots=True)
class _History:
    """The answers of earlier days, by what is known now."""

    states: Sequence[Minimum]
    marks: Sequence[Mark]
    lapsed: Sequence[Mark]
    agreed: Sequence[date]

    def since(self, status: Coverage, on: date) -> date | None:
        """The first day from which, without a break, the answer has been this one."""
        first = None
        for day in sorted((day for day in self._days() if day <= on), reverse=True):
            if self._on(day) is not status:
                return first
            first = day
        return first

    def _days(self) -> set[date]:
        """The days on which the answer may become another."""
        of_law = {day for each in self.states for day in (each.since, each.until) if day}
        of_texts = {day for mark in self.marks for day in (mark.since, mark.until) if day}
        doubted = {each.since for mark in self.marks for each in mark.suspects}
        return of_law | of_texts | doubted | set(self.agreed)

    def _on(self, day: date) -> Coverage:
        standing = [mark.as_on(day) for mark in self.marks if mark.stands(day)]
        gone = [mark for mark in self.lapsed if mark.until and mark.until <= day]
        began = max((each for each in self.agreed if each <= day), default=None)
        return _status(self.states, day, standing, gone, began)


def _by_demand(marks: Iterable[Mark]) -> dict[str, list[Mark]]:
    found: dict[str, list[Mark]] = {}
    for mark in marks:
        found.setdefault(mark.key, []).append(mark)
    return found


def _status(
    states: Sequence[Minimum],
    on: date,
    evidence: Sequence[Mark],
    lapsed: Sequence[Mark],
    texts_since: date | None,
) -> Coverage:
    if not any(state.applies(on) for state in states):
        return Coverage.NOT_YET
    if evidence:
        return _judged(evidence)
    if texts_since is None or min(state.since for state in states) > texts_since:
        return Coverage.MISSING
    lost = any(mark.until is None or mark.until > texts_since for mark in lapsed)
    return Coverage.MISSING if lost else Coverage.WAITING


def _judged(evidence: Sequence[Mark]) -> Coverage:
    """What was judged in one breath stands or falls together."""
    shaken = {mark.breath for mark in evidence if mark.suspects}
    sound = {mark.degree for mark in evidence if not shaken or mark.breath not in shaken}
    doubtful = {mark.degree for mark in evidence} - sound
    if Degree.FULL in sound:
        return Coverage.COVERED
    if Degree.FULL in doubtful or Degree.PARTLY in doubtful:
        return Coverage.WAITING
    return Coverage.PARTLY if Degree.PARTLY in sound else Coverage.MISSING


def totals(items: Sequence[ItemCoverage]) -> dict[str, int]:
    """How many items are in force, and how many of these have each status."""
    in_force = [item for item in items if item.status is not Coverage.NOT_YET]
    counted = {status.value: sum(item.status is status for item in in_force) for status in Coverage}
    del counted[Coverage.NOT_YET.value]
    return {"in_force": len(in_force), **counted}
