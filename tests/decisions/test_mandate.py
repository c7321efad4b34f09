"""The hard cases of who may decide what, each with its near variants. The helsefellesskap is fictional."""

from dataclasses import replace
from datetime import date

import pytest

from decisions.outcomes import Act, Outcome
from decisions.proposals import Certainty, Finding, Matter, Trait
from decisions.verdict import Answer
from decisions.votes import Votes
from documents.kinds import ChangeClass, DocumentKind
from tests.decisions.builders import (
    AFTER,
    AGREEMENT,
    ASU,
    BEFORE,
    BOARD,
    COUNCIL,
    FUNDS,
    GRANT,
    GUIDELINE,
    MAY_MOVE_DUTY,
    MOVES_DUTY,
    OTHER_HASH,
    PLAN,
    PSU,
    a_decision,
    a_proposal,
    a_recommendation,
    judged,
)

VALID, PENDING, INVALID, NEEDS_HUMAN = Answer.VALID, Answer.PENDING, Answer.INVALID, Answer.NEEDS_HUMAN
NY, MINDRE, REVISJON = ChangeClass.NY, ChangeClass.MINDRE, ChangeClass.REVISJON
ALL_COUNCILS = ("alle kommunestyrene", "styret for helseforetaket")


# The table of 5.2, on both sides of the day the new agreement began.


@pytest.mark.parametrize(
    ("body", "kind", "change", "on_30_april", "on_1_may"),
    [
        (COUNCIL, AGREEMENT, NY, VALID, VALID),
        (BOARD, AGREEMENT, NY, VALID, VALID),
        (COUNCIL, AGREEMENT, REVISJON, VALID, VALID),
        (PSU, AGREEMENT, REVISJON, INVALID, INVALID),
        (PSU, AGREEMENT, MINDRE, INVALID, VALID),
        (ASU, AGREEMENT, MINDRE, INVALID, INVALID),
        (COUNCIL, AGREEMENT, MINDRE, VALID, VALID),
        (ASU, GUIDELINE, NY, INVALID, INVALID),
        (COUNCIL, GUIDELINE, NY, VALID, VALID),
        (BOARD, GUIDELINE, NY, VALID, VALID),
        (ASU, GUIDELINE, REVISJON, VALID, VALID),
        (PSU, GUIDELINE, REVISJON, INVALID, INVALID),
        (COUNCIL, GUIDELINE, REVISJON, VALID, VALID),
        (ASU, DocumentKind.RUTINE, REVISJON, VALID, VALID),
        (ASU, DocumentKind.RUTINE, NY, VALID, VALID),
        (PSU, PLAN, NY, VALID, PENDING),
        (ASU, PLAN, NY, INVALID, INVALID),
        (PSU, FUNDS, ChangeClass.DISPONERING, NEEDS_HUMAN, VALID),
        (ASU, FUNDS, ChangeClass.DISPONERING, NEEDS_HUMAN, INVALID),
        (COUNCIL, DocumentKind.SAERAVTALE, NY, NEEDS_HUMAN, NEEDS_HUMAN),
        (PSU, DocumentKind.MANDAT, NY, NEEDS_HUMAN, NEEDS_HUMAN),
        (COUNCIL, AGREEMENT, ChangeClass.OPPSIGELSE, NEEDS_HUMAN, NEEDS_HUMAN),
    ],
)
def test_a_decision_is_judged_by_the_rules_of_its_own_day(body, kind, change, on_30_april, on_1_may):
    proposal = a_proposal(kind, change)

    assert judged(a_decision(body, proposal, BEFORE)).answer is on_30_april
    assert judged(a_decision(body, proposal, AFTER)).answer is on_1_may


def test_the_agreement_of_2025_is_adopted_under_the_rules_of_2021():
    verdict = judged(a_decision(COUNCIL, a_proposal(AGREEMENT, REVISJON), date(2025, 2, 27)))

    assert verdict.answer is VALID
    assert [ground.version for ground in verdict.grounds] == ["2021.1"]


