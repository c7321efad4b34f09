"""What a stored text holds for a search, part by part: whatever follows from its words alone."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from documents.laws.citations import laws_named
from documents.markdown import plain, read
from documents.text import LegalText, Place, Section
from registry.indexing.points import body_and_points
from search.entries import Glance, Point
from search.laws import laws_in

TEXTS_AT_HAND, SECTIONS_AT_HAND = 128, 2048
MAY_NAME_A_LAW = re.compile("§|lov|forskrift", re.IGNORECASE)
"""What has none of these need not be read for citations of the law."""


@dataclass(frozen=True, slots=True)
class Part:
    """A section as it is found: its own words, without what lies under it."""

    id: str
    """Its identity; empty for the document itself."""
    number: str
    title: str
    path: str
    """The headings above it."""
    body: str
    points: tuple[Point, ...]
    cites: tuple[str, ...]
    """The places of the law that its words cite, as `search.laws` writes them."""
    glance: Glance


@lru_cache(maxsize=TEXTS_AT_HAND)
def parts_of(stored: str) -> tuple[Part, ...]:
    """The document itself, with what stands before its first section; then each section in reading order.

    Kept by the text itself, so that it can never be stale. Raises `documents.markdown.NotALegalText`.
    """
    text = read(stored)
    read_parts = list(_read(text))
    named = frozenset(
        law.link for part in read_parts if part.may_cite for law in laws_named(part.body) if law.link
    )
    return tuple(
        Part(
            part.section.id,
            part.section.number,
            part.title,
            part.path,
            part.body,
            part.points,
            tuple(laws_in(f"{part.title}\n{part.body}", named)) if part.may_cite else (),
            _glance(part.section, text, stored),
        )
        for part in read_parts
    )


@dataclass(frozen=True, slots=True)
class _Read:
    section: Section
    path: str
    title: str
    body: str
    points: tuple[Point, ...]

    @property
    def may_cite(self) -> bool:
        """Could a law be named here?"""
        return bool(MAY_NAME_A_LAW.search(self.body) or MAY_NAME_A_LAW.search(self.title))


def _read(text: LegalText) -> Iterator[_Read]:
    yield _one(Section("", "", text.title, text.preamble), "")
    for section in text.sections:
        yield from _with_those_under(section, "")


def _with_those_under(section: Section, path: str) -> Iterator[_Read]:
    yield _one(section, path)
    heading = plain(section.heading)
    below = f"{path} › {heading}" if path else heading
    for child in section.children:
        yield from _with_those_under(child, below)


def _one(section: Section, path: str) -> _Read:
    return _Read(section, path, plain(section.title), *body_and_points(section))


def _glance(section: Section, text: LegalText, stored: str) -> Glance:
    """What the section says is to be done; and what is said of it elsewhere, if the text refers to it."""
    if f"](#{section.id})" in stored:
        return _seen(Place(section), text)
    return _seen_alone(replace(section, id="", number="", children=(), origins=()))


@lru_cache(maxsize=SECTIONS_AT_HAND)
def _seen_alone(section: Section) -> Glance:
    """Most sections read the same in the next version of their text."""
    return _seen(Place(section))


def _seen(place: Place, text: LegalText | None = None) -> Glance:
    from documents.at_a_glance import glance  # noqa: PLC0415 - its patterns take long to make

    found = glance(place, text)
    return Glance(found.what, found.who, found.due)
