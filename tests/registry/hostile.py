"""Words of somebody who means ill, and what in a page would do as they say."""

from lxml import html
from lxml.html import HtmlElement

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "</textarea><script>alert(2)</script>",
    "[trykk her](javascript:alert(3))",
    "<svg/onload=alert(4)>",
    '" onfocus="alert(5)" autofocus="',
]


def what_runs(page: str) -> list[str]:
    """Everything in a page that would run: scripts not our own, handlers, addresses that are code."""
    tree = html.document_fromstring(page)
    scripts = [each for each in tree.iter("script") if not (each.get("src") or "").startswith("/static/")]
    handlers = [
        f"{element.tag} {name}"
        for element in tree.iter()
        if isinstance(element, HtmlElement)
        for name in element.attrib
        if name.startswith("on") or element.get(name, "").strip().lower().startswith("javascript:")
    ]
    return [html.tostring(each, encoding="unicode") for each in scripts] + handlers
