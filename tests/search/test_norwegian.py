"""The analyser: what is the same word, and what never depends on how it was typed."""

import os
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.inflection import forms_of
from search.norwegian import clean, fingerprint, is_stop_word, query_terms, text_parts, text_terms, tokens
from search.word_lists import word_lists

LETTERS = "abcdefghijklmnopqrstuvwxyzæøåéèòüöä"
WORDS = st.text(LETTERS, min_size=1, max_size=25)
ANYTHING = st.text(max_size=80)


def finds(typed: str, written: str) -> bool:
    return not set(query_terms(typed)).isdisjoint((*text_terms(written), *text_parts(written)))


@given(WORDS)
@settings(deadline=None)
def test_every_word_finds_itself(word):
    assert set(query_terms(word)) & set(text_terms(word))


@given(WORDS)
@settings(deadline=None)
def test_the_analysis_of_a_word_is_the_same_each_time(word):
    assert text_terms(word) == text_terms(word)
    assert text_parts(word) == text_parts(word)


@given(WORDS)
@settings(deadline=None)
def test_capitals_decomposed_letters_and_soft_hyphens_change_nothing(word):
    disguised = unicodedata.normalize("NFD", word[:1].upper() + "\u00ad" + word[1:])

    assert text_terms(disguised) == text_terms(word)
    assert query_terms(disguised) == query_terms(word)


@given(WORDS)
@settings(deadline=None)
def test_a_word_is_not_a_part_of_itself(word):
    assert not set(text_parts(word)) & set(text_terms(word))


@given(ANYTHING)
@settings(deadline=None)
def test_a_token_stands_where_it_says(text):
    for token in tokens(text):
        assert clean(text[token.start : token.end]) == token.text


@given(ANYTHING)
@settings(deadline=None)
def test_any_text_at_all_can_be_analysed(text):
    for analyse in (text_terms, text_parts, query_terms):
        assert all(isinstance(term, str) for term in analyse(text))


def test_tokens_are_parted_by_hyphens_but_not_by_soft_ones():
    assert [token.text for token in tokens("Øyeblikkelig-hjelp, ut\u00adskriv\u00adning og å")] == [
        "øyeblikkelig",
        "hjelp",
        "utskrivning",
        "og",
        "å",
    ]


def test_a_decomposed_letter_is_one_letter():
    assert [token.text for token in tokens(unicodedata.normalize("NFD", "Åpne på ny"))] == [
        "åpne",
        "på",
        "ny",
    ]


def test_the_query_word_is_never_cut():
    assert query_terms("samarbeidsavtale") == text_terms("samarbeidsavtale")
    assert not set(query_terms("samarbeidsavtale")) & set(text_terms("avtale"))


def test_the_parts_of_a_long_compound_are_all_that_people_look_for():
    assert {"helse", "tjeneste", "helsetjeneste"} <= set(text_parts("spesialisthelsetjenesten"))


@pytest.mark.parametrize("letter", "æøå")
def test_norwegian_letters_are_letters_of_their_own(letter):
    plain = {"æ": "a", "ø": "o", "å": "a"}[letter]

    assert not set(query_terms(f"m{plain}te")) & set(text_terms(f"m{letter}te"))


@pytest.mark.parametrize(
    ("typed", "written"),
    [("måte", "mate"), ("mate", "måte"), ("før", "for"), ("for", "før"), ("hår", "har"), ("råd", "rad")],
)
def test_a_letter_is_never_taken_for_its_like(typed, written):
    assert not finds(typed, written)


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("sykehjemsplass", "sjukeheimsplassane"),
        ("hjemmesykepleie", "heimesjukepleia"),
        ("tjenesteytelse", "tenesteytinga"),
        ("brukermedvirkningsplan", "brukarmedverknadsplan"),
        ("helseføretaksmøte", "helseforetaksmøtet"),
        ("kvardagsmeistring", "hverdagsmestring"),
    ],
)
def test_nynorsk_within_a_compound_is_bokmal_and_the_reverse(typed, written):
    assert finds(typed, written)


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("jordmor", "jordmødrene"),
        ("bok", "møtebøkene"),
        ("fødsel", "fødslane"),
        ("middel", "hjelpemidla"),
        ("motta", "motteken"),
        ("skrive", "skreiv"),
        ("fremsette", "framset"),
        ("tilrettelegge", "tilrettelagd"),
        ("henvise", "henvist"),
        ("hjelpe", "hjelper"),
        ("lokal", "lokale"),
    ],
)
def test_forms_that_no_rule_makes_and_words_of_two_classes_are_found(typed, written):
    assert finds(typed, written)


