"""Footnotes of two texts in one file: in the order of their marks, each once, their own words tracked."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from documents.docx.identity import COPY
from documents.docx.redline.aligning import alike
from documents.docx.writing.note_writer import (
    Home,
    NoteWriter,
    around_note,
    footnote,
    name_of,
    notes_part,
    reference_mark,
)
from documents.docx.xml import Element

_SAME_NOTE = 0.3
"""Of their words: less, and it is another note."""

WritesNote = Callable[[str | None, str | None], list[Element]]
"""Gives the runs of a note: its inline Markdown as it was, and as it is."""


@dataclass(frozen=True, slots=True)
class _Met:
    """A note whose mark has been written, as it was and as it is."""

    old: Home | None
    new: Home | None


@dataclass(slots=True)
class BothNotes:
    """Gives marks their notes; LibreOffice pairs marks and notes by order, not by number."""

    old: NoteWriter
    new: NoteWriter
    _met: list[_Met] = field(default_factory=list)

    def are_same(self, old: str, new: str) -> bool:
        """Is the old note of this label the new one of that, maybe in other words?"""
        was, now = self.old.home(old), self.new.home(new)
        if was is None or now is None:
            return was is now and old == new
        if was.note.text == now.note.text:
            return True
        return alike(was.note.text, now.note.text) >= _SAME_NOTE

    def mark(self, old: str, new: str) -> Element | None:
        """The run that marks a note; one label is empty where the mark was inserted or struck."""
        was = self.old.home(old) if old else None
        now = self.new.home(new) if new else None
        if was is None and now is None:
            return None
        self._met.append(_Met(was, now))
        return reference_mark(len(self._met))

    def part(self, words: WritesNote, next_number: Callable[[], int]) -> Element:
        """The part of notes. The words of a note whose mark is tracked are not: the mark decides for it."""
        names: set[str] = set()
        notes = [self._note(at, met, words, names, next_number) for at, met in enumerate(self._met, start=1)]
        return notes_part(notes)

    def _note(
        self, at: int, met: _Met, words: WritesNote, names: set[str], next_number: Callable[[], int]
    ) -> Element:
        start, end = around_note(_name(met), names, next_number())
        texts: Sequence[str | None] = [home.note.text if home else None for home in (met.old, met.new)]
        alone = met.new or met.old
        if (met.old is None or met.new is None) and alone:
            texts = [alone.note.text] * 2
        return footnote(at, [*start, *words(*texts), *end])


def _name(met: _Met) -> str:
    """Where the note stands; a struck one has the name of a copy, for its label may live on elsewhere."""
    if met.new:
        return name_of(met.new)
    name = name_of(met.old) if met.old else ""
    return name + COPY if name else ""
