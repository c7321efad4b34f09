"""The doctor looks at the search: how new, how large, and who can get at it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from registry.cli import health_search
from registry.database import Database
from registry.house import House
from registry.settings import Settings
from tests.registry.searching import done, opened_on, written
from tests.registry.terminal import call


@pytest.fixture
def house(with_tables, tmp_path: Path) -> Iterator[House]:
    """A small installation that keeps its index in a folder, with its database where it is without settings."""
    folder = tmp_path / "data"
    folder.mkdir()
    empty = with_tables("sqlite", folder)
    empty.close()
    Path(empty.url.database).rename(folder / "avtaleverk.sqlite3")
    opened = opened_on(Database(Settings(data=folder).database), folder)
    done(opened, lambda circle: written(circle, "Ambulansen henter"))
    yield opened
    opened.close()


def told(house: House) -> dict[str, tuple[bool, str]]:
    found = call(house.settings.data, "doctor", "--json").facts["checks"]
    return {each["check"]: (each["ok"], each["sentence"]) for each in found}


def test_it_is_told_that_there_is_no_index_yet_and_none_is_made(house):
    assert told(house)["søk"] == (
        True,
        "Søkeregisteret må bygges. Det gjøres av seg selv når serveren starter, eller noen søker.",
    )
    assert not (house.settings.data / "search").exists()


def test_it_is_told_how_far_behind_and_how_large_the_index_is(house):
    house.index.catch_up()
    size = house.index.engine.size()
    found = told(house)
    assert "à jour med loggen" in found["søk"][1]
    assert f"kjenner {size} ting" in found["søk"][1]
    assert found["søkets størrelse"][0]

    done(house, lambda circle: written(circle, "Helikopteret henter", "b"))

    assert "2 innslag bak loggen" in told(house)["søk"][1]


def test_it_warns_when_the_embedded_index_nears_its_limit(house, monkeypatch):
    house.index.catch_up()
    monkeypatch.setattr(health_search, "COMFORTABLE", int(house.index.engine.size() / 0.8))

    ok, sentence = told(house)["søkets størrelse"]

    assert not ok
    assert "Flytt registeret til PostgreSQL" in sentence


def test_a_folder_that_others_can_write_in_and_half_built_indexes_are_found(house):
    house.index.catch_up()
    folder = house.settings.data / "search"
    (folder / "index-halv").mkdir()
    assert told(house)["søkemappen"] == (
        True,
        f"Bare eieren kommer til i {folder}. 1 halvferdige ligger igjen, og ryddes av «avtaleverk reindex».",
    )

    folder.chmod(0o755)

    ok, sentence = told(house)["søkemappen"]
    assert not ok
    assert f"chmod 700 {folder}" in sentence


def test_what_could_not_be_read_is_named(house):
    with house.database.engine.execution_options(writing=True).begin() as connection:
        connection.execute(text("UPDATE version SET text = '# A' || char(10) || 'x' || char(27)"))
    house.index.catch_up()

    ok, sentence = told(house)["utelatt av søket"]

    assert not ok
    assert "fjord/avtalen@1" in sentence
