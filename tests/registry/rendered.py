"""Pages and parts of pages, rendered and read as a browser reads them."""

from datetime import date
from typing import Any

from lxml import html
from lxml.html import HtmlElement

from registry.permissions import PUBLIC
from registry.tables import CommunityRow
from registry.web.rendering import PageContext, environment

TODAY = date(2026, 11, 22)
FJORDMARK = CommunityRow(ref="fjordmark", name="Helsefellesskapet Fjordmark")


def a_page(path: str = "/dokumenter", on: date = TODAY, **told: Any) -> PageContext:
    given: dict[str, Any] = {"actor": PUBLIC, "community": FJORDMARK, "csrf": "abc", "title": "Dokumenter"}
    return PageContext(on=on, today=TODAY, path=path, **(given | told))


def shown(page: PageContext, content: str = "", **context: object) -> HtmlElement:
    """A page with this content, as a browser reads it."""
    source = '{% extends "base.html" %}{% block content %}' + content + "{% endblock %}"
    return html.document_fromstring(
        environment(page.language).from_string(source).render(page=page, **context)
    )


def part(file: str, call: str, page: PageContext | None = None, **context: object) -> HtmlElement:
    """What one macro makes."""
    source = f'{{% import "_parts/{file}.html" as parts %}}<div>{{{{ parts.{call} }}}}</div>'
    made = environment().from_string(source).render(page=page or a_page(), **context)
    return html.fragment_fromstring(made)


def words(element: HtmlElement) -> str:
    return " ".join(element.text_content().split())
