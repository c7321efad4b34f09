"""Where the wishes of a query are met in a text."""

from functools import partial

from search.citations import citations
from search.entries import Entry, Hit
from search.norwegian import Token, text_parts, text_terms, tokens
from search.query import Number, Prefix, Query, Wish, Words
from search.snippets import Snippet, Span, snippet


def spans(text: str, wishes: tuple[Wish, ...]) -> list[Span]:
    """Where in the text the wishes are met: words, and the section numbers asked for."""
    words = [
        (token.start, token.end, wish)
        for token in tokens(text)
        for wish, wanted in enumerate(wishes)
        if _meets(token, wanted)
    ]
    numbers = [
        (citation.start, citation.end, wish)
        for citation in citations(text)
        for wish, wanted in enumerate(wishes)
        if isinstance(wanted, Number) and wanted.text == citation.number
    ]
    return words + numbers


def marked(text: str, query: Query) -> Snippet:
    """The lines of a text that answer a query."""
    return snippet(text, partial(spans, wishes=query.wishes))


def hit(entry: Entry, query: Query, score: float) -> Hit:
    """A found entry, with the lines that show why it was found."""
    return Hit(entry, marked(entry.body or entry.title, query), score)


def _meets(token: Token, wish: Wish) -> bool:
    match wish:
        case Words():
            wanted = {*wish.terms, *(term for phrase in wish.phrases for terms in phrase for term in terms)}
            return not wanted.isdisjoint((*text_terms(token.text), *text_parts(token.text)))
        case Prefix():
            return token.text.startswith(wish.text)
        case Number():
            return False
