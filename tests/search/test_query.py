"""What people type."""

import os
import unicodedata
from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from search.laws import BARE, PLACE, SPACES
from search.query import (
    LONGEST_QUERY,
    MOST_WORDS,
    Law,
    Number,
    Prefix,
    Query,
    Reason,
    Remark,
    Words,
    parse,
    readings,
)
from search.typed import MINUS, SINGLE, WHOLE, readable


def test_words_are_wishes_by_their_terms():
    (wish,) = parse("avtalene").wishes

    assert wish == Words("avtalene", ("avtale",))


def test_a_phrase_keeps_its_stop_words():
    (wish,) = parse('"rett til hjelp"').wishes

    assert isinstance(wish, Words)
    assert [words[0] for words in wish.phrases[0]] == ["rett", "til", "hjelp"]


@pytest.mark.parametrize("quotes", ['"{}"', "«{}»", "“{}”"])
def test_any_kind_of_quotation_marks_will_do(quotes):
    (wish,) = parse(quotes.format("øyeblikkelig hjelp")).wishes

    assert isinstance(wish, Words)
    assert wish.terms == ()


def test_a_quotation_mark_that_is_not_closed_is_passed_over():
    assert len(parse('"øyeblikkelig pasient').wishes) == 2


@pytest.mark.parametrize("typed", ["§ 6-2", "§6-2", "6-2", "6.2", "punkt 6.2"])
def test_a_section_number_is_one_wish_however_it_is_typed(typed):
    (wish,) = parse(typed).wishes

    assert isinstance(wish, Number)
    assert (wish.text, wish.section) == ("6.2", "6.2")


def test_a_lettered_point_knows_its_section():
    assert parse("5.2 c").wishes == (Number("5.2 c", "5.2"),)


def test_stop_words_fall_away_beside_others():
    assert [wish.text for wish in parse("rett til å klage").wishes] == ["rett", "klage"]


def test_stop_words_alone_are_searched_for():
    assert [wish.text for wish in parse("til og fra").wishes] == ["til", "og", "fra"]


def test_a_star_asks_for_a_beginning():
    assert parse("Utskriv*").wishes == (Prefix("utskriv"),)


def test_a_beginning_of_two_letters_is_left_out_and_told():
    query = parse("ut* pasient")

    assert query.remarks == (Remark(Reason.SHORT_PREFIX, "ut*"),)
    assert [wish.text for wish in query.wishes] == ["pasient"]
    assert not query.problem


def test_filters_are_read_out_of_the_words():
    query = parse("varsel organ:ASU år:2024 type:retningslinjer status:utkast aar:2025")

    assert [wish.text for wish in query.wishes] == ["varsel"]
    assert query.bodies == ("asu",)
    assert query.years == (2024, 2025)
    assert query.kinds == ("retningslinje",)
    assert query.statuses == ("utkast",)


def test_a_filter_nobody_knows_is_words():
    assert [wish.text for wish in parse("farge:rød").wishes] == ["farge", "rød"]


@pytest.mark.parametrize("year", ["20x4", "²⁰²⁴", "24", "20245"])
def test_a_year_that_is_none_is_left_out_and_told(year):
    query = parse(f"frist år:{year}")

    assert query.years == ()
    assert [remark.reason for remark in query.remarks] == [Reason.NO_YEAR]
    assert not query.problem


def test_a_hyphenated_word_is_one_wish_in_both_its_forms():
    (wish,) = parse("HLR-minus").wishes

    assert wish == Words("HLR-minus", ("hlrminus",), ((("hlr",), ("minus",)),))


def test_figures_with_a_slash_or_full_stops_must_stand_together():
    assert [wish.terms for wish in parse("24/7 1.5.2025").wishes] == [(), ()]


@pytest.mark.parametrize("typed", ["ø-hjelp", "øyeblikkelig hjelp", "ØHD"])
def test_what_people_write_for_the_same_thing_is_looked_for_together(typed):
    (wish,) = parse(typed).wishes

    assert isinstance(wish, Words)
    assert (("øyeblikkelig",), ("hjelp",)) in wish.phrases
    assert (("ø",), ("hjelp",)) in wish.phrases


def test_two_hundred_signs_are_read_and_what_comes_after_is_told():
    longest = "pasient " * 25

    assert parse(longest.strip()).remarks == ()
    (remark,) = parse(longest + "utskrivning").remarks
    assert remark == Remark(Reason.TOO_LONG, "utskrivning")


def test_a_word_is_not_cut_in_two_where_two_hundred_signs_end():
    query = parse("x" * (LONGEST_QUERY - 5) + " utskrivning")

    assert [wish.text for wish in query.wishes] == ["x" * (LONGEST_QUERY - 5)]
    assert [remark.typed for remark in query.remarks] == ["utskrivning"]


def test_twelve_words_are_read_and_the_thirteenth_is_told():
    words = [f"ord{number}" for number in range(MOST_WORDS + 1)]

    assert parse(" ".join(words[:-1])).remarks == ()
    query = parse(" ".join(words))
    assert query.remarks == (Remark(Reason.TOO_MANY, words[-1]),)
    assert len(query.wishes) == MOST_WORDS


def test_the_words_of_a_phrase_are_counted_and_its_beginning_is_searched_for():
    words = [f"ord{number}" for number in range(MOST_WORDS + 1)]

    query = parse(f'"{" ".join(words)}"')

    assert [wish.text for wish in query.wishes] == [" ".join(words[:-1])]
    assert query.remarks == (Remark(Reason.TOO_MANY, words[-1]),)


