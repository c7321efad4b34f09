"""A text that comes back without identities: which of its sections are those we know?

Thin on purpose: a section is known by its printed heading, a point by its letter in a known section. What
is not known that way gets a new identity and is told. Likeness of words is `documents.comparing`'s.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace

from documents.text import Block, Item, ItemList, LegalText, Section


@dataclass(frozen=True, slots=True)
class Recognised:
    """The text with the identities it was given back, and how many there were to give."""

    text: LegalText
    known: int
    unknown: int


def recognise(text: LegalText, known: LegalText) -> Recognised:
    """Give sections and points without identity the one of the same heading and letter in `known`.

    What has an identity that `known` has, too, gets its lineage back: Word has no place for it.
    """
    counts = Counter(section.heading for section in known.walk())
    memory = _Memory(
        {section.heading: section for section in known.walk() if counts[section.heading] == 1},
        {place.id: place.origins for place in known.places()},
        {place.id for place in text.places() if place.id},
    )
    again = replace(text, sections=tuple(memory.section(section) for section in text.sections))
    missing = sum(not section.id for section in text.walk())
    left = sum(not section.id for section in again.walk())
    return Recognised(again, missing - left, left)


@dataclass(frozen=True, slots=True)
class _Memory:
    """What is known of the text that was there."""

    by_heading: Mapping[str, Section]
    origins: Mapping[str, tuple[str, ...]]
    taken: set[str]
    """The identities that stand in the text already."""

    def section(self, section: Section) -> Section:
        twin = self.by_heading.get(section.heading)
        identity = section.id or (self._free(twin.id) if twin else "")
        letters = {point.label: point.id for point in twin.points()} if twin and identity == twin.id else {}
        return replace(
            section,
            id=identity,
            origins=section.origins or self.origins.get(identity, ()),
            blocks=tuple(self._block(block, letters) for block in section.blocks),
            children=tuple(self.section(child) for child in section.children),
        )

    def _block(self, block: Block, letters: Mapping[str, str]) -> Block:
        if not isinstance(block, ItemList):
            return block
        return ItemList(tuple(self._item(item, letters) for item in block.items))

    def _item(self, item: Item, letters: Mapping[str, str]) -> Item:
        identity = item.id or self._free(letters.get(item.label, ""))
        return replace(item, id=identity, origins=item.origins or self.origins.get(identity, ()))

    def _free(self, identity: str) -> str:
        """The identity, unless something else in the text has it already."""
        if identity in self.taken:
            return ""
        self.taken.add(identity)
        return identity
