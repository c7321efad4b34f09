"""Figures that the law itself sets, as dated data with sources: how long a notice may take at most."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from documents.sources import LegalSource


@dataclass(frozen=True, slots=True)
class LegalFigure:
    """The longest time the law gives for something, from a day to a day."""

    id: str
    label: str
    """What it is about, inside a sentence: "varsel til kommunen etter innleggelse"."""
    hours: int
    """At most so many."""
    demand: str
    """What the law asks, in our own short words, as a whole sentence."""
    source: LegalSource
    """Bounded by the days on which the law read so."""
    acts: tuple[str, ...]
    """Stems of words for what is done within the time, in small letters."""
    about: tuple[str, ...]
    """Stems of words for what it is done about, in small letters."""
    other: tuple[str, ...] = ()
    """Stems of words that make a sentence one about something else, in small letters."""
    note: str = ""

    def applies(self, on: date) -> bool:
        """Did the law set this figure on that day?"""
        return self.source.applies(on)


@cache
def all_figures() -> tuple[LegalFigure, ...]:
    """Every figure entered, in the order of the file, also those that no longer or do not yet apply."""
    table = tomllib.loads(files(__package__).joinpath("figures.toml").read_text(encoding="utf-8"))
    return tuple(_figure(entry) for entry in table["figure"])


def figures_on(on: date) -> tuple[LegalFigure, ...]:
    """The figures that the law set on that day."""
    return tuple(figure for figure in all_figures() if figure.applies(on))


def _figure(entry: dict[str, Any]) -> LegalFigure:
    source = LegalSource(
        entry["law"],
        entry["paragraph"],
        link=entry["link"],
        since=entry["since"],
        until=entry.get("until"),
    )
    return LegalFigure(
        entry["id"],
        entry["label"],
        entry["hours"],
        entry["demand"],
        source,
        tuple(entry["acts"]),
        tuple(entry["about"]),
        tuple(entry["other"]),
        entry.get("note", ""),
    )
