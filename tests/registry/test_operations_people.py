"""Who comes in, for how long, and what their keys open."""

from datetime import date, timedelta

import pytest
from argon2 import Type, extract_parameters
from sqlalchemy import func, select

from registry import clock
from registry.errors import BadInput, RuleSaysNo, TooManyTries
from registry.operations import people as operations
from registry.operations.people import keyed
from registry.permissions import OPERATOR, Permission, Role
from registry.queries import people
from registry.tables import LoginFailureRow, SessionRow
from tests.registry.builders import NOW, PASSPHRASE, a_circle, a_person

SECRET = b"hemmelig" * 4
HERE = "192.0.2.7"
TODAY = NOW.date()
SECOND = timedelta(seconds=1)


@pytest.fixture
def circle(writing):
    return a_circle(writing)


@pytest.fixture
def kari(circle):
    """A secretary."""
    return a_person(circle.session, "Kari Nordmann", Role.SECRETARIAT, within=circle.community)


def enter(session, email="kari@sted.example", password=PASSPHRASE, address=HERE, now=NOW):
    return operations.sign_in(session, email, password, address, SECRET, now)


def guessed(session, times, email="kari@sted.example", address=HERE):
    """Wrong tries: the last one made, those before it as they are remembered."""
    for _ in range(times - 1):
        session.add(LoginFailureRow(email_hash=keyed(SECRET, email), address=address, at=NOW))
    session.flush()
    assert enter(session, email, "feil", address) is None


def is_in(session, opened, now):
    return people.open_session(session, keyed(SECRET, opened.cookie), now) is not None


def a_key(
    circle, person, scopes=frozenset({Permission.DRAFTS_READ}), expires=TODAY + timedelta(days=30), now=NOW
):
    actor = people.actor_of(circle.session, person, circle.community)
    return operations.make_token(
        circle.session, actor, person, circle.community, "Rapport", scopes, expires, SECRET, now
    )


def opens(session, key, now=NOW):
    return people.token_owner(session, keyed(SECRET, key), now)


def test_the_right_password_opens_a_session_and_the_cookie_is_kept_nowhere(writing, kari):
    opened = enter(writing)

    assert opened is not None
    assert is_in(writing, opened, NOW)
    assert opened.cookie not in {opened.row.token_hash, opened.row.csrf}
    assert writing.scalar(select(SessionRow.token_hash)) == keyed(SECRET, opened.cookie)


def test_the_address_may_be_typed_in_capitals_and_with_spaces(writing, kari):
    assert enter(writing, " KARI@Sted.Example ") is not None


@pytest.mark.parametrize(
    ("email", "password"),
    [
        ("kari@sted.example", "feil passord, men langt nok"),
        ("kari@sted.example", ""),
        ("kari@sted.example", PASSPHRASE.upper()),
        ("ukjent@sted.example", PASSPHRASE),
        ("", ""),
        ("kari@sted.example", "x" * 100_000),
        ("kari@sted.example", "\ud800"),
        ("ka\x00ri@sted.example", PASSPHRASE),
    ],
)
def test_anything_else_opens_nothing_and_does_not_say_which_of_the_two_was_wrong(
    writing, kari, email, password
):
    assert enter(writing, email, password) is None
    assert writing.scalar(select(func.count()).select_from(SessionRow)) == 0


def test_somebody_who_only_holds_a_seat_cannot_sign_in(writing):
    operations.add_person(writing, OPERATOR, "Per Plass", NOW, email="per@sted.example")

    for password in ("", "en person som ikke finnes", PASSPHRASE):
        assert enter(writing, "per@sted.example", password) is None


@pytest.mark.parametrize("email", ["kari@sted.example", "finnes-ikke@sted.example"])
def test_after_ten_failures_nobody_comes_in_on_that_account_known_or_not(writing, kari, email):
    guessed(writing, 10, email)

    with pytest.raises(TooManyTries, match="Vent et kvarter"):
        enter(writing, email, PASSPHRASE, address="198.51.100.1")


def test_ten_failures_from_one_place_close_that_place_and_no_other(writing, kari):
    guessed(writing, 10, "gjetter@sted.example")

    with pytest.raises(TooManyTries):
        enter(writing)
    assert enter(writing, address="198.51.100.1") is not None


def test_nine_failures_are_forgiven_and_the_tenth_is_forgotten_after_a_quarter_of_an_hour(writing, kari):
    guessed(writing, 9)
    assert enter(writing) is not None

    guessed(writing, 1)
    with pytest.raises(TooManyTries):
        enter(writing, now=NOW + timedelta(minutes=15))
    assert enter(writing, now=NOW + timedelta(minutes=15) + SECOND) is not None


def test_what_is_remembered_of_a_failure_does_not_tell_which_account_it_was(writing, kari):
    enter(writing, password="feil")

    assert "kari" not in writing.scalars(select(LoginFailureRow)).one().email_hash


def test_a_session_ends_an_hour_after_it_was_last_used(writing, kari):
    opened = enter(writing)

    assert is_in(writing, opened, NOW + timedelta(minutes=60))
    assert not is_in(writing, opened, NOW + timedelta(minutes=60) + SECOND)


def test_a_session_in_use_ends_after_twelve_hours(writing, kari):
    opened = enter(writing)
    late = NOW + timedelta(hours=12)
    opened.row.seen_at = late

    assert is_in(writing, opened, late)
    assert not is_in(writing, opened, late + SECOND)


