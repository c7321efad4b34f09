"""A legal text as a tree of frozen values: title, sections, blocks.

Inline words (bold, links, footnote marks) stay Markdown strings inside the blocks; `documents.markdown`
reads them when somebody needs runs. A section's identity is an opaque id given once; its printed
number is kept as printed and never takes part in identity.
"""

import secrets
from collections.abc import Iterator
from dataclasses import dataclass, replace

from documents.numbering import NotANumber, SectionNumber

ID_ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789"
ID_LENGTH = 10


def new_id() -> str:
    """A fresh opaque identity: ten signs that nobody mistakes for one another when read aloud."""
    return "".join(ID_ALPHABET[byte % len(ID_ALPHABET)] for byte in secrets.token_bytes(ID_LENGTH))


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of inline Markdown, on one line."""

    text: str


@dataclass(frozen=True, slots=True)
class Item:
    """One point of a list. Lettered points carry an identity; others have an empty `id`."""

    label: str
    """As printed: "a)", "1." or "-"."""
    blocks: tuple["Block", ...]
    id: str = ""
    origins: tuple[str, ...] = ()
    """Identities of the places it was split from or took up; its lineage, kept through later versions."""


@dataclass(frozen=True, slots=True)
class ItemList:
    """Points that stand together."""

    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table with one header row; every row is as wide as the header. Cells are inline Markdown."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation."""

    blocks: tuple["Block", ...]


@dataclass(frozen=True, slots=True)
class Footnote:
    """The text of a footnote; the mark `[^label]` stands in some inline text before it."""

    label: str
    text: str


Block = Paragraph | ItemList | Table | Quote | Footnote


@dataclass(frozen=True, slots=True)
class Section:
    """A chapter, section or annex: number as printed (maybe empty), title, blocks, and what lies under it."""

    id: str
    number: str
    title: str
    blocks: tuple[Block, ...] = ()
    children: tuple["Section", ...] = ()
    origins: tuple[str, ...] = ()
    """Identities of the sections it was split from or took up; its lineage, kept through later versions."""

    @property
    def heading(self) -> str:
        """Number and title as printed."""
        return f"{self.number} {self.title}".strip()

    def points(self) -> Iterator[Item]:
        """The lettered points of this section itself, nested ones included, in reading order."""
        return _points(self.blocks)

    def walk(self) -> Iterator["Section"]:
        """This section and all under it, in reading order."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in a text: a section, or a lettered point within it."""

    section: Section
    point: Item | None = None

    @property
    def id(self) -> str:
        """The identity of the point if there is one, else of the section."""
        return self.point.id if self.point else self.section.id

    @property
    def origins(self) -> tuple[str, ...]:
        """The identities of the places this one was split from or took up."""
        return self.point.origins if self.point else self.section.origins

    @property
    def number(self) -> str:
        """The number people cite: "5.2 c" or "5.2"."""
        if self.point is None:
            return self.section.number
        return f"{self.section.number} {self.point.label.rstrip(').')}".strip()


@dataclass(frozen=True, slots=True)
class LegalText:
    """A whole text: its title, what stands before the first section, and its sections."""

    title: str
    preamble: tuple[Block, ...] = ()
    sections: tuple[Section, ...] = ()

    def walk(self) -> Iterator[Section]:
        """Every section in reading order."""
        for section in self.sections:
            yield from section.walk()

    def places(self) -> Iterator[Place]:
        """Every section and lettered point in reading order."""
        for section in self.walk():
            yield Place(section)
            for point in section.points():
                yield Place(section, point)

    def find(self, identity: str) -> Place | None:
        """The place with this identity, or None."""
        for section in self.walk():
            if section.id == identity:
                return Place(section)
            for point in section.points():
                if point.id == identity:
                    return Place(section, point)
        return None

    def numbered(self) -> Iterator[tuple[Place, SectionNumber]]:
        """Every place that has a number, with the annex it stands in, in reading order.

        What is printed may also be no number at all: "IV". A point within a point has the number of both.
        """
        for section in self.sections:
            yield from _numbered(section, 0)

    def find_number(self, cited: str) -> Place | None:
        """The place that people mean by "5.2 c" or "§ 5.2 bokstav c)", or None. The first one wins.

        "4.3" is in the body of the text, "Vedlegg 12 punkt 4.3" in that annex. What the citation says of
        ledd, nr. and bullet is for `documents.citing`. Raises NotANumber when `cited` is none.
        """
        wanted = SectionNumber.parse(cited).place
        return next((place for place, number in self.numbered() if number == wanted), None)

    def path(self, identity: str) -> tuple[Section, ...]:
        """The sections from the top down to the one with this identity; empty if there is none."""
        return _path(self.sections, identity)


def _numbered(section: Section, annex: int) -> Iterator[tuple[Place, SectionNumber]]:
    own = _number_of(section, annex)
    if section.number and own:
        yield Place(section), own
    if own:
        yield from _numbered_points(section, section.blocks, own)
    for child in section.children:
        yield from _numbered(child, own.annex if own else annex)


def _number_of(section: Section, annex: int) -> SectionNumber | None:
    if not section.number:
        return SectionNumber(annex, (), "")
    try:
        number = SectionNumber.parse(section.number)
    except NotANumber:
        return None
    return replace(number, annex=number.annex or annex)


def _numbered_points(
    section: Section, blocks: tuple[Block, ...], above: SectionNumber
) -> Iterator[tuple[Place, SectionNumber]]:
    for block in blocks:
        if isinstance(block, ItemList):
            for item in block.items:
                number = above.point(item.label.rstrip(").")) if item.id else above
                if number and number != above:
                    yield Place(section, item), number
                yield from _numbered_points(section, item.blocks, number) if number else ()
        elif isinstance(block, Quote):
            yield from _numbered_points(section, block.blocks, above)


def plain_text(blocks: tuple[Block, ...]) -> Iterator[str]:
    """The inline strings of these blocks in reading order, without list labels."""
    for block in blocks:
        match block:
            case Paragraph(text=text) | Footnote(text=text):
                yield text
            case ItemList(items=items):
                for item in items:
                    yield from plain_text(item.blocks)
            case Table(header=header, rows=rows):
                yield from header
                for row in rows:
                    yield from row
            case Quote(blocks=inner):
                yield from plain_text(inner)


def _points(blocks: tuple[Block, ...]) -> Iterator[Item]:
    for block in blocks:
        if isinstance(block, ItemList):
            for item in block.items:
                if item.id:
                    yield item
                yield from _points(item.blocks)
        elif isinstance(block, Quote):
            yield from _points(block.blocks)


def _path(sections: tuple[Section, ...], identity: str) -> tuple[Section, ...]:
    for section in sections:
        if section.id == identity or any(point.id == identity for point in section.points()):
            return (section,)
        if below := _path(section.children, identity):
            return (section, *below)
    return ()
