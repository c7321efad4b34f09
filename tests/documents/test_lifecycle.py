"""A version's standing follows from the day alone."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.kinds import DocumentKind
from documents.lifecycle import (
    Life,
    Period,
    Stage,
    Standing,
    in_force,
    may_become,
    period,
    standing,
    the_set,
)

THE_DAY_BEFORE, THE_DAY, THE_DAY_AFTER = date(2025, 4, 30), date(2025, 5, 1), date(2025, 5, 2)


def a_version(
    number,
    valid_from=None,
    valid_to=None,
    stage=Stage.ADOPTED,
    document="samarbeidsavtalen",
    kind=DocumentKind.SAMARBEIDSAVTALE,
):
    return Life(document, number, kind, stage, valid_from, valid_to)


OLD = a_version("2021.1", date(2021, 1, 1))
NEW = a_version("2025.1", THE_DAY)


def test_the_old_agreement_applies_until_the_day_the_new_one_begins():
    assert in_force([OLD, NEW], THE_DAY_BEFORE) == OLD
    assert in_force([OLD, NEW], THE_DAY) == NEW


def test_the_order_in_which_versions_are_listed_does_not_matter():
    assert in_force([NEW, OLD], THE_DAY_BEFORE) == OLD
    assert in_force([NEW, OLD], THE_DAY) == NEW


def test_nothing_applies_before_the_first_version_begins():
    assert in_force([OLD], date(2020, 12, 31)) is None
    assert in_force([OLD], date(2021, 1, 1)) == OLD


@pytest.mark.parametrize(
    ("version", "on", "expected"),
    [
        (OLD, THE_DAY_BEFORE, Standing.IN_FORCE),
        (OLD, THE_DAY, Standing.REPLACED),
        (NEW, THE_DAY_BEFORE, Standing.COMING),
        (NEW, THE_DAY, Standing.IN_FORCE),
        (OLD, date(2020, 12, 31), Standing.COMING),
    ],
)
def test_on_the_day_itself_old_and_new_change_places(version, on, expected):
    assert standing(version, [OLD, NEW], on) is expected


def test_a_repealed_version_applies_on_its_last_day_and_not_the_day_after():
    repealed = a_version("1", date(2021, 1, 1), valid_to=THE_DAY)

    assert in_force([repealed], THE_DAY) == repealed
    assert standing(repealed, [repealed], THE_DAY) is Standing.IN_FORCE
    assert in_force([repealed], THE_DAY_AFTER) is None
    assert standing(repealed, [repealed], THE_DAY_AFTER) is Standing.REPEALED


def test_what_was_replaced_does_not_come_back_when_its_successor_is_repealed():
    successor = a_version("2", date(2023, 1, 1), valid_to=THE_DAY_BEFORE)

    assert in_force([OLD, successor], THE_DAY_BEFORE) == successor
    assert in_force([OLD, successor], THE_DAY) is None
    assert standing(OLD, [OLD, successor], THE_DAY) is Standing.REPLACED


def test_adopted_without_a_date_applies_on_no_day():
    undated = a_version("2", valid_from=None)

    assert in_force([undated], date.max) is None
    assert standing(undated, [undated], date.max) is Standing.ADOPTED


@pytest.mark.parametrize(
    ("stage", "expected"),
    [
        (Stage.DRAFT, Standing.DRAFT),
        (Stage.FROZEN, Standing.FROZEN),
        (Stage.WITHDRAWN, Standing.WITHDRAWN),
    ],
)
def test_what_is_not_adopted_never_applies_whatever_its_dates_say(stage, expected):
    version = a_version("2", date(2000, 1, 1), stage=stage)

    assert in_force([version], THE_DAY) is None
    assert standing(version, [version], THE_DAY) is expected


def test_a_draft_disturbs_nothing_that_applies():
    draft = a_version("utkast", THE_DAY_BEFORE, stage=Stage.DRAFT)

    assert in_force([OLD, draft], THE_DAY_BEFORE) == OLD


@pytest.mark.parametrize("stage", Stage)
@pytest.mark.parametrize("wanted", Stage)
def test_only_four_steps_are_allowed(stage, wanted):
    allowed = {
        (Stage.DRAFT, Stage.FROZEN),
        (Stage.DRAFT, Stage.WITHDRAWN),
        (Stage.FROZEN, Stage.ADOPTED),
        (Stage.FROZEN, Stage.WITHDRAWN),
    }
    assert may_become(stage, wanted) == ((stage, wanted) in allowed)


def test_the_set_holds_one_version_a_document_in_order_of_precedence():
    plan = a_version("1", date(2022, 1, 1), document="handlingsplan", kind=DocumentKind.HANDLINGSPLAN)
    late = a_version("1", THE_DAY, document="retningslinje-10", kind=DocumentKind.RETNINGSLINJE)
    guide = a_version("1", date(2022, 1, 1), document="retningslinje-05", kind=DocumentKind.RETNINGSLINJE)
    special = a_version("1", date(2022, 1, 1), document="særavtale-1", kind=DocumentKind.SAERAVTALE)
    versions = [plan, special, late, guide, NEW, OLD]

    assert the_set(versions, THE_DAY_BEFORE) == (OLD, guide, special, plan)
    assert the_set(versions, THE_DAY) == (NEW, guide, late, special, plan)
    assert the_set(versions, date(2020, 12, 31)) == ()


def test_a_version_is_in_force_until_the_day_before_the_next_one():
    assert period(OLD, [OLD, NEW]) == Period(date(2021, 1, 1), THE_DAY_BEFORE)
    assert period(NEW, [OLD, NEW]) == Period(THE_DAY)


def test_a_version_that_was_ended_before_the_next_one_began_has_its_own_last_day():
    ended = a_version("2022.1", date(2022, 1, 1), valid_to=date(2024, 12, 31))

    assert period(ended, [ended, NEW]) == Period(date(2022, 1, 1), date(2024, 12, 31))


def test_a_version_without_a_first_day_has_no_period():
    assert period(a_version("1"), [OLD]) is None
    assert period(a_version("1", THE_DAY, stage=Stage.FROZEN), [OLD]) is None


DAYS = st.dates(date(2020, 1, 1), date(2021, 12, 31))


@given(
    st.lists(st.tuples(DAYS, st.integers(0, 400) | st.none()), min_size=1, unique_by=lambda each: each[0]),
    DAYS,
)
def test_what_is_in_force_a_day_is_what_has_that_day_in_its_period(drawn, on):
    versions = [
        a_version(str(at), first, first + timedelta(days=length) if length is not None else None)
        for at, (first, length) in enumerate(drawn)
    ]
    holding = [each for each in versions if (held := period(each, versions)) and held.holds(on)]

    assert holding == ([applying] if (applying := in_force(versions, on)) else [])
