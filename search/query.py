"""What people type in the search box, read into wishes that an engine can grant.

Words, "phrases", -not, § 6-2, 5.2 c, utskriv*, organ:asu, år:2024, type:retningslinje, lov:6-2-4. Nothing
that is typed is an error: what cannot be read is searched for as words, what cannot be searched for is left
out and told in `Query.remarks`, and only where nothing is left does `Query.problem` say why.
"""

import re
from dataclasses import replace

from documents.laws.citations import Citation
from search.citations import citations
from search.expressions import Synonyms, phrase, with_synonyms
from search.laws import UNKNOWN, place_of, read_place
from search.norwegian import clean, is_stop_word, query_terms
from search.telling import problem
from search.typed import LONGEST_QUERY, Piece, pieces, readable
from search.values import narrowed
from search.wishes import (
    NOTHING,
    Law,
    Number,
    Phrase,
    Prefix,
    Query,
    Reason,
    Remark,
    Wish,
    Words,
    readings,
)

__all__ = [
    "LONGEST_QUERY",
    "MOST_WORDS",
    "NOTHING",
    "SHORTEST_PREFIX",
    "Law",
    "Number",
    "Phrase",
    "Prefix",
    "Query",
    "Reason",
    "Remark",
    "Synonyms",
    "Wish",
    "Words",
    "parse",
    "readings",
]

MOST_WORDS = 12
SHORTEST_PREFIX = 3
NEGATIONS = frozenset({"ikke", "ikkje", "ingen", "inga", "uten", "utan"})
"""Words that turn a rule into its opposite. They are never left out."""
WITH_HYPHEN = re.compile(r"[0-9]-[0-9]")


def parse(text: str, synonyms: Synonyms | None = None) -> Query:
    """Read what somebody typed. Never raises. `synonyms` are all groups that count; None: those shipped."""
    words, rest = readable(text)
    query = Query(text, remarks=(Remark(Reason.TOO_LONG, rest),) if rest else ())
    for piece in pieces(words):
        query = narrowed(query, piece) if piece.filter else _wished(query, piece)
    query = _short_enough(replace(query, wishes=_telling(_once(query.wishes)), without=_once(query.without)))
    return _with_problem(replace(query, wishes=with_synonyms(query.wishes, synonyms)), words)


def _wished(query: Query, piece: Piece) -> Query:
    """The query with what this piece asks for."""
    if piece.prefix and len(piece.value) < SHORTEST_PREFIX:
        return replace(query, remarks=(*query.remarks, Remark(Reason.SHORT_PREFIX, piece.typed)))
    wish = _wish(piece)
    if isinstance(wish, Words) and not (wish.terms or wish.phrases):
        return query
    if piece.turned:
        return replace(query, without=(*query.without, wish))
    return replace(query, wishes=(*query.wishes, wish))


def _wish(piece: Piece) -> Wish:
    if piece.cited and (wish := _in_the_law(piece.typed, piece.cited)):
        return wish
    if piece.phrase and len(words := phrase(piece.value)) > 1:
        return Words(piece.value, (), (words,))
    if piece.number and (found := next(citations(piece.value), None)):
        law = read_place(piece.value) if WITH_HYPHEN.search(piece.value) else ""
        return Number(found.number, found.section, law)
    if piece.prefix:
        return Prefix(clean(piece.value))
    return word(piece.value or piece.typed)


def _in_the_law(typed: str, cited: Citation) -> Law | Number | None:
    """What a citation of the law asks for. Of no law and no number, it may be a section as well."""
    sources = cited.sources
    if any(source.number or source.law not in UNKNOWN for source in sources):
        return Law(typed, tuple(dict.fromkeys(place_of(source) for source in sources)))
    section = next(citations("§ " + sources[0].paragraph), None)
    return Number(section.number, section.section, place_of(sources[0])) if section else None


def word(typed: str) -> Words:
    """One word as typed, or what hyphens, figures and full stops join into one."""
    words = phrase(typed)
    if len(words) < 2:
        return Words(typed, words[0] if words else ())
    joined_by_hyphens = not re.search("[/.,]", typed)
    return Words(typed, query_terms(typed) if joined_by_hyphens else (), (words,))


def _once(wishes: tuple[Wish, ...]) -> tuple[Wish, ...]:
    return tuple(dict.fromkeys(wishes))


def _telling(wishes: tuple[Wish, ...]) -> tuple[Wish, ...]:
    """The wishes that say something; all of them where none does."""
    return tuple(wish for wish in wishes if not _says_nothing(wish)) or wishes


def _says_nothing(wish: Wish) -> bool:
    return isinstance(wish, Words) and is_stop_word(wish.text) and clean(wish.text) not in NEGATIONS


def _short_enough(query: Query) -> Query:
    """The query with its first twelve words, those that must not be there included."""
    wishes, left = _first(query.wishes, MOST_WORDS)
    without, left_without = _first(query.without, MOST_WORDS - sum(map(_size, wishes)))
    rest = " ".join((*left, *(f"-{typed}" for typed in left_without)))
    remarks = (*query.remarks, Remark(Reason.TOO_MANY, rest)) if rest else query.remarks
    return replace(query, wishes=wishes, without=without, remarks=remarks)


def _first(wishes: tuple[Wish, ...], room: int) -> tuple[tuple[Wish, ...], list[str]]:
    """The wishes there is room for, and the words of the rest. Of a phrase too long alone, its beginning."""
    kept: list[Wish] = []
    for at, wish in enumerate(wishes):
        if _size(wish) > room:
            beginning, rest = _cut(wish, room)
            kept.extend(beginning)
            return tuple(kept), [*rest, *(each.text for each in wishes[at + 1 :])]
        kept.append(wish)
        room -= _size(wish)
    return tuple(kept), []


def _cut(wish: Wish, room: int) -> tuple[list[Wish], list[str]]:
    if room < 2 or not isinstance(wish, Words):
        return [], [wish.text]
    words = wish.text.split()
    if len(words) <= room:
        return [], [wish.text]
    return [Words(" ".join(words[:room]), (), (phrase(" ".join(words[:room])),))], words[room:]


def _size(wish: Wish) -> int:
    """How many words it counts for."""
    if isinstance(wish, Words) and not wish.terms:
        return max(map(len, wish.phrases), default=1)
    return 1


def _with_problem(query: Query, words: str) -> Query:
    """The query with a sentence on why nothing can be searched for, where that is so."""
    if not query.is_empty or not (words or query.remarks):
        return query
    if not query.remarks:
        reason = Reason.ONLY_WITHOUT if query.without else Reason.NOTHING_LEFT
        query = replace(query, remarks=(Remark(reason, words),))
    return replace(query, problem=problem(query.remarks))
