"""What the pictures show, as numbers: where in a text its changes lie."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from documents.comparing.change_table import is_new
from documents.comparing.changes import ChangeKind, Comparison, SectionChange
from documents.text import LegalText, Section

NARROWEST = 2.0
"""A mark is at least this many per cent wide, so that a single word is seen, too."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A change within a chapter: where it begins and how wide it is, in per cent of the chapter's words."""

    kind: str
    """new, removed, moved or reworded."""
    start: float
    width: float


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter of the new text, with the changes in it. What was removed stands where it stood."""

    id: str
    """The identity of its section; empty for the title and opening."""
    number: str
    title: str
    first: str
    """The identity of the first changed place; empty when nothing is changed."""
    marks: tuple[Mark, ...]
    changed: tuple[SectionChange, ...]
    """What changed in it, in reading order."""

    @property
    def count(self) -> int:
        """How many changes there are."""
        return len(self.marks)


def chapters(comparison: Comparison, new: LegalText) -> tuple[Chapter, ...]:
    """Where in the new text do the changes lie? Title and opening count as a chapter when they changed."""
    sections = {section.id: section for section in new.sections}
    groups: list[tuple[Section, list[SectionChange]]] = []
    for change in comparison.changes:
        if not groups or (change.new and change.new.point is None and change.new.id in sections):
            section = change.place.section if not groups else sections[change.place.id]
            groups.append((section, []))
        groups[-1][1].append(change)
    told = (_chapter(section, changes) for section, changes in groups)
    return tuple(chapter for at, chapter in enumerate(told) if at or chapter.marks)


def _chapter(section: Section, changes: Sequence[SectionChange]) -> Chapter:
    changed = [change for change in changes if change.changed]
    first = (changed[0].place.id or "tekst") if changed else ""
    marks = tuple(_marks(changes))
    return Chapter(section.id, section.number, section.title, first, marks, tuple(changed))


def _marks(changes: Sequence[SectionChange]) -> Iterator[Mark]:
    lengths = [1 + sum(part.word_count for part in change.words) for change in changes]
    whole, before = sum(lengths), 0
    for change, length in zip(changes, lengths, strict=True):
        if change.changed:
            width = max(NARROWEST, 100 * length / whole)
            start = min(100 * before / whole, 100 - width)
            yield Mark(_kind(change), round(start, 2), round(width, 2))
        before += length


def _kind(change: SectionChange) -> str:
    if is_new(change):
        return "new"
    if change.new is None:
        return "removed"
    return "moved" if change.kinds <= {ChangeKind.MOVED, ChangeKind.RENUMBERED} else "reworded"
