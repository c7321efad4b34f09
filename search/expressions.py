"""What people write for the same thing: words and expressions of a search, and the others of their group."""

from collections.abc import Iterator
from functools import cache, lru_cache

from search.norwegian import LONGEST_WORD, clean, is_stop_word, query_terms, tokens
from search.wishes import Phrase, Wish, Words
from search.word_lists import folded, word_lists

Synonyms = tuple[tuple[str, ...], ...]
"""Groups of words and expressions that find each other."""
WORDS_KEPT = 8192
LONGEST_LOOKED_UP = 40
"""Letters of a word that is looked up in dictionaries and cut into parts: longer ones take their time."""
LISTS_KEPT = 32
"""One for each office that has rows of its own."""


@lru_cache(maxsize=WORDS_KEPT)
def terms_of(word: str) -> tuple[str, ...]:
    """The terms that a word of a search finds. What is longer than any word is found as it is written."""
    return query_terms(word) if len(word) <= LONGEST_LOOKED_UP else (folded(clean(word))[:LONGEST_WORD],)


def phrase(text: str) -> Phrase:
    """The words of a text that must stand together."""
    return tuple(terms_of(token.text) for token in tokens(text))


def with_synonyms(wishes: tuple[Wish, ...], synonyms: Synonyms | None = None) -> tuple[Wish, ...]:
    """The wishes with what else people write for the same thing, for one word or several in a row."""
    groups = _groups(word_lists().synonyms if synonyms is None else synonyms)
    read: list[Wish] = []
    while wishes:
        length, others = next(_at_start(wishes, groups), (1, ()))
        read.append(_with_others(wishes[:length], others) if others else wishes[0])
        wishes = wishes[length:]
    return tuple(read)


class Groups:
    """Every expression as people type it, and the expressions of its groups."""

    def __init__(self, synonyms: Synonyms) -> None:
        """Analyse the groups once."""
        self._others: dict[Phrase, tuple[str, ...]] = {}
        for group in synonyms:
            for typed in filter(None, map(_as_typed, group)):
                self._others[typed] = tuple(dict.fromkeys((*self._others.get(typed, ()), *group)))
        self.longest = max(map(len, self._others), default=1)
        """Words of the longest expression."""

    def of(self, typed: Phrase) -> tuple[str, ...]:
        """The groups of this expression, itself too; nothing where it has none."""
        return self._others.get(typed, ())


@lru_cache(maxsize=LISTS_KEPT)
def _groups(synonyms: Synonyms) -> Groups:
    return Groups(synonyms)


def _at_start(wishes: tuple[Wish, ...], groups: Groups) -> Iterator[tuple[int, tuple[str, ...]]]:
    """How many of the first wishes are one expression, and its group; the longest first."""
    for length in range(min(len(wishes), groups.longest), 0, -1):
        words = [wish for wish in wishes[:length] if isinstance(wish, Words) and wish.terms]
        if len(words) == length and (others := groups.of(tuple(wish.terms for wish in words))):
            yield length, others


def _with_others(wishes: tuple[Wish, ...], others: tuple[str, ...]) -> Words:
    words = [wish for wish in wishes if isinstance(wish, Words)]
    own = words[0].phrases if len(words) == 1 else (tuple(wish.terms for wish in words),)
    single = words[0].terms if len(words) == 1 else ()
    written = tuple(map(_as_written, others))
    terms = (*single, *(term for other in written if len(other) == 1 for term in other[0]))
    phrases = (*own, *(other for other in written if len(other) > 1))
    typed = tuple(wish.terms for wish in words)
    also = tuple(other for other in others if _as_typed(other) != typed)
    return Words(" ".join(wish.text for wish in words), tuple(dict.fromkeys(terms)), phrases, also)


@cache
def _as_written(expression: str) -> Phrase:
    """The expression as it stands in a text."""
    return phrase(expression)


@cache
def _as_typed(expression: str) -> Phrase:
    """The expression as it is left of a search, where words that say nothing fall away."""
    return tuple(terms_of(word) for word in expression.split() if not is_stop_word(word))
