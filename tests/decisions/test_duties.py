from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from decisions.duties import DutyState, add_months, entered_on, rhf_notice, submission, yearly_review

BOARD_DAY = date(2025, 4, 30)
SENT = date(2025, 6, 2)


def test_a_pair_has_entered_when_both_have_adopted():
    assert entered_on(date(2025, 1, 27), BOARD_DAY) == BOARD_DAY
    assert entered_on(date(2025, 4, 24), date(2025, 1, 15)) == date(2025, 4, 24)
    assert entered_on(None, BOARD_DAY) is None


def test_a_link_sent_on_2_june_is_three_days_late_when_the_board_adopted_last():
    duty = submission(BOARD_DAY, SENT, SENT)

    assert (duty.state, duty.due) == (DutyState.FOR_SENT, date(2025, 5, 30))
    assert "3 dager for sent" in duty.sentence


def test_had_the_board_adopted_first_the_clocks_run_kommune_by_kommune():
    first = submission(entered_on(date(2025, 1, 27), date(2025, 1, 15)), SENT, SENT)
    last = submission(entered_on(date(2025, 5, 10), date(2025, 1, 15)), SENT, SENT)

    assert (first.state, last.state) == (DutyState.FOR_SENT, DutyState.OPPFYLT)


@pytest.mark.parametrize(
    ("on", "state"),
    [
        (date(2025, 4, 29), DutyState.IKKE_BEGYNT),
        (date(2025, 4, 30), DutyState.LOPER),
        (date(2025, 5, 30), DutyState.LOPER),
        (date(2025, 5, 31), DutyState.FORFALT),
    ],
)
def test_the_month_runs_from_the_day_of_entering(on, state):
    assert submission(BOARD_DAY, None, on).state is state


def test_what_is_sent_later_is_not_seen_today():
    assert submission(BOARD_DAY, SENT, date(2025, 6, 1)).state is DutyState.FORFALT


def test_an_agreement_that_is_not_entered_has_no_deadline():
    assert submission(None, None, SENT).due is None


def test_a_review_that_changed_nothing_is_a_review_and_a_year_without_one_is_missing():
    reviewed = [date(2024, 11, 14)]

    assert yearly_review(2023, reviewed, SENT).state is DutyState.FORFALT
    assert yearly_review(2024, reviewed, SENT).state is DutyState.OPPFYLT
    assert yearly_review(2025, reviewed, SENT).state is DutyState.LOPER
    assert yearly_review(2026, reviewed, SENT).state is DutyState.IKKE_BEGYNT


def test_the_year_is_not_missed_before_it_is_over():
    assert yearly_review(2023, [], date(2023, 12, 31)).state is DutyState.LOPER
    assert yearly_review(2023, [], date(2024, 1, 1)).state is DutyState.FORFALT


def test_the_regional_trust_tells_the_directorate():
    terminated, told = date(2026, 3, 15), date(2026, 3, 20)

    assert rhf_notice(terminated, None, date(2026, 3, 14)).state is DutyState.IKKE_BEGYNT
    assert rhf_notice(terminated, told, date(2026, 3, 19)).state is DutyState.LOPER
    assert rhf_notice(terminated, told, told).state is DutyState.OPPFYLT


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2025, 1, 31), 1, date(2025, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2025, 12, 15), 1, date(2026, 1, 15)),
    ],
)
def test_months_end_where_the_calendar_does(day, months, later):
    assert add_months(day, months) == later


@given(st.dates(date(1900, 1, 1), date(2900, 1, 1)), st.integers(0, 240))
def test_adding_months_never_goes_past_the_month(day, months):
    later = add_months(day, months)

    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day <= day.day
