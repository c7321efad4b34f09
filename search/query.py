"""What people type in the search box, read into wishes that an engine can grant.

Words, "phrases", -not, § 6-2, 5.2 c, utskriv*, organ:asu, år:2024, type:retningslinje, lov:6-2-4. Nothing
that is typed is an error: what cannot be read is searched for as words, what cannot be searched for is left
out and told in `Query.remarks`, and only where nothing is left does `Query.problem` say why.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from documents.laws.citations import Citation
from search.citations import citations
from search.expressions import Synonyms, phrase, terms_of, with_synonyms
from search.kin import with_kin
from search.laws import UNKNOWN, place_of, read_place
from search.norwegian import clean, is_stop_word
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
]

MOST_WORDS = 12
SHORTEST_PREFIX = 3
MOST_PREFIXES = 3
NEGATIONS = frozenset({"ikke", "ikkje", "ingen", "inga", "uten", "utan"})
"""Words that turn a rule into its opposite. They are never left out."""
WITH_HYPHEN = re.compile(r"[0-9]-[0-9]")


def parse(text: str, synonyms: Synonyms | None = None) -> Query:
    """Read what somebody typed. Never raises. `synonyms` are all groups that count; None: those shipped."""
    words, rest = readable(text)
    query = Query(text, remarks=(Remark(Reason.TOO_LONG, rest),) if rest else ())
    typed = tuple(dict.fromkeys(pieces(words)))
    for piece in typed:
        query = narrowed(query, piece) if piece.filter else _without_short_prefix(query, piece)
    query = _wished(query, _telling([piece for piece in typed if _asks(piece)]))
    return _with_problem(replace(query, wishes=with_kin(with_synonyms(query.wishes, synonyms))), words)


def _asks(piece: Piece) -> bool:
    """Is it something to look for, and not a filter or a beginning too short?"""
    return not (piece.filter or _is_short_prefix(piece))


def _is_short_prefix(piece: Piece) -> bool:
    return piece.prefix and len(piece.value) < SHORTEST_PREFIX


def _without_short_prefix(query: Query, piece: Piece) -> Query:
    if not _is_short_prefix(piece):
        return query
    return replace(query, remarks=(*query.remarks, Remark(Reason.SHORT_PREFIX, piece.typed)))


def _telling(typed: Sequence[Piece]) -> Sequence[Piece]:
    """The pieces that say something; all of them where none does."""
    return [piece for piece in typed if not _says_nothing(piece)] or typed


def _says_nothing(piece: Piece) -> bool:
    is_word = not (piece.phrase or piece.prefix or piece.turned or piece.cited)
    return is_word and is_stop_word(piece.value) and clean(piece.value) not in NEGATIONS


def _wished(query: Query, typed: Sequence[Piece]) -> Query:
    """The query with its first twelve words, those that must not be there included. The rest is told."""
    wishes: dict[Wish, None] = {}
    without: dict[Wish, None] = {}
    left: list[str] = []
    room = MOST_WORDS
    query, typed = _with_few_beginnings(query, typed)
    for piece in typed:
        wish, rest = _cut(_wish(piece), room) if room else (None, [piece.typed])
        among = without if piece.turned else wishes
        if wish and wish not in among and not _is_nothing(wish):
            among[wish] = None
            room -= _size(wish)
        left.extend(rest)
    remarks = (*query.remarks, Remark(Reason.TOO_MANY, " ".join(left))) if left else query.remarks
    return replace(query, wishes=tuple(wishes), without=tuple(without), remarks=remarks)


def _with_few_beginnings(query: Query, typed: Sequence[Piece]) -> tuple[Query, Sequence[Piece]]:
    """The pieces with the first three beginnings alone, for each of them stands for many words."""
    beginnings = [piece for piece in typed if piece.prefix]
    if len(beginnings) <= MOST_PREFIXES:
        return query, typed
    left = beginnings[MOST_PREFIXES:]
    remark = Remark(Reason.MANY_PREFIXES, " ".join(piece.typed for piece in left))
    return replace(query, remarks=(*query.remarks, remark)), [each for each in typed if each not in left]


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
    return Words(typed, terms_of(typed) if joined_by_hyphens else (), (words,))


def _is_nothing(wish: Wish) -> bool:
    return isinstance(wish, Words) and not (wish.terms or wish.phrases)


def _cut(wish: Wish, room: int) -> tuple[Wish | None, list[str]]:
    """The wish where there is room for it, or the beginning of a phrase; and the words there is none for."""
    if _size(wish) <= room:
        return wish, []
    words = wish.text.split()
    if room < 2 or not isinstance(wish, Words) or len(words) <= room:
        return None, [wish.text]
    beginning = " ".join(words[:room])
    return Words(beginning, (), (phrase(beginning),)), words[room:]


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
