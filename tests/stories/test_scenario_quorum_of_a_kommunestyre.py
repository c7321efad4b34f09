"""A kommunestyre of 25 votes on the agreement. Law: kommuneloven § 11-9.

At least half of the members must have been present and have voted; the majority of the votes cast decides; on a tie
the chair's vote does.
"""

from datetime import date

import pytest

from decisions.verdict import Verdict
from decisions.votes import ImpossibleVotes, Votes
from tests.decisions.libraries import (
    AVTALE,
    COUNCIL,
    EXECUTIVE,
    INVALID,
    NY,
    PENDING,
    VALID,
    Body,
    Decided,
    everything_told,
    verdict_in,
)

DAY = date(2026, 1, 29)


def voted(
    for_: int, against: int, *, present: int | None, members: int | None = 25, chair_for: bool | None = None
) -> Votes:
    return Votes(for_, against, present=present, members=members, chair_for=chair_for)


def decided(votes: Votes | None, body: Body = COUNCIL) -> Verdict:
    return verdict_in("nordre-trondelag", Decided(body, AVTALE, NY, DAY, votes=votes, no_votes=votes is None))


def test_thirteen_of_twenty_five_meet_and_vote_seven_to_six_and_it_is_adopted() -> None:
    assert decided(voted(7, 6, present=13)).answer is VALID


def test_thirteen_meet_and_only_twelve_vote_and_there_is_no_decision_though_all_twelve_agreed() -> None:
    verdict = decided(voted(12, 0, present=13))

    assert verdict.answer is INVALID
    assert "kommuneloven § 11-9" in everything_told(verdict)


def test_ten_to_ten_and_the_chair_was_for() -> None:
    assert decided(voted(10, 10, present=20, chair_for=True)).answer is VALID


def test_variant_ten_to_ten_and_the_chair_was_against() -> None:
    assert decided(voted(10, 10, present=20, chair_for=False)).answer is INVALID


def test_variant_ten_to_ten_and_nobody_wrote_how_the_chair_voted() -> None:
    assert decided(voted(10, 10, present=20)).answer is PENDING


def test_variant_twelve_meet_and_the_kommunestyre_could_decide_nothing() -> None:
    assert decided(voted(12, 0, present=12)).answer is INVALID


@pytest.mark.parametrize(("members", "answer"), [(26, VALID), (27, INVALID)])
def test_variant_half_of_an_even_number_is_enough_and_a_larger_one_is_not(
    members: int, answer: object
) -> None:
    assert decided(voted(13, 0, present=13, members=members)).answer is answer


def test_variant_six_to_seven_and_it_fell() -> None:
    assert decided(voted(6, 7, present=13)).answer is INVALID


def test_variant_the_minutes_have_no_numbers_and_nobody_can_see_whether_it_holds() -> None:
    verdict = decided(None)

    assert verdict.answer is PENDING
    assert "kommuneloven § 11-9" in everything_told(verdict)


def test_variant_the_executive_committee_votes_unanimously_and_is_not_the_kommunestyre() -> None:
    verdict = decided(Votes(7, 0, present=7, members=7), EXECUTIVE)

    assert verdict.answer is INVALID
    assert {ground.rule for ground in verdict.floor} == {"hol-6-1"}


def test_variant_more_votes_than_members_is_no_vote_at_all_and_both_numbers_are_named() -> None:
    with pytest.raises(ImpossibleVotes, match="26.*25"):
        voted(26, 0, present=26)
