"""A letter from a kommunedirektør: the kommune terminates the agreement. Received 15 March 2026. Law: hol. § 6-5.

One year's notice from the day it was received; the RHF tells Helsedirektoratet. Who decides it for the kommune the
law does not say, so a letter alone is a question. The duty to have an agreement outlives every notice (§ 6-1).
"""

from datetime import date, timedelta

import pytest

from decisions.bodies import BodyKind
from decisions.duties import DutyState
from decisions.notices import Notice, NoticeStanding, NoticeState, Resolution, Step, stands
from decisions.outcomes import Act, Outcome
from decisions.parties import Pair, PartyKind, pairs_on
from decisions.rounds import NoticeStep
from documents.kinds import ChangeClass
from tests.decisions.libraries import (
    AVTALE,
    CHIEF,
    COUNCIL,
    NEEDS_HUMAN,
    NY,
    VALID,
    Body,
    Decided,
    everything_told,
    verdict_in,
)

RECEIVED, ENDS = date(2026, 3, 15), date(2027, 3, 15)
DAY_BEFORE = ENDS - timedelta(days=1)
LETTER = Notice("Granvik", PartyKind.KOMMUNE, "Granvik", "Helse Fjordmark HF", RECEIVED)
COUNCILS_RESOLUTION = Resolution(
    "Granvik kommunestyre", BodyKind.KOMMUNESTYRE, date(2026, 3, 5), Act.VEDTAR, Outcome.VEDTATT, VALID
)
THIS_PAIR = Pair("granvik", "helse-fjordmark", valid_to=DAY_BEFORE)
ANOTHER_PAIR = Pair("storelv", "helse-fjordmark")


def terminated_by(body: Body, on: date = RECEIVED) -> Decided:
    return Decided(body, AVTALE, ChangeClass.OPPSIGELSE, on)


def on(
    day: date, *resolutions: Resolution, steps: tuple[Step, ...] = (), new_from: date | None = None
) -> NoticeStanding:
    return stands(LETTER, resolutions, steps, day, new_from=new_from)


def test_a_letter_alone_is_received_and_not_verified() -> None:
    standing = on(RECEIVED)

    assert standing.state is NoticeState.UBEKREFTET
    assert standing.duty.state is DutyState.UAVKLART
    assert standing.duty.sentence.endswith("Hvem har vedtatt å si opp?")


@pytest.mark.parametrize("body", [CHIEF, COUNCIL])
def test_who_may_terminate_is_a_question_whichever_body_it_was(body: Body) -> None:
    verdict = verdict_in("nordre-trondelag", terminated_by(body))

    assert verdict.answer is NEEDS_HUMAN
    assert [ground.clause for ground in verdict.grounds] == ["11"]
    assert "§ 6-1 første ledd" in {ground.clause for ground in verdict.floor}


def test_with_a_resolution_of_the_kommunestyre_it_ends_one_year_after_it_was_received() -> None:
    standing = on(RECEIVED, COUNCILS_RESOLUTION)

    assert (standing.state, standing.ends) == (NoticeState.LOPER, ENDS)
    assert "14. mars 2027" in standing.duty.sentence


def test_variant_the_last_day_it_still_runs_and_the_day_after_the_duty_to_have_one_stands() -> None:
    assert on(DAY_BEFORE, COUNCILS_RESOLUTION).state is NoticeState.LOPER
    after = on(ENDS, COUNCILS_RESOLUTION)
    assert after.state is NoticeState.UTEN_AVTALE
    assert "Plikten til å ha en samarbeidsavtale består" in after.duty.sentence
    assert "§ 6-1" in after.duty.source


def test_variant_nobody_ever_finds_the_resolution_and_the_question_stays_open_after_the_year() -> None:
    assert on(ENDS).state is NoticeState.UBEKREFTET


