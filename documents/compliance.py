"""The compliance report of a day as a value: what its Word file, spreadsheet, page and JSON are made of.

It rests on two days. The *day* is the one it is about: the texts and the law in force on it. The *known day*
is the last whose judgements count. With the same two days the same report comes out, whatever is judged,
adopted or entered into the catalogue later. Law: helse- og omsorgstjenesteloven § 6-2 første ledd.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from documents.coverage import Coverage, ItemCoverage, Mark
from documents.kinds import Language
from documents.laws import MONTHS


@dataclass(frozen=True, slots=True)
class Decided:
    """One decision on a version: who, in which case, when, and what came out."""

    body: str
    case: str
    """As printed: "sak 9/25"."""
    day: date
    outcome: str
    """In the report's form of Norwegian."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TextInForce:
    """A version that applies on the day, and how it came to."""

    ref: str
    """ "samarbeidsavtalen@2025.1"."""
    title: str
    number: str
    since: date | None
    decided: Decided | None = None
    """The decision of the party that is asked about, else the last one; None where none is recorded."""
    others: int = 0
    """How many decisions stand beside that one."""
    adopted: int | None = None
    """How many parties have adopted it; None where one joint body decides for all."""
    parties: int = 0
    """Of so many that must."""
    taken_over: str = ""
    """Who adopted it, as the office has it on record, where it applied before the register began."""
    note: str = ""
    """Whom it binds, where that is to be said."""


@dataclass(frozen=True, slots=True)
class GapTold:
    """A demand that the texts do not hold: since when, and whether a date for it is past."""

    sentence: str
    """In the report's form of Norwegian."""
    open_since: date
    overdue_since: date | None = None
    """The first day after the deadline, or after the date of guidance; None while neither is past."""
    whom: str = ""
    """The pairs it is open for; empty: all that the report is for."""


@dataclass(frozen=True, slots=True)
class Held:
    """One demand held against the texts of the day."""

    item: ItemCoverage
    gaps: tuple[GapTold, ...] = ()

    @property
    def since(self) -> date | None:
        """From which day it has stood so: covered, or open where it has been open longest."""
        return min((gap.open_since for gap in self.gaps), default=self.item.since)


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyTold:
    """A duty of process, time or the field. Words are in the report's form of Norwegian."""

    name: str
    state: str
    sentence: str
    due: date | None = None
    whose: str = ""
    """The kommuner it stands so for; empty: all that the report is for."""
    source: str = ""
    link: str = ""
    cases: tuple[str, ...] = ()
    """The decisions it rests on: "ASU, sak 12/25, 12. april 2025"."""


@dataclass(frozen=True, slots=True)
class PairTold:
    """How one pair stands to each demand."""

    kommune: str
    foretak: str
    items: tuple[ItemCoverage, ...]
    totals: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class StaleTold:
    """A reference to the law, in a text in force, that no longer leads where it did."""

    text: str
    """The document and its version."""
    place: str
    """Number and title of the point."""
    words: str
    """The words that cite the law, as they stand in the text."""
    cited: str
    """The place in the law that they mean."""
    since: date
    instead: str = ""
    """Where the law says it now; empty where it was repealed."""
    doubtful: bool = False
    """Did the text begin to apply after the change, so that it may mean what stands in the place now?"""
    link: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Compliance:
    """The facts of a day."""

    organisation: str
    on: date
    known: date
    """The last day whose judgements count."""
    whom: str
    """The party the report is for; empty for the whole circle."""
    items: tuple[Held, ...]
    texts: tuple[TextInForce, ...]
    """The versions in force that day, in order of precedence."""
    duties: tuple[DutyTold, ...]
    pairs: tuple[PairTold, ...]
    stale: tuple[StaleTold, ...] | None
    """References to the law that do not hold; None where they have not been looked through."""
    edition: str
    """The edition of the catalogue of demands: its fingerprint, shortened."""
    demands: int
    """How many demands the catalogue has."""
    log: int
    """The number of the last entry in the log at the end of the known day; 0 where there was none."""
    recorded_after: tuple[str, ...] = ()
    """Texts in force that were recorded later than the known day."""
    language: Language
    identifier: str
    created: datetime

    @property
    def covered(self) -> tuple[ItemCoverage, ...]:
        """The demands as they stand, without gaps."""
        return tuple(each.item for each in self.items)

    @property
    def suspects(self) -> int:
        """How many judgements a person must look at again."""
        return sum(any(mark.suspects for mark in marks) for held in self.items for marks in breaths(held))

    def text_of(self, mark: Mark) -> TextInForce | None:
        """The text in force that this judgement counts for."""
        exact = f"{mark.document}@{mark.read_in or mark.version}"
        return next((text for text in self.texts if text.ref == exact), None) or next(
            (text for text in self.texts if text.ref.partition("@")[0] == mark.document), None
        )


def breaths(held: Held) -> list[list[Mark]]:
    """The judgements that count for a demand; places that a person judged at once stand together."""
    found: dict[tuple[object, ...], list[Mark]] = {}
    for mark in held.item.evidence:
        found.setdefault(mark.told_with, []).append(mark)
    return list(found.values())


def day_in_words(day: date) -> str:
    """The day as it is written in a sentence: «1. mai 2025». The same in bokmål and nynorsk."""
    return f"{day.day}. {MONTHS[day.month - 1]} {day.year}"


def lacking(items: Sequence[ItemCoverage]) -> list[int]:
    """The numbers of the demands in force that are not wholly covered."""
    return [item.minimum.nr for item in items if item.status not in {Coverage.COVERED, Coverage.NOT_YET}]
