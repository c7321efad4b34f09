"""A comparison is kept as it was made, and can be shown again without the texts."""

import json
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings

from documents.comparing.diff import ChangeKind, Comparison, NotAComparison, SectionChange, compare
from documents.markdown import read
from tests.documents.test_diff import pairs
from tests.documents.test_diff_lineage import BEFORE, MERGED, POINTS, SPLIT


def kept(comparison):
    """As it comes back from where it was kept."""
    return Comparison.from_dict(json.loads(json.dumps(comparison.to_dict())))


def shown(change: SectionChange):
    """All that a page shows of a change."""
    places = [change.old, change.new, *change.sources]
    return (
        change.label,
        change.kinds,
        [place and (place.id, place.number, place.section.title, bool(place.point)) for place in places],
        change.words,
        change.changed,
    )


def assert_same(comparison):
    again = kept(comparison)
    assert (again.summary, again.algorithm, again.tally) == (
        comparison.summary,
        comparison.algorithm,
        comparison.tally,
    )
    assert list(map(shown, again.changes)) == list(map(shown, comparison.changes))


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(pairs())
def test_a_comparison_that_was_kept_shows_just_what_it_showed(pair):
    assert_same(compare(*pair))


@pytest.mark.parametrize(("old", "new"), [(BEFORE, SPLIT), (BEFORE, MERGED), (SPLIT, POINTS)])
def test_splits_and_merges_are_kept_with_their_sources(old, new):
    assert_same(compare(read(old), read(new)))


def test_it_says_which_algorithm_made_it_even_when_another_is_in_use_today():
    old = replace(compare(read(BEFORE), read(SPLIT)), algorithm="1")

    assert kept(old).algorithm == "1"


def test_the_texts_themselves_are_not_kept():
    (change, *_) = [each for each in kept(compare(read(BEFORE), read(SPLIT))).changes if each.changed]

    assert change.place.section.blocks == ()


@pytest.mark.parametrize(
    "spoiled",
    [
        {},
        {"algorithm": "2"},
        {"algorithm": "2", "changes": [{"kinds": ["ukjent"], "old": None, "new": None}]},
        {
            "algorithm": "2",
            "changes": [
                {"kinds": [ChangeKind.NEW.value], "old": None, "new": None, "words": [], "sources": []}
            ],
        },
        {"algorithm": "2", "changes": "abc"},
    ],
)
def test_what_is_no_comparison_is_refused_in_a_sentence(spoiled):
    with pytest.raises(NotAComparison, match="kan ikke leses"):
        Comparison.from_dict(spoiled)
