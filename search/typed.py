"""What somebody typed, made readable and cut into pieces: filters, phrases, numbers, beginnings and words.

Only the first thousand signs are looked at, so nothing costs more than that, whatever is sent.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from documents.laws.citations import Citation, law_citations
from search.citations import CITATION
from search.laws import with_sign

LOOKED_AT = 1000
LONGEST_QUERY = 200
TOLD_OF_REST = 40
"""Signs of what was left out that are told again."""
MINUS = "\ue000"
"""Stands for a minus that turns what follows round; none who types can type it, see `readable`."""

FILTERS = {
    **dict.fromkeys(("type", "slag"), "type"),
    **dict.fromkeys(("år", "ar", "aar"), "år"),
    **dict.fromkeys(("kommune", "part"), "part"),
    **{name: name for name in ("organ", "status", "dokument", "lov")},
}
"""What a filter may be called, in bokmål and nynorsk and without å, and what it is."""
NAMES = "|".join(FILTERS)
QUOTES = '"«»“”„‟'
AROUND = " ,.;:!?()[]{}"
"""What may stand around a value and is no part of it."""
WORD = r"[^\W_](?:[^\W_]|[\u0300-\u036f])*"
WHOLE = re.compile(
    rf"""
    (?P<minus>{MINUS})?
    (?: (?<!\w)(?P<filter>{NAMES}):(?:\s(?!(?:{NAMES}):))?
        (?: [{QUOTES}](?P<quoted>[^{QUOTES}]*)[{QUOTES}]
          | (?P<plain>§\s?[\w-]+(?:,?\ (?:nr\.?|nummer)\ ?[0-9]+)?|[^\s{QUOTES}{MINUS}]*)
        )
      | [{QUOTES}](?P<phrase>[^{QUOTES}]*)[{QUOTES}]
    )
    """,
    re.VERBOSE | re.IGNORECASE,
)
SINGLE = re.compile(
    rf"""
    (?P<minus>{MINUS})?
    (?: (?P<number>{CITATION.pattern})
      | (?P<prefix>{WORD})\*
      | (?P<word>[0-9]+(?:[.,][0-9]+)+|{WORD}(?:[-/\u2010\u2011]{WORD})*)
    )
    """,
    re.VERBOSE | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Piece:
    """One thing that was typed."""

    typed: str
    """As it stands in the search."""
    turned: bool = False
    """With a minus before it."""
    filter: str = ""
    """What sort of filter it is; empty for none."""
    value: str = ""
    """Of a filter, or the words of a phrase, a number, a beginning or a word."""
    phrase: bool = False
    prefix: bool = False
    number: bool = False
    cited: Citation | None = None
    """Where it is a citation of the law."""


def readable(text: str) -> tuple[str, str]:
    """What was typed as we read it, and the beginning of what is left out because it is too long.

    Composed letters (NFC) in their usual width; signs that cannot be seen are gone, and what is no sign at
    all (NUL, half a surrogate pair) is a space.
    """
    seen = "".join(map(_sign, text[:LOOKED_AT]))
    words = " ".join(unicodedata.normalize("NFC", seen).split())
    if len(words) <= LONGEST_QUERY:
        rest = " ".join(text[LOOKED_AT : LOOKED_AT + TOLD_OF_REST].split())
        return words, "".join(map(_sign, rest)).strip()
    end = words.rfind(" ", 0, LONGEST_QUERY + 1)
    kept = words[: end if end > 0 else LONGEST_QUERY]
    return kept, words[len(kept) :][:TOLD_OF_REST].strip()


def pieces(words: str) -> Iterator[Piece]:
    """The pieces of what is readable, in the order they were typed."""
    marked = re.sub(r"(?<!\S)[-\u2212](?=\S)", MINUS, words)
    at = 0
    for found in WHOLE.finditer(marked):
        yield from _between(marked[at : found.start()])
        yield _whole(found)
        at = found.end()
    yield from _between(marked[at:])


def _sign(sign: str) -> str:
    category = unicodedata.category(sign)
    if category == "Cf":
        return ""
    if category[0] == "C" or category in {"Zl", "Zp"}:
        return " "
    is_letter = category[0] == "L" or category == "Nd"
    return unicodedata.normalize("NFKC", sign) if is_letter or "\uff01" <= sign <= "\uff5e" else sign


def _whole(found: re.Match[str]) -> Piece:
    typed, turned = _as_typed(found[0]), bool(found["minus"])
    if found["filter"]:
        value = found["quoted"] if found["quoted"] is not None else found["plain"]
        return Piece(typed, turned, filter=FILTERS[found["filter"].lower()], value=value.strip(AROUND))
    return Piece(typed, turned, value=found["phrase"].strip(), phrase=True)


def _between(words: str) -> Iterator[Piece]:
    """The pieces of words that have neither filters nor phrases; places in the law before other numbers."""
    words, at = with_sign(words), 0
    for cited in law_citations(words):
        if any(source.law or source.number or source.ledd for source in cited.sources):
            turned = words[cited.start - 1 : cited.start] == MINUS
            yield from map(_single, SINGLE.finditer(words[at : cited.start - turned]))
            yield Piece(words[cited.start : cited.end], turned, cited=cited)
            at = cited.end
    yield from map(_single, SINGLE.finditer(words[at:]))


def _single(found: re.Match[str]) -> Piece:
    typed, turned = _as_typed(found[0]).strip(), bool(found["minus"])
    if found["number"]:
        return Piece(typed, turned, value=found["number"], number=True)
    if found["prefix"]:
        return Piece(typed, turned, value=found["prefix"], prefix=True)
    return Piece(typed, turned, value=found["word"])


def _as_typed(found: str) -> str:
    return found.replace(MINUS, "-")
