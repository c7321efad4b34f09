"""Keys for programs: what they open, for how long, and never more than their owner may."""

from datetime import UTC, datetime, timedelta

import pytest

from registry import clock
from registry.errors import BadInput, NotAllowed, NotFound
from registry.operations import people as operations
from registry.operations.people import keyed
from registry.permissions import OPERATOR, Permission, Role
from registry.queries import people
from tests.registry.builders import NOW, a_circle, a_person

SECRET = b"hemmelig" * 4
TODAY = NOW.date()
SECOND = timedelta(seconds=1)


@pytest.fixture
def circle(writing):
    return a_circle(writing)


@pytest.fixture
def kari(circle):
    """A secretary."""
    return a_person(circle.session, "Kari Nordmann", Role.SECRETARIAT, within=circle.community)


def a_key(
    circle, person, scopes=frozenset({Permission.DRAFTS_READ}), expires=TODAY + timedelta(days=30), now=NOW
):
    actor = people.actor_of(circle.session, person, circle.community)
    return operations.make_token(
        circle.session, actor, person, circle.community, "Rapport", scopes, expires, SECRET, now
    )


def opens(session, key, now=NOW):
    return people.token_owner(session, keyed(SECRET, key), now)


def test_a_key_opens_and_only_its_fingerprint_is_kept(writing, circle, kari):
    key, row = a_key(circle, kari)

    assert opens(writing, key) == (row, kari)
    assert key.startswith("avt_")
    assert key not in (row.token_hash, row.prefix, row.name)
    assert opens(writing, key + "x") is None


@pytest.mark.parametrize("scope", [Permission.PEOPLE_MANAGE])
def test_a_key_can_be_given_no_more_than_its_owner_has(circle, kari, scope):
    with pytest.raises(NotAllowed, match=scope.value):
        a_key(circle, kari, frozenset({Permission.DRAFTS_READ, scope}))


def test_a_key_can_do_no_more_than_its_scopes_nor_than_its_owner_can_now(writing, circle, kari, monkeypatch):
    _, row = a_key(circle, kari, frozenset({Permission.DRAFTS_READ, Permission.DRAFTS_WRITE}))

    def may(permission):
        return people.actor_of(writing, kari, circle.community, people.scopes_of(row)).may(permission)

    assert may(Permission.DRAFTS_WRITE)
    assert not may(Permission.DECISIONS_RECORD)
    people.grants(writing, kari)[0].row.valid_to = TODAY
    monkeypatch.setattr(clock, "today", lambda: TODAY + timedelta(days=1))
    assert not may(Permission.DRAFTS_WRITE)


@pytest.mark.parametrize("days", [-1, 0, 367, 4000])
def test_a_key_expires_after_today_and_within_a_year(circle, kari, days):
    with pytest.raises(BadInput, match="innen ett år") as refused:
        a_key(circle, kari, expires=TODAY + timedelta(days=days))

    assert refused.value.field == "expires_on"


@pytest.mark.parametrize("days", [1, 365])
def test_a_key_opens_to_and_with_its_last_day_in_norway(writing, circle, kari, days):
    last = TODAY + timedelta(days=days)
    key, _ = a_key(circle, kari, expires=last)
    midnight = datetime(last.year, last.month, last.day, tzinfo=clock.OSLO) + timedelta(days=1)

    assert opens(writing, key, (midnight - SECOND).astimezone(UTC))
    assert opens(writing, key, midnight.astimezone(UTC)) is None


def test_a_key_drawn_back_opens_nothing_from_then_on(writing, circle, kari):
    key, row = a_key(circle, kari)

    operations.revoke_token(writing, OPERATOR, kari, row.id, NOW)
    operations.revoke_token(writing, OPERATOR, kari, row.id, NOW + timedelta(days=1))

    assert opens(writing, key) is None
    assert row.revoked_at == NOW


def test_nobody_draws_back_the_key_of_another(writing, circle, kari):
    ola = a_person(writing, "Ola Nordmann", Role.SECRETARIAT, within=circle.community)
    key, row = a_key(circle, kari)

    with pytest.raises(NotFound):
        operations.revoke_token(writing, OPERATOR, ola, row.id, NOW)
    with pytest.raises(NotFound):
        operations.revoke_token(writing, OPERATOR, kari, 999_999, NOW)

    assert opens(writing, key)


def test_the_keys_of_somebody_who_is_shut_out_open_nothing(writing, circle, kari):
    key, _ = a_key(circle, kari)

    operations.disable(writing, OPERATOR, kari, NOW)

    assert opens(writing, key) is None
