"""The hard cases of how a decision was made: quorum, exact text, changes, advice, rules that disagree."""

from dataclasses import replace
from datetime import date

import pytest

from decisions.bodies import Body, BodyKind
from decisions.mandate import judge
from decisions.outcomes import Act, Outcome, Reservation, ReservationSort
from decisions.proposals import Proposal, Scope
from decisions.verdict import Answer
from decisions.votes import Votes
from documents.kinds import ChangeClass
from tests.decisions.builders import (
    AGREEMENT,
    ASU,
    BEFORE,
    BOARD,
    COUNCIL,
    EXECUTIVE,
    FJORDMARK,
    FLOOR,
    GUIDELINE,
    PLAN,
    PSU,
    a_decision,
    a_proposal,
    judged,
)
from tests.decisions.one_rule import a_rule

VALID, PENDING, INVALID, NEEDS_HUMAN = Answer.VALID, Answer.PENDING, Answer.INVALID, Answer.NEEDS_HUMAN
NY, MINDRE, REVISJON = ChangeClass.NY, ChangeClass.MINDRE, ChangeClass.REVISJON


# The kommunestyre itself: quorum, executive committee, signature.


@pytest.mark.parametrize(
    ("votes", "answer"),
    [
        (Votes(7, 6, present=13, members=25), VALID),
        (Votes(12, 0, present=13, members=25), INVALID),
        (Votes(10, 10, present=20, members=25, chair_for=True), VALID),
        (Votes(10, 10, present=20, members=25, chair_for=False), INVALID),
        (Votes(10, 10, present=20, members=25), PENDING),
        (Votes(20, 0, present=20), PENDING),
    ],
)
def test_a_kommunestyre_decides_when_half_of_it_has_voted(votes, answer):
    verdict = judged(a_decision(COUNCIL, a_proposal(AGREEMENT, NY), votes=votes))

    assert verdict.answer is answer
    assert answer is VALID or "kommuneloven § 11-9" in " ".join(verdict.reasons + verdict.missing)


@pytest.mark.parametrize("body", [EXECUTIVE, PSU, ASU])
def test_only_the_kommunestyre_itself_enters_the_agreement_whatever_the_clauses_say(body):
    verdict = judge(a_decision(body, a_proposal(AGREEMENT, NY)), (), FLOOR)

    assert verdict.answer is INVALID
    assert {ground.rule for ground in verdict.grounds} == {"hol-6-1"}


def test_no_clause_can_give_away_what_the_law_keeps_for_the_kommunestyre():
    psu_adopts_all = tuple(
        replace(rule, id=f"x-{rule.id}", kinds=(AGREEMENT,), changes=(NY,))
        for rule in FJORDMARK
        if rule.id == "FM-2025-5.2d"
    )

    assert judge(a_decision(PSU, a_proposal(AGREEMENT, NY)), psu_adopts_all, FLOOR).answer is INVALID
    assert judge(a_decision(PSU, a_proposal(AGREEMENT, NY)), psu_adopts_all, ()).answer is VALID


def test_where_the_clause_names_nobody_the_law_still_says_where_the_case_must_go():
    silent = a_rule(kinds=(AGREEMENT,), deciders=())

    verdict = judge(a_decision(PSU, a_proposal(AGREEMENT, NY)), (silent,), FLOOR)

    assert verdict.answer is INVALID
    assert verdict.now == "Saken må til alle kommunestyrene."
    assert verdict.instead == ("alle kommunestyrene",)


def test_the_law_does_not_say_which_body_decides_for_the_trust():
    verdict = judge(a_decision(BOARD, a_proposal(AGREEMENT, NY)), (), FLOOR)

    assert verdict.answer is NEEDS_HUMAN


def test_the_statutory_floor_begins_on_its_day():
    last_day_without = a_decision(PSU, a_proposal(AGREEMENT, NY), date(2011, 12, 31))
    first_day_with = a_decision(PSU, a_proposal(AGREEMENT, NY), date(2012, 1, 1))

    assert judge(last_day_without, (), FLOOR).answer is NEEDS_HUMAN
    assert judge(first_day_with, (), FLOOR).answer is INVALID


