"""What an entry is found by: words in order, parts in a field of their own, numbers in another."""

import unicodedata

import pytest

from search.analysis import analysed
from search.norwegian import query_terms
from tests.search.builders import an_entry


def parts(body: str) -> set[str]:
    return set(analysed(an_entry(body)).parts)


def terms(body: str) -> set[str]:
    return {term for at_position in analysed(an_entry(body)).body for term in at_position}


def test_parts_of_compounds_stand_apart_from_the_words():
    analysis = analysed(an_entry("Delavtalen"))

    assert analysis.body == (("delavtale",),)
    assert set(analysis.parts) == {"del", "avtale"}


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("ø-hjelp", "pasienter med ø-hjelp"),
        ("øhjelp", "pasienter med ø-hjelp"),
        ("hjelp", "pasienter med ø-hjelp"),
        ("innleggelse", "en ø-hjelpsinnleggelse"),
        ("helsetjeneste", "en helse- og omsorgstjeneste"),
        ("omsorgstjeneste", "helse- og omsorgstenestene"),
        ("pasientrettighet", "pasient- og brukerrettighetene"),
        ("hlr-minus", "merket HLR-minus i journalen"),
        ("hlr", "merket HLR-minus i journalen"),
        ("plo-melding", "sender PLO-meldingar"),
        ("døgnplass", "KAD-døgnplassane"),
    ],
)
def test_a_word_is_found_on_both_sides_of_a_hyphen_and_whole(typed, written):
    assert set(query_terms(typed)) & (terms(written) | parts(written))


def test_a_dash_between_words_joins_nothing():
    assert parts("Oslo–Bergen") == set()


def test_a_hyphen_left_at_the_end_of_a_line_of_a_list_is_no_word():
    assert terms("- helse") == set(query_terms("helse"))


def test_numbers_stand_in_a_field_of_their_own():
    analysis = analysed(an_entry("Etter § 6-2 og punkt 5.2 c).", number="4.3"))

    assert analysis.number == "4.3"
    assert analysis.cited == ("6.2", "5.2 c")


def test_letters_put_together_and_signs_not_seen_change_nothing():
    plain = analysed(an_entry("Utskrivning på døgnåpen avdeling"))

    for disguised in (
        unicodedata.normalize("NFD", "Utskrivning på døgnåpen avdeling"),
        "Ut\u00adskriv\u00adning på døgn\u00adåpen avdeling",
    ):
        assert analysed(an_entry(disguised)).body == plain.body
        assert analysed(an_entry(disguised)).parts == plain.parts


def test_what_people_write_for_the_same_is_no_part_of_the_text():
    assert terms("DPS") == {"dps"}
    assert parts("DPS") == set()


def test_titles_above_count_with_their_parts():
    analysis = analysed(an_entry("Tekst", path="Utskrivingsklare pasientar"))

    assert {"utskrivningklar", "utskrivning", "klar", "pasient"} <= set(analysis.context)
