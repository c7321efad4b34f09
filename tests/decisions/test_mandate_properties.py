"""What holds for every decision, however odd the facts."""

from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from decisions.bodies import Body, BodyKind
from decisions.counting import count
from decisions.facts import DecisionFacts, PriorTreatment
from decisions.mandate import judge
from decisions.outcomes import Act, Outcome, Reservation, ReservationSort
from decisions.parties import Party, PartyKind
from decisions.proposals import Certainty, Finding, Matter, Proposal, Scope, Trait
from decisions.verdict import Answer, Verdict
from decisions.votes import ImpossibleVotes, Result, Votes
from decisions.who_may import who_may
from documents.kinds import ChangeClass, DocumentKind
from tests.decisions.builders import (
    AFTER,
    AGREEMENT,
    ASU,
    BEFORE,
    BOARD,
    COUNCIL,
    EXECUTIVE,
    FJORDMARK,
    FLOOR,
    FUNDS,
    GRANT,
    GUIDELINE,
    HASH,
    MAY_MOVE_DUTY,
    MOVES_DUTY,
    NORDRE,
    OTHER_HASH,
    PLAN,
    PSU,
    a_decision,
)

days = st.dates(date(2010, 1, 1), date(2027, 12, 31)) | st.sampled_from([date(2025, 4, 30), date(2025, 5, 1)])
hashes = st.sampled_from([HASH, HASH, OTHER_HASH, ""])
bodies = st.builds(
    Body,
    st.sampled_from(["asu", "psu", "x"]),
    st.just("organet"),
    st.sampled_from(BodyKind),
    st.sampled_from(["", "granvik"]),
    valid_from=st.none() | days,
)
owners = st.none() | st.builds(
    Party, st.sampled_from(["granvik", "hf"]), st.just("parten"), st.sampled_from(PartyKind), st.none() | days
)
proposals = st.builds(
    Proposal,
    st.sampled_from([*DocumentKind, *Matter]),
    st.sampled_from(ChangeClass),
    st.none() | st.sampled_from(Scope),
    st.none() | st.sampled_from(ChangeClass),
    st.frozensets(st.builds(Finding, st.sampled_from(Trait), st.sampled_from(Certainty)), max_size=3),
)
rules = (
    st.just([*FJORDMARK])
    | st.just([*FJORDMARK, *NORDRE])
    | st.lists(st.sampled_from([*FJORDMARK, *NORDRE]), unique=True, max_size=23)
)


@st.composite
def votes(draw, most=30):
    numbers = st.integers(0, most)
    chair = draw(st.sampled_from([True, False, None]))
    present, members = draw(st.none() | numbers), draw(st.none() | numbers)
    try:
        return Votes(draw(numbers), draw(numbers), draw(numbers), present, members, chair)
    except ImpossibleVotes:
        return None


reservations = st.none() | st.builds(Reservation, st.just("noe"), st.sampled_from(ReservationSort))
recommendations = st.builds(
    PriorTreatment,
    bodies | st.just(ASU),
    st.sampled_from([Act.INNSTILLER, Act.INNSTILLER, Act.BEHANDLER]),
    st.sampled_from(Outcome),
    days,
    hashes,
)
priors = st.lists(recommendations, max_size=3).map(tuple)

odd_decisions = st.builds(
    DecisionFacts,
    proposals,
    bodies,
    days,
    st.sampled_from(Act),
    st.sampled_from(Outcome),
    owners,
    st.sampled_from(["avtalen@2025.1", "avtalen@draft", ""]),
    hashes,
    votes(),
    reservations,
    priors,
)


@st.composite
def likely_decisions(draw):
    """Decisions as they are really made: bodies that exist, matters they treat, mostly in order."""
    body = draw(st.sampled_from([ASU, PSU, COUNCIL, BOARD, EXECUTIVE]))
    kind = draw(st.sampled_from([AGREEMENT, GUIDELINE, PLAN, FUNDS, GRANT, DocumentKind.RUTINE]))
    usual = {FUNDS: [ChangeClass.DISPONERING], GRANT: [ChangeClass.DISPONERING]}.get(
        kind, [ChangeClass.NY, ChangeClass.REVISJON, ChangeClass.MINDRE]
    )
    findings = draw(st.just(frozenset()) | st.frozensets(st.sampled_from([MOVES_DUTY, MAY_MOVE_DUTY])))
    return a_decision(
        body,
        Proposal(kind, draw(st.sampled_from(usual)), findings=findings),
        draw(st.sampled_from([BEFORE, AFTER]) | st.dates(date(2024, 1, 1), date(2026, 12, 31))),
        votes=draw(st.none() | votes(8)),
        act=draw(st.sampled_from([Act.VEDTAR, Act.VEDTAR, Act.VEDTAR, Act.INNSTILLER])),
        outcome=draw(st.sampled_from([Outcome.VEDTATT, Outcome.VEDTATT, Outcome.VEDTATT, Outcome.AVVIST])),
        text_hash=draw(hashes),
        reservation=draw(st.none() | reservations),
        prior=draw(priors),
    )