def test_a_signature_never_stands_in_for_a_decision():
    verdict = judged(a_decision(COUNCIL, a_proposal(AGREEMENT, NY), act=Act.SIGNERER))

    assert verdict.answer is PENDING
    assert verdict.missing == ("Vedtak i alle kommunestyrene og styret for helseforetaket.",)


def test_the_board_of_the_region_is_not_the_board_of_the_trust():
    rhf_board = Body("styret-rhf", "styret for Helse Midtlandet RHF", BodyKind.STYRE, "helse-midtlandet")

    assert judged(a_decision(rhf_board, a_proposal(AGREEMENT, NY))).answer is INVALID


def test_a_board_that_belongs_to_nobody_known_is_a_question():
    nobodys = Body("styret-x", "styret", BodyKind.STYRE)

    assert judged(a_decision(nobodys, a_proposal(AGREEMENT, NY))).answer is NEEDS_HUMAN


# The exact text.


@pytest.mark.parametrize("text_hash", ["", "a1f3", "A1F3" * 16])
def test_without_the_exact_text_no_decision_is_valid(text_hash):
    verdict = judged(a_decision(COUNCIL, a_proposal(AGREEMENT, NY), text_hash=text_hash))

    assert verdict.answer is PENDING
    assert "SHA-256" in verdict.missing[0]


@pytest.mark.parametrize("version", ["samarbeidsavtalen@draft", "samarbeidsavtalen@latest"])
def test_a_text_that_may_be_another_tomorrow_is_not_an_exact_text(version):
    facts = replace(a_decision(COUNCIL, a_proposal(AGREEMENT, NY)), version=version)

    assert judged(facts).answer is PENDING


def test_a_body_without_mandate_is_told_so_even_when_the_text_is_missing():
    assert judged(a_decision(ASU, a_proposal(GUIDELINE, NY), text_hash="")).answer is INVALID


# Adopted with a change, or with something added.


def test_adopted_with_a_change_is_not_concluded():
    verdict = judged(a_decision(COUNCIL, a_proposal(AGREEMENT, NY), outcome=Outcome.VEDTATT_MED_ENDRING))

    assert verdict.answer is PENDING
    assert "nytt vedtak i kommunestyret i Granvik om teksten uten endring" in verdict.missing[0]


@pytest.mark.parametrize(
    ("sort", "answer"),
    [
        (ReservationSort.MERKNAD, VALID),
        (ReservationSort.ENDRING, PENDING),
        (ReservationSort.UAVKLART, NEEDS_HUMAN),
    ],
)
def test_what_a_council_added_is_a_remark_a_change_or_a_question(sort, answer):
    added = Reservation("Siste strekpunkt i punkt 4.3 går ut.", sort)

    verdict = judged(a_decision(COUNCIL, a_proposal(AGREEMENT, NY), reservation=added))

    assert verdict.answer is answer
    assert added.text in " ".join((*verdict.reasons, verdict.question))


# Left open, turned down, contradicted.


@pytest.mark.parametrize("outcome", [Outcome.UTSATT, Outcome.RETURNERT, Outcome.TIL_ORIENTERING])
def test_a_case_left_open_is_pending_whoever_left_it(outcome):
    assert judged(a_decision(ASU, a_proposal(GUIDELINE, NY), outcome=outcome)).answer is PENDING


def test_a_council_may_turn_the_agreement_down():
    votes = Votes(5, 20, present=25, members=25)
    verdict = judged(a_decision(COUNCIL, a_proposal(AGREEMENT, NY), outcome=Outcome.AVVIST, votes=votes))

    assert verdict.answer is VALID
    assert "Teksten er ikke vedtatt." in verdict.reasons


def test_votes_that_say_yes_and_minutes_that_say_no_are_a_question():
    votes = Votes(20, 5, present=25, members=25)

    facts = a_decision(COUNCIL, a_proposal(AGREEMENT, NY), outcome=Outcome.AVVIST, votes=votes)

    assert judged(facts).answer is NEEDS_HUMAN


