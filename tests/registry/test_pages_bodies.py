"""The pages about bodies: the chart of a day, one body, and adding to both."""

import pytest

from registry.queries import bodies, communities
from registry.tables import BodyRow
from tests.registry.typed_forms import form_on, sentence_for, summary, typed_in, words


def body_row(example, ref):
    with example.database.reading() as session:
        return bodies.body(session, communities.chosen(session, "fjordmark"), ref)


def seated(example, ref, day):
    with example.database.reading() as session:
        row = bodies.body(session, communities.chosen(session, "fjordmark"), ref)
        return [view.person.name for view in bodies.seats(session, row, day)]


def test_everybody_sees_the_bodies_by_tier(client):
    page = client.get("/organer").text
    chart = words(page, ".tree")

    assert "Partnerskap Politisk samarbeidsutvalg (PSU) 8 medlemmer Strategisk nivå" in chart
    assert chart.index("Strategisk nivå") < chart.index("Faglig nivå") < chart.index("FSU akutt")
    assert "Granvik kommunestyre Kommunestyre, Granvik, 35 medlemmer" in chart


@pytest.mark.parametrize(
    ("day", "there"),
    [("2024-02-29", False), ("2024-03-01", True), ("2024-08-31", True), ("2024-09-01", False)],
)
def test_a_body_stands_on_the_chart_on_its_days(client, day, there):
    page = client.get(f"/organer?dato={day}").text

    assert ("Forhandlingsutvalget" in words(page, ".tree")) is there
    assert "Forhandlingsutvalget" in page


@pytest.mark.parametrize(
    ("day", "name"),
    [
        ("2020-12-31", "Overordnet samarbeidsutvalg (OSU)"),
        ("2021-01-01", "Administrativt samarbeidsutvalg (ASU)"),
    ],
)
def test_a_body_has_the_name_of_the_day(client, day, name):
    assert words(client.get(f"/organer/asu?dato={day}").text, "h1") == name


def test_a_body_tells_its_earlier_names(client):
    assert "Overordnet samarbeidsutvalg (OSU), til og med 31. desember 2020" in words(
        client.get("/organer/asu").text, ".facts"
    )


@pytest.mark.parametrize(
    ("day", "leader"), [("2025-10-31", "Ingrid Solheim"), ("2025-11-01", "Berit Aasland")]
)
def test_those_who_sit_there_that_day_stand_with_whom_they_speak_for(client, day, leader):
    page = words(client.get(f"/organer/psu?dato={day}").text)

    assert f"{leader} leder for" in page
    assert "Anne Grete Moen representant for Brukerutvalget taler, men stemmer ikke" in page
    assert "vara for Per Olav Strand" in page


def test_what_a_body_may_decide_is_quoted_from_the_rules_of_the_day(client):
    now, before = client.get("/organer/asu").text, client.get("/organer/asu?dato=2020-05-01").text

    assert "Revisjon av retningslinjer og utfyllende rutiner" in now
    assert "Samarbeidsavtalen 2025.1 punkt 5.2 c" in now
    assert "Revisjon av retningslinjer og utfyllende rutiner" not in before


def test_a_body_without_a_mandate_says_so(client):
    page = client.get("/organer/fsu-akutt").text

    assert "Ingen regel som gjelder denne dagen, sier at organet kan vedta noe" in page


def test_a_body_shows_what_it_decided(client):
    assert (
        "Granvik kommunestyre vedtok Samarbeidsavtalen 2025.1"
        in client.get("/organer/granvik-kommunestyre").text
    )


def test_a_body_nobody_knows_is_not_found(client):
    assert client.get("/organer/finnes-ikke").status_code == 404


@pytest.mark.parametrize("path", ["/organer/nytt", "/organer/psu/plass"])
def test_only_the_secretariat_adds(client, sign_in, path):
    assert client.get(path).status_code == 401
    member = sign_in("medlem")
    assert member.get(path).status_code == 403
    assert member.post(path, data={}).status_code == 403


def test_a_body_is_added(sign_in, example):
    secretary = sign_in("sekretariat")
    form = form_on(secretary, "/organer/nytt") | {
        "name": "FSU rehabilitering",
        "ref": "fsu-rehabilitering",
        "kind": "FSU",
        "members": "9",
        "valid_from": "1. januar 2026",
    }
    answer = secretary.post("/organer/nytt", data=form)

    assert answer.headers["location"] == "/organer/fsu-rehabilitering"
    assert "FSU rehabilitering er lagt til." in secretary.get("/organer/fsu-rehabilitering").text
    row: BodyRow = body_row(example, "fsu-rehabilitering")
    assert (row.kind.value, row.members, row.valid_from.isoformat()) == ("FSU", 9, "2026-01-01")


