"""The very words that a citation means: "Vedlegg 12 pkt. 4.3 siste kulepunkt"."""

import re
from dataclasses import dataclass, replace

from documents.numbering import LAST, LETTERS, Part, SectionNumber, Step
from documents.text import Block, Item, ItemList, LegalText, Paragraph, Place


@dataclass(frozen=True, slots=True)
class Cited:
    """What a citation means: a place, and the blocks in it."""

    place: Place
    """The section, or the lettered point."""
    blocks: tuple[Block, ...]
    """All own blocks of the place; or the ledd with the list that belongs to it; or one item as a list."""


def cited(text: LegalText, citation: str) -> Cited | None:
    """What does this citation mean in this text? None when it is not there, or could mean two things.

    A ledd is a paragraph together with what follows it up to the next paragraph. Bullets are counted
    through all lists of the place or ledd. Raises NotANumber when `citation` is none.
    """
    number = SectionNumber.parse(citation)
    place, start = text.find_number(citation), text.find_number(str(replace(number, within=())))
    if place is None or start is None:
        return None
    blocks = inner = start.point.blocks if start.point else start.section.blocks
    for step in number.within:
        found = _narrowed(inner, step)
        if found is None:
            return None
        blocks, inner = ((ItemList((found,)),), found.blocks) if isinstance(found, Item) else (found, found)
    return Cited(place, blocks)


def block_of(text: LegalText, citation: str) -> tuple[Block, ...]:
    """The very blocks that this citation means; none when `cited` finds none. Raises NotANumber."""
    found = cited(text, citation)
    return found.blocks if found else ()


def _narrowed(blocks: tuple[Block, ...], step: Step) -> Item | tuple[Block, ...] | None:
    """What the step leads to within these blocks, if it is there, and only once."""
    items = _items(blocks)
    chosen = slice(-1, None) if step.at == LAST else slice(step.at - 1, step.at)
    found: list[Item]
    match step.part:
        case Part.LEDD:
            return next(iter(_ledd(blocks)[chosen]), None)
        case Part.SENTENCE:
            return blocks
        case Part.BULLET:
            bullets = [item for item in items if item.label == "-"]
            found = (bullets or [item for item in _deeper(blocks) if item.label == "-"])[chosen]
        case Part.NR:
            found = [item for item in items if re.fullmatch(rf"{step.at}[.)]", item.label)]
        case Part.LETTER:
            found = [item for item in items if item.label.rstrip(").") == LETTERS[step.at - 1]]
    return found[0] if len(found) == 1 else None


def _ledd(blocks: tuple[Block, ...]) -> list[tuple[Block, ...]]:
    """The paragraphs, each with the lists and tables that follow it; a list may also stand first."""
    ledd: list[tuple[Block, ...]] = []
    for block in blocks:
        if isinstance(block, Paragraph) or not ledd:
            ledd.append((block,))
        else:
            ledd[-1] += (block,)
    return ledd


def _items(blocks: tuple[Block, ...]) -> list[Item]:
    """The points of these blocks themselves."""
    lists = [block for block in blocks if isinstance(block, ItemList)]
    return [item for points in lists for item in points.items]


def _deeper(blocks: tuple[Block, ...]) -> list[Item]:
    """The points of these blocks and all within them, in reading order."""
    return [each for item in _items(blocks) for each in (item, *_deeper(item.blocks))]
