"""The laws that agreements cite, and what has changed in them, as dated data with sources."""

import tomllib
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from documents.sources import LegalSource

MONTHS = (
    *("januar", "februar", "mars", "april", "mai", "juni"),
    *("juli", "august", "september", "oktober", "november", "desember"),
)


@dataclass(frozen=True, slots=True)
class Law:
    """A law and what it is called."""

    name: str
    """As it is cited: "helse- og omsorgstjenesteloven"."""
    names: tuple[str, ...]
    """Other names: in nynorsk, in older texts, written out."""
    short: tuple[str, ...]
    """Short forms, without the full stop: "hol"."""
    link: str


@dataclass(frozen=True, slots=True)
class Change:
    """A place in the law that no longer says what texts cite it for."""

    old: LegalSource
    """Where it stood, until a day. Without paragraph: the whole law."""
    became: LegalSource | None
    """Where it stands since; None when it was repealed."""
    stood: str
    """What stood there, in our own short words."""
    now: str
    """What is to be said of the old place now."""

    @property
    def since(self) -> date:
        """The first day on which the old place no longer says it."""
        return self.old.until or date.max

    def ends(self, source: LegalSource) -> bool:
        """Is it this place that the source cites?"""
        return _within(source, self.old)

    def begins(self, source: LegalSource) -> bool:
        """Is it what this place became that the source cites?"""
        return self.became is not None and _within(source, self.became)


@cache
def all_laws() -> tuple[Law, ...]:
    """Every law entered, in the order of the file."""
    return tuple(
        Law(entry["name"], tuple(entry["names"]), tuple(entry["short"]), entry["link"])
        for entry in _file()["law"]
    )


@cache
def all_changes() -> tuple[Change, ...]:
    """Every change entered, in the order of the file."""
    return tuple(_change(entry) for entry in _file()["changed"])


def dated(source: LegalSource) -> LegalSource:
    """The same place in the law, bounded by the days on which it says what texts cite it for."""
    for change in all_changes():
        if change.ends(source):
            return replace(source, until=change.since)
        if change.begins(source):
            return replace(source, since=change.since)
    return source


def _within(source: LegalSource, outer: LegalSource) -> bool:
    """Does the source cite that place, or something in it?"""
    return source.law == outer.law and all(
        wanted in ("", found)
        for wanted, found in (
            (outer.paragraph, source.paragraph),
            (outer.ledd, source.ledd),
            (outer.number, source.number),
        )
    )


def _change(entry: dict[str, Any]) -> Change:
    old = replace(_place(entry), until=entry["until"])
    new = replace(_place(entry["became"]), since=entry["until"]) if "became" in entry else None
    return Change(old, new, entry["stood"], entry["now"])


def _place(entry: dict[str, Any]) -> LegalSource:
    return LegalSource(*(entry.get(key, "") for key in ("law", "paragraph", "ledd", "number", "link")))


@cache
def _file() -> dict[str, list[dict[str, Any]]]:
    return tomllib.loads(files(__name__).joinpath("laws.toml").read_text(encoding="utf-8"))
