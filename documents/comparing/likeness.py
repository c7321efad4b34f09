"""How much alike are two places, by their words alone?"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from heapq import nsmallest
from itertools import chain

from documents.comparing.units import Unit, own_inlines
from documents.text import plain_text

Runs = frozenset[int]
"""Runs of three words that follow each other, each as a number that is the same in both texts."""

ENOUGH = 3
"""So many runs of its own, at the least, tell a place from any other."""


def runs_in_order(wording: str) -> Iterator[int]:
    """The runs of three words; two empty ones at either end let short wordings meet, too."""
    words = wording.casefold().replace(".", " ").replace(",", " ").split()
    padded = ["", "", *words, "", ""] if words else []
    return map(hash, zip(padded, padded[1:], padded[2:], strict=False))


def dice(old: Runs, new: Runs) -> float:
    """Dice's measure: 1 where all runs are the same, 0 where none is."""
    return 2 * len(old & new) / (len(old) + len(new)) if old and new else 0.0


class TextWords:
    """The runs of words in each place of a text; each made when it is first asked for."""

    def __init__(self, units: Sequence[Unit]) -> None:
        self.units = units
        self._texts: dict[int, str] = {}
        self._runs: dict[int, Runs] = {}

    @cached_property
    def below(self) -> Mapping[int, Sequence[int]]:
        """The places directly under each one, in reading order."""
        found: dict[int, list[int]] = defaultdict(list)
        for at, unit in enumerate(self.units[1:], start=1):
            found[unit.holder].append(at)
        return found

    @cached_property
    def sections(self) -> list[int]:
        """Where the sections are, the text itself first."""
        return [at for at, unit in enumerate(self.units) if unit.is_section]

    def sections_below(self, at: int) -> list[int]:
        """The sections directly under a place."""
        return [each for each in self.below.get(at, ()) if self.units[each].is_section]

    def beside(self, at: int) -> tuple[int | None, int | None]:
        """The places just before and just after, under the same holder."""
        return self._beside.get(at, (None, None))

    @cached_property
    def _beside(self) -> dict[int, tuple[int | None, int | None]]:
        return {
            at: (before, after)
            for them in self.below.values()
            for before, at, after in zip([None, *them], them, [*them[1:], None], strict=False)
        }

    def points_below(self, at: int) -> list[int]:
        """The points under a place, those within other points included, in reading order."""
        return list(self._points_below(at))

    def _points_below(self, at: int) -> Iterator[int]:
        for each in self.below.get(at, ()):
            if not self.units[each].is_section:
                yield each
                yield from self._points_below(each)

    def text(self, at: int) -> str:
        """Its title, its own words and those of its points, as they are written."""
        if at not in self._texts:
            unit = self.units[at]
            self._texts[at] = "\n".join((unit.title, *plain_text(unit.blocks)))
        return self._texts[at]

    @cached_property
    def titles(self) -> Counter[str]:
        """How many sections have each title."""
        return Counter(self.units[at].title for at in self.sections if at)

    @cached_property
    def times(self) -> Counter[str]:
        """In how many sections each text stands."""
        return Counter(map(self.text, self.sections))

    def runs(self, at: int) -> Runs:
        """Of its title, its own words and those of its points."""
        if at not in self._runs:
            self._runs[at] = frozenset(runs_in_order(self.text(at)))
        return self._runs[at]

    def own_runs(self, at: int) -> Runs:
        """Of its own words, without title and without points."""
        return frozenset(runs_in_order("\n".join(own_inlines(self.units[at].blocks))))


class Words:
    """The words of two texts, and which runs tell of where they belong."""

    def __init__(self, old: Sequence[Unit], new: Sequence[Unit]) -> None:
        self.old, self.new = TextWords(old), TextWords(new)
        self.twins: dict[int, int] = {}
        """Old sections with the new ones that are the same, word for word."""

    def likeness(self, was: int, now: int) -> float:
        """Dice's measure of the runs that tell; 0 where they share too few of those."""
        old, new = self.old.runs(was), self.new.runs(now)
        if dice(old, new) < _FAINT:
            return 0.0
        telling = self.weight(old & new)
        return 2 * telling / (self.weight(old) + self.weight(new)) if telling >= ENOUGH else 0.0

    def weight(self, runs: Runs) -> int:
        """How many of them tell where they belong: those that stand in one place of either text alone."""
        return len(runs - self._common)

    @cached_property
    def _common(self) -> Runs:
        """The runs that stand in several places of one text, or in several of both together."""
        twins_new = set(self.twins.values())
        only_old = (self.old.runs(at) for at in self.old.sections if at not in self.twins)
        only_new = (self.new.runs(at) for at in self.new.sections if at not in twins_new)
        places = Counter(chain.from_iterable(chain(only_old, only_new)))
        asked_about = frozenset(places)
        for twin in self.twins:
            shared = self.old.runs(twin) & asked_about
            places.update(chain(shared, shared))  # once for each text
        return frozenset(run for run, count in places.items() if count > 2)


class Voters:
    """Where runs stand, to find those few places that a place may be like without trying all."""

    def __init__(self, runs: Mapping[int, Runs]) -> None:
        self._runs = runs

    def nearest(self, runs: Runs) -> list[int]:
        """The places that share most runs with these, most first; runs in very many places have no vote."""
        holding, held = self._holding
        holders = (holding[run] for run in runs & held)
        votes = Counter(chain.from_iterable(them for them in holders if len(them) <= _TELLING))
        likely = [(-count, at) for at, count in votes.items() if count >= ENOUGH]
        return [at for _, at in (nsmallest(_TRIED, likely) if len(likely) > 1 else likely)]

    @cached_property
    def _holding(self) -> tuple[Mapping[int, Sequence[int]], Runs]:
        holding: dict[int, list[int]] = defaultdict(list)
        for at, held in self._runs.items():
            for run in held:
                holding[run].append(at)
        return holding, frozenset(holding)


_TELLING = 50
_TRIED = 5
_FAINT = 0.15
"""Less alike than this, and it does not matter which words they share."""
