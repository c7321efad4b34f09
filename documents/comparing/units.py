"""A text as a list of the places that are told of one by one."""

from collections.abc import Iterator
from typing import NamedTuple

from documents.text import Block, ItemList, LegalText, Place, Quote, Section, plain_text


class Unit(NamedTuple):
    """A place, and where in the list of units the place stands that holds it."""

    place: Place
    holder: int
    identity: str
    is_section: bool
    """A section, or the text itself; else a lettered point."""
    title: str
    """Empty for a point."""
    blocks: tuple[Block, ...]
    """What stands there, lettered points included."""


def units(text: LegalText) -> list[Unit]:
    """Every place in reading order.

    The first is the text itself, as a section of the text's title and what stands before the first
    section, without identity; it holds itself. A lettered point without identity is no place.
    """
    found: list[Unit] = []
    _add(found, Section("", "", text.title, text.preamble), 0)
    for section in text.sections:
        _add(found, section, 0)
    return found


def own_inlines(blocks: tuple[Block, ...]) -> Iterator[str]:
    """The inline Markdown of these blocks in reading order, without points that are places themselves."""
    for block in blocks:
        match block:
            case ItemList(items=items):
                for item in items:
                    if not item.id:
                        yield from own_inlines(item.blocks)
            case Quote(blocks=inner):
                yield from own_inlines(inner)
            case _:
                yield from plain_text((block,))


def _add(found: list[Unit], section: Section, holder: int) -> None:
    at = len(found)
    found.append(Unit(Place(section), holder, section.id, True, section.title, section.blocks))
    _add_points(found, section, section.blocks, at)
    for child in section.children:
        _add(found, child, at)


def _add_points(found: list[Unit], section: Section, blocks: tuple[Block, ...], holder: int) -> None:
    for block in blocks:
        if isinstance(block, Quote):
            _add_points(found, section, block.blocks, holder)
        elif isinstance(block, ItemList):
            for item in block.items:
                at = len(found) if item.id else holder
                if item.id:
                    found.append(Unit(Place(section, item), holder, item.id, False, "", item.blocks))
                _add_points(found, section, item.blocks, at)
