"""A text that comes back without identities: which of its sections are those we know?

Thin on purpose: a section is known by its printed heading, a point by its letter in a known section. What
is not known that way gets a new identity and is told. Likeness of words is `documents.comparing`'s.
"""

from collections import Counter
from dataclasses import dataclass, replace

from documents.text import Block, Item, ItemList, LegalText, Section


@dataclass(frozen=True, slots=True)
class Recognised:
    """The text with the identities it was given back, and how many there were to give."""

    text: LegalText
    known: int
    unknown: int


def recognise(text: LegalText, known: LegalText) -> Recognised:
    """Give sections and points without identity the one of the same heading and letter in `known`."""
    counts = Counter(section.heading for section in known.walk())
    by_heading = {section.heading: section for section in known.walk() if counts[section.heading] == 1}
    taken = {place.id for place in text.places() if place.id}
    again = replace(text, sections=tuple(_section(section, by_heading, taken) for section in text.sections))
    missing = sum(not section.id for section in text.walk())
    left = sum(not section.id for section in again.walk())
    return Recognised(again, missing - left, left)


def _section(section: Section, by_heading: dict[str, Section], taken: set[str]) -> Section:
    twin = by_heading.get(section.heading)
    identity = section.id or (_free(twin.id, taken) if twin else "")
    letters = {point.label: point.id for point in twin.points()} if twin and identity == twin.id else {}
    return replace(
        section,
        id=identity,
        blocks=tuple(_block(block, letters, taken) for block in section.blocks),
        children=tuple(_section(child, by_heading, taken) for child in section.children),
    )


def _block(block: Block, letters: dict[str, str], taken: set[str]) -> Block:
    if not isinstance(block, ItemList):
        return block
    return ItemList(tuple(_item(item, letters, taken) for item in block.items))


def _item(item: Item, letters: dict[str, str], taken: set[str]) -> Item:
    return replace(item, id=item.id or _free(letters.get(item.label, ""), taken))


def _free(identity: str, taken: set[str]) -> str:
    """The identity, unless something else in the text has it already."""
    if identity in taken:
        return ""
    taken.add(identity)
    return identity
