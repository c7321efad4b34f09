"""What the law demands, day by day. Law: helse- og omsorgstjenesteloven § 6-2 første ledd."""

from dataclasses import replace
from datetime import date

import pytest

from documents.minimums import all_minimums, minimum_number, minimums_on

DATED = {nr: date(2012, 1, 1) for nr in range(1, 12)} | {12: date(2022, 8, 1), 13: date(2022, 8, 1)}


@pytest.mark.parametrize(
    ("on", "count"),
    [
        (date(2011, 12, 31), 0),
        (date(2012, 1, 1), 11),
        (date(2022, 7, 31), 11),
        (date(2022, 8, 1), 13),
        (date(2023, 7, 1), 13),
    ],
)
def test_the_law_grew_from_eleven_items_to_thirteen_on_1_august_2022(on, count):
    assert len(minimums_on(on)) == count


def test_items_twelve_and_thirteen_are_those_that_came():
    before, after = minimums_on(date(2022, 7, 31)), minimums_on(date(2022, 8, 1))

    assert [minimum.nr for minimum in after if minimum not in before] == [12, 13]


def test_every_item_stands_once_with_the_day_it_came_into_force():
    assert {minimum.nr: minimum.since for minimum in all_minimums()} == DATED
    assert [minimum.nr for minimum in all_minimums()] == list(range(1, 14))


def test_the_day_of_the_guidance_is_kept_apart_from_the_day_of_the_law():
    children = minimum_number(13)

    assert children.since == date(2022, 8, 1)
    assert children.guidance == date(2023, 7, 1)
    assert children.applies(date(2022, 8, 1))


@pytest.mark.parametrize("minimum", all_minimums(), ids=lambda minimum: str(minimum.nr))
def test_every_item_has_words_of_its_own_and_a_source_in_the_law(minimum):
    assert minimum.demand.endswith(".")
    assert minimum.label
    assert str(minimum.source) == f"helse- og omsorgstjenesteloven § 6-2 første ledd nr. {minimum.nr}"
    assert minimum.source.link.startswith("https://lovdata.no/")
    assert minimum.source.since == minimum.since


@pytest.mark.parametrize("nr", [2, 3, 5, 6])
def test_items_that_ask_for_guidelines_say_so(nr):
    assert minimum_number(nr).form == "retningslinjer"


@pytest.mark.parametrize("nr", [12, 13])
def test_a_later_item_says_which_act_brought_it(nr):
    assert "i kraft ved resolusjon" in minimum_number(nr).amended_by


def test_an_item_that_ends_does_not_apply_on_the_day_it_ends():
    ended = replace(minimum_number(9), until=date(2026, 7, 1))

    assert ended.applies(date(2026, 6, 30))
    assert not ended.applies(date(2026, 7, 1))


@pytest.mark.parametrize("nr", [0, 14, -1])
def test_there_is_no_other_item(nr):
    with pytest.raises(KeyError):
        minimum_number(nr)
