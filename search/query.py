"""What people type in the search box, read into wishes that an engine can grant.

Words, "phrases", § 6-2, 5.2 c, utskriv*, organ:asu, år:2024, type:retningslinje, status:utkast. Nothing that
is typed is an error: what cannot be read is searched for as words, and what cannot be searched for is
answered with a sentence in `Query.problem`.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from itertools import product

from documents.kinds import DocumentKind
from search.citations import CITATION, citations
from search.norwegian import clean, is_stop_word, query_terms, tokens
from search.word_lists import word_lists

LONGEST_QUERY = 200
MOST_WORDS = 12
SHORTEST_PREFIX = 3
MOST_READINGS = 8

Phrase = tuple[tuple[str, ...], ...]
"""Words that must stand together, each with the terms that will do."""


@dataclass(frozen=True, slots=True)
class Words:
    """A word or an expression: any one of the terms, or any one of the phrases."""

    text: str
    terms: tuple[str, ...]
    phrases: tuple[Phrase, ...] = ()


@dataclass(frozen=True, slots=True)
class Prefix:
    """Words that begin like this."""

    text: str


@dataclass(frozen=True, slots=True)
class Number:
    """A section number: the place itself, the section it is a point of, or a mention of it."""

    text: str
    section: str
    law: str = ""
    """The place in the law that it may mean as well: "6-2" of "§ 6-2"."""


@dataclass(frozen=True, slots=True)
class Law:
    """Places in the law: the item itself, what is judged to cover it, or a mention of it."""

    text: str
    places: tuple[str, ...]
    """As `search.laws` writes them: "6-2-4". Any of them will do."""


Wish = Words | Prefix | Number | Law


class Reason(StrEnum):
    """Why something that was typed is left out, or read as something else."""

    TOO_LONG = "lengde"
    """What stood after the first 200 signs."""
    TOO_MANY = "antall"
    """Words after the first twelve."""
    SHORT_PREFIX = "kort"
    """A beginning of fewer than three letters before a star."""
    NO_YEAR = "år"
    UNKNOWN_KIND = "type"
    UNKNOWN_LAW = "lov"
    READ_AS = "lest"
    """A value nobody knows, read as the nearest one."""
    EMPTY = "tom"
    """A filter without a value."""
    NOT_EXCLUDED = "utenom"
    """A filter with a minus, of a sort that cannot be turned round."""


@dataclass(frozen=True, slots=True)
class Remark:
    """Something that was typed and is left out of the search, or is read as something else."""

    reason: Reason
    typed: str
    """The words concerned, as typed."""
    read_as: str = ""
    """What was searched for instead; empty where it was left out."""


@dataclass(frozen=True, slots=True)
class Query:
    """A search as we understood it."""

    text: str
    wishes: tuple[Wish, ...] = ()
    without: tuple[Wish, ...] = ()
    """What must not be there."""
    kinds: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    documents: tuple[str, ...] = ()
    """Short names of documents."""
    parties: tuple[str, ...] = ()
    """Short names of parties: what concerns one of them, or all of them."""
    laws: tuple[str, ...] = ()
    """Places of the law, as `search.laws` writes them."""
    remarks: tuple[Remark, ...] = ()
    """What was left out or read as something else; the rest is searched for."""
    problem: str = ""
    """Why nothing can be searched for, in a Norwegian sentence."""

    @property
    def is_empty(self) -> bool:
        """Is there nothing to search for?"""
        narrowed = (
            self.kinds,
            self.statuses,
            self.bodies,
            self.years,
            self.documents,
            self.parties,
            self.laws,
        )
        return not (self.wishes or any(narrowed))


NOTHING = Query("")
"""No search at all."""

TYPED = re.compile(
    rf"""
    (?P<filter>\b(?:organ|år|aar|type|status):)(?:"(?P<quoted_value>[^"]*)"|(?P<value>[\w.-]*))
    | ["«“](?P<phrase>[^"«»“”]+)["»”]
    | (?P<number>{CITATION.pattern})
    | (?P<prefix>[^\W_]+)\*
    | (?P<word>[0-9]+(?:[.,][0-9]+)+|[^\W_]+(?:[-/\u2010\u2011][^\W_]+)*)
    """,
    re.VERBOSE | re.IGNORECASE,
)


Synonyms = tuple[tuple[str, ...], ...]
"""Groups of words and expressions that find each other."""


def parse(text: str, synonyms: Synonyms | None = None) -> Query:
    """Read what somebody typed. Never raises. `synonyms` are all groups that count; None: those shipped."""
    typed = unicodedata.normalize("NFC", text.replace("\u00ad", "")).strip()
    if len(typed) > LONGEST_QUERY:
        return Query(text, problem=_too_long(len(typed)))
    query = Query(text)
    for found in TYPED.finditer(typed):
        query = _with(query, found)
    return _limited(replace(query, wishes=_expressions(_telling(query.wishes))))


def _with(query: Query, found: re.Match[str]) -> Query:
    if found["filter"]:
        return _filtered(
            query, found["filter"].rstrip(":").lower(), found["quoted_value"] or found["value"] or ""
        )
    wish = _wish(found)
    if isinstance(wish, Words) and not (wish.terms or wish.phrases):
        return query
    if isinstance(wish, Prefix) and len(wish.text) < SHORTEST_PREFIX:
        return replace(query, problem=_short_prefix(wish.text))
    return replace(query, wishes=(*query.wishes, wish))


def _wish(found: re.Match[str]) -> Wish:
    if found["phrase"] and len(words := _phrase(found["phrase"])) > 1:
        return Words(found["phrase"], (), (words,))
    if found["number"] and (cited := next(citations(found["number"]), None)):
        return Number(cited.number, cited.section)
    if found["prefix"]:
        return Prefix(clean(found["prefix"]))
    return _word(found["word"] or found["number"] or found["phrase"])


def _word(typed: str) -> Words:
    pieces = _phrase(typed)
    if len(pieces) < 2:
        return Words(typed, pieces[0] if pieces else ())
    joined_by_hyphens = not re.search("[/.,]", typed)
    return Words(typed, query_terms(typed) if joined_by_hyphens else (), (pieces,))


def _phrase(text: str) -> Phrase:
    return tuple(query_terms(token.text) for token in tokens(text))


def _filtered(query: Query, name: str, value: str) -> Query:
    if not value:
        return query
    match name:
        case "organ":
            return replace(query, bodies=(*query.bodies, clean(value)))
        case "status":
            return replace(query, statuses=(*query.statuses, clean(value)))
        case "type":
            return replace(query, kinds=(*query.kinds, _kind(value)))
    if not re.fullmatch("[0-9]{4}", value):
        return replace(query, problem=_not_a_year(value))
    return replace(query, years=(*query.years, int(value)))


def _kind(typed: str) -> str:
    """The kind of document that is meant: "retningslinjer" is "retningslinje"."""
    terms = set(query_terms(typed))
    return next((kind.value for kind in DocumentKind if terms & set(query_terms(kind.value))), clean(typed))


def _telling(wishes: tuple[Wish, ...]) -> tuple[Wish, ...]:
    """The wishes that say something; all of them where none does."""
    telling = tuple(wish for wish in wishes if not (isinstance(wish, Words) and is_stop_word(wish.text)))
    return telling or wishes


def _expressions(wishes: tuple[Wish, ...]) -> tuple[Wish, ...]:
    """The wishes with what else people write for the same thing, for one word or several in a row."""
    read: list[Wish] = []
    while wishes:
        length, others = next(_synonyms_at_start(wishes), (1, ()))
        read.append(_with_others(wishes[:length], others) if others else wishes[0])
        wishes = wishes[length:]
    return tuple(read)


def _synonyms_at_start(wishes: tuple[Wish, ...]) -> Iterator[tuple[int, tuple[Phrase, ...]]]:
    """How many of the first wishes are one expression, and the others of its group; the longest first."""
    for length in range(min(len(wishes), _longest_expression()), 0, -1):
        words = [wish for wish in wishes[:length] if isinstance(wish, Words) and wish.terms]
        if len(words) == length and (others := _groups().get(tuple(wish.terms for wish in words))):
            yield length, others


def _with_others(wishes: tuple[Wish, ...], others: tuple[Phrase, ...]) -> Words:
    words = [wish for wish in wishes if isinstance(wish, Words)]
    own = words[0].phrases if len(words) == 1 else (tuple(wish.terms for wish in words),)
    single = words[0].terms if len(words) == 1 else ()
    terms = (*single, *(term for other in others if len(other) == 1 for term in other[0]))
    phrases = (*own, *(other for other in others if len(other) > 1))
    return Words(" ".join(wish.text for wish in words), tuple(dict.fromkeys(terms)), phrases)


@cache
def _groups() -> dict[Phrase, tuple[Phrase, ...]]:
    """Every expression as people type it, and the expressions of its group as they stand in a text."""
    return {
        _as_typed(expression): tuple(_phrase(other) for other in group)
        for group in word_lists().synonyms
        for expression in group
    }


def _as_typed(expression: str) -> Phrase:
    return tuple(query_terms(word) for word in expression.split() if not is_stop_word(word))


@cache
def _longest_expression() -> int:
    return max((len(expression) for expression in _groups()), default=1)


def _limited(query: Query) -> Query:
    words = sum(_size(wish) for wish in query.wishes)
    if words > MOST_WORDS and not query.problem:
        query = replace(query, problem=_too_many(words))
    return replace(query, wishes=()) if query.problem else query


def _size(wish: Wish) -> int:
    if isinstance(wish, Words) and not wish.terms:
        return max(len(phrase) for phrase in wish.phrases) if wish.phrases else 1
    return 1


def readings(phrase: Phrase) -> list[tuple[str, ...]]:
    """A phrase with several terms for a word, as phrases with one for each; the first few."""
    return [reading for reading, _ in zip(product(*phrase), range(MOST_READINGS), strict=False)]


def _too_long(length: int) -> str:
    return (
        f"Søket er på {length} tegn, og det lengste som kan søkes på, er {LONGEST_QUERY}. "
        "Forkort teksten og søk på nytt."
    )


def _too_many(words: int) -> str:
    return (
        f"Søket har {words} ord, og det meste som kan søkes på, er {MOST_WORDS}. "
        "Ta bort noen ord og søk på nytt."
    )


def _short_prefix(start: str) -> str:
    return f"«{start}*» er for kort. Skriv minst tre bokstaver foran stjernen."


def _not_a_year(value: str) -> str:
    return f"«år:{value}» er ikke et årstall. Skriv det med fire sifre, for eksempel år:2024."
