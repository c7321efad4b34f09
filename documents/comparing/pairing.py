"""Old and new places paired by their words, the surest first."""

from collections import Counter, defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, TypeVar

from documents.comparing.likeness import TextWords, Voters, Words, dice
from documents.comparing.units import Unit

Told = TypeVar("Told", bound=Hashable)


class Candidate(NamedTuple):
    """Two places that may be the same. The greater is taken first."""

    likeness: float
    same_title: bool
    neighbours: int
    same_number: bool
    nearness: int
    was: int
    now: int


class Pairing:
    """The pairs of two texts as they are found: no place stands in two."""

    def __init__(
        self, words: Words, pairs: Mapping[int, int], settled: Collection[int], spoken_for: Collection[int]
    ) -> None:
        """Begin with these pairs. Old places that are `settled` and new ones `spoken_for` get none."""
        self.words, self.pairs = words, dict(pairs)
        self._back = {now: was for was, now in pairs.items()}
        self._settled, self._spoken_for = frozenset(settled), frozenset(spoken_for)

    def by_words(self) -> dict[int, int]:
        """All pairs, those begun with included.

        First sections that are the same word for word, with their points; then those alike in words that
        stand nowhere else; then chapters with the same sections under them, and sections that kept a heading
        nobody else has, whatever became of their words; then the likest under holders that are paired; at
        last points that moved to other sections, became sections, or were sections.
        """
        if self._free_old() and self._free_new():
            self._take_twins()
            self._take(self._alike(sections=True))
            self._take(self._with_the_same_below())
            self._take(self._same_heading())
            self._take_within_holders()
            self._take(self._alike(sections=False))
            self._take([*self._across(old_sections=True), *self._across(old_sections=False)])
        return self.pairs

    def _free_old(self) -> list[int]:
        taken = self.pairs.keys() | self._settled
        return [at for at in range(len(self.words.old.units)) if at not in taken]

    def _free_new(self) -> list[int]:
        taken = self._back.keys() | self._spoken_for
        return [at for at in range(len(self.words.new.units)) if at not in taken]

    def _take(self, candidates: Iterable[Candidate]) -> None:
        for *_, was, now in sorted(candidates, reverse=True):
            if was not in self.pairs and now not in self._back:
                self.pairs[was], self._back[now] = now, was

    def _take_twins(self) -> None:
        old, new = self.words.old, self.words.new
        olds = {at: old.text(at) for at in self._free_old() if old.units[at].is_section}
        news = {at: new.text(at) for at in self._free_new() if new.units[at].is_section}
        for was, now in _twins(olds, news).items():
            if len(olds[was]) >= _TELLING and _stands_once(old, was) and _stands_once(new, now):
                self._take_with_points(was, now)

    def _take_with_points(self, was: int, now: int) -> None:
        old, new = self.words.old, self.words.new
        self.words.twins[was] = now
        points = zip(old.points_below(was), new.points_below(now), strict=False)
        for one, other in ((was, now), *points):
            if self._are_free(one, other) and old.text(one) == new.text(other):
                self.pairs[one], self._back[other] = other, one

    def _are_free(self, was: int, now: int) -> bool:
        taken = was in self.pairs or now in self._back
        return not taken and was not in self._settled and now not in self._spoken_for

    def _alike(self, sections: bool) -> Iterator[Candidate]:
        """Places of a kind that are alike in words of their own."""
        old, new = self.words.old, self.words.new
        olds = {at: old.runs(at) for at in self._free_old() if old.units[at].is_section == sections}
        news = {at: new.runs(at) for at in self._free_new() if new.units[at].is_section == sections}
        voters = Voters(news)
        for was, runs in olds.items():
            for now in voters.nearest(runs):
                if (likeness := self.words.likeness(was, now)) >= _LEAST:
                    yield self._candidate(likeness, was, now)

    def _across(self, old_sections: bool) -> Iterator[Candidate]:
        """Points and sections alike in words of their own."""
        old, new = self.words.old, self.words.new
        olds = [at for at in self._free_old() if old.units[at].is_section == old_sections]
        news = [at for at in self._free_new() if new.units[at].is_section != old_sections]
        voters = Voters({now: new.runs(now) for now in news} if olds else {})
        for was in olds:
            for now in voters.nearest(old.runs(was)):
                if (likeness := self.words.likeness(was, now)) >= _LEAST_ACROSS:
                    yield self._candidate(likeness, was, now)

    def _with_the_same_below(self) -> Iterator[Candidate]:
        old, new = self.words.old, self.words.new
        for was in self._free_old():
            mine = old.sections_below(was)
            holders = (new.units[self.pairs[each]].holder for each in mine if each in self.pairs)
            for now, same in Counter(holders).items():
                likeness = 2 * same / (len(mine) + len(new.sections_below(now)))
                if now not in self._spoken_for and likeness >= _LEAST:
                    yield self._candidate(likeness, was, now)

    def _same_heading(self) -> Iterator[Candidate]:
        olds = _headings(self.words.old.units, self._free_old())
        news = _headings(self.words.new.units, self._free_new())
        for heading in olds.keys() & news.keys():
            if self.words.old.titles[heading[1]] == self.words.new.titles[heading[1]] == 1:
                yield self._candidate(0, olds[heading], news[heading])

    def _take_within_holders(self) -> None:
        """A chapter comes before its sections, a section before its points."""
        olds, news = defaultdict(list), defaultdict(list)
        for was in self._free_old():
            olds[self.words.old.units[was].holder].append(was)
        for now in self._free_new():
            news[self.words.new.units[now].holder].append(now)
        for holder, mine in olds.items():
            theirs = news.get(self.pairs.get(holder, -1), [])
            self._take(self._candidates_within(mine, theirs))

    def _candidates_within(self, mine: Sequence[int], theirs: Sequence[int]) -> Iterator[Candidate]:
        old, new = self.words.old, self.words.new
        reach = _REACH if len(mine) < _MANY else _SHORT_REACH
        for at, was in enumerate(mine):
            beside = at * len(theirs) // len(mine)
            for now in theirs[max(0, beside - reach) : beside + reach]:
                if old.units[was].is_section == new.units[now].is_section:
                    found = self._candidate(dice(old.runs(was), new.runs(now)), was, now)
                    if found.likeness >= (_LEAST if found.same_title else _LEAST_WITHIN):
                        yield found

    def _candidate(self, likeness: float, was: int, now: int) -> Candidate:
        old, new = self.words.old.units[was], self.words.new.units[now]
        return Candidate(
            round(likeness, 2),
            bool(old.title) and old.title == new.title,
            self._neighbours(was, now),
            old.place.number == new.place.number,
            -abs(was - now),
            was,
            now,
        )

    def _neighbours(self, was: int, now: int) -> int:
        """Are the ones before them the same place, and those after? The one before tells more."""
        before_old, after_old = self.words.old.beside(was)
        before_new, after_new = self.words.new.beside(now)
        return 2 * self._same(before_old, before_new) + self._same(after_old, after_new)

    def _same(self, was: int | None, now: int | None) -> bool:
        """The same place; or none on both sides, at the beginning or end."""
        return now is None if was is None else self.pairs.get(was) == now


_LEAST = 0.25
_LEAST_WITHIN = 0.5
"""Words that stand in many places are no sign by themselves, so more of them must be the same."""
_LEAST_ACROSS = 0.5
_REACH, _SHORT_REACH, _MANY = 12, 2, 1000
"""How many to either side are tried; fewer where very many are left under one holder."""
_TELLING = 40
"""Characters. What is shorter may be the same by chance."""


def _twins(olds: Mapping[int, str], news: Mapping[int, str]) -> dict[int, int]:
    """Places whose words are just the same, and those of no other."""
    alone_old, alone_new = _alone(olds), _alone(news)
    return {was: alone_new[text] for text, was in alone_old.items() if text in alone_new}


def _stands_once(words: TextWords, at: int) -> bool:
    return words.times[words.text(at)] == 1


def _alone(words: Mapping[int, Told]) -> dict[Told, int]:
    """Where each stands that stands in one place alone."""
    counts = Counter(words.values())
    return {each: at for at, each in words.items() if counts[each] == 1}


def _headings(units: Sequence[Unit], free: Sequence[int]) -> dict[tuple[str, str], int]:
    """Where each number and title stands, among those that are free."""
    return {(units[at].place.number, units[at].title): at for at in free if units[at].title}
