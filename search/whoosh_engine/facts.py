"""What is known of every place of an index: what searches are narrowed, ordered and counted by.

Whoosh keeps it in one column and we in memory, for a search looks at it once for every hit.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from dataclasses import fields as dataclass_fields
from operator import attrgetter
from sys import intern
from typing import Any

from search.entries import EVERYONE, NEVER, Entry, Filters, reading_order
from search.query import Query


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of one place."""

    key: str
    community: str
    document: str
    kind: str
    status: str
    bodies: tuple[str, ...]
    parties: tuple[str, ...]
    laws: tuple[str, ...]
    year: str
    """Empty where there is none."""
    known_at: str
    reading: str
    public: bool
    stands_in: bool
    past: bool
    first_day: str
    last_day: str

    @property
    def began(self) -> str:
        """The first day; empty where there is none, so that it comes last among the newest."""
        return "" if self.first_day == NEVER else self.first_day


VALUES = attrgetter(*(each.name for each in dataclass_fields(Facts)))


def written(entry: Entry) -> bytes:
    """The facts of an entry as the column keeps them."""
    facts = Facts(
        key=entry.key,
        community=entry.community,
        document=entry.document,
        kind=entry.kind,
        status=entry.status,
        bodies=tuple(body.lower() for body in entry.bodies),
        parties=entry.parties or (EVERYONE,),
        laws=entry.laws,
        year=str(entry.year or ""),
        known_at=entry.known_at,
        reading=reading_order(entry),
        public=entry.public,
        stands_in=entry.stands_in,
        past=entry.past,
        first_day=entry.first_day or NEVER,
        last_day=entry.last_day or NEVER,
    )
    return json.dumps(VALUES(facts), ensure_ascii=False).encode()


def read(kept: bytes) -> Facts:
    """The facts that `written` wrote. What many places share is kept once."""
    values: list[Any] = json.loads(kept)
    return Facts(*map(_shared, values))


def _shared(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(map(intern, value))
    return intern(value) if isinstance(value, str) else value


Test = Callable[[Facts], bool]


def may_be_seen(filters: Filters) -> Test:
    """A test that whoever searches may see a place, and that it is in force when it must be."""
    community, day, since = filters.community, filters.day, filters.since

    def test(facts: Facts) -> bool:
        return (
            (not community or facts.community == community)
            and (facts.public if filters.public_only else not facts.stands_in)
            and (facts.known_at > since if since else True)
            and (facts.first_day <= day <= facts.last_day if day else not facts.past)
        )

    return test


def asked_for(query: Query) -> Test:
    """A test that a place is of the sorts that were typed: one of each sort must hold."""
    tests: list[Test] = []
    if query.kinds:
        tests.append(lambda facts: facts.kind in query.kinds)
    if query.statuses:
        tests.append(lambda facts: facts.status in query.statuses)
    if query.documents:
        tests.append(lambda facts: facts.document in query.documents)
    if query.years:
        years = set(map(str, query.years))
        tests.append(lambda facts: facts.year in years)
    for name, values in (("bodies", query.bodies), ("laws", query.laws)):
        if values:
            tests.append(_any_of(name, set(values)))
    if query.parties:
        tests.append(_any_of("parties", {*query.parties, EVERYONE}))
    return lambda facts: all(test(facts) for test in tests)


def _any_of(name: str, wanted: set[str]) -> Test:
    return lambda facts: not wanted.isdisjoint(getattr(facts, name))
