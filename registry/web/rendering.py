"""From a template and what it needs, to a page. What every page knows stands in PageContext."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Any, cast
from urllib.parse import urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from decisions.nynorsk import written_in
from decisions.words import day_in_words
from documents.html import render_inline
from documents.kinds import Language
from documents.markdown import plain
from registry.clock import OSLO
from registry.permissions import Actor, Permission
from registry.tables import CommunityRow
from registry.web.translations import catalogue, label

TEMPLATES = Path(__file__).parent / "templates"
HASH_SIGNS = 12


class Scheme(StrEnum):
    """Light or dark, or as the reader's machine is set."""

    AUTO = "auto"
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class PageContext:
    """What every page knows: who reads, in which helsefellesskap, on which day, in which written form."""

    actor: Actor
    on: date
    """The day asked about; every page shows what applied then."""
    today: date
    path: str = "/"
    """The address asked for, without its query."""
    query: Mapping[str, str] = field(default_factory=dict)
    community: CommunityRow | None = None
    communities: tuple[CommunityRow, ...] = ()
    language: Language = Language.NB
    scheme: Scheme = Scheme.AUTO
    csrf: str = ""
    notice: str = ""
    """What was just done, as a whole sentence; shown once."""
    title: str = ""
    """The heading, where the template does not say one itself."""
    version: str = ""

    @property
    def is_today(self) -> bool:
        """Is it today that is shown?"""
        return self.on == self.today

    def can(self, permission: str) -> bool:
        """May the reader do this? `permission` is the word of the right: "utkast:skrive"."""
        return self.actor.may(Permission(permission))

    def to(self, path: str, anchor: str = "", **query: object) -> str:
        """The address of another page, or of a place on it ("/lovkrav#krav-4"), on the same day."""
        path, _, place = path.partition("#")
        day = {} if self.is_today else {"dato": self.on.isoformat()}
        return _address(path, day | query, anchor or place)

    def here(self, **query: object) -> str:
        """The address of this page with some of its query changed; an empty value takes a part away."""
        return _address(self.path, {**self.query, **query})

    def stands_at(self, path: str) -> str:
        """The aria-current of a link to `path`: "page", "true" for a page below it, or nothing."""
        if self.path == path:
            return "page"
        return "true" if path != "/" and self.path.startswith(f"{path}/") else ""


def render(template: str, page: PageContext, **context: object) -> str:
    """The page as HTML. Every name the template uses must be given; a missing one raises UndefinedError."""
    return environment(page.language).get_template(template).render(page=page, **context)


@lru_cache
def environment(language: Language = Language.NB) -> Environment:
    """The templates in one written form.

    Their filters: `dag` (an ISO date as a day), `dato` and `dato_kort` (a day in words, in figures),
    `tidspunkt` (an instant, as in Norway), `tall`, `kort_hash`, `ord` (the label of an enum), `ren` and
    `innfelt` (inline Markdown as plain words, as HTML), `malform` (what a verdict says, in that form).
    """
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"],
        trim_blocks=True,
        lstrip_blocks=True,
    )
    words = catalogue(language)
    # The extension adds its methods while it is loaded, so no type checker knows them.
    cast(Any, made).install_gettext_callables(words.gettext, words.ngettext, newstyle=True)
    made.policies["ext.i18n.trimmed"] = True
    made.filters |= {
        "dag": date.fromisoformat,
        "dato": day_in_words,
        "dato_kort": short_day,
        "tidspunkt": moment,
        "tall": number,
        "kort_hash": short_hash,
        "sak": case_words,
        "ord": lambda word: words.gettext(label(word)),
        "malform": lambda sentences: written_in(sentences, language),
        "ren": plain,
        "innfelt": lambda inline: Markup(render_inline(inline)),
    }
    return made


def short_day(day: date) -> str:
    """The day in figures, for tables: "1.5.2025"."""
    return f"{day.day}.{day.month}.{day.year}"


def moment(instant: datetime) -> str:
    """The instant as clocks in Norway showed it: "1. mai 2025 kl. 14.05"."""
    there = instant.astimezone(OSLO)
    return f"{day_in_words(there.date())} kl. {there:%H.%M}"


def number(value: float) -> str:
    """The number with a space that does not break between thousands, and a decimal comma: "12 345,5"."""
    return f"{value:,}".replace(",", "\N{NO-BREAK SPACE}").replace(".", ",")


def case_words(printed: str) -> str:
    """A case number inside a sentence: "sak 12/25", and "Sak 01-21" as it is, for it says so itself."""
    return printed if "sak" in printed.lower() else f"sak {printed}"


def short_hash(value: str) -> str:
    """As much of a hash as people compare by eye."""
    return value[:HASH_SIGNS]


def _address(path: str, query: Mapping[str, object], anchor: str = "") -> str:
    told = urlencode({name: str(value) for name, value in query.items() if value})
    return path + (f"?{told}" if told else "") + (f"#{anchor}" if anchor else "")
