"""Accounts and keys from the command line."""

from pathlib import Path

import pytest

from registry import clock
from registry.house import House
from registry.operations.people import keyed, sign_in
from registry.permissions import Permission
from registry.queries import people
from tests.registry.terminal import Told, call

PASSWORD = "fire helt vanlige ord"
SECRETARY = "sekretariat@fjordmark.example"


@pytest.fixture
def folder(example: House) -> Path:
    """The folder of this test's own register."""
    return example.settings.data


def add(folder: Path, *more: str, email: str = "ny@eksempel.no", password: str = PASSWORD) -> Told:
    return call(
        folder, "user", "add", "Ny Person", "--email", email, "--password-stdin", *more, stdin=f"{password}\n"
    )


def opens(house: House, password: str, email: str = "ny@eksempel.no") -> bool:
    with house.database.writing() as session:
        return sign_in(session, email, password, "127.0.0.1", house.secret, clock.now()) is not None


def test_a_new_user_can_sign_in_with_the_password_from_standard_input(example: House, folder: Path):
    told = add(folder, "--role", "leser", "--json")

    assert (told.code, told.facts["role"]) == (0, "leser")
    assert opens(example, PASSWORD)
    assert not opens(example, "et annet passord enn det")


def test_a_password_is_never_said_back(folder: Path):
    told = add(folder)

    assert PASSWORD not in told.out + told.err


def test_a_short_password_is_refused_and_nobody_is_added(folder: Path):
    told = add(folder, password="kort")

    assert told.code == 2
    assert "15" in told.err
    assert "ny@eksempel.no" not in call(folder, "user", "list").out


def test_the_same_address_is_not_added_twice(folder: Path):
    add(folder)

    assert add(folder).code == 1


def test_without_a_terminal_a_password_must_come_from_standard_input(folder: Path):
    told = call(folder, "user", "add", "Ny Person", "--email", "ny@eksempel.no")

    assert told.code == 2
    assert "--password-stdin" in told.err


def test_a_new_password_opens_and_the_old_one_does_not(example: House, folder: Path):
    add(folder)
    told = call(
        folder, "user", "password", "ny@eksempel.no", "--password-stdin", stdin="fem andre vanlige ord\n"
    )

    assert told.code == 0
    assert opens(example, "fem andre vanlige ord")
    assert not opens(example, PASSWORD)


def test_a_role_is_given_from_a_day_to_a_day(folder: Path):
    add(folder)

    given = call(
        folder, "user", "role", "ny@eksempel.no", "sekretariat", "--from", "1.1.2025", "--to", "31.12.2025"
    )
    users = call(folder, "user", "list", "--json").facts["users"]

    assert given.code == 0
    assert next(user for user in users if user["email"] == "ny@eksempel.no")["roles"] == [
        "sekretariat (fjordmark)"
    ]


def test_an_administrator_is_one_for_the_whole_installation(folder: Path):
    add(folder, "--role", "administrator")
    users = call(folder, "user", "list", "--json").facts["users"]

    assert next(user for user in users if user["email"] == "ny@eksempel.no")["roles"] == ["administrator"]


def test_a_role_that_is_none_is_answered_with_the_nearest(folder: Path):
    told = add(folder, "--role", "sekretær")

    assert told.code == 2
    assert "sekretariat" in told.err


def test_a_disabled_user_is_shut_out(example: House, folder: Path):
    add(folder)
    assert call(folder, "user", "disable", "ny@eksempel.no").code == 0
    assert not opens(example, PASSWORD)


def test_a_person_nobody_knows_is_a_wrong_call(folder: Path):
    assert call(folder, "user", "disable", "ingen@eksempel.no").code == 2


def test_a_key_is_shown_once_and_opens_what_its_owner_may(example: House, folder: Path):
    made = call(
        folder, "token", "add", SECRETARY, "--name", "Arkivet", "--scope", "utkast:lese", "--json"
    ).facts
    listed = call(folder, "token", "list", SECRETARY, "--json")

    assert made["token"] not in listed.out
    with example.database.reading() as session:
        found = people.token_owner(session, keyed(example.secret, made["token"]), clock.now())
        assert found is not None
        assert people.scopes_of(found[0]) == {Permission.DRAFTS_READ}


def test_a_key_can_do_no_more_than_its_owner(folder: Path):
    told = call(
        folder, "token", "add", "leser@fjordmark.example", "--name", "For mye", "--scope", "utkast:skrive"
    )

    assert told.code == 1
    assert "utkast:skrive" in told.err


def test_a_revoked_key_opens_nothing(example: House, folder: Path):
    made = call(folder, "token", "add", SECRETARY, "--name", "Arkivet", "--json").facts

    assert call(folder, "token", "revoke", SECRETARY, str(made["id"])).code == 0
    with example.database.reading() as session:
        assert people.token_owner(session, keyed(example.secret, made["token"]), clock.now()) is None


def test_a_key_that_would_live_too_long_is_refused(folder: Path):
    told = call(folder, "token", "add", SECRETARY, "--name", "Evig", "--expires", "2199-01-01")

    assert told.code == 2
    assert "ett år" in told.err
