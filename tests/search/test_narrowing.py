"""A search made narrower and wider by its filters."""

import pytest

from search.narrowing import FACETS, narrower, narrowings, widest
from search.query import parse


@pytest.mark.parametrize(
    ("typed", "filters"),
    [
        ("frist", []),
        ("frist type:rutine", [("type", "rutine", False, "frist")]),
        ("slag:rutine frist", [("type", "rutine", False, "frist")]),
        ("frist -type:vedtak melding", [("type", "vedtak", True, "frist melding")]),
        ('frist status:"til vedtak"', [("status", "til vedtak", False, "frist")]),
        ("ar:2024", [("år", "2024", False, "")]),
        ('"type:rutine er et filter"', []),
        (
            "kommune:granvik lov:6-2-4",
            [("part", "granvik", False, "lov:6-2-4"), ("lov", "6-2-4", False, "kommune:granvik")],
        ),
    ],
)
def test_the_filters_of_a_search_are_known_and_can_be_taken_away(
    typed: str, filters: list[tuple[str, str, bool, str]]
) -> None:
    assert [(each.name, each.value, each.turned, each.wider) for each in narrowings(typed)] == filters


def test_without_all_its_filters_a_search_has_its_words_left() -> None:
    assert widest('frist -type:vedtak organ:asu status:"til vedtak" melding') == "frist melding"
    assert widest("type:rutine") == ""


@pytest.mark.parametrize("facet", FACETS)
@pytest.mark.parametrize("value", ["2024", "til vedtak", "særavtale", "retningslinje-5"])
def test_what_narrows_a_search_is_a_filter_of_it_and_changes_no_word(facet: str, value: str) -> None:
    narrowed = narrower("«tidlig melding» frist", facet, value)

    assert [(each.name, each.value) for each in narrowings(narrowed)] == [(FACETS[facet], value)]
    assert parse(narrowed).wishes == parse("«tidlig melding» frist").wishes
    assert widest(narrowed) == "«tidlig melding» frist"
