"""The pages about parties and pairs: who they are on a day, what binds one, and adding to both."""

import pytest

from registry.queries import communities, parties
from tests.registry.typed_forms import form_on, sentence_for, summary, typed_in, words


def party_row(example, ref):
    with example.database.reading() as session:
        return parties.party(session, communities.chosen(session, "fjordmark"), ref)


@pytest.mark.parametrize(("day", "there"), [("2019-12-31", True), ("2020-01-01", False)])
def test_the_parties_are_those_of_the_day(client, day, there):
    page = client.get(f"/parter?dato={day}").text
    pairs = words(page, ".documents")

    assert ("Gamle Heimsund og Helse Fjordmark HF" in pairs) is there
    assert ("Heimsund og Helse Fjordmark HF" in pairs.replace("Gamle Heimsund", "")) is not there


def test_those_who_are_gone_stand_with_who_came_after(client):
    assert "Gamle Heimsund, til og med 31. desember 2019. Heimsund kom etter 1. januar 2020" in words(
        client.get("/parter").text
    )


def test_a_party_shows_what_binds_it_and_how_far_that_meets_the_law(client):
    page = client.get("/parter/granvik").text

    assert "Gjelder for Granvik" in words(page, "h2")
    assert "Særavtale med Granvik" in page
    assert "Særavtale med Storelv" not in page
    assert "13 av 13 lovkrav er dekket" in page
    assert 'href="/lovkrav?part=granvik"' in page
    assert "Granvik kommunestyre vedtok" in page


def test_a_party_that_was_not_there_that_day_says_so(client):
    page = client.get("/parter/heimsund?dato=2019-12-31").text

    assert "Heimsund var ikke part 31. desember 2019" in page
    assert "Ingen dokumenter binder Heimsund denne dagen" in page


def test_a_party_shows_whom_it_came_after(client):
    assert "Kom etter Gamle Heimsund, 1. januar 2020" in words(client.get("/parter/heimsund").text, ".facts")


def test_a_party_nobody_knows_is_not_found(client):
    assert client.get("/parter/finnes-ikke").status_code == 404


@pytest.mark.parametrize("path", ["/parter/ny", "/parter/par"])
def test_only_the_secretariat_adds(client, sign_in, path):
    assert client.get(path).status_code == 401
    contact = sign_in("partskontakt")
    assert contact.get(path).status_code == 403
    assert contact.post(path, data={}).status_code == 403


def test_a_party_and_its_pair_are_added(sign_in, example):
    secretary = sign_in("sekretariat")
    form = form_on(secretary, "/parter/ny") | {
        "name": "Nyvik",
        "ref": "nyvik",
        "kind": "kommune",
        "organisation_number": "974 760 673",
        "kommune_number": "5099",
        "valid_from": "1.1.2026",
    }
    answer = secretary.post("/parter/ny", data=form)
    pair = form_on(secretary, "/parter/par") | {
        "kommune": "nyvik",
        "foretak": "helse-fjordmark",
        "valid_from": "1.1.2026",
    }
    paired = secretary.post("/parter/par", data=pair)

    assert answer.headers["location"] == "/parter/nyvik"
    assert party_row(example, "nyvik").organisation_number == "974760673"
    assert paired.headers["location"] == "/parter"
    assert "Nyvik og Helse Fjordmark HF" in words(secretary.get("/parter").text)


@pytest.mark.parametrize(
    ("field", "typed", "told"),
    [
        ("organisation_number", "974760674", "er ikke et organisasjonsnummer"),
        ("kommune_number", "12", "er ikke et kommunenummer"),
        ("ref", "Ny Vik", "kan ikke være et kort navn"),
        ("name", "", "mangler"),
        ("valid_from", "31.2.2025", "er ikke en dato"),
    ],
)
def test_a_party_that_cannot_be_is_refused_at_its_field(sign_in, field, typed, told):
    secretary = sign_in("sekretariat")
    filled = {"name": "Nyvik", "ref": "nyvik", "kind": "kommune", "language": "nn"}
    answer = secretary.post("/parter/ny", data=form_on(secretary, "/parter/ny") | filled | {field: typed})

    assert answer.status_code == 422
    assert told in sentence_for(answer.text, field)
    kept = typed_in(answer.text)
    assert (kept[field], kept["language"]) == (typed, "nn")


def test_a_number_that_another_party_has_is_refused(sign_in):
    secretary = sign_in("sekretariat")
    form = form_on(secretary, "/parter/ny") | {
        "name": "Nyvik",
        "ref": "nyvik",
        "organisation_number": "974760673",
    }
    secretary.post("/parter/ny", data=form)
    answer = secretary.post("/parter/ny", data=form | {"ref": "nyvik-to"})

    assert answer.status_code == 409
    assert "tilhører Nyvik" in summary(answer.text)


def test_a_last_day_before_the_first_is_refused(sign_in):
    secretary = sign_in("sekretariat")
    form = form_on(secretary, "/parter/ny") | {
        "name": "Nyvik",
        "ref": "nyvik",
        "valid_from": "2.1.2026",
        "valid_to": "1.1.2026",
    }
    answer = secretary.post("/parter/ny", data=form)

    assert answer.status_code == 409
    assert "Siste dag er før første dag" in summary(answer.text)


@pytest.mark.parametrize(
    ("typed", "status", "told"),
    [
        ({"kommune": ""}, 422, "Kommunen er ikke valgt"),
        ({"foretak": "finnes-ikke"}, 422, "finnes ikke"),
        ({"foretak": "storelv"}, 409, "kan ikke være et par"),
        ({"valid_from": "1.1.2020"}, 409, "er et par fra før"),
    ],
)
def test_a_pair_that_cannot_be_is_refused(sign_in, typed, status, told):
    secretary = sign_in("sekretariat")
    filled = {"kommune": "granvik", "foretak": "helse-fjordmark"}
    answer = secretary.post("/parter/par", data=form_on(secretary, "/parter/par") | filled | typed)

    assert answer.status_code == status
    assert told in summary(answer.text)
    assert typed_in(answer.text)["kommune"] == (filled | typed)["kommune"]
