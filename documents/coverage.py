"""Does the set of texts in force hold what the law demands that day?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from documents.minimums import Minimum, all_minimums


class Coverage(StrEnum):
    """The answer for one item on one day."""

    COVERED = "dekket"
    PARTLY = "delvis"
    MISSING = "mangler"
    NOT_YET = "ikke i kraft"


class Degree(StrEnum):
    """How far one section goes, as a named person judged it."""

    FULL = "dekker"
    PARTLY = "dekker delvis"
    MENTIONS = "nevner"


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


@dataclass(frozen=True, slots=True)
class ItemCoverage:
    """One item of the law held against the set."""

    minimum: Minimum
    status: Coverage
    evidence: tuple[Mark, ...]


def coverage(marks: Sequence[Mark], on: date) -> tuple[ItemCoverage, ...]:
    """For every item of the law, also those not yet in force: do these marks cover it on that day?

    `marks` are those that stand on versions in force that day. Law: helse- og omsorgstjenesteloven
    § 6-2 første ledd. Covered means that a person has said so; we never guess from words.
    """
    return tuple(_item(minimum, marks, on) for minimum in all_minimums())


def _item(minimum: Minimum, marks: Sequence[Mark], on: date) -> ItemCoverage:
    evidence = tuple(mark for mark in marks if mark.nr == minimum.nr)
    if not minimum.applies(on):
        return ItemCoverage(minimum, Coverage.NOT_YET, evidence)
    degrees = {mark.degree for mark in evidence}
    if Degree.FULL in degrees:
        return ItemCoverage(minimum, Coverage.COVERED, evidence)
    return ItemCoverage(minimum, Coverage.PARTLY if Degree.PARTLY in degrees else Coverage.MISSING, evidence)


def totals(items: Sequence[ItemCoverage]) -> dict[str, int]:
    """How many items are in force, and how many of these have each status."""
    in_force = [item for item in items if item.status is not Coverage.NOT_YET]
    counted = {status.value: sum(item.status is status for item in in_force) for status in Coverage}
    del counted[Coverage.NOT_YET.value]
    return {"in_force": len(in_force), **counted}
