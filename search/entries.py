"""What goes into an index, and what comes out of it."""

import json
import re
from dataclasses import dataclass, field, fields
from datetime import date
from enum import StrEnum
from typing import Any

from search.query import NOTHING, Query
from search.snippets import Snippet

NEVER = "9999-12-31"
"""Where a day is missing. Engines keep days as words, which sort as days do."""
ALWAYS = "0001-01-01"
"""The first day of what has been there for as long as anybody knows; shown to nobody."""
EVERYONE = "@alle"
"""The party of what concerns all parties."""


Group = tuple[str, str]
"""Entries that come and go together: the community, and the name of the group within it."""


class Order(StrEnum):
    """In which order hits are shown."""

    BEST = "best"
    NEWEST = "nyeste"
    """By the day they begin to apply, or were decided."""
    LATEST = "siste"
    """By the moment they came to be found: what is new since last time stands first."""
    READING = "dokument"


@dataclass(frozen=True, slots=True)
class Point:
    """A lettered point of a section, and where its words stand in the section's body."""

    id: str
    number: str
    """As printed, with the section's: "5.2 c"."""
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Glance:
    """What a health worker asks of a point: what is to be done, by whom, by when. Words of the text."""

    what: str = ""
    who: str = ""
    due: str = ""

    def __bool__(self) -> bool:
        """Does the text say anything of it?"""
        return bool(self.what or self.who or self.due)


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that can be found: a section of a version, a decision, a body, an item of the law."""

    key: str
    """Unique in the whole index: two entries never share it."""
    document: str
    """The document's short name, unique within its community; empty for what is no place in a text."""
    document_title: str
    kind: str
    """A kind of document, or "vedtak", "organ", "lovkrav"."""
    version: str
    section_id: str
    number: str
    """As printed; may be empty."""
    title: str
    path: str
    """The titles above this place."""
    body: str
    """Plain text."""
    status: str
    language: str
    bodies: tuple[str, ...] = ()
    """Kinds and short names of the bodies that have to do with it, in lower case, for organ:asu."""
    year: int | None = None
    public: bool = False
    stands_in: bool = False
    """Is it what outsiders see in place of something that is not public? Then nobody else finds it."""
    community: str = ""
    url: str = ""
    first_day: str = ""
    """The first day it is in force, as 2025-05-01; empty where it has none."""
    last_day: str = ""
    """The last; empty while no end is known."""
    past: bool = False
    """No longer in force: found only by who asks about a day."""
    group: str = ""
    """The group it comes and goes with; empty: its document and version."""
    parties: tuple[str, ...] = ()
    """Short names of the parties it concerns, for kommune:granvik; empty where it concerns all of them."""
    laws: tuple[str, ...] = ()
    """The places of the law it has to do with, as `search.laws` writes them: "6-2", "6-2-4"."""
    points: tuple[Point, ...] = ()
    """The lettered points of the body, in reading order."""
    glance: Glance = Glance()
    place: int = 0
    """Where it stands in reading order among those of its document."""
    known_at: str = ""
    """The moment (ISO 8601, UTC) it came to be found by those who now may: what is new since last time."""

    @property
    def belongs_to(self) -> Group:
        """The group it comes and goes with."""
        return self.community, self.group or f"{self.document}@{self.version}"

    @property
    def since(self) -> str:
        """Its first day, as people are told it; empty where it has none, or nobody knows."""
        return "" if self.first_day == ALWAYS else self.first_day

    def to_json(self) -> str:
        """The entry as an engine keeps it."""
        return json.dumps(_values(self), ensure_ascii=False, default=_values)

    @classmethod
    def from_json(cls, kept: str) -> "Entry":
        """The entry that `to_json` wrote."""
        values = json.loads(kept)
        lists = {name: tuple(values[name]) for name in ("bodies", "parties", "laws")}
        points = tuple(Point(**point) for point in values["points"])
        return cls(**values | lists | {"points": points, "glance": Glance(**values["glance"])})


def _values(kept: Any) -> dict[str, object]:
    """The values of a point, a glance or an entry by name; `asdict` would copy each of them first."""
    return {each.name: getattr(kept, each.name) for each in fields(kept)}


LAST_LETTERS = str.maketrans("æøåäö", "\u00e6\u00e7\u00e8\u00e6\u00e7")
"""The last letters of the alphabet as signs that sort as they do."""


def reading_order(entry: Entry) -> str:
    """What sorts as one reads: document by document, the newest version first where several are found."""
    title = entry.document_title.lower().translate(LAST_LETTERS)
    version = re.sub("[0-9]{1,6}", lambda number: f"{999_999 - int(number.group()):06}", entry.version)
    return f"{title}\x1f{entry.document}\x1f{version}\x1f{entry.place:05}"


@dataclass(frozen=True, slots=True)
class Filters:
    """What the person who searches may see at all."""

    community: str = ""
    """Only this one; empty for every one."""
    public_only: bool = True
    on: date | None = None
    """Only what is in force that day; None for what is in force now, comes, or is being worked on."""
    since: str = ""
    """Only what came after this moment (as `Entry.known_at`); empty for all."""

    @property
    def day(self) -> str:
        """The day as engines keep days; empty for none."""
        return self.on.isoformat() if self.on else ""


@dataclass(frozen=True, slots=True)
class Hit:
    """A place that was found."""

    entry: Entry
    snippet: Snippet
    score: float
    """Higher is better; comparable only within one engine."""
    point: Point | None = None
    """The lettered point that answers alone, where one does."""
    title: Snippet = ()
    """The entry's title, what was found in it marked; empty where it has none."""

    @property
    def identity(self) -> str:
        """The lasting identity of what was found: the lettered point, or else the section."""
        return self.point.id if self.point else self.entry.section_id

    @property
    def number(self) -> str:
        """The number of what was found, as printed."""
        return self.point.number if self.point else self.entry.number

    @property
    def url(self) -> str:
        """Its lasting address within the site."""
        page, _, _ = self.entry.url.partition("#")
        return f"{page}#{self.point.id}" if self.point else self.entry.url


@dataclass(frozen=True, slots=True)
class Results:
    """One page of hits, best first, and the figures for all of them."""

    total: int = 0
    hits: tuple[Hit, ...] = ()
    facets: dict[str, dict[str, int]] = field(default_factory=dict)
    """Hits for each "kind", "status", "document", "year" and "body"."""
    near: tuple[Hit, ...] = ()
    """Where few places have all the words: a few that have only some of them, best first. Not counted."""
    relaxed: bool = False
    """No place had all the words, so these have only some of them."""
    problem: str = ""
    """Why nothing was searched for, in a Norwegian sentence; empty when all is well."""
    query: Query = NOTHING
    """What was searched for, as it was understood."""
    behind: bool = False
    """The index is being brought up to date: what was done in the last moments may not be in it yet."""
    corrected: tuple[tuple[str, str], ...] = ()
    """Words as typed that nothing was found by, and the words that were searched for instead."""
    suggested: str = ""
    """Another search that may have been meant, and that finds something with all its words."""
