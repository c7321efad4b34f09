"""Where the wishes of a query are met in a text, and which of its lettered points answers alone."""

import re
from collections.abc import Iterator
from functools import lru_cache

from documents.laws.citations import law_citations
from search.citations import citations, printed
from search.entries import Entry, Hit, Point
from search.laws import around, place_of
from search.norwegian import CACHED_WORDS, WORD, clean, text_parts, text_terms
from search.query import Law, Number, Prefix, Query, Wish, Words
from search.snippets import Snippet, Span, moved, snippet

FINDERS = 32
"""Queries whose words are remembered: those of the searches going on."""
Row = tuple[frozenset[str], ...]
"""Words in a row, each by the terms that will do."""


class Finder:
    """Finds in texts where the wishes of one query are met."""

    def __init__(self, wishes: tuple[Wish, ...]) -> None:
        self.count = len(wishes)
        self._wishes = wishes
        self._rows = [
            (number, tuple(frozenset(terms) for terms in phrase))
            for number, wish in enumerate(wishes)
            if isinstance(wish, Words)
            for phrase in wish.phrases
            if all(phrase)
        ]
        words = [wish for wish in wishes if isinstance(wish, Words)]
        self._in_rows = frozenset(term for _, row in self._rows for terms in row for term in terms)
        self._wanted = self._in_rows.union(*((*wish.terms, *wish.kin) for wish in words))
        self._starts = tuple(wish.text for wish in wishes if isinstance(wish, Prefix))
        self._known: dict[str, tuple[tuple[int, ...], bool]] = {}

    def spans(self, text: str) -> list[Span]:
        """Where in the text the wishes are met: words, whole phrases, the numbers and places asked for."""
        found: list[Span] = []
        in_rows: dict[int, re.Match[str]] = {}
        known = self._known
        for place, match in enumerate(WORD.finditer(text)):
            met, in_row = known.get(match[0]) or self._meeting(match[0])
            if met:
                found.extend((*match.span(), number) for number in met)
            if in_row:
                in_rows[place] = match
        return found + self._phrases(in_rows) + self._numbers(text) + self._in_the_law(text)

    def _meeting(self, word: str) -> tuple[tuple[int, ...], bool]:
        """The wishes that a word as it stands meets by itself, and whether a phrase has it; remembered."""
        cleaned, terms = _read(word)
        if terms.isdisjoint(self._wanted) and not cleaned.startswith(self._starts):
            meeting: tuple[tuple[int, ...], bool] = ((), False)
        else:
            met = (number for number, wish in enumerate(self._wishes) if _meets(cleaned, terms, wish))
            meeting = tuple(met), not self._in_rows.isdisjoint(terms)
        self._known[word] = meeting
        return meeting

    def _phrases(self, in_rows: dict[int, re.Match[str]]) -> list[Span]:
        """Where words that phrases have stand in a row; by the places they stand at among all words."""
        words = {place: text_terms(clean(match[0])) for place, match in in_rows.items()}
        return [
            (in_rows[place].start(), in_rows[place + len(row) - 1].end(), number)
            for number, row in self._rows
            for place in words
            if all(not terms.isdisjoint(words.get(place + far, ())) for far, terms in enumerate(row))
        ]

    def _numbers(self, text: str) -> list[Span]:
        wanted = {wish.text: number for number, wish in enumerate(self._wishes) if isinstance(wish, Number)}
        return [
            (citation.start, citation.end, wanted[citation.number])
            for citation in (citations(text) if wanted else ())
            if citation.number in wanted
        ]

    def _in_the_law(self, text: str) -> list[Span]:
        """Where the places in the law that are asked for are cited."""
        wanted = {number: wish.places for number, wish in enumerate(self._wishes) if isinstance(wish, Law)}
        return [
            (citation.start, citation.end, number)
            for citation in (law_citations(text) if wanted else ())
            for number, places in wanted.items()
            if any(place in places for source in citation.sources for place in around(place_of(source)))
        ]


def hit(entry: Entry, query: Query, score: float) -> Hit:
    """A found entry: the lettered point that answers, if one does alone, and the lines that show why."""
    spans = finder(query.wishes).spans(entry.body)
    point = _point(entry, query.wishes, spans)
    if point:
        lines = snippet(entry.body[point.start : point.end], moved(spans, point.start, point.end))
    else:
        lines = snippet(entry.body, spans) if entry.body else marked(entry.title, query)
    return Hit(entry, lines, score, point, _whole(entry.title, query))


def _whole(title: str, query: Query) -> Snippet:
    return snippet(title, finder(query.wishes).spans(title), width=len(title)) if title else ()


def marked(text: str, query: Query) -> Snippet:
    """The lines of a text that answer a query."""
    return snippet(text, finder(query.wishes).spans(text))


@lru_cache(maxsize=FINDERS)
def finder(wishes: tuple[Wish, ...]) -> Finder:
    """What finds these wishes, with the words it has met already."""
    return Finder(wishes)


def _point(entry: Entry, wishes: tuple[Wish, ...], spans: list[Span]) -> Point | None:
    """The point whose number is asked for; or else the only one that has all that is met in the body.

    Where the words outside the points have all of it too, the section itself answers.
    """
    asked = {wish.text for wish in wishes if isinstance(wish, Number)}
    named = [point for point in entry.points if asked and printed(point.number) in asked]
    if named:
        return named[0]
    met = {wish for _, _, wish in spans}
    outside = {
        wish for start, end, wish in spans if not any(_holds(each, start, end) for each in entry.points)
    }
    if not met or outside == met:
        return None
    return _only(point for point in entry.points if _met_within(point, spans) == met)


def _met_within(point: Point, spans: list[Span]) -> set[int]:
    return {wish for start, end, wish in spans if _holds(point, start, end)}


def _holds(point: Point, start: int, end: int) -> bool:
    return point.start <= start and end <= point.end


def _only(points: Iterator[Point]) -> Point | None:
    """The one point; of points that stand within one another the innermost."""
    found = sorted(points, key=lambda point: point.end - point.start)
    return found[0] if found and all(_holds(each, found[0].start, found[0].end) for each in found) else None


@lru_cache(maxsize=CACHED_WORDS)
def _read(word: str) -> tuple[str, frozenset[str]]:
    """A word as it stands, cleaned, and all that it is found by, whole or in part."""
    cleaned = clean(word)
    return cleaned, frozenset((*text_terms(cleaned), *text_parts(cleaned)))


def _meets(word: str, found_by: frozenset[str], wish: Wish) -> bool:
    """Does a word of the text meet the wish by itself?"""
    match wish:
        case Words(terms=terms, kin=kin):
            return not found_by.isdisjoint(terms) or not set(kin).isdisjoint(text_terms(word))
        case Prefix(text=start):
            return word.startswith(start)
        case Number() | Law():
            return False
