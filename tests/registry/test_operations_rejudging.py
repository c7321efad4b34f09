"""All decisions are judged anew when something that bears on them is corrected, and what turned is kept."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from decisions.bodies import BodyKind
from decisions.named import Decider, Named
from decisions.outcomes import Act
from decisions.proposals import Certainty, Finding, Matter, Proposal, Trait
from decisions.rules import MandateRule, Source
from decisions.verdict import Answer
from documents.kinds import ChangeClass, DocumentKind
from registry.errors import AlreadyThere, BadInput, RuleSaysNo
from registry.operations import classifying, communities, rejudging, rules
from registry.operations import delegations as delegating
from registry.operations import documents as document_operations
from registry.operations.delegations import DelegationEntry
from registry.permissions import OPERATOR
from registry.queries import checking, delegations, findings, mandates
from registry.queries import classifications as classified_queries
from registry.queries import documents as document_queries
from registry.queries import rejudging as queries
from tests.registry.builders import DAY, GUIDELINE, NOW, PLAN, TEXT, a_circle

BEFORE, AFTER = DAY - timedelta(days=10), DAY + timedelta(days=10)
COST = Finding(Trait.ENDRER_KOSTNAD, Certainty.BEKREFTET, "punkt 2")
BY_DELEGATION = MandateRule(
    "delegert-strategi",
    Source("avtalen", clause="7"),
    (Decider(Named(kind=BodyKind.ASU)),),
    kinds=(Matter.STRATEGI,),
    delegated_from=(Decider(Named(kind=BodyKind.PSU)),),
)


@pytest.fixture
def circle(writing):
    return a_circle(writing)


def last(circle):
    return queries.last_run(circle.session, circle.community)


def turned(circle):
    return {each.ref: (each.before, each.after) for each in last(circle).turned}


def revised_guideline(circle, ref="retningslinje-1", **told):
    return circle.frozen(circle.document(ref, GUIDELINE), change=ChangeClass.REVISJON, **told)


def asu_decides(circle, version, **told):
    return circle.decides("asu", version, votes=None, **told)


def classify(circle, version, change, *found, reason="Lest en gang til."):
    document = document_queries.document(circle.session, circle.community, "retningslinje-1")
    return classifying.classify(circle.session, OPERATOR, document, version, change, found, reason, NOW)


def test_nothing_is_kept_where_nothing_is_decided(circle):
    assert rejudging.rejudge(circle.session, OPERATOR, circle.community, "Spurt.", NOW) is None
    assert last(circle) is None


def test_the_same_decisions_and_rules_give_the_same_answers(circle):
    circle.adopted(circle.document())
    asu_decides(circle, revised_guideline(circle))

    run = rejudging.rejudge(circle.session, OPERATOR, circle.community, "Spurt.", NOW)

    recorded = {each.ref: each.given for each in queries.judge_all(circle.session, circle.community)}
    assert queries.Run(run).answers == recorded
    assert queries.Run(run).turned == ()
    assert list(checking.faults(circle.session)) == []


def test_a_change_that_was_larger_than_said_turns_what_was_decided_about_it(circle):
    decided = asu_decides(circle, version := revised_guideline(circle))

    classify(circle, version, ChangeClass.NY)

    before, after = turned(circle)[decided.ref]
    assert (before, after) == (decided.answer, Answer.INVALID)


def test_a_finding_that_somebody_confirms_turns_it_too_and_taking_it_back_turns_it_again(circle):
    decided = asu_decides(circle, version := revised_guideline(circle))
    first = decided.answer
    classify(circle, version, ChangeClass.REVISJON, COST)
    confirmed = turned(circle)[decided.ref]
    classify(circle, version, ChangeClass.REVISJON, reason="Kostnaden var der fra før.")

    assert confirmed[0] is first
    assert confirmed[1] is not first
    assert turned(circle)[decided.ref] == (confirmed[1], first)
    assert decided.answer is first


def test_the_latest_word_counts_for_what_is_recorded_after_it(circle):
    version = revised_guideline(circle)
    classify(circle, version, ChangeClass.NY)

    decided = asu_decides(circle, version)

    assert (decided.change, decided.answer) == (ChangeClass.NY, Answer.INVALID)


def test_what_is_typed_with_the_decision_goes_before_what_was_said_of_the_version(circle):
    version = revised_guideline(circle)
    classify(circle, version, ChangeClass.NY)

    decided = asu_decides(circle, version, change=ChangeClass.REVISJON)

    assert decided.change is ChangeClass.REVISJON


def test_every_word_is_kept_and_the_same_word_twice_is_refused(circle):
    version = revised_guideline(circle)
    classify(circle, version, ChangeClass.NY)
    classify(circle, version, ChangeClass.REVISJON, COST)

    with pytest.raises(BadInput, match="har alt sagt det samme"):
        classify(circle, version, ChangeClass.REVISJON, replace(COST, by=OPERATOR.name))

    said = classified_queries.classifications_of(circle.session, version)
    assert [each.change for each in said] == [ChangeClass.REVISJON, ChangeClass.NY]
    assert classified_queries.classified(circle.session, version).findings == {
        replace(COST, by=OPERATOR.name)
    }


def test_a_draft_is_not_classified_for_it_can_be_another_change_tomorrow(circle):
    draft = circle.draft(circle.document("retningslinje-1", GUIDELINE))

    with pytest.raises(RuleSaysNo, match="er et utkast"):
        classify(circle, draft, ChangeClass.NY)


def test_the_one_who_freezes_says_what_the_change_does_and_it_follows_the_decision(circle):
    document = circle.document("retningslinje-1", GUIDELINE)
    draft = circle.draft(document, change=ChangeClass.REVISJON)
    version = document_operations.freeze(
        circle.session, OPERATOR, document, draft, NOW, findings=(replace(COST, by="Kari Nordmann"),)
    )

    decided = asu_decides(circle, version)

    assert "endrer kostnad" in decided.findings
    assert decided.answer is not Answer.VALID


def test_words_point_to_what_a_person_must_look_at_on_every_draft(circle):
    document = circle.document()
    circle.adopted(document)
    moved = TEXT.replace("Kommunen skal melde", "Foretaket skal melde")
    view = document_queries.view(
        circle.session, document, circle.draft(document, "2025.2", moved, change=ChangeClass.MINDRE), AFTER
    )

    asked = findings.asked(circle.session, circle.community, view, OPERATOR, AFTER)

    assert Trait.FLYTTER_ANSVAR in {each.trait for each in asked.findings}
    assert {each.certainty for each in asked.findings} == {Certainty.MULIG}
    assert not asked.is_confirmed
    assert asked.proposal.change is asked.sheet.suggestion.change
    assert asked.named_otherwise is ChangeClass.MINDRE


def test_what_a_person_said_of_a_trait_goes_before_what_the_words_point_to():
    possible = Finding(Trait.ENDRER_KOSTNAD, Certainty.MULIG, "punkt 9")
    other = Finding(Trait.FLYTTER_ANSVAR, Certainty.MULIG, "punkt 1")

    assert classified_queries.joined([COST], [possible, other]) == {COST, other}


def test_a_party_that_ended_before_its_council_decided_turns_the_decision(circle):
    version = circle.adopted(circle.document())
    new = circle.kommune("nygrend")
    decided = next(
        each for each in queries.judge_all(circle.session, circle.community) if each.given is Answer.VALID
    )

    communities.succeed(
        circle.session, OPERATOR, circle.community, circle.parties["granvik"], new, DAY - timedelta(days=5)
    )

    (ref,) = turned(circle)
    assert turned(circle)[ref][0] is Answer.VALID
    assert last(circle).row.because == "Nygrend etterfølger Granvik."
    assert decided.given is Answer.VALID
    assert version.frozen_hash


def test_a_corrected_decision_gives_way_to_its_correction(circle):
    version = circle.frozen(circle.document())
    wrong = circle.decides("granvik", version)
    right = circle.decides("granvik", version, corrects=wrong, case="12/25")

    assert set(last(circle).answers) == {right.ref}
    assert wrong.ref in last(circle).row.because


def delegate(circle, kinds=(Matter.STRATEGI,), changes=(), giver="psu", receiver="asu", **told):
    given = {"valid_from": BEFORE, "source": "PS 4/25"} | told
    entry = DelegationEntry(
        circle.bodies[giver], circle.bodies[receiver], kinds=kinds, changes=changes, **given
    )
    return delegating.delegate(circle.session, OPERATOR, circle.community, entry, NOW)


def strategy_by_asu(circle):
    rules.add_rule(circle.session, OPERATOR, circle.community, BY_DELEGATION)
    return circle.decides("asu", None, matter=Matter.STRATEGI, change=ChangeClass.NY, act=Act.VEDTAR)


def test_a_delegation_must_exist_on_the_day_and_turns_the_decision_when_it_is_recorded(circle):
    decided = strategy_by_asu(circle)
    assert decided.answer is Answer.PENDING

    delegate(circle)

    assert turned(circle)[decided.ref][0] is Answer.PENDING
    assert turned(circle)[decided.ref][1] is not Answer.PENDING


@pytest.mark.parametrize(
    "told",
    [
        {"valid_from": AFTER},
        {"valid_to": BEFORE + timedelta(days=1)},
        {"kinds": (Matter.MIDLER,)},
        {"changes": (ChangeClass.MINDRE,)},
        {"giver": "asu", "receiver": "psu"},
    ],
    ids=["too late", "ended", "other matter", "other change", "the other way"],
)
def test_a_delegation_of_something_else_or_another_day_turns_nothing(circle, told):
    strategy_by_asu(circle)

    delegate(circle, **told)

    assert turned(circle) == {}


@pytest.mark.parametrize("kinds", [(DocumentKind.SAMARBEIDSAVTALE,), ()], ids=["the agreement", "everything"])
def test_what_the_law_keeps_for_the_council_itself_it_cannot_give_away(circle, kinds):
    with pytest.raises(RuleSaysNo, match="§ 6-1"):
        delegate(circle, kinds, giver="granvik", receiver="psu")

    assert delegations.delegations(circle.session, circle.community) == []


@pytest.mark.parametrize(
    ("giver", "kinds", "changes"),
    [
        ("granvik", (PLAN,), ()),
        ("granvik", (DocumentKind.SAMARBEIDSAVTALE,), (ChangeClass.REDAKSJONELL,)),
        ("foretaket", (DocumentKind.SAMARBEIDSAVTALE,), ()),
    ],
    ids=["a plan", "spelling", "the board"],
)
def test_what_the_law_does_not_keep_can_be_given(circle, giver, kinds, changes):
    made = delegate(circle, kinds, changes, giver=giver, receiver="psu")

    (view,) = delegations.delegations(circle.session, circle.community, circle.bodies[giver])
    assert view.row is made
    assert (view.kinds, view.changes) == (kinds, changes)


def test_the_same_delegation_twice_is_one(circle):
    delegate(circle)

    with pytest.raises(AlreadyThere, match="Den samme står der alt"):
        delegate(circle)


@pytest.mark.parametrize(
    ("told", "why"),
    [
        ({"receiver": "psu"}, "til seg selv"),
        ({"valid_to": BEFORE - timedelta(days=1)}, "er før første dag"),
        ({"source": " "}, "Hvor delegasjonen står"),
    ],
)
def test_a_delegation_that_contradicts_itself_is_refused_naming_both_facts(circle, told, why):
    with pytest.raises(BadInput, match=why):
        delegate(circle, **told)


def test_what_turned_stands_first_and_can_be_narrowed(circle):
    decided = asu_decides(circle, version := revised_guideline(circle))
    asu_decides(circle, revised_guideline(circle, "retningslinje-2"), on=AFTER, case="13/25")
    classify(circle, version, ChangeClass.NY)

    every = queries.listed(circle.session, circle.community)
    other_year = queries.listed(circle.session, circle.community, year=2024)
    by_psu = queries.listed(circle.session, circle.community, body=circle.bodies["psu"])

    assert every[0].ref == decided.ref
    assert [each.has_turned for each in every] == [True, False]
    assert other_year == by_psu == []


def test_who_may_decide_goes_by_the_rules_of_the_day_with_an_easing_that_was_corrected(circle):
    proposal = Proposal(DocumentKind.SAMARBEIDSAVTALE, ChangeClass.MINDRE)
    before = mandates.may_decide(circle.session, circle.community, proposal, DAY)
    row = next(
        each.row for each in mandates.kept_rules(circle.session, circle.community) if "5.2d" in each.ref
    )

    rules.correct_rule(circle.session, OPERATOR, row, None, "Punktet er ikke slik.", NOW)

    after = mandates.may_decide(circle.session, circle.community, proposal, DAY)
    assert before.sentence != after.sentence
    assert date(2025, 6, 10) == after.on
