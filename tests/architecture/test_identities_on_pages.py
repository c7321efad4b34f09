"""An identity in a text is never the name of anything else on the page the text stands on.

An identity is small letters and digits, chosen by the register or typed by a person: it may be any word.
So whatever else has a name on a page with a text, has a hyphen in it.
"""

import re

import pytest

from registry.web.rendering import TEMPLATES

WITH_A_TEXT = ["versjon.html", "hent-inn-se.html"]
"""Pages where sections and points stand with their identities (`html|safe`)."""
AROUND = ["base.html", *(f"_parts/{path.name}" for path in sorted((TEMPLATES / "_parts").glob("*.html")))]
_NAMED = re.compile(r"""(?<![\w-])id(?:="|=')([^"']*)["']""")
_IDENTITY = re.compile(r"[a-z0-9]+")


@pytest.mark.parametrize("name", [*WITH_A_TEXT, *AROUND])
def test_nothing_on_a_page_with_a_text_has_a_name_that_an_identity_could_be(name: str) -> None:
    names = _NAMED.findall((TEMPLATES / name).read_text())

    assert [each for each in names if _IDENTITY.fullmatch(each)] == []


def test_the_pages_with_a_text_are_the_ones_that_stand_here() -> None:
    found = {
        path.relative_to(TEMPLATES).as_posix()
        for path in TEMPLATES.rglob("*.html")
        if re.search(r"<article[^>]*>\s*\{\{ html\|safe|^\{\{ html\|safe", path.read_text(), re.MULTILINE)
    }

    assert found == set(WITH_A_TEXT)
