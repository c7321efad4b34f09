"""What a place of a text says, sentence by sentence, so that a judgement can be held against the words.

A sentence of a list point is nothing without the line that leads up to it: «Kommunen skal:» above a point
that is not touched decides what the point says. A cross-reference says which place it means, whatever number
that place is printed with.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from documents.evidence.spelling import same_but_for_spelling
from documents.markdown import plain
from documents.text import (
    Block,
    Footnote,
    ItemList,
    LegalText,
    Paragraph,
    Place,
    Quote,
    Section,
    Table,
    plain_text,
)


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence, or one row of a table."""

    words: str
    """As printed, without marks of emphasis."""
    lead: str = ""
    """The line that leads up to it, where it is a point of a list or a row of a table."""
    targets: tuple[str, ...] = ()
    """The places it refers to, by identity."""
    meant: str = ""
    """The words with each reference replaced by nothing, since `targets` says what it means."""

    @property
    def whole(self) -> str:
        """The lead and the sentence, as one reads them together."""
        return f"{self.lead} {self.words}".strip()


def words_of(place: Place) -> str:
    """The place's own words as plain text, a line for each block.

    Of a heading alone: its title, and what lies under it, since that is what one judges who judges a chapter.
    """
    return "\n".join(_lines(place))


def words_at(text: LegalText, identity: str) -> str | None:
    """The words of this place and of those that were split from it or took it up; None where it is gone."""
    found = heirs(text, identity)
    return "\n".join(words_of(place) for place in found) if found else None


def heirs(text: LegalText, identity: str) -> tuple[Place, ...]:
    """The place itself, and those that have words of it: split from it, or taken up."""
    return tuple(place for place in text.places() if identity == place.id or identity in place.origins)


def statements_at(text: LegalText, identity: str, *, alone: bool = False) -> tuple[Statement, ...] | None:
    """What this place and its heirs say, or it `alone`; None where there is nothing of it."""
    found = [each for each in heirs(text, identity) if not alone or each.id == identity]
    return tuple(each for place in found for each in statements_of(place)) if found else None


def statements_of(place: Place) -> tuple[Statement, ...]:
    """What the place says, in reading order."""
    if place.point is not None:
        return tuple(_of_blocks(place.point.blocks, _lead_to(place)))
    if place.section.blocks:
        return tuple(_of_blocks(place.section.blocks, ""))
    return tuple(_of_heading(place.section))


def same_statement(old: Statement, new: Statement) -> bool:
    """Do the two say the same but for spelling, of the same places, under the same lead?"""
    if not same_words(old.lead, new.lead):
        return False
    if old.targets and new.targets:
        return old.targets == new.targets and same_words(old.meant, new.meant)
    return same_words(old.words, new.words)


def same_words(old: str, new: str) -> bool:
    """The same but for spelling, read more strictly than where a change is only sorted.

    A letter that is another within a word may make another word: «innen» and «ingen», «tirsdag» and
    «torsdag». It counts as spelling in long words alone; and a name is never spelt another way.
    """
    if old == new:
        return True
    if not same_but_for_spelling(old, new):
        return False
    return all(_one_word(*each) for each in _differing(old, new))


def joined(statements: Sequence[Statement]) -> Statement:
    """Several sentences read as one."""
    return Statement(
        " ".join(each.words for each in statements),
        statements[0].lead,
        tuple(target for each in statements for target in each.targets),
        " ".join(each.meant for each in statements),
    )


_ANOTHER_LETTER = 9
"""How long a word must be for another letter within it to be spelling."""
_DAYS = (
    "mandag",
    "måndag",
    "tirsdag",
    "tysdag",
    "onsdag",
    "torsdag",
    "fredag",
    "lørdag",
    "laurdag",
    "søndag",
)


def _one_word(old: str, new: str, within: bool) -> bool:
    """Are these two, which differ by a letter, one word? `within`: they do not begin the sentence."""
    if within and old[0].isupper() and new[0].isupper():
        return False
    small, other = old.casefold(), new.casefold()
    if small.startswith(_DAYS) or other.startswith(_DAYS):
        return False
    return len(small) != len(other) or sorted(small) == sorted(other) or len(small) >= _ANOTHER_LETTER


def _lines(place: Place) -> Iterator[str]:
    if place.point is not None:
        yield from _plain_lines(place.point.blocks)
    elif place.section.blocks:
        yield from _plain_lines(place.section.blocks)
    else:
        yield from _heading_lines(place.section)


