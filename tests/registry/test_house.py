"""An installation opens when it is ready, keeps its secret, and says in words why it is not."""

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from registry import schema
from registry.database import Database
from registry.house import NotReady, open_house, read_secret
from registry.settings import Settings


@pytest.fixture
def settings(database: Database, tmp_path: Path) -> Settings:
    """An installation whose tables are made."""
    return Settings(
        data=tmp_path / "ny" / "data", database_url=database.url.render_as_string(hide_password=False)
    )


def test_an_installation_without_tables_is_not_opened(tmp_path):
    with pytest.raises(NotReady, match="Kjør «avtaleverk migrate»"):
        open_house(Settings(data=tmp_path))


def test_an_installation_with_older_tables_is_not_opened(settings, database):
    schema.downgrade(database, "base")

    with pytest.raises(NotReady) as refused:
        open_house(settings)

    assert refused.value.status == 503


def test_an_installation_with_its_tables_opens_and_makes_its_folder(settings):
    house = open_house(settings)

    assert settings.data.is_dir()
    assert house.database.is_sqlite is not settings.uses_postgres
    house.close()


def test_the_secret_is_made_once_and_is_the_same_the_next_time(settings):
    house = open_house(settings)
    house.close()

    assert len(house.secret) == 32
    assert read_secret(settings) == house.secret


def test_only_the_owner_may_read_the_secret(settings):
    read_secret(settings)

    assert stat.S_IMODE(settings.secret_path.stat().st_mode) == 0o600


def test_two_installations_have_two_secrets(tmp_path):
    assert read_secret(Settings(data=tmp_path / "a")) != read_secret(Settings(data=tmp_path / "b"))


def test_several_processes_that_start_at_once_agree_on_the_secret(tmp_path):
    with ThreadPoolExecutor(8) as processes:
        made = set(processes.map(lambda _: read_secret(Settings(data=tmp_path)), range(8)))

    assert len(made) == 1


@pytest.mark.parametrize("content", ["", "ikke hex", "abcd"])
def test_a_spoiled_secret_is_not_taken_for_one(tmp_path, content):
    (tmp_path / "secret").write_text(content)

    with pytest.raises(NotReady, match="secret"):
        read_secret(Settings(data=tmp_path))


def test_the_secret_may_lie_elsewhere(tmp_path):
    settings = Settings(data=tmp_path / "data", secret_file=tmp_path / "annet" / "sted")

    made = read_secret(settings)

    assert bytes.fromhex((tmp_path / "annet" / "sted").read_text()) == made
    assert not (tmp_path / "data" / "secret").exists()
