"""Mandate rules: clauses as data, in force with their version and carried over to the next one."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from decisions.bodies import BodyKind
from decisions.named import Decider, Named
from decisions.proposals import Proposal
from decisions.rules import Confidence, MandateRule, Source
from decisions.verdict import Answer
from documents.kinds import ChangeClass, DocumentKind
from documents.lifecycle import Stage
from registry.errors import RuleSaysNo
from registry.operations import documents as operations
from registry.operations import rules
from registry.operations.decisions import judged
from registry.permissions import OPERATOR
from registry.queries import documents, mandates
from tests.registry.builders import DAY, TEXT, a_circle, text_with

NEXT = date(2025, 9, 1)
"""The day the next version begins."""
THE_DAY_BEFORE = NEXT - timedelta(days=1)
BY_PSU = MandateRule(
    "mandater",
    Source("avtalen", "2025.1", "2", "ansvar", "Mandater vedtas av PSU"),
    (Decider(Named(kind=BodyKind.PSU)),),
    kinds=(DocumentKind.MANDAT,),
)
REWORDED = TEXT.replace("Foretaket skal svare", "Foretaket skal svare raskt")
RENUMBERED = TEXT.replace("## 2 Ansvar", "## 3 Ansvar")
WITHOUT = text_with("Formål: Partene skal samarbeide.")


@pytest.fixture
def circle(writing):
    return a_circle(writing)


@pytest.fixture
def agreement(circle):
    """The agreement of 2025, of which clause 2 says that PSU decides mandates."""
    document = circle.document()
    version = circle.frozen(document, "2025.1")
    rules.add_rule(circle.session, OPERATOR, circle.community, BY_PSU, version, "ansvar")
    for party in ("granvik", "storelv", "foretaket"):
        circle.decides(party, version)
    return document


def rule_on(circle, day):
    """The rule about mandates that day, or None."""
    found = mandates.rules_on(circle.session, circle.community, day)
    return next((rule for rule in found if DocumentKind.MANDAT in rule.kinds), None)


def answer_on(circle, day):
    """May PSU decide a mandate that day?"""
    version = circle.frozen(circle.document(f"mandat-{day}", DocumentKind.MANDAT))
    return judged(circle.session, circle.community, circle.entry("psu", version, on=day)).answer


def test_a_rule_applies_from_the_day_its_version_does(circle, agreement):
    assert rule_on(circle, DAY - timedelta(days=1)) is None
    assert rule_on(circle, DAY).source.words == "avtalen 2025.1 punkt 2"


def test_a_rule_of_a_text_that_is_not_adopted_gives_nobody_a_mandate(circle):
    version = circle.frozen(circle.document())
    rules.add_rule(circle.session, OPERATOR, circle.community, BY_PSU, version, "ansvar")

    assert rule_on(circle, DAY) is None
    assert answer_on(circle, DAY) is Answer.NEEDS_HUMAN


def test_a_rule_is_added_once(circle, agreement):
    with pytest.raises(RuleSaysNo, match="«mandater» finnes fra før"):
        rules.add_rule(circle.session, OPERATOR, circle.community, BY_PSU)


def test_a_rule_without_a_version_applies_on_the_days_it_names_itself(circle):
    rule = replace(BY_PSU, valid_from=DAY, valid_to=THE_DAY_BEFORE)
    rules.add_rule(circle.session, OPERATOR, circle.community, rule)

    found = {day: rule_on(circle, day) for day in (DAY - timedelta(days=1), DAY, THE_DAY_BEFORE, NEXT)}
    assert [day for day, rule in found.items() if rule] == [DAY, THE_DAY_BEFORE]


@pytest.mark.parametrize("text", [TEXT, RENUMBERED, TEXT.replace("samarbeide", "samarbeide godt")])
def test_a_clause_that_reads_as_before_carries_its_rule_on(circle, agreement, text):
    circle.adopted(agreement, "2025.2", text, earliest_from=NEXT)

    old, new = rule_on(circle, THE_DAY_BEFORE), rule_on(circle, NEXT)

    assert (old.source.version, new.source.version) == ("2025.1", "2025.2")
    assert new.confidence is Confidence.ORDRETT
    assert answer_on(circle, NEXT) is Answer.VALID


def test_the_carried_rule_names_the_clause_as_it_is_now_numbered(circle, agreement):
    circle.adopted(agreement, "2025.2", RENUMBERED, earliest_from=NEXT)

    assert rule_on(circle, THE_DAY_BEFORE).source.clause == "2"
    assert rule_on(circle, NEXT).source.clause == "3"


def test_a_reworded_clause_leaves_a_question_for_a_person(circle, agreement):
    circle.adopted(agreement, "2025.2", REWORDED, earliest_from=NEXT)

    new = rule_on(circle, NEXT)

    assert new.confidence is Confidence.OMSTRIDT
    assert "omformulert" in new.note
    assert answer_on(circle, THE_DAY_BEFORE) is Answer.VALID
    assert answer_on(circle, NEXT) is Answer.NEEDS_HUMAN


def test_a_clause_that_is_gone_takes_its_rule_with_it(circle, agreement):
    circle.adopted(agreement, "2025.2", WITHOUT, earliest_from=NEXT)

    assert rule_on(circle, THE_DAY_BEFORE) is not None
    assert rule_on(circle, NEXT) is None
    assert answer_on(circle, NEXT) is Answer.NEEDS_HUMAN


def test_a_clause_with_a_rule_of_its_own_inherits_none(circle, agreement):
    version = circle.frozen(agreement, "2025.2", earliest_from=NEXT)
    by_asu = replace(BY_PSU, id="mandater-2", deciders=(Decider(Named(kind=BodyKind.ASU)),))
    rules.add_rule(circle.session, OPERATOR, circle.community, by_asu, version, "ansvar")
    for party in ("granvik", "storelv", "foretaket"):
        circle.decides(party, version)

    assert rule_on(circle, NEXT).deciders == by_asu.deciders
    assert answer_on(circle, NEXT) is Answer.INVALID


def test_a_rule_is_carried_through_several_versions(circle, agreement):
    circle.adopted(agreement, "2025.2", earliest_from=NEXT)
    circle.adopted(agreement, "2025.3", earliest_from=NEXT + timedelta(days=100))

    assert rule_on(circle, NEXT + timedelta(days=99)).source.version == "2025.2"
    assert rule_on(circle, NEXT + timedelta(days=100)).source.version == "2025.3"


def test_a_withdrawn_version_leaves_the_rules_as_they_were(circle, agreement):
    version = circle.frozen(agreement, "2025.2", WITHOUT, earliest_from=NEXT)
    operations.withdraw(circle.session, OPERATOR, agreement, version, "Trukket.")

    assert version.stage is Stage.WITHDRAWN
    assert answer_on(circle, NEXT) is Answer.VALID


def test_a_rule_ends_with_its_version(circle, agreement):
    (version,) = documents.versions_of(circle.session, agreement)
    operations.repeal(circle.session, OPERATOR, agreement, version, THE_DAY_BEFORE, "Utløpt.")

    assert rule_on(circle, THE_DAY_BEFORE) is not None
    assert rule_on(circle, NEXT) is None


def test_who_may_decide_is_answered_by_the_rule_of_the_day(circle, agreement):
    proposal = Proposal(DocumentKind.MANDAT, ChangeClass.NY)

    before = mandates.may_decide(circle.session, circle.community, proposal, DAY - timedelta(days=1))
    after = mandates.may_decide(circle.session, circle.community, proposal, DAY)

    assert before.bodies == ()
    assert after.sentence == "PSU kan vedta nytt mandat."
