"""A legal text becomes a Word file that people can print, read and work on."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from documents.docx.writing import cover as front
from documents.docx.writing.cover import Cover
from documents.docx.writing.heading_numbers import counted_headings, heading_patterns
from documents.docx.writing.lines import Grid, Line, Lines, Mark, Number
from documents.docx.writing.list_numbers import ListNumbers
from documents.docx.writing.note_writer import NoteWriter
from documents.docx.writing.parts import package, settings_part
from documents.docx.writing.run_writer import RunWriter
from documents.docx.writing.styles import styles_part
from documents.docx.writing.table_writer import table
from documents.docx.writing.template import Template
from documents.docx.xml import Element, build, build_text
from documents.text import LegalText


def write(text: LegalText, cover: Cover, template: Template | None = None) -> bytes:
    """The text as a .docx file; the same text, cover and template give the same bytes.

    `template` is an office's own; None: the product's.

    Headings keep the numbers they are printed with. Word counts them itself where its count gives every
    one of them (see `heading_numbers`); else they stand as words. Identities go along as hidden bookmarks.
    """
    notes = NoteWriter.of(text)
    points = frozenset(place.id for place in text.places() if place.point)
    numbers = ListNumbers(heading_patterns(text))
    counted = counted_headings(text, numbers.headings)
    writer = Writer(RunWriter(notes, points=points, counted=counted), numbers, notes)
    body = [
        *front.title_page(cover, writer.words.runs(text.title)),
        *front.contents(text, cover),
        front.end_of_front_matter(),
        *writer.text(text),
        front.page_setup(first_page_apart=False),
    ]
    note_words = RunWriter(None, points=points, counted=counted)
    parts = {
        "styles": styles_part(cover.word_language, writer.counted_levels()),
        "settings": settings_part(cover),
        "numbering": writer.numbers.part(),
        "footnotes": notes.part(note_words),
        "header": front.header_part(cover),
        "footer": front.footer_part(cover),
    }
    links = {"document": writer.words.links, "footnotes": note_words.links}
    return package(build("document", build("body", *body)), parts, links, cover, template)


@dataclass(slots=True)
class Writer:
    """Writes lines one after another; bookmarks are counted from the top."""

    words: RunWriter
    numbers: ListNumbers
    notes: NoteWriter
    prefix: str = ""
    """Before the name of every bookmark: keeps the texts of one file apart."""
    bookmarks: int = 0

    def text(self, text: LegalText) -> Iterator[Element]:
        """The whole text after the front matter."""
        for line in Lines(self.numbers, self.notes).text(text):
            if isinstance(line, Grid):
                yield from table(line.table, self.words)
            else:
                yield self._paragraph(line)

    def counted_levels(self) -> list[int]:
        """The heading levels that Word counts."""
        return [level for level, pattern in enumerate(self.numbers.headings, start=1) if pattern]

    def _paragraph(self, line: Line) -> Element:
        runs = self._marked(line.marks, self.words.runs(line.words))
        return build("p", properties(line), *number_runs(line.number), *runs)

    def _marked(self, marks: Sequence[Mark], runs: list[Element]) -> list[Element]:
        """The runs within hidden bookmarks; all within one paragraph, or LibreOffice doubles them."""
        for kind, identity in reversed(marks):
            self.bookmarks += 1
            start = build("bookmarkStart", id=self.bookmarks, name=self.prefix + kind + identity)
            runs = [start, *runs, build("bookmarkEnd", id=self.bookmarks)]
        return runs


def properties(line: Line) -> Element:
    """What the paragraph is, as w:pPr."""
    level = line.list
    return build(
        "pPr",
        build("pStyle", val=line.style),
        build("numPr", build("ilvl", val=level.depth), build("numId", val=level.list_id)) if level else None,
        build("ind", left=line.indent * 20, hanging=line.indent * 20) if line.indent else None,
    )


def number_runs(number: Number | None) -> list[Element]:
    """The number as words, in a style that says what it is; empty where the words only look numbered."""
    if number is None:
        return []
    style = build("rPr", build("rStyle", val="HouseNumber"))
    if not number.words:
        return [build("r", style)]
    space = build_text(front.WIDE_SPACE) if number.wide else build("tab")
    return [build("r", style, build_text(number.words)), build("r", space)]
