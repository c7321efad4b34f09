"""Our terms in the text forms that PostgreSQL reads as `tsvector` and `tsquery`.

Weight A is the title and the entry's own number, B the body and the numbers it cites, C what it stands under,
D the parts of compounds. Words as written begin with "=", numbers with "#".
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from search.analysis import Analysis, Row
from search.query import Law, Number, Prefix, Wish, Words, readings

LAST_POSITION = 16380
"""PostgreSQL counts to 16383; what comes later in a text stands together here."""
NOWHERE = {"A": 16381, "B": 16381, "C": 16382, "D": 16383}
"""Positions for what has none: one a weight, for at one position PostgreSQL keeps only the highest weight."""
MOST_POSITIONS = 255
"""PostgreSQL keeps no more of one lexeme."""
RANKS = (0.13, 0.1, 0.33, 1.0)
"""The worth of weights D, C, B and A: parts, context, body, title."""


def vector(analysis: Analysis) -> str:
    """The whole analysis as one vector."""
    places: defaultdict[str, list[str]] = defaultdict(list)
    for lexeme, place in _lexemes(analysis):
        if len(places[lexeme]) < MOST_POSITIONS and place not in places[lexeme][-1:]:
            places[lexeme].append(place)
    return " ".join(f"{_quoted(lexeme)}:{','.join(marks)}" for lexeme, marks in places.items())


def wanted(wish: Wish, weights: str) -> str:
    """One wish as a query that looks at lexemes of these weights."""
    match wish:
        case Words(terms=terms, phrases=phrases):
            rows = [reading for phrase in phrases for reading in readings(phrase)]
            return _any([*(f"{_quoted(term)}:{weights}" for term in terms), *map(_phrase, rows)])
        case Prefix(text=start):
            return f"{_quoted('=' + start)}:*D"
        case Number(text=number, section=section, law=law):
            places = (law,) if law else ()
            return _any([f"{_quoted('#' + number)}:AB", f"{_quoted('#' + section)}:A", *map(_in_law, places)])
        case Law(places=places):
            return _any([_in_law(place) for place in places])


def exactly(word: str) -> str:
    """A query for the word as it is written."""
    return f"{_quoted('=' + word)}:D"


def _lexemes(analysis: Analysis) -> Iterator[tuple[str, str]]:
    yield from _in_order(analysis.title, 1, "A")
    yield from _in_order(analysis.body, len(analysis.title) + 3, "B")
    yield from _anywhere(analysis.context, "C")
    yield from _anywhere(analysis.parts, "D")
    yield from _anywhere(("=" + form for form in analysis.forms), "D")
    yield from _anywhere(("§" + place for place in (analysis.number,) if place in analysis.laws), "A")
    yield from _anywhere(("§" + place for place in analysis.laws if place != analysis.number), "B")
    yield from _anywhere(("#" + number for number in (analysis.number,) if number), "A")
    yield from _anywhere(("#" + number for number in analysis.cited if number != analysis.number), "B")


def _in_order(row: Row, start: int, weight: str) -> Iterator[tuple[str, str]]:
    for position, terms in enumerate(row, start):
        yield from ((term, f"{min(position, LAST_POSITION)}{weight}") for term in terms)


def _anywhere(lexemes: Iterable[str], weight: str) -> Iterator[tuple[str, str]]:
    return ((lexeme, f"{NOWHERE[weight]}{weight}") for lexeme in lexemes)


def _in_law(place: str) -> str:
    """The item of the law itself, and what has to do with it."""
    return f"{_quoted('§' + place)}:AB"


def _phrase(words: tuple[str, ...]) -> str:
    return "(" + " <-> ".join(f"{_quoted(word)}:AB" for word in words) + ")"


def _any(queries: list[str]) -> str:
    return "(" + " | ".join(queries) + ")"


def _quoted(lexeme: str) -> str:
    return "'" + lexeme.replace("\\", "\\\\").replace("'", "''") + "'"
