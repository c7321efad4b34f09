"""Which judgement counts for a place, from version to version of a document?

The last word about a place and a demand counts, and goes with the place to the versions that come after. What
a person confirms, judges anew or takes back ends with the version in which that was said, and not before: for
the days of the earlier version it stands as it was.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from documents.coverage import MarkKind


@dataclass(frozen=True, slots=True)
class Word:
    """A person's word about one place and one demand, as it is kept."""

    id: int
    place: str
    """Empty where the whole text is meant: that goes for this version alone."""
    demand: str
    measure: str
    kind: MarkKind
    replaces: int | None = None
    """The judgement that it confirms, or that it was made in place of."""

    @property
    def about(self) -> tuple[str, str, str]:
        """What it is a word about."""
        return self.place, self.demand, self.measure


@dataclass(frozen=True, slots=True)
class Spell:
    """The versions in which a judgement counts, by their place in the chain."""

    id: int
    first: int
    end: int | None
    """The first version in which it no longer counts; None where it counts in the last."""


def spells(said: Sequence[Sequence[Word]]) -> tuple[Spell, ...]:
    """When each judgement counts; `said` is what people said of each version, in the order they said it.

    Of two words about the same place in one version only the last has ever counted: the first was mended.
    """
    return tuple(_spells(said))


def _spells(said: Sequence[Sequence[Word]]) -> Iterator[Spell]:
    open_words: dict[tuple[str, str, str], tuple[Word, int]] = {}
    for at, words in enumerate(said):
        for word in words:
            settled = [about for about, (each, _) in open_words.items() if each.id == word.replaces]
            for about in {word.about, *settled} & open_words.keys():
                yield from _ended(*open_words.pop(about), at)
            if word.kind is not MarkKind.WITHDRAWN:
                open_words[word.about] = word, at
        whole = [about for about, (word, first) in open_words.items() if not word.place and first < at]
        for about in whole:
            word, first = open_words.pop(about)
            yield Spell(word.id, first, first + 1)
    yield from (Spell(word.id, first, None) for word, first in open_words.values())


def _ended(word: Word, first: int, at: int) -> Iterator[Spell]:
    """Its spell, if it had any: what is mended within a version never counted."""
    if first < at:
        yield Spell(word.id, first, at if word.place else first + 1)
