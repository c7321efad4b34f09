"""An agreement from 1 January 2021, and two items the law got on 1 August 2022. Law: hol. § 6-2 nr. 12 and 13.

It is still a contract; it only has less than the minimum from that day. Guidance speaks of 1 July 2023: that is
shown, and is not the law's day. What the law did not yet ask is never missing.
"""

from datetime import date

import pytest

from documents.coverage import Coverage, Degree, Mark, coverage, totals
from documents.minimums import minimum_number

LAST_DAY_BEFORE, FIRST_DAY, GUIDANCE = date(2022, 7, 31), date(2022, 8, 1), date(2023, 7, 1)
NEW_AGREEMENT = date(2025, 5, 1)


def marked(nr: int, degree: Degree = Degree.FULL, version: str = "2021.1") -> Mark:
    return Mark(
        nr,
        "samarbeidsavtalen",
        version,
        "k3f9q2m7xa",
        "4",
        "Tjenester",
        degree,
        "Kari Nordmann",
        date(2021, 2, 1),
    )


OLD = [marked(nr) for nr in range(1, 12)]


def covered(marks: list[Mark], day: date) -> tuple[int, int]:
    """How many of how many."""
    counted = totals(coverage(marks, day))
    return counted["dekket"], counted["in_force"]


def status(marks: list[Mark], nr: int, day: date) -> Coverage:
    return next(item.status for item in coverage(marks, day) if item.minimum.nr == nr)


def test_eleven_of_eleven_on_the_last_day_of_july() -> None:
    assert covered(OLD, LAST_DAY_BEFORE) == (11, 11)


def test_eleven_of_thirteen_on_the_first_of_august_without_a_word_of_the_text_being_changed() -> None:
    assert covered(OLD, FIRST_DAY) == (11, 13)
    assert status(OLD, 12, FIRST_DAY) is status(OLD, 13, FIRST_DAY) is Coverage.MISSING


def test_nothing_is_missing_backwards() -> None:
    assert status(OLD, 13, LAST_DAY_BEFORE) is Coverage.NOT_YET
    assert status(OLD, 13, date(2021, 1, 1)) is Coverage.NOT_YET


def test_variant_the_day_of_the_guidance_changes_no_count_and_is_kept_beside_the_day_of_the_law() -> None:
    assert covered(OLD, date(2023, 6, 30)) == covered(OLD, GUIDANCE) == (11, 13)
    assert (minimum_number(13).since, minimum_number(13).guidance) == (FIRST_DAY, GUIDANCE)


def test_variant_the_agreement_spoke_of_children_already_and_has_one_more_the_day_the_law_asks() -> None:
    early = [*OLD, marked(13)]

    assert status(early, 13, LAST_DAY_BEFORE) is Coverage.NOT_YET
    assert covered(early, FIRST_DAY) == (12, 13)


def test_variant_a_clause_that_only_promises_to_plan_together_is_part_of_the_way() -> None:
    partly = [*OLD, marked(12, Degree.PARTLY)]

    assert status(partly, 12, FIRST_DAY) is Coverage.PARTLY
    assert covered(partly, FIRST_DAY) == (11, 13)


@pytest.mark.parametrize("nr", [12, 13])
def test_variant_a_clause_that_only_mentions_the_item_does_not_cover_it(nr: int) -> None:
    assert status([*OLD, marked(nr, Degree.MENTIONS)], nr, FIRST_DAY) is Coverage.MISSING


def test_variant_the_agreement_of_2025_has_all_thirteen() -> None:
    new = [marked(nr, version="2025.1") for nr in range(1, 14)]

    assert covered(new, NEW_AGREEMENT) == (13, 13)


def test_variant_nobody_has_judged_the_agreement_and_then_nothing_is_said_to_be_covered() -> None:
    assert covered([], LAST_DAY_BEFORE) == (0, 11)
