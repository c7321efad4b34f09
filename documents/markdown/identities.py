"""Identities for what has none yet."""

from dataclasses import replace

from documents.markdown.points_rule import MARKER
from documents.text import Block, Item, ItemList, LegalText, Quote, Section, new_id


def with_ids(text: LegalText) -> LegalText:
    """The same text, with a fresh identity on every section and lettered point that has none."""
    return replace(
        text,
        preamble=tuple(_block_with_ids(block) for block in text.preamble),
        sections=tuple(_section_with_ids(section) for section in text.sections),
    )


def _section_with_ids(section: Section) -> Section:
    return replace(
        section,
        id=section.id or new_id(),
        blocks=tuple(_block_with_ids(block) for block in section.blocks),
        children=tuple(_section_with_ids(child) for child in section.children),
    )


def _block_with_ids(block: Block) -> Block:
    match block:
        case ItemList(items=items):
            return ItemList(tuple(_item_with_ids(item) for item in items))
        case Quote(blocks=inner):
            return Quote(tuple(_block_with_ids(each) for each in inner))
        case _:
            return block


def _item_with_ids(item: Item) -> Item:
    lettered = MARKER.fullmatch(f"{item.label} ") is not None
    blocks = tuple(_block_with_ids(block) for block in item.blocks)
    return replace(item, id=item.id or (new_id() if lettered else ""), blocks=blocks)
