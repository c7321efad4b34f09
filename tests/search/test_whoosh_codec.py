"""Postings of a term come back as they went in: beside their term, in one block and in many, and merged."""

from pathlib import Path

import pytest

from search.whoosh_engine import WhooshEngine
from search.whoosh_engine.codec import BLOCK, FEW
from tests.search.builders import an_entry, at, put, search

pytestmark = pytest.mark.usefixtures("quiet")

MANY = 2 * BLOCK + 7
"""Three blocks, the last a short one."""
EVERY_THIRD = range(0, MANY, 3)


def text_of(number: int) -> str:
    """A word that stands everywhere, and oftener in every third; a phrase there; a rare word in eight."""
    often = "plan " * (number % 5)
    phrase = "melding om innlegging" if number in EVERY_THIRD else "innlegging uten melding"
    return f"plan {often}{phrase} ord{number}" + (" sjeldent" if number < FEW else "")


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> WhooshEngine:
    """An index in which one word has three blocks of postings."""
    engine = WhooshEngine(tmp_path_factory.mktemp("codec") / "index")
    entries = (
        an_entry(text_of(each), key=f"{each:05}", document=f"d{each % 50}", version="1")
        for each in range(MANY)
    )
    engine.rebuild(entries, at(1))
    return engine


def test_a_word_in_many_blocks_is_found_in_every_place_and_weighed_by_how_often_it_stands(engine):
    found = search(engine, "plan", limit=MANY)

    assert found.total == MANY
    assert {hit.entry.key for hit in found.hits} == {f"{each:05}" for each in range(MANY)}
    score = {int(hit.entry.key): hit.score for hit in found.hits}
    assert {round(score[number], 4) for number in range(4, MANY, 5)} == {round(5 / 6, 4)}
    assert {round(score[number], 4) for number in range(0, MANY, 5)} == {0.5}


def test_where_words_stand_is_known_in_every_block(engine):
    found = search(engine, '"melding om innlegging"', limit=MANY)

    assert {int(hit.entry.key) for hit in found.hits} == set(EVERY_THIRD)


@pytest.mark.parametrize("number", [0, FEW - 1, BLOCK - 1, BLOCK, MANY - 1])
def test_a_word_that_stands_once_is_found_in_its_place(engine, number: int):
    assert [hit.entry.key for hit in search(engine, f"ord{number}").hits] == [f"{number:05}"]


def test_a_word_with_as_many_postings_as_stand_beside_a_term_is_found_in_all(engine):
    assert search(engine, "sjeldent").total == FEW


def test_what_is_merged_and_replaced_is_found_as_before(tmp_path: Path):
    engine = WhooshEngine(tmp_path / "index")
    engine.rebuild([an_entry(text_of(each), key=f"{each:05}", version="1") for each in range(30)], at(1))
    for turn in range(2, 40):  # more segments than are kept apart: the small ones are joined
        document = f"d{turn % 4}"
        texts = [(f"{turn}-{each}", text_of(turn * 10 + each)) for each in range(9)]
        put(
            engine,
            "2",
            [an_entry(text, key=key, document=document, version="2") for key, text in texts],
            turn,
            document=document,
        )
    put(engine, "1", [], 99)

    assert search(engine, "plan").total == 9 * 4
    expected = [each for turn in range(36, 40) for each in range(9) if (turn * 10 + each) in EVERY_THIRD]
    assert search(engine, '"melding om innlegging"').total == len(expected)
