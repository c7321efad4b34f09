"""One state of an index, opened for reading: postings by term, and the facts of every place.

Postings are read whole and joined as sets and dictionaries, which Python does many times faster than Whoosh's
own chain of matchers.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import Any

from search.entries import Entry, Filters
from search.ranking import saturated
from search.whoosh_engine.facts import Facts, may_be_seen, read
from search.whoosh_engine.fields import InRow

Worths = dict[int, float]
"""What a find is worth, by place."""
Row = tuple[tuple[str, ...], ...]
"""Words in a row, each with the terms that will do."""

KINDS_OF_READERS = 32
"""Filters whose places are remembered while the index stands."""
BEGINNINGS = 256
"""Beginnings of words of which the same is remembered: three letters may begin a thousand words."""

TERMS = 64
"""Terms whose places are remembered: one search asks for the same again and again."""


class Facing:
    """The facts of the segments of an index, kept from one state to the next: a segment never changes."""

    def __init__(self) -> None:
        self._kept: dict[str, list[Facts | None]] = {}

    def of(self, reader: Any) -> list[Facts | None]:
        """The facts by place; None for the place that keeps the state."""
        leaves = {str(leaf.segment().segment_id()): leaf for leaf in _leaves(reader)}
        self._kept = {name: self._kept.get(name) or _facts(leaf) for name, leaf in leaves.items()}
        return [facts for name in leaves for facts in self._kept[name]]


class Snapshot:
    """An index as it was when it was opened."""

    def __init__(self, searcher: Any, facing: Facing) -> None:
        self.searcher = searcher
        self._reader = searcher.reader()
        self._facts = facing.of(self._reader)
        self.allowed = lru_cache(KINDS_OF_READERS)(self._allowed)
        self.worths = lru_cache(TERMS)(self._worths)
        self.beginning = lru_cache(BEGINNINGS)(self._beginning)

    def facts(self, place: int) -> Facts:
        """What is known of the place."""
        facts = self._facts[place]
        assert facts is not None
        return facts

    def entry(self, place: int) -> Entry:
        """All that was put in."""
        return Entry.from_json(self._reader.stored_fields(place)["entry"])

    def _allowed(self, filters: Filters) -> frozenset[int]:
        test = may_be_seen(filters)
        there = ((place, self._facts[place]) for place in self._reader.all_doc_ids())
        return frozenset(place for place, facts in there if facts and test(facts))

    def _worths(self, field: str, term: str, weight: float) -> Worths:
        """The places where the term stands in the field: the more often, the more it is worth."""
        found: Worths = {}
        for postings, first in self._postings(field, term):
            for places, times in postings.blocks():
                worths = {often: weight * saturated(often) for often in set(times)}
                found.update(
                    (first + place, worths[often]) for place, often in zip(places, times, strict=True)
                )
        return found

    def places(self, field: str, terms: Iterable[str]) -> set[int]:
        """The places where one of the terms stands in the field."""
        found: set[int] = set()
        for term in terms:
            for postings, first in self._postings(field, term):
                for places, _ in postings.blocks():
                    found.update(first + place for place in places)
        return found

    def rows(self, field: str, row: Row, weight: float) -> Worths:
        """The places where the words stand in a row in the field, and what that is worth."""
        rarest_first = sorted(row, key=lambda terms: self._commonness(field, terms))
        among = self.places(field, rarest_first[0])
        for terms in rarest_first[1:]:
            if not among:
                break
            among &= self.places(field, terms)
        standing = [self._positions(field, terms, among) for terms in row] if among else []
        found = ((place, _times(place, standing)) for place in among)
        return {place: weight * saturated(times) for place, times in found if times}

    def _beginning(self, start: str) -> frozenset[int]:
        """The places where a word as written begins like this."""
        found: set[int] = set()
        for leaf, first in self._reader.leaf_readers():
            for form in leaf.expand_prefix("forms", start):
                for places, _ in _postings(leaf, "forms", form).blocks():
                    found.update(first + place for place in places)
        return frozenset(found)

    def written_words(self) -> list[str]:
        """Every word as it is written somewhere."""
        return [form.decode() for form in self._reader.lexicon("forms")]

    def _commonness(self, field: str, terms: tuple[str, ...]) -> int:
        return sum(self._reader.doc_frequency(field, term) for term in terms)

    def _positions(self, field: str, terms: tuple[str, ...], among: set[int]) -> dict[int, set[int]]:
        """Where the terms stand in each of these places."""
        found: defaultdict[int, set[int]] = defaultdict(set)
        read = InRow().format.decode_positions
        for term in terms:
            for postings, first in self._postings(field, term):
                for places, where in postings.where():
                    for place, kept in zip(places, where, strict=True):
                        if first + place in among:
                            found[first + place].update(read(kept))
        return found

    def _postings(self, field: str, term: str) -> Iterator[tuple[Any, int]]:
        """What reads the postings of a term, and the first place of the segment it reads in."""
        for leaf, first in self._reader.leaf_readers():
            if (field, term) in leaf:
                yield _postings(leaf, field, term), first


def _times(place: int, standing: list[dict[int, set[int]]]) -> int:
    """How often the words stand in a row in this place."""
    starts = standing[0].get(place, set())
    for distance, positions in enumerate(standing[1:], 1):
        starts = {start for start in starts if start + distance in positions.get(place, ())}
    return len(starts)


def _postings(leaf: Any, field: str, term: str) -> Any:
    """What reads the postings of a term; those of deleted places too, which are never among the allowed."""
    matcher = leaf.postings(field, term)
    return matcher.child if leaf.has_deletions() else matcher


def _leaves(reader: Any) -> list[Any]:
    return [leaf for leaf, _ in reader.leaf_readers() if leaf.doc_count_all()]


def _facts(leaf: Any) -> list[Facts | None]:
    column: Callable[[int], bytes] = leaf.column_reader("facts").__getitem__
    return [read(kept) if (kept := column(place)) else None for place in range(leaf.doc_count_all())]
