"""Our terms in the text forms that PostgreSQL reads as `tsvector` and `tsquery`.

An entry has two vectors. `found` holds every lexeme without places or weights, so that an index of it (GIN)
answers by itself; its first sign says what a lexeme is: "!" a word of the title, "+" a part of a compound,
"^" a word above the place, "=" a word as written, "#" a number, "§" a place in the law; without a sign it is
a word of title or body. `ranked` says where the words stand, for phrases and for the order: weight A is title
and own number, B body and what is cited, C what it stands under, D parts.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from search.analysis import Analysis, Row
from search.query import Law, Number, Phrase, Prefix, Wish, Words

LAST_POSITION = 16380
"""PostgreSQL counts to 16383; what comes later in a text stands together here."""
NOWHERE = 16383
"""The position of what has none."""
MOST_POSITIONS = 255
"""PostgreSQL keeps no more of one lexeme."""
RANKS = (0.13, 0.1, 0.33, 1.0)
"""The worth of weights D, C, B and A: parts, context, body, title."""
NEVER = "'-'"
"""A lexeme that no entry has."""


def found(analysis: Analysis) -> str:
    """All that the entry is found by."""
    titled = dict.fromkeys(term for terms in analysis.title for term in terms)
    words = dict.fromkeys(term for terms in analysis.body for term in terms)
    number = (analysis.number,) if analysis.number else ()
    lexemes = [
        *(titled | words),
        *("!" + term for term in titled),
        *("+" + part for part in analysis.parts),
        *("^" + term for term in analysis.context),
        *("=" + form for form in analysis.forms),
        *("#" + cited for cited in (*number, *analysis.cited)),
        *("#!" + own for own in number),
        *("§" + place for place in (*number, *analysis.laws)),
    ]
    return " ".join(map(_quoted, dict.fromkeys(lexemes)))


def ranked(analysis: Analysis) -> str:
    """Where the words stand, and what each is worth."""
    places: defaultdict[str, list[str]] = defaultdict(list)
    for lexeme, place in _placed(analysis):
        if len(places[lexeme]) < MOST_POSITIONS and place not in places[lexeme][-1:]:
            places[lexeme].append(place)
    return " ".join(f"{_quoted(lexeme)}:{','.join(marks)}" for lexeme, marks in places.items())


def meeting(wish: Wish, above: bool = False) -> str:
    """A query of `found` for what meets a wish; `above`: or what stands under it.

    Of a phrase it asks for the words alone: whether they stand in a row, `in_a_row` says.
    """
    return _any(filter(None, (alone(wish, above), apart(wish))))


def alone(wish: Wish, above: bool = False) -> str:
    """The part of `meeting` that `found` answers by itself; "" of a phrase."""
    match wish:
        case Words(terms=terms, phrases=phrases, kin=kin):
            over = _phrases_above(phrases) if above else []
            single = [*_words((*terms, *kin)), *_parts(terms), *_context(terms, above), *over]
            return _any(single) if single else ""
        case Prefix(text=start):
            return f"{_quoted('=' + start)}:*"
        case Number(text=number, section=section, law=law):
            places = (law,) if law else ()
            return _any(map(_quoted, ("#" + number, "#!" + section, *("§" + place for place in places))))
        case Law(places=places):
            return _any(_quoted("§" + place) for place in places)


def apart(wish: Wish) -> str:
    """A query of `found` for the words of a wish's phrases, wherever they stand; "" where it has none."""
    return _rows(wish, " & ")


def in_a_row(wish: Wish) -> str:
    """A query of `ranked` for the phrases of a wish; "" where it has none."""
    return _rows(wish, " <-> ")


def _rows(wish: Wish, between: str) -> str:
    if not (isinstance(wish, Words) and wish.phrases):
        return ""
    rows = (between.join(_any(_words(terms)) for terms in phrase) for phrase in wish.phrases)
    return _any(map(_together, rows))


def in_the_title(wish: Wish) -> str:
    """A query of `found` for what has the wish in its title or is the place itself; "" for what never has."""
    match wish:
        case Words(terms=terms, phrases=phrases):
            every = (*terms, *(term for phrase in phrases for terms in phrase for term in terms))
            return _any(_quoted("!" + term) for term in every)
        case Number(text=number):
            return _quoted("#!" + number)
        case Prefix() | Law():
            return ""


def worth(wishes: Iterable[Wish]) -> str:
    """A query of `ranked` for the order: the more of it is met, and the better, the higher; "" for none."""
    lexemes = [lexeme for wish in wishes for lexeme in _ranked_lexemes(wish)]
    return _any(lexemes) if lexemes else ""


def exactly(word: str) -> str:
    """A query of `found` for the word as it is written."""
    return _quoted("=" + word)


def _ranked_lexemes(wish: Wish) -> Iterator[str]:
    match wish:
        case Words(terms=terms, phrases=phrases):
            rows = (" <-> ".join(_any(_words(terms)) for terms in phrase) for phrase in phrases)
            yield from (*_words(terms), *_parts(terms), *_context(terms, above=True), *map(_together, rows))
        case Number(text=number, section=section, law=law):
            yield from map(_quoted, ("#" + number, "#!" + section, *(("§" + law,) if law else ())))
        case Law(places=places):
            yield from (_quoted("§" + place) for place in places)


def _placed(analysis: Analysis) -> Iterator[tuple[str, str]]:
    """Every lexeme of `ranked`, with its position and weight."""
    number = (analysis.number,) if analysis.number else ()
    yield from _in_order(analysis.title, 1, "A")
    yield from _in_order(analysis.body, len(analysis.title) + 3, "B")
    yield from _anywhere("^", analysis.context, "C")
    yield from _anywhere("+", analysis.parts, "D")
    yield from _anywhere("#", number, "A")
    yield from _anywhere("#!", number, "A")
    yield from _anywhere("§", number, "A")
    yield from _anywhere("#", (cited for cited in analysis.cited if cited not in number), "B")
    yield from _anywhere("§", (place for place in analysis.laws if place not in number), "B")


def _in_order(row: Row, start: int, weight: str) -> Iterator[tuple[str, str]]:
    for position, terms in enumerate(row, start):
        yield from ((term, f"{min(position, LAST_POSITION)}{weight}") for term in terms)


def _anywhere(sign: str, lexemes: Iterable[str], weight: str) -> Iterator[tuple[str, str]]:
    return ((sign + lexeme, f"{NOWHERE}{weight}") for lexeme in lexemes)


def _words(terms: tuple[str, ...]) -> list[str]:
    return [_quoted(term) for term in terms]


def _parts(terms: tuple[str, ...]) -> list[str]:
    return [_quoted("+" + term) for term in terms]


def _context(terms: tuple[str, ...], above: bool) -> list[str]:
    return [_quoted("^" + term) for term in terms] if above else []


def _phrases_above(phrases: Iterable[Phrase]) -> list[str]:
    """Every word of a phrase in the titles above; in a short title they stand together."""
    return [
        _together(" & ".join(_any(_context(terms, above=True)) for terms in phrase)) for phrase in phrases
    ]


def _together(query: str) -> str:
    return f"({query})" if query else NEVER


def _any(queries: Iterable[str]) -> str:
    return "(" + (" | ".join(queries) or NEVER) + ")"


def _quoted(lexeme: str) -> str:
    return "'" + lexeme.replace("\\", "\\\\").replace("'", "''") + "'"
