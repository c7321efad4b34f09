"""Deadlines: each follows from a base day by its rule, and goes with it when it moves."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from decisions.deadlines import (
    MEETING,
    NOTICE,
    NOTICE_MARKS,
    REVIEW,
    ROUND,
    RULES,
    SUBMISSION,
    Deadline,
    DeadlineState,
    Holder,
    in_order,
    leadership_rule,
    state_of,
    within_year,
)
from decisions.duties import submission, yearly_review

DAYS = st.dates(date(2012, 1, 1), date(2060, 12, 31))


def a_deadline(rule=SUBMISSION, base=date(2025, 3, 20), **told) -> Deadline:
    given = {"what": "Noe", "about": "noe", "state": DeadlineState.KOMMER, "path": "/"}
    return Deadline(rule, base, **(given | told))


@pytest.mark.parametrize(
    ("entered", "due"),
    [
        (date(2025, 3, 20), date(2025, 4, 20)),
        (date(2025, 1, 31), date(2025, 2, 28)),
        (date(2024, 1, 31), date(2024, 2, 29)),
        (date(2025, 12, 15), date(2026, 1, 15)),
    ],
)
def test_the_regional_trust_has_a_month(entered, due) -> None:
    assert a_deadline(base=entered).due == due
    assert SUBMISSION.holder is Holder.RHF


def test_a_notice_is_told_of_half_a_year_a_quarter_and_a_month_before_its_end() -> None:
    received = date(2025, 3, 31)
    assert NOTICE.due(received) == date(2026, 3, 31)
    assert [rule.due(received) for rule in NOTICE_MARKS] == [
        date(2025, 9, 30),
        date(2025, 12, 31),
        date(2026, 2, 28),
    ]


def test_the_leadership_goes_over_after_the_years_of_the_order() -> None:
    rule = leadership_rule(2, "samarbeidsavtalen punkt 6.1")
    assert rule.due(date(2025, 11, 1)) == date(2027, 11, 1)
    assert rule.source == "samarbeidsavtalen punkt 6.1"
    later = leadership_rule(2, "", order_began_later=True)
    assert later.due(date(2025, 11, 1)) == date(2025, 11, 1)


@given(st.sampled_from(RULES), DAYS, st.integers(1, 4000))
def test_a_base_day_that_moves_takes_its_deadline_with_it(rule, base, days) -> None:
    """And it is still the same deadline, so that a calendar moves it and makes no second one."""
    before = a_deadline(rule, base)
    after = replace(before, base=base + timedelta(days=days))
    assert after.due >= before.due >= before.base
    assert after.due == rule.due(after.base)
    assert after.key == before.key
    if days > 366:
        assert after.due > before.due


@given(DAYS, DAYS)
def test_the_clock_of_the_law_and_the_wheel_show_one_day(base, on) -> None:
    duty = submission(base, None, max(base, on))
    assert duty.due == SUBMISSION.due(base)
    assert yearly_review(base.year, [], on).due == REVIEW.due(base)


def test_on_the_last_day_it_is_not_late_and_the_day_after_it_is() -> None:
    base, due = date(2025, 3, 20), date(2025, 4, 20)
    assert state_of(SUBMISSION, base, due) is DeadlineState.KOMMER
    assert state_of(SUBMISSION, base, due + timedelta(days=1)) is DeadlineState.FORFALT
    assert state_of(MEETING, due, due + timedelta(days=1)) is DeadlineState.PASSERT


def test_what_was_done_counts_from_the_day_it_was_done() -> None:
    base, due = date(2025, 3, 20), date(2025, 4, 20)
    late = due + timedelta(days=2)
    assert state_of(SUBMISSION, base, late, done=due) is DeadlineState.GJORT
    assert state_of(SUBMISSION, base, late, done=late) is DeadlineState.FOR_SENT
    assert state_of(SUBMISSION, base, due, done=late) is DeadlineState.KOMMER


def test_what_both_sides_must_do_each_side_must() -> None:
    assert ROUND.holder.concerns(Holder.KOMMUNENE)
    assert ROUND.holder.concerns(Holder.HELSEFORETAKET)
    assert not ROUND.holder.concerns(Holder.RHF)
    assert not SUBMISSION.holder.concerns(Holder.KOMMUNENE)


def test_one_without_parties_is_about_all() -> None:
    assert a_deadline().concerns("granvik")
    assert a_deadline(parties=("granvik", "foretaket")).concerns("granvik")
    assert not a_deadline(parties=("storelv", "foretaket")).concerns("granvik")


def test_a_year_has_its_own_days_in_order() -> None:
    first = a_deadline(base=date(2025, 11, 30), about="a")
    last = a_deadline(base=date(2025, 12, 31), about="b")
    same_day = a_deadline(base=date(2025, 11, 30), about="c", what="Aller først")
    assert in_order([last, first, same_day]) == [same_day, first, last]
    assert within_year([last, first], 2025) == [first]
    assert within_year([last, first], 2026) == [last]


def test_it_says_from_which_day_it_is_reckoned() -> None:
    assert a_deadline().reckoned == "Regnet fra 20. mars 2025, dagen paret inngikk avtalen."
    assert a_deadline(ROUND).reckoned == "Fristen som er satt for runden er 20. mars 2025."


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_every_rule_says_itself_where_it_stands_and_is_read_in_nynorsk(rule) -> None:
    assert rule.sentence.endswith(".")
    assert rule.source
    assert rule.link.startswith("https://lovdata.no/") == rule.source.startswith("helse- og omsorg")
