"""The pages about money: what there is, what each decision gave, and whether it counts as agreement."""

import pytest

from registry.queries import communities, funds
from tests.registry.typed_forms import form_on, sentence_for, summary, words

FORM = "/midler/tilskudd-2025/fordel"


def decision_in(example, ref, index=0):
    with example.database.reading() as session:
        community = communities.chosen(session, "fjordmark")
        return (
            funds.view(session, community, funds.fund(session, community, ref)).grants[index].decision.row.ref
        )


def test_everybody_sees_what_is_given_what_waits_and_what_is_left(client):
    told = words(client.get("/midler").text)

    assert "Rekrutterings- og samhandlingstilskudd 2025 2025 6 400 000 3 200 000 2 100 000 3 200 000" in told
    assert "Rekrutterings- og samhandlingstilskudd 2026 2026 6 900 000 0 1 800 000 6 900 000" in told


def test_the_way_to_the_money_stands_on_the_page_of_bodies(client):
    assert 'href="/midler"' in client.get("/organer").text


def test_each_grant_stands_with_its_decision_its_votes_and_its_clause(client):
    page = client.get("/midler/tilskudd-2025").text
    told = words(page)

    assert "3 200 000 kroner til Granvik, Storelv, Havstrand, Fosslia og Heimsund Gyldig" in told
    assert "Politisk samarbeidsutvalg (PSU), sak 9/25 19. juni 2025 8 for, 0 mot regnes som enighet" in told
    assert "Vedtaket regnes som enighet etter samarbeidsavtalen 2025.1 punkt 5.2 e." in told
    assert "7 for, 1 mot regnes ikke som enighet" in told
    assert "Beløpet er ikke regnet som brukt." in told
    assert "Et enstemmig vedtak i PSU regnes som enighet" in told


def test_where_the_clause_is_silent_the_question_is_asked_once(client):
    told = words(client.get("/midler/tilskudd-2026").text)

    assert "1 avholdende om det regnes som enighet, er uavklart" in told
    assert told.count("Er det det?") == 1


def test_money_nobody_knows_is_not_found(client):
    assert client.get("/midler/finnes-ikke").status_code == 404


def test_money_is_added(sign_in):
    secretary = sign_in("sekretariat")
    form = form_on(secretary, "/midler/nye") | {
        "name": "Fellesmidler 2026",
        "ref": "felles-2026",
        "matter": "midler",
        "source": "Partene",
        "amount": "1 500 000",
    }

    answer = secretary.post("/midler/nye", data=form)

    assert answer.headers["location"] == "/midler/felles-2026"
    assert "1 500 000 kroner" in words(secretary.get("/midler/felles-2026").text)
    again = secretary.post("/midler/nye", data=form)
    assert again.status_code == 409
    assert 'href="/midler/felles-2026"' in again.text


@pytest.mark.parametrize(
    ("field", "typed", "told"),
    [
        ("name", "", "mangler"),
        ("ref", "Nei nei", "kort navn"),
        ("matter", "", "er ikke valgt"),
        ("matter", "tvist", "er ikke midler"),
        ("amount", "en million", "er ikke hele kroner"),
        ("amount", "0", "Beløpet må være hele kroner"),
        ("year", "nå", "er ikke et helt tall"),
        ("year", "", "Året må være fra"),
    ],
)
def test_money_that_cannot_be_is_refused_at_its_field(sign_in, field, typed, told):
    secretary = sign_in("sekretariat")
    filled = {
        "name": "F",
        "ref": "f",
        "matter": "midler",
        "source": "Partene",
        "amount": "10",
        "year": "2026",
    }

    answer = secretary.post("/midler/nye", data=form_on(secretary, "/midler/nye") | filled | {field: typed})

    assert answer.status_code == 422
    assert told in sentence_for(answer.text, field)


def test_what_a_decision_gave_is_recorded_and_no_more_than_is_left(sign_in, example):
    secretary, made = sign_in("sekretariat"), decision_in(example, "tilskudd-2025")
    form = form_on(secretary, FORM) | {
        "decision": made,
        "recipient": "Granvik",
        "purpose": "Opplæring",
        "amount": "3 200 001",
    }

    more = secretary.post(FORM, data=form)
    assert more.status_code == 409
    assert "3 200 001 kroner" in " ".join(summary(more.text).split())
    assert "3 200 000 kroner igjen" in " ".join(summary(more.text).split())

    assert secretary.post(FORM, data=form | {"amount": "3 200 000"}).status_code == 303
    assert "Igjen 0 kroner" in words(secretary.get("/midler/tilskudd-2025").text)


@pytest.mark.parametrize(
    ("field", "typed", "told"),
    [
        ("decision", "", "er ikke valgt"),
        ("recipient", " ", "mangler"),
        ("purpose", "", "mangler"),
        ("amount", "1,5", "er ikke hele kroner"),
    ],
)
def test_a_grant_that_cannot_be_is_refused_at_its_field(sign_in, example, field, typed, told):
    secretary, made = sign_in("sekretariat"), decision_in(example, "tilskudd-2025")
    filled = {"decision": made, "recipient": "Granvik", "purpose": "Opplæring", "amount": "1000"}

    answer = secretary.post(FORM, data=form_on(secretary, FORM) | filled | {field: typed})

    assert answer.status_code == 422
    assert told in sentence_for(answer.text, field)


@pytest.mark.parametrize("path", ["/midler/nye", FORM])
def test_only_those_who_record_decisions_record_money(client, sign_in, path):
    assert client.get(path).status_code == 401
    assert sign_in("medlem").get(path).status_code == 403
