"""Where the wishes of a query are met in a text."""

from collections.abc import Callable
from functools import lru_cache, partial

from documents.laws.citations import law_citations
from search.citations import citations
from search.entries import Entry, Hit
from search.laws import around, place_of
from search.norwegian import CACHED_WORDS, text_parts, text_terms, tokens
from search.query import Law, Number, Prefix, Query, Wish, Words
from search.snippets import Snippet, Span, snippet


def spans(text: str, wishes: tuple[Wish, ...]) -> list[Span]:
    """Where in the text the wishes are met: words, and the section numbers asked for."""
    tests = [(number, _test(wish)) for number, wish in enumerate(wishes)]
    words = [
        (token.start, token.end, number)
        for token in tokens(text)
        for number, meets in tests
        if meets(token.text)
    ]
    numbers = [
        (citation.start, citation.end, wish)
        for citation in citations(text)
        for wish, wanted in enumerate(wishes)
        if isinstance(wanted, Number) and wanted.text == citation.number
    ]
    return words + numbers + _in_the_law(text, wishes)


def _in_the_law(text: str, wishes: tuple[Wish, ...]) -> list[Span]:
    """Where the places in the law that are asked for are cited."""
    wanted = {number: wish.places for number, wish in enumerate(wishes) if isinstance(wish, Law)}
    return [
        (citation.start, citation.end, number)
        for citation in (law_citations(text) if wanted else ())
        for number, places in wanted.items()
        if any(place in places for source in citation.sources for place in around(place_of(source)))
    ]


def marked(text: str, query: Query) -> Snippet:
    """The lines of a text that answer a query."""
    return snippet(text, partial(spans, wishes=query.wishes))


def hit(entry: Entry, query: Query, score: float) -> Hit:
    """A found entry, with the lines that show why it was found."""
    return Hit(entry, marked(entry.body or entry.title, query), score)


def _test(wish: Wish) -> Callable[[str], bool]:
    """A test that a word of the text meets the wish."""
    match wish:
        case Words():
            wanted = {*wish.terms, *(term for phrase in wish.phrases for terms in phrase for term in terms)}
            return lambda word: not wanted.isdisjoint(_all_terms(word))
        case Prefix():
            return lambda word: word.startswith(wish.text)
        case Number() | Law():
            return lambda _: False


@lru_cache(maxsize=CACHED_WORDS)
def _all_terms(word: str) -> tuple[str, ...]:
    return (*text_terms(word), *text_parts(word))
