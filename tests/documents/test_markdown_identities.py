"""What is pasted from another document gets identities of its own, and references within it follow."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from documents.markdown import identities_in, read, with_fresh_ids, write
from tests.documents.rich_texts import RICH_TEXTS

PASTED = read("""# Avtale

a) {#cccccccccc} før alle

## 5 Styring {#aaaaaaaaaa fra="dddddddddd"}

Se [bokstav a](#bbbbbbbbbb), [punkt 6](#eeeeeeeeee) og [en annen](dok:x#bbbbbbbbbb).

a) {#bbbbbbbbbb} punkt

## 6 Eget {#eeeeeeeeee}
""")


def test_what_is_taken_gets_a_fresh_identity_and_is_named_as_people_cite_it():
    text, renewed = with_fresh_ids(PASTED, {"aaaaaaaaaa", "bbbbbbbbbb", "cccccccccc", "zzzzzzzzzz"})

    assert renewed == ("a", "5 Styring", "5 a")
    assert not identities_in(write(text)) & {"aaaaaaaaaa", "bbbbbbbbbb", "cccccccccc"}
    assert "eeeeeeeeee" in identities_in(write(text))


def test_references_follow_to_the_fresh_identity_and_others_stay():
    text, _ = with_fresh_ids(PASTED, {"bbbbbbbbbb"})
    point = text.sections[0].blocks[1].items[0].id

    assert text.sections[0].blocks[0].text == (
        f"Se [bokstav a](#{point}), [punkt 6](#eeeeeeeeee) og [en annen](dok:x#bbbbbbbbbb)."
    )


def test_nothing_is_changed_where_nothing_is_taken():
    assert with_fresh_ids(PASTED, {"zzzzzzzzzz"}) == (PASTED, ())


def test_lineage_is_kept():
    text, _ = with_fresh_ids(PASTED, {"aaaaaaaaaa"})

    assert text.sections[0].origins == ("dddddddddd",)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(RICH_TEXTS, st.data())
def test_only_the_taken_identities_change(text, data):
    known = sorted(identities_in(write(text)))
    taken = set(data.draw(st.lists(st.sampled_from(known), unique=True) if known else st.just([])))
    fresh, renewed = with_fresh_ids(text, taken)
    now = identities_in(write(fresh))

    assert now & set(known) == set(known) - taken
    assert len(now) == len(known)
    assert len(renewed) == len(taken)
    assert with_fresh_ids(fresh, taken) == (fresh, ())


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("## 1 En {#abc}", {"abc"}),
        ('a) {#abc fra="def"} x', {"abc"}),
        (r"ord \{#abc}", set()),
        ("{#Abc}", set()),
    ],
)
def test_identities_are_found_where_they_are_written(source, found):
    assert identities_in(source) == found
