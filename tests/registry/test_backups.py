"""A backup: everything, as it was at one moment, and back again on either database."""

import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select, text

from registry import clock, schema
from registry.database import Database
from registry.errors import BadInput, RegisterError, RuleSaysNo
from registry.house import House
from registry.operations.backups import Manifest, new_file, read_manifest, restore_backup, write_backup
from registry.operations.communities import add_community
from registry.permissions import OPERATOR
from registry.queries import checking, log
from registry.tables import ReceivedFileRow, SendingRow
from tests.documents.returned_files import words
from tests.registry.builders import a_circle
from tests.registry.returned import an_exchange


def _half(aside: Path) -> None:
    aside.write_bytes(b"halvt")
    raise RuntimeError("midt i")


def backed_up(database: Database, path: Path) -> Manifest:
    with database.reading() as session:
        return write_backup(session, path, "test", clock.now())


@pytest.fixture(scope="module")
def backup(loaded: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A backup of the whole example."""
    path = tmp_path_factory.mktemp("kopi") / "alt.avt"
    database = Database(f"sqlite:///{loaded / 'avtaleverk.sqlite3'}")
    backed_up(database, path)
    yield path
    database.close()


def test_the_example_comes_back_row_by_row_on_either_database(
    backup: Path, database: Database, tmp_path: Path
):
    with database.writing() as session:
        manifest = restore_backup(session, backup)

    again = backed_up(database, tmp_path / "igjen.avt")

    assert again.digests == manifest.digests
    assert again.head == manifest.head != ""
    assert manifest.rows["decision"] >= 60


def test_what_came_back_agrees_with_its_log_and_can_be_worked_on(backup: Path, database: Database):
    with database.writing() as session:
        restore_backup(session, backup)

    with database.writing() as session:
        add_community(session, OPERATOR, "et-annet", "Et annet", clock.now())
    with database.reading() as session:
        assert list(checking.faults(session)) == []


def test_files_that_went_out_and_came_in_come_back_byte_by_byte(database: Database, tmp_path: Path):
    with database.writing() as session:
        out = an_exchange(a_circle(session))
        sent, came = out.sent().data, out.back(words("fire timer", "to timer")).data
    backed_up(database, tmp_path / "alt.avt")
    elsewhere = Database(f"sqlite:///{tmp_path / 'et-annet-sted.sqlite3'}")
    schema.upgrade(elsewhere)

    with elsewhere.writing() as session:
        restore_backup(session, tmp_path / "alt.avt")

    with elsewhere.reading() as session:
        assert session.scalars(select(SendingRow)).one().data == sent
        assert session.scalars(select(ReceivedFileRow)).one().data == came
        assert list(checking.faults(session)) == []
    elsewhere.close()


def test_a_backup_is_what_was_there_when_it_began(example: House, tmp_path: Path):
    """A writer that comes in between waits, or is not seen; nothing is half seen."""
    path = tmp_path / "kopi.avt"
    before = backed_up(example.database, tmp_path / "før.avt")
    with example.database.reading() as session:
        log.head(session)
        writer = sqlite3.connect(
            example.settings.data / "avtaleverk.sqlite3", timeout=0.1, isolation_level=None
        )
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            writer.execute("INSERT INTO community (ref, name, created_at) VALUES ('x', 'x', '2025-01-01')")
        during = write_backup(session, path, "test", clock.now())
        writer.close()

    assert during.digests == before.digests


def test_a_register_that_is_not_empty_is_left_as_it_is(backup: Path, database: Database):
    with database.writing() as session:
        add_community(session, OPERATOR, "vart-eget", "Vårt eget", clock.now())

    with pytest.raises(RuleSaysNo, match="ikke tomt"), database.writing() as session:
        restore_backup(session, backup)

    with database.reading() as session:
        assert session.scalar(text("SELECT count(*) FROM party")) == 0


def test_tables_of_another_edition_are_refused_with_the_edition_that_can(backup: Path, tmp_path: Path):
    database = Database(f"sqlite:///{tmp_path / 'ny.sqlite3'}")
    schema.upgrade(database)
    with database.writing() as session:
        session.execute(text("UPDATE alembic_version SET version_num = 'en-annen'"))

    with pytest.raises(RuleSaysNo, match=r"en-annen.*Avtaleverk test"), database.writing() as session:
        restore_backup(session, backup)
    database.close()


@settings(max_examples=200, deadline=None)
@given(data=st.data())
def test_any_flipped_bit_is_found(backup: Path, data: st.DataObject):
    damaged = bytearray(backup.read_bytes())
    place = data.draw(st.integers(0, len(damaged) - 1) | st.integers(len(damaged) - 200, len(damaged) - 1))
    damaged[place] ^= 1 << data.draw(st.integers(0, 7))
    path = backup.with_name("skadet.avt")
    path.write_bytes(damaged)

    with pytest.raises(BadInput):
        read_manifest(path)


@settings(max_examples=50, deadline=None)
@given(length=st.integers(0, 5000))
def test_a_cut_backup_is_found(backup: Path, length: int):
    path = backup.with_name("kuttet.avt")
    whole = backup.read_bytes()
    path.write_bytes(whole[: len(whole) - 1 - length])

    with pytest.raises(BadInput):
        read_manifest(path)


@pytest.mark.parametrize("content", [b"", b"x", b"PK\x03\x04" + b"0" * 200])
def test_what_is_no_backup_is_told_so(tmp_path: Path, content: bytes):
    path = tmp_path / "noe.zip"
    path.write_bytes(content)

    with pytest.raises(BadInput, match="ingen sikkerhetskopi"):
        read_manifest(path)


def test_an_empty_register_can_be_backed_up_and_restored(database: Database, tmp_path: Path):
    manifest = backed_up(database, tmp_path / "tom.avt")

    with database.writing() as session:
        assert restore_backup(session, tmp_path / "tom.avt").rows == manifest.rows
    assert sum(manifest.rows.values()) == 0


def test_a_new_file_never_takes_the_place_of_another(tmp_path: Path):
    path = tmp_path / "min.avt"
    path.write_text("viktig", encoding="utf-8")

    with pytest.raises(RuleSaysNo, match="finnes fra før"), new_file(path):
        raise AssertionError("nothing is written")

    assert path.read_text(encoding="utf-8") == "viktig"


def test_a_new_file_that_fails_leaves_nothing(tmp_path: Path):
    with pytest.raises(RuntimeError, match="midt i"), new_file(tmp_path / "min.avt") as aside:
        _half(aside)

    assert list(tmp_path.iterdir()) == []


def test_a_new_file_is_its_owners_alone(tmp_path: Path):
    with new_file(tmp_path / "min.avt") as aside:
        aside.write_bytes(b"helt")

    assert (tmp_path / "min.avt").stat().st_mode & 0o777 == 0o600


def test_a_place_where_nothing_can_be_written_is_told_so(tmp_path: Path):
    with pytest.raises(RegisterError, match="kan ikke skrives"), new_file(tmp_path / "ingen" / "min.avt"):
        raise AssertionError("nothing is written")


def test_a_backup_that_was_copied_is_the_same_backup(backup: Path, tmp_path: Path):
    shutil.copy(backup, tmp_path / "kopi.avt")

    assert read_manifest(tmp_path / "kopi.avt") == read_manifest(backup)
