"""The engines that the tests ask for by name, and the dictionaries loaded before the first test."""

import gc
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine

from search.engine import Engine
from search.norwegian import query_terms
from search.postgres_engine import PostgresEngine
from search.whoosh_engine import WhooshEngine
from tests.postgres import new_database_url


@pytest.fixture(scope="session", autouse=True)
def dictionaries() -> None:
    query_terms("avtalane")


@pytest.fixture(params=["whoosh", "postgres"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """An engine with nothing in it yet, not even an index."""
    if request.param == "whoosh":
        whoosh = WhooshEngine(tmp_path / "index")
        yield whoosh
        whoosh.close()
    else:
        database = create_engine(new_database_url())
        yield PostgresEngine(database)
        database.dispose()


@pytest.fixture
def quiet() -> Iterator[None]:
    """Whoosh leaves a file that it could not read for Python to close, which Python remarks upon."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        yield
        gc.collect()
