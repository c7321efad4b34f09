"""The page that says who may decide, and by which clause."""

import pytest

from tests.registry.typed_forms import typed_in, words

PAGE = "/hvem-kan-vedta"


def answer_to(client, question):
    return words(client.get(f"{PAGE}?{question}").text, ".judged")


def test_everybody_may_ask_and_sees_all_the_rules_of_the_day(client):
    page = client.get(PAGE).text

    assert words(page, ".judged") == ""
    assert "Samarbeidsavtale: nytt dokument, vesentlig endring, revisjon" in words(page, "tbody")
    assert "Revisjon av retningslinjer og utfyllende rutiner" in words(page, "tbody")


def test_the_answer_names_the_body_and_quotes_the_clause(client):
    told = answer_to(client, "slag=retningslinje&endring=revisjon&dato=2025-06-01")

    assert "ASU kan vedta revisjon av retningslinje." in told
    assert "Samarbeidsavtalen 2025.1 punkt 5.2 c" in told
    assert "kan vedtas i ASU" in told


def test_a_new_guideline_needs_all_the_councils_and_the_board(client):
    told = answer_to(client, "slag=retningslinje&endring=ny&dato=2025-06-01")

    assert "Alle kommunestyrene og styret for helseforetaket kan vedta" in told


def test_the_law_above_is_shown(client):
    told = answer_to(client, "slag=samarbeidsavtale&endring=ny&dato=2025-06-01")

    assert "Over dette står loven" in told
    assert "§ 6-1" in told


def test_what_must_come_first_is_shown(client):
    assert "ASU må ha behandlet saken" in answer_to(client, "slag=handlingsplan&endring=ny&dato=2025-06-01")


@pytest.mark.parametrize(("day", "version"), [("2025-04-30", "2021.1"), ("2025-05-01", "2025.1")])
def test_the_rules_are_those_of_the_day(client, day, version):
    told = answer_to(client, f"slag=retningslinje&endring=revisjon&dato={day}")

    assert f"Samarbeidsavtalen {version}" in told


def test_money_needs_no_class_of_change(client):
    assert "PSU" in answer_to(client, "slag=midler")


def test_a_finding_makes_it_a_question_and_stays_ticked(client):
    address = "slag=retningslinje&endring=revisjon&funn=flytter+ansvar&funn=endrer+kostnad&dato=2025-06-01"
    page = client.get(f"{PAGE}?{address}").text

    assert "Kan ASU vedta revisjon av retningslinje, med disse funnene" in words(page, ".judged")
    assert page.count("checked") == 2


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("slag=tull", "er ikke et slag dokument"),
        ("slag=retningslinje", "ikke valgt hva som skal gjøres"),
        ("slag=retningslinje&endring=disponering", "ikke valgt hva som skal gjøres"),
        ("slag=retningslinje&endring=ny&funn=tull", "ikke noe registeret ser etter"),
    ],
)
def test_a_question_in_words_nobody_knows_is_refused_and_kept(client, question, told):
    answer = client.get(f"{PAGE}?{question}")

    assert answer.status_code == 422
    assert told in words(answer.text, ".note")
    assert typed_in(answer.text)["slag"] == ("retningslinje" if "retningslinje" in question else "")


def test_a_day_that_is_not_in_the_calendar_is_refused_in_words(client):
    answer = client.get(f"{PAGE}?slag=retningslinje&endring=ny&dato=31.2.2025")

    assert answer.status_code == 422
    assert "er ikke en dato" in answer.text
