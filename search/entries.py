"""What goes into an index, and what comes out of it."""

import json
from dataclasses import asdict, dataclass, field
from datetime import date

from search.snippets import Snippet

NEVER = "9999-12-31"
"""Where a day is missing. Engines keep days as words, which sort as days do."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One place in a version that can be found: a section, a lettered point, or the document itself."""

    key: str
    """Unique in the whole index: two entries never share it."""
    document: str
    """The document's short name, unique within its community."""
    document_title: str
    kind: str
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
    """Short names of the bodies that have to do with the version, for organ:asu."""
    year: int | None = None
    public: bool = False
    community: str = ""
    url: str = ""
    first_day: str = ""
    """The first day it is in force, as 2025-05-01; empty where it has none."""
    last_day: str = ""
    """The last; empty while no end is known."""
    past: bool = False
    """No longer in force: found only by who asks about a day."""

    def to_json(self) -> str:
        """The entry as an engine keeps it."""
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, kept: str) -> "Entry":
        """The entry that `to_json` wrote."""
        values = json.loads(kept)
        return cls(**values | {"bodies": tuple(values["bodies"])})


@dataclass(frozen=True, slots=True)
class Filters:
    """What the person who searches may see at all."""

    community: str = ""
    """Only this one; empty for every one."""
    public_only: bool = True
    on: date | None = None
    """Only what is in force that day; None for what is in force now, comes, or is being worked on."""

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


@dataclass(frozen=True, slots=True)
class Results:
    """One page of hits, best first, and the figures for all of them."""

    total: int = 0
    hits: tuple[Hit, ...] = ()
    facets: dict[str, dict[str, int]] = field(default_factory=dict)
    """Hits for each "kind", "status" and "document"."""
    relaxed: bool = False
    """No place had all the words, so these have only some of them."""
    problem: str = ""
    """Why nothing was searched for, in a Norwegian sentence; empty when all is well."""
