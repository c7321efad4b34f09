"""What the law demands of an agreement system and of its parties, as dated catalogues.

A new state of the law is a new entry, which ends the one before it; what was judged against the old entry is
never touched. Source: helse- og omsorgstjenesteloven kapittel 6, and what stands around it.
"""

import hashlib
from collections.abc import Iterable
from datetime import date
from functools import cache
from importlib.resources import files

from documents.minimums.entries import CONTENT, Catalogue, CatalogueKind, Minimum
from documents.minimums.laying import lay
from documents.minimums.reading import CatalogueFile, read_catalogue

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
    "shipped_files",
    "shipped_hash",
]

SHIPPED = ("hol-6-2", "hol-6-2-2", "hol-6", "feltets-plikter", "naboregler")
"""The files that the product comes with, in the order they are told."""


@cache
def shipped_files() -> tuple[CatalogueFile, ...]:
    """The files that the product comes with, as read."""
    return tuple(read_catalogue(f"{name}.toml", _source(name)) for name in SHIPPED)


@cache
def shipped() -> tuple[Catalogue, ...]:
    """The catalogues that the product comes with."""
    return lay(shipped_files())


@cache
def all_minimums() -> tuple[Minimum, ...]:
    """Every minimum that the product comes with, in the law's order.

    Source: helse- og omsorgstjenesteloven § 6-2 første ledd.
    """
    return next(catalogue.entries for catalogue in shipped() if catalogue.ref == CONTENT)


@cache
def catalogue_hash() -> str:
    """SHA-256 over the file of minimums: which edition of it an answer rests on."""
    return hashlib.sha256(_source(CONTENT)).hexdigest()


@cache
def shipped_hash() -> str:
    """SHA-256 over all the files that the product comes with."""
    return hashlib.sha256(b"".join(_source(name) for name in SHIPPED)).hexdigest()


def _source(name: str) -> bytes:
    return files(__name__).joinpath(f"{name}.toml").read_bytes()


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
