"""What the law demands of an agreement system and of its parties, as dated catalogues.

A new state of the law is a new entry, which ends the one before it; what was judged against the old entry is
never touched. Source: helse- og omsorgstjenesteloven kapittel 6, and what stands around it.
"""

import hashlib
import tomllib
from collections.abc import Iterable
from datetime import date
from functools import cache
from importlib.resources import files

from documents.minimums.entries import CONTENT, Catalogue, CatalogueKind, Minimum
from documents.sources import LegalSource

__all__ = [
    "CONTENT",
    "Catalogue",
    "CatalogueKind",
    "Minimum",
    "all_minimums",
    "catalogue_hash",
    "items_on",
    "minimum_number",
    "minimums_on",
    "shipped",
]

SHIPPED = ("hol-6-2",)


@cache
def shipped() -> tuple[Catalogue, ...]:
    """The catalogues that the product comes with."""
    return tuple(_catalogue(tomllib.loads(_source(name))) for name in SHIPPED)


@cache
def all_minimums() -> tuple[Minimum, ...]:
    """Every minimum ever entered, in the law's order.

    Source: helse- og omsorgstjenesteloven § 6-2 første ledd.
    """
    return shipped()[0].entries


@cache
def catalogue_hash() -> str:
    """SHA-256 over the file of minimums: which edition of it an answer rests on."""
    return hashlib.sha256(_source(CONTENT).encode()).hexdigest()


def _source(name: str) -> str:
    return files(__name__).joinpath(f"{name}.toml").read_text(encoding="utf-8")


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


def _catalogue(told: dict[str, object]) -> Catalogue:
    entries = [_minimum(told, entry) for entry in told["entry"]]  # type: ignore[attr-defined] # replaced by a reader
    kind = CatalogueKind(str(told["kind"]))
    title, title_nn, link = (str(told[name]) for name in ("title", "title_nn", "link"))
    return Catalogue(str(told["catalogue"]), kind, title, title_nn, link, tuple(entries))


def _minimum(told: dict[str, object], entry: dict[str, object]) -> Minimum:
    place = {name: str(entry.get(name, told.get(name, ""))) for name in ("law", "paragraph", "ledd", "link")}
    source = LegalSource(
        **place,
        number=str(entry.get("number", "")),
        since=_day(entry["since"]),
        until=_day(entry.get("until")),
    )
    read = {name: told[name] for name in ("read_in", "read_at", "read_by", "read_on")}
    known = {name: value for name, value in entry.items() if name not in {*place, "number"}}
    lists = {name: tuple(value) for name, value in known.items() if isinstance(value, list)}
    return Minimum(source=source, catalogue=str(told["catalogue"]), **{**read, **known, **lists})  # type: ignore[arg-type]


def _day(value: object) -> date | None:
    return value if isinstance(value, date) else None
