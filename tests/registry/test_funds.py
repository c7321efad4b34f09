"""Money, and what decisions gave of it: within what there is, by decisions that stand."""

from dataclasses import replace
from datetime import date

import pytest

from decisions.funds import Agreement
from decisions.outcomes import Outcome
from decisions.proposals import Matter
from decisions.verdict import Answer
from decisions.votes import Votes
from registry.errors import AlreadyThere, BadInput, NotFound, RuleSaysNo
from registry.operations import funds as operations
from registry.operations.funds import FundEntry
from registry.permissions import OPERATOR
from registry.queries import checking, funds
from registry.queries.decisions import decision
from registry.tables import AllocationRow, RulingRow
from tests.registry.builders import NOW, a_circle
from tests.registry.money import a_grant

MONEY = FundEntry("tilskudd-2025", "Tilskudd 2025", Matter.TILSKUDD, "Staten", 2025, 1_000_000)


@pytest.fixture
def circle(writing):
    return a_circle(writing)


@pytest.fixture
def fund(circle):
    return operations.add_fund(circle.session, OPERATOR, circle.community, MONEY, NOW)


def given(circle, fund, row, amount=400_000, recipient="Granvik", purpose="Digital hjemmeoppfølging"):
    made = decision(circle.session, circle.community, row.ref)
    return operations.allocate(circle.session, OPERATOR, fund, made, recipient, purpose, amount, NOW)


def held(circle, fund):
    return funds.view(circle.session, circle.community, fund)


def test_a_unanimous_grant_is_spent_and_counts_as_agreement(circle, fund):
    given(circle, fund, a_grant(circle))

    view = held(circle, fund)

    assert (view.balance.spent, view.balance.waiting, view.balance.left) == (400_000, 0, 600_000)
    (grant,) = view.grants
    assert grant.stands
    assert grant.unity.agreement is Agreement.ENIGHET
    assert grant.unity.ground is not None
    assert grant.unity.ground.clause == "5.2 e"


@pytest.mark.parametrize(
    ("votes", "answer", "agreement", "lacks"),
    [
        ((7, 1), Answer.INVALID, Agreement.IKKE_ENIGHET, "flertallet"),
        ((7, 0, 1), Answer.NEEDS_HUMAN, Agreement.UAVKLART, "Er det det?"),
    ],
)
def test_a_grant_that_does_not_stand_is_kept_with_why_and_is_not_spent(
    circle, fund, votes, answer, agreement, lacks
):
    given(circle, fund, a_grant(circle, *votes))

    view = held(circle, fund)

    assert (view.balance.spent, view.balance.waiting, view.balance.left) == (0, 400_000, 1_000_000)
    (grant,) = view.grants
    assert (grant.answer, grant.unity.agreement) == (answer, agreement)
    assert lacks in grant.lacks


def test_a_vote_without_numbers_waits_for_them(circle, fund):
    given(circle, fund, a_grant(circle, votes=None))

    (grant,) = held(circle, fund).grants

    assert grant.answer is Answer.PENDING
    assert grant.lacks.startswith("Mangler: ")
    assert grant.unity.question == "Hvordan ble det stemt?"


def test_a_persons_answer_to_what_was_asked_lets_it_stand(circle, fund):
    row = a_grant(circle, 7, 0, 1)
    given(circle, fund, row)
    question = decision(circle.session, circle.community, row.ref).verdict.question
    circle.session.add(
        RulingRow(
            community_id=circle.community.id,
            ref="a-1",
            decision_id=row.id,
            answer=Answer.VALID,
            question=question,
            reason="Den som avsto, var enig i tildelingen.",
            authority="leder av PSU",
            ruled_by="Kari Nordmann",
            ruled_on=date(2025, 6, 20),
            recorded_by="person-1",
            recorded_at=NOW,
        )
    )
    circle.session.flush()

    (grant,) = held(circle, fund).grants

    assert (grant.stands, grant.ruled) == (True, True)
    assert held(circle, fund).balance.spent == 400_000
    assert grant.unity.agreement is Agreement.UAVKLART


def test_a_decision_that_is_corrected_counts_as_it_is_recorded_now(circle, fund):
    row = a_grant(circle)
    given(circle, fund, row)
    a_grant(circle, 7, 1, corrects=row)

    view = held(circle, fund)

    assert view.balance.spent == 0
    assert view.grants[0].decision.row.corrects_id == row.id


