"""Keeping the register safe from the command line: verify, backup, restore, reindex."""

from pathlib import Path

import pytest
from sqlalchemy import text

from registry.house import House
from tests.registry.terminal import call


def folder_of(house: House) -> Path:
    return house.settings.data


def change_one_byte(house: House) -> None:
    """Somebody who owns the database takes the guard away and changes an adopted text."""
    with house.database.writing() as session:
        session.execute(text("DROP TRIGGER version_text_is_fixed"))
        session.execute(
            text(
                "UPDATE version SET text = replace(text, 'Avtalen', 'avtalen') WHERE number = '2025.1' AND "
                "document_id = (SELECT id FROM document WHERE ref = 'samarbeidsavtalen')"
            )
        )


def test_an_untouched_register_is_clean(loaded: Path):
    told = call(loaded, "verify", "--json")

    assert (told.code, told.err) == (0, "")
    assert told.facts["ok"] is True
    assert told.facts["faults"] == []
    assert told.facts["versions"] >= 25
    assert told.facts["decisions"] >= 60
    assert len(told.facts["head"]) == 64


def test_a_changed_adopted_text_is_named(example: House):
    change_one_byte(example)

    told = call(folder_of(example), "verify")

    assert told.code == 1
    assert "samarbeidsavtalen@2025.1" in told.err
    assert "retningslinje-5" not in told.err


def test_a_guard_that_was_taken_away_is_named(example: House):
    with example.database.writing() as session:
        session.execute(text("DROP TRIGGER decision_is_fixed"))

    facts = call(folder_of(example), "verify", "--json").facts

    assert facts["faults"] == ["Vernet «decision_is_fixed» mangler i databasen."]


def test_a_changed_decision_is_named_by_its_case(example: House):
    with example.database.writing() as session:
        session.execute(text("DROP TRIGGER decision_is_fixed"))
        session.execute(text("UPDATE decision SET votes_for = votes_for + 1 WHERE case_number = 'PS 22/25'"))

    told = call(folder_of(example), "verify")

    assert told.code == 1
    assert "PS 22/25" in told.err


def test_a_backup_is_restored_into_an_empty_folder_and_agrees(loaded: Path, tmp_path: Path):
    copy, there = tmp_path / "kopi.avt", tmp_path / "nytt"
    kept = call(loaded, "backup", str(copy), "--json")
    back = call(there, "restore", str(copy), "--json")

    assert (kept.code, back.code) == (0, 0)
    assert back.facts["ok"] is True
    assert back.facts["digests"] == kept.facts["digests"]
    assert call(there, "verify", "--json").facts["head"] == call(loaded, "verify", "--json").facts["head"]


def test_what_was_restored_can_be_searched(loaded: Path, tmp_path: Path):
    copy, there = tmp_path / "kopi.avt", tmp_path / "nytt"
    call(loaded, "backup", str(copy))
    call(there, "restore", str(copy))

    assert call(there, "search", "utskrivningsklare", "--json").facts["total"] > 0


def test_a_backup_never_writes_over_anything(loaded: Path, tmp_path: Path):
    copy = tmp_path / "kopi.avt"
    copy.write_text("viktig", encoding="utf-8")

    assert call(loaded, "backup", str(copy)).code == 1
    assert copy.read_text(encoding="utf-8") == "viktig"


def test_a_damaged_backup_is_refused_before_anything_is_made(loaded: Path, tmp_path: Path):
    copy, there = tmp_path / "kopi.avt", tmp_path / "nytt"
    call(loaded, "backup", str(copy))
    damaged = bytearray(copy.read_bytes())
    damaged[len(damaged) // 2] ^= 1
    copy.write_bytes(damaged)

    told = call(there, "restore", str(copy))

    assert told.code == 2
    assert "er skadet" in told.err
    assert not there.exists()


def test_nothing_is_restored_on_top_of_a_register(loaded: Path, example: House, tmp_path: Path):
    copy = tmp_path / "kopi.avt"
    call(loaded, "backup", str(copy))

    told = call(folder_of(example), "restore", str(copy))

    assert told.code == 1
    assert "ikke tomt" in told.err


def test_a_fault_that_was_there_before_the_backup_comes_back_and_is_told(example: House, tmp_path: Path):
    copy, there = tmp_path / "kopi.avt", tmp_path / "nytt"
    change_one_byte(example)
    call(folder_of(example), "backup", str(copy))

    told = call(there, "restore", str(copy), "--json")

    assert told.code == 1
    assert "samarbeidsavtalen@2025.1" in told.err
    assert told.facts["ok"] is False


def test_reindex_makes_the_search_anew(example: House):
    told = call(folder_of(example), "reindex", "--json")

    assert told.code == 0
    assert told.facts["sections"] > 100


@pytest.mark.parametrize("command", ["verify", "reindex", "in-force", "decisions", "compliance"])
def test_where_there_is_no_register_nothing_is_made(tmp_path: Path, command: str):
    told = call(tmp_path / "ingen", command)

    assert told.code == 1
    assert "avtaleverk demo" in told.err
    assert not (tmp_path / "ingen").exists()
