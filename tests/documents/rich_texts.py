"""Strategies for texts with everything a legal text may hold, within everything that may hold it."""

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

TO_COME = "?"
"""Stands where an identity or a footnote's label is given when the whole text has been drawn."""
DEEPEST = 3
"""Lists within lists."""
LEVELS = 5
"""Sections within sections, under the title: headings of six signs."""

_NORWEGIAN = st.sampled_from(
    ["å", "Ærfugl", "bør", "«skal»", "§", "–", "čáhci", "5 %", "1.", "a)", "#", "[antall]"]
)
_DECOMPOSED = st.sampled_from(["a\u030a", "e\u0301", "o\u0302\u0323", "s\u0323\u0307"])
_ANY = st.text(st.characters(max_codepoint=0x17F, exclude_categories=["Cc", "Zs"]), min_size=1, max_size=5)
_SPACES = st.sampled_from([" ", " ", "\xa0"])


def _sentence(parts: list[tuple[str, str]]) -> str:
    words = "".join(word + space for word, space in parts)[:-1]
    return unicodedata.normalize("NFC", words)


_WORDS = st.lists(st.tuples(_NORWEGIAN | _DECOMPOSED | _ANY, _SPACES), min_size=1, max_size=3).map(_sentence)
_PLAIN = _WORDS.map(escape)
_LOOKS = st.sampled_from(
    [
        *("**{}**", "*{}*", "[{}](dok:avtalen#aaaaaaaaaa)", "[{}](https://lovdata.no/a?b=1)"),
        *("{}[^1]", "x `a)` {}", "{} \\| x", "**{}** [^2] *x*"),
    ]
)
INLINE = _PLAIN | st.builds(str.format, _LOOKS, _PLAIN)
"""On one line, for headings and cells."""
_LINES = st.lists(INLINE, min_size=1, max_size=3).map("\\\n".join)
_PARAGRAPHS = _LINES.map(Paragraph)
_NOTES = _LINES.map(lambda words: Footnote(TO_COME, words))
_TABLES = st.integers(1, 3).flatmap(
    lambda width: st.builds(
        Table,
        st.tuples(*[INLINE] * width),
        st.lists(st.tuples(*[INLINE | st.just("")] * width), max_size=2).map(tuple),
    )
)
_ORIGINS = st.integers(0, 2).map(lambda many: (TO_COME,) * many)


def _list_of(contents: st.SearchStrategy[tuple[Block, ...]]) -> st.SearchStrategy[ItemList]:
    lettered = st.lists(st.tuples(contents, _ORIGINS), min_size=1, max_size=2).map(
        lambda bodies: ItemList(
            tuple(Item(f"{'aå'[at]})", body, TO_COME, origins) for at, (body, origins) in enumerate(bodies))
        )
    )
    numbered = st.tuples(
        st.sampled_from([1, 9, 10]), st.sampled_from(".)"), st.lists(contents, min_size=1, max_size=2)
    ).map(
        lambda drawn: ItemList(
            tuple(Item(f"{at}{drawn[1]}", body) for at, body in enumerate(drawn[2], start=drawn[0]))
        )
    )
    bullets = st.lists(contents, min_size=1, max_size=2).map(
        lambda bodies: ItemList(tuple(Item("-", body) for body in bodies))
    )
    return lettered | numbered | bullets


def _blocks(depth: int, least: int = 1) -> st.SearchStrategy[tuple[Block, ...]]:
    quote = st.lists(_PARAGRAPHS | _TABLES, min_size=1, max_size=2).map(lambda inner: Quote(tuple(inner)))
    kinds = _PARAGRAPHS | _TABLES | quote | _NOTES
    if depth:
        kinds = (
            kinds
            | _list_of(_blocks(depth - 1))
            | _list_of(_blocks(depth - 1)).map(lambda each: Quote((each,)))
        )
    return st.lists(kinds, min_size=least, max_size=2).map(_apart)


def _apart(blocks: list[Block]) -> tuple[Block, ...]:
    """No two lists of a kind, or quotations, side by side: in Markdown they would be one."""
    kept: list[Block] = []
    for block in blocks:
        if not (kept and _would_be_one(kept[-1], block)):
            kept.append(block)
    return tuple(kept)


def _would_be_one(before: Block, after: Block) -> bool:
    if isinstance(before, ItemList) and isinstance(after, ItemList):
        return before.items[0].label[-1] == after.items[0].label[-1]
    return isinstance(before, Quote) and isinstance(after, Quote)


_NUMBERS = st.sampled_from(["", "1", "2.0", "5.2", "§ 6-2", "1.", "Vedlegg 1", "IV", "24 timer"])


def _sections(level: int) -> st.SearchStrategy[Section]:
    children = st.lists(_sections(level + 1), max_size=1) if level < LEVELS else st.just([])
    return st.builds(
        lambda number, title, blocks, below, origins: Section(
            TO_COME, number, title, blocks, tuple(below), origins
        ),
        _NUMBERS,
        INLINE,
        _blocks(DEEPEST - 1 if level < LEVELS else DEEPEST, least=0),
        children,
        _ORIGINS,
    )


class _Names:
    """Gives identities and labels, each once."""

    def __init__(self) -> None:
        self._numbers = count()
        self._labels: Iterator[int] = count(1)

    def identity(self, waiting: str) -> str:
        number, signs = next(self._numbers), len(ID_ALPHABET)
        return "".join(ID_ALPHABET[number // signs**place % signs] for place in range(10)) if waiting else ""

    def text(self, text: LegalText) -> LegalText:
        sections = tuple(self._section(section) for section in text.sections)
        return replace(text, preamble=self._blocks(text.preamble), sections=sections)

    def _section(self, section: Section) -> Section:
        return replace(
            section,
            id=self.identity(section.id),
            blocks=self._blocks(section.blocks),
            children=tuple(self._section(child) for child in section.children),
            origins=tuple(self.identity(origin) for origin in section.origins),
        )

    def _blocks(self, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        return tuple(self._block(block) for block in blocks)

    def _block(self, block: Block) -> Block:
        match block:
            case ItemList(items=items):
                return ItemList(tuple(self._item(item) for item in items))
            case Quote(blocks=inner):
                return Quote(self._blocks(inner))
            case Footnote(text=text):
                return Footnote(str(next(self._labels)), text)
            case _:
                return block

    def _item(self, item: Item) -> Item:
        return replace(
            item,
            id=self.identity(item.id),
            blocks=self._blocks(item.blocks),
            origins=tuple(self.identity(origin) for origin in item.origins),
        )


RICH_TEXTS = st.builds(
    lambda title, preamble, sections: _Names().text(LegalText(title, preamble, tuple(sections))),
    INLINE,
    _blocks(DEEPEST, least=0),
    st.lists(_sections(1), max_size=2),
)
