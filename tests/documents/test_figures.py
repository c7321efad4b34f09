"""The times that the law sets, and texts that give other ones. Law: forskrift 18. november 2011 nr. 1115 § 8."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from documents.checks import Weight
from documents.checks.figures import beyond_the_law, statements
from documents.checks.special import against_the_main
from documents.laws.figures import all_figures, figures_on
from documents.markdown import read
from tests.documents.texts import LEGAL_TEXTS

DAY = date(2026, 3, 1)
BEFORE_THE_LAW, FIRST_DAY = date(2011, 12, 31), date(2012, 1, 1)
EXAMPLE = Path(__file__).parents[2] / "registry" / "examples" / "fjordmark" / "texts"
(NOTICE,) = all_figures()


def a_text(*paragraphs, heading="4.1 Varsel ved innleggelse"):
    body = "\n\n".join(paragraphs)
    return read(
        f"# Retningslinje\n\n## 4 Fra innleggelse {{#kapittel4}}\n\n### {heading} {{#varselpkt}}\n\n{body}\n"
    )


def hours(*paragraphs, **more):
    return [each.hours for each in statements(a_text(*paragraphs, **more), NOTICE)]


def told(special, main, on=DAY):
    return [(each.code, each.weight) for each in against_the_main(a_text(special), a_text(main), on)]


MAIN = "Sykehuset varsler kommunen innen 24 timer etter innleggelsen."


def test_the_law_set_the_time_from_its_first_day():
    assert figures_on(BEFORE_THE_LAW) == ()
    assert [(figure.id, figure.hours) for figure in figures_on(FIRST_DAY)] == [("varsel-om-innleggelse", 24)]


def test_every_figure_has_its_source_and_a_sentence_of_our_own():
    for figure in all_figures():
        assert figure.source.link.startswith("https://lovdata.no/")
        assert figure.demand.endswith(".")
        assert figure.source.since


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        (MAIN, (24,)),
        ("Kommunen skal varsles innen 48 timer etter at pasienten er innlagt.", (48,)),
        ("Sjukehuset varslar kommunen innan tjuefire timar etter innlegging.", (24,)),
        ("Tidligmelding sendes innen to døgn etter innleggelse.", (48,)),
        ("Varsel om innleggelse har en 12-timers frist på hverdager og 24 timer i helger.", (12, 24)),
        ("Varsel ved innleggelse sendes innen neste virkedag.", ()),
        ("Partene varsler hverandre minst 24 timer før innleggelser stanses.", ()),
    ],
)
def test_a_time_is_read_in_figures_and_in_words_in_both_written_forms(sentence, found):
    assert hours(sentence) == [found]


@pytest.mark.parametrize(
    "sentence",
    [
        "Legemidlene samstemmes innen 24 timer etter innleggelsen.",
        "Kommunen sender innleggelsesrapport innen fire timer etter at meldingen kom.",
        "Opplysningene sendes innen 24 timer etter tidligmeldingen om innleggelse.",
    ],
)
def test_a_time_for_something_else_is_left_alone(sentence):
    assert hours(sentence) == []


def test_the_heading_or_the_paragraph_may_say_what_it_is_about():
    assert hours("Er svaret ja, får kommunen varsel innen 24 timer.") == [(24,)]
    assert hours("Legen vurderer behovet. Kommunen varsles innen 24 timer.") == [(24,)]
    away = read("# R\n\n## 9 Nedetid {#kapittel9}\n\nKommunen varsles innen 48 timer.\n")
    assert statements(away, NOTICE) == ()


def test_a_row_of_a_table_speaks_for_itself():
    table = "| Hva | Frist |\n| --- | --- |\n| Tidligmelding om innlagt pasient | 24 timer |\n| Varsle om brudd | 4 timer |"

    assert hours(table) == [(24,)]


# Held against the main text and the law.


def test_a_special_agreement_with_a_longer_time_contradicts_the_main_text_and_the_law():
    special = "Sykehuset varsler Granvik innen 48 timer etter innleggelsen."

    assert told(special, MAIN) == [("time-beyond-law", Weight.WRONG), ("time-contradicts", Weight.DOUBT)]
    law, main = against_the_main(a_text(special), a_text(MAIN), DAY)
    assert "Loven gir høyst 24 timer (forskrift 18. november 2011 nr. 1115 § 8)" in law.message
    assert "hovedteksten sier 24 timer (punkt 4.1)" in main.message
    assert law.place_number == main.place_number == "4.1"


def test_before_the_law_the_same_words_only_contradict_the_main_text():
    special = "Sykehuset varsler Granvik innen 48 timer etter innleggelsen."

    assert told(special, MAIN, BEFORE_THE_LAW) == [("time-contradicts", Weight.DOUBT)]
    assert [code for code, _ in told(special, MAIN, FIRST_DAY)] == ["time-beyond-law", "time-contradicts"]


def test_a_shorter_time_than_the_main_text_is_within_the_law_and_still_another_time():
    assert told("Granvik varsles innen 12 timer etter innleggelsen.", MAIN) == [
        ("time-contradicts", Weight.DOUBT)
    ]


def test_the_same_time_is_nothing_to_look_at():
    assert told("Granvik varsles innen ett døgn etter innleggelsen.", MAIN) == []


def test_a_special_agreement_that_names_the_notice_and_no_time_is_silent():
    (check,) = against_the_main(a_text("Granvik varsles om hver innleggelse."), a_text(MAIN), DAY)

    assert check.code == "time-silent"
    assert check.message.endswith("Da gjelder hovedteksten: 24 timer (punkt 4.1).")


def test_where_both_are_silent_the_law_is_told():
    (check,) = against_the_main(a_text("Granvik varsles om hver innleggelse."), a_text("Ingenting."), DAY)

    assert "Loven gir høyst 24 timer" in check.message


@pytest.mark.parametrize(
    "special",
    ["Granvik varsles straks om hver innleggelse.", "Partene deler på kostnadene ved døgnplassene."],
)
def test_what_says_at_once_or_speaks_of_other_things_is_not_silent(special):
    assert told(special, MAIN) == []


def test_a_time_in_days_cannot_be_held_against_hours_and_is_said():
    assert told("Granvik varsles innen to virkedager etter innleggelsen.", MAIN) == [
        ("time-in-days", Weight.DOUBT)
    ]


def test_what_the_main_text_says_itself_of_special_agreements_is_quoted():
    opening = "Fristen for varsel kan fravikes i særavtale."
    main = a_text(MAIN, opening)
    (check,) = against_the_main(a_text("Granvik varsles innen 12 timer etter innleggelsen."), main, DAY)

    assert f"Hovedteksten sier selv: «{opening}»" in check.message


def test_no_text_of_the_example_goes_beyond_the_law():
    read_texts = [read(path.read_text(encoding="utf-8")) for path in sorted(EXAMPLE.rglob("*.md"))]
    times = {hours for text in read_texts for each in statements(text, NOTICE) for hours in each.hours}

    assert times == {24}
    assert not [check for text in read_texts for check in beyond_the_law(text, DAY)]


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(LEGAL_TEXTS, LEGAL_TEXTS)
def test_any_two_texts_can_be_held_against_each_other(special, main):
    for check in against_the_main(special, main, DAY):
        assert check.message.endswith((".", "?"))


@given(st.integers(25, 999))
def test_every_time_longer_than_the_law_is_found_whatever_the_number(number):
    text = a_text(f"Kommunen varsles innen {number} timer etter innleggelsen.")

    assert [check.code for check in beyond_the_law(text, DAY)] == ["time-beyond-law"]
