"""Who leads a body, for which side, and whether the leadership goes over as the order says."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from decisions.leading import Leader, Order, Side, leadership, leads, order_on, side_of, turns_of
from decisions.parties import PartyKind

TURN_BEGINS, TURN_ENDS = date(2023, 11, 1), date(2025, 10, 31)
CHANGE = date(2025, 11, 1)
EVERY_OTHER_YEAR = Order(2, date(2021, 1, 1), "samarbeidsavtalen punkt 6.1")


def a_leader(name, side, first=TURN_BEGINS, last=None):
    return Leader(name, {Side.KOMMUNE: "Granvik", Side.FORETAK: "Foretaket HF"}[side], side, first, last)


INGRID = a_leader("Ingrid Solheim", Side.KOMMUNE, last=TURN_ENDS)
BERIT = a_leader("Berit Aasland", Side.FORETAK, CHANGE)


def test_the_leader_of_the_day_leads_and_the_one_before_is_told():
    then = leadership([BERIT, INGRID], [EVERY_OTHER_YEAR], TURN_ENDS)
    now = leadership([BERIT, INGRID], [EVERY_OTHER_YEAR], CHANGE)

    assert (then.leading, then.before) == ((INGRID,), ())
    assert (now.leading, now.before) == ((BERIT,), (INGRID,))
    assert then.findings == now.findings == ()


def test_the_next_change_is_due_after_the_years_of_the_order_and_goes_to_the_other_side():
    then = leadership([INGRID], [EVERY_OTHER_YEAR], TURN_BEGINS)

    assert (then.next_change, then.next_side) == (CHANGE, Side.FORETAK)


@pytest.mark.parametrize(("years", "due"), [(1, date(2024, 11, 1)), (2, CHANGE), (4, date(2027, 11, 1))])
def test_each_helsefellesskap_has_its_own_number_of_years(years, due):
    assert leadership([INGRID], [Order(years)], TURN_BEGINS).next_change == due


@pytest.mark.parametrize("orders", [[], [Order(None, source="punkt 6.2")]])
def test_where_no_order_says_nothing_is_expected(orders):
    forever = a_leader("Nina Bergseth", Side.FORETAK, date(2010, 1, 1))

    told = leadership([forever], orders, CHANGE)

    assert (told.next_change, told.next_side, told.findings) == (None, None, ())


@pytest.mark.parametrize(("day", "told"), [(TURN_ENDS, False), (CHANGE, True), (date(2026, 5, 1), True)])
def test_a_side_that_keeps_the_leadership_past_its_time_is_told_of(day, told):
    stays = a_leader("Ingrid Solheim", Side.KOMMUNE)

    findings = leadership([stays], [EVERY_OTHER_YEAR], day).findings

    assert bool(findings) is told
    if told:
        assert findings == (
            "Ledelsen skulle etter samarbeidsavtalen punkt 6.1 ha gått over til den andre siden "
            "1. november 2025, men kommunene har den fortsatt.",
        )


def test_two_leaders_of_the_same_side_after_each_other_are_named_both():
    same_side = a_leader("Odd Hagen", Side.KOMMUNE, CHANGE)

    (finding,) = leadership([INGRID, same_side], [EVERY_OTHER_YEAR], CHANGE).findings

    assert finding.startswith("Ingrid Solheim og Odd Hagen ledet etter hverandre, begge for kommunene.")
    assert "1. november 2025" in finding


def test_somebody_who_takes_over_in_the_middle_of_a_turn_finishes_it():
    leaves = a_leader("Ingrid Solheim", Side.KOMMUNE, last=date(2024, 6, 30))
    takes_over = a_leader("Odd Hagen", Side.KOMMUNE, date(2024, 7, 1), TURN_ENDS)

    told = leadership([leaves, takes_over], [EVERY_OTHER_YEAR], date(2025, 1, 1))

    assert told.next_change == CHANGE
    assert told.findings == ()


def test_a_turn_that_is_over_and_was_too_long_is_still_told_of():
    long = a_leader("Nina Bergseth", Side.FORETAK, date(2021, 1, 1), date(2023, 12, 31))
    after = a_leader("Hanne Lund", Side.KOMMUNE, date(2024, 1, 1))

    (finding,) = leadership([long, after], [EVERY_OTHER_YEAR], date(2024, 6, 1)).findings

    assert finding == (
        "Ledelsen skulle etter samarbeidsavtalen punkt 6.1 ha gått over til den andre siden 1. januar 2023, "
        "men helseforetaket hadde den til 31. desember 2023."
    )


def test_an_order_reaches_no_further_back_than_its_own_first_day():
    old = a_leader("Nina Bergseth", Side.FORETAK, date(2015, 1, 1))

    told = leadership([old], [EVERY_OTHER_YEAR], date(2020, 12, 31))
    from_then = leadership([old], [EVERY_OTHER_YEAR], date(2021, 1, 1))

    assert told.findings == ()
    assert from_then.next_change == date(2021, 1, 1)
    assert from_then.findings


def test_the_order_of_the_day_is_the_latest_that_had_begun():
    new = Order(4, date(2025, 5, 1))

    assert order_on([EVERY_OTHER_YEAR, new], date(2025, 4, 30)) == EVERY_OTHER_YEAR
    assert order_on([EVERY_OTHER_YEAR, new], date(2025, 5, 1)) == new
    assert order_on([EVERY_OTHER_YEAR], date(2020, 12, 31)) is None


def test_two_who_are_leaders_at_once_are_a_question():
    both = leadership([INGRID, a_leader("Odd Hagen", Side.KOMMUNE)], [], TURN_BEGINS)

    assert both.findings == (
        "Ingrid Solheim og Odd Hagen er alle ført som leder 1. november 2023. Hvem av dem leder?",
    )


def test_a_leader_without_a_first_day_has_no_change_that_can_be_counted():
    told = leadership([a_leader("Ingrid Solheim", Side.KOMMUNE, None)], [EVERY_OTHER_YEAR], CHANGE)

    assert told.next_change is None
    assert "uten første dag" in told.findings[0]


@pytest.mark.parametrize(
    ("kind", "side"),
    [
        (PartyKind.KOMMUNE, Side.KOMMUNE),
        (PartyKind.HELSEFORETAK, Side.FORETAK),
        (PartyKind.PRIVAT_SYKEHUS, Side.FORETAK),
        (PartyKind.BRUKERORGANISASJON, None),
        (None, None),
    ],
)
def test_a_party_is_on_a_side(kind, side):
    assert side_of(kind) is side


@pytest.mark.parametrize(
    ("role", "leading"),
    [("leder", True), ("Leder", True), ("styreleder", True), ("nestleder", False), ("medlem", False)],
)
def test_only_the_one_who_leads_leads(role, leading):
    assert leads(role) is leading


def test_two_sides_that_lead_on_the_same_days_are_told_the_same_whichever_was_written_first():
    two = [a_leader("Odd Hagen", side) for side in Side]

    assert leadership(two, [EVERY_OTHER_YEAR], CHANGE) == leadership(two[::-1], [EVERY_OTHER_YEAR], CHANGE)


LEADERS = st.builds(
    lambda side, first, days: Leader("N", "x", side, date.fromordinal(first), date.fromordinal(first + days)),
    st.sampled_from([*Side, None]),
    st.integers(date(2015, 1, 1).toordinal(), date(2030, 1, 1).toordinal()),
    st.integers(0, 2000),
)


@given(st.lists(LEADERS, max_size=6), st.integers(1, 4), st.dates(date(2015, 1, 1), date(2035, 1, 1)))
def test_whoever_is_told_to_lead_leads_that_day_and_nobody_is_lost(leaders, years, day):
    told = leadership(leaders, [Order(years)], day)

    assert all(each.leads_on(day) for each in told.leading)
    assert len(told.leading) + len(told.before) == sum(1 for each in leaders if each.valid_from <= day)
    assert told == leadership(list(reversed(leaders)), [Order(years)], day)
    if told.next_change is None:
        assert told.next_side is None


@given(st.lists(LEADERS, max_size=8))
def test_turns_are_of_one_side_each_and_no_two_after_each_other_of_the_same(leaders):
    turns = turns_of(leaders)

    assert [each for turn in turns for each in turn.leaders] == leaders
    assert all(each.side is turn.side for turn in turns for each in turn.leaders)
    assert all(one.side is not other.side for one, other in pairwise(turns))
