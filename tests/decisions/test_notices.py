"""When a notice ends the agreement for a pair, and what must be there for it to do so. Law: hol. §§ 6-1, 6-5."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from decisions.bodies import BodyKind
from decisions.duties import DutyState, add_months
from decisions.notices import Notice, NoticeStanding, NoticeState, Resolution, Step, stands
from decisions.nynorsk import left_in_bokmal
from decisions.outcomes import Act, Outcome
from decisions.parties import PartyKind
from decisions.rounds import NoticeStep
from decisions.verdict import Answer

RECEIVED, ENDS = date(2026, 3, 15), date(2027, 3, 15)
COUNCIL_DAY = date(2026, 3, 5)
LETTER = Notice("Granvik", PartyKind.KOMMUNE, "Granvik", "Helse Fjordmark HF", RECEIVED)


def resolved(
    kind: BodyKind = BodyKind.KOMMUNESTYRE,
    on: date = COUNCIL_DAY,
    answer: Answer = Answer.VALID,
    act: Act = Act.VEDTAR,
    outcome: Outcome = Outcome.VEDTATT,
    of_that_day: bool = True,
) -> Resolution:
    return Resolution(f"Granvik {kind.value}", kind, on, act, outcome, answer, of_that_day, "12/26", "v-1")


def on(day: date, *resolutions: Resolution, steps: tuple[Step, ...] = (), **told: date) -> NoticeStanding:
    return stands(LETTER, resolutions, steps, day, **told)


def everything(standing: NoticeStanding) -> str:
    return " ".join([standing.duty.sentence, standing.told.sentence, *standing.remarks])


def test_a_letter_from_the_kommunedirektor_alone_ends_nothing_however_long_it_lies() -> None:
    for day in (RECEIVED, ENDS - timedelta(days=1), ENDS, ENDS + timedelta(days=900)):
        standing = on(day)
        assert standing.state is NoticeState.UBEKREFTET
        assert standing.duty.state is DutyState.UAVKLART
        assert "kommunestyret i Granvik" in standing.duty.sentence
        assert not standing.has_ended


@pytest.mark.parametrize(
    ("day", "state"),
    [
        (RECEIVED - timedelta(days=1), NoticeState.IKKE_MOTTATT),
        (RECEIVED, NoticeState.LOPER),
        (ENDS - timedelta(days=1), NoticeState.LOPER),
        (ENDS, NoticeState.UTEN_AVTALE),
    ],
)
def test_with_the_kommunestyres_resolution_it_runs_one_year_from_receipt(
    day: date, state: NoticeState
) -> None:
    assert on(day, resolved()).state is state


def test_at_the_end_without_a_new_agreement_it_is_a_breach_of_6_1_with_the_law() -> None:
    duty = on(ENDS, resolved()).duty

    assert duty.state is DutyState.FORFALT
    assert "brudd på § 6-1" in duty.sentence
    assert "14. mars 2027" in duty.sentence
    assert duty.source == "helse- og omsorgstjenesteloven § 6-1"


def test_a_new_agreement_in_time_or_afterwards_ends_the_breach_from_its_own_day() -> None:
    in_time, late = date(2027, 3, 1), date(2027, 6, 1)

    assert on(ENDS, resolved(), new_from=in_time).state is NoticeState.NY_AVTALE
    assert on(late - timedelta(days=1), resolved(), new_from=late).state is NoticeState.UTEN_AVTALE
    assert on(late, resolved(), new_from=late).state is NoticeState.NY_AVTALE


def test_the_resolution_may_come_after_the_letter_and_the_year_is_counted_from_the_letter() -> None:
    june = date(2026, 6, 10)

    assert on(june - timedelta(days=1), resolved(on=june)).state is NoticeState.UBEKREFTET
    standing = on(june, resolved(on=june))
    assert (standing.state, standing.ends) == (NoticeState.LOPER, ENDS)
    assert "Er partene enige om det?" in everything(standing)


def test_a_resolution_made_when_the_year_is_over_carries_nothing() -> None:
    late = on(ENDS + timedelta(days=30), resolved(on=ENDS))

    assert late.state is NoticeState.UBEKREFTET
    assert "etter at året var ute" in everything(late)
    assert on(ENDS, resolved(on=ENDS - timedelta(days=1))).state is NoticeState.UTEN_AVTALE


@pytest.mark.parametrize(
    ("resolution", "why"),
    [
        (resolved(BodyKind.FORMANNSKAP), "avtalen er inngått av kommunestyret i Granvik"),
        (resolved(BodyKind.KOMMUNEDIREKTOR), "avtalen er inngått av kommunestyret i Granvik"),
        (resolved(answer=Answer.NEEDS_HUMAN), "en person må avgjøre om det holder"),
        (resolved(answer=Answer.INVALID), "Vedtaket står som ugyldig"),
        (resolved(act=Act.INNSTILLER), "uten å vedta den (innstiller, vedtatt)"),
        (resolved(outcome=Outcome.UTSATT), "uten å vedta den (vedtar, utsatt)"),
        (resolved(of_that_day=False), "en tekst som ikke gjaldt den dagen"),
    ],
)
def test_what_does_not_carry_it_is_shown_with_the_reason(resolution: Resolution, why: str) -> None:
    standing = on(RECEIVED, resolution)

    assert standing.state is NoticeState.UBEKREFTET
    assert why in everything(standing)


def test_for_the_trust_it_is_the_board_and_no_kommunestyre_can_do_it() -> None:
    from_trust = Notice(
        "Helse Fjordmark HF", PartyKind.HELSEFORETAK, "Granvik", "Helse Fjordmark HF", RECEIVED
    )

    assert stands(from_trust, [resolved(BodyKind.STYRE)], (), RECEIVED).state is NoticeState.LOPER
    by_council = stands(from_trust, [resolved()], (), RECEIVED)
    assert by_council.state is NoticeState.UBEKREFTET
    assert "styret i Helse Fjordmark HF" in by_council.duty.sentence


def test_withdrawn_it_is_as_if_it_had_not_come_from_that_day_on() -> None:
    withdrawn = date(2026, 9, 1)
    steps = (Step(NoticeStep.TRUKKET, withdrawn, "Granvik kommune"),)

    assert on(withdrawn - timedelta(days=1), resolved(), steps=steps).state is NoticeState.LOPER
    assert on(withdrawn, resolved(), steps=steps).state is NoticeState.TRUKKET
    assert on(ENDS, resolved(), steps=steps).state is NoticeState.TRUKKET


def test_what_was_resolved_before_a_withdrawal_does_not_carry_the_next_letter() -> None:
    withdrawn = date(2026, 3, 10)

    again = on(RECEIVED, resolved(), spent=withdrawn)
    assert again.state is NoticeState.UBEKREFTET
    assert "trukket 10. mars 2026" in everything(again)
    assert on(RECEIVED, resolved(on=date(2026, 3, 11)), spent=withdrawn).state is NoticeState.LOPER


def test_a_step_that_was_not_taken_after_all_is_as_if_it_never_was() -> None:
    steps = (
        Step(NoticeStep.TRUKKET, date(2026, 9, 1), "Granvik kommune"),
        Step(NoticeStep.TRUKKET, date(2026, 9, 1), "Granvik kommune", holds=False),
    )

    assert on(ENDS, resolved(), steps=steps).state is NoticeState.UTEN_AVTALE


def test_recorded_by_mistake_it_counts_for_nothing_on_any_day() -> None:
    steps = (Step(NoticeStep.FEILFORT, date(2026, 4, 1), "Sekretariatet"),)

    for day in (RECEIVED, ENDS):
        assert on(day, resolved(), steps=steps).state is NoticeState.FEILFORT


def test_the_regional_trust_must_tell_of_a_termination_and_a_letter_alone_is_a_question() -> None:
    told = Step(NoticeStep.VARSLET, date(2026, 3, 27), "Helse Nord RHF")

    assert on(RECEIVED, resolved()).told.state is DutyState.LOPER
    assert on(RECEIVED).told.state is DutyState.UAVKLART
    assert on(date(2026, 3, 26), resolved(), steps=(told,)).told.state is DutyState.LOPER
    assert on(date(2026, 3, 27), resolved(), steps=(told,)).told.state is DutyState.OPPFYLT


def test_a_kommune_that_becomes_part_of_another_before_the_end_leaves_a_question() -> None:
    gone = Notice("Granvik", PartyKind.KOMMUNE, "Granvik", "Helse Fjordmark HF", RECEIVED, date(2026, 12, 31))

    assert stands(gone, [resolved()], (), date(2026, 12, 31)).state is NoticeState.LOPER
    after = stands(gone, [resolved()], (), date(2027, 1, 1))
    assert after.state is NoticeState.PARET_ER_BORTE
    assert after.duty.sentence.endswith("?")


def test_the_countdown_is_twelve_six_three_and_one_month_before_the_end() -> None:
    days = [(each.months, each.on, each.passed) for each in on(date(2026, 9, 15), resolved()).countdown]

    assert days == [
        (12, date(2026, 3, 15), True),
        (6, date(2026, 9, 15), True),
        (3, date(2026, 12, 15), False),
        (1, date(2027, 2, 15), False),
    ]


def test_received_on_29_february_it_ends_on_28_february_and_the_last_day_is_the_one_before() -> None:
    leap = Notice("Granvik", PartyKind.KOMMUNE, "Granvik", "Helse Fjordmark HF", date(2028, 2, 29))

    assert (leap.last_day, leap.ends) == (date(2029, 2, 27), date(2029, 2, 28))


RESOLUTIONS = st.lists(
    st.builds(
        resolved,
        st.sampled_from([BodyKind.KOMMUNESTYRE, BodyKind.FORMANNSKAP, BodyKind.STYRE]),
        st.dates(date(2025, 1, 1), date(2028, 1, 1)),
        st.sampled_from(Answer),
        st.sampled_from([Act.VEDTAR, Act.INNSTILLER]),
        st.sampled_from(Outcome),
        st.booleans(),
    ),
    max_size=4,
)
STEPS = st.lists(
    st.builds(
        Step,
        st.sampled_from(NoticeStep),
        st.dates(RECEIVED, date(2028, 1, 1)),
        st.just("Noen"),
        st.booleans(),
    ),
    max_size=4,
)


@settings(deadline=None)  # The first example reads all the pairs of nynorsk.
@given(RESOLUTIONS, STEPS, st.dates(date(2026, 1, 1), date(2029, 1, 1)), st.none() | st.dates(RECEIVED))
def test_no_agreement_ends_without_the_right_bodys_valid_resolution_or_before_the_year_is_over(
    resolutions: list[Resolution], steps: list[Step], day: date, new_from: date | None
) -> None:
    standing = stands(LETTER, resolutions, steps, day, new_from=new_from)

    if standing.has_ended or standing.state is NoticeState.LOPER:
        carrying = standing.resolution
        assert carrying is not None
        assert (carrying.kind, carrying.answer) == (BodyKind.KOMMUNESTYRE, Answer.VALID)
        assert carrying.on <= day
    if standing.has_ended:
        assert day >= add_months(RECEIVED, 12)
    assert not left_in_bokmal(everything(standing))
