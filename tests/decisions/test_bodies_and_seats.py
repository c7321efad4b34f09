from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from decisions.bodies import Alias, Body, BodyKind, Tier
from decisions.parties import PartyKind
from decisions.periods import first_gap, holds_on, overlap
from decisions.seats import Rights, Seat, held_twice, voters

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


LISTENS = Rights(speak=True, propose=False, vote=False)


def test_a_seat_gives_what_such_seats_give_until_something_else_is_said():
    assert KARI.rights_in("dialog").words == "taler, foreslår og stemmer"
    assert NILS.rights_in("dialog").words == "taler, men stemmer ikke"


def test_rights_may_differ_in_one_part_of_the_agenda():
    director = a_seat("kari", rights=(("dialogmøtet", Rights(False, False, False)),))

    assert director.rights_in("dialogmøtet").words == "følger møtet uten å tale, foreslå eller stemme"
    assert director.rights_in("partnerskapsmøtet").vote
    assert people(voters([director, OLA], FIRST_DAY, part="dialogmøtet")) == {"ola"}
    assert people(voters([director, OLA], FIRST_DAY)) == {"kari", "ola"}


def test_what_is_said_of_the_whole_meeting_holds_in_every_part_but_those_that_have_their_own():
    observer = a_seat("kari", rights=(("", LISTENS), ("åpen del", Rights(True, True, False))))

    assert observer.rights_in("lukket del") == LISTENS
    assert observer.rights_in("åpen del").words == "taler og foreslår, men stemmer ikke"


def test_one_who_speaks_and_proposes_and_votes_is_told_so():
    assert Rights(True, False, True).words == "taler og stemmer, men foreslår ikke"
    assert Rights(True, None, True).words == "taler og stemmer"


@pytest.mark.parametrize(
    ("second", "twice"),
    [
        (a_seat("kari", valid_from=FIRST_DAY), False),
        (a_seat("kari", valid_from=LAST_DAY), True),
        (a_seat("kari", deputy_for="ola", valid_from=LAST_DAY), True),
        (a_seat("ola", valid_from=LAST_DAY), False),
        (Seat("kari", "psu", "granvik"), False),
    ],
)
def test_nobody_sits_twice_in_the_same_body_on_the_same_day(second, twice):
    first = a_seat("kari", valid_to=LAST_DAY)

    assert (held_twice(second, [first]) == first) is twice


def test_a_deputy_of_several_members_has_no_double_seat_but_of_the_same_member_has():
    assert held_twice(a_seat("siv", deputy_for="ola"), [DEPUTY]) is None
    assert held_twice(a_seat("siv", deputy_for="kari"), [DEPUTY]) == DEPUTY


A, B, C, D = date(2021, 1, 1), date(2021, 12, 31), date(2022, 1, 1), date(2023, 12, 31)


@pytest.mark.parametrize(
    ("whole", "parts", "gap"),
    [
        ((A, D), [(A, B), (C, D)], None),
        ((A, D), [(C, D), (A, B)], None),
        ((A, D), [(A, B)], C),
        ((A, D), [(C, D)], A),
        ((A, None), [(A, D)], date(2024, 1, 1)),
        ((A, None), [(A, None)], None),
        ((A, D), [(None, None)], None),
        ((A, D), [], A),
    ],
)
def test_the_first_day_that_nothing_holds_is_found(whole, parts, gap):
    assert first_gap(whole, parts) == gap


DAYS = st.none() | st.dates(date(2020, 1, 1), date(2020, 3, 1))
PERIODS = st.tuples(DAYS, DAYS).filter(lambda p: p[0] is None or p[1] is None or p[0] <= p[1])


@given(PERIODS, PERIODS)
def test_two_periods_share_a_day_exactly_when_some_day_is_in_both(one, other):
    days = [date(2019, 12, 31) + timedelta(days=n) for n in range(70)]

    assert overlap(one, other) is any(holds_on(day, *one) and holds_on(day, *other) for day in days)