@pytest.mark.parametrize("written", ["palliasjonen", "palliasjoner", "palliasjonane", "palliasjonens"])
def test_an_unknown_word_loses_its_ending(written):
    assert finds("palliasjon", written)


@pytest.mark.parametrize("word", ["ledd", "rett", "varsle"])
def test_a_word_is_no_form_of_what_only_looks_like_it(word):
    verb_or_noun = {"ledd": "lede", "rett": "rette", "varsle": "varsel"}[word]

    assert not finds(verb_or_noun, word)


def test_accents_of_other_languages_are_passed_over():
    assert text_terms("komité") == text_terms("komite")


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("oeyeblikkelig", "øyeblikkelige"),
        ("foedselsomsorg", "fødselsomsorgen"),
        ("paaroerendesamtale", "pårørendesamtaler"),
        ("poengraad", "poengråd"),
        ("roervikskaaret", "rørvikskåret"),
        ("koordinatoerene", "koordinatørene"),
    ],
)
def test_the_norwegian_letters_may_be_typed_without_the_keys(typed, written):
    assert finds(typed, written)


@pytest.mark.parametrize("word", ["poeng", "koeffisient"])
def test_letters_that_stand_so_by_themselves_are_left(word):
    assert query_terms(word) == text_terms(word)


def test_a_text_is_not_read_as_if_letters_were_missing():
    assert "øyne" not in text_terms("oeyne")


@pytest.mark.parametrize("word", ["og", "hvem", "kven", "være", "vere", "nr"])
def test_stop_words_are_known_in_both_written_forms(word):
    assert is_stop_word(word)


@pytest.mark.parametrize("word", ["ikke", "ikkje", "ingen", "inga", "uten", "utan"])
def test_what_turns_a_sentence_is_never_left_out(word):
    assert not is_stop_word(word)


def test_what_turns_a_sentence_is_the_same_in_both_written_forms():
    assert finds("ikke", "ikkje")
    assert finds("utan", "uten")
    assert finds("ingen", "inga")


def test_signs_around_a_word_are_passed_over():
    assert text_terms("«avtalen».") == query_terms("(avtale)") == ("avtale",)


def test_a_doctor_is_not_an_adjective():
    assert text_terms("fastlege") == ("fastlege",)
    assert text_terms("faglege") == ("faglig",)


def test_the_fingerprint_names_the_rules():
    assert len(fingerprint()) == 16
    assert fingerprint() == word_lists().fingerprint


def test_every_form_of_our_words_is_found_by_the_word():
    some = sorted(word_lists().forms)[:: 1 if "AVTALEVERK_TEST_FULL" in os.environ else 7]
    lost = [
        (base, form)
        for form in some
        for base in word_lists().forms[form]
        if not set(query_terms(base)) & {*text_terms(form), *text_parts(form)}
    ]

    assert lost == []


def test_every_spelling_in_the_lists_is_found_by_the_word():
    lost = [
        (word, base)
        for base, word in word_lists().bases.items()
        if not set(query_terms(word)) & set(text_terms(base))
    ]

    assert lost == []


@pytest.mark.parametrize(
    ("word_class", "base", "form"),
    [
        ("common", "avtale", "avtalane"),
        ("common", "regel", "reglene"),
        ("common", "bruker", "brukernes"),
        ("common", "brukar", "brukarane"),
        ("neuter", "middel", "midlene"),
        ("neuter", "kriterium", "kriteriene"),
        ("neuter", "hjem", "hjemmet"),
        ("neuter", "organ", "organer"),
        ("neuter", "varsel", "varsler"),
        ("adjective", "åpen", "åpne"),
        ("adjective", "faglig", "faglige"),
        ("adjective", "enkel", "enkle"),
        ("verb", "behandle", "behandlast"),
        ("verb", "følgje", "følgde"),
    ],
)
def test_a_word_is_inflected_as_its_class_is(word_class, base, form):
    assert form in forms_of(word_class, base)


def test_a_neuter_is_not_given_a_plural_that_is_another_word():
    assert "lager" not in forms_of("neuter", "lag")


def test_an_unknown_class_is_refused_in_words():
    with pytest.raises(ValueError, match="Ordklassen «tallord» er ikke kjent"):
        forms_of("tallord", "tre")
