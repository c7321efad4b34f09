"""Markdown read to the tree: blocks, to sections."""

import re
import unicodedata
from collections import Counter, deque
from collections.abc import Iterator, Sequence

from documents.markdown.blocks import Heading, blocks_of
from documents.markdown.limits import (
    NotALegalText,
    refuse_too_deep,
    refuse_too_many_combining,
    refuse_too_many_parts,
    refuse_too_much,
)
from documents.markdown.parser import BLOCKS
from documents.numbering import split_heading
from documents.text import Block, Footnote, ItemList, LegalText, Quote, Section

_IDENTITY = re.compile(
    r"^(?P<heading>.*?) ?(?<!\\)\{#(?P<id>[a-z0-9]+)"
    r'(?: nr="(?P<nr>[^"]*)")?(?: fra="(?P<origins>[a-z0-9]+(?: [a-z0-9]+)*)")?\}$',
    re.DOTALL,
)
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]")
_TOP = 2
"""Signs before the heading of a section that stands directly under the title."""


def read(source: str, title: str = "") -> LegalText:
    """The tree of this Markdown. `title` stands in where the source has no `#` heading first.

    Raises NotALegalText for control characters, a missing title, an identity or footnote used twice, and
    for what is larger or deeper than `documents.markdown.limits`.
    """
    tokens = BLOCKS.parse(_clean(source))
    refuse_too_many_parts(tokens)
    refuse_too_deep(tokens)
    text = _tree(deque(blocks_of(tokens)), title)
    _refuse_doubled_identities(text)
    _refuse_doubled_footnotes(text)
    return text


def _clean(source: str) -> str:
    spaced = source.replace("\r\n", "\n").replace("\r", "\n").replace("\t", "    ").lstrip("\ufeff")
    refuse_too_much(spaced)
    refuse_too_many_combining(spaced)
    normal = unicodedata.normalize("NFC", spaced)
    if found := _CONTROL.search(normal):
        line = normal.count("\n", 0, found.start()) + 1
        raise NotALegalText(f"Teksten har et usynlig styretegn på linje {line}. Ta det bort og prøv igjen.")
    return normal


def _refuse_doubled_identities(text: LegalText) -> None:
    opening = Section("", "", text.title, text.preamble)
    points_before = [point.id for point in opening.points()]
    counts = Counter(points_before + [place.id for place in text.places() if place.id])
    if doubled := [identity for identity, count in counts.items() if count > 1]:
        raise NotALegalText(
            f"Merket {{#{doubled[0]}}} står to steder i teksten. "
            "Et punkt beholder merket sitt; ta det bort fra det punktet som er nytt."
        )


def _refuse_doubled_footnotes(text: LegalText) -> None:
    bodies = (text.preamble, *(section.blocks for section in text.walk()))
    counts = Counter(label for blocks in bodies for label in _footnote_labels(blocks))
    if doubled := [label for label, count in counts.items() if count > 1]:
        raise NotALegalText(
            f"Fotnoten [^{doubled[0]}] har to tekster, og merket i teksten kan ikke vise til begge. "
            "Gi den ene et annet nummer."
        )


def _footnote_labels(blocks: Sequence[Block]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Footnote(label=label):
                yield label
            case Quote(blocks=inner):
                yield from _footnote_labels(inner)
            case ItemList(items=items):
                for item in items:
                    yield from _footnote_labels(item.blocks)


def _tree(blocks: deque[Block | Heading], title: str) -> LegalText:
    if blocks and isinstance(first := blocks[0], Heading) and first.level == 1:
        title = _IDENTITY.sub(r"\g<heading>", first.text)
        blocks.popleft()
    if not title:
        raise NotALegalText("Teksten mangler tittel. Begynn den med en linje som «# Samarbeidsavtale».")
    preamble = _until_heading(blocks)
    return LegalText(title, preamble, tuple(_sections(blocks, above=0)))


def _until_heading(blocks: deque[Block | Heading]) -> tuple[Block, ...]:
    """Take the blocks that stand before the next heading."""
    own: list[Block] = []
    while blocks and not isinstance(block := blocks[0], Heading):
        own.append(block)
        blocks.popleft()
    return tuple(own)


def _sections(blocks: deque[Block | Heading], above: int) -> Iterator[Section]:
    """Take the sections deeper than `above` at the head of these blocks."""
    while blocks and isinstance(heading := blocks[0], Heading) and max(heading.level, _TOP) > above:
        blocks.popleft()
        own = _until_heading(blocks)
        children = tuple(_sections(blocks, max(heading.level, _TOP)))
        yield _section(heading.text, own, children)


def _section(heading: str, blocks: tuple[Block, ...], children: tuple[Section, ...]) -> Section:
    found = _IDENTITY.match(heading)
    words, identity, printed = (found["heading"], found["id"], found["nr"]) if found else (heading, "", None)
    number, title = split_heading(words)
    if printed is not None:
        number, title = printed, words.removeprefix(printed).strip()
    origins = tuple(found["origins"].split()) if found and found["origins"] else ()
    return Section(identity, number, title, blocks, children, origins)
