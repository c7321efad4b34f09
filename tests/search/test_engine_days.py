"""What was in force on a day is found by who asks about that day: the same for Whoosh and PostgreSQL."""

from datetime import date

import pytest

from search.entries import Filters
from tests.search.builders import an_entry, at, found

THREE = (
    an_entry("Varsel", key="old", first_day="2021-01-01", last_day="2025-04-30", past=True),
    an_entry("Varsel", key="now", first_day="2025-05-01"),
    an_entry("Varsel", key="draft", status="utkast"),
)


def test_what_is_no_longer_in_force_is_found_only_by_who_asks_about_a_day(engine):
    engine.rebuild(THREE, at(1))

    assert found(engine, "varsel") == {"now", "draft"}


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2020, 12, 31), set()),
        (date(2021, 1, 1), {"old"}),
        (date(2025, 4, 30), {"old"}),
        (date(2025, 5, 1), {"now"}),
        (date(2199, 12, 31), {"now"}),
    ],
)
def test_on_a_day_only_what_was_in_force_then_is_found(engine, day, expected):
    engine.rebuild(THREE, at(1))

    assert found(engine, "varsel", Filters(public_only=False, on=day)) == expected
