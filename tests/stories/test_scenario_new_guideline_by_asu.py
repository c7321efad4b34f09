"""ASU adopts the new guideline on children and youth. 5.2 c lets ASU revise guidelines; a new one is for 5.2 a."""

from datetime import date

from decisions.mandate import judge
from decisions.proposals import Finding, Trait
from decisions.rule_files import shipped_rules
from decisions.verdict import Verdict
from documents.kinds import ChangeClass
from tests.decisions.builders import a_decision, a_proposal
from tests.decisions.libraries import (
    ASU,
    BOARD,
    COUNCIL,
    FLOOR,
    INVALID,
    NEEDS_HUMAN,
    NY,
    PSU,
    RETNINGSLINJE,
    REVISJON,
    RUTINE,
    VALID,
    Decided,
    sure,
)

DAY = date(2025, 9, 18)


def judged(decided: Decided) -> Verdict:
    return judge(decided.facts, shipped_rules("nordre-trondelag"), FLOOR)


def by_asu(change: ChangeClass = NY, findings: tuple[Finding, ...] = ()) -> Verdict:
    return judged(Decided(ASU, RETNINGSLINJE, change, DAY, findings))


def test_a_new_guideline_is_not_asus_to_adopt_and_who_may_is_told() -> None:
    verdict = by_asu()

    assert verdict.answer is INVALID
    assert verdict.instead == ("alle kommunestyrene", "styret for helseforetaket")
    assert [ground.clause for ground in verdict.grounds] == ["5.2 a"]


def test_variant_asu_revises_the_same_guideline_later_and_may() -> None:
    verdict = by_asu(REVISJON)

    assert verdict.answer is VALID
    assert [ground.clause for ground in verdict.grounds] == ["5.2 c"]


def test_variant_the_revision_moves_a_responsibility_and_c_does_not_say_how_far_it_reaches() -> None:
    verdict = by_asu(REVISJON, sure(Trait.FLYTTER_ANSVAR))

    assert verdict.answer is NEEDS_HUMAN
    assert verdict.instead == ("alle kommunestyrene", "styret for helseforetaket")


def test_variant_a_new_routine_under_a_guideline_is_asus() -> None:
    assert judged(Decided(ASU, RUTINE, NY, DAY)).answer is VALID


def test_variant_psu_may_not_adopt_the_new_guideline_either() -> None:
    assert judged(Decided(PSU, RETNINGSLINJE, NY, DAY)).answer is INVALID


def test_variant_the_kommunestyre_and_the_board_may_each_for_its_party() -> None:
    assert judged(Decided(COUNCIL, RETNINGSLINJE, NY, DAY)).answer is VALID
    assert judged(Decided(BOARD, RETNINGSLINJE, NY, DAY)).answer is VALID


def test_variant_asu_called_it_a_revision_but_a_person_found_that_it_is_new() -> None:
    facts = a_decision(ASU, a_proposal(RETNINGSLINJE, NY, label=REVISJON), DAY)
    verdict = judge(facts, shipped_rules("nordre-trondelag"), FLOOR)

    assert verdict.answer is INVALID
    assert "Organet kalte det revisjon" in " ".join(verdict.reasons)
