"""PSU, eight to nil: following up transport is the kommune's task, and that is called minor (5.2 d).

Unanimity in PSU concerns funds (5.2 e), not texts. What moves a responsibility is not minor, whatever it is called.
"""

from datetime import date

from decisions.mandate import judge
from decisions.outcomes import Outcome
from decisions.proposals import Trait
from decisions.rule_files import shipped_rules
from decisions.verdict import Verdict
from decisions.votes import Votes
from documents.kinds import ChangeClass
from tests.decisions.libraries import (
    ALL_AGREE,
    AVTALE,
    COUNCIL,
    FLOOR,
    INVALID,
    MINDRE,
    NEEDS_HUMAN,
    PSU,
    VALID,
    VESENTLIG,
    Decided,
    everything_told,
    perhaps,
    sure,
)

DAY = date(2025, 11, 20)
EIGHT_TO_NIL = Votes(8, 0, present=8, members=8)
WHO_MAY = ("alle kommunestyrene", "styret for helseforetaket")


def judged(decided: Decided) -> Verdict:
    return judge(decided.facts, shipped_rules("nordre-trondelag"), FLOOR)


def by_psu(*findings: object, change: ChangeClass = MINDRE, on: date = DAY, **more: object) -> Decided:
    return Decided(PSU, AVTALE, change, on, findings, votes=EIGHT_TO_NIL, **more)


def test_psu_cannot_move_a_responsibility_as_a_minor_change_however_united_it_is() -> None:
    verdict = judged(by_psu(*sure(Trait.FLYTTER_ANSVAR)))

    assert verdict.answer is INVALID
    assert verdict.instead == WHO_MAY
    assert "flytter ansvar" in everything_told(verdict)


def test_what_psu_said_is_kept_as_a_recommendation_and_the_text_is_as_it_was() -> None:
    told = everything_told(judged(by_psu(*sure(Trait.FLYTTER_ANSVAR))))

    assert "kan stå som en innstilling" in told
    assert "teksten er uendret" in told


def test_variant_nothing_is_moved_and_psu_may_decide_it() -> None:
    verdict = judged(by_psu())

    assert verdict.answer is VALID
    assert [ground.clause for ground in verdict.grounds] == ["5.2 d"]
    assert [ground.clause for ground in verdict.floor] == ["§ 6-1 første ledd"]


def test_variant_the_comparison_only_points_to_it_and_a_person_must_look() -> None:
    verdict = judged(by_psu(*perhaps(Trait.FLYTTER_ANSVAR)))

    assert verdict.answer is NEEDS_HUMAN
    assert verdict.instead == WHO_MAY


def test_variant_a_person_has_classified_it_as_material_and_the_law_itself_stops_psu() -> None:
    verdict = judged(by_psu(change=VESENTLIG))

    assert verdict.answer is INVALID
    assert {ground.rule for ground in verdict.floor} == {"hol-6-1"}


def test_variant_the_kommunestyre_decides_the_same_words_and_may() -> None:
    assert judged(Decided(COUNCIL, AVTALE, MINDRE, DAY, sure(Trait.FLYTTER_ANSVAR))).answer is VALID


def test_variant_psu_turns_the_change_down_and_may_do_that() -> None:
    against = Votes(0, 8, present=8, members=8)
    refused = Decided(
        PSU, AVTALE, MINDRE, DAY, sure(Trait.FLYTTER_ANSVAR), outcome=Outcome.AVVIST, votes=against
    )

    assert judged(refused).answer is VALID


def test_variant_it_touches_what_the_law_demands_and_moves_nothing_so_a_person_says_how_far_d_reaches() -> (
    None
):
    assert judged(by_psu(*sure(Trait.BERORER_MINIMUM))).answer is NEEDS_HUMAN


def test_variant_the_day_before_the_agreement_no_rule_on_file_lets_psu_decide() -> None:
    assert judged(by_psu(on=date(2025, 4, 30))).answer is NEEDS_HUMAN
    assert judged(by_psu(on=date(2025, 5, 1))).answer is VALID


def test_variant_all_ten_agree_on_moving_costs_and_it_is_no_more_minor_for_that() -> None:
    moved = Decided(PSU, AVTALE, MINDRE, DAY, sure(Trait.ENDRER_KOSTNAD), votes=ALL_AGREE)

    assert judged(moved).answer is INVALID