def test_before_any_agreement_had_rules_nobody_is_allowed_anything():
    verdict = judged(a_decision(ASU, a_proposal(), date(2020, 12, 31)))

    assert verdict.answer is NEEDS_HUMAN
    assert "Hvem kan vedta revisjon av retningslinje?" in verdict.question


# A new guideline for children and youth, adopted by ASU.


def test_asu_cannot_adopt_a_new_guideline_and_is_told_who_can():
    verdict = judged(a_decision(ASU, a_proposal(GUIDELINE, NY)))

    assert verdict.answer is INVALID
    assert verdict.instead == ALL_COUNCILS
    assert [ground.clause for ground in verdict.grounds] == ["5.2 a"]
    assert verdict.reasons[-1] == "Saken må til alle kommunestyrene og styret for helseforetaket."


# A «minor» change that moves responsibility.


def test_a_minor_change_that_moves_responsibility_is_beyond_psu_however_unanimous():
    verdict = judged(
        a_decision(PSU, a_proposal(AGREEMENT, MINDRE, MOVES_DUTY), votes=Votes(8, 0, present=8, members=8))
    )

    assert verdict.answer is INVALID
    assert verdict.instead == ALL_COUNCILS
    assert "flytter ansvar (punkt 4.6)" in verdict.reasons[0]
    assert any("innstilling" in reason for reason in verdict.reasons)


def test_a_minor_change_that_may_move_responsibility_waits_for_a_person():
    verdict = judged(a_decision(PSU, a_proposal(AGREEMENT, MINDRE, MAY_MOVE_DUTY)))

    assert verdict.answer is NEEDS_HUMAN
    assert "mindre endring" in verdict.question


def test_what_psu_called_minor_is_not_minor_when_a_person_has_classified_it_otherwise():
    proposal = a_proposal(AGREEMENT, ChangeClass.VESENTLIG, label=MINDRE)
    verdict = judged(a_decision(PSU, proposal))

    assert verdict.answer is INVALID
    assert {ground.rule for ground in verdict.floor} == {"hol-6-1"}


def test_the_bodys_label_is_told_where_it_differs_from_the_class():
    verdict = judged(a_decision(ASU, a_proposal(GUIDELINE, NY, label=REVISJON)))

    assert "Organet kalte det revisjon, men klassen er nytt dokument." in verdict.reasons


def test_the_councils_may_decide_the_minor_change_that_psu_may_not():
    assert judged(a_decision(COUNCIL, a_proposal(AGREEMENT, MINDRE, MOVES_DUTY))).answer is VALID


def test_psu_may_turn_down_a_change_that_it_could_not_adopt():
    facts = a_decision(
        PSU,
        a_proposal(AGREEMENT, MINDRE, MOVES_DUTY),
        outcome=Outcome.AVVIST,
        votes=Votes(0, 8, present=8, members=8),
    )

    assert judged(facts).answer is VALID


def test_a_revision_that_moves_responsibility_is_a_question_for_the_clause_sets_no_limit():
    verdict = judged(a_decision(ASU, a_proposal(GUIDELINE, REVISJON, MOVES_DUTY)))

    assert verdict.answer is NEEDS_HUMAN
    assert verdict.instead == ALL_COUNCILS


def test_a_change_of_the_mandate_clauses_is_never_minor():
    finding = Finding(Trait.ENDRER_VEDTAKSREGLER, Certainty.BEKREFTET, "punkt 5.2")

    assert judged(a_decision(PSU, a_proposal(AGREEMENT, MINDRE, finding))).answer is INVALID


def test_the_law_is_shown_beside_a_minor_change_and_decides_nothing():
    verdict = judged(a_decision(PSU, a_proposal(AGREEMENT, MINDRE)))

    assert verdict.answer is VALID
    assert [ground.clause for ground in verdict.floor] == ["§ 6-1 første ledd"]


