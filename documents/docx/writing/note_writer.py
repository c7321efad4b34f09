"""Notes on their way out: real footnotes, each marked with where it stood and what it was called."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from documents import markdown
from documents.docx.identity import NOTE, TOP
from documents.docx.xml import Element, build
from documents.text import Block, Footnote, ItemList, LegalText, Paragraph, Quote, Table

_NAMEABLE = re.compile(r"[A-Za-z0-9]{1,20}")


class WritesRuns(Protocol):
    """Whoever turns inline Markdown into runs."""

    def runs(self, inline: str) -> list[Element]:
        """The runs of some inline Markdown."""


@dataclass(frozen=True, slots=True)
class Home:
    """A note, and the section whose blocks hold it."""

    section: str
    note: Footnote


@dataclass(slots=True)
class NoteWriter:
    """Gives each mark its footnote, in order: LibreOffice pairs marks and notes by order, not by id."""

    _homes: Mapping[str, Home]
    _marked: frozenset[str]
    _met: list[Home] = field(default_factory=list)

    @classmethod
    def of(cls, text: LegalText, before: "NoteWriter | None" = None) -> "NoteWriter":
        """A writer for the notes of this text; of two notes with one label the first is the note.

        `before` is the writer of the text before it in the same file: its notes are counted on from.
        """
        homes: dict[str, Home] = {}
        for home in _notes(text):
            homes.setdefault(home.note.label, home)
        marked = frozenset(_marks(text))
        return cls(homes, marked) if before is None else cls(homes, marked, before._met)

    def home(self, label: str) -> Home | None:
        """The note of this label; None where the text has none."""
        return self._homes.get(label)

    def reference(self, label: str) -> Element | None:
        """The run that marks the note; None where there is none. Two marks to one note become two notes."""
        home = self.home(label)
        if home is None:
            return None
        self._met.append(home)
        return reference_mark(len(self._met))

    def has_mark(self, note: Footnote) -> bool:
        """Is this the note that a mark in the running text points to?"""
        return note.label in self._marked and self._homes[note.label].note is note

    def part(self, words: WritesRuns) -> Element:
        """The part of notes, in the order of their marks."""
        names: set[str] = set()
        notes = []
        for at, home in enumerate(self._met, start=1):
            # The bookmarks of the text are counted from 1; these from far above.
            start, end = around_note(name_of(home), names, 1_000_000 + at)
            notes.append(footnote(at, [*start, *words.runs(home.note.text), *end]))
        return notes_part(notes)


def reference_mark(identity: int) -> Element:
    """The run that marks the note with this number."""
    mark = build("footnoteReference", id=identity)
    return build("r", build("rPr", build("rStyle", val="FootnoteReference")), mark)


def notes_part(notes: Sequence[Element]) -> Element:
    """The part of notes, after the two rules that Word asks for."""
    rules = [
        build("footnote", build("p", build("r", build(name))), type=name, id=identity)
        for name, identity in (("separator", -1), ("continuationSeparator", 0))
    ]
    return build("footnotes", *rules, *notes)


def footnote(identity: int, runs: Sequence[Element]) -> Element:
    """A note of these runs, after its own mark."""
    mark = build("r", build("rPr", build("rStyle", val="FootnoteReference")), build("footnoteRef"))
    style = build("pPr", build("pStyle", val="FootnoteText"))
    return build("footnote", build("p", style, mark, build("r", build("tab")), *runs), id=identity)


def name_of(home: Home) -> str:
    """The name of the hidden bookmark that says where the note stood; empty where its label cannot."""
    return f"{NOTE}{home.section}_{home.note.label}" if _NAMEABLE.fullmatch(home.note.label) else ""


def around_note(name: str, taken: set[str], number: int) -> tuple[list[Element], list[Element]]:
    """Beginning and end of the bookmark of this name; nothing where it is empty or stands in the file."""
    if not name or name in taken:
        return [], []
    taken.add(name)
    return [build("bookmarkStart", id=number, name=name)], [build("bookmarkEnd", id=number)]


def _notes(text: LegalText) -> Iterator[Home]:
    """Every note, wherever it stands."""
    yield from (Home(TOP, block) for block in _flat(text.preamble) if isinstance(block, Footnote))
    for section in text.walk():
        yield from (Home(section.id, block) for block in _flat(section.blocks) if isinstance(block, Footnote))


def _marks(text: LegalText) -> Iterator[str]:
    """The labels that the running text marks; a mark within a note is words to Word."""
    yield from _labels(text.title)
    for block in _flat(text.preamble):
        yield from _marks_of(block)
    for section in text.walk():
        yield from _labels(section.title)
        for block in _flat(section.blocks):
            yield from _marks_of(block)


def _marks_of(block: Block) -> Iterator[str]:
    match block:
        case Paragraph(text=inline):
            yield from _labels(inline)
        case Table(header=header, rows=rows):
            for row in (header, *rows):
                for cell in row:
                    yield from _labels(cell)


def _labels(inline: str) -> Iterator[str]:
    found = markdown.runs(inline) if "[^" in inline else ()
    return (run.footnote for run in found if run.footnote)


def _flat(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """These blocks and those within them."""
    for block in blocks:
        yield block
        match block:
            case Quote(blocks=inner):
                yield from _flat(inner)
            case ItemList(items=items):
                for item in items:
                    yield from _flat(item.blocks)
