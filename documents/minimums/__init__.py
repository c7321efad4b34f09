"""What the law demands of an agreement system and of its parties, as dated catalogues.

A new state of the law is a new entry, or an `until` on the old one; what was judged against the old entry is
never touched. Source: helse- og omsorgstjenesteloven kapittel 6, and what stands around it.
"""

import hashlib
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from importlib.resources import files

from documents.sources import LegalSource

CONTENT = "hol-6-2"
"""The catalogue of § 6-2 første ledd: what the set of texts must hold."""


class CatalogueKind(StrEnum):
    """What a catalogue's demands are asked of."""

    CONTENT = "innhold i avtaleverket"
    MEASURE = "hvert samarbeidstiltak"
    PROCESS = "prosess og frister"
    FIELD = "feltets plikter"
    NEIGHBOUR = "nabobestemmelser"


@dataclass(frozen=True, slots=True)
class Minimum:
    """One thing the law demands, in our own short words, from the day it came into force."""

    nr: int
    label: str
    demand: str
    form: str
    """What the law's wording asks for: retningslinjer, beskrivelse, planer, samarbeid, enighet."""
    source: LegalSource
    since: date
    until: date | None = None
    guidance: date | None = None
    """The day from which the Directorate of Health expects it in agreements. Guidance, not law."""
    deadline: date | None = None
    """The last day the ministry has set for having it agreed (§ 6-3); None where it has set none."""
    amended_by: str = ""
    catalogue: str = CONTENT
    label_nn: str = ""
    demand_nn: str = ""
    evidence: tuple[str, ...] = ()
    """What a reviewer looks for, in bokmål: one short sentence each."""
    terms_nb: tuple[str, ...] = ()
    """Words that find candidates in a bokmål text. They never prove anything."""
    terms_nn: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """The demand through all its states, as "hol-6-2:4"."""
        return f"{self.catalogue}:{self.nr}"

    def applies(self, on: date) -> bool:
        """Is it in force that day?"""
        return self.since <= on and (self.until is None or on < self.until)


@cache
def all_minimums() -> tuple[Minimum, ...]:
    """Every minimum ever entered, in the law's order.

    Source: helse- og omsorgstjenesteloven § 6-2 første ledd.
    """
    law = tomllib.loads(_source())
    return tuple(_minimum(law, entry) for entry in law["minimum"])


@cache
def catalogue_hash() -> str:
    """SHA-256 over the file of minimums: which edition of it an answer rests on."""
    return hashlib.sha256(_source().encode()).hexdigest()


def _source() -> str:
    return files(__name__).joinpath("hol-6-2.toml").read_text(encoding="utf-8")


def minimums_on(on: date) -> tuple[Minimum, ...]:
    """The minimums in force that day."""
    return tuple(minimum for minimum in all_minimums() if minimum.applies(on))


def items_on(entries: Iterable[Minimum], on: date) -> tuple[Minimum, ...]:
    """Each demand as it reads that day, or will read; one that was repealed is left out."""
    by_key: dict[str, list[Minimum]] = {}
    for entry in entries:
        by_key.setdefault(entry.key, []).append(entry)
    found = []
    for states in by_key.values():
        coming = sorted((each for each in states if each.since > on), key=lambda each: each.since)
        found += [*(each for each in states if each.applies(on)), *coming][:1]
    return tuple(found)


def minimum_number(nr: int) -> Minimum:
    """The minimum with this number in the law; raises KeyError when there is none."""
    found = next((minimum for minimum in all_minimums() if minimum.nr == nr), None)
    if found is None:
        raise KeyError(nr)
    return found


def _minimum(law: dict[str, str], entry: dict[str, object]) -> Minimum:
    known = {key: value for key, value in entry.items() if key != "note"}
    source = LegalSource(
        law["law"],
        law["paragraph"],
        law["ledd"],
        str(entry["nr"]),
        law["link"],
        _day(entry["since"]),
        _day(entry.get("until")),
    )
    return Minimum(source=source, **known)  # type: ignore[arg-type] # TOML gives objects; the file is ours and tested


def _day(value: object) -> date | None:
    return value if isinstance(value, date) else None
