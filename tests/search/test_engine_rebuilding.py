"""An index is built anew while others search and write: nothing waits long, and nothing is lost unseen."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine as Database
from sqlalchemy import create_engine, inspect, text

from search.engine import SearchUnavailable
from search.postgres_engine import PostgresEngine
from tests.postgres import new_database_url
from tests.search.builders import an_entry, at, found, put

OLD, NEW = an_entry("gammel plan", key="old", version="1"), an_entry("ny plan", key="new", version="2")


def test_what_is_written_while_the_index_is_built_anew_is_known_to_be_missing(engine):
    engine.rebuild([OLD], at(1))

    def entries():
        put(engine, "2", [NEW], 5)
        yield OLD

    engine.rebuild(entries(), at(4))

    assert found(engine, "plan") == {"old"}
    assert engine.reached().position == 4


@pytest.fixture
def database() -> Iterator[Database]:
    """A database with an index of one entry."""
    database = create_engine(new_database_url())
    PostgresEngine(database).rebuild([OLD], at(1))
    yield database
    database.dispose()


def tables(database: Database) -> set[str]:
    return set(inspect(database).get_table_names(schema="search"))


def test_another_engine_reads_the_new_tables_and_the_old_ones_are_gone(database):
    here, there = PostgresEngine(database), PostgresEngine(database)
    assert found(here, "plan") == {"old"}

    there.rebuild([NEW], at(2))

    assert found(here, "plan") == {"new"}
    assert tables(database) == {"current", "entry_2", "word_2"}


def test_the_tables_of_an_earlier_edition_give_way(database):
    with database.begin() as connection:
        connection.execute(text("CREATE TABLE search.state (rules text)"))
        connection.execute(text("UPDATE search.current SET rules = 'other'"))
    engine = PostgresEngine(database)
    assert engine.needs_rebuild()

    engine.rebuild([NEW], at(2))

    assert found(engine, "plan") == {"new"}
    assert tables(database) == {"current", "entry_2", "word_2"}


def test_tables_that_somebody_reads_are_left_to_the_next_builder(database):
    engine = PostgresEngine(database)
    with database.connect() as reader:
        reader.execute(text("SELECT * FROM search.entry_1")).all()

        engine.rebuild([NEW], at(2))

        assert found(engine, "plan") == {"new"}
        assert "entry_1" in tables(database)
    engine.rebuild([OLD, NEW], at(3))
    assert tables(database) == {"current", "entry_3", "word_3"}


def test_a_build_within_a_transaction_counts_when_it_is_committed(database):
    engine = PostgresEngine(database)
    with database.connect() as connection:
        engine.within(connection).rebuild([NEW], at(2))
        assert found(engine, "plan") == {"old"}
        connection.commit()

    assert found(engine, "plan") == {"new"}
    assert engine.reached().position == 2


def test_a_search_that_takes_too_long_is_stopped_and_says_how_to_narrow_it(database):
    engine = PostgresEngine(database)
    with database.begin() as somebody:
        somebody.execute(text("LOCK TABLE search.entry_1"))

        with pytest.raises(SearchUnavailable, match="Søket tok for lang tid og ble stanset"):
            found(engine, "plan")

    assert found(engine, "plan") == {"old"}
