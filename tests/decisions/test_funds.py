"""When a decision about money counts as agreement (5.2 e), and what is left of a fund."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from decisions.funds import Agreement, Given, balance, unity
from decisions.modes import Abstention, Mode, Threshold
from decisions.outcomes import Act, Outcome
from decisions.verdict import Answer
from decisions.votes import BlocVotes, Votes
from documents.kinds import ChangeClass
from tests.decisions.builders import (
    AFTER,
    ASU,
    BEFORE,
    FJORDMARK,
    FUNDS,
    GRANT,
    PSU,
    a_decision,
    a_proposal,
    judged,
)


def a_grant(for_, against=0, abstained=0, kind=GRANT, body=PSU, on=AFTER, outcome=Outcome.VEDTATT):
    votes = Votes(for_, against, abstained, present=for_ + against + abstained, members=8)
    return a_decision(
        body,
        a_proposal(kind, ChangeClass.DISPONERING),
        on,
        votes=votes,
        act=Act.DISPONERER,
        outcome=outcome,
    )


def rules_with(**mode):
    """The example's rules, with another way of counting in those about money."""
    return [replace(rule, mode=Mode(**mode)) if "5.2e" in rule.id else rule for rule in FJORDMARK]


def test_eight_for_and_nobody_against_is_agreement_under_the_clause():
    told = unity(a_grant(8), FJORDMARK)

    assert told.agreement is Agreement.ENIGHET
    assert told.sentence == (
        "Avstemningen var enstemmig (8 for, 0 mot). "
        "Vedtaket regnes som enighet etter samarbeidsavtalen 2025.1 punkt 5.2 e."
    )
    assert told.ground is not None
    assert told.ground.excerpt.startswith("Et enstemmig vedtak i PSU")


def test_seven_for_and_one_against_is_not_and_the_decision_does_not_hold():
    told = unity(a_grant(7, 1), FJORDMARK)

    assert told.agreement is Agreement.IKKE_ENIGHET
    assert told.needed
    assert judged(a_grant(7, 1)).answer is Answer.INVALID


@pytest.mark.parametrize(
    ("abstention", "agreement"),
    [
        (Abstention.IKKE_OPPGITT, Agreement.UAVKLART),
        (Abstention.TELLER_IKKE, Agreement.ENIGHET),
        (Abstention.TELLER_MOT, Agreement.IKKE_ENIGHET),
    ],
)
def test_what_one_who_abstains_does_is_for_the_clause_to_say(abstention, agreement):
    told = unity(a_grant(7, 0, 1), rules_with(threshold=Threshold.ENSTEMMIG, abstention=abstention))

    assert told.agreement is agreement
    assert bool(told.question) is (agreement is Agreement.UAVKLART)


def test_a_vote_without_numbers_is_a_question():
    told = unity(replace(a_grant(8), votes=None), FJORDMARK)

    assert (told.agreement, told.question) == (Agreement.UAVKLART, "Hvordan ble det stemt?")


def test_seven_who_all_vote_for_while_one_is_present_and_silent_is_a_question_too():
    silent = replace(a_grant(7), votes=Votes(7, 0, present=8, members=8))

    assert unity(silent, FJORDMARK).agreement is Agreement.UAVKLART


def test_other_money_may_be_given_by_a_majority_where_the_clause_says_so_and_is_no_agreement():
    by_majority = rules_with(threshold=Threshold.FLERTALL)
    told = unity(a_grant(7, 1, kind=FUNDS), by_majority)

    assert told.agreement is Agreement.IKKE_ENIGHET
    assert not told.needed
    assert "ber ikke om at alle er enige" in told.sentence


def test_all_for_under_a_clause_of_majority_is_a_question_and_never_concluded():
    told = unity(a_grant(8, kind=FUNDS), rules_with(threshold=Threshold.FLERTALL))

    assert told.agreement is Agreement.UAVKLART
    assert told.question == "Var kommunene og helseforetaket enige?"


def test_each_side_must_agree_where_the_clause_counts_the_sides():
    sides = rules_with(threshold=Threshold.KONSENSUS_PER_BLOKK)
    together = replace(a_grant(8), blocs=(BlocVotes("kommunene", 4), BlocVotes("helseforetaket", 4)))

    assert unity(together, sides).agreement is Agreement.ENIGHET
    assert unity(a_grant(8), sides).agreement is Agreement.UAVKLART


@pytest.mark.parametrize(
    "facts",
    [a_grant(8, body=ASU), a_grant(8, on=BEFORE)],
    ids=["a body no clause speaks of", "the day before the clause"],
)
def test_without_a_clause_that_day_for_that_body_nothing_counts_as_agreement(facts):
    told = unity(facts, [rule for rule in FJORDMARK if rule.id.startswith("FM-2025")])

    assert told.agreement is Agreement.UAVKLART
    assert told.ground is None


@pytest.mark.parametrize("outcome", [Outcome.AVVIST, Outcome.UTSATT, Outcome.RETURNERT])
def test_where_nothing_was_given_there_is_nothing_to_agree_on(outcome):
    assert unity(a_grant(8, outcome=outcome), FJORDMARK).agreement is Agreement.IKKE_ENIGHET


@given(st.integers(0, 8), st.integers(0, 8), st.integers(0, 8))
def test_it_is_never_agreement_with_a_vote_against_or_one_who_kept_silent(for_, against, abstained):
    if for_ + against + abstained > 8:
        return
    told = unity(a_grant(for_, against, abstained), FJORDMARK)

    assert (told.agreement is Agreement.ENIGHET) is (for_ > 0 and against == abstained == 0)


def test_what_waits_for_a_decision_that_stands_is_not_spent():
    held = balance(1_000_000, [Given(300_000, stands=True), Given(500_000, stands=False)])

    assert (held.spent, held.waiting, held.left) == (300_000, 500_000, 700_000)


@given(st.integers(0, 10**9), st.lists(st.builds(Given, st.integers(1, 10**6), st.booleans())))
def test_every_krone_is_spent_waits_or_is_left(amount, given_):
    held = balance(amount, given_)

    assert held.left + held.spent == amount
    assert held.spent + held.waiting == sum(each.amount for each in given_)
