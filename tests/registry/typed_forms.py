"""Forms and pages as a browser without scripts has them: what is said where, and what a form would send."""

import re

from lxml import html
from lxml.html import FormElement, HtmlElement
from starlette.testclient import TestClient

_BLOCK_ENDS = re.compile("</(?:p|li|dt|dd|td|th|h1|h2|h3|div)>")


def form_on(client: TestClient, path: str) -> dict[str, str]:
    """What a browser would send from the form on this page if nobody typed anything."""
    answer = client.get(path)
    assert answer.status_code == 200, answer.text
    return typed_in(answer.text)


def typed_in(page: str) -> dict[str, str]:
    """What stands in the fields of the page's own form."""
    # A browser takes away the line break that opens a textarea.
    return {name: (value or "").removeprefix("\n") for name, value in _form(page).form_values()}


def sentence_for(page: str, field: str) -> str:
    """The sentence that stands at a field that must be mended; empty where there is none."""
    return words(page, f"#feil-{field}")


def summary(page: str) -> str:
    """What the error summary says."""
    return words(page, ".ds-error-summary")


def words(page: str, path: str = "main") -> str:
    """The words of every part the path leads to: tags, .classes and #ids, from the outermost in."""
    parts = html.document_fromstring(_BLOCK_ENDS.sub(r"\g<0> ", page)).xpath(
        "//" + "//".join(_step(step) for step in path.split())
    )
    return " ".join(" ".join(part.text_content().split()) for part in parts if isinstance(part, HtmlElement))


def _step(step: str) -> str:
    if step.startswith("."):
        return f"*[contains(concat(' ', normalize-space(@class), ' '), ' {step[1:]} ')]"
    return f"*[@id='{step[1:]}']" if step.startswith("#") else step


def _form(page: str) -> FormElement:
    forms = html.document_fromstring(page).forms
    return next(form for form in forms if "form" in form.get("class", "").split())