def test_who_signs_out_is_out_and_other_sessions_are_not(writing, kari):
    opened, elsewhere = enter(writing), enter(writing)

    operations.sign_out(writing, opened.row, OPERATOR, NOW)

    assert not is_in(writing, opened, NOW)
    assert is_in(writing, elsewhere, NOW)


def test_who_is_shut_out_is_out_at_once_with_every_session_and_key(writing, circle, kari):
    opened, (key, _) = enter(writing), a_key(circle, kari)
    assert opens(writing, key)

    operations.disable(writing, OPERATOR, kari, NOW)

    assert not is_in(writing, opened, NOW)
    assert opens(writing, key) is None
    assert enter(writing) is None


def test_a_new_password_ends_every_session_and_the_old_one_opens_nothing(writing, kari):
    opened = enter(writing)

    operations.set_password(writing, OPERATOR, kari, "et helt nytt passord")

    assert not is_in(writing, opened, NOW)
    assert enter(writing) is None
    assert enter(writing, password="et helt nytt passord") is not None


def chosen(session, person, old, new="et helt nytt passord"):
    return operations.change_password(session, OPERATOR, person, old, new, SECRET, NOW)


def test_who_knows_the_old_password_may_choose_a_new_one_and_signs_in_again(writing, kari):
    opened = enter(writing)

    assert chosen(writing, kari, PASSPHRASE)

    assert not is_in(writing, opened, NOW)
    assert enter(writing, password="et helt nytt passord") is not None


def test_the_old_password_cannot_be_guessed_from_within(writing, kari):
    guessed(writing, 9)
    assert not chosen(writing, kari, "feil")

    with pytest.raises(TooManyTries):
        chosen(writing, kari, PASSPHRASE)


@pytest.mark.parametrize(("length", "fine"), [(14, False), (15, True), (200, True), (201, False)])
def test_a_password_is_long_and_not_endless(writing, length, fine):
    if fine:
        assert a_person(writing, password="p" * length).password_hash
        return
    with pytest.raises(BadInput, match="15-200 tegn") as refused:
        a_person(writing, password="p" * length)
    assert refused.value.field == "password"


def test_the_whole_of_a_long_password_counts(writing):
    a_person(writing, password="p" * 199 + "q")

    assert enter(writing, password="p" * 200) is None
    assert enter(writing, password="p" * 199 + "q" + "mer") is None


@pytest.mark.parametrize(
    "email", ["kari", "kari@", "@sted.no", "kari@sted", "ka ri@sted.no", "x" * 301 + "@a.no"]
)
def test_an_address_that_is_none_is_refused(writing, email):
    with pytest.raises(BadInput) as refused:
        a_person(writing, email=email)

    assert refused.value.field == "email"


def test_a_password_is_dear_to_guess(own_hasher):
    """What the register hashes with outside the tests: argon2id, 64 MiB, three rounds; above OWASP's least."""
    told = extract_parameters(own_hasher.hash(PASSPHRASE))

    assert (told.type, told.memory_cost, told.time_cost) == (Type.ID, 65_536, 3)


def test_one_address_is_one_person(writing, kari):
    with pytest.raises(RuleSaysNo, match="Gi den personen rollen i stedet"):
        a_person(writing, "Kari Svensson", email="KARI@sted.example")


def test_a_role_holds_in_its_own_helsefellesskap(writing, circle, kari):
    other = a_circle(writing, "nabo")

    assert people.actor_of(writing, kari, circle.community).may(Permission.DRAFTS_WRITE)
    assert not people.actor_of(writing, kari, other.community).may(Permission.DRAFTS_WRITE)


def test_an_administrator_is_one_everywhere(writing, circle):
    arve = a_person(writing, "Arve Tangen", Role.ADMINISTRATOR)

    for place in (circle.community, a_circle(writing, "nabo").community, None):
        assert people.actor_of(writing, arve, place).may(Permission.PEOPLE_MANAGE)


@pytest.mark.parametrize(("role", "within"), [(Role.ADMINISTRATOR, True), (Role.SECRETARIAT, False)])
def test_an_administrator_is_for_the_installation_and_others_for_one_place(writing, circle, role, within):
    person = a_person(writing)

    with pytest.raises(RuleSaysNo, match="Rollen er ikke gitt"):
        operations.give_role(writing, OPERATOR, person, role, circle.community if within else None)


@pytest.mark.parametrize("role", [Role.SECRETARIAT, Role.ADMINISTRATOR])
def test_the_same_role_is_not_given_twice(writing, circle, role):
    within = None if role is Role.ADMINISTRATOR else circle.community
    person = a_person(writing, "Kari Nordmann", role, within=within)

    with pytest.raises(RuleSaysNo, match="har rollen fra før"):
        operations.give_role(writing, OPERATOR, person, role, within)

    assert len(people.grants(writing, person)) == 1


def test_a_role_holds_from_its_first_day_to_and_with_its_last(writing, circle, monkeypatch):
    person = a_person(writing)
    first, last = date(2026, 2, 1), date(2026, 3, 31)
    operations.give_role(
        writing, OPERATOR, person, Role.AUDITOR, circle.community, valid_from=first, valid_to=last
    )

    held = {}
    for day in (date(2026, 1, 31), first, last, date(2026, 4, 1)):
        monkeypatch.setattr(clock, "today", lambda day=day: day)
        held[day] = people.actor_of(writing, person, circle.community).may(Permission.AUDIT_READ)

    assert list(held.values()) == [False, True, True, False]


def test_another_installation_does_not_know_the_cookie(writing, kari):
    opened = enter(writing)

    assert people.open_session(writing, keyed(b"en annen" * 4, opened.cookie), NOW) is None
