from datetime import date

import pytest

from decisions.bodies import Alias, Body, BodyKind, Tier
from decisions.parties import PartyKind
from decisions.seats import Seat, voters

LAST_DAY = date(2021, 12, 31)
FIRST_DAY = date(2022, 1, 1)


def test_a_body_is_called_what_it_was_called_that_day():
    ssu = Body("ssu", "SSU", BodyKind.SSU, aliases=(Alias("OSU", valid_to=LAST_DAY),))

    assert ssu.name_on(LAST_DAY) == "OSU"
    assert ssu.name_on(FIRST_DAY) == "SSU"


def test_asu_in_one_place_and_ssu_in_another_stand_on_the_same_tier():
    assert BodyKind.ASU.tier is BodyKind.SSU.tier is Tier.STRATEGISK


def test_a_body_may_stand_on_another_tier_than_its_kind():
    assert Body("asu", "ASU", BodyKind.ASU, tier=Tier.PARTNERSKAP).stands_on is Tier.PARTNERSKAP


@pytest.mark.parametrize("kind", BodyKind)
def test_every_kind_of_body_has_a_tier_and_a_name(kind):
    assert kind.tier in Tier
    assert kind.label[0].isupper()


def test_a_kommunestyre_is_a_kommunes_and_asu_is_nobodys():
    assert BodyKind.KOMMUNESTYRE.owner_kinds == (PartyKind.KOMMUNE,)
    assert BodyKind.ASU.owner_kinds == ()


def a_seat(person, **more):
    return Seat(person, "asu", "granvik", **more)


KARI, OLA, NILS = a_seat("kari"), a_seat("ola"), a_seat("nils", may_vote=False)
DEPUTY = a_seat("siv", deputy_for="kari")


def people(seats):
    return {seat.person for seat in seats}


def test_only_members_with_a_vote_vote():
    assert people(voters([KARI, OLA, NILS], FIRST_DAY)) == {"kari", "ola"}


def test_a_deputy_votes_only_when_the_member_is_absent():
    assert people(voters([KARI, OLA, DEPUTY], FIRST_DAY)) == {"kari", "ola"}
    assert people(voters([KARI, OLA, DEPUTY], FIRST_DAY, absent={"kari"})) == {"siv", "ola"}


def test_the_next_deputy_is_called_when_the_first_is_absent_too():
    second = a_seat("eva", deputy_for="kari")

    assert people(voters([KARI, DEPUTY, second], FIRST_DAY, absent={"kari", "siv"})) == {"eva"}


def test_one_deputy_stands_in_for_one_member_only():
    both = [KARI, OLA, DEPUTY, a_seat("siv", deputy_for="ola")]

    assert people(voters(both, FIRST_DAY, absent={"kari", "ola"})) == {"siv"}
    assert len(voters(both, FIRST_DAY, absent={"kari", "ola"})) == 1


def test_a_deputy_without_a_vote_cannot_vote_in_anyones_place():
    deputy = a_seat("siv", deputy_for="kari", may_vote=False)

    assert voters([KARI, deputy], FIRST_DAY, absent={"kari"}) == ()


def test_a_seat_is_held_from_its_first_to_its_last_day():
    leaving, coming = a_seat("kari", valid_to=LAST_DAY), a_seat("ola", valid_from=FIRST_DAY)

    assert people(voters([leaving, coming], LAST_DAY)) == {"kari"}
    assert people(voters([leaving, coming], FIRST_DAY)) == {"ola"}
