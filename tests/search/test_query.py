"""What people type."""

import pytest

from search.query import LONGEST_QUERY, MOST_WORDS, Number, Prefix, Reason, Remark, Words, parse


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


def test_three_beginnings_are_searched_for_and_more_are_told():
    query = parse("inn* utskriv* varsl* hend* plan")

    assert [wish.text for wish in query.wishes] == ["inn", "utskriv", "varsl", "plan"]
    assert query.remarks == (Remark(Reason.MANY_PREFIXES, "hend*"),)


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


@pytest.mark.parametrize("no", ["ikke", "ikkje", "ingen", "uten", "utan"])
def test_a_word_that_says_no_is_never_left_out(no):
    assert [wish.text for wish in parse(f"{no} til pasient").wishes] == [no, "pasient"]


def test_the_groups_of_the_office_are_used_instead_of_ours():
    own = (("morgenrapport", "rapport til vakten"), ("sykehus", "morgenrapport"))

    (wish,) = parse("rapport til vakten", own).wishes
    (both,) = parse("morgenrapport", own).wishes

    assert isinstance(wish, Words)
    assert isinstance(both, Words)
    assert wish.also == ("morgenrapport",)
    assert both.also == ("rapport til vakten", "sykehus")
    assert parse("ØHD", ()).wishes[0].terms == ("øhd",)
