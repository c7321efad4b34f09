"""What the law demands that an agreement system contains, as dated data."""

import hashlib
import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from documents.sources import LegalSource


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
    amended_by: str = ""

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
