"""Entries and searches as the tests speak of them."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from search.engine import Engine, Page, Reached
from search.entries import Entry, Filters, Results
from search.query import parse

PLAIN = Entry(
    key="",
    document="samarbeidsavtalen",
    document_title="Samarbeidsavtale",
    kind="samarbeidsavtale",
    version="2025.1",
    section_id="",
    number="",
    title="",
    path="",
    body="",
    status="gjelder",
    language="nb",
    public=True,
    community="nord",
)


def an_entry(body: str = "", **facts: Any) -> Entry:
    """An entry with this body; what is not said is of no matter."""
    key = facts.get("key") or f"{facts.get('document', '')}/{facts.get('number', '')}/{body}"
    return replace(PLAIN, body=body, **facts | {"key": key})


ALL = Filters(public_only=False)


def search(engine: Engine, typed: str, filters: Filters = ALL, **page: int) -> Results:
    return engine.search(parse(typed), filters, Page(**page))


def found(engine: Engine, typed: str, filters: Filters = ALL) -> set[str]:
    return {hit.entry.key for hit in search(engine, typed, filters, limit=100).hits}


def at(position: int, day: str = "2026-01-05") -> Reached:
    return Reached(position, day)


def put(engine: Engine, version: str, entries: Iterable[Entry], position: int = 1, **named: str) -> None:
    """Let these stand for a version of the agreement in "nord", or of the document named."""
    document, community = named.get("document", "samarbeidsavtalen"), named.get("community", "nord")
    engine.replace({(community, f"{document}@{version}"): entries}, at(position))
