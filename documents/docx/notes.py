"""Footnotes and endnotes on their way in: numbered as they are met."""

from collections.abc import Callable
from dataclasses import dataclass, field

from documents.docx.remarks import Remarks
from documents.docx.xml import Element, w, words_of
from documents.text import Footnote

_NOT_NOTES = {"separator", "continuationSeparator", "continuationNotice"}


@dataclass(slots=True)
class Notes:
    """The notes of the file, and those that a mark has been met for."""

    remarks: Remarks
    _sources: dict[tuple[str, str], Element] = field(default_factory=dict)
    _labels: dict[tuple[str, str], str] = field(default_factory=dict)
    found: dict[str, Footnote] = field(default_factory=dict)

    def add_part(self, kind: str, root: Element | None) -> None:
        """Take a part of notes; `kind` is "footnote" or "endnote"."""
        for note in () if root is None else root.iterfind(w(kind)):
            if note.get(w("type")) not in _NOT_NOTES:
                self._sources[kind, note.get(w("id"), "")] = note

    def label(self, kind: str, identity: str, place: str) -> str:
        """The label of the note a mark points to; empty, with a remark, where there is no such note."""
        key = (kind, identity)
        if key not in self._sources:
            self.remarks.tell(
                "note-missing", "Et notemerke viser til en note som ikke finnes i filen.", place
            )
            return ""
        if kind == "endnote":
            self.remarks.count("endnote", place)
        return self._labels.setdefault(key, str(len(self._labels) + 1))

    def read(self, read_note: Callable[[str, Element], str]) -> None:
        """Read the words of every note that was met; a note may itself hold marks, so go on until done."""
        while waiting := [key for key, label in self._labels.items() if label not in self.found]:
            for key in waiting:
                label = self._labels[key]
                self.found[label] = Footnote(label, read_note(key[0], self._sources[key]))

    def met(self) -> list[Element]:
        """The notes that were met, for the account of words."""
        return [self._sources[key] for key in self._labels]

    def tell_unmet(self) -> None:
        """Notes without a mark are printed nowhere; say what they hold."""
        for key, note in self._sources.items():
            if key not in self._labels and (words := words_of(note)):
                self.remarks.tell(
                    "note-without-mark", f"En note uten merke i teksten er ikke tatt med: «{words}»."
                )
