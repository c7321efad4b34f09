"""An entry as an index sees it: terms in order, parts of compounds, words as written, section numbers."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from search.citations import citations, printed
from search.entries import Entry
from search.laws import read_place
from search.norwegian import LONGEST_WORD, Token, clean, last_part, text_parts, text_terms, tokens

MOST_TITLES = 4096
DIGIT = re.compile("[0-9]")
HYPHEN = re.compile("[-\u2010\u2011]")
HYPHEN_OR_DASH = re.compile("[-\u2010\u2011\u2013]")
ITEM_OF_LAW = "lovkrav"
"""The kind of an entry that is an item of the law."""
SUSPENDED = re.compile(r"(\w+)[-\u2010\u2011\u2013] (?:og|eller|samt|og/eller) (\w+)")

TIME_LIMIT = "frist"
"""What has a time limit is found by that word, also where the text says «innen tre timer»."""

Row = tuple[tuple[str, ...], ...]
"""The terms at each position of a text."""


@dataclass(frozen=True, slots=True)
class Analysis:
    """What one entry is found by."""

    title: Row
    body: Row
    parts: tuple[str, ...]
    """Parts of the compounds in title and body, each as often as it stands there."""
    context: tuple[str, ...]
    """Terms and parts of the titles above the entry and of its document."""
    forms: tuple[str, ...]
    """The words of title and body as written, for searches with a star."""
    number: str
    """The entry's own number; the place in the law of what is an item of it."""
    cited: tuple[str, ...]
    """The section numbers it mentions."""
    laws: tuple[str, ...]
    """The places of the law it has to do with."""


def analysed(entry: Entry) -> Analysis:
    """The entry as every engine indexes it."""
    title, body = list(tokens(entry.title)), list(tokens(entry.body))
    texts = ((entry.title, title), (entry.body, body))
    return Analysis(
        title=_row(title),
        body=_row(body),
        parts=(
            *(part for text, words in texts for part in _parts(text, words)),
            *((TIME_LIMIT,) if entry.glance.due else ()),
        ),
        context=_context(entry.document_title, entry.path),
        forms=_unique(token.text[:LONGEST_WORD] for _, words in texts for token in words),
        number=read_place(entry.number) if entry.kind == ITEM_OF_LAW else printed(entry.number),
        cited=_unique(
            citation.number for text, _ in texts if DIGIT.search(text) for citation in citations(text)
        ),
        laws=entry.laws,
    )


@lru_cache(maxsize=MOST_TITLES)
def _context(*above: str) -> tuple[str, ...]:
    """What the titles above an entry add; many entries stand under the same."""
    read = [(text, list(tokens(text))) for text in above]
    return _unique(term for text, words in read for term in (*_flat(_row(words)), *_parts(text, words)))


def _row(words: Sequence[Token]) -> Row:
    """The terms at each position."""
    return tuple(text_terms(token.text) for token in words)


def _parts(text: str, words: Sequence[Token]) -> Iterator[str]:
    """The parts of every word of a text; of words joined by hyphens also what they make together.

    "helse- og omsorgstjeneste" is a "helsetjeneste" too.
    """
    if not HYPHEN_OR_DASH.search(text):
        yield from (part for token in words for part in text_parts(token.text))
        return
    for word in _hyphenated(text, words):
        yield from text_parts(word)
    for first, second in SUSPENDED.findall(text):
        head = last_part(clean(second))
        yield from (term + head for term in text_terms(clean(first)) if head)


def _hyphenated(text: str, words: Sequence[Token]) -> Iterator[str]:
    """The words of a text, with those that hyphens join as one."""
    joined, end = "", 0
    for token in words:
        if joined and _only_hyphen_between(text, end, token):
            joined += "-" + token.text
        else:
            if joined:
                yield joined
            joined = token.text
        end = token.end
    if joined:
        yield joined


def _only_hyphen_between(text: str, end: int, token: Token) -> bool:
    return token.start == end + 1 and bool(HYPHEN.match(text, end))


def _flat(terms: Row) -> Iterator[str]:
    return (term for at_position in terms for term in at_position)


def _unique(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))
