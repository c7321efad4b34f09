"""Every template compiles, stands in the frame, has a title, and carries no style or script of its own."""

import re
from pathlib import Path

import pytest
from jinja2 import nodes

from registry.web.rendering import TEMPLATES, environment

ALL = {path.relative_to(TEMPLATES).as_posix(): path.read_text() for path in sorted(TEMPLATES.rglob("*.html"))}
PAGES = sorted(name for name in ALL if not name.startswith("_parts/") and name != "base.html")
STATIC = Path(TEMPLATES).parent / "static"

SAFE = {
    "_parts/point.html": 3,
    "hent-inn-se.html": 1,
    "lovkrav-rapport.html": 1,
    "mote-protokoll.html": 1,
    "punkt.html": 1,
    "skriv.html": 1,
    "skriv-punkt.html": 1,
    "versjon.html": 1,
}
"""Where HTML goes to the page as it is: what documents.html made of a text, and nothing else."""


@pytest.mark.parametrize("name", ALL)
def test_a_template_compiles(name: str) -> None:
    environment().get_template(name)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_stands_in_the_frame_and_has_a_title(name: str) -> None:
    tree = environment().parse(ALL[name])
    blocks = {block.name for block in tree.find_all(nodes.Block)}

    assert [each.template.value for each in tree.find_all(nodes.Extends)] == ["base.html"]
    assert "title" in blocks
    assert "content" in blocks


@pytest.mark.parametrize("name", ALL)
def test_no_template_has_style_or_script_of_its_own(name: str) -> None:
    markup = re.sub(r"\{#.*?#\}", "", ALL[name], flags=re.DOTALL)

    assert not re.search(
        r"<style|\sstyle\s*=|\son[a-z]+\s*=\s*[\"']|javascript:|<script(?![^>]*\ssrc=)", markup
    )


@pytest.mark.parametrize("name", ALL)
def test_no_template_asks_another_host_for_anything(name: str) -> None:
    markup = re.sub(r"\{#.*?#\}", "", ALL[name], flags=re.DOTALL)

    assert not re.search(r"\b(src|srcset|action|formaction|data)\s*=\s*[\"'](https?:)?//", markup)
    assert not re.search(r"<link[^>]*href=[\"'](https?:)?//|<(iframe|object|embed|base)\b", markup)


def test_html_goes_to_the_page_as_it_is_in_few_places() -> None:
    found = {
        name: sum(1 for each in environment().parse(source).find_all(nodes.Filter) if each.name == "safe")
        for name, source in ALL.items()
    }

    assert {name: count for name, count in found.items() if count} == SAFE


@pytest.mark.parametrize("name", ALL)
def test_no_template_turns_escaping_off(name: str) -> None:
    assert "autoescape" not in ALL[name]
    assert not list(environment().parse(ALL[name]).find_all(nodes.MarkSafe))


@pytest.mark.parametrize("name", ALL)
def test_every_form_that_changes_something_carries_the_mark_of_the_session(name: str) -> None:
    for form in re.findall(r"<form[^>]*method=\"post\".*?</form>", ALL[name], flags=re.DOTALL):
        assert 'name="csrf"' in form or "csrf(page)" in form


@pytest.mark.parametrize("name", ALL)
def test_a_part_tells_how_it_is_used(name: str) -> None:
    if name.startswith("_parts/") or name == "base.html":
        assert ALL[name].startswith("{#")


def test_every_template_is_used() -> None:
    pages = "".join(path.read_text() for path in TEMPLATES.parent.rglob("*.py"))
    imported = "".join(ALL.values())

    assert not [name for name in PAGES if f'"{name}"' not in pages]
    assert not [name for name in ALL if name.startswith("_parts/") and f'"{name}"' not in imported]


def test_the_style_sheet_and_the_script_ask_no_other_host() -> None:
    for path in STATIC.iterdir():
        fetched = re.sub(r"xmlns(:\w+)?=\"[^\"]*\"", "", path.read_text())
        assert not re.search(r"@import|https?://|eval\(|innerHTML", fetched), path.name
