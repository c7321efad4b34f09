"""Words of the index that somebody may have meant by a word nobody has written there.

Typing errors, letters changed round, other keyboards (o for ø), words written together or apart. What is
found here is only what may be meant: whether a reader may be told of it is asked of the engine.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator
from itertools import chain, product

from rapidfuzz import process
from rapidfuzz.distance import OSA

from search.norwegian import clean
from search.word_lists import folded

SHORTEST = 4
"""Letters of a word that may be mistyped; of shorter ones every other word is near."""
LONG = 7
"""Letters from which a word may have two errors."""
LONGEST = 40
SHORTEST_PART = 3
MOST_NEAR = 8
"""Candidates looked at for one word, the nearest first."""
TWO_LETTERS = (("ae", "æ"), ("oe", "ø"), ("aa", "å"))
OTHER_KEYBOARDS = (*TWO_LETTERS, ("æ", "a"), ("ø", "o"), ("å", "a"))


Start = tuple[int, str]
"""The length of a word, and one of its first two letters: of those, one error leaves one."""


class Vocabulary:
    """Every word of an index, ready to be compared with."""

    def __init__(self, words: Collection[str]) -> None:
        """Sort the words by length once; numbers are no words."""
        self._words = frozenset(word for word in words if word.isalpha() and len(word) <= LONGEST)
        self._by_start: defaultdict[Start, list[str]] = defaultdict(list)
        self._by_keys: defaultdict[str, list[str]] = defaultdict(list)
        for word in sorted(self._words):
            for letter in dict.fromkeys(word[:2]):
                self._by_start[len(word), letter].append(word)
            self._by_keys[_keys(word)].append(word)

    def meant_by(self, typed: str) -> Iterator[str]:
        """What may be meant, the likeliest first: one word, or two with a space between.

        The same keys on another keyboard come first, then one error, then two words written as one, then two
        errors.
        """
        word = folded(clean(typed))
        if not (word.isalpha() and SHORTEST <= len(word) <= LONGEST):
            return
        near = self._near(word, _with_own_letters(word))
        yield from self._by_keys.get(_keys(word), ())
        yield from (other for other, errors in near if errors < 2)
        yield from self._apart(word)
        yield from (other for other, errors in near if errors == 2)

    def together(self, first: str, second: str) -> str:
        """The word that two words make when they are written as one; "" where nobody writes it."""
        word = clean(first) + clean(second)
        return word if word in self._words else ""

    def _near(self, *spellings: str) -> list[tuple[str, int]]:
        """Words with few errors between, the nearest first: fewest errors, same beginning, same length."""
        near: dict[str, int] = {}
        for spelling in dict.fromkeys(spellings):
            near = {**dict(self._near_to(spelling)), **near}
        return sorted(near.items(), key=lambda each: each[1])

    def _near_to(self, word: str) -> list[tuple[str, int]]:
        most = 2 if len(word) >= LONG else 1
        lengths = range(max(SHORTEST_PART, len(word) - most), len(word) + most + 1)
        starts = product(lengths, dict.fromkeys(word[:2]))
        among = list(chain.from_iterable(self._by_start.get(start, ()) for start in starts))
        found = process.extract(word, among, scorer=OSA.distance, score_cutoff=most, limit=None)
        ordered = sorted(found, key=lambda each: (each[1], -_same_start(word, each[0]), each[0]))
        return [(str(other), int(errors)) for other, errors, _ in ordered[:MOST_NEAR]]

    def _apart(self, word: str) -> Iterator[str]:
        """The two words it may be written of, those of the most even length first."""
        cuts = range(SHORTEST_PART, len(word) - SHORTEST_PART + 1)
        for cut in sorted(cuts, key=lambda at: abs(2 * at - len(word))):
            first, second = self._written(word[:cut]), self._written(word[cut:])
            if first and second:
                yield f"{first} {second}"

    def _written(self, part: str) -> str:
        """The word itself, or the one with the same keys; "" where nobody writes it."""
        return part if part in self._words else next(iter(self._by_keys.get(_keys(part), ())), "")


def _with_own_letters(word: str) -> str:
    """The word with æ, ø and å where they may be written with two letters."""
    for letters, instead in TWO_LETTERS:
        word = word.replace(letters, instead)
    return word


def _keys(word: str) -> str:
    """What is left of a word on a keyboard without æ, ø and å, whichever way they are written there."""
    for letters, instead in OTHER_KEYBOARDS:
        word = word.replace(letters, instead)
    return word


def _same_start(word: str, other: str) -> int:
    """How many letters they begin with in common."""
    pairs = enumerate(zip(word, other, strict=False))
    return next((at for at, (ours, theirs) in pairs if ours != theirs), min(len(word), len(other)))
