"""Terms: where a text defines them, as what, and where it uses them."""

import pytest

from documents.checks.terms import lines, same_meaning, terms, uses
from documents.markdown import read


def defined(body, title="Ord og forkortelser"):
    """What is defined in a text with this under one heading: name to meaning."""
    text = read(f"# Avtale\n\n## 1 {title}\n\n{body}\n")
    return {term.name: term.meaning for term in terms(lines(text))}


@pytest.mark.parametrize(
    ("sentence", "name", "meaning"),
    [
        ("Administrativt samarbeidsutvalg (ASU) møtes.", "ASU", "Administrativt samarbeidsutvalg"),
        ("Bruk modellen Bedre tverrfaglig innsats (BTI).", "BTI", "Bedre tverrfaglig innsats"),
        ("PP-tjenesten er pedagogisk-psykologisk tjeneste (PPT).", "PPT", "pedagogisk-psykologisk tjeneste"),
        ("Med virkedag menes mandag til fredag.", "virkedag", "mandag til fredag."),
        ("Med «virkedag» forstås i denne avtalen hverdager.", "virkedag", "i denne avtalen hverdager."),
        ("Med samhandlingskontakt meiner ein ein person.", "samhandlingskontakt", "ein person."),
        ("Helse Fjordmark HF, heretter kalt helseforetaket.", "helseforetaket", "Helse Fjordmark HF"),
        ("Forskriften nr. 1115 (heretter forskriften).", "forskriften", "Forskriften nr. 1115"),
        ("Helse Fjordmark HF, heretter kalla føretaket.", "føretaket", "Helse Fjordmark HF"),
    ],
)
def test_a_definition_is_found_in_a_sentence(sentence, name, meaning):
    assert defined(sentence, "Innhold") == {name: meaning}


def test_every_row_of_a_list_of_terms_defines_one():
    table = "| Ord | Betydning |\n| --- | --- |\n| KAD | Kommunal akutt døgnplass |\n| Virkedag | Hverdag |"

    assert defined(table) == {"KAD": "Kommunal akutt døgnplass", "Virkedag": "Hverdag"}
    assert defined(table, "Innhold") == {}


@pytest.mark.parametrize("title", ["Definisjoner", "Definisjonar", "Ord og omgrep", "Ordforklaringer"])
def test_a_list_of_terms_is_known_by_its_heading(title):
    assert defined("- KAD: kommunal akutt døgnplass", title) == {"KAD": "kommunal akutt døgnplass"}


@pytest.mark.parametrize(
    "sentence",
    ["Se vedlegget (NB).", "Møtet (PSU) er åpent.", "Alle (kommunene) svarer.", "Med vennlig hilsen."],
)
def test_brackets_that_explain_nothing_define_nothing(sentence):
    assert defined(sentence, "Innhold") == {}


@pytest.mark.parametrize(
    ("line", "used"),
    [
        ("Det administrative samarbeidsutvalget møtes.", True),
        ("Adm. samarbeidsutvalg møtes.", True),
        ("Politisk samarbeidsutvalg møtes.", False),
        ("Saken er administrativ.", False),
    ],
)
def test_a_term_is_known_again_with_other_endings_and_cut_short(line, used):
    text = read(f"# Avtale\n\n## 1 Organ\n\n{line}\n")

    assert bool(list(uses(lines(text), "Administrativt samarbeidsutvalg"))) is used


def test_a_short_form_is_known_by_its_capitals():
    text = read("# Avtale\n\n## 1 Organ\n\nSaken går til ASUs leder. Hun asu. ASUX er noe annet.\n")

    assert len(list(uses(lines(text), "ASU"))) == 1


def test_definitions_with_other_endings_say_the_same():
    assert same_meaning("Faglige samarbeidsutvalg", "faglig samarbeidsutvalg")
    assert same_meaning("Arbeidsutvalget", "Arbeidsutvalget i ASU")
    assert not same_meaning("Hverdager", "Mandag til lørdag")
