"""Builders and strategies for legal texts."""

import unicodedata

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


def _identity(number: int) -> str:
    """One draw an identity; ten signs drawn one by one are slow."""
    signs = len(ID_ALPHABET)
    return "".join(ID_ALPHABET[number // signs**place % signs] for place in range(10))


WORDS = st.lists(
    st.text(
        alphabet=st.characters(min_codepoint=32, max_codepoint=0x17F, blacklist_characters="\x7f"),
        min_size=1,
        max_size=6,
    )
    .map(lambda word: "".join(word.split()))
    .filter(lambda word: word and not any("\x7f" <= sign <= "\x9f" for sign in word)),
    min_size=1,
    max_size=4,
).map(lambda words: unicodedata.normalize("NFC", " ".join(words)))
INLINE = WORDS.map(escape).filter(bool)
IDS = st.integers(0, len(ID_ALPHABET) ** 10 - 1).map(_identity)


def _lists(inner: st.SearchStrategy[tuple[Block, ...]]) -> st.SearchStrategy[ItemList]:
    contents = st.lists(inner, min_size=1, max_size=3)
    lettered = contents.flatmap(
        lambda bodies: st.lists(IDS, min_size=len(bodies), max_size=len(bodies), unique=True).map(
            lambda ids: ItemList(
                tuple(Item(f"{'abc'[at]})", body, ids[at]) for at, body in enumerate(bodies))
            )
        )
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


def _section(
    number: str, title: str, identity: str, blocks: tuple[Block, ...], children: list[Section]
) -> Section:
    return Section(identity, number, title, blocks, tuple(children))


NUMBERS = st.sampled_from(["", "1", "2.0", "5.2", "§ 6-2", "1.", "Vedlegg 1"])
LEAVES = st.builds(_section, NUMBERS, INLINE, IDS, BLOCKS, st.just([]))
SECTIONS = st.builds(_section, NUMBERS, INLINE, IDS, BLOCKS, st.lists(LEAVES, max_size=2))


def _distinct(text: LegalText) -> bool:
    opening = Section("", "", text.title, text.preamble)
    ids = [point.id for point in opening.points()] + [place.id for place in text.places() if place.id]
    return len(ids) == len(set(ids))


LEGAL_TEXTS = st.builds(LegalText, INLINE, BLOCKS, st.lists(SECTIONS, max_size=2).map(tuple)).filter(
    _distinct
)
