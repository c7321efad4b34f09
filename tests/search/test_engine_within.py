"""PostgreSQL alone: the index is written in somebody else's transaction, and comes and goes with it."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine as Database
from sqlalchemy import create_engine, text

from search.engine import SearchUnavailable
from search.postgres_engine import PostgresEngine
from tests.postgres import new_database_url
from tests.search.builders import an_entry, at, found, put


@pytest.fixture
def database() -> Iterator[Database]:
    """A database with an index of one entry."""
    database = create_engine(new_database_url())
    PostgresEngine(database).rebuild([an_entry("gammel plan", key="old", version="1")], at(1))
    yield database
    database.dispose()


def test_what_is_written_within_a_transaction_is_found_by_others_when_it_is_committed(database):
    engine = PostgresEngine(database)
    with database.connect() as connection:
        within = engine.within(connection)
        put(within, "2", [an_entry("ny plan", key="new", version="2")], 2)

        assert found(within, "plan") == {"old", "new"}
        assert found(engine, "plan") == {"old"}
        assert engine.reached().position == 1

        connection.commit()

    assert found(engine, "plan") == {"old", "new"}
    assert engine.reached().position == 2


def test_what_is_rolled_back_was_never_written(database):
    engine = PostgresEngine(database)
    with database.connect() as connection:
        put(engine.within(connection), "1", [], 2)
        connection.rollback()

    assert found(engine, "plan") == {"old"}
    assert engine.reached().position == 1


def test_a_fault_in_the_index_leaves_the_transaction_it_happened_in_as_it_was(database):
    with database.begin() as connection:
        connection.execute(text("CREATE TABLE act (what text)"))
        connection.execute(text("INSERT INTO act VALUES ('vedtatt')"))
        with pytest.raises(SearchUnavailable):
            put(PostgresEngine(database, "missing").within(connection), "1", [], 2)

    with database.connect() as connection:
        assert connection.scalar(text("SELECT what FROM act")) == "vedtatt"
