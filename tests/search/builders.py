"""Entries as the tests speak of them."""

from dataclasses import replace
from typing import Any

from search.entries import Entry

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
