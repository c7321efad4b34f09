"""Registers of every earlier edition come with us: their backups are restored, their tables brought up to date.

`releases/` holds a backup of the example as each edition made it, named after its last migration.
"""

from pathlib import Path

import pytest
from sqlalchemy import text

from registry import schema
from registry.database import Database
from registry.operations.backups import read_manifest, restore_backup
from registry.queries import checking
from tests.registry.terminal import call

RELEASES = sorted((Path(__file__).parent / "releases").glob("*.avt"))


@pytest.fixture(params=RELEASES, ids=lambda path: path.stem)
def release(request: pytest.FixtureRequest) -> Path:
    return request.param


def test_a_register_of_an_earlier_edition_is_brought_up_to_date_with_every_row(
    release: Path, database: Database
):
    manifest = read_manifest(release)
    schema.stand_at(database, manifest.revision)
    with database.writing() as session:
        restore_backup(session, release)

    schema.upgrade(database)

    assert schema.is_current(database)
    assert schema.missing_guards(database) == frozenset()
    with database.reading() as session:
        for table, count in manifest.rows.items():
            assert session.scalar(text(f'SELECT count(*) FROM "{table}"')) == count
        assert list(checking.faults(session)) == []


def test_going_back_to_that_edition_keeps_its_rows(release: Path, database: Database):
    manifest = read_manifest(release)
    schema.stand_at(database, manifest.revision)
    with database.writing() as session:
        restore_backup(session, release)
    schema.upgrade(database)

    schema.downgrade(database, manifest.revision)

    with database.reading() as session:
        assert session.scalar(text("SELECT count(*) FROM decision")) == manifest.rows["decision"]


def test_a_backup_of_an_earlier_edition_is_restored_with_one_command(release: Path, tmp_path: Path):
    told = call(tmp_path, "restore", str(release), "--json")

    assert (told.code, told.err) == (0, "")
    assert told.facts["ok"] is True
    assert call(tmp_path, "compliance", "--on", "2025-06-01", "--json").facts["totals"]["dekket"] == 13


def test_a_backup_of_a_later_edition_is_refused_and_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(schema, "knows", lambda _revision: False)

    told = call(tmp_path, "restore", str(RELEASES[0]))

    assert told.code == 1
    assert "nyere enn denne utgaven" in told.err
