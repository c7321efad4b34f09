"""The words of a section as the index holds them, and where its lettered points stand in them."""

from collections.abc import Iterator, Sequence
from itertools import accumulate

from documents.markdown import plain
from documents.text import Block, Item, ItemList, Place, Quote, Section, plain_text
from search.entries import Point


def body_and_points(section: Section) -> tuple[str, tuple[Point, ...]]:
    """All words of the section itself, as `documents.markdown.section_words`, and its lettered points there.

    A point within a point lies within the words of both; a point that says nothing has no extent.
    """
    lines = [plain(inline) for inline in plain_text(section.blocks)]
    starts = list(accumulate((len(line) + 1 for line in lines), initial=0))
    body = "\n".join(lines)
    return body, tuple(
        _point(section, item, starts, len(body), first, last)
        for item, first, last in _lettered(section.blocks, 0)
    )


def _point(section: Section, item: Item, starts: Sequence[int], end: int, first: int, last: int) -> Point:
    start = min(starts[first], end)
    stop = starts[last] - 1 if last > first else start
    return Point(item.id, Place(section, item).number, start, stop)


def _lettered(blocks: Sequence[Block], line: int) -> Iterator[tuple[Item, int, int]]:
    """The lettered points in reading order, each with its first line and the line after its last."""
    for block in blocks:
        if isinstance(block, ItemList):
            for item in block.items:
                after = line + _line_count(item.blocks)
                if item.id:
                    yield item, line, after
                yield from _lettered(item.blocks, line)
                line = after
        else:
            if isinstance(block, Quote):
                yield from _lettered(block.blocks, line)
            line += _line_count((block,))


def _line_count(blocks: tuple[Block, ...]) -> int:
    return sum(1 for _ in plain_text(blocks))
