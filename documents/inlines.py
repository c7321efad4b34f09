"""The words of a text, each stretch with the place it stands in; and a text with its words changed."""

from collections.abc import Callable, Iterator
from dataclasses import replace

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
)

Change = Callable[[Place, str], str]
"""Gives the inline Markdown that is to stand in this place instead."""


def inlines(text: LegalText) -> Iterator[tuple[Place, str]]:
    """Every stretch of inline Markdown in reading order: titles, paragraphs, cells, notes, quotations.

    What stands before the first section has a place without identity, titled as the text is.
    """
    for section in (_opening(text), *text.walk()):
        place = Place(section)
        if section.title:
            yield place, section.title
        yield from _inlines(place, section.blocks)


def with_inlines(text: LegalText, change: Change) -> LegalText:
    """The text with its paragraphs, points, cells and notes changed so.

    Titles stay, and quotations: they say what somebody else wrote.
    """
    opening = Place(_opening(text))
    return replace(
        text,
        preamble=_changed(opening, text.preamble, change),
        sections=tuple(_changed_section(section, change) for section in text.sections),
    )


def _opening(text: LegalText) -> Section:
    return Section("", "", text.title, text.preamble)


def _inlines(place: Place, blocks: tuple[Block, ...]) -> Iterator[tuple[Place, str]]:
    for block in blocks:
        match block:
            case Paragraph(text=words) | Footnote(text=words):
                yield place, words
            case ItemList(items=items):
                for item in items:
                    yield from _inlines(_within(place, item), item.blocks)
            case Table(header=header, rows=rows):
                yield from ((place, cell) for row in (header, *rows) for cell in row)
            case Quote(blocks=inner):
                yield from _inlines(place, inner)


def _within(place: Place, item: Item) -> Place:
    return Place(place.section, item) if item.id else place


def _changed_section(section: Section, change: Change) -> Section:
    return replace(
        section,
        blocks=_changed(Place(section), section.blocks, change),
        children=tuple(_changed_section(child, change) for child in section.children),
    )


def _changed(place: Place, blocks: tuple[Block, ...], change: Change) -> tuple[Block, ...]:
    return tuple(_changed_block(place, block, change) for block in blocks)


def _changed_block(place: Place, block: Block, change: Change) -> Block:
    match block:
        case Paragraph(text=words):
            return Paragraph(change(place, words))
        case Footnote(label=label, text=words):
            return Footnote(label, change(place, words))
        case ItemList(items=items):
            return ItemList(
                tuple(
                    replace(item, blocks=_changed(_within(place, item), item.blocks, change))
                    for item in items
                )
            )
        case Table(header=header, rows=rows):
            return Table(
                tuple(change(place, cell) for cell in header),
                tuple(tuple(change(place, cell) for cell in row) for row in rows),
            )
        case Quote():
            return block