def test_a_word_that_is_typed_again_and_again_is_one_wish():
    assert parse("plan " * 30).wishes == parse("plan").wishes


def test_nothing_is_an_empty_query():
    assert parse("  ").is_empty
    assert not parse("  ").problem
    assert parse('"" * () !?').is_empty
    assert not parse("organ:asu").is_empty


@pytest.mark.parametrize("typed", ["!!!", "type:", "år:24", "ut*", "-utkast", "☃"])
def test_only_where_nothing_is_left_is_there_a_problem(typed):
    assert parse(typed).problem
    assert parse(f"plan {typed}").problem == ""


def test_a_phrase_with_many_readings_gives_only_the_first():
    assert len(readings((("a", "b", "c"),) * 5)) == 8


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


@pytest.mark.parametrize("typed", ["-utkast", "−utkast", '-"utkast"'])
def test_a_minus_before_a_word_says_what_must_not_be_there(typed):
    query = parse(f"plan {typed}")

    assert [wish.text for wish in query.wishes] == ["plan"]
    assert query.without == parse("utkast").wishes


def test_a_phrase_a_beginning_and_a_number_can_be_turned_round_as_well():
    query = parse('plan -"rett til hjelp" -utskriv* -5.2 -§ 6-2')

    assert [type(wish) for wish in query.without] == [Words, Prefix, Number, Number]
    assert len(query.wishes) == 1


@pytest.mark.parametrize("typed", ["ø-hjelp", "HLR-minus", "plan - frist", "2024-2025"])
def test_a_hyphen_within_or_between_words_is_no_minus(typed):
    assert parse(typed).without == ()


def test_a_kind_with_a_minus_is_every_kind_but_that():
    kinds = parse("plan -type:rutiner").kinds

    assert "rutine" not in kinds
    assert {"retningslinje", "vedtak", "lovkrav"} <= set(kinds)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("retningslinjer", "retningslinje"),
        ("Retningslinjene", "retningslinje"),
        ("retn", "retningslinje"),
        ("retningslnje", "retningslinje"),
        ("særavtalar", "særavtale"),
        ("vedtak", "vedtak"),
    ],
)
def test_a_kind_is_known_however_it_is_written(typed, meant):
    assert parse(f"type:{typed}").kinds == (meant,)


def test_filters_have_the_same_names_in_capitals_and_without_own_letters():
    query = parse(
        "KOMMUNE:Granvik part:Storelv Ar:2023 AAR:2024 år:2025 Slag:rutine dokument: handlingsplanen"
    )

    assert query.parties == ("granvik", "storelv")
    assert query.years == (2023, 2024, 2025)
    assert query.kinds == ("rutine",)
    assert query.documents == ("handlingsplanen",)
    assert query.wishes == ()


def test_a_filter_may_have_several_values_and_years_may_be_a_span():
    query = parse('type:rutine,mandat år:2022-2024 status:"til vedtak",utkast kommune:"Store Øy"')

    assert query.kinds == ("rutine", "mandat")
    assert query.years == (2022, 2023, 2024)
    assert query.parties == ("store-oy",)
    assert query.statuses[0] == "til vedtak"


def test_a_space_after_the_colon_is_no_matter_but_the_next_filter_is_no_value():
    assert parse("type: rutine").kinds == ("rutine",)
    query = parse("organ: type:rutine")
    assert (query.bodies, query.kinds) == ((), ("rutine",))
    assert [remark.reason for remark in query.remarks] == [Reason.EMPTY]


@pytest.mark.parametrize(
    ("typed", "status"), [("gjeldende", "gjelder"), ("oppheva", "opphevet"), ("kjem", "kommer")]
)
def test_a_status_is_known_in_both_written_forms(typed, status):
    assert parse(f"status:{typed}").statuses == (status,)


@pytest.mark.parametrize("no", ["ikke", "ikkje", "ingen", "uten", "utan"])
def test_a_word_that_says_no_is_never_left_out(no):
    assert [wish.text for wish in parse(f"{no} til pasient").wishes] == [no, "pasient"]


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
    (wish,) = parse(typed).wishes

    assert isinstance(wish, Words)
    assert wish.terms == ("utskrivning",)


@pytest.mark.parametrize(
    "typed", ["C++", "SELECT * FROM x; --", "{{ 7*7 }}", "<script>", ".*(a+)+$", "a' OR '1'='1"]
)
def test_what_looks_like_code_is_words(typed):
    assert parse(typed).wishes


def test_the_groups_of_the_office_are_used_instead_of_ours():
    own = (("morgenrapport", "rapport til vakten"), ("sykehus", "morgenrapport"))

    (wish,) = parse("rapport til vakten", own).wishes
    (both,) = parse("morgenrapport", own).wishes

    assert isinstance(wish, Words)
    assert isinstance(both, Words)
    assert wish.also == ("morgenrapport",)
    assert both.also == ("rapport til vakten", "sykehus")
    assert parse("ØHD", ()).wishes[0].terms == ("øhd",)


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

    left_out = [word for word in typed if word != "plan"]
    if query.wishes:
        assert [remark.typed for remark in query.remarks] == left_out
        assert not query.problem
    assert bool(query.problem) == (bool(typed) and "plan" not in typed)
