"""Who may press which button."""

import pytest

from registry.permissions import OPERATOR, PERMISSIONS, PUBLIC, REFUSALS, Actor, Permission, Role, allowed


def test_every_role_has_its_row_and_every_permission_its_refusal():
    assert set(PERMISSIONS) == set(Role)
    assert set(REFUSALS) == set(Permission)


def test_the_public_may_do_nothing_that_needs_a_permission():
    assert not any(PUBLIC.may(permission) for permission in Permission)


def test_an_administrator_runs_the_house_and_reads_no_drafts():
    assert allowed([Role.ADMINISTRATOR], Permission.PEOPLE_MANAGE)
    assert not allowed([Role.ADMINISTRATOR], Permission.DRAFTS_READ)


def test_an_auditor_reads_all_and_writes_nothing():
    written = {permission for permission in Permission if not permission.value.endswith((":lese", ":egne"))}

    assert allowed([Role.AUDITOR], Permission.AUDIT_READ)
    assert not any(allowed([Role.AUDITOR], permission) for permission in written)


@pytest.mark.parametrize(
    "role", [Role.READER, Role.BODY_MEMBER, Role.PARTY_CONTACT, Role.AUDITOR, Role.ADMINISTRATOR]
)
def test_only_the_secretariat_records_decisions(role):
    assert not allowed([role], Permission.DECISIONS_RECORD)
    assert allowed([role, Role.SECRETARIAT], Permission.DECISIONS_RECORD)


def test_a_key_can_do_no_more_than_its_scopes_nor_than_its_owner():
    scopes = frozenset({Permission.DRAFTS_READ, Permission.PEOPLE_MANAGE})
    key = Actor("person-1", "Kari", frozenset({Role.SECRETARIAT}), scopes)

    assert key.may(Permission.DRAFTS_READ)
    assert not key.may(Permission.DECISIONS_RECORD)
    assert not key.may(Permission.PEOPLE_MANAGE)


def test_whoever_has_the_machine_may_do_all():
    assert all(OPERATOR.may(permission) for permission in Permission)
