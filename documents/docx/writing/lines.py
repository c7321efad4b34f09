"""A legal text as the row of paragraphs and tables that Word will have, before they are XML.

Export and redline are written from the same lines, so that a redline holds what two exports hold.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from documents import markdown
from documents.docx.identity import BODY, HEADING, POINT
from documents.docx.typed import looks_labelled
from documents.docx.writing.heading_numbers import is_annex
from documents.docx.writing.list_numbers import ListNumbers
from documents.docx.writing.note_writer import NoteWriter
from documents.docx.writing.styles import DEEPEST_HEADING, DEEPEST_LIST, HEADING_INDENT, fits_before_heading
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

Mark = tuple[str, str]
"""A hidden bookmark: its kind, and the identity it carries."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number that stands as words before the others; an empty one says that there is none."""

    words: str
    wide: bool = False
    """Is it parted from the words by a wide space, being too long for a tab?"""


@dataclass(frozen=True, slots=True)
class ListLevel:
    """Which list of Word's a paragraph stands in, and how deep; list 0 is none at all."""

    list_id: int
    depth: int


UNCOUNTED = ListLevel(0, 0)
"""Takes a heading out of the count that its style would put it in."""


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph of the body."""

    style: str
    words: str
    """Inline Markdown."""
    list: ListLevel | None = None
    indent: int = 0
    """Points that the words stand in, with the number before them; 0 where the style says it."""
    number: Number | None = None
    marks: tuple[Mark, ...] = ()
    """The bookmarks round its words, the outermost first."""
    label: str = ""
    """What is printed before it: the number of a heading, the label of a point; whoever counts it."""
    unit: int = 0
    """Which place of the text begins here (see documents.comparing.units); 0 for what begins none."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of the body."""

    table: Table


@dataclass(slots=True)
class Lines:
    """Lays out sections and blocks, one after another."""

    numbers: ListNumbers
    notes: NoteWriter
    _waiting: str = ""
    """The identity of a section whose first paragraph has not come yet."""
    _unit: int = 0
    counted: frozenset[int] = field(init=False)
    """The heading levels that Word counts."""

    def __post_init__(self) -> None:
        """See which levels Word counts."""
        levels = enumerate(self.numbers.headings, start=1)
        self.counted = frozenset(level for level, pattern in levels if pattern)

    def text(self, text: LegalText) -> Iterator[Line | Grid]:
        """The whole text but for its title."""
        yield from self._blocks(text.preamble, 0)
        for section in text.sections:
            yield from self._section(section, 1)

    def _section(self, section: Section, depth: int) -> Iterator[Line | Grid]:
        yield self._heading(section, min(depth, DEEPEST_HEADING))
        self._waiting = section.id
        yield from self._blocks(section.blocks, 0)
        self._waiting = ""
        for child in section.children:
            yield from self._section(child, depth + 1)

    def _heading(self, section: Section, level: int) -> Line:
        self._unit += 1
        style, marks = f"Heading{level}", _marks((HEADING, section.id))
        number = section.number
        if number and level in self.counted and not is_annex(number):
            return Line(style, section.title, marks=marks, label=number, unit=self._unit)
        if not number:
            label = Number("") if looks_labelled(markdown.plain(section.title)) else None
            return Line(style, section.title, UNCOUNTED, 0, label, marks, "", self._unit)
        if fits_before_heading(number, level):
            indent = HEADING_INDENT[level]
            return Line(style, section.title, UNCOUNTED, indent, Number(number), marks, number, self._unit)
        as_words = Number(number, wide=True)
        return Line(style, section.title, UNCOUNTED, 0, as_words, marks, number, self._unit)

    def _blocks(self, blocks: Sequence[Block], depth: int) -> Iterator[Line | Grid]:
        for block in blocks:
            yield from self._block(block, depth)

    def _block(self, block: Block, depth: int) -> Iterator[Line | Grid]:
        match block:
            case Paragraph(text=text):
                yield self._paragraph(text, "BodyText" if depth == 0 else _list_style("ListContinue", depth))
            case ItemList():
                yield from self._list(block, depth)
            case Table():
                yield Grid(block)
            case Quote(blocks=inner):
                yield from self._quote(inner, depth)
            case Footnote() if not self.notes.has_mark(block):
                # A note that no mark points to has no place at the foot of a page; it stands where it stood.
                yield Line("FootnoteText", block.text, number=Number(block.label), label=block.label)

    def _quote(self, blocks: Sequence[Block], depth: int) -> Iterator[Line | Grid]:
        for block in blocks:
            if isinstance(block, Paragraph):
                yield self._paragraph(block.text, "Quote")
            else:
                yield from self._block(block, depth)

    def _paragraph(self, inline: str, style: str) -> Line:
        number = Number("") if looks_labelled(markdown.plain(inline)) else None
        return Line(style, inline, number=number, marks=_marks((BODY, self._first_of())))

    def _list(self, points: ItemList, depth: int) -> Iterator[Line | Grid]:
        identity = self.numbers.list_for(points, depth)
        for item in points.items:
            yield self._point(item, identity, depth)
            rest = item.blocks[1:] if _begins_with_words(item) else item.blocks
            yield from self._blocks(rest, depth + 1)

    def _point(self, item: Item, list_id: int | None, depth: int) -> Line:
        self._unit += bool(item.id)
        first = item.blocks[0] if item.blocks else None
        return Line(
            _list_style("List", depth + 1),
            first.text if isinstance(first, Paragraph) else "",
            None if list_id is None else ListLevel(list_id, depth),
            number=Number(item.label) if list_id is None else None,
            marks=_marks((BODY, self._first_of()), (POINT, item.id)),
            label=item.label,
            unit=self._unit if item.id else 0,
        )

    def _first_of(self) -> str:
        """The section whose first paragraph this is; empty for all further ones."""
        identity, self._waiting = self._waiting, ""
        return identity


def _marks(*marks: Mark) -> tuple[Mark, ...]:
    return tuple((kind, identity) for kind, identity in marks if identity)


def _begins_with_words(item: Item) -> bool:
    return bool(item.blocks) and isinstance(item.blocks[0], Paragraph)


def _list_style(name: str, depth: int) -> str:
    return name if depth == 1 else f"{name}{min(depth, DEEPEST_LIST)}"
