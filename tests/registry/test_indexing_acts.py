"""On PostgreSQL an act and what the search knows of it are one: both are committed, or neither."""

from collections.abc import Iterator
from datetime import date

import pytest
from sqlalchemy import inspect, select, text

from registry.database import Database
from registry.house import House
from registry.indexing.turns import TurnsByDatabase
from registry.queries import log
from registry.tables import DocumentRow
from tests.registry.builders import the_circle
from tests.registry.searching import done, in_the_index, opened_again, opened_on, written


@pytest.fixture
def database(with_tables, tmp_path) -> Iterator[Database]:
    made = with_tables("postgres", tmp_path)
    yield made
    made.close()


@pytest.fixture
def house(database, tmp_path) -> Iterator[House]:
    """An installation on PostgreSQL whose index is as new as the register."""
    opened = opened_on(database, tmp_path)
    opened.index.catch_up()
    yield opened
    opened.close()


@pytest.fixture
def elsewhere(house, database, tmp_path) -> Iterator[House]:
    """The same installation in another process."""
    opened = opened_again(database, tmp_path)
    yield opened
    opened.close()


def test_what_is_committed_is_found_at_once_and_what_is_not_by_nobody(house, elsewhere):
    with house.database.writing() as session:
        written(the_circle(session), "Ambulansen henter")
        assert in_the_index(elsewhere.index.engine, "ambulansen") == {}

    assert in_the_index(elsewhere.index.engine, "ambulansen") == {"avtalen@1": 2}
    assert elsewhere.index.is_current()


def test_between_the_writing_and_the_commit_others_search_and_find_what_was(house, elsewhere):
    done(house, lambda circle: written(circle, "Ambulansen henter"))

    def others(_session) -> None:
        seen.append(in_the_index(elsewhere.index.engine, "ambulansen"))
        seen.append(in_the_index(elsewhere.index.engine, "helikopteret"))

    seen: list[dict[str, int]] = []
    house.database.before_commit(others)
    done(house, lambda circle: written(circle, "Helikopteret henter"))

    assert seen == [{"avtalen@1": 2}, {}]
    assert in_the_index(elsewhere.index.engine, "ambulansen") == {}
    assert in_the_index(elsewhere.index.engine, "helikopteret") == {"avtalen@1": 2}


def test_what_is_undone_leaves_nothing_in_the_index(house, elsewhere):
    def fails(_session) -> None:
        raise ZeroDivisionError

    house.database.before_commit(fails)
    with pytest.raises(ZeroDivisionError):
        done(house, lambda circle: written(circle, "Ambulansen henter"))

    assert in_the_index(elsewhere.index.engine, "ambulansen") == {}
    assert elsewhere.index.is_current()


def rename_column(house: House, old: str, new: str) -> None:
    """Somebody meddles with the tables of the index."""
    with house.database.engine.begin() as connection:
        entries = next(
            each for each in inspect(connection).get_table_names("search") if each.startswith("entry")
        )
        connection.execute(text(f"ALTER TABLE search.{entries} RENAME COLUMN {old} TO {new}"))


def test_a_fault_of_the_index_stops_no_act_and_is_mended_by_the_next_who_searches(house, elsewhere, caplog):
    rename_column(house, "key", "gone")

    done(house, lambda circle: written(circle, "Ambulansen henter"))

    assert "er ikke i søkeregisteret ennå" in caplog.text
    with house.database.reading() as session:
        assert session.scalars(select(DocumentRow.ref)).all() == ["avtalen"]
        head = log.head(session)
    assert head is not None
    assert elsewhere.index.engine.reached().position < head.seq
    rename_column(house, "gone", "key")
    elsewhere.index.catch_up()
    assert in_the_index(elsewhere.index.engine, "ambulansen") == {"avtalen@1": 2}


def test_an_act_does_not_wait_for_somebody_who_builds_the_index(house, elsewhere):
    with TurnsByDatabase(elsewhere.database.engine).taken():
        done(house, lambda circle: written(circle, "Ambulansen henter"))
        done(house, lambda circle: written(circle, "Helikopteret henter", "b"))
        assert in_the_index(elsewhere.index.engine, "ambulansen") == {}

    assert elsewhere.index.catch_up() > 0
    assert in_the_index(elsewhere.index.engine, "ambulansen helikopteret") == {"avtalen@1": 2, "b@1": 2}
    done(house, lambda circle: written(circle, "Bilen henter"))
    assert in_the_index(elsewhere.index.engine, "bilen") == {"avtalen@1": 2}


def test_an_act_takes_in_nothing_where_there_is_no_index(database, tmp_path):
    opened = opened_on(database, tmp_path)
    done(opened, lambda circle: written(circle, "Ambulansen henter"))

    assert opened.index.engine.needs_rebuild()
    assert opened.index.catch_up() > 0
    assert in_the_index(opened.index.engine, "ambulansen") == {"avtalen@1": 2}
    opened.close()


def test_an_act_leaves_the_day_to_whoever_searches(house, elsewhere, monkeypatch):
    day = house.index.engine.reached().day
    monkeypatch.setattr("registry.clock.today", lambda: date(2030, 1, 1))

    done(house, lambda circle: written(circle, "Ambulansen henter"))

    assert elsewhere.index.engine.reached().day == day
    assert in_the_index(elsewhere.index.engine, "ambulansen") == {"avtalen@1": 2}
    assert not elsewhere.index.is_current()
