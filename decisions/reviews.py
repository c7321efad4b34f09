"""The yearly review of an agreement, pair by pair, with what it came to.

Law: helse- og omsorgstjenesteloven § 6-5 første ledd (https://lovdata.no/lov/2011-06-24-30/§6-5). That the
calendar year is meant, and that a pair bound in the course of a year has its first review in the next, is
the register's reading of «årlig», and is said to be.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from decisions.duties import HOL_6_5, Duty, DutyState, yearly_review
from decisions.words import day_in_words


class ReviewOutcome(StrEnum):
    """What a yearly review came to. That nothing needs to be changed is an answer as good as the other."""

    INGEN_ENDRING = "ingen endring trengs"
    ENDRES = "skal endres"


@dataclass(frozen=True, slots=True)
class Review:
    """The parties went through the agreement, or a joint body treated it."""

    year: int
    """The year it is the review of."""
    on: date
    outcome: ReviewOutcome | None = None
    """None where a joint body treated the agreement, and nobody has said what the review came to."""


def review_of_year(year: int, reviews: Collection[Review], on: date, bound_since: date | None) -> Duty:
    """Has a pair reviewed the agreement for this year? Reviews after the day are not looked at.

    `bound_since` is the first day on which the agreement, in any version, bound the pair.
    """
    made = sorted(
        (each for each in reviews if each.year == year and each.on <= on),
        key=lambda each: (each.on, each.outcome is None),
    )
    if made:
        return _made(made[0], date(year, 12, 31))
    if bound_since is not None and bound_since > date(year, 1, 1):
        return Duty(
            DutyState.IKKE_BEGYNT,
            None,
            f"Avtalen bandt paret fra {day_in_words(bound_since)}. Registeret leser «årlig» slik at den "
            f"første gjennomgangen er for {bound_since.year + 1}.",
            *HOL_6_5,
        )
    return yearly_review(year, (), on)


def _made(review: Review, due: date) -> Duty:
    day = day_in_words(review.on)
    if review.on > due:
        told = f"Gjennomgangen for {review.year} ble gjort {day}, etter fristen"
        return Duty(DutyState.FOR_SENT, due, _ended(told, review), *HOL_6_5)
    return Duty(DutyState.OPPFYLT, due, _ended(f"Avtalen ble gjennomgått {day}", review), *HOL_6_5)


def _ended(told: str, review: Review) -> str:
    return f"{told}: {review.outcome}." if review.outcome else f"{told}."
