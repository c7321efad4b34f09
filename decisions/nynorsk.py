"""The sentences of verdicts in nynorsk: what is stored stays in bokmål, and the reading is translated.

The pairs stand in translations/*.toml. A sentence is a pattern with named slots, so that a verdict from years
ago is read as well as one from today. A slot that is called after a table of words (`kind`, `trait`, `past`)
holds one of its words; `day` a day, `n` a number; all others anything, and what the register itself put there
(bodies by kind, changes, lists) is translated too. Names are left alone, and so is all that stands in « ».
A sentence that no pattern fits stands in bokmål as it was.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from decisions.words import MONTHS
from documents.kinds import Language

SLOT = re.compile(r"\{(\w+?)(\d*)\}")
"""`{body}` in a pattern; `{n1}` and `{n2}` are two of the same sort."""
_QUOTED = re.compile(r"«[^«»]*»")
_MASK = re.compile("\ue000(\\d+)\ue001")
"""What stands for quoted words while a sentence is read. A text that holds such signs itself is not read."""
_ENDED = re.compile(r"[.?!]\s+(?=\S)")
_SEPARATOR = re.compile(r"(, eller |, og så til |, og | eller |(?<!-) og |; |, )")
_SHORTENED = frozenset({"St", "st", "Dr", "dr", "avd", "nr", "kl", "jf", "pkt", "ca", "bl.a", "Hr", "hr"})
"""Words whose full stop ends no sentence."""
_LONGEST = 3000
"""Signs of a sentence. No verdict has a longer one; what is longer is not searched for patterns."""
_JOINED = 4
"""So many parts of a list may belong together: «endrer parter eller varighet»."""


def written_in(text: str, language: Language) -> str:
    """The sentences in this written form."""
    return in_nynorsk(text) if language is Language.NN else text


@lru_cache(maxsize=8192)
def in_nynorsk(text: str) -> str:
    """The sentences in nynorsk, and those that no pattern fits as they were."""
    if _MASK.search(text):
        return text
    masked, quotes = _masked(text)
    return _unmasked("".join(said + gap for said, gap, _ in _read(masked)), quotes)


def left_in_bokmal(text: str) -> tuple[str, ...]:
    """The sentences that no pattern fits."""
    masked, quotes = _masked(text)
    return tuple(_unmasked(said, quotes) for said, _, known in _read(masked) if not known)


@dataclass(frozen=True, slots=True)
class Pattern:
    """A sentence or a part of one in both written forms."""

    bokmal: str
    nynorsk: str
    fits: re.Pattern[str]
    anchor: str
    """Its longest fixed piece: where it is missing, the pattern cannot fit."""

    def said(self, text: str) -> str | None:
        """The text in nynorsk; None where it is another sentence."""
        if self.anchor not in text or (found := self.fits.fullmatch(text)) is None:
            return None
        return SLOT.sub(lambda slot: _words(found[slot[1] + slot[2]]), self.nynorsk)


@dataclass(frozen=True, slots=True)
class Pairs:
    """All that can be said: words by their table, parts of sentences, and sentences, the longest first."""

    tables: Mapping[str, Mapping[str, str]]
    words: Mapping[str, str]
    phrases: tuple[Pattern, ...]
    sentences: tuple[Pattern, ...]


@lru_cache
def pairs() -> Pairs:
    """The pairs that follow the product; raises ValueError where one is not in its form."""
    tables: dict[str, dict[str, str]] = {}
    phrases: dict[str, str] = {}
    sentences: dict[str, str] = {}
    for file in sorted(files("decisions").joinpath("translations").iterdir(), key=lambda each: each.name):
        if file.name.endswith(".toml"):
            read = tomllib.loads(file.read_text(encoding="utf-8"))
            phrases |= read.pop("phrases", {})
            sentences |= read.pop("sentences", {})
            tables |= read
    words = {word: said for table in tables.values() for word, said in table.items()}
    return Pairs(tables, words, _patterns(phrases, tables), _patterns(sentences, tables))


def _patterns(told: Mapping[str, str], tables: Mapping[str, Mapping[str, str]]) -> tuple[Pattern, ...]:
    made = [_pattern(bokmal, nynorsk, tables) for bokmal, nynorsk in told.items()]
    return tuple(sorted(made, key=lambda each: len(SLOT.sub("", each.bokmal)), reverse=True))


def _pattern(bokmal: str, nynorsk: str, tables: Mapping[str, Mapping[str, str]]) -> Pattern:
    """The pair as it is matched: each «…» is a slot of its own, in the order they stand."""
    source, target = _quotes_as_slots(bokmal), _quotes_as_slots(nynorsk)
    if sorted(SLOT.findall(source)) != sorted(SLOT.findall(target)):
        raise ValueError(f"De to skriftformene har ikke de samme verdiene: {bokmal}")
    fixed = SLOT.split(source)[::3]
    fits = re.escape(fixed[0])
    for (name, number), after in zip(SLOT.findall(source), fixed[1:], strict=True):
        fits += f"(?P<{name}{number}>{_holds(name, tables)})" + re.escape(after)
    return Pattern(source, target, re.compile(fits, re.DOTALL), max(fixed, key=len))


def _quotes_as_slots(text: str) -> str:
    numbers = iter(range(len(text)))
    return _QUOTED.sub(lambda _: f"{{quoted{next(numbers)}}}", text)


def _holds(name: str, tables: Mapping[str, Mapping[str, str]]) -> str:
    """What a slot with this name may hold, as a regular expression."""
    if name in _KINDS:
        return _KINDS[name]
    if name not in tables:
        return ".+?"
    first = sorted(tables[name], key=len, reverse=True)
    return "|".join(f"[{word[0].upper()}{word[0]}]{re.escape(word[1:])}" for word in first)


_IN_A_SOURCE = r"(?:(?!\b(?:ikke|er|var|ble|kan|må|har|som|sier|gir|nevner|gjelder|følger|avgjør)\b)[^:])"
"""A sign in the name of a document or a place in it, where no whole sentence begins."""
_KINDS = {
    "day": rf"\d{{1,2}}\. (?:{'|'.join(MONTHS)}) \d{{4}}",
    "n": r"\d+",
    "quoted": "\ue000\\d+\ue001",
    "votes": r"\d+ for, \d+ mot(?:, \d+ avholdende)?",
    "source": rf"{_IN_A_SOURCE}+?(?: punkt \d| §|, ){_IN_A_SOURCE}*?",
}
"""Slots that hold what no table lists. A source is a document and a place in it, or a law."""


def _read(masked: str) -> Iterator[tuple[str, str, bool]]:
    """Each sentence in nynorsk with what stands after it, and whether a pattern fitted it.

    A name may hold a full stop. What fits nothing is therefore tried with what follows it. What is no whole
    sentence, such as the name of a body or a list of them, is read as words.
    """
    pieces = [*_pieces(masked)]
    at = 0
    while at < len(pieces):
        for end in range(at + 1, min(at + 3, len(pieces)) + 1):
            whole = "".join(pieces[at:end])
            text = whole.rstrip()
            if (said := _sentence(text)) is not None:
                yield said, whole[len(text) :], True
                at = end
                break
        else:
            text = pieces[at].rstrip()
            whole_sentence = text.endswith((".", "?", "!"))
            yield text if whole_sentence else _words(text), pieces[at][len(text) :], not whole_sentence
            at += 1


def _pieces(masked: str) -> Iterator[str]:
    """The text cut where a sentence may end; the pieces put together are the text."""
    start = 0
    for stop in _ENDED.finditer(masked):
        before = masked[start : stop.start()].split()
        word = before[-1].lstrip("(") if before else ""
        ordinal = word.isdigit() and masked[stop.end()].islower()
        initial = len(word) == 1 and word.isupper()
        if word not in _SHORTENED and not ordinal and not initial:
            yield masked[start : stop.end()]
            start = stop.end()
    if start < len(masked):
        yield masked[start:]


def _sentence(text: str) -> str | None:
    if len(text) > _LONGEST:
        return None
    for pattern in pairs().sentences:
        if (said := pattern.said(text)) is not None:
            return said
    return None


def _words(value: str) -> str:
    """What stands in a slot: the register's own words translated, one by one in a list; names as they are."""
    if len(value) > _LONGEST:
        return value
    if (said := _word(value)) is not None:
        return said
    parts = _SEPARATOR.split(value)
    told, at = "", 0
    while at < len(parts):
        said, end = _longest_known(parts, at)
        told += said + (parts[end] if end < len(parts) else "")
        at = end + 1
    return told


