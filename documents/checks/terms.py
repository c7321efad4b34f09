"""The terms that a text defines: where, as what, and where it uses them. In bokmål and nynorsk."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from documents.markdown import plain
from documents.text import Block, Footnote, ItemList, LegalText, Paragraph, Place, Quote, Section, Table


@dataclass(frozen=True, slots=True)
class Line:
    """A title, a paragraph or a row of a table, in plain words."""

    words: str
    place: Place
    """A place without identity before the first section."""
    is_title: bool = False
    is_entry: bool = False
    """Does it stand in a list of terms?"""


@dataclass(frozen=True, slots=True)
class Term:
    """A word or short form, and what the text says it stands for."""

    name: str
    """As written: "ASU", "Virkedag"."""
    meaning: str
    line: Line
    """Where it is defined."""
    glossed: bool
    """Only put in brackets behind the words it shortens: «Administrativt samarbeidsutvalg (ASU)»."""

    @property
    def place(self) -> Place:
        """Where it is defined."""
        return self.line.place

    @property
    def is_short_form(self) -> bool:
        """Is it a short form in capitals?"""
        return bool(_SHORT_FORM.fullmatch(self.name))


def lines(text: LegalText) -> tuple[Line, ...]:
    """Every title, paragraph and row of the text, in reading order: what `terms` and `uses` look through."""
    return tuple(_lines(text))


def terms(them: Sequence[Line]) -> tuple[Term, ...]:
    """Every definition in these lines, in reading order; a term may be defined several times."""
    return tuple(term for line in them for term in _defined(line))


def uses(them: Sequence[Line], words: str) -> Iterator[Line]:
    """The line of each time these words stand, inflected or cut short («adm. samarbeidsutvalg»).

    Titles are left out: they are often written in full.
    """
    pattern = _inflected(words)
    for line in them:
        if not line.is_title:
            yield from (line for _ in pattern.finditer(line.words))


def same_meaning(one: str, other: str) -> bool:
    """Do two definitions say the same, but for endings and how much is said?"""
    short, long = sorted((_bare(one), _bare(other)), key=len)
    return not short or bool(_inflected(short).search(long))


_SHORT_FORM = re.compile(r"[A-ZÆØÅ][A-ZÆØÅ-]{1,9}")
_IN_BRACKETS = re.compile(r"\((?P<name>[A-ZÆØÅ][A-ZÆØÅ-]{1,9})\)")
_MEANT = re.compile(
    r"\b[Mm]ed\s«?(?P<name>[^«».,;:]{2,60}?)»?\s(?:menes|meinast|meines|forstås|meiner\s(?:ein|vi)|er\smeint)\b"
    r"(?:\sher)?:?\s(?P<meaning>[^\n]+)"
)
_HENCEFORTH = re.compile(
    r",?\s\(?heretter\s(?:kalt|kalla|omtalt\ssom|nemnd|nevnt\ssom)?\s?«?(?P<name>[\w-]+)»?"
)
_ENTRY = re.compile(r"«?(?P<name>[^:–|«»]{2,60}?)»?\s*(?::|\s–|\|)\s+(?P<meaning>.+)")
_GLOSSARY = re.compile(
    r"\bdefinisjon|\bord og (?:forkort|uttrykk|omgrep)|\b(?:ord|begrep|omgreps)(?:s?forklaring|liste)"
    r"|^begrep|^omgrep|forkort(?:elser|ingar)",
    re.IGNORECASE,
)
_NEAR = 200
_MORE_WORDS = 3
_SHORTEST_CUT = 3
_ENDING = 3
"""Letters that an ending may take: «utvalg» and «utvalgene», «faglig» and «faglege»."""


def _lines(text: LegalText) -> Iterator[Line]:
    yield from _of(Place(Section("", "", "", text.preamble)), text.preamble, False)
    for section in text.walk():
        title = plain(section.title)
        yield Line(title, Place(section), is_title=True)
        yield from _of(Place(section), section.blocks, bool(_GLOSSARY.search(title)))


def _of(place: Place, blocks: tuple[Block, ...], listed: bool) -> Iterator[Line]:
    for block in blocks:
        match block:
            case Paragraph(text=words) | Footnote(text=words):
                yield Line(plain(words), place, is_entry=listed)
            case ItemList(items=items):
                for item in items:
                    yield from _of(Place(place.section, item) if item.id else place, item.blocks, listed)
            case Table(rows=rows):
                for row in rows:
                    yield Line(" | ".join(map(plain, row)), place, is_entry=listed)
            case Quote(blocks=inner):
                yield from _of(place, inner, listed)


def _defined(line: Line) -> Iterator[Term]:
    if line.is_entry and (entry := _ENTRY.match(line.words)):
        yield Term(entry["name"].strip(), entry["meaning"].strip(), line, glossed=False)
        return
    for found in _MEANT.finditer(line.words):
        yield Term(found["name"].strip(), found["meaning"].strip(), line, glossed=False)
    for found in _HENCEFORTH.finditer(line.words):
        meaning = re.split(r"[,(\n]", line.words[max(0, found.start() - _NEAR) : found.start()])[-1]
        yield Term(found["name"], meaning.strip(), line, glossed=False)
    for found in _IN_BRACKETS.finditer(line.words):
        if meaning := _shortened(line.words[max(0, found.start() - _NEAR) : found.start()], found["name"]):
            yield Term(found["name"], meaning, line, glossed=True)


def _shortened(before: str, name: str) -> str:
    """The words right before the brackets that the short form is made of; empty where it is not."""
    words = re.findall(r"[^\s,.;:()]+", re.split(r"[,.;:()]", before)[-1])
    letters = name.replace("-", "").casefold()
    for count in range(1, len(letters) + _MORE_WORDS):
        phrase = " ".join(words[-count:]).casefold()
        if count <= len(words) and phrase.startswith(letters[0]) and _spells(phrase, letters):
            return " ".join(words[-count:])
    return ""


def _spells(phrase: str, letters: str) -> bool:
    """Do the letters stand in the phrase, in this order?"""
    left = iter(phrase)
    return all(letter in left for letter in letters)


def _bare(meaning: str) -> str:
    return " ".join(re.findall(r"[\w-]+", meaning))


def _inflected(words: str) -> re.Pattern[str]:
    if _SHORT_FORM.fullmatch(words):
        return re.compile(rf"(?<![\w-]){re.escape(words)}(?:s|-\w+)?(?![\w-])")
    parts = map(_word, re.findall(r"[\w-]+", words))
    return re.compile(rf"(?<![\w-]){'[ ]'.join(parts)}", re.IGNORECASE)


def _word(word: str) -> str:
    """A word with another ending, or cut short: «administrativt», «administrative», «adm.»."""
    stem = re.escape(word[: max(4, len(word) - _ENDING)])
    cuts = "|".join(re.escape(word[:length]) for length in range(_SHORTEST_CUT, min(7, len(word) - 2)))
    return rf"(?:{stem}\w*|(?:{cuts})\.)" if cuts else rf"{stem}\w*"
