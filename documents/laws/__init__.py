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
    """Where it stands since, in a place that was new then; None where there is no such place."""
    stood: str
    """What stood there, in our own short words."""
    now: str
    """What is to be said of the old place now."""
    instead: LegalSource | None = None
    """A place that was there before, too, and says it now."""
    reused: bool = False
    """Does something else stand in the old place now? Then who cites it later may mean that."""
    stood_nn: str = ""
    now_nn: str = ""
    by: str = ""
    """The act that changed it."""
    link: str = ""
    """Where the act can be read."""

    @property
    def since(self) -> date:
        """The first day on which the old place no longer says it."""
        return self.old.until or date.max

    @property
    def replacement(self) -> LegalSource | None:
        """Where it is to be looked for now; None when it was repealed, and nothing came in its place."""
        return self.became or self.instead

    def ends(self, source: LegalSource) -> bool:
        """Is it this place that the source cites?"""
        return _within(source, self.old)

    def begins(self, source: LegalSource) -> bool:
        """Is it what this place became that the source cites?"""
        return self.became is not None and _within(source, self.became)


@dataclass(frozen=True, slots=True)
class Begun:
    """A place in the law that was not there before a day."""

    place: LegalSource
    says: str
    """What stands there, in our own short words."""
    says_nn: str
    by: str
    """The act that brought it; empty where that is not entered."""
    link: str

    @property
    def since(self) -> date:
        """The first day on which it says so."""
        return self.place.since or date.min

    def begins(self, source: LegalSource) -> bool:
        """Is it this place that the source cites?"""
        return _within(source, self.place)


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


@cache
def all_begun() -> tuple[Begun, ...]:
    """Every place entered that came after texts began to cite the law, in the order of the file."""
    return tuple(
        Begun(
            replace(_place(entry), since=entry["since"]),
            entry["says"],
            entry["says_nn"],
            entry["by"],
            entry["source"],
        )
        for entry in _file()["begun"]
    )


def followed(law: str) -> bool:
    """Are changes of the law with this name entered here?"""
    return law in {each.name for each in all_laws()}


def change_of(source: LegalSource) -> Change | None:
    """The change that ended what this place said, if one is entered."""
    return next((change for change in all_changes() if change.ends(source)), None)


def beginning_of(source: LegalSource) -> Change | Begun | None:
    """What brought this place, if it is entered that it came later than the law."""
    arrived: tuple[Change | Begun, ...] = (*all_changes(), *all_begun())
    return next((each for each in arrived if each.begins(source)), None)


def dated(source: LegalSource) -> LegalSource:
    """The same place in the law, bounded by the days on which it says what texts cite it for."""
    if change := change_of(source):
        return replace(source, until=change.since)
    if came := beginning_of(source):
        return replace(source, since=came.since)
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
    became = replace(_linked(entry["became"]), since=entry["until"]) if "became" in entry else None
    return Change(
        replace(_place(entry), until=entry["until"]),
        became,
        entry["stood"],
        entry["now"],
        _linked(entry["instead"]) if "instead" in entry else None,
        entry.get("reused", False),
        entry["stood_nn"],
        entry["now_nn"],
        entry["by"],
        entry["source"],
    )


def _linked(entry: dict[str, Any]) -> LegalSource:
    """A place named without its link, with the link that follows from the law."""
    place = _place(entry)
    link = next(law.link for law in all_laws() if law.name == place.law)
    return replace(place, link=f"{link}/§{place.paragraph.replace(' ', '')}" if place.paragraph else link)


def _place(entry: dict[str, Any]) -> LegalSource:
    return LegalSource(*(entry.get(key, "") for key in ("law", "paragraph", "ledd", "number", "link")))


@cache
def _file() -> dict[str, list[dict[str, Any]]]:
    return tomllib.loads(files(__name__).joinpath("laws.toml").read_text(encoding="utf-8"))
