"""Does the set of texts in force hold what the law demands that day?

A person judges; the register only says whether the judgement still rests on the words it was made on
(documents/holding.py). Law: helse- og omsorgstjenesteloven § 6-2 første ledd.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
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

    @property
    def key(self) -> str:
        """The demand, as "hol-6-2:4"."""
        return f"{self.catalogue}:{self.nr}"

    @property
    def breath(self) -> tuple[object, ...]:
        """Places that a person judged together have this in common."""
        return (self.document, self.version, self.degree, self.judged_by, self.judged_on, self.reason)


@dataclass(frozen=True, slots=True)
class ItemCoverage:
    """One item of the law held against the set."""

    minimum: Minimum
    status: Coverage
    evidence: tuple[Mark, ...]
    lapsed: tuple[Mark, ...] = ()
    """Judgements on texts that no longer apply."""

    @property
    def suspect(self) -> bool:
        """Must a person look at some of it again?"""
        return any(mark.suspects for mark in self.evidence)


def coverage(
    marks: Sequence[Mark],
    on: date,
    demands: Sequence[Minimum] | None = None,
    lapsed: Sequence[Mark] = (),
    texts_since: date | None = None,
) -> tuple[ItemCoverage, ...]:
    """For every item of the law, also those not yet in force: do these marks cover it on that day?

    `marks` are those that stand on versions in force that day, with what has changed under them; `lapsed`
    those on texts that applied before. `texts_since` is the day from which the agreement applies. Where
    nobody has judged, an item that the law had when the agreement was made waits for a judgement, and one
    that came later is missing until somebody says otherwise, as is all where nothing is known of the texts.
    """
    every = all_minimums() if demands is None else demands
    return tuple(_item(minimum, marks, on, lapsed, texts_since) for minimum in items_on(every, on))


def _item(
    minimum: Minimum, marks: Sequence[Mark], on: date, lapsed: Sequence[Mark], texts_since: date | None
) -> ItemCoverage:
    evidence = tuple(mark for mark in marks if mark.key == minimum.key)
    before = tuple(mark for mark in lapsed if mark.key == minimum.key)
    if not minimum.applies(on):
        return ItemCoverage(minimum, Coverage.NOT_YET, evidence, before)
    if evidence:
        return ItemCoverage(minimum, _status(evidence), evidence, before)
    was_asked = texts_since is not None and minimum.since <= texts_since
    waits = was_asked and not before
    return ItemCoverage(minimum, Coverage.WAITING if waits else Coverage.MISSING, (), before)


def _status(evidence: Sequence[Mark]) -> Coverage:
    """What was judged in one breath stands or falls together."""
    breaths = list(_breaths(evidence))
    sound = {marks[0].degree for marks in breaths if not any(mark.suspects for mark in marks)}
    doubtful = {marks[0].degree for marks in breaths if any(mark.suspects for mark in marks)}
    if Degree.FULL in sound:
        return Coverage.COVERED
    if doubtful & {Degree.FULL, Degree.PARTLY}:
        return Coverage.WAITING
    return Coverage.PARTLY if Degree.PARTLY in sound else Coverage.MISSING


def _breaths(evidence: Iterable[Mark]) -> Iterator[list[Mark]]:
    together: dict[tuple[object, ...], list[Mark]] = {}
    for mark in evidence:
        together.setdefault(mark.breath, []).append(mark)
    yield from together.values()


def totals(items: Sequence[ItemCoverage]) -> dict[str, int]:
    """How many items are in force, and how many of these have each status."""
    in_force = [item for item in items if item.status is not Coverage.NOT_YET]
    counted = {status.value: sum(item.status is status for item in in_force) for status in Coverage}
    del counted[Coverage.NOT_YET.value]
    return {"in_force": len(in_force), **counted}
