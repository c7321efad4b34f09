"""A legal text becomes a Word file that people can print, read and work on."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from documents import markdown
from documents.docx.identity import BODY, HEADING, POINT
from documents.docx.typed import looks_labelled
from documents.docx.writing import cover as front
from documents.docx.writing.cover import Cover
from documents.docx.writing.heading_numbers import heading_patterns, is_annex
from documents.docx.writing.list_numbers import ListNumbers
from documents.docx.writing.note_writer import NoteWriter
from documents.docx.writing.parts import package, settings_part
from documents.docx.writing.run_writer import RunWriter
from documents.docx.writing.styles import (
    DEEPEST_HEADING,
    DEEPEST_LIST,
    HEADING_INDENT,
    fits_before_heading,
    styles_part,
)
from documents.docx.writing.table_writer import table
from documents.docx.xml import Element, build, build_text
from documents.text import (
    Block,
    Footnote,
    Item,
    ItemList,
    LegalText,
    Paragraph,
    Quote,
    Section,
    Table,
)


def write(text: LegalText, cover: Cover) -> bytes:
    """The text as a .docx file; the same text and cover give the same bytes.

    Headings keep the numbers they are printed with. Word counts them itself where its count gives every
    one of them (see `heading_numbers`); else they stand as words. Identities go along as hidden bookmarks.
    """
    notes = NoteWriter.of(text)
    points = frozenset(place.id for place in text.places() if place.point)
    writer = Writer(RunWriter(notes, points=points), ListNumbers(heading_patterns(text)), notes)
    body = [
        *front.title_page(cover, writer.words.runs(text.title)),
        *front.contents(text, cover),
        front.end_of_front_matter(),
        *writer.text(text),
        front.page_setup(first_page_apart=False),
    ]
    note_words = RunWriter(None, points=points)
    parts = {
        "styles": styles_part(cover.word_language, writer.counted_levels()),
        "settings": settings_part(cover),
        "numbering": writer.numbers.part(),
        "footnotes": notes.part(note_words),
        "header": front.header_part(cover),
        "footer": front.footer_part(cover),
    }
    links = {"document": writer.words.links, "footnotes": note_words.links}
    return package(build("document", build("body", *body)), parts, links, cover)


@dataclass(slots=True)
class Writer:
    """Writes sections and blocks one after another; bookmarks are counted from the top."""

    words: RunWriter
    numbers: ListNumbers
    notes: NoteWriter
    prefix: str = ""
    """Before the name of every bookmark: keeps the texts of one file apart."""
    bookmarks: int = 0
    _waiting: str = field(default="")
    """The identity of a section whose first paragraph has not come yet."""

    def text(self, text: LegalText) -> Iterator[Element]:
        """The whole text after the front matter."""
        yield from self._blocks(text.preamble, 0)
        for section in text.sections:
            yield from self._section(section, 1)

    def counted_levels(self) -> list[int]:
        """The heading levels that Word counts."""
        return [level for level, pattern in enumerate(self.numbers.headings, start=1) if pattern]

    def _section(self, section: Section, depth: int) -> Iterator[Element]:
        yield self._heading(section, min(depth, DEEPEST_HEADING))
        self._waiting = section.id
        yield from self._blocks(section.blocks, 0)
        self._waiting = ""
        for child in section.children:
            yield from self._section(child, depth + 1)

    def _heading(self, section: Section, level: int) -> Element:
        properties, number = self._heading_number(section, level)
        runs = self._marked(HEADING, section.id, self.words.runs(section.title))
        return build("p", build("pPr", build("pStyle", val=f"Heading{level}"), *properties), *number, *runs)

    def _heading_number(self, section: Section, level: int) -> tuple[list[Element], list[Element]]:
        """What the heading's number asks of the paragraph, and the runs it takes as words."""
        stands_as_words = level not in self.counted_levels() or is_annex(section.number)
        if section.number and not stands_as_words:
            return [], []
        uncounted = [build("numPr", build("ilvl", val=0), build("numId", val=0))]
        if not section.number:
            return uncounted, _no_number() if looks_labelled(markdown.plain(section.title)) else []
        if fits_before_heading(section.number, level):
            indent = build("ind", left=HEADING_INDENT[level] * 20, hanging=HEADING_INDENT[level] * 20)
            return [*uncounted, indent], _number_as_words(section.number, build("tab"))
        return uncounted, _number_as_words(section.number, build_text(front.WIDE_SPACE))

    def _blocks(self, blocks: Sequence[Block], depth: int) -> Iterator[Element]:
        for block in blocks:
            yield from self._block(block, depth)

    def _block(self, block: Block, depth: int) -> Iterator[Element]:
        match block:
            case Paragraph(text=text):
                yield self._paragraph(text, "BodyText" if depth == 0 else _list_style("ListContinue", depth))
            case ItemList():
                yield from self._list(block, depth)
            case Table():
                yield from table(block, self.words)
            case Quote(blocks=inner):
                yield from self._quote(inner, depth)
            case Footnote() if not self.notes.has_mark(block):
                yield self._note_in_the_text(block)

    def _quote(self, blocks: Sequence[Block], depth: int) -> Iterator[Element]:
        for block in blocks:
            if isinstance(block, Paragraph):
                yield self._paragraph(block.text, "Quote")
            else:
                yield from self._block(block, depth)

    def _paragraph(self, inline: str, style: str) -> Element:
        identity, self._waiting = self._waiting, ""
        runs = self._marked(BODY, identity, self.words.runs(inline))
        label = _no_number() if looks_labelled(markdown.plain(inline)) else []
        return build("p", build("pPr", build("pStyle", val=style)), *label, *runs)

    def _note_in_the_text(self, note: Footnote) -> Element:
        """A note that no mark points to has no place at the foot of a page; it stands where it stood."""
        label = _number_as_words(note.label, build("tab"))
        style = build("pPr", build("pStyle", val="FootnoteText"))
        return build("p", style, *label, *self.words.runs(note.text))

    def _list(self, points: ItemList, depth: int) -> Iterator[Element]:
        identity = self.numbers.list_for(points, depth)
        for item in points.items:
            yield self._point(item, identity, depth)
            rest = item.blocks[1:] if _begins_with_words(item) else item.blocks
            yield from self._blocks(rest, depth + 1)

    def _point(self, item: Item, list_id: int | None, depth: int) -> Element:
        properties = [build("pStyle", val=_list_style("List", depth + 1))]
        label: list[Element] = []
        if list_id is None:
            label = _number_as_words(item.label, build("tab"))
        else:
            properties.append(build("numPr", build("ilvl", val=depth), build("numId", val=list_id)))
        first = item.blocks[0] if item.blocks else None
        runs = self.words.runs(first.text) if isinstance(first, Paragraph) else []
        identity, self._waiting = self._waiting, ""
        marked = self._marked(BODY, identity, self._marked(POINT, item.id, runs))
        return build("p", build("pPr", *properties), *label, *marked)

    def _marked(self, kind: str, identity: str, runs: list[Element]) -> list[Element]:
        """The runs within a hidden bookmark; all within one paragraph, or LibreOffice doubles it."""
        if not identity:
            return runs
        self.bookmarks += 1
        start = build("bookmarkStart", id=self.bookmarks, name=self.prefix + kind + identity)
        return [start, *runs, build("bookmarkEnd", id=self.bookmarks)]


def _begins_with_words(item: Item) -> bool:
    return bool(item.blocks) and isinstance(item.blocks[0], Paragraph)


def _list_style(name: str, depth: int) -> str:
    return name if depth == 1 else f"{name}{min(depth, DEEPEST_LIST)}"


def _number_as_words(number: str, space: Element) -> list[Element]:
    style = build("rPr", build("rStyle", val="HouseNumber"))
    return [build("r", style, build_text(number)), build("r", space)]


def _no_number() -> list[Element]:
    """An empty number: what the words begin with looks like one and is none."""
    return [build("r", build("rPr", build("rStyle", val="HouseNumber")))]
