"""What holds for every decision, however odd the facts and the rules."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from decisions.bodies import BodyKind
from decisions.counting import count
from decisions.delegations import in_force_for
from decisions.mandate import judge
from decisions.matching import eased
from decisions.modes import SILENT
from decisions.outcomes import Act, Outcome
from decisions.rule_files import rule_from_dict, rule_to_dict
from decisions.verdict import Answer, Verdict
from decisions.votes import Result
from decisions.who_may import who_may
from documents.kinds import ChangeClass, DocumentKind
from tests.decisions.builders import FLOOR
from tests.decisions.strategies import MANY, cases, days, decisions, made_up_rules, proposals, rules

ENTERING = {ChangeClass.NY, ChangeClass.VESENTLIG, ChangeClass.REVISJON}


@MANY
@given(cases)
def test_every_verdict_says_what_why_and_what_now_in_whole_sentences(case):
    facts, chosen = case

    verdict = judge(facts, chosen, FLOOR)

    for sentence in (verdict.what, verdict.why, verdict.now, *verdict.remarks, *verdict.missing):
        assert sentence.strip() == sentence
        assert sentence.endswith((".", "?", "»"))
        assert sentence[:1] == sentence[:1].upper()
        assert "  " not in sentence
    assert bool(verdict.question) == (verdict.answer is Answer.NEEDS_HUMAN)
    assert bool(verdict.missing) == (verdict.answer is Answer.PENDING)
    assert verdict.reasons == (verdict.what, verdict.why, verdict.now, *verdict.remarks)
    assert Verdict.from_dict(verdict.to_dict()) == verdict


@MANY
@given(cases)
def test_the_why_quotes_a_clause_the_verdict_rests_on_in_its_own_words(case):
    facts, chosen = case

    verdict = judge(facts, chosen, FLOOR)

    excerpts = [ground.excerpt for ground in verdict.grounds if ground.excerpt]
    if excerpts:
        assert any(f"«{excerpt}»" in verdict.why for excerpt in excerpts)


@MANY
@given(cases)
def test_valid_always_rests_on_a_matching_rule_of_the_day_an_exact_text_and_a_quorum_that_did_not_fail(case):
    facts, chosen = case

    verdict = judge(facts, chosen, FLOOR)

    if verdict.answer is not Answer.VALID:
        return
    cited = {ground.rule for ground in verdict.grounds}
    of_the_day = [rule for rule in chosen if rule.id in cited and rule.in_force(facts.on)]
    assert of_the_day
    assert facts.names_exact_text
    assert facts.outcome.settles
    if facts.act.decides:
        assert any(_decides_by(rule, facts, chosen) for rule in of_the_day)
    else:
        assert any(_asks_for(rule, facts) for rule in of_the_day)


def _decides_by(rule, facts, chosen):
    """Does the rule give this body the matter, on power that exists, by a vote that did not fail?"""
    expected = {Result.FALT} if facts.outcome is Outcome.AVVIST and facts.vote else {Result.VEDTATT}
    held = in_force_for(facts.delegations, facts.proposal, facts.body, facts.owner, facts.on)
    eases = any(eased(other, chosen) == rule and other.covers(facts.proposal) for other in chosen)
    return (
        rule.act.decides
        and (rule.covers(facts.proposal) or eases)
        and (rule.gives_mandate(facts.body, facts.owner) or (rule.delegable and held))
        and all(any(each.is_from(giver) for each in held) for giver in rule.delegated_from)
        and count(facts, rule.mode).result in expected
    )


def _asks_for(rule, facts):
    own = rule.act is facts.act and rule.gives_mandate(facts.body, facts.owner)
    asked = [
        p for p in rule.requires + rule.optional if p.act is facts.act and p.fits(facts.body, facts.owner)
    ]
    failed = {Result.IKKE_VEDTAKSFOR, Result.MANGLER_TALL, Result.UVISST}
    return rule.covers(facts.proposal) and bool(
        (own and count(facts, rule.mode).result not in failed)
        or (asked and count(facts, SILENT).result not in failed)
    )


@MANY
@given(cases, st.randoms(use_true_random=False))
def test_the_order_of_rules_and_facts_never_changes_the_verdict(case, chance):
    facts, chosen = case

    def shuffled(values):
        return tuple(chance.sample(list(values), len(values)))

    reordered = replace(
        facts,
        **{
            name: shuffled(getattr(facts, name))
            for name in ("prior", "delegations", "blocs", "seats", "parties")
        },
    )

    assert judge(reordered, shuffled(chosen), shuffled(FLOOR)) == judge(facts, chosen, FLOOR)


@MANY
@given(cases)
def test_nobody_but_the_kommunestyre_enters_the_agreement_for_a_kommune(case):
    facts, chosen = case

    verdict = judge(facts, chosen, FLOOR)
    entering = (
        facts.proposal.kind is DocumentKind.SAMARBEIDSAVTALE
        and facts.proposal.change in ENTERING
        and facts.act.decides
        and facts.on.year >= 2012
    )
    if entering and verdict.answer is Answer.VALID:
        of_the_trust = facts.owner is not None and facts.owner.kind.value != "kommune"
        assert facts.body.kind is BodyKind.KOMMUNESTYRE or of_the_trust


@MANY
@given(cases)
def test_a_signature_is_never_a_decision(case):
    facts, chosen = case

    signed = judge(replace(facts, act=Act.SIGNERER), chosen, FLOOR)

    assert signed.answer in {Answer.PENDING, Answer.NEEDS_HUMAN}


@MANY
@given(decisions)
def test_without_rules_nobody_is_allowed_anything(facts):
    assert judge(facts, (), FLOOR).answer is not Answer.VALID


@given(made_up_rules)
def test_every_rule_survives_the_way_through_a_plain_table(rule):
    if rule.valid_from and rule.valid_to and rule.valid_to < rule.valid_from:
        return
    assert rule_from_dict(rule_to_dict(rule)) == rule


@given(proposals, rules, days, st.randoms(use_true_random=False))
def test_who_may_answers_everything_and_does_not_depend_on_the_order_of_rules(proposal, chosen, on, chance):
    answer = who_may(proposal, chosen, FLOOR, on).to_dict()

    assert answer["bodies"] or answer["question"]
    assert who_may(proposal, chance.sample(chosen, len(chosen)), FLOOR, on).to_dict() == answer


@given(cases)
def test_a_body_that_may_is_named_by_who_may(case):
    facts, chosen = case

    verdict = judge(facts, chosen, FLOOR)
    eased_ids = {rule.exception_from for rule in chosen}
    if verdict.answer is Answer.VALID and facts.act.decides and facts.outcome is Outcome.VEDTATT:
        answer = who_may(facts.proposal, chosen, FLOOR, facts.on)
        named = any(body.decider.who.fits(facts.body, facts.owner) for body in answer.bodies)
        given_power = any(each.to.fits(facts.body, facts.owner) for each in facts.delegations)
        assert named or given_power or {ground.rule for ground in verdict.grounds} & eased_ids
