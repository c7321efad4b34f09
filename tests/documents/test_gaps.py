"""A demand that is not covered is open from a day, and past a date: never before the law asked for it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from decisions.gaps import told
from documents.coverage import Coverage, ItemCoverage
from documents.gaps import Gap, GapState, Limit, Opening, Stretch, asked_since, gap, limit_over
from documents.minimums import Minimum, minimum_number

LAW, GUIDANCE = date(2022, 8, 1), date(2023, 7, 1)
AGREED = date(2021, 1, 1)
BOUND = [Stretch(AGREED, bound=True, covered=False)]
CHILDREN = minimum_number(13)
MINISTRY = replace(CHILDREN, deadline=date(2024, 1, 31))


def open_on(
    day: date,
    history: list[Stretch] = BOUND,
    minimum: Minimum = CHILDREN,
    status: Coverage = Coverage.MISSING,
    states: tuple[Minimum, ...] = (),
) -> Gap | None:
    return gap(ItemCoverage(minimum, status, ()), states or (minimum,), history, day)


def test_it_opens_on_the_day_of_the_law_in_an_agreement_that_applied_already() -> None:
    found = open_on(LAW)

    assert found is not None
    assert (found.since, found.opening, found.state) == (LAW, Opening.LAW, GapState.OPEN)


@pytest.mark.parametrize("status", [Coverage.NOT_YET, Coverage.COVERED])
def test_what_the_law_does_not_ask_and_what_is_covered_is_no_gap(status) -> None:
    assert open_on(LAW - timedelta(days=1), status=status) is None


def test_an_agreement_that_came_later_is_open_from_its_own_day() -> None:
    joined = date(2024, 3, 1)
    found = open_on(date(2024, 6, 1), [Stretch(joined, bound=True, covered=False)])

    assert found is not None
    assert (found.since, found.opening) == (joined, Opening.BOUND)
    assert found.overdue_since == joined, "nothing is overdue before it is open"


def test_where_no_agreement_binds_the_pair_nothing_is_open() -> None:
    assert open_on(LAW, []) is None
    assert open_on(LAW, [*BOUND, Stretch(date(2022, 7, 1), bound=False, covered=False)]) is None


def test_words_that_were_taken_out_open_it_on_that_day_and_not_on_the_laws() -> None:
    lost = date(2024, 1, 1)
    history = [Stretch(AGREED, bound=True, covered=True), Stretch(lost, bound=True, covered=False)]
    found = open_on(date(2024, 5, 1), history)

    assert found is not None
    assert (found.since, found.opening) == (lost, Opening.LOST)


def test_a_new_version_that_does_not_cover_it_either_does_not_begin_it_anew() -> None:
    found = open_on(date(2024, 5, 1), [*BOUND, Stretch(date(2024, 1, 1), bound=True, covered=False)])

    assert found is not None
    assert found.since == LAW


def test_what_comes_later_is_not_known_of_yet() -> None:
    history = [Stretch(date(2025, 5, 1), bound=True, covered=True), *BOUND]
    found = open_on(date(2025, 4, 30), history)

    assert found is not None
    assert found.since == LAW


@pytest.mark.parametrize(
    ("day", "state"),
    [
        (GUIDANCE - timedelta(days=1), GapState.OPEN),
        (GUIDANCE, GapState.OVER_GUIDANCE),
        (date(2024, 1, 31), GapState.OVER_GUIDANCE),
        (date(2024, 2, 1), GapState.OVERDUE),
    ],
)
def test_guidance_is_past_from_its_day_and_a_deadline_from_the_day_after(day, state) -> None:
    found = open_on(day, minimum=MINISTRY)

    assert found is not None
    assert found.state is state


def test_guidance_is_told_as_guidance_and_a_deadline_as_the_ministrys() -> None:
    guided, overdue = open_on(GUIDANCE), open_on(date(2024, 2, 1), minimum=MINISTRY)

    assert guided is not None
    assert told(guided) == (
        "Åpent siden 1. august 2022, da loven begynte å kreve det. "
        "Over veiledende dato 1. juli 2023 (veiledning, ikke lov)."
    )
    assert overdue is not None
    assert told(overdue).endswith("Fristen som departementet satte, var 31. januar 2024.")


def test_a_judgement_that_is_waited_for_is_not_said_to_be_overdue() -> None:
    found = open_on(date(2024, 2, 1), minimum=MINISTRY, status=Coverage.WAITING)

    assert found is not None
    assert (found.state, found.overdue_since) == (GapState.WAITING, None)
    assert told(found) == "Venter på vurdering siden 1. august 2022."


def test_a_demand_that_was_reworded_has_been_asked_since_it_was_first_asked() -> None:
    reworded = date(2024, 1, 1)
    old, new = replace(CHILDREN, until=reworded), replace(CHILDREN, since=reworded, guidance=None)
    found = open_on(date(2024, 6, 1), minimum=new, states=(old, new))

    assert found is not None
    assert found.since == LAW
    assert asked_since(new, (replace(old, until=date(2023, 1, 1)), new)) == reworded, "there was a break"


def test_partly_is_open_too() -> None:
    found = open_on(GUIDANCE, status=Coverage.PARTLY)

    assert found is not None
    assert found.state is GapState.OVER_GUIDANCE


days = st.dates(date(2020, 1, 1), date(2028, 1, 1))
stretches = st.lists(st.builds(Stretch, days, st.booleans(), st.booleans()), max_size=8)


@given(stretches, days)
def test_a_gap_never_begins_before_the_law_nor_after_the_day_nor_depends_on_what_comes_later(
    history, on
) -> None:
    status = Coverage.MISSING if CHILDREN.applies(on) else Coverage.NOT_YET
    found = open_on(on, history, status=status)

    assert found == open_on(on, [each for each in history if each.since <= on], status=status)
    if found is not None:
        assert CHILDREN.since <= found.since <= on
        assert found.limit in {None, Limit(GUIDANCE, is_law=False)}
        assert (found.limit is None) is (on < GUIDANCE)


@given(days)
def test_the_date_that_is_over_is_the_ministrys_before_the_directorates(on) -> None:
    found = limit_over(MINISTRY, on)

    assert (found is not None and found.is_law) is (on > date(2024, 1, 31))
    assert (found is None) is (on < GUIDANCE)
