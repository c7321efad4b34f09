"""The same missing paper, opposite answers: 5.2 b says «etter innstilling», 5.2 d says that ASU «kan gi» one."""

from datetime import date

import pytest

from decisions.facts import PriorTreatment
from decisions.mandate import judge
from decisions.outcomes import Act, Outcome
from decisions.rule_files import shipped_rules
from decisions.verdict import Verdict
from tests.decisions.builders import OTHER_HASH
from tests.decisions.libraries import (
    ASU,
    AVTALE,
    FLOOR,
    FSU,
    INVALID,
    MINDRE,
    NY,
    PENDING,
    PLAN,
    PSU,
    VALID,
    Decided,
    before,
    everything_told,
)

EARLIER, DAY, LATER = date(2025, 10, 30), date(2025, 11, 20), date(2025, 12, 4)


def judged(decided: Decided) -> Verdict:
    return judge(decided.facts, shipped_rules("nordre-trondelag"), FLOOR)


def the_plan(*prior: PriorTreatment) -> Verdict:
    return judged(Decided(PSU, PLAN, NY, DAY, prior=prior))


def test_the_plan_waits_for_asus_recommendation_and_for_a_new_vote() -> None:
    verdict = the_plan()

    assert verdict.answer is PENDING
    assert "innstilling fra asu" in everything_told(verdict)
    assert "nytt vedtak i psu" in everything_told(verdict)


def test_the_minor_change_stands_without_it_and_that_is_said() -> None:
    verdict = judged(Decided(PSU, AVTALE, MINDRE, DAY))

    assert verdict.answer is VALID
    assert "ikke ført noen innstilling fra asu" in everything_told(verdict)


def test_variant_asu_recommended_it_three_weeks_before_and_the_plan_stands() -> None:
    assert the_plan(before(ASU, Act.INNSTILLER, EARLIER)).answer is VALID


def test_variant_asu_recommended_it_afterwards_and_that_is_too_late() -> None:
    assert the_plan(before(ASU, Act.INNSTILLER, LATER)).answer is PENDING


def test_variant_asu_recommended_another_wording() -> None:
    assert the_plan(before(ASU, Act.INNSTILLER, EARLIER, text_hash=OTHER_HASH)).answer is PENDING


def test_variant_asu_postponed_it_and_has_recommended_nothing() -> None:
    assert the_plan(before(ASU, Act.INNSTILLER, EARLIER, Outcome.UTSATT)).answer is PENDING


def test_variant_asu_advised_against_it_which_is_a_recommendation_too() -> None:
    verdict = the_plan(before(ASU, Act.INNSTILLER, EARLIER, Outcome.AVVIST))

    assert verdict.answer is VALID
    assert "asu innstilte på noe annet" in everything_told(verdict)


@pytest.mark.parametrize("act", [Act.BEHANDLER, Act.FORESLAR])
def test_variant_asu_only_discussed_or_proposed_it(act: Act) -> None:
    assert the_plan(before(ASU, act, EARLIER)).answer is PENDING


def test_variant_another_body_recommended_it() -> None:
    assert the_plan(before(FSU, Act.INNSTILLER, EARLIER)).answer is PENDING


def test_variant_asu_adopted_the_plan_itself_and_may_not() -> None:
    assert judged(Decided(ASU, PLAN, NY, DAY)).answer is INVALID
