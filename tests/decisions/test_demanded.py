"""A joint measure's four answers in one, and how many of the field's duties the texts order."""

from datetime import date

import pytest

from decisions.demanded import field_duty, measure_duty
from decisions.duties import DutyState
from documents.coverage import Coverage, ItemCoverage
from documents.minimums import CatalogueKind, shipped
from tests.decisions.read_in_nynorsk import assert_read_in_nynorsk

FOUR, FIELD = (
    next(each.entries for each in shipped() if each.kind is kind)
    for kind in (CatalogueKind.MEASURE, CatalogueKind.FIELD)
)
YES, PARTLY, NO, WAITS, NOT_YET = (
    Coverage.COVERED,
    Coverage.PARTLY,
    Coverage.MISSING,
    Coverage.WAITING,
    Coverage.NOT_YET,
)


def answers(*statuses, demands=FOUR):
    return [ItemCoverage(each, status, ()) for each, status in zip(demands, statuses, strict=False)]


@pytest.mark.parametrize(
    ("statuses", "state", "told"),
    [
        (
            (YES, YES, YES, YES),
            DutyState.OPPFYLT,
            "er alt avklart: ansvar, arbeidsgiveransvar, organisering og",
        ),
        ((YES, YES, YES, PARTLY), DutyState.MANGLER, "Delvis avklart: finansiering."),
        ((NO, YES, YES, WAITS), DutyState.MANGLER, "Det mangler: ansvar. Venter på vurdering: finansiering."),
        ((YES, WAITS, WAITS, YES), DutyState.UAVKLART, "vurdering: arbeidsgiveransvar og organisering."),
        ((NOT_YET,) * 4, DutyState.IKKE_BEGYNT, "stiller ikke krav"),
    ],
)
def test_one_question_left_and_the_measure_is_not_settled(statuses, state, told):
    duty = measure_duty("Felles team", answers(*statuses))

    assert duty.state is state
    assert told in duty.sentence
    assert_read_in_nynorsk(duty.sentence)


def test_the_fields_duties_are_counted_and_none_is_a_breach_of_the_agreement():
    duty = field_duty(answers(YES, PARTLY, WAITS, NO, NOT_YET, demands=FIELD))

    assert duty.state is DutyState.UAVKLART
    assert duty.sentence == (
        "Av 4 plikter er 1 ordnet i det som gjelder, og 1 delvis. Om 2 har ingen sagt det. "
        "De ligger på tjenestene uansett."
    )
    assert_read_in_nynorsk(duty.sentence)
    assert field_duty(answers(YES, YES, demands=FIELD)).state is DutyState.OPPFYLT


def test_the_four_questions_are_those_of_the_law_since_2012():
    assert [each.label for each in FOUR] == ["Ansvar", "Arbeidsgiveransvar", "Organisering", "Finansiering"]
    assert {each.since for each in FOUR} == {date(2012, 1, 1)}
