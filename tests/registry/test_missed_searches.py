"""Searches that found nothing: counted without who, few and cheap, and gone when nobody asks any more."""

from datetime import timedelta

import pytest

from registry.errors import NotFound
from registry.operations import missed_searches as operations
from registry.operations.missed_searches import (
    KEPT_FOR,
    clear_misses,
    forget_miss,
    note_miss,
    worth_keeping,
)
from registry.permissions import OPERATOR
from registry.queries import log
from registry.queries.missed_searches import how_many, misses
from registry.web.misses import Allowance
from search.query import parse
from tests.registry.builders import DAY, Circle, a_circle


@pytest.fixture
def circle(writing) -> Circle:
    return a_circle(writing)


def asked(circle: Circle, words: str, on=DAY) -> None:
    note_miss(circle.session, circle.community.id, words, on)


def kept(circle: Circle) -> dict[str, int]:
    return {row.words: row.times for row in misses(circle.session, circle.community)}


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("Pilar", "pilar"),
        ("  hvor er   PILAR? ", "hvor er pilar"),
        ("kjøkken-teneste", "kjøkken-teneste"),
        ("«palliativ seng»", "palliativ seng"),
        ("diett 2400", "diett 2400"),
    ],
)
def test_the_words_are_kept_as_they_may_be_searched_for_again(typed, words):
    assert worth_keeping(parse(typed)) == words


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "?!",
        "kari.nordmann@granvik.example",
        "pasient 01017012345",
        "010170 12345",
        "ring 99 88 77 66",
        "sak 12345",
        "Kari Nordmann innleggelse",
        "pilar organ:asu",
        "pilar år:2024",
        "§ 6-2",
        "utskriv*",
        "en to tre fire fem seks sju åtte",
        "a" * 61,
    ],
)
def test_what_may_be_of_a_person_or_teaches_nothing_is_not_kept(typed):
    assert worth_keeping(parse(typed)) == ""


def test_the_same_words_are_one_row_that_tells_how_often_and_between_which_days(circle):
    asked(circle, "pilar")
    asked(circle, "sykeseng")
    asked(circle, "pilar", DAY + timedelta(days=3))

    first, second = misses(circle.session, circle.community)
    assert (first.words, first.times, first.first_on, first.last_on) == (
        "pilar",
        2,
        DAY,
        DAY + timedelta(days=3),
    )
    assert second.words == "sykeseng"


def test_what_nobody_asks_for_any_more_goes_by_itself(circle):
    asked(circle, "pilar")
    asked(circle, "sykeseng", DAY + timedelta(days=1))

    asked(circle, "tavla", DAY + KEPT_FOR + timedelta(days=1))

    assert kept(circle) == {"sykeseng": 1, "tavla": 1}


def test_many_senseless_searches_fill_nothing_and_drive_out_nothing_that_is_asked_for_again(
    circle, monkeypatch
):
    monkeypatch.setattr(operations, "MOST_KEPT", 20)
    asked(circle, "pilar")
    asked(circle, "pilar")
    for number in range(100):
        asked(circle, f"tull {number}")

    assert how_many(circle.session, circle.community) == 20
    assert kept(circle)["pilar"] == 2
    assert "tull 99" in kept(circle)


def test_no_more_are_counted_than_the_allowance():
    allowance = Allowance(burst=3, a_second=0)
    assert [allowance.take() for _ in range(5)] == [True, True, True, False, False]


def test_one_is_taken_away_or_all_and_the_log_tells_no_words(circle):
    for words in ("pilar", "sykeseng", "tavla"):
        asked(circle, words)
    pilar = next(row for row in misses(circle.session, circle.community) if row.words == "pilar")
    there = a_circle(circle.session, "vik", going_by=())
    with pytest.raises(NotFound):
        forget_miss(circle.session, OPERATOR, there.community, pilar.id)

    forget_miss(circle.session, OPERATOR, circle.community, pilar.id)
    assert set(kept(circle)) == {"sykeseng", "tavla"}
    assert clear_misses(circle.session, OPERATOR, circle.community) == 2
    assert clear_misses(circle.session, OPERATOR, circle.community) == 0
    assert kept(circle) == {}
    assert '"count":2' in log.head(circle.session).payload
    assert not any("pilar" in row.payload for row in log.entries(circle.session, circle.community, None, 9))
