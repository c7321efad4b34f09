"""A search as a page shows it: how it was understood, where each hit leads, and what narrows it."""

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from documents.lifecycle import Standing
from search.entries import Glance, Hit, Results
from search.narrowing import Narrowing, narrower, narrowings
from search.query import LONGEST_QUERY

MOST_OF_A_FACET = 8
"""Values of a facet that are shown at once; the rest are opened."""


def shown(typed: str) -> str:
    """What was typed, as it can stand on a page: no signs that control or turn the reading, and not too long.

    What is left out could not have been searched for, and the search tells itself what it leaves out.
    """
    line = "".join(_sign(sign) for sign in typed[: 10 * LONGEST_QUERY])
    words = " ".join(line.split())
    if len(words) <= LONGEST_QUERY:
        return words
    return words[: LONGEST_QUERY + 1].rpartition(" ")[0] or words[:LONGEST_QUERY]


def _sign(sign: str) -> str:
    kind = unicodedata.category(sign)
    return " " if kind in {"Cc", "Zl", "Zp"} else "" if kind in {"Cf", "Cs"} else sign


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
        return date.fromisoformat(self.hit.entry.first_day) if self.hit.entry.first_day else None

    @property
    def last(self) -> date | None:
        """The last day it applies, where one is known."""
        return date.fromisoformat(self.hit.entry.last_day) if self.hit.entry.last_day else None

    @property
    def glance(self) -> Glance:
        """What, who and by when, where the text says so of the very place that was found."""
        entry, point = self.hit.entry, self.hit.point
        if point is None:
            return entry.glance
        own = entry.body[point.start : point.end]
        told = (entry.glance.what, entry.glance.who, entry.glance.due)
        return entry.glance if all(words.rstrip("… ") in own for words in told) else Glance()


@dataclass(frozen=True, slots=True)
class Told:
    """How a search was understood, in sentences."""

    sentence: str = ""
    corrections: tuple[str, ...] = ()
    """What was searched for instead of what was typed, or because not all of it was found."""
    remarks: tuple[str, ...] = ()
    """What was left out, or read as something else."""


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


def facets(query: str, results: Results, names: Mapping[str, Mapping[str, str]]) -> list[Facet]:
    """The ways to narrow a search that leave something out, most hits first; years from the newest.

    `names` gives for a facet the words of its values, where they are not their own.
    """
    return [
        Facet(name, values)
        for name in ("kind", "status", "document", "year", "body")
        if (values := tuple(_values(query, name, results, names.get(name, {}))))
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
    query: str


def in_use(query: str, names: Mapping[str, Mapping[str, str]]) -> list[InUse]:
    """The filters of this search."""
    return [InUse(_words(each, names), each.wider) for each in narrowings(query)]


FACET_OF = {"dokument": "document", "organ": "body", "kommune": "party", "part": "party"}


def _words(narrowing: Narrowing, names: Mapping[str, Mapping[str, str]]) -> str:
    known = names.get(FACET_OF.get(narrowing.name, ""), {})
    return known.get(narrowing.value.lower(), narrowing.value)
