"""The own words of a place as they are compared: bare, line by line, without what is told of apart."""

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import replace

from documents.markdown import plain
from documents.text import Block, Footnote, Item, ItemList, Paragraph, Quote, Table, plain_text

Apart = Collection[str]
"""The identities of the lettered points that are told of on their own."""
Inline = Callable[[str], str]


def bare(inline: str) -> str:
    """`plain`, at once where no sign in the words could mean anything but a reference."""
    if not _SIGN.search(inline):
        return inline
    simple = _REFERENCE.sub(r"\1", inline)
    return plain(inline) if _SIGN.search(simple) else simple


_REFERENCE = re.compile(r"\[([^\[\]\\`*_<>&!\0\n]+)\]\((?:dok:[a-z0-9][a-z0-9-]*)?#[a-z0-9]+\)")
_SIGN = re.compile(r"[\\`*_\[\]<>&!\0]")


def wording(blocks: tuple[Block, ...], apart: Apart, inline: Inline = str) -> str:
    """The bare words: a line for each paragraph, point, row or note. `inline` is done with each before."""
    together = "\n".join(_lines(blocks, apart, inline))
    return (
        "\n".join(_lines(blocks, apart, lambda words: bare(inline(words))))
        if _SIGN.search(together)
        else together
    )


def has_links(blocks: tuple[Block, ...]) -> bool:
    """Does anything in these blocks lead elsewhere?"""
    return any("](" in inline for inline in plain_text(blocks))


def own_blocks(blocks: tuple[Block, ...], apart: Apart, inline: Inline) -> Iterator[Block]:
    """The same blocks without the points that are told of apart."""
    for block in blocks:
        match block:
            case ItemList(items=items):
                own = [item for item in items if item.id not in apart]
                if own:
                    yield ItemList(tuple(_own_item(item, apart, inline) for item in own))
            case Quote(blocks=inner):
                yield Quote(tuple(own_blocks(inner, apart, inline)))
            case Table(header=header, rows=rows):
                yield Table(tuple(map(inline, header)), tuple(tuple(map(inline, row)) for row in rows))
            case Paragraph(text=text) | Footnote(text=text):
                yield replace(block, text=inline(text))


def _own_item(item: Item, apart: Apart, inline: Inline) -> Item:
    return replace(item, blocks=tuple(own_blocks(item.blocks, apart, inline)))


def _lines(blocks: tuple[Block, ...], apart: Apart, inline: Inline) -> Iterator[str]:
    for block in blocks:
        match block:
            case Paragraph(text=text) | Footnote(text=text):
                yield inline(text)
            case ItemList(items=items):
                for item in items:
                    if item.id not in apart:
                        yield from _lines(item.blocks, apart, inline)
            case Table(header=header, rows=rows):
                yield from (" | ".join(map(inline, row)) for row in (header, *rows))
            case Quote(blocks=inner):
                yield from _lines(inner, apart, inline)
