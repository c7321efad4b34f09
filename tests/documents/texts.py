"""Builders and strategies for legal texts."""

import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from itertools import count

from hypothesis import strategies as st

from documents.markdown import escape
from documents.text import (
    ID_ALPHABET,
    Block,
    Footnote,
    Item,
    ItemList,
    LegalText,
    Paragraph,
    Quote,
    Section,
    Table,
)

SIGNS = st.characters(max_codepoint=0x17F, exclude_categories=["Cc", "Zs"])
WORDS = st.lists(st.text(SIGNS, min_size=1, max_size=6), min_size=1, max_size=4).map(
    lambda words: unicodedata.normalize("NFC", " ".join(words))
)
INLINE = WORDS.map(escape)
TO_COME = "?"
"""Stands where an identity is given when the whole text has been drawn."""


def _lists(inner: st.SearchStrategy[tuple[Block, ...]]) -> st.SearchStrategy[ItemList]:
    contents = st.lists(inner, min_size=1, max_size=3)
    lettered = contents.map(
        lambda bodies: ItemList(tuple(Item(f"{'abc'[at]})", body, TO_COME) for at, body in enumerate(bodies)))
    )
    numbered = contents.map(
        lambda bodies: ItemList(tuple(Item(f"{at}.", body) for at, body in enumerate(bodies, start=1)))
    )
    bullets = contents.map(lambda bodies: ItemList(tuple(Item("-", body) for body in bodies)))
    return lettered | numbered | bullets


def _apart(blocks: list[Block]) -> tuple[Block, ...]:
    """No two lists or quotations side by side: in Markdown they would be one."""
    kept: list[Block] = []
    for block in blocks:
        if kept and isinstance(block, ItemList | Quote | Footnote) and isinstance(kept[-1], type(block)):
            continue
        kept.append(block)
    return tuple(kept)


PARAGRAPHS = INLINE.map(Paragraph)
TABLES = st.integers(1, 3).flatmap(
    lambda width: st.builds(
        Table,
        st.tuples(*[INLINE] * width),
        st.lists(st.tuples(*[INLINE] * width), max_size=3).map(tuple),
    )
)
SIMPLE = st.lists(PARAGRAPHS, min_size=1, max_size=2).map(tuple)
NESTED = st.tuples(PARAGRAPHS, _lists(SIMPLE))
BLOCKS = st.lists(PARAGRAPHS | _lists(SIMPLE | NESTED) | TABLES | SIMPLE.map(Quote), max_size=4).map(_apart)


def _section(number: str, title: str, blocks: tuple[Block, ...], children: list[Section]) -> Section:
    return Section(TO_COME, number, title, blocks, tuple(children))


NUMBERS = st.sampled_from(["", "1", "2.0", "5.2", "§ 6-2", "1.", "Vedlegg 1"])
LEAVES = st.builds(_section, NUMBERS, INLINE, BLOCKS, st.just([]))
SECTIONS = st.builds(_section, NUMBERS, INLINE, BLOCKS, st.lists(LEAVES, max_size=2))


def _identities(first: int) -> Iterator[str]:
    signs = len(ID_ALPHABET)
    for number in count(first * 1000):
        yield "".join(ID_ALPHABET[number // signs**place % signs] for place in range(10))


def _identify(text: LegalText, identities: Iterator[str]) -> LegalText:
    """The text with a different identity wherever one is to come."""
    return replace(
        text,
        preamble=_identify_blocks(text.preamble, identities),
        sections=tuple(_identify_section(section, identities) for section in text.sections),
    )


def _identify_section(section: Section, identities: Iterator[str]) -> Section:
    return replace(
        section,
        id=next(identities),
        blocks=_identify_blocks(section.blocks, identities),
        children=tuple(_identify_section(child, identities) for child in section.children),
    )


def _identify_blocks(blocks: tuple[Block, ...], identities: Iterator[str]) -> tuple[Block, ...]:
    return tuple(
        ItemList(tuple(_identify_item(item, identities) for item in block.items))
        if isinstance(block, ItemList)
        else block
        for block in blocks
    )


def _identify_item(item: Item, identities: Iterator[str]) -> Item:
    identity = next(identities) if item.id else ""
    return replace(item, id=identity, blocks=_identify_blocks(item.blocks, identities))


PREAMBLES = st.builds(
    lambda blocks, notes: (*blocks, *(Footnote("1", words) for words in notes)),
    BLOCKS,
    st.lists(INLINE, max_size=1),
)
LEGAL_TEXTS = st.builds(
    lambda title, preamble, sections, first: _identify(
        LegalText(title, preamble, tuple(sections)), _identities(first)
    ),
    INLINE,
    PREAMBLES,
    st.lists(SECTIONS, max_size=2),
    st.integers(0, 99),
)
