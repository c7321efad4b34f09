"""Identities: for what has none yet, and for what brought another document's along."""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace

from documents.markdown.points_rule import MARKER
from documents.text import (
    Block,
    Footnote,
    Item,
    ItemList,
    LegalText,
    Paragraph,
    Place,
    Quote,
    Section,
    Table,
    new_id,
)

_WRITTEN = re.compile(r"(?<!\\)\{#([a-z0-9]+)(?=[ }])")
_REFERENCE = re.compile(r"(?<=\]\(#)[a-z0-9]+(?=\))")


def with_ids(text: LegalText) -> LegalText:
    """The same text, with a fresh identity on every section and lettered point that has none."""
    return _Change(lambda identity, wanted: identity or (new_id() if wanted else "")).text(text)


def with_fresh_ids(text: LegalText, taken: Collection[str]) -> tuple[LegalText, tuple[str, ...]]:
    """The same text, with fresh identities in the place of those `taken`, and the places that got them.

    The places are named as people cite them: "5.2 Vedtaksmyndighet", "5.2 c". References within the text
    to what got a fresh identity follow it.
    """
    opening = Section("", "", text.title, text.preamble)
    places = [*(Place(opening, point) for point in opening.points()), *text.places()]
    borrowed = [place for place in places if place.id in taken and place.id]
    fresh = {place.id: new_id() for place in borrowed}
    return with_identities(text, fresh), tuple(_name(place) for place in borrowed)


def with_identities(text: LegalText, others: Mapping[str, str]) -> LegalText:
    """The same text with other identities, by the one that each has; references within it follow."""
    if not others:
        return text

    def follow(inline: str) -> str:
        return _REFERENCE.sub(lambda found: others.get(found[0], found[0]), inline)

    return _Change(lambda identity, _: others.get(identity, identity), follow).text(text)


def with_words(text: LegalText, change: Callable[[str], str]) -> LegalText:
    """The same text with every stretch of inline Markdown changed so: titles and quotations, too."""
    return _Change(lambda identity, _: identity, change).text(text)


def is_lettered(label: str) -> bool:
    """Is it the label of a point that carries an identity, such as "a)"?"""
    return MARKER.fullmatch(f"{label} ") is not None


def identities_in(source: str) -> frozenset[str]:
    """The identities that are written in this Markdown."""
    return frozenset(_WRITTEN.findall(source))


def _name(place: Place) -> str:
    return place.number if place.point else place.section.heading


@dataclass(frozen=True, slots=True)
class _Change:
    """The same tree with other identities, and other words where they speak of identities."""

    identity: Callable[[str, bool], str]
    """Takes the identity, and whether its place is one that should have one."""
    words: Callable[[str], str] = str

    def text(self, text: LegalText) -> LegalText:
        sections = tuple(self._section(section) for section in text.sections)
        return LegalText(self.words(text.title), self._blocks(text.preamble), sections)

    def _section(self, section: Section) -> Section:
        return replace(
            section,
            id=self.identity(section.id, True),
            title=self.words(section.title),
            blocks=self._blocks(section.blocks),
            children=tuple(self._section(child) for child in section.children),
        )

    def _blocks(self, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        return tuple(self._block(block) for block in blocks)

    def _block(self, block: Block) -> Block:
        match block:
            case Paragraph(text=text):
                return Paragraph(self.words(text))
            case Footnote(label=label, text=text):
                return Footnote(label, self.words(text))
            case Table(header=header, rows=rows):
                return Table(self._row(header), tuple(self._row(row) for row in rows))
            case ItemList(items=items):
                return ItemList(tuple(self._item(item) for item in items))
            case Quote(blocks=inner):
                return Quote(self._blocks(inner))

    def _item(self, item: Item) -> Item:
        return replace(
            item, id=self.identity(item.id, is_lettered(item.label)), blocks=self._blocks(item.blocks)
        )

    def _row(self, row: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(self.words(cell) for cell in row)
