"""The points of a draft in order: a) b) c), 1. 2. 3."""

import re
from dataclasses import replace

from documents.numbering import LETTERS
from documents.text import Block, Item, ItemList


def in_order(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks with their lettered and numbered points in order, also the points within points.

    A list that went on where the one before it in the same place ended, still does. Past å there is no
    letter; those points keep the label they have. Quotations keep what was printed.
    """
    ended: dict[bool, tuple[int, int]] = {}
    done: list[Block] = []
    for block in blocks:
        if isinstance(block, ItemList):
            items = tuple(replace(item, blocks=in_order(item.blocks)) for item in block.items)
            lettered = _letters(items)
            values = [_value(item.label) for item in items]
            if all(values):
                before, highest = ended.get(lettered, (0, 0))
                start = before if highest and min(values) > max(1, highest) else 0
                ended[lettered] = (start + len(items), max(values))
                items = tuple(_labelled(item, start + at) for at, item in enumerate(items, start=1))
            done.append(ItemList(items))
        else:
            done.append(block)
    return tuple(done)


def past_the_alphabet(blocks: tuple[Block, ...]) -> bool:
    """Are there more lettered points than letters, in some list?"""
    lists = [block for block in blocks if isinstance(block, ItemList)]
    return any(
        (len(points.items) > len(LETTERS) and _letters(points.items))
        or any(past_the_alphabet(item.blocks) for item in points.items)
        for points in lists
    )


def _labelled(item: Item, at: int) -> Item:
    if item.label[0].isdecimal():
        return replace(item, label=f"{at}{item.label[-1]}")
    return replace(item, label=f"{LETTERS[at - 1]}{item.label[-1]}") if at <= len(LETTERS) else item


def _letters(items: tuple[Item, ...]) -> bool:
    return not items[0].label[0].isdecimal()


def _value(label: str) -> int:
    """Which point the label counts, from 1; 0 for a dash and for what cannot be counted on from."""
    if found := re.fullmatch(r"(\d{1,9})[.)]", label):
        return int(found[1])
    return LETTERS.find(label[0]) + 1 if re.fullmatch(r"[a-zæøå]\)", label) else 0
