"""The change table: for every change what happened, the old words, the new ones, why, and who asked."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count

from documents.comparing.changes import ChangeKind, Comparison, SectionChange
from documents.comparing.marking import Marked, marked
from documents.kinds import Language
from documents.markdown import plain
from documents.text import LegalText, Place


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something was changed, and who asked for it; either may be empty."""

    why: str = ""
    asked_by: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One change of the table."""

    number: int
    """Counted from 1 through the whole table, so that people can speak of «endring 14».

    A section that was split is one change: its further parts have the number of the one that remains.
    """
    marked: Marked
    reason: Reason

    @property
    def change(self) -> SectionChange:
        """What happened."""
        return self.marked.change


def change_rows(
    comparison: Comparison, old: LegalText, new: LegalText, reasons: Mapping[str, Reason]
) -> tuple[Row, ...]:
    """The rows of the change table, in the new reading order. A new number alone makes no row.

    `reasons` are by the identity of the place, that of the old place where it was removed.
    """
    changed = marked(comparison, old, new, changed_only=True)
    numbers = _numbers([each.change for each in changed])
    return tuple(
        Row(number, each, reasons.get(each.change.place.id, Reason()))
        for number, each in zip(numbers, changed, strict=True)
    )


def _numbers(changes: Sequence[SectionChange]) -> list[int]:
    counted = count(1)
    found = [next(counted) if change.counted_as else 0 for change in changes]
    of_old = {change.old.id: number for change, number in zip(changes, found, strict=True) if change.old}
    return [
        number or next((of_old[each.id] for each in change.sources if each.id in of_old), 0) or next(counted)
        for change, number in zip(changes, found, strict=True)
    ]


def sort_of(place: Place) -> str:
    """What people call the place: vedlegg, kapittel or punkt."""
    if place.point is None and place.number.startswith("Vedlegg"):
        return "vedlegg"
    return "kapittel" if place.point is None and place.number.isdecimal() else "punkt"


def is_new(change: SectionChange) -> bool:
    """Is all of it new? A part of what was split is not."""
    return change.old is None and not change.sources


def happened(change: SectionChange, language: Language = Language.NB) -> str:
    """What happened, in words: "Nytt punkt", "Omformulert, flyttet fra 4.2"."""
    told = ", ".join(_told(change)) or change.label
    if language is Language.NN:
        for bokmal, nynorsk in _NYNORSK:
            told = re.sub(bokmal, nynorsk, told)
    return told[:1].upper() + told[1:]


def _told(change: SectionChange) -> Iterator[str]:
    if is_new(change):
        yield f"nytt {sort_of(change.place)}"
    if change.new is None:
        yield f"{sort_of(change.place)} fjernet"
    if ChangeKind.SPLIT in change.kinds:
        yield "delt opp" if change.old else f"delt ut fra {_names(change.sources)}"
    if ChangeKind.MERGED in change.kinds:
        yield f"har tatt opp {_names(change.sources)}"
    yield from (word for kind, word in _CHANGED.items() if kind in change.kinds)
    if change.old and change.new and ChangeKind.MOVED in change.kinds:
        yield f"flyttet fra {change.old.number}" if change.old.number else "flyttet"
    elif change.old and change.new and ChangeKind.RENUMBERED in change.kinds and change.old.number:
        yield f"før {change.old.number}"


def _names(places: Sequence[Place]) -> str:
    """ "4.3, 4.4 og 4.5"."""
    names = [place.number or plain(place.section.title) for place in places]
    return " og ".join(part for part in (", ".join(names[:-1]), names[-1]) if part) if names else ""


_CHANGED = {
    ChangeKind.REWORDED: "omformulert",
    ChangeKind.RETITLED: "ny tittel",
    ChangeKind.RESHAPED: "ny form",
}
_NYNORSK = (
    (r"\bfjernet\b", "fjerna"),
    (r"\bflyttet fra\b", "flytta frå"),
    (r"\bflyttet\b", "flytta"),
    (r"\bdelt ut fra\b", "delt ut frå"),
    (r"\bhar tatt opp\b", "har teke opp"),
)
