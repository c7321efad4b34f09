"""The stories' stage: one copy of the example for a whole file, and a browser for each who comes."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy.orm import Session
from starlette.testclient import TestClient

from registry import schema
from registry.database import Database
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


@pytest.fixture(scope="module")
def no_register_yet(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """An empty register on SQLite that stays empty, for `session`."""
    made = Database(f"sqlite:///{tmp_path_factory.mktemp('parter') / 'tom.sqlite3'}")
    schema.upgrade(made)
    yield made
    made.close()


@pytest.fixture
def session(no_register_yet: Database) -> Iterator[Session]:
    """A writing session on it. All that is done in it is undone at the end."""
    with Session(no_register_yet.engine.execution_options(writing=True), expire_on_commit=False) as writing:
        yield writing
