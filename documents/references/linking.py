"""References written in plain words, made into links where they name exactly one place."""

import re
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass

from documents.inlines import with_inlines
from documents.numbering import SectionNumber
from documents.references.naming import OWN, Library, sentences
from documents.text import LegalText, Place


def linked(text: LegalText, others: Mapping[str, LegalText], own: str = OWN) -> tuple[LegalText, int]:
    """The text with links where plain words name exactly one place, and how many links that gave.

    `others` are the documents that may be named, by short name; words may name them by their short name
    ("retningslinje 5"), or by their title up to a colon. `own` is the text's own short name.

    Nothing is guessed: a number that is there twice or not at all, one in a sentence that also names a law
    or another text that could be meant, and words in titles, quotations and links are left as they are.
    """
    library = Library(text, others, own)
    count = 0

    def change(place: Place, inline: str) -> str:
        nonlocal count
        links = list(_links(inline, place, library))
        count += len(links)
        pieces, at = [], 0
        for link in links:
            pieces += [inline[at : link.start], f"[{inline[link.start : link.end]}]({link.href})"]
            at = link.end
        return "".join((*pieces, inline[at:]))

    return with_inlines(text, change), count


@dataclass(frozen=True, slots=True)
class _Link:
    """Words that are to be a link."""

    start: int
    end: int
    href: str


_DIGITS = r"(?P<digits>\d{1,3}(?:[.\-]\d{1,3})*)(?![\d%]|[.,\-–]\d)"
_LETTER = r"(?:(?:\s*bokstav\s+(?P<of>[a-zæøå])|\s?(?P<letter>[a-hj-zæø])|\s?(?P<rare>[iå])(?=\)))(?!\w))?"
_MARK = r"(?:punkt(?:ene|et|a)?|pkt\.?|kapittel|kapitlene|kap\.?|§)"
_CITED = re.compile(
    rf"""
    (?<![\w§/])
    (?: (?:vedlegg\s+(?P<annex>\d{{1,3}}),?\s+)? {_MARK}\s*{_DIGITS}{_LETTER}
      | vedlegg\s+(?P<alone>\d{{1,3}})(?![\d%]|[.,\-–]\d)
    )
    (?!\w)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_MORE = re.compile(
    rf"(?:,|\s+(?:og|eller|samt|til))\s+(?P<cited>(?=\d+\.\d){_DIGITS}{_LETTER})(?!\w)", re.IGNORECASE
)
_NOT_WORDS = re.compile(r"!?\[(?:[^\[\]\\]|\\.)*\](?:\([^()]*\))?|`+[^`]*`+|<[^<>]*>|https?://\S+")


def _links(inline: str, place: Place, library: Library) -> Iterator[_Link]:
    if not _CITED.search(inline):
        return
    closed = _closed(inline)
    for start, end in sentences(inline):
        mentioned: Set[str] | None = None
        at = start
        while found := _CITED.search(inline, at, end):
            at = found.end()
            if "§" in found[0] and not library.has_paragraphs:
                continue
            if mentioned is None:
                mentioned = library.mentioned(inline[start:end])
            meant = library.meant(inline, found.span(), _number(found), place, mentioned)
            if meant is None or any(closed[meant.start : meant.end]):
                continue
            yield _Link(meant.start, meant.end, meant.href)
            at = meant.end
            while (more := _MORE.match(inline, at)) and not any(closed[more.start() : more.end()]):
                at = more.end()
                if href := library.href(meant.document, _number(more), place):
                    yield _Link(*more.span("cited"), href)


def _closed(inline: str) -> bytearray:
    """1 for each sign that is part of a link, code or an address."""
    closed = bytearray(len(inline))
    for found in _NOT_WORDS.finditer(inline):
        closed[found.start() : found.end()] = b"\1" * len(found[0])
    return closed


def _number(found: re.Match[str]) -> SectionNumber:
    parts = {name: part for name, part in found.groupdict().items() if part}
    digits = tuple(int(part) for part in re.findall(r"\d+", parts.get("digits", "")))
    letter = parts.get("of") or parts.get("letter") or parts.get("rare") or ""
    return SectionNumber(int(parts.get("annex") or parts.get("alone") or 0), digits, letter.lower())