def test_more_than_is_left_is_refused_with_both_sums(circle, fund):
    given(circle, fund, a_grant(circle), 700_000)

    with pytest.raises(RuleSaysNo) as refused:
        given(circle, fund, a_grant(circle, case="10/25"), 300_001)

    assert "300\N{NO-BREAK SPACE}001 kroner" in refused.value.why
    assert "300\N{NO-BREAK SPACE}000 kroner igjen" in refused.value.why
    assert len(held(circle, fund).grants) == 1


def test_the_last_krone_can_be_given(circle, fund):
    given(circle, fund, a_grant(circle), 1_000_000)

    assert held(circle, fund).balance.left == 0


def test_what_is_not_spent_does_not_stand_in_the_way(circle, fund):
    given(circle, fund, a_grant(circle, 7, 1), 900_000)
    given(circle, fund, a_grant(circle, case="10/25"), 900_000)

    assert held(circle, fund).balance.left == 100_000


def test_a_decision_about_something_else_gives_nothing_of_it(circle, fund):
    with pytest.raises(RuleSaysNo, match="gjelder midler, og Tilskudd 2025 er samhandlingstilskudd"):
        given(circle, fund, a_grant(circle, matter=Matter.MIDLER))


@pytest.mark.parametrize("outcome", [Outcome.AVVIST, Outcome.UTSATT, Outcome.RETURNERT])
def test_a_case_in_which_nothing_was_given_gives_nothing(circle, fund, outcome):
    votes = Votes(1, 7, present=8, members=8) if outcome is Outcome.AVVIST else None

    with pytest.raises(RuleSaysNo, match="ga ingenting"):
        given(circle, fund, a_grant(circle, outcome=outcome, votes=votes))


def test_the_same_grant_is_recorded_once_and_the_other_is_shown_it(circle, fund):
    row = a_grant(circle)
    given(circle, fund, row, 100_000)

    with pytest.raises(AlreadyThere) as refused:
        given(circle, fund, row, 100_000)

    assert refused.value.path == "/midler/tilskudd-2025"
    assert given(circle, fund, row, 100_000, purpose="Opplæring").amount == 100_000


@pytest.mark.parametrize("amount", [0, -5, 2_000_000_001])
def test_an_amount_that_cannot_be_is_refused(circle, fund, amount):
    with pytest.raises(BadInput, match="hele kroner"):
        given(circle, fund, a_grant(circle), amount)


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        (replace(MONEY, ref="Store Bokstaver"), "kort navn"),
        (replace(MONEY, amount=0), "hele kroner"),
        (replace(MONEY, year=1999), "Året"),
        (replace(MONEY, name=" "), "Navnet mangler"),
        (replace(MONEY, matter=Matter.TVIST), "er ikke midler"),
    ],
)
def test_money_that_cannot_be_is_refused(circle, entry, told):
    with pytest.raises(BadInput, match=told):
        operations.add_fund(circle.session, OPERATOR, circle.community, entry, NOW)


def test_money_is_added_once(circle, fund):
    with pytest.raises(AlreadyThere, match="finnes fra før") as refused:
        operations.add_fund(circle.session, OPERATOR, circle.community, MONEY, NOW)

    assert refused.value.path == "/midler/tilskudd-2025"


def test_money_nobody_knows_is_not_found(circle):
    with pytest.raises(NotFound):
        funds.fund(circle.session, circle.community, "finnes-ikke")


def test_the_log_remembers_every_grant_and_verify_finds_one_that_is_changed(circle, fund):
    row = given(circle, fund, a_grant(circle))
    circle.session.flush()
    assert list(checking.faults(circle.session)) == []

    fund.amount = 2_000_000
    circle.session.flush()

    assert any("En post med midler" in fault for fault in checking.faults(circle.session))
    assert circle.session.get(AllocationRow, row.id) is not None


def test_the_newest_year_comes_first(circle, fund):
    newer = replace(MONEY, ref="tilskudd-2026", name="Tilskudd 2026", year=2026)
    operations.add_fund(circle.session, OPERATOR, circle.community, newer, NOW)

    refs = [each.row.ref for each in funds.views(circle.session, circle.community)]

    assert refs == ["tilskudd-2026", "tilskudd-2025"]