def _longest_known(parts: list[str], at: int) -> tuple[str, int]:
    """The fewest parts from here that are words of the register, and where the separator after them is."""
    for end in range(at + 1, min(at + 2 * _JOINED, len(parts)) + 1, 2):
        if (said := _word("".join(parts[at:end]))) is not None:
            return said, end
    return parts[at], at + 1


def _word(value: str) -> str | None:
    """What the register itself put there, in nynorsk; None for all else. A capital letter stays one."""
    if (said := _known(value)) is not None:
        return said
    said = _known(value[:1].lower() + value[1:]) if value[:1].isupper() else None
    return said and said[:1].upper() + said[1:]


def _known(value: str) -> str | None:
    known = pairs()
    if value in known.words:
        return known.words[value]
    told = (phrase.said(value) for phrase in known.phrases)
    return next((said for said in told if said is not None), None)


def _masked(text: str) -> tuple[str, list[str]]:
    """The text with a sign for each «…», the innermost first, and what they stand for."""
    quotes: list[str] = []

    def hidden(found: re.Match[str]) -> str:
        quotes.append(found[0])
        return f"\ue000{len(quotes) - 1}\ue001"

    while _QUOTED.search(text):
        text = _QUOTED.sub(hidden, text)
    return text, quotes


def _unmasked(text: str, quotes: list[str]) -> str:
    while _MASK.search(text):
        text = _MASK.sub(lambda sign: quotes[int(sign[1])], text)
    return text
