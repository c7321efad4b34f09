"""Which words find which: the pairs of pairs.tsv, all of them; and of held_out.tsv, as many as is promised."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from search.norwegian import query_terms, text_parts, text_terms

FOLDER = Path(__file__).parent
PROMISED = 0.95
"""The share of the words held out that must be found."""


def pairs(name: str, kind: str = "") -> Iterator[tuple[str, str]]:
    for line in (FOLDER / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            of_kind, typed, written = line.split("\t")
            if kind in (of_kind, ""):
                yield typed, written


def meets(typed: str, written: str) -> bool:
    return not set(query_terms(typed)).isdisjoint((*text_terms(written), *text_parts(written)))


def test_a_search_for_the_first_word_finds_the_second():
    assert [pair for pair in pairs("pairs.tsv", "must") if not meets(*pair)] == []


@pytest.mark.parametrize("name", ["pairs.tsv", "held_out.tsv"])
def test_a_search_for_the_first_word_leaves_its_look_alike(name):
    assert [pair for pair in pairs(name, "mustnot") if meets(*pair)] == []


def test_words_that_no_rule_was_made_for_find_each_other_as_promised():
    held_out = list(pairs("held_out.tsv", "must"))
    missed = [pair for pair in held_out if not meets(*pair)]

    assert len(missed) <= (1 - PROMISED) * len(held_out), missed


def test_no_pair_stands_twice_or_says_two_things():
    every = [*pairs("pairs.tsv"), *pairs("held_out.tsv")]

    assert len(every) == len(set(every))