# An action plan, and a minor change, without ASU's recommendation: same missing paper, opposite answers.


def test_a_plan_without_the_recommendation_waits_for_it_and_for_a_new_vote():
    verdict = judged(a_decision(PSU, a_proposal(PLAN, NY)))

    assert verdict.answer is PENDING
    assert verdict.missing == (
        "Innstilling fra ASU om denne teksten, før vedtaket.",
        "Nytt vedtak i PSU etter dette.",
    )


def test_a_minor_change_without_the_recommendation_stands_with_a_remark():
    verdict = judged(a_decision(PSU, a_proposal(AGREEMENT, MINDRE)))

    assert verdict.answer is VALID
    assert any("ikke ført noen innstilling fra ASU" in reason for reason in verdict.reasons)


@pytest.mark.parametrize(
    ("recommendation", "answer"),
    [
        (a_recommendation(), VALID),
        (a_recommendation(on=date(2025, 5, 2)), PENDING),  # after the decision
        (a_recommendation(text_hash=OTHER_HASH), PENDING),  # on other words
        (a_recommendation(text_hash=""), VALID),  # on words nobody recorded
        (a_recommendation(outcome=Outcome.UTSATT), PENDING),
        (a_recommendation(outcome=Outcome.AVVIST), VALID),  # it was given, and it advised against
        (a_recommendation(body=COUNCIL), PENDING),
        (a_recommendation(act=Act.BEHANDLER), PENDING),
    ],
)
def test_a_recommendation_counts_from_the_right_body_in_time_and_on_the_same_words(recommendation, answer):
    assert judged(a_decision(PSU, a_proposal(PLAN, NY), prior=(recommendation,))).answer is answer


def test_a_recommendation_against_is_said_aloud():
    verdict = judged(a_decision(PSU, a_proposal(PLAN, NY), prior=(a_recommendation(outcome=Outcome.AVVIST),)))

    assert "ASU innstilte på noe annet enn å vedta teksten uendret." in verdict.reasons


# Funds.


@pytest.mark.parametrize(
    ("matter", "votes", "answer"),
    [
        (GRANT, Votes(8, 0, present=8, members=8), VALID),
        (GRANT, Votes(7, 1, present=8, members=8), INVALID),
        (GRANT, Votes(7, 0, 1, present=8, members=8), NEEDS_HUMAN),
        (FUNDS, Votes(8, 0, present=8, members=8), VALID),
        (
            FUNDS,
            Votes(7, 1, present=8, members=8),
            NEEDS_HUMAN,
        ),  # the clause may mean that a majority is enough
        (GRANT, Votes(7, 0, present=7, members=8), VALID),
        (FUNDS, Votes(1, 7, present=8, members=8), INVALID),  # not even a majority
    ],
)
def test_only_a_unanimous_psu_makes_a_grant_an_agreement(matter, votes, answer):
    facts = a_decision(
        PSU, a_proposal(matter, ChangeClass.DISPONERING), act=Act.DISPONERER, votes=votes, text_hash=""
    )

    assert judged(facts).answer is answer


def test_a_grant_decided_by_all_tells_what_it_counts_as():
    facts = a_decision(PSU, a_proposal(Matter.TILSKUDD, ChangeClass.DISPONERING), act=Act.DISPONERER)

    assert "Regnes som enighet mellom kommunene og helseforetaket." in judged(facts).reasons


def test_unanimity_without_numbers_waits_for_the_numbers():
    facts = replace(a_decision(PSU, a_proposal(GRANT, ChangeClass.DISPONERING)), votes=None)

    assert judged(facts).answer is PENDING


def test_whether_a_minor_change_may_touch_what_the_law_demands_is_a_question():
    finding = Finding(Trait.BERORER_MINIMUM, Certainty.BEKREFTET, "punkt 7.1")

    assert judged(a_decision(PSU, a_proposal(AGREEMENT, MINDRE, finding))).answer is NEEDS_HUMAN
