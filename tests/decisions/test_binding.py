"""From which day a text binds one pair: with the text, on a day of its own, or after those it came after."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from decisions.binding import Adopted, Before, Bond, Ground, bond, told_of_some

SETTLED, BEGINS = date(2025, 4, 24), date(2025, 5, 1)
JOINS = date(2025, 9, 1)
ADOPTS = date(2025, 11, 13)
TEXT = Adopted(BEGINS, SETTLED, by_each=True)
PAIR_BY_PAIR = Adopted(BEGINS, SETTLED, by_each=True, by_pair=True)
BY_A_JOINT_BODY = Adopted(BEGINS, SETTLED, by_each=False)
ONE_DAY = timedelta(days=1)
DAYS = st.dates(date(2024, 1, 1), date(2027, 12, 31))


def test_a_pair_that_was_there_when_all_had_adopted_begins_with_the_text():
    assert bond(TEXT, None, None) == Bond(BEGINS, Ground.WITH_THE_TEXT)
    assert bond(TEXT, SETTLED, None).since == BEGINS


def test_a_pair_formed_the_day_after_is_not_bound_before_both_have_adopted():
    late = SETTLED + ONE_DAY

    assert bond(TEXT, late, None) == Bond(None, Ground.NOT_ADOPTED)
    assert bond(TEXT, JOINS, ADOPTS) == Bond(ADOPTS, Ground.OWN_DAY)


def test_what_a_joint_body_decides_for_all_binds_those_who_come_later_too():
    assert bond(BY_A_JOINT_BODY, JOINS, None) == Bond(BEGINS, Ground.WITH_THE_TEXT)


def test_where_the_text_works_pair_by_pair_nobody_is_bound_without_a_day_of_its_own():
    assert bond(PAIR_BY_PAIR, None, None).since is None
    assert bond(PAIR_BY_PAIR, None, BEGINS).since == BEGINS


def test_after_a_merger_of_two_that_were_bound_the_text_goes_on_and_a_person_is_asked():
    both = (Before("Granvik", BEGINS), Before("Storelv", BEGINS))
    found = bond(TEXT, JOINS, None, both)

    assert (found.since, found.is_open) == (JOINS, True)
    assert found.told("Nygrend og foretaket") == (
        "Følger med fra Granvik og Storelv fra 1. september 2025. "
        "Nygrend og foretaket har ikke vedtatt teksten selv; om den binder, må en person avgjøre."
    )


def test_after_a_merger_of_one_that_was_bound_and_one_that_was_not_nothing_goes_on():
    found = bond(TEXT, JOINS, None, (Before("Granvik", BEGINS), Before("Storelv", None)))

    assert found.since is None
    assert found.told("Nygrend og foretaket").endswith("Granvik var bundet, Storelv ikke.")


def test_a_person_has_said_that_the_new_one_must_adopt_and_then_nothing_goes_on():
    assert bond(TEXT, JOINS, None, (Before("Granvik", BEGINS),), must_adopt=True).since is None


def test_a_person_has_said_that_the_new_one_is_bound_and_it_is_so_from_its_first_day():
    found = bond(TEXT, JOINS, ADOPTS, (Before("Granvik", BEGINS),))

    assert (found.since, found.is_open) == (JOINS, False)


def test_a_merger_between_the_last_adoption_and_the_first_day_goes_on_from_the_first_day():
    between = SETTLED + ONE_DAY
    found = bond(TEXT, between, None, (Before("Granvik", BEGINS), Before("Storelv", BEGINS)))

    assert (found.since, found.ground) == (BEGINS, Ground.FOLLOWED)


def test_one_sentence_says_which_pairs_a_text_binds_where_it_is_not_all():
    assert told_of_some(["Granvik", "Storelv"], []) == ""
    assert told_of_some(["Granvik", "Storelv"], ["Sundvær"]) == "Gjelder ikke for paret med Sundvær."
    assert told_of_some(["Granvik"], ["Sundvær", "Storelv"]) == "Gjelder bare for paret med Granvik."


@given(joins=DAYS, own=st.none() | DAYS, before=st.lists(st.none() | DAYS, max_size=3))
def test_nobody_who_comes_later_is_bound_before_it_is_there_or_has_adopted(joins, own, before):
    found = bond(TEXT, joins, own, tuple(Before("Nesgrend", day) for day in before))

    if found.since is not None and found.since < joins:
        assert joins <= SETTLED or own == found.since
    if joins > SETTLED and own is None and None in before:
        assert found.since is None


@pytest.mark.parametrize("ground", Ground)
def test_every_ground_says_something_or_needs_to_say_nothing(ground):
    told = Bond(BEGINS, ground, (Before("Granvik", BEGINS),)).told("Nygrend og foretaket")

    assert (told == "") == (ground is Ground.WITH_THE_TEXT)
