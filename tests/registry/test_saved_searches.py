"""Searches that somebody saves: the owner's alone, and secret addresses that open what the owner may read."""

from datetime import timedelta

import pytest

from registry.errors import AlreadyThere, BadInput, NotFound, RuleSaysNo
from registry.operations import people, saved_searches
from registry.operations.saved_searches import (
    forget_search,
    look_at,
    make_feed,
    revoke_feed,
    save_search,
)
from registry.permissions import OPERATOR, PUBLIC, Actor, Role
from registry.queries import log
from registry.queries.people import actor_of, grants
from registry.queries.saved_searches import owner_of, saved, saved_search, seen_by
from tests.registry.builders import NOW, Circle, a_circle, a_person


@pytest.fixture
def circle(writing) -> Circle:
    return a_circle(writing)


@pytest.fixture
def kari(circle):
    return a_person(circle.session, "Kari Nordmann", Role.BODY_MEMBER, within=circle.community)


def save(circle: Circle, person, words: str = "ambulanse"):
    return save_search(circle.session, OPERATOR, circle.community, person, words, NOW)


def test_a_search_is_kept_for_its_owner_alone_and_the_log_does_not_tell_which(circle, kari):
    row = save(circle, kari, "  ambulanse   organ:asu ")
    per = a_person(circle.session, "Per Plass")

    assert [each.query for each in saved(circle.session, circle.community, kari)] == ["ambulanse organ:asu"]
    assert saved(circle.session, circle.community, per) == []
    with pytest.raises(NotFound):
        saved_search(circle.session, circle.community, per, row.ref)
    with pytest.raises(NotFound):
        forget_search(circle.session, OPERATOR, circle.community, per, row.ref)

    forget_search(circle.session, OPERATOR, circle.community, kari, row.ref)
    assert saved(circle.session, circle.community, kari) == []
    assert not any(
        "ambulanse" in each.payload for each in log.entries(circle.session, circle.community, None, 9)
    )


UNSEARCHABLE = (
    (" ", "Søket mangler"),
    ("?!", "Søket er ikke lagret"),
    ("x" * 201, "201 tegn"),
    ("innlagt 01017012345", "fødselsnummer"),
    ("ambu\u202elanse", "usynlig tegn"),
)


def test_what_cannot_be_searched_for_is_not_saved(circle, kari):
    for words, told in UNSEARCHABLE:
        with pytest.raises(BadInput, match=told):
            save(circle, kari, words)


def test_the_same_search_is_saved_once_by_each_and_no_more_than_there_is_room_for(circle, kari, monkeypatch):
    monkeypatch.setattr(saved_searches, "MOST_SAVED", 2)
    row = save(circle, kari)
    with pytest.raises(AlreadyThere) as there:
        save(circle, kari, "Ambulanse")
    assert there.value.path == f"/sok/lagrede/{row.ref}"
    save(circle, a_person(circle.session, "Per Plass"))
    save(circle, kari, "henvisning")
    with pytest.raises(RuleSaysNo, match="Du har 2 fra før"):
        save(circle, kari, "utskrivning")


def test_what_was_seen_stays_seen(circle, kari):
    row = save(circle, kari)
    look_at(row, NOW + timedelta(hours=1))
    look_at(row, NOW)

    assert row.seen_at == NOW + timedelta(hours=1)


def test_a_secret_address_opens_what_its_owner_may_read_now_until_it_is_drawn_back(circle, kari):
    row = save(circle, kari)
    key, _ = make_feed(circle.session, OPERATOR, circle.community, kari, row.ref)
    assert owner_of(circle.session, key) == (row, kari)
    assert key not in (row.feed_hash or "")

    renewed, _ = make_feed(circle.session, OPERATOR, circle.community, kari, row.ref)
    assert owner_of(circle.session, key) is None
    assert owner_of(circle.session, renewed) == (row, kari)

    revoke_feed(circle.session, OPERATOR, circle.community, kari, row.ref)
    assert owner_of(circle.session, renewed) is None
    assert owner_of(circle.session, "\ud800") is None


def test_whoever_is_shut_out_has_no_feed_and_whoever_lost_the_role_reads_what_everybody_reads(circle, kari):
    row = save(circle, kari)
    key, _ = make_feed(circle.session, OPERATOR, circle.community, kari, row.ref)
    member = actor_of(circle.session, kari, circle.community)
    assert not seen_by(member, circle.community).public_only

    for grant in grants(circle.session, kari):
        people.take_role(circle.session, OPERATOR, kari, grant.row.id)
    assert seen_by(actor_of(circle.session, kari, circle.community), circle.community).public_only

    people.disable(circle.session, OPERATOR, kari, NOW)
    assert owner_of(circle.session, key) is None
    assert saved(circle.session, circle.community, kari) == []


def test_what_is_new_is_what_came_after_the_moment(circle):
    assert seen_by(PUBLIC, circle.community, NOW).since == "2026-01-15T12:00:00+00:00"
    assert seen_by(Actor("x", "X"), circle.community).since == ""
