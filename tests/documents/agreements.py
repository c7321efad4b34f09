"""Long agreements made of the words of the example's own documents, and of sentences put together."""

import random
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

from documents.markdown import read
from documents.text import ID_ALPHABET, Block, Footnote, ItemList, LegalText, Paragraph, Section, plain_text
from tests.documents.sentences import sentence, title

EXAMPLE = Path(__file__).parents[2] / "registry" / "examples" / "fjordmark" / "texts"
NOTICE = "Partene varsler hverandre straks når noe av dette ikke kan holdes."
COST = "Hver part dekker sine egne kostnader med oppgavene som følger av kapittelet om {}."


def a_text(chance: random.Random, sections: int, chapters: int) -> LegalText:
    """A text of so many sections, the chapters among them."""
    pool = sections_without_end(chance)
    each, more = divmod(sections - chapters, chapters)
    made = tuple(a_chapter(chance, pool, each + (at < more)) for at in range(chapters))
    return numbered(LegalText("Samarbeidsavtale", (Paragraph("Mellom partene."),), made), first=1)


def numbered(text: LegalText, first: int) -> LegalText:
    """The text with its sections numbered from `first`."""

    def again(section: Section, number: str) -> Section:
        children = tuple(again(child, f"{number}.{at}") for at, child in enumerate(section.children, start=1))
        return replace(section, number=number, children=children)

    return replace(text, sections=tuple(again(each, str(at)) for at, each in enumerate(text.sections, first)))


@cache
def example_sections() -> tuple[Section, ...]:
    """The sections of the example's own documents in their latest versions, without those under them."""
    latest = [sorted(folder.glob("*.md"))[-1] for folder in sorted(EXAMPLE.iterdir())]
    texts = [read(path.read_text(encoding="utf-8")) for path in latest]
    sections = (replace(section, children=()) for text in texts for section in text.walk() if section.blocks)
    return tuple(section for section in sections if not _has_notes(section))


def sections_without_end(chance: random.Random) -> Iterator[Section]:
    """Sections without end: the example's, in any order and among them some that are put together."""
    own = list(example_sections())
    chance.shuffle(own)
    while True:
        if own and chance.random() < 0.7:
            yield a_section(own.pop(), chance)
        else:
            words = " ".join(sentence(chance) for _ in range(chance.randint(1, 7)))
            yield Section(an_id(chance), "", title(chance), (Paragraph(words),))


def a_chapter(chance: random.Random, pool: Iterator[Section], sections: int) -> Section:
    first = next(pool)
    children = [next(pool) for _ in range(sections - 2)]
    notice = Section(an_id(chance), "", "Varsel", (Paragraph(NOTICE),))
    cost = Section(an_id(chance), "", "Kostnader", (Paragraph(COST.format(first.title.lower())),))
    return replace(first, children=(*children, notice, cost))


def an_id(chance: random.Random) -> str:
    return "".join(chance.choices(ID_ALPHABET, k=10))


def a_section(section: Section, chance: random.Random) -> Section:
    """The same with identities of this text's own."""

    def again(block: Block) -> Block:
        if not isinstance(block, ItemList):
            return block
        return ItemList(tuple(replace(item, id=item.id and an_id(chance)) for item in block.items))

    return replace(section, id=an_id(chance), blocks=tuple(again(block) for block in section.blocks))


def _has_notes(section: Section) -> bool:
    marks = any("[^" in words for words in plain_text(section.blocks))
    return marks or any(isinstance(block, Footnote) for block in section.blocks)
