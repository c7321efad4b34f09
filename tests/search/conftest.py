"""The dictionaries are loaded before the first test, for a property test counts the time it takes."""

import pytest

from search.norwegian import query_terms


@pytest.fixture(scope="session", autouse=True)
def dictionaries() -> None:
    query_terms("avtalane")
