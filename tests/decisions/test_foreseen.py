"""What the verdict will be, told before the agenda is sent."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from decisions.bodies import Body, BodyKind
from decisions.case_number import CaseNumber
from decisions.case_series import following
from decisions.facts import DecisionFacts, PriorTreatment
from decisions.foreseen import as_proposed, days_of, foreseen, is_beyond
from decisions.mandate import judge
from decisions.outcomes import Act, Outcome
from decisions.proposals import Certainty, Finding, Matter, Proposal, Trait
from decisions.rule_files import shipped_rules, statutory_floor
from decisions.verdict import Answer
from decisions.votes import BlocVotes, Votes
from documents.kinds import ChangeClass, DocumentKind

DAY = date(2026, 12, 10)
RULES, FLOOR = shipped_rules("fjordmark-2025"), statutory_floor()
PSU, ASU = Body("psu", "PSU", BodyKind.PSU), Body("asu", "ASU", BodyKind.ASU)
HASH = "3f2a" * 16
MONEY = Proposal(Matter.MIDLER, ChangeClass.DISPONERING)
PLAN = Proposal(DocumentKind.HANDLINGSPLAN, ChangeClass.REVISJON)
MINOR = Proposal(DocumentKind.SAMARBEIDSAVTALE, ChangeClass.MINDRE)


def agenda(proposal: Proposal, body: Body = PSU, **told: object) -> DecisionFacts:
    return replace(DecisionFacts(proposal, body, DAY, text_hash=HASH, version="x@2026.1"), **told)


def expect(facts: DecisionFacts, members: int | None = 8):
    return foreseen(facts, members, RULES, FLOOR)


def test_a_case_within_the_mandate_is_told_as_what_the_body_may_do():
    verdict = expect(agenda(MONEY))

    assert verdict.answer is Answer.VALID
    assert verdict.what == "PSU kan vedta disponering av midler 10. desember 2026."
    assert not is_beyond(verdict)


def test_a_minor_change_that_moves_a_duty_is_beyond_the_mandate_whatever_anybody_votes():
    moved = Finding(Trait.FLYTTER_ANSVAR, Certainty.BEKREFTET, "punkt 4.6", "Kari Nordmann")

    verdict = expect(agenda(replace(MINOR, findings=frozenset({moved}))))

    assert is_beyond(verdict)
    assert verdict.instead == ("alle kommunestyrene", "styret for helseforetaket")


def test_the_same_change_that_moves_nothing_is_within():
    assert expect(agenda(MINOR)).answer is Answer.VALID


def test_a_plan_that_asu_has_not_recommended_waits_and_says_for_what():
    verdict = expect(agenda(PLAN))
    assert verdict.answer is Answer.PENDING
    assert any("Innstilling fra ASU" in each for each in verdict.missing)

    given_ = PriorTreatment(ASU, Act.INNSTILLER, Outcome.VEDTATT, date(2026, 11, 12), HASH)
    assert expect(agenda(PLAN, prior=(given_,))).answer is Answer.VALID


def test_a_draft_that_is_not_frozen_is_told_before_the_meeting():
    verdict = expect(agenda(MINOR, text_hash="", version="samarbeidsavtalen@2026.1"))

    assert verdict.answer is Answer.PENDING
    assert any("fast versjon" in each for each in verdict.missing)


def test_a_new_guideline_before_asu_is_beyond_and_the_councils_are_named():
    verdict = expect(agenda(Proposal(DocumentKind.RETNINGSLINJE, ChangeClass.NY), ASU), 12)

    assert is_beyond(verdict)
    assert "alle kommunestyrene" in verdict.instead


def test_what_no_rule_speaks_of_is_a_question_and_never_beyond():
    verdict = expect(agenda(Proposal(Matter.ANNEN, ChangeClass.NY)))

    assert verdict.answer is Answer.NEEDS_HUMAN
    assert not is_beyond(verdict)


def test_the_rules_are_those_of_the_meeting_day():
    before = replace(agenda(MONEY), on=date(2025, 4, 30))

    assert expect(before).answer is Answer.NEEDS_HUMAN
    assert expect(replace(before, on=date(2025, 5, 1))).answer is Answer.VALID


def test_what_is_imagined_is_that_all_members_adopt_it():
    sides = (BlocVotes("kommunene", 4), BlocVotes("helseforetaket", 4))

    facts = as_proposed(agenda(MONEY, outcome=Outcome.UTSATT), 8, sides)

    assert (facts.outcome, facts.votes) == (Outcome.VEDTATT, Votes(8, 0, 0, 8, 8, True))
    assert facts.blocs == sides


def test_sides_that_do_not_make_up_the_members_are_left_out():
    assert as_proposed(agenda(MONEY), 8, (BlocVotes("kommunene", 4),)).blocs == ()


def test_without_a_number_of_members_no_vote_is_imagined():
    assert as_proposed(agenda(MONEY), None).votes is None


@given(
    st.sampled_from([DocumentKind.SAMARBEIDSAVTALE, DocumentKind.RETNINGSLINJE, PLAN.kind, MONEY.kind]),
    st.sampled_from(ChangeClass),
    st.sampled_from([PSU, ASU]),
    st.integers(1, 30),
    st.data(),
)
def test_what_is_beyond_the_mandate_beforehand_no_vote_can_make_valid(kind, change, body, members, data):
    facts = agenda(Proposal(kind, change), body)
    for_ = data.draw(st.integers(0, members))
    against = data.draw(st.integers(0, members - for_))
    votes = Votes(for_, against, 0, members, members)

    if is_beyond(expect(facts, members)):
        assert judge(replace(facts, votes=votes), RULES, FLOOR).answer is not Answer.VALID


def test_the_days_of_a_body_are_told_as_a_sentence():
    both = replace(PSU, valid_from=date(2021, 1, 1), valid_to=date(2026, 12, 31))

    assert days_of(both) == "PSU er ført som organ fra 1. januar 2021 til og med 31. desember 2026."
    assert days_of(replace(both, valid_to=None)) == "PSU er ført som organ fra 1. januar 2021."
    assert days_of(PSU) == ""


@pytest.mark.parametrize(
    ("latest", "following_one"),
    [
        ("12/25", "1/26"),
        ("PS 96/25", "PS 1/26"),
        ("Sak 09-25", "Sak 01-26"),
        ("041/2025", "001/2026"),
        ("28-2025", "1-2026"),
        ("2025/16", "2026/1"),
        ("K-sak 46/25", "K-sak 1/26"),
        ("Sak nr. 3/25", "Sak nr. 1/26"),
    ],
)
def test_a_number_is_printed_as_the_body_prints_its_numbers(latest, following_one):
    assert following(CaseNumber.parse(latest), 2026, 1) == following_one


def test_a_body_that_has_no_number_yet_begins_with_a_plain_one():
    assert following(None, 2026, 1) == "1/26"


@given(
    st.sampled_from(["12/25", "PS 96/20", "Sak 01-21", "041/2012", "28-2025", "2014/16", "K-sak 46/15"]),
    st.integers(1970, 2069),
    st.integers(1, 1899),
)
def test_what_is_printed_reads_as_the_number_it_is(latest, year, number):
    read = CaseNumber.parse(following(CaseNumber.parse(latest), year, number))

    assert (read.year, read.number) == (year, number)
