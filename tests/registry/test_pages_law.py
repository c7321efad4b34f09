"""The pages about what the law demands: items, pairs, duties, and judging what a text covers."""

import pytest

from registry import clock
from registry.permissions import OPERATOR
from registry.queries import communities, coverage, documents
from tests.registry.typed_forms import form_on, sentence_for, summary, typed_in, words

JUDGE = "/dokumenter/samarbeidsavtalen/2025.1/lovkrav"


def marks(example):
    with example.database.reading() as session:
        community = communities.chosen(session, "fjordmark")
        view = documents.version(session, community, "samarbeidsavtalen", "2025.1", OPERATOR, clock.today())
        return coverage.mark_rows(session, view.row)


@pytest.mark.parametrize(
    ("day", "told"),
    [
        ("2022-07-31", "11 krav gjelder 31. juli 2022. 11 er dekket."),
        ("2022-08-01", "13 krav gjelder 1. august 2022. 11 er dekket, 2 mangler."),
        ("2025-04-30", "13 krav gjelder 30. april 2025. 11 er dekket, 2 mangler."),
        ("2025-05-01", "13 krav gjelder 1. mai 2025. 13 er dekket."),
    ],
)
def test_the_items_of_the_day_are_counted_in_a_sentence(client, day, told):
    assert words(client.get(f"/lovkrav?dato={day}").text, ".lead") == told


def test_an_item_says_what_since_when_and_who_judged_what_covers_it(client):
    item = words(client.get("/lovkrav").text, "#krav-13")

    assert item.startswith("13 Barn og unge Dekket")
    assert "i kraft fra 1. august 2022" in item
    assert "veiledende dato 1. juli 2023" in item
    assert "lov 11. juni 2021 nr. 78" in item
    assert "Retningslinje 8" in item
    assert "Vurdert av Marte Haugland" in item


def test_the_evidence_leads_to_the_very_section(client):
    page = client.get("/lovkrav").text
    address = page.split('id="krav-5"')[1].split('href="/dokumenter/')[2].split('"')[0]
    path, _, anchor = address.partition("#")

    assert f'id="{anchor}"' in client.get(f"/dokumenter/{path}").text


def test_an_item_not_yet_in_force_stands_with_its_day(client):
    page = client.get("/lovkrav?dato=2022-07-31").text

    assert "13 Barn og unge Ikke aktuelt ennå" in words(page, "#krav-13")
    assert "trer i kraft 1. august 2022" in words(page, "#krav-13")


def test_an_item_nobody_covers_says_so(client):
    page = client.get("/lovkrav?dato=2022-08-01").text

    assert "Ingen har sagt at noe som gjelder, dekker kravet" in words(page, "#krav-12")
    assert "Mangler" in words(page, "#krav-12 .ds-tag")


def test_the_items_are_shown_for_one_party(client):
    page = client.get("/lovkrav?part=granvik").text

    assert words(page, "h1") == "Lovkrav for Granvik"
    assert client.get("/lovkrav?part=finnes-ikke").status_code == 404


def test_the_matrix_has_a_row_for_each_pair(client):
    page = client.get("/lovkrav/par?dato=2022-08-01").text

    assert page.count('scope="row"') == 20
    assert "Granvik og Helse Fjordmark HF 13 11 0 2 nr. 12, nr. 13" in words(page, "tbody")


@pytest.mark.parametrize(
    ("day", "told"),
    [
        (
            "2025-05-01",
            "Fristen for å sende avtalen til Helsedirektoratet var 27. april 2025, og den er ikke",
        ),
        ("2025-05-02", "Den ble sendt 5 dager for sent."),
    ],
)
def test_the_month_for_sending_the_agreement_is_told_for_the_pair_as_it_stood_that_day(client, day, told):
    page = client.get(f"/lovkrav?part=granvik&dato={day}").text

    assert told in words(page)
    assert f'href="/dokumenter/samarbeidsavtalen/2025.1/etterpa?dato={day}"' in page


@pytest.mark.parametrize(
    ("day", "told"),
    [("2025-11-12", "skal gjennomgås i løpet av 2025"), ("2025-11-13", "ble gjennomgått 13. november 2025")],
)
def test_the_yearly_review_is_the_case_in_which_it_was_treated(client, day, told):
    page = client.get(f"/lovkrav?dato={day}").text

    assert f"Avtalen {told}" in page
    assert ("sak 37/25" in page) is (day == "2025-11-13")


def test_before_there_is_an_agreement_no_deadline_runs(client):
    assert "ingen frister løper" in client.get("/lovkrav?dato=2019-01-01").text


def test_only_the_secretariat_judges(client, sign_in):
    assert client.get(JUDGE).status_code == 401
    auditor = sign_in("revisor")
    assert auditor.get(JUDGE).status_code == 403
    assert auditor.post(JUDGE, data={}).status_code == 403


def judgement(secretary, example, **typed):
    section = marks(example)[0].section_id
    filled = {"section_id": section, "nr": "13", "degree": "nevner", "reason": "Nevnt i forbifarten."}
    return form_on(secretary, JUDGE) | filled | typed


def test_a_judgement_is_kept_with_name_and_day(sign_in, example):
    secretary = sign_in("sekretariat")
    answer = secretary.post(JUDGE, data=judgement(secretary, example))
    page = secretary.get(answer.headers["location"]).text

    assert answer.status_code == 303
    assert "Vurderingen av lovkrav nr. 13 er lagret." in page
    assert "Nevnt i forbifarten." in page
    made = next(row for row in marks(example) if row.reason == "Nevnt i forbifarten.")
    assert (made.judged_by, made.judged_on) == ("Marte Haugland", clock.today())


def test_a_judgement_is_withdrawn(sign_in, example):
    secretary = sign_in("sekretariat")
    before = marks(example)
    form = form_on(secretary, JUDGE) | {"withdraw": str(before[0].id)}
    answer = secretary.post(JUDGE, data=form)
    again = secretary.post(JUDGE, data=form)

    assert answer.status_code == 303
    assert len(marks(example)) == len(before) - 1
    assert again.status_code == 404
    assert "Vurderingen finnes ikke" in summary(again.text)


@pytest.mark.parametrize(
    ("field", "typed", "told"),
    [
        ("section_id", "", "Punktet er ikke valgt"),
        ("section_id", "finnesikke", "Punktet finnes ikke i denne versjonen"),
        ("nr", "", "Lovkravet er ikke valgt"),
        ("nr", "14", "Lovkrav nr. 14 finnes ikke"),
        ("degree", "litt", "er ikke valgt"),
        ("reason", "a\u202eb", "usynlig tegn"),
    ],
)
def test_a_judgement_that_cannot_be_is_refused_at_its_field(sign_in, example, field, typed, told):
    secretary = sign_in("sekretariat")
    before = len(marks(example))
    answer = secretary.post(JUDGE, data=judgement(secretary, example) | {field: typed})

    assert answer.status_code == 422
    assert told in sentence_for(answer.text, field)
    if field != "reason":
        assert typed_in(answer.text)["reason"] == "Nevnt i forbifarten."
    assert len(marks(example)) == before
