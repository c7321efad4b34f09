"""A search as a page shows it: how it was understood, where each hit leads, and what narrows it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from decisions.bodies import BodyKind
from documents.lifecycle import Standing
from registry.queries.searching import Names, glance_of
from search.entries import Glance, Hit, Results
from search.narrowing import FACETS, narrower, narrowings
from search.snippets import plain

BODY_KINDS = {kind.value.lower(): kind.label for kind in BodyKind}
MOST_OF_A_FACET = 6
"""Values of a facet that are shown at once; the rest are opened."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A hit, and what the page says of it."""

    hit: Hit

    @property
    def path(self) -> str:
        """Where it leads: a place in a text has a page of its own, with what to do first."""
        entry = self.hit.entry
        if entry.document and self.hit.identity:
            return f"/dokumenter/{entry.document}/{entry.version}/punkt/{self.hit.identity}"
        return entry.url

    @property
    def standing(self) -> Standing | None:
        """What the text is on the day; None for what is no text."""
        entry = self.hit.entry
        return Standing(entry.status) if entry.document and entry.status in set(Standing) else None

    @property
    def first(self) -> date | None:
        """The first day it applies, or the day it was decided."""
        return date.fromisoformat(self.hit.entry.since) if self.hit.entry.since else None

    @property
    def last(self) -> date | None:
        """The last day it applies, where one is known."""
        return date.fromisoformat(self.hit.entry.last_day) if self.hit.entry.last_day else None

    @property
    def glance(self) -> Glance:
        """What, who and by when, where the text says so."""
        return glance_of(self.hit)

    @property
    def what(self) -> str:
        """What is to be done, where the marked lines do not say it already."""
        what = self.glance.what
        return "" if what.rstrip("… ") in plain(self.hit.snippet) else what


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a facet: its words, how many hits have it, and the search for those alone."""

    words: str
    count: int
    query: str


@dataclass(frozen=True, slots=True)
class Facet:
    """One way to narrow a search."""

    name: str
    values: tuple[Value, ...]

    @property
    def first(self) -> tuple[Value, ...]:
        """What is shown at once."""
        return self.values[:MOST_OF_A_FACET]

    @property
    def more(self) -> tuple[Value, ...]:
        """What can be opened."""
        return self.values[MOST_OF_A_FACET:]


def facets(query: str, results: Results, names: Names) -> list[Facet]:
    """The ways to narrow a search that leave something out, most hits first; years from the newest."""
    words = {"document": names.documents, "body": BODY_KINDS | dict(names.bodies)}
    return [
        Facet(name, values)
        for name in FACETS
        if (values := tuple(_values(query, name, results, words.get(name, {}))))
    ]


def _values(query: str, name: str, results: Results, names: Mapping[str, str]) -> Iterator[Value]:
    counted = {value: count for value, count in results.facets.get(name, {}).items() if value}
    if name == "year":
        order = sorted(counted, reverse=True)
    else:
        order = sorted(counted, key=lambda value: (-counted[value], names.get(value, value)))
    for value in order:
        if counted[value] < results.total:
            yield Value(names.get(value, value), counted[value], narrower(query, name, value))


@dataclass(frozen=True, slots=True)
class InUse:
    """A filter of this search in words, and the search without it."""

    words: str
    turned: bool
    """Is it what is not to be found?"""
    query: str


def in_use(query: str, names: Names) -> list[InUse]:
    """The filters of this search."""
    words = {"dokument": names.documents, "organ": BODY_KINDS | dict(names.bodies), "part": names.parties}
    return [
        InUse(words.get(each.name, {}).get(each.value.lower(), each.value), each.turned, each.wider)
        for each in narrowings(query)
    ]
