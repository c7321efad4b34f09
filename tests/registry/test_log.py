"""`verify` finds whatever was changed behind the register's back, and says what."""

import sqlite3
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from registry.audit import chained
from registry.house import House
from registry.queries import checking

GUARDS = [
    "version_text_is_fixed",
    "decision_is_fixed",
    "decision_is_kept",
    "audit_is_fixed",
    "audit_is_kept",
    "version_is_kept",
]


def faults(house: House) -> list[str]:
    with house.database.reading() as session:
        return list(checking.faults(session))


def behind_its_back(house: House, *statements: str) -> None:
    """Someone with the file and no respect for triggers."""
    connection = sqlite3.connect(Path(house.settings.data) / "avtaleverk.sqlite3")
    for guard in GUARDS:
        connection.execute(f"DROP TRIGGER IF EXISTS {guard}")
    for statement in statements:
        assert connection.execute(statement).rowcount > 0, statement
    connection.commit()
    connection.close()


def test_an_untouched_register_has_no_faults(example):
    assert faults(example) == []


def test_one_changed_byte_in_an_adopted_text_names_the_version(example):
    behind_its_back(
        example,
        "UPDATE version SET text = replace(text, 'Kommunen', 'kommunen') WHERE number = '2025.1' "
        "AND document_id = (SELECT id FROM document WHERE ref = 'retningslinje-5')",
    )

    assert faults(example) == ["Teksten i retningslinje-5@2025.1 er en annen enn den som ble vedtatt."]


def test_a_changed_text_with_a_matching_new_hash_is_still_found(example):
    behind_its_back(
        example,
        "UPDATE version SET text = text || 'x', frozen_hash = 'abc' WHERE number = '2021.1' "
        "AND document_id = (SELECT id FROM document WHERE ref = 'samarbeidsavtalen')",
    )

    assert any("samarbeidsavtalen@2021.1" in fault for fault in faults(example))


@pytest.mark.parametrize(
    "change",
    [
        "votes_for = coalesce(votes_for, 0) + 1",
        "outcome = 'avvist'",
        "case_number = '1/99'",
        "verdict = '{}'",
        "remark = 'x'",
    ],
)
def test_a_changed_decision_is_named_by_its_case(example, change):
    behind_its_back(example, f"UPDATE decision SET {change} WHERE id = (SELECT max(id) FROM decision)")

    (fault,) = faults(example)
    assert fault.startswith("Vedtaket v-")


def test_a_removed_decision_is_missed(example):
    behind_its_back(example, "DELETE FROM decision WHERE id = (SELECT max(id) FROM decision)")

    (fault,) = faults(example)
    assert fault.endswith("er borte fra registeret.")


def test_a_changed_entry_of_the_log_breaks_the_chain(example):
    behind_its_back(example, "UPDATE audit SET payload = replace(payload, 'drift', 'andre') WHERE seq = 12")

    assert any("Innslag 12 i loggen" in fault for fault in faults(example))


def test_an_entry_shown_as_something_else_than_it_says_is_found(example):
    behind_its_back(example, "UPDATE audit SET actor = 'en-annen' WHERE seq = 12")

    assert faults(example) == ["Innslag 12 i loggen viser noe annet enn det som ble skrevet."]


def test_an_entry_taken_out_of_the_middle_is_missed(example):
    behind_its_back(example, "DELETE FROM audit WHERE seq = 12")

    assert "Loggen mangler innslag 12." in faults(example)


@given(st.text(), st.text(), st.text())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_two_entries_with_other_words_have_the_same_hash(previous, one, other):
    assert (chained(previous, one) == chained(previous, other)) == (one == other)


def test_a_changed_day_of_entering_into_force_is_found(example):
    behind_its_back(
        example,
        "UPDATE version SET valid_to = '2025-12-31' WHERE number = '2025.1' "
        "AND document_id = (SELECT id FROM document WHERE ref = 'retningslinje-5')",
    )

    assert faults(example) == ["retningslinje-5@2025.1 gjelder andre dager enn de som ble ført."]


def test_a_changed_mandate_rule_is_found(example):
    behind_its_back(
        example, "UPDATE mandate_rule SET content = replace(content, 'ASU', 'PSU') WHERE ref = 'FM-2025-5.2c'"
    )

    assert faults(example) == ["Mandatregelen FM-2025-5.2c er en annen enn den som ble lagt til."]


def test_a_removed_mandate_rule_is_missed(example):
    behind_its_back(example, "DELETE FROM mandate_rule WHERE ref = 'FM-2025-5.2c'")

    assert faults(example) == ["Mandatregelen FM-2025-5.2c er borte fra registeret."]
