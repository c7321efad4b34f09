"""2023 has no record; in 2024 SSU's minutes say «reviewed, no changes». Law: hol. § 6-5 første ledd.

A review that changes nothing is a review. The calendar year is the register's reading of «årlig».
"""

from datetime import date

from decisions.duties import Duty, DutyState, yearly_review
from decisions.outcomes import Act, Outcome
from decisions.proposals import Matter
from tests.decisions.libraries import (
    FSU,
    INVALID,
    PENDING,
    REVISJON,
    SSU,
    VALID,
    Body,
    Decided,
    everything_told,
    verdict_in,
)

REVIEWED, TODAY = date(2024, 11, 14), date(2026, 3, 1)
LAST_DAY, DAY_AFTER = date(2023, 12, 31), date(2024, 1, 1)


def review_of(year: int, on: date = TODAY, *reviewed: date) -> Duty:
    return yearly_review(year, reviewed or (REVIEWED,), on)


def reviewed_by(body: Body, outcome: Outcome = Outcome.VEDTATT) -> Decided:
    return Decided(body, Matter.GJENNOMGANG, REVISJON, REVIEWED, outcome=outcome, text_hash="")


def test_2023_is_missing_and_2024_is_met_though_nothing_was_changed() -> None:
    assert review_of(2023).state is DutyState.FORFALT
    assert "ikke ført noen gjennomgang i 2023" in review_of(2023).sentence
    assert review_of(2024).state is DutyState.OPPFYLT
    assert "14. november 2024" in review_of(2024).sentence


def test_in_bergen_the_review_is_ssus_and_counts_also_when_nothing_is_changed() -> None:
    verdict = verdict_in("bergen", reviewed_by(SSU))

    assert verdict.answer is VALID
    assert "gjennomgang også når ingenting endres" in everything_told(verdict)


def test_variant_the_year_is_not_over_and_nothing_is_missing_yet() -> None:
    assert review_of(2023, LAST_DAY, REVIEWED).state is DutyState.LOPER
    assert review_of(2023, DAY_AFTER, REVIEWED).state is DutyState.FORFALT


def test_variant_a_review_in_january_counts_for_its_own_year_and_not_for_the_one_before() -> None:
    january = date(2024, 1, 9)

    assert review_of(2023, TODAY, january).state is DutyState.FORFALT
    assert review_of(2024, TODAY, january).state is DutyState.OPPFYLT


def test_variant_the_review_that_is_still_to_come_is_not_seen_today() -> None:
    assert review_of(2024, date(2024, 11, 13)).state is DutyState.LOPER
    assert review_of(2024, REVIEWED).state is DutyState.OPPFYLT


def test_variant_a_year_that_has_not_begun_asks_nothing() -> None:
    assert review_of(2027).state is DutyState.IKKE_BEGYNT


def test_variant_two_reviews_in_one_year_and_the_first_one_met_the_duty() -> None:
    assert "3. mars 2024" in review_of(2024, TODAY, REVIEWED, date(2024, 3, 3)).sentence


def test_variant_ssu_postponed_it_and_has_reviewed_nothing() -> None:
    assert verdict_in("bergen", reviewed_by(SSU, Outcome.UTSATT)).answer is PENDING


def test_variant_a_professional_committee_reviews_it_where_that_is_ssus() -> None:
    assert verdict_in("bergen", reviewed_by(FSU)).answer is INVALID


def test_variant_a_signature_on_the_minutes_is_not_the_review() -> None:
    signed = Decided(SSU, Matter.GJENNOMGANG, REVISJON, REVIEWED, act=Act.SIGNERER, text_hash="")

    assert verdict_in("bergen", signed).answer is PENDING
