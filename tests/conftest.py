"""The example, opened and served; imported only where asked for, so that tests of knowledge begin at once."""

from __future__ import annotations

import fcntl
import gc
import os
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from starlette.testclient import TestClient

    from registry.house import House
    from tests.office import Office


SLOW_FIRST = ("test_api_fuzz.py", "test_docx_hostile.py", "browser", "stories", "registry")
"""Files and folders whose tests take longest: they begin, so that no process waits for one at the end. The second
needs no example: while one process makes it, the other has something to do."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the slow files first, each file as it stands."""
    items.sort(key=lambda item: _rank(item.path))


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Search for no garbage while tests are gathered, and afterwards only in what is new.

    Thousands of tests and all the modules they import stay to the end; going through them again and again takes a
    quarter of the time that gathering takes, and some of every test's. A test makes hundreds of thousands of
    things and keeps few of them: it is enough to search seldom.
    """
    gc.disable()
    try:
        return (yield)
    finally:
        gc.collect()
        gc.freeze()
        gc.set_threshold(50_000, 20, 50)
        gc.enable()


def _rank(path: Path) -> int:
    return next((at for at, name in enumerate(SLOW_FIRST) if name in path.parts), len(SLOW_FIRST))


@pytest.fixture(scope="session")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the example, made once; tests take copies.

    Processes that run tests side by side have one together: the first who needs it makes it.
    """
    from tests.house import load_example

    if "PYTEST_XDIST_WORKER" not in os.environ:
        return load_example(tmp_path_factory.mktemp("eksempel"))
    of_all = tmp_path_factory.getbasetemp().parent
    whole = of_all / "eksempel"
    with (of_all / "eksempel.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not whole.exists():
            load_example(tmp_path_factory.mktemp("eksempel")).rename(whole)
    return whole


@pytest.fixture
def example(loaded: Path, tmp_path: Path) -> Iterator[House]:
    """The example on SQLite, this test's own."""
    from tests.house import opened_copy

    with opened_copy(loaded, tmp_path / "data") as house:
        yield house


@pytest.fixture
def client(example: House) -> Iterator[TestClient]:
    """A browser without scripts, nobody signed in."""
    from tests.house import a_browser

    with a_browser(example) as browser:
        yield browser


@pytest.fixture
def sign_in(client: TestClient) -> Callable[[str], TestClient]:
    """Sign in as one of the example's accounts: `sign_in("sekretariat")`."""
    from tests.house import signed_in

    return lambda account: signed_in(client, account)


@pytest.fixture(scope="session")
def office() -> Iterator[Office]:
    """LibreOffice, started once a session; the test is skipped where it is not installed."""
    from tests.office import an_office, missing

    if reason := missing():
        pytest.skip(reason)
    with an_office() as started:
        yield started