def test_a_meeting_before_the_body_existed_is_a_question():
    young = Body("asu", "ASU", BodyKind.ASU, valid_from=date(2025, 6, 1))

    assert judged(a_decision(young, a_proposal(), date(2025, 5, 31))).answer is NEEDS_HUMAN
    assert judged(a_decision(young, a_proposal(), date(2025, 6, 1))).answer is VALID


def test_a_party_that_no_longer_existed_cannot_have_decided():
    facts = a_decision(COUNCIL, a_proposal(AGREEMENT, NY))
    gone = replace(facts, owner=replace(facts.owner, valid_to=BEFORE))

    assert judged(gone).answer is NEEDS_HUMAN


def test_a_body_of_another_party_is_a_question():
    facts = a_decision(COUNCIL, a_proposal(AGREEMENT, NY))
    elsewhere = replace(facts, owner=replace(facts.owner, ref="storelv", name="Storelv"))

    assert judged(elsewhere).answer is NEEDS_HUMAN


# Advice.


def test_asus_recommendation_on_the_plan_is_valid_and_decides_nothing():
    verdict = judged(a_decision(ASU, a_proposal(PLAN, NY), act=Act.INNSTILLER))

    assert verdict.answer is VALID
    assert "Dette endrer ikke teksten; det er PSU som avgjør." in verdict.reasons


def test_advice_nobody_has_asked_for_is_a_question():
    assert judged(a_decision(ASU, a_proposal(PLAN, NY), BEFORE, act=Act.INNSTILLER)).answer is NEEDS_HUMAN


def test_advice_on_no_exact_text_waits():
    assert judged(a_decision(ASU, a_proposal(PLAN, NY), act=Act.INNSTILLER, text_hash="")).answer is PENDING


# Rules that weigh the same, rules that are disputed, and scope.


def test_two_rules_that_weigh_the_same_and_differ_are_a_question():
    plan = next(rule for rule in FJORDMARK if rule.id == "FM-2025-5.2b")
    other = replace(plan, id="annen", kinds=(GUIDELINE,), changes=(REVISJON,))
    verdict = judge(a_decision(ASU, a_proposal()), (*FJORDMARK, other), FLOOR)

    assert verdict.answer is NEEDS_HUMAN
    assert verdict.question == (
        "Hvilken av reglene gjelder: samarbeidsavtalen 2025.1 punkt 5.2 b eller samarbeidsavtalen 2025.1 punkt 5.2 c?"
    )


def test_two_rules_that_say_the_same_are_no_question():
    rule = next(rule for rule in FJORDMARK if rule.id == "FM-2025-5.2c")
    verdict = judge(a_decision(ASU, a_proposal()), (*FJORDMARK, replace(rule, id="samme")), FLOOR)

    assert verdict.answer is VALID


def test_the_more_specific_rule_wins():
    rule = next(rule for rule in FJORDMARK if rule.id == "FM-2025-5.2b")
    narrow = replace(rule, id="smal", scope=Scope.INTERNT, requires=())
    proposal = Proposal(PLAN, NY, Scope.INTERNT)

    assert judge(a_decision(PSU, proposal), (*FJORDMARK, narrow), FLOOR).answer is VALID
    assert judge(a_decision(PSU, proposal), FJORDMARK, FLOOR).answer is PENDING


def test_a_body_outside_a_delegable_rule_is_asked_for_the_delegation():
    delegable = tuple(replace(rule, delegable=True) for rule in FJORDMARK)

    verdict = judge(a_decision(ASU, a_proposal(PLAN, NY)), delegable, FLOOR)

    assert verdict.answer is NEEDS_HUMAN
    assert "delegert til ASU" in verdict.question


def test_every_verdict_tells_what_why_and_what_now_in_whole_sentences():
    verdict = judged(a_decision(ASU, a_proposal(GUIDELINE, NY)))

    assert verdict.reasons == (
        "ASU har ikke mandat til å vedta ny retningslinje.",
        "Samarbeidsavtalen 2025.1 punkt 5.2 a: «Samarbeidsavtalen samt retningslinjene vedtas av"
        " kommunestyrene og styret for helseforetaket».",
        "Saken må til alle kommunestyrene og styret for helseforetaket.",
    )