def test_variant_the_resolution_is_found_three_months_after_the_letter() -> None:
    june = date(2026, 6, 15)
    late = Resolution("Granvik kommunestyre", BodyKind.KOMMUNESTYRE, june, Act.VEDTAR, Outcome.VEDTATT, VALID)

    assert on(june - timedelta(days=1), late).state is NoticeState.UBEKREFTET
    assert (on(june, late).state, on(june, late).ends) == (NoticeState.LOPER, ENDS)


def test_variant_only_the_formannskap_has_resolved_it() -> None:
    committee = Resolution(
        "Granvik formannskap", BodyKind.FORMANNSKAP, date(2026, 3, 5), Act.VEDTAR, Outcome.VEDTATT, VALID
    )
    standing = on(ENDS, committee)

    assert standing.state is NoticeState.UBEKREFTET
    assert "avtalen er inngått av kommunestyret i Granvik" in " ".join(standing.remarks)


def test_variant_the_board_gives_notice_to_one_kommune() -> None:
    letter = Notice("Helse Fjordmark HF", PartyKind.HELSEFORETAK, "Granvik", "Helse Fjordmark HF", RECEIVED)
    boards = Resolution("Styret", BodyKind.STYRE, date(2026, 3, 5), Act.VEDTAR, Outcome.VEDTATT, VALID)

    assert stands(letter, [boards], (), RECEIVED).state is NoticeState.LOPER
    assert stands(letter, [COUNCILS_RESOLUTION], (), RECEIVED).state is NoticeState.UBEKREFTET


def test_variant_it_is_withdrawn_before_the_year_is_over() -> None:
    withdrawn = (Step(NoticeStep.TRUKKET, DAY_BEFORE, "Granvik kommune"),)

    assert on(ENDS, COUNCILS_RESOLUTION, steps=withdrawn).state is NoticeState.TRUKKET


def test_variant_the_others_have_their_agreement_as_before() -> None:
    assert pairs_on([THIS_PAIR, ANOTHER_PAIR], DAY_BEFORE) == (THIS_PAIR, ANOTHER_PAIR)
    assert pairs_on([THIS_PAIR, ANOTHER_PAIR], ENDS) == (ANOTHER_PAIR,)


def test_variant_while_the_notice_runs_the_kommunestyre_still_adopts_revisions() -> None:
    revised = Decided(COUNCIL, AVTALE, ChangeClass.REVISJON, date(2026, 11, 5))

    assert verdict_in("nordre-trondelag", revised).answer is VALID


def test_variant_the_rhf_has_not_told_helsedirektoratet_and_then_it_has() -> None:
    told = Step(NoticeStep.VARSLET, date(2026, 3, 27), "Helse Midt RHF")

    assert on(told.on - timedelta(days=1), COUNCILS_RESOLUTION, steps=(told,)).told.state is DutyState.LOPER
    assert on(told.on, COUNCILS_RESOLUTION, steps=(told,)).told.state is DutyState.OPPFYLT


def test_variant_a_new_agreement_is_adopted_before_the_old_one_ends() -> None:
    new = Decided(COUNCIL, AVTALE, NY, date(2027, 2, 25))

    assert verdict_in("nordre-trondelag", new).answer is VALID
    assert on(ENDS, COUNCILS_RESOLUTION, new_from=date(2027, 3, 1)).state is NoticeState.NY_AVTALE


def test_variant_received_on_29_february_it_ends_on_the_last_day_of_that_month() -> None:
    leap = Notice("Granvik", PartyKind.KOMMUNE, "Granvik", "Helse Fjordmark HF", date(2028, 2, 29))

    assert leap.ends == date(2029, 2, 28)


def test_variant_before_the_agreement_of_2025_no_clause_on_file_speaks_and_that_too_is_a_question() -> None:
    verdict = verdict_in("nordre-trondelag", terminated_by(COUNCIL, date(2025, 4, 30)))

    assert verdict.answer is NEEDS_HUMAN
    assert verdict.grounds == ()
    assert "hvem kan" in everything_told(verdict)
