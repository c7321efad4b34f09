"""Footnotes and endnotes on their way in: numbered as they are met."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count

from documents.docx.identity import note_mark
from documents.docx.reading.remarks import Remarks, joined
from documents.docx.xml import Element, w, words_of
from documents.text import Footnote

_NOT_NOTES = {"separator", "continuationSeparator", "continuationNotice"}


@dataclass(slots=True)
class Notes:
    """The notes of the file, and those that a mark has been met for."""

    remarks: Remarks
    found: dict[str, Footnote] = field(default_factory=dict)
    """The notes that were met and read, by label, in the order of their marks."""
    homes: dict[str, str] = field(default_factory=dict)
    """The section that a note of ours stood in, by label."""
    _sources: dict[tuple[str, str], Element] = field(default_factory=dict)
    _labels: dict[tuple[str, str], str] = field(default_factory=dict)
    _wanted: dict[tuple[str, str], tuple[str, str]] = field(default_factory=dict)
    """The sections that notes of ours stood in, and their labels: in a redline two may have had one."""
    _numbers: Iterator[str] = field(default_factory=lambda: map(str, count(1)))

    def add_part(self, kind: str, root: Element | None) -> None:
        """Take a part of notes; `kind` is "footnote" or "endnote"."""
        for note in () if root is None else root.iterfind(w(kind)):
            if note.get(w("type")) in _NOT_NOTES:
                continue
            key = (kind, note.get(w("id"), ""))
            self._sources[key] = note
            section, label = note_mark(note)
            if label:
                self._wanted[key] = section, label

    def label(self, kind: str, identity: str, place: str) -> str:
        """The label of the note a mark points to; empty, with a remark, where there is no such note."""
        key = (kind, identity)
        if key not in self._sources:
            message = "Et notemerke viser til en note som ikke finnes i filen."
            self.remarks.tell("note-missing", message, place)
            return ""
        if key not in self._labels:
            self._labels[key] = self._own_label(key) or self._free_number()
        return self._labels[key]

    def _own_label(self, key: tuple[str, str]) -> str:
        """The label that the note had, where no note before it has taken it; else an empty one."""
        section, label = self._wanted.get(key, ("", ""))
        if label in self.homes:
            return ""
        if label:
            self.homes[label] = section
        return label

    def _free_number(self) -> str:
        """The next number that no other note has or had."""
        had = {label for _, label in self._wanted.values()}
        return next(number for number in self._numbers if number not in had)

    def read(self, read_note: Callable[[str, Element], str]) -> None:
        """Read the words of every note that was met; a note may itself hold marks, so go on until done."""
        while waiting := [key for key, label in self._labels.items() if label not in self.found]:
            for key in waiting:
                label = self._labels[key]
                self.found[label] = Footnote(label, read_note(key[0], self._sources[key]))

    def tell_endnotes(self) -> None:
        """Say which of the notes were endnotes: in the text they are all alike."""
        labels = [label for (kind, _), label in self._labels.items() if kind == "endnote"]
        if len(labels) == 1:
            message = f"Note {labels[0]} var en sluttnote i filen, og er lest som fotnote."
            self.remarks.tell("endnote", message)
        elif labels:
            message = f"Notene {joined(labels)} var sluttnoter i filen, og er lest som fotnoter."
            self.remarks.tell("endnote", message)

    def tell_unmet(self) -> None:
        """Notes without a mark are printed nowhere; say what they hold."""
        for key, note in self._sources.items():
            if key not in self._labels and (words := words_of(note)):
                self.remarks.told.append(words)
                message = f"En note uten merke i teksten er ikke tatt med: «{words}»."
                self.remarks.tell("note-without-mark", message)