decisions = st.one_of(likely_decisions(), likely_decisions(), likely_decisions(), odd_decisions)


@settings(max_examples=400)
@given(decisions, rules)
def test_every_decision_gets_an_answer_that_explains_itself(facts, chosen):
    verdict = judge(facts, chosen, FLOOR)

    assert verdict.reasons
    assert all(reason.strip().endswith((".", "?", "»")) for reason in verdict.reasons)
    assert bool(verdict.question) == (verdict.answer is Answer.NEEDS_HUMAN)
    assert bool(verdict.missing) == (verdict.answer is Answer.PENDING)
    assert Verdict.from_dict(verdict.to_dict()) == verdict


@settings(max_examples=400)
@given(decisions, rules)
def test_valid_always_rests_on_a_rule_of_the_day_an_exact_text_and_a_vote_that_did_not_fail(facts, chosen):
    verdict = judge(facts, chosen, FLOOR)

    if verdict.answer is Answer.VALID:
        resting_on = [rule for rule in chosen if rule.id in {ground.rule for ground in verdict.grounds}]
        assert resting_on
        assert all(rule.in_force(facts.on) for rule in resting_on)
        assert facts.names_exact_text
        assert facts.outcome.settles
        expected = {Result.FALT} if facts.outcome is Outcome.AVVIST and facts.votes else {Result.VEDTATT}
        assert (
            facts.act in {Act.INNSTILLER, Act.BEHANDLER, Act.FORESLAR}
            or {count(facts, rule.mode).result for rule in resting_on} & expected
        )


@settings(max_examples=300)
@given(decisions, rules, st.randoms(use_true_random=False))
def test_the_order_of_rules_and_recommendations_never_changes_the_verdict(facts, chosen, chance):
    shuffled = chance.sample(chosen, len(chosen))
    prior = tuple(chance.sample(facts.prior, len(facts.prior)))
    reordered = replace(facts, prior=prior)

    assert judge(reordered, shuffled, FLOOR) == judge(facts, chosen, FLOOR)


@settings(max_examples=300)
@given(decisions)
def test_nobody_but_the_kommunestyre_enters_the_agreement_for_a_kommune(facts):
    verdict = judge(facts, FJORDMARK, FLOOR)
    entering = (
        facts.proposal.kind is DocumentKind.SAMARBEIDSAVTALE
        and facts.proposal.change in {ChangeClass.NY, ChangeClass.VESENTLIG, ChangeClass.REVISJON}
        and facts.act.decides
    )
    if entering and verdict.answer is Answer.VALID:
        assert facts.body.kind in {BodyKind.KOMMUNESTYRE, BodyKind.STYRE}


@given(proposals, rules, days, st.randoms(use_true_random=False))
def test_who_may_answers_everything_and_does_not_depend_on_the_order_of_rules(proposal, chosen, on, chance):
    answer = who_may(proposal, chosen, FLOOR, on).to_dict()

    assert answer["bodies"] or answer["question"]
    assert who_may(proposal, chance.sample(chosen, len(chosen)), FLOOR, on).to_dict() == answer


@given(decisions, rules)
def test_a_body_that_may_is_named_by_who_may(facts, chosen):
    verdict = judge(facts, chosen, FLOOR)
    eased = {rule.exception_from for rule in chosen}
    if verdict.answer is Answer.VALID and facts.act.decides and facts.outcome is Outcome.VEDTATT:
        answer = who_may(facts.proposal, chosen, FLOOR, facts.on)
        named = any(body.decider.who.fits(facts.body, facts.owner) for body in answer.bodies)
        assert named or {ground.rule for ground in verdict.grounds} & eased
