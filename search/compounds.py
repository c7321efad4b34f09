"""What a compound is made of: "samarbeidsavtalene" -> "samarbeid" and "avtale".

A word is cut only where every part is a word we know, the first ones with or without a linking s or e.
One part may be known from the general dictionary alone; the others must stand in our own lists. Two words
that are both from the dictionary make a compound only where they are so long that it is no accident.
"""

from collections.abc import Iterator
from functools import lru_cache

from search.dictionaries import bokmal_nouns, is_bokmal_noun, listed_lemmas
from search.word_lists import word_lists

SHORTEST = 3
SHORTEST_FIRST_FROM_DICTIONARY = 4
SHORTEST_HEAD_FROM_DICTIONARY = 5
SHORTEST_HEAD_OF_TWO_FROM_DICTIONARY = 6
LINKS = ("", "s", "e")
CACHED = 16384
"""Words whose parts are kept; the terms they lead to are kept for many more."""

Parts = tuple[str, ...]
"""The parts of a compound in order, each as the word it is looked up as."""


@lru_cache(maxsize=CACHED)
def known_parts(word: str) -> Parts:
    """The parts of a compound that is made of our own words alone, as many as can be told apart, or ().

    `word` is in lower case.
    """
    parts = _row(word)
    return parts if len(parts) > 1 else ()


@lru_cache(maxsize=CACHED)
def half_known_parts(word: str) -> tuple[Parts, ...]:
    """The parts of a compound with one part from the dictionary, or two: every reading of the first cut."""
    if _is_whole(word) or (word in word_lists().forms and word not in word_lists().bases):
        return ()
    for read in (_readings, _readings_of_two):
        for length in range(SHORTEST, len(word) - SHORTEST):
            if readings := tuple(read(word[:length], word[length:])):
                return readings
    return ()


@lru_cache(maxsize=CACHED)
def _row(word: str) -> Parts:
    """The longest row of our own words that makes up this one; the word alone where it cannot be cut."""
    base = word_lists().lasts.get(word, "")
    if base and base != word:
        return _row(base) or (base,)
    best: Parts = (base,) if base else ()
    if not _is_whole(word):
        for first, rest in _cuts(word):
            tail = _row(rest)
            if tail and len(tail) >= len(best):
                best = (*_first(first), *tail)
    return best


def _cuts(word: str) -> Iterator[tuple[str, str]]:
    """A known first part, longest first, and what follows it and its link; none inside one that is whole."""
    firsts, whole = word_lists().firsts, word_lists().whole
    for length in range(len(word) - SHORTEST + 1, 1, -1):
        if word[:length] not in firsts:
            continue
        rests = _rests(word[:length], word[length:])
        # "sikkerhet-s-alarm" and not "sikkerhet-sal-arm": what is one word of ours is not cut with the link.
        ours = [rest for rest in rests if rest in word_lists().lasts]
        yield from ((word[:length], rest) for rest in ours or rests)
        if {word[:length], firsts[word[:length]]} & whole:
            return


def _rests(first: str, rest: str) -> list[str]:
    """What may follow a first part: with no link, after one, and "tjeneste" in "nattjeneste"."""
    linked = [rest.removeprefix(link) for link in LINKS if rest.startswith(link)]
    swallowed = [first[-1] + rest] if first[-1] == first[-2] else []
    return [each for each in (*linked, *swallowed) if len(each) >= SHORTEST]


def _readings(first: str, rest: str) -> Iterator[Parts]:
    """What a cut at this place may mean, one side of it ours and the other a noun of the dictionary."""
    if tail := _row(rest):
        yield from ((*(_row(noun) or (noun,)), *tail) for noun in _possible_firsts(first))
    elif first in word_lists().firsts:
        heads = (noun for head in _possible_heads(rest) for noun in bokmal_nouns(head))
        yield from ((*_first(first), noun) for noun in heads)


def _readings_of_two(first: str, rest: str) -> Iterator[Parts]:
    """What a cut at this place may mean where both sides are nouns of the dictionary alone."""
    if len(rest) >= SHORTEST_HEAD_OF_TWO_FROM_DICTIONARY and (firsts := _possible_firsts(first)):
        for head in (rest.removeprefix("s"), rest):
            noun = next(bokmal_nouns(head), "")
            if len(noun) >= SHORTEST_HEAD_OF_TWO_FROM_DICTIONARY:
                yield firsts[0], noun
                return


def _first(first: str) -> Parts:
    word = word_lists().firsts[first]
    return _row(word) or (word,)


def _possible_firsts(first: str) -> list[str]:
    bare = (first, first.removesuffix("s"))
    return [noun for noun in bare if len(noun) >= SHORTEST_FIRST_FROM_DICTIONARY and is_bokmal_noun(noun)][:1]


def _possible_heads(rest: str) -> Iterator[str]:
    """What may be the last part: after a linking s a shorter word will do."""
    if rest.startswith("s") and len(rest) >= SHORTEST_HEAD_FROM_DICTIONARY:
        yield rest[1:]
    if len(rest) >= SHORTEST_HEAD_FROM_DICTIONARY:
        yield rest


def _is_whole(word: str) -> bool:
    lists = word_lists()
    ours = (word, *lists.forms.get(word, ()))
    return not (lists.whole.isdisjoint(ours) and lists.whole.isdisjoint(listed_lemmas(word)))
