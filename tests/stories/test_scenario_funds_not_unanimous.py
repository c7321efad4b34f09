"""PSU gives away the recruitment grant, seven to one. Only a unanimous PSU counts as agreement (5.2 e).

The grant presupposes agreement between the trust and the kommuner. What one who abstains does to unanimity, the
clause does not say. For other funds the clause gives PSU the power, and does not say by which majority.
"""

from dataclasses import replace
from datetime import date

import pytest

from decisions.mandate import judge
from decisions.modes import Abstention, Mode, Threshold
from decisions.outcomes import Act
from decisions.proposals import Kind, Matter
from decisions.rule_files import shipped_rules
from decisions.verdict import Verdict
from decisions.votes import Votes
from documents.kinds import ChangeClass
from tests.decisions.libraries import (
    ASU,
    FLOOR,
    INVALID,
    NEEDS_HUMAN,
    PENDING,
    PSU,
    VALID,
    Body,
    Decided,
    everything_told,
)

DAY = date(2025, 11, 20)
RULES = shipped_rules("nordre-trondelag")
GRANT, FUNDS = Matter.TILSKUDD, Matter.MIDLER
ALL, SEVEN_TO_ONE, ONE_ABSTAINS, ONE_AWAY = (
    Votes(8, 0, present=8, members=8),
    Votes(7, 1, present=8, members=8),
    Votes(7, 0, 1, present=8, members=8),
    Votes(7, 0, present=7, members=8),
)


def given_by(body: Body, matter: Kind, votes: Votes | None, no_votes: bool = False) -> Decided:
    return Decided(
        body,
        matter,
        ChangeClass.DISPONERING,
        DAY,
        act=Act.DISPONERER,
        votes=votes,
        no_votes=no_votes,
        text_hash="",
    )


def by_psu(matter: Kind, votes: Votes | None, *, no_votes: bool = False) -> Verdict:
    return judge(given_by(PSU, matter, votes, no_votes).facts, RULES, FLOOR)


def where_abstaining(counts: Abstention) -> Verdict:
    """The same clause, had it said what abstaining does."""
    mode = Mode(threshold=Threshold.ENSTEMMIG, abstention=counts)
    rules = tuple(replace(rule, mode=mode) for rule in RULES)
    return judge(given_by(PSU, GRANT, ONE_ABSTAINS).facts, rules, FLOOR)


def test_seven_to_one_is_no_agreement_and_the_grant_is_not_given() -> None:
    verdict = by_psu(GRANT, SEVEN_TO_ONE)

    assert verdict.answer is INVALID
    assert "ikke enstemmig (7 for, 1 mot)" in everything_told(verdict)


def test_variant_all_eight_agree_and_the_verdict_says_what_that_counts_as() -> None:
    verdict = by_psu(GRANT, ALL)

    assert verdict.answer is VALID
    assert "enighet mellom kommunene og helseforetaket" in everything_told(verdict)


def test_variant_one_abstains_and_the_clause_does_not_say_what_that_does() -> None:
    verdict = by_psu(GRANT, ONE_ABSTAINS)

    assert verdict.answer is NEEDS_HUMAN
    assert verdict.question.endswith("?")


@pytest.mark.parametrize(
    ("counts", "answer"), [(Abstention.TELLER_IKKE, VALID), (Abstention.TELLER_MOT, INVALID)]
)
def test_variant_a_clause_that_said_what_abstaining_does_would_settle_it(
    counts: Abstention, answer: object
) -> None:
    assert where_abstaining(counts).answer is answer


def test_variant_one_is_away_and_those_who_met_were_of_one_mind() -> None:
    assert by_psu(GRANT, ONE_AWAY).answer is VALID


def test_variant_other_funds_seven_to_one_may_be_enough_and_a_person_says() -> None:
    assert by_psu(FUNDS, SEVEN_TO_ONE).answer is NEEDS_HUMAN
    assert by_psu(FUNDS, ALL).answer is VALID


def test_variant_other_funds_one_to_seven_is_not_even_a_majority() -> None:
    assert by_psu(FUNDS, Votes(1, 7, present=8, members=8)).answer is INVALID


def test_variant_nobody_recorded_the_vote_and_unanimity_cannot_be_seen() -> None:
    assert by_psu(GRANT, None, no_votes=True).answer is PENDING


def test_variant_asu_gives_the_grant_away_and_may_not() -> None:
    assert judge(given_by(ASU, GRANT, ALL).facts, RULES, FLOOR).answer is INVALID
