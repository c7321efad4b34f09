"""Section numbers in running text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.citations import citations, printed


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("jf. § 6-2 første ledd", ["6.2"]),
        ("etter §6-2.", ["6.2"]),
        ("i § 5 står det", ["5"]),
        ("se punkt 5.2 c)", ["5.2 c"]),
        ("punkt 5.2 bokstav c", ["5.2 c"]),
        ("5.2 i avtalen", ["5.2"]),
        ("kapittel 4 og punkt 4.3", ["4", "4.3"]),
        ("møtet 1.5.2025 om 12 saker og 3,5 årsverk", []),
        ("klokka 24/7, 100 % og 2024", []),
    ],
)
def test_a_section_number_is_told_from_other_figures(text, numbers):
    assert [citation.number for citation in citations(text)] == numbers


def test_a_point_knows_its_section():
    (citation,) = citations("5.2 c")

    assert citation.section == "5.2"


@given(st.text(max_size=100))
@settings(deadline=None)
def test_any_text_can_be_read_for_numbers(text):
    assert all(citation.number for citation in citations(text))


def test_what_is_no_number_is_printed_as_nothing():
    assert printed("Innledning") == ""
    assert printed("") == ""
