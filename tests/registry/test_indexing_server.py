"""In a server somebody keeps the index up to date, and those who search never wait long for it."""

import gc
import resource
import shutil
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from registry.database import Database
from registry.house import House
from registry.indexing import keeper
from registry.indexing.keeping import BEING_BUILT
from registry.indexing.turns import TurnsByDatabase, TurnsByFile
from registry.settings import SearchEngine
from search.engine import SearchUnavailable
from search.entries import Results
from tests.house import a_browser
from tests.registry.searching import ALL, done, in_the_index, opened_on, written


@pytest.fixture(params=["whoosh", "postgres"])
def server(request, with_tables, tmp_path: Path) -> Iterator[House]:
    """An installation with each engine, as a server has it open."""
    database: Database = with_tables("sqlite" if request.param == "whoosh" else "postgres", tmp_path)
    house = opened_on(database, tmp_path / "data")
    house.index.keep_up()
    yield house
    house.close()
    database.close()


def asked(house: House, words: str) -> Results:
    return house.index.search(words, ALL, exact=True)


def found(house: House, words: str) -> set[str]:
    return {hit.entry.document for hit in asked(house, words).hits if hit.entry.section_id}


@contextmanager
def somebody_at_it(house: House) -> Iterator[None]:
    """Somebody else has the turn, and is longer about it than anybody waits."""
    of_database = house.settings.search_engine is SearchEngine.POSTGRES
    turns = (
        TurnsByDatabase(house.database.engine) if of_database else TurnsByFile(house.settings.data / "search")
    )
    with turns.taken(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(keeper, "PATIENCE", 0.2)
        yield


def test_what_was_just_done_is_found_by_who_searches_a_small_register(server):
    done(server, lambda circle: written(circle, "Ambulansen henter"))
    assert found(server, "ambulansen") == {"avtalen"}

    done(server, lambda circle: written(circle, "Helikopteret henter"))

    assert found(server, "ambulansen") == set()
    assert found(server, "helikopteret") == {"avtalen"}
    assert not asked(server, "helikopteret").behind


def test_the_index_is_built_when_the_server_starts_though_nobody_searches(server):
    while server.index.engine.needs_rebuild():
        server.index._keeper._thread.join(0.02)

    assert server.index.engine.size() > 0


def test_while_the_first_index_is_built_a_search_is_told_so(server):
    with somebody_at_it(server), pytest.raises(SearchUnavailable) as told:
        asked(server, "ambulansen")

    assert str(told.value) == BEING_BUILT
    done(server, lambda circle: written(circle, "Ambulansen henter"))
    assert found(server, "ambulansen") == {"avtalen"}


def test_while_much_is_taken_in_the_index_is_searched_as_it_was_and_that_is_said(server):
    done(server, lambda circle: written(circle, "Ambulansen henter"))
    assert found(server, "ambulansen") == {"avtalen"}

    with somebody_at_it(server):
        done(server, lambda circle: written(circle, "Helikopteret henter"))
        old = asked(server, "ambulansen")

    assert old.behind
    assert old.total == 2
    assert found(server, "helikopteret") == {"avtalen"}


def test_a_server_that_stops_gives_up_what_it_builds_and_leaves_nothing_half(server, monkeypatch):
    done(server, lambda circle: written(circle, "Ambulansen henter"))
    found(server, "ambulansen")
    monkeypatch.setattr("registry.indexing.readings.LONGEST_READING", 0.0)
    seen = []

    def stops_meanwhile() -> bool:
        seen.append(1)
        if len(seen) == 3:
            server.index._closing.set()
        return not server.index._closing.is_set()

    server.index._opened[1]._goes_on = stops_meanwhile
    with pytest.raises(SearchUnavailable):
        server.index.rebuild()
    server.close()

    assert in_the_index(server.index.engine, "ambulansen") == {"avtalen@1": 2}


@pytest.fixture
def quiet() -> Iterator[None]:
    """Whoosh leaves a file that it could not read or write for Python to close, which Python remarks upon."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        yield
        gc.collect()


@pytest.fixture
def embedded(with_tables, tmp_path) -> Iterator[House]:
    """A server whose index lies in a folder, with something to find."""
    database: Database = with_tables("sqlite", tmp_path)
    house = opened_on(database, tmp_path / "data")
    house.index.keep_up()
    done(house, lambda circle: written(circle, "Ambulansen henter"))
    assert found(house, "ambulansen")
    yield house
    house.close()
    database.close()


def test_where_the_folder_cannot_be_written_reading_goes_on_and_a_search_gets_a_sentence(
    embedded, monkeypatch, caplog
):
    """The tests may run as root, whom no permission stops: a file where the folder should be stops everybody."""
    monkeypatch.setattr(keeper, "REST", 0.0)
    folder = embedded.settings.data / "search"
    shutil.rmtree(folder)
    folder.write_text("")

    with pytest.raises(SearchUnavailable, match="Dokumentene kan leses som vanlig"):
        asked(embedded, "ambulansen")

    assert "kunne ikke bringes à jour" in caplog.text
    folder.unlink()
    assert found(embedded, "ambulansen") == {"avtalen"}


@contextmanager
def a_full_disk() -> Iterator[None]:
    """No file can grow beyond a kilobyte."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1024, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_on_a_full_disk_a_search_gets_a_sentence_and_is_itself_again_when_there_is_room(
    quiet, embedded, monkeypatch, caplog
):
    monkeypatch.setattr(keeper, "REST", 0.0)
    done(embedded, lambda circle: written(circle, "Helikopteret henter", "b"))

    with a_full_disk(), pytest.raises(SearchUnavailable):
        asked(embedded, "helikopteret")

    caplog.clear()  # what is told there holds on to the file that could not be written
    assert found(embedded, "helikopteret") == {"b"}
    assert found(embedded, "ambulansen") == {"avtalen"}
    assert len(list((embedded.settings.data / "search").glob("index-*"))) == 1


def test_what_went_wrong_is_not_tried_again_by_each_who_searches(embedded, monkeypatch):
    tries = []

    def fails() -> int:
        tries.append(1)
        raise SearchUnavailable

    monkeypatch.setattr(embedded.index._keeper, "_work", fails)
    done(embedded, lambda circle: written(circle, "Helikopteret henter", "b"))
    for _ in range(5):
        with pytest.raises(SearchUnavailable):
            asked(embedded, "helikopteret")

    assert len(tries) == 1


HARMS = {
    "removed": lambda path: path.unlink(),
    "emptied": lambda path: path.write_bytes(b""),
    "cut": lambda path: path.write_bytes(path.read_bytes()[: path.stat().st_size // 2]),
    "zeroed": lambda path: path.write_bytes(b"\0" * path.stat().st_size),
    "overwritten": lambda path: path.write_bytes(b"\xff" * path.stat().st_size),
}


@pytest.mark.parametrize("harm", HARMS)
def test_files_harmed_under_a_running_server_take_down_neither_pages_nor_search(harm, quiet, embedded):
    with a_browser(embedded) as browser:
        for path in (embedded.settings.data / "search").rglob("*"):
            if path.is_file():
                HARMS[harm](path)

        assert browser.get("/").status_code == 200
        assert browser.get("/sok?q=ambulansen").status_code == 200
        assert browser.get("/readyz").json()["status"] == "klar"
        assert found(embedded, "ambulansen") == {"avtalen"}
