"""The stories' stage: one copy of the example for a whole file, and a browser for each who comes."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from registry.house import House
from tests.house import a_browser, another_browser, opened_copy, signed_in
from tests.pages import NOBODY, prepare

Visitors = dict[str, TestClient]


@pytest.fixture(scope="module")
def stage(loaded: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """The example, shared by the tests of a file that leave it as it was."""
    with opened_copy(loaded, tmp_path_factory.mktemp("scene") / "data") as house:
        yield house


@pytest.fixture(scope="module")
def place(stage: House) -> Callable[[str], str]:
    """Fills in the addresses of tests.pages."""
    return prepare(stage)


@pytest.fixture(scope="module")
def arrivals(stage: House) -> Iterator[Visitors]:
    """The browsers there are so far, by account."""
    with a_browser(stage) as nobody:
        yield {NOBODY: nobody}


@pytest.fixture(scope="module")
def visitor(arrivals: Visitors) -> Callable[[str], TestClient]:
    """The browser of somebody with this account, or of nobody in particular."""

    def browser(account: str) -> TestClient:
        if account not in arrivals:
            arrivals[account] = signed_in(another_browser(arrivals[NOBODY]), account)
        return arrivals[account]

    return browser
