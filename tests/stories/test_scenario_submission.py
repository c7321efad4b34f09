"""When did each pair enter, and was the agreement sent in time? Law: hol. § 6-4, one month; the duty is the RHF's.

The kommuner adopt between 27 January and 24 April, the board on 30 April; the RHF sends the link on 2 June.
"""

from datetime import date

import pytest

from decisions.afterwards import pair_entered, pair_submission
from decisions.duties import Duty, DutyState, entered_on, submission
from decisions.entry_into_force import EnteredBy
from decisions.parties import Pair

FIRST_KOMMUNE, LAST_KOMMUNE, BOARD_DAY = date(2025, 1, 27), date(2025, 4, 24), date(2025, 4, 30)
DUE, SENT = date(2025, 5, 30), date(2025, 6, 2)
BOARD_FIRST = date(2025, 1, 15)
PAIR = Pair("granvik", "hf")


def sent(entered: date | None, on: date = SENT, submitted: date | None = SENT) -> Duty:
    return submission(entered, submitted, on)


@pytest.mark.parametrize("kommune", [FIRST_KOMMUNE, date(2025, 3, 6), LAST_KOMMUNE])
def test_the_board_was_last_so_every_pair_entered_that_day_and_every_one_is_three_days_late(
    kommune: date,
) -> None:
    duty = sent(entered_on(kommune, BOARD_DAY))

    assert (duty.state, duty.due) == (DutyState.FOR_SENT, DUE)
    assert "3 dager for sent" in duty.sentence
    assert duty.source == "helse- og omsorgstjenesteloven § 6-4"


def test_variant_the_board_adopted_first_and_each_kommune_starts_its_own_clock() -> None:
    first, last = entered_on(FIRST_KOMMUNE, BOARD_FIRST), entered_on(LAST_KOMMUNE, BOARD_FIRST)

    assert sent(first).due == date(2025, 2, 27)
    assert sent(last).due == date(2025, 5, 24)
    assert "95 dager for sent" in sent(first).sentence
    assert "9 dager for sent" in sent(last).sentence


def test_variant_the_text_makes_the_signature_the_moment_and_the_clock_starts_there() -> None:
    signed = entered_on(date(2025, 5, 8), date(2025, 5, 8))

    assert sent(signed).state is DutyState.OPPFYLT
    assert sent(signed).due == date(2025, 6, 8)


def test_variant_the_signature_without_the_resolution_starts_no_clock() -> None:
    signed = {"granvik": date(2025, 5, 8), "hf": date(2025, 5, 8)}
    entered = pair_entered(PAIR, EnteredBy.UNDERSKRIFT, {"hf": BOARD_DAY}, signed)

    assert pair_submission(entered, [], SENT).state is DutyState.IKKE_BEGYNT


def test_variant_the_link_was_sent_before_the_board_had_decided_and_is_asked_about() -> None:
    entered = pair_entered(PAIR, EnteredBy.VEDTAK, {"granvik": LAST_KOMMUNE, "hf": BOARD_DAY}, {})
    duty = pair_submission(entered, [LAST_KOMMUNE], SENT)

    assert duty.state is DutyState.UAVKLART
    assert "før paret inngikk avtalen 30. april 2025" in duty.sentence


def test_variant_sent_on_the_last_day_is_in_time_and_the_day_after_is_not() -> None:
    entered = entered_on(LAST_KOMMUNE, BOARD_DAY)

    assert sent(entered, DUE, DUE).state is DutyState.OPPFYLT
    late = sent(entered, date(2025, 5, 31), date(2025, 5, 31))
    assert late.state is DutyState.FOR_SENT
    assert "én dag for sent" in late.sentence


def test_variant_the_board_has_not_decided_and_no_clock_has_begun() -> None:
    assert entered_on(LAST_KOMMUNE, None) is None
    assert sent(None).state is DutyState.IKKE_BEGYNT


def test_variant_nobody_has_sent_it_and_the_month_is_over() -> None:
    entered = entered_on(LAST_KOMMUNE, BOARD_DAY)

    assert sent(entered, DUE, None).state is DutyState.LOPER
    assert sent(entered, date(2025, 5, 31), None).state is DutyState.FORFALT


def test_variant_entered_on_31_january_it_is_due_on_the_last_of_february() -> None:
    assert sent(entered_on(date(2025, 1, 31), BOARD_FIRST), submitted=None).due == date(2025, 2, 28)