def _plain_lines(blocks: tuple[Block, ...]) -> Iterator[str]:
    yield from (plain(words) for words in plain_text(blocks))


def _heading_lines(section: Section) -> Iterator[str]:
    yield plain(section.title)
    yield from _plain_lines(section.blocks)
    for child in section.children:
        yield from _heading_lines(child)


def _of_heading(section: Section) -> Iterator[Statement]:
    if section.title:
        yield from _sentences(section.title, "")
    yield from _of_blocks(section.blocks, "")
    for child in section.children:
        yield from _of_heading(child)


def _lead_to(place: Place) -> str:
    """The line above the list that the point stands in."""
    return next((lead for item, lead in _points(place.section.blocks, "") if item == place.id), "")


def _points(blocks: Iterable[Block], lead: str) -> Iterator[tuple[str, str]]:
    above = lead
    for block in blocks:
        match block:
            case Paragraph(text=text):
                above = _leading(text, lead)
            case ItemList(items=items):
                for item in items:
                    yield item.id, above
                    yield from _points(item.blocks, above)
            case Quote(blocks=inner):
                yield from _points(inner, lead)


def _of_blocks(blocks: Iterable[Block], lead: str) -> Iterator[Statement]:
    above = lead
    for block in blocks:
        match block:
            case Paragraph(text=text):
                yield from _sentences(text, lead)
                above = _leading(text, lead)
            case Footnote(text=text):
                yield from _sentences(text, lead)
            case ItemList(items=items):
                for item in items:
                    yield from _of_blocks(item.blocks, above)
            case Table(header=header, rows=rows):
                columns = " ".join(plain(cell) for cell in header)
                yield Statement(columns, lead, meant=columns)
                for row in rows:
                    cells = " ".join(plain(cell) for cell in row)
                    yield Statement(cells, columns, meant=cells)
            case Quote(blocks=inner):
                yield from _of_blocks(inner, lead)


def _leading(text: str, lead: str) -> str:
    """The last sentence of a paragraph, with what led up to it, where it goes on in what follows."""
    last = _SENTENCES.split(plain(text))[-1].strip()
    return lead if not last or last.endswith((".", "!", "?")) else f"{lead} {last}".strip()


def _sentences(text: str, lead: str) -> Iterator[Statement]:
    references = list(_REFERENCE.finditer(text))
    signs = iter(range(len(references)))
    bare = (
        plain(_REFERENCE.sub(lambda _: f"{_OPEN}{next(signs)}{_CLOSE}", text)) if references else plain(text)
    )
    for sentence in _SENTENCES.split(bare):
        if sentence.strip():
            yield _statement(sentence.strip(), lead, references)


def _statement(bare: str, lead: str, references: Sequence[re.Match[str]]) -> Statement:
    """`bare` has a sign with its number where each reference stood."""
    there = [references[int(number)] for number in _SIGN.findall(bare)]
    if not there:
        return Statement(bare, lead, (), bare)
    printed = iter(there)
    words = _SIGN.sub(lambda _: plain(next(printed)["printed"]), bare)
    return Statement(words, lead, tuple(each["target"] for each in there), _SIGN.sub(" ", bare))


def _differing(old: str, new: str) -> Iterator[tuple[str, str, bool]]:
    """The pairs of words that are spelt otherwise, and whether something stands before them."""
    words_old, words_new = _LETTERS.findall(old), _LETTERS.findall(new)
    if len(words_old) == len(words_new):
        for at, (one, other) in enumerate(zip(words_old, words_new, strict=True)):
            if one.casefold() != other.casefold():
                yield one, other, at > 0


_SENTENCES = re.compile(r"(?<=[.!?])\s+(?=[\W_]*[A-ZÆØÅ])")
"""Between two sentences: after a stop, before a capital. «§ 6-2 nr. 4» has none."""
_REFERENCE = re.compile(r"\[(?P<printed>[^\]]*)\]\((?P<target>(?:dok:[a-z0-9-]*)?#[a-z0-9]+)\)")
"""A link to a place, as `documents.references` writes it; it prints only the number the place has now."""
_LETTERS = re.compile(r"[^\W\d_]+")
_OPEN, _CLOSE = "\ue000", "\ue001"
_SIGN = re.compile(f"{_OPEN}(\\d+){_CLOSE}")
"""Stands for a reference while a paragraph is divided into sentences."""
