"""An installation is told what it needs by its environment, and a slip of the pen is answered."""

import pytest

from registry.settings import SearchEngine, Settings, WrongSettings, load_settings


def test_an_unknown_setting_is_an_error_that_names_the_nearest(monkeypatch):
    monkeypatch.setenv("AVTALEVERK_DATABSE_URL", "sqlite://")

    with pytest.raises(WrongSettings, match="Mente du AVTALEVERK_DATABASE_URL"):
        load_settings()


def test_a_setting_that_cannot_be_used_is_an_error(monkeypatch):
    monkeypatch.setenv("AVTALEVERK_SEARCH", "google")

    with pytest.raises(WrongSettings, match="kan ikke brukes"):
        load_settings()


def test_the_engine_of_the_search_fits_the_database():
    assert Settings().search_engine is SearchEngine.WHOOSH
    assert Settings(database_url="postgresql+psycopg://x/y").search_engine is SearchEngine.POSTGRES
    assert (
        Settings(database_url="postgresql+psycopg://x/y", search="whoosh").search_engine
        is SearchEngine.WHOOSH
    )


def test_without_a_database_url_the_data_folder_holds_the_database(tmp_path):
    assert Settings(data=tmp_path).database == f"sqlite:///{tmp_path / 'avtaleverk.sqlite3'}"