@pytest.mark.parametrize(
    ("field", "typed", "status", "told"),
    [
        ("ref", "Store Bokstaver", 422, "kan ikke være et kort navn"),
        ("name", "", 422, "mangler"),
        ("kind", "", 422, "er ikke valgt"),
        ("members", "mange", 422, "er ikke et helt tall"),
        ("valid_from", "31.2.2025", 422, "er ikke en dato"),
        ("valid_to", "31.12.2019", 422, "Siste dag er før første dag"),
        ("owner", "finnes-ikke", 422, "finnes ikke"),
    ],
)
def test_a_body_that_cannot_be_is_refused_at_its_field(sign_in, field, typed, status, told):
    secretary = sign_in("sekretariat")
    filled = {"name": "FSU ny", "ref": "fsu-ny", "kind": "FSU", "valid_from": "1.1.2020"}
    answer = secretary.post(
        "/organer/nytt", data=form_on(secretary, "/organer/nytt") | filled | {field: typed}
    )

    assert answer.status_code == status
    assert told in sentence_for(answer.text, field)
    assert typed_in(answer.text)[field] == typed or field in {"kind", "owner"}


def test_a_known_short_name_and_a_council_without_a_kommune_are_refused(sign_in):
    secretary = sign_in("sekretariat")
    form = form_on(secretary, "/organer/nytt") | {"name": "PSU", "ref": "psu", "kind": "PSU"}
    twice = secretary.post("/organer/nytt", data=form)
    ownerless = secretary.post("/organer/nytt", data=form | {"ref": "nytt", "kind": "kommunestyre"})

    assert (twice.status_code, ownerless.status_code) == (409, 409)
    assert "finnes fra før" in summary(twice.text)
    assert "må høre til en part" in summary(ownerless.text)


def test_a_new_person_takes_a_seat(sign_in, example):
    secretary = sign_in("sekretariat")
    form = form_on(secretary, "/organer/psu/plass") | {
        "person": "Nils Nytt",
        "party": "granvik",
        "valid_from": "1.11.2026",
    }
    answer = secretary.post("/organer/psu/plass", data=form)

    assert answer.headers["location"] == "/organer/psu"
    assert "Nils Nytt medlem for Granvik med stemme" in words(
        secretary.get("/organer/psu?dato=2026-11-01").text
    )
    assert "Nils Nytt" not in secretary.get("/organer/psu?dato=2026-10-31").text


def test_somebody_who_sits_elsewhere_is_chosen_not_made_anew(sign_in, example):
    secretary = sign_in("sekretariat")
    page = secretary.get("/organer/au/plass").text
    known = next(line for line in page.split("<option") if "Ingrid Solheim" in line).split('"')[1]
    form = form_on(secretary, "/organer/au/plass") | {"known": known, "party": "granvik", "role": "leder"}
    secretary.post("/organer/au/plass", data=form)

    assert "Ingrid Solheim leder for Granvik" in words(secretary.get("/organer/au").text)
    again = secretary.get("/organer/au/plass").text
    assert again.count(">Ingrid Solheim (") == 1


@pytest.mark.parametrize(
    ("typed", "field", "told"),
    [
        ({"person": ""}, "person", "mangler"),
        ({"party": ""}, "party", "ikke hvem personen taler for"),
        ({"party": "finnes-ikke"}, "party", "finnes ikke"),
        ({"known": "person-x"}, "known", "ingen plass her"),
        ({"deputy_for": "999999"}, "deputy_for", "finnes ikke i dette organet"),
        ({"valid_to": "1.1.2020"}, "valid_to", "Siste dag er før første dag"),
        ({"valid_from": "i morgen"}, "valid_from", "er ikke en dato"),
    ],
)
def test_a_seat_that_cannot_be_is_refused_at_its_field(sign_in, typed, field, told):
    secretary = sign_in("sekretariat")
    filled = {"person": "Nils Nytt", "party": "granvik", "role": "medlem", "valid_from": "1.11.2026"}
    form = form_on(secretary, "/organer/psu/plass") | filled | typed
    answer = secretary.post("/organer/psu/plass", data=form)

    assert answer.status_code == 422
    assert told in sentence_for(answer.text, field)
    assert typed_in(answer.text)["role"] == "medlem"
