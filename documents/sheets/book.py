"""A book of sheets as a value: what a spreadsheet file of ours is made of."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from documents.kinds import Language


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead to an address. Only http and https become links; any other address stands as words."""

    words: str
    address: str


Cell = str | int | date | Link | None
"""Text is always text, whatever it begins with; a day is a real date; None is an empty cell."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, and how wide it is in characters."""

    title: str
    width: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: a row of headings that stays in sight, and rows below it that can be narrowed."""

    name: str
    """At most 31 signs, none of them []:*?/\\."""
    columns: tuple[Column, ...]
    rows: Sequence[Sequence[Cell]]
    kept: int = 1
    """So many columns at the left stay in sight."""
    across: int = 1
    """So many pages it may take from side to side, printed."""
    tall: bool = False
    """Printed upright; else lying, since most are wide."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """A spreadsheet file. The same book gives the same bytes."""

    title: str
    subject: str
    """What sort of file it is; stands at the foot of every printed page."""
    organisation: str
    language: Language
    identifier: str
    created: datetime
    """When the facts were recorded that it is made of, in UTC."""
    sheets: tuple[Sheet, ...]
