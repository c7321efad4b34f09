"""Which words find which: the pairs of pairs.tsv."""

from pathlib import Path

import pytest

from search.norwegian import query_terms, text_parts, text_terms

LINES = (Path(__file__).parent / "pairs.tsv").read_text(encoding="utf-8").splitlines()
PAIRS = [tuple(line.split("\t")) for line in LINES if line and not line.startswith("#")]


def meets(typed: str, written: str) -> bool:
    return not set(query_terms(typed)).isdisjoint((*text_terms(written), *text_parts(written)))


@pytest.mark.parametrize(("typed", "written"), [(a, b) for kind, a, b in PAIRS if kind == "must"])
def test_a_search_for_the_first_word_finds_the_second(typed, written):
    assert meets(typed, written)


@pytest.mark.parametrize(("typed", "written"), [(a, b) for kind, a, b in PAIRS if kind == "mustnot"])
def test_a_search_for_the_first_word_leaves_its_look_alike(typed, written):
    assert not meets(typed, written)


def test_no_pair_stands_twice():
    assert len(PAIRS) == len(set(PAIRS))
