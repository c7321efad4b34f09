"""A person answers what the register could only ask, and changes nothing that it could compute."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from decisions.ruling import NotARuling, Ruling, is_stale, standing
from decisions.verdict import Answer, Verdict
from documents.kinds import ChangeClass
from tests.decisions.builders import (
    AGREEMENT,
    ASU,
    COUNCIL,
    GUIDELINE,
    MAY_MOVE_DUTY,
    MOVES_DUTY,
    PLAN,
    PSU,
    a_decision,
    a_proposal,
    judged,
)

IN_DOUBT = judged(a_decision(ASU, a_proposal(GUIDELINE, ChangeClass.REVISJON, MOVES_DUTY)))


def an_answer_to(verdict, answer=Answer.VALID, **changes):
    ruling = Ruling(
        answer,
        verdict.question or "Hvem kan vedta dette?",
        "Oppgaven lå hos kommunen fra før.",
        "Samhandlingsleder, etter råd fra kommuneadvokaten",
        "Kari Nordmann",
        date(2025, 6, 2),
    )
    return replace(ruling, **changes)


@pytest.mark.parametrize("answer", [Answer.VALID, Answer.INVALID, Answer.PENDING])
def test_a_named_person_answers_the_question_and_the_answer_stands(answer):
    assert IN_DOUBT.answer is Answer.NEEDS_HUMAN
    assert standing(IN_DOUBT, an_answer_to(IN_DOUBT, answer)) is answer


def test_without_an_answer_the_question_stands():
    assert standing(IN_DOUBT, None) is Answer.NEEDS_HUMAN


def test_the_verdict_is_not_touched_by_the_answer_to_it():
    before = IN_DOUBT.to_dict()

    standing(IN_DOUBT, an_answer_to(IN_DOUBT))

    assert IN_DOUBT.to_dict() == before


@pytest.mark.parametrize(
    "facts",
    [
        a_decision(ASU, a_proposal(GUIDELINE, ChangeClass.NY)),  # INVALID
        a_decision(PSU, a_proposal(PLAN, ChangeClass.NY)),  # PENDING
        a_decision(COUNCIL, a_proposal(AGREEMENT, ChangeClass.NY)),  # VALID
    ],
)
@pytest.mark.parametrize("answer", [Answer.VALID, Answer.INVALID, Answer.PENDING])
def test_no_person_turns_what_the_register_could_compute(facts, answer):
    verdict = judged(facts)

    assert standing(verdict, an_answer_to(verdict, answer)) is verdict.answer
    assert is_stale(verdict, an_answer_to(verdict, answer))


def test_an_answer_to_yesterdays_question_is_stale_and_the_verdict_stands():
    answered = an_answer_to(IN_DOUBT)
    asked_anew = judged(a_decision(ASU, a_proposal(GUIDELINE, ChangeClass.MINDRE, MAY_MOVE_DUTY)))

    assert asked_anew.answer is Answer.NEEDS_HUMAN
    assert is_stale(asked_anew, answered)
    assert standing(asked_anew, answered) is Answer.NEEDS_HUMAN


def test_a_question_that_the_facts_have_settled_is_no_longer_open_to_answers():
    answered = an_answer_to(IN_DOUBT, Answer.INVALID)
    settled = judged(a_decision(ASU, a_proposal(GUIDELINE, ChangeClass.REVISJON)))

    assert settled.answer is Answer.VALID
    assert standing(settled, answered) is Answer.VALID


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"answer": Answer.NEEDS_HUMAN}, "kan ikke være at en person må svare"),
        ({"question": " "}, "hvilket spørsmål"),
        ({"by": ""}, "hvem som svarer"),
        ({"reason": " "}, "hvorfor"),
        ({"authority": "", "by": ""}, "hvem som svarer, hva som gir rett"),
    ],
)
def test_an_answer_says_who_why_and_on_what_authority(change, told):
    with pytest.raises(NotARuling, match=told):
        an_answer_to(IN_DOUBT, **change)


def test_an_answer_is_told_in_a_sentence_with_name_day_and_grounds():
    told = an_answer_to(IN_DOUBT).words

    assert told.startswith("Kari Nordmann svarte 2. juni 2025: gyldig.")
    assert "kommuneadvokaten" in told


@given(
    st.builds(
        Verdict,
        st.sampled_from(Answer),
        st.just(date(2025, 6, 1)),
        st.just("Noe."),
        question=st.sampled_from(["", "A?", "B?"]),
    ),
    st.sampled_from([Answer.VALID, Answer.INVALID, Answer.PENDING]),
    st.sampled_from(["A?", "B?"]),
)
def test_what_stands_differs_from_the_verdict_only_where_its_own_question_was_answered(
    verdict, answer, asked
):
    ruling = an_answer_to(verdict, answer, question=asked)

    stands = standing(verdict, ruling)

    if stands is not verdict.answer:
        assert verdict.answer is Answer.NEEDS_HUMAN
        assert verdict.question == asked
        assert stands is answer
