"""Where the terms of a catalogue stand in some words: inflected, in nynorsk, or within a compound."""

from collections.abc import Iterable, Iterator, Sequence

from documents.candidates import Found
from search.norwegian import Token, query_terms, text_parts, text_terms, tokens
from search.query import Words, parse

Pattern = tuple[frozenset[str], ...]
"""Words that stand after one another, each by the terms that will do."""


class TermFinder:
    """Finds many terms in one pass.

    A single word is also found by what people else write for it, as in a search; an expression of several
    words is found as it stands, inflected.
    """

    def __init__(self, terms: Iterable[str]) -> None:
        """Read the terms. One that holds nothing to look for, such as a lone dash, finds nothing."""
        self._by_first: dict[str, list[tuple[str, Pattern]]] = {}
        for term in terms:
            for pattern in _patterns(term):
                for first in pattern[0]:
                    self._by_first.setdefault(first, []).append((term, pattern))

    def __call__(self, words: str) -> Sequence[Found]:
        """Every term in the words, in the order they stand."""
        there = list(tokens(words))
        return [found for at in range(len(there)) for found in self._at(there, at)]

    def _at(self, there: Sequence[Token], at: int) -> Iterator[Found]:
        told = set()
        for one in _terms(there[at].text):
            for term, pattern in self._by_first.get(one, ()):
                end = at + len(pattern)
                if (term, end) not in told and end <= len(there) and _meets(there[at:end], pattern):
                    told.add((term, end))
                    yield Found(term, there[at].start, there[end - 1].end)


def _patterns(term: str) -> Iterator[Pattern]:
    whole = tuple(frozenset(query_terms(token.text)) for token in tokens(term))
    if whole and all(whole):
        yield whole
    wishes = parse(term).wishes
    if len(whole) == 1 and len(wishes) == 1 and isinstance(wishes[0], Words):
        yield from ((frozenset((other,)),) for other in wishes[0].terms if other not in whole[0])
        yield from (tuple(map(frozenset, phrase)) for phrase in wishes[0].phrases if len(phrase) > 1)


def _meets(there: Sequence[Token], pattern: Pattern) -> bool:
    return all(
        not wanted.isdisjoint(_terms(token.text)) for token, wanted in zip(there, pattern, strict=True)
    )


def _terms(word: str) -> tuple[str, ...]:
    return (*text_terms(word), *text_parts(word))
