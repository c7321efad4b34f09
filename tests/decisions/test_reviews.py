"""The yearly review of one pair: its year, what it came to, and the pair that was bound in mid-year."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from decisions.duties import DutyState
from decisions.reviews import Review, ReviewOutcome, review_of_year
from tests.decisions.read_in_nynorsk import assert_read_in_nynorsk

LAST_DAY, NEW_YEAR = date(2025, 12, 31), date(2026, 1, 1)
LONG_AGO = date(2021, 1, 1)
NOTHING, CHANGE = ReviewOutcome


def held(on, outcome=NOTHING, year=2025):
    return Review(year, on, outcome)


def the_year(*reviews, on=NEW_YEAR, bound_since=LONG_AGO):
    duty = review_of_year(2025, reviews, on, bound_since)
    assert_read_in_nynorsk(duty.sentence)
    return duty


@pytest.mark.parametrize(("outcome", "words"), [(NOTHING, "ingen endring trengs"), (CHANGE, "skal endres")])
def test_no_change_needed_is_a_review_as_good_as_the_other(outcome, words):
    duty = the_year(held(date(2025, 11, 4), outcome))

    assert duty.state is DutyState.OPPFYLT
    assert duty.sentence == f"Avtalen ble gjennomgått 4. november 2025: {words}."


def test_what_a_joint_body_treated_counts_without_an_outcome():
    assert the_year(held(date(2025, 11, 4), None)).sentence == "Avtalen ble gjennomgått 4. november 2025."


@pytest.mark.parametrize(("on", "state"), [(LAST_DAY, DutyState.LOPER), (NEW_YEAR, DutyState.FORFALT)])
def test_the_clock_runs_to_the_last_day_of_the_year_and_no_longer(on, state):
    assert the_year(on=on).state is state
    assert the_year(on=on).due == LAST_DAY


def test_held_after_new_year_it_was_missing_until_then_and_late_since():
    late = held(date(2026, 1, 14))

    assert the_year(late, on=date(2026, 1, 13)).state is DutyState.FORFALT
    assert the_year(late, on=date(2026, 1, 14)).state is DutyState.FOR_SENT
    assert the_year(held(LAST_DAY), on=LAST_DAY).state is DutyState.OPPFYLT
    assert review_of_year(2026, [late], date(2026, 1, 14), LONG_AGO).state is DutyState.LOPER


@pytest.mark.parametrize(
    ("since", "state"),
    [
        (date(2025, 1, 1), DutyState.LOPER),
        (date(2025, 1, 2), DutyState.IKKE_BEGYNT),
        (date(2025, 7, 1), DutyState.IKKE_BEGYNT),
    ],
)
def test_a_pair_bound_in_the_course_of_the_year_has_its_first_review_in_the_next(since, state):
    duty = the_year(on=date(2025, 9, 1), bound_since=since)

    assert duty.state is state
    assert ("første gjennomgangen er for 2026" in duty.sentence) is (state is DutyState.IKKE_BEGYNT)
    assert the_year(held(date(2025, 8, 1)), on=date(2025, 9, 1), bound_since=since).state is DutyState.OPPFYLT


@given(
    st.lists(st.builds(held, st.dates(date(2025, 1, 1), date(2026, 12, 31)), st.sampled_from(ReviewOutcome))),
    st.dates(date(2025, 1, 1), date(2026, 12, 31)),
)
def test_a_review_dated_after_the_day_changes_nothing(reviews, on):
    known = [each for each in reviews if each.on <= on]

    assert the_year(*reviews, on=on) == the_year(*known, on=on)
