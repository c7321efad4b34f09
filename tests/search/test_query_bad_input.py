"""Whatever is typed is read, at once, and what is left out is told."""

import os
import unicodedata
from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from search.laws import BARE, PLACE, SPACES
from search.query import LONGEST_QUERY, Law, Number, Prefix, Query, Words, parse
from search.typed import MINUS, SINGLE, WHOLE, readable

TYPED = st.one_of(
    st.text(max_size=220),
    st.lists(
        st.sampled_from(
            [
                "organ:",
                "år:",
                "type:",
                '"',
                "«",
                "»",
                "*",
                "§",
                "5.2",
                "c)",
                "-",
                "/",
                "og",
                "plan",
                "\x00",
                "\ud800",
            ]
        ),
        max_size=20,
    ).map("".join),
    st.text(st.characters(codec=None), max_size=60),
)


@given(TYPED)
@settings(max_examples=10_000 if "AVTALEVERK_TEST_FULL" in os.environ else 1_000, deadline=None)
@example("\ud800*")
@example("år:²")
@example('"' * 200)
def test_nothing_that_is_typed_is_an_error(typed):
    query = parse(typed)

    assert isinstance(query, Query)
    assert not (query.problem and query.wishes)
    assert all(isinstance(wish, Prefix | Number | Law) or wish.terms or wish.phrases for wish in query.wishes)


@pytest.mark.parametrize(
    "typed",
    [
        *(
            "UTSKRIVNING",
            "ｕｔｓｋｒｉｖｎｉｎｇ",
            "utskriv\u00adning",
            "ut\u200bskrivning",
            "\u202eutskrivning\u202c",
        ),
        *(
            "utskrivning 😀",
            "\x00utskrivning\x00",
            "utskrivning \ud800",
            "((utskrivning))",
            "utskrivning\n\t",
        ),
    ],
)
def test_signs_that_say_nothing_change_nothing(typed):
    (wish,) = parse(typed, ()).wishes

    assert isinstance(wish, Words)
    assert wish.terms == ("utskrivning",)


@pytest.mark.parametrize(
    "typed", ["C++", "SELECT * FROM x; --", "{{ 7*7 }}", "<script>", ".*(a+)+$", "a' OR '1'='1"]
)
def test_what_looks_like_code_is_words(typed):
    assert parse(typed).wishes


HOSTILE = (
    *("a" * 50_000, "* " * 25_000, '"' * 50_000, '" a' * 16_000, "§ 6-2 nr. " * 5_000, "6-2 " * 12_500),
    *(
        "-" * 50_000,
        "a-" * 25_000,
        "type:" * 10_000,
        "lov:§ " * 8_000,
        "å\u0301" * 25_000,
        "\u0315\u0300" * 25_000,
    ),
    *(
        "1." * 25_000,
        "nr. 1 " * 8_000,
        "hol " * 12_500,
        " " * 50_000,
        "helse- og omsorgs" * 3_000,
        "\ufdfa" * 50_000,
    ),
)


@pytest.mark.parametrize("typed", HOSTILE, ids=lambda typed: repr(typed[:6]))
def test_no_pattern_of_ours_looks_again_and_again_at_the_same_signs(typed):
    """Each alone, past the limits that keep what is typed short. A pattern that backtracks would not return."""
    marked = typed.replace("-", MINUS)
    for pattern in (WHOLE, SINGLE, BARE, SPACES):
        assert sum(1 for _ in pattern.finditer(typed)) + sum(1 for _ in pattern.finditer(marked)) >= 0
    assert PLACE.fullmatch(typed) is None
    assert len(readable(typed)[0]) <= LONGEST_QUERY


@given(st.text(st.characters(codec="utf-8"), max_size=120))
@settings(max_examples=100, deadline=None)
@example("Å" * 100)
@example("på ".join(["særavtale"] * 9))
def test_composed_and_decomposed_letters_are_the_same_search(typed):
    composed, decomposed = (parse(unicodedata.normalize(form, typed)) for form in ("NFC", "NFD"))

    assert replace(composed, text="") == replace(decomposed, text="")


@given(
    st.lists(
        st.sampled_from(["plan", "ut*", "år:24", "type:tull", "organ:,", "lov:x", "-organ:a"]), max_size=8
    )
)
@settings(max_examples=100, deadline=None)
def test_each_thing_left_out_is_told(typed):
    query = parse(" ".join(typed))

    left_out = [word for word in dict.fromkeys(typed) if word != "plan"]
    if query.wishes:
        assert [remark.typed for remark in query.remarks] == left_out
        assert not query.problem
    assert bool(query.problem) == (bool(typed) and "plan" not in typed)
