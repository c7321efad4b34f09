"""The pages about bodies: the chart of a day, one body, and adding to both."""

from datetime import date

import pytest

from registry.queries import bodies, communities
from registry.tables import BodyRow
from tests.house import another_browser
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


def seat_on(example, ref, name, day="2025-06-01"):
    """The number of somebody's seat that day."""
    with example.database.reading() as session:
        row = bodies.body(session, communities.chosen(session, "fjordmark"), ref)
        on = date.fromisoformat(day)
        return next(view.row.id for view in bodies.seats(session, row, on) if view.person.name == name)


@pytest.mark.parametrize(
    ("day", "told"),
    [
        ("2025-10-31", "Ledelsen går over til helseforetaket 1. november 2025."),
        ("2025-11-01", "Ledelsen går over til kommunene 1. november 2027."),
    ],
)
def test_who_leads_until_when_and_who_led_before_is_told(client, day, told):
    page = words(client.get(f"/organer/psu?dato={day}").text)

    assert told in page
    assert "Den veksler hvert 2. år etter samarbeidsavtalen punkt 6.1." in page
    assert "Knut Arne Fossum, Granvik, fra 1. januar 2021 til og med 31. desember 2022" in page


def test_how_often_a_body_meets_and_where_it_stands_is_told(client):
    facts = words(client.get("/organer/asu").text, ".facts")

    assert "Møter i året minst 5" in facts
    assert "samarbeidsavtalen punkt 6.2" in facts


def test_cases_on_their_way_are_for_those_who_read_drafts(client, sign_in):
    assert "Andre åpne saker" not in client.get("/organer/psu").text
    assert "Andre åpne saker" in sign_in("medlem").get("/organer/psu").text


def test_what_users_had_a_part_in_stands_on_the_page_of_their_body(client):
    page = words(client.get("/organer/brukerutvalget").text)

    assert "Samarbeidsavtalen 2025.1 Oppfylt" in page
    assert "Retningslinje 6: IKT-løsninger og elektronisk samhandling 2023.1 Uavklart" in page
    assert "er ikke å ta del i arbeidet. Deltok noen?" in page
    assert "Brukernes del i arbeidet" not in words(client.get("/organer/fsu-akutt").text)


def test_a_user_representative_who_has_left_is_not_named_to_everybody(client, sign_in):
    address = "/organer/brukerutvalget?dato=2025-06-01"

    told = words(client.get(address).text)

    assert "Navnet vises ikke medlem for Ungdomsrådet ved Fjordmark sykehus" in told
    assert "Sara Brekke" not in told
    assert "Anne Grete Moen" not in told
    assert "Sara Brekke" in sign_in("medlem").get(address).text
    assert "Anne Grete Moen leder for" in words(client.get("/organer/brukerutvalget").text)


def test_a_name_is_taken_out_of_what_everybody_reads_and_shown_again(client, sign_in, example):
    secretary, stranger = sign_in("sekretariat"), another_browser(client)
    here = f"/organer/psu/plass/{seat_on(example, 'psu', 'Odd Rune Hagen')}"
    form = {"csrf": form_on(secretary, here)["csrf"], "seen": form_on(secretary, here)["seen"]}

    assert secretary.post(f"{here}/navn", data=form).status_code == 303

    told = words(stranger.get("/organer/psu?dato=2025-06-01").text)
    assert "Odd Rune Hagen" not in told
    assert "Navnet vises ikke vara for Storelv vara for Ingrid Solheim" in told
    assert "Odd Rune Hagen" in secretary.get("/organer/psu?dato=2025-06-01").text

    seen = form_on(secretary, here)["seen"]
    secretary.post(f"{here}/navn", data=form | {"seen": seen, "show": "ja"})
    assert "Odd Rune Hagen" in stranger.get("/organer/psu?dato=2025-06-01").text


def test_a_seat_is_ended_and_not_by_one_who_has_not_seen_it_as_it_is(sign_in, example):
    secretary = sign_in("sekretariat")
    here = f"/organer/psu/plass/{seat_on(example, 'psu', 'Geir Håkon Vik')}"
    form = form_on(secretary, here) | {"last_day": "31. desember 2026"}

    assert secretary.post(f"{here}/slutt", data=form).status_code == 303
    assert "Geir Håkon Vik" not in seated(example, "psu", date(2027, 1, 1))
    assert "Geir Håkon Vik" in seated(example, "psu", date(2026, 12, 31))

    late = secretary.post(f"{here}/slutt", data=form | {"last_day": "30. juni 2026"})
    assert late.status_code == 412
    assert "endret av noen andre" in summary(late.text)


@pytest.mark.parametrize(
    ("typed", "told"), [("i morgen", "er ikke en dato"), ("1.1.2020", "Siste dag er før første dag")]
)
def test_a_last_day_that_cannot_be_is_refused_at_its_field(sign_in, example, typed, told):
    secretary = sign_in("sekretariat")
    here = f"/organer/psu/plass/{seat_on(example, 'psu', 'Geir Håkon Vik')}"

    answer = secretary.post(f"{here}/slutt", data=form_on(secretary, here) | {"last_day": typed})

    assert answer.status_code == 422
    assert told in sentence_for(answer.text, "last_day")


def test_rights_in_a_part_of_the_agenda_stand_with_the_seat(sign_in, example, client):
    secretary = sign_in("sekretariat")
    here = f"/organer/psu/plass/{seat_on(example, 'psu', 'Geir Håkon Vik')}"
    form = form_on(secretary, here) | {"part": "dialogmøtet", "speak": "ja"}

    assert secretary.post(f"{here}/rettigheter", data=form).status_code == 303

    assert "dialogmøtet: taler, men foreslår og stemmer ikke" in words(
        client.get("/organer/psu?dato=2025-06-01").text
    )
    form = form_on(secretary, here) | {"part": "dialogmøtet", "usual": "ja"}
    secretary.post(f"{here}/rettigheter", data=form)
    assert "dialogmøtet" not in client.get("/organer/psu?dato=2025-06-01").text


def test_a_seat_held_twice_is_refused_with_both_and_a_way_to_the_first(sign_in, example):
    secretary = sign_in("sekretariat")
    page = secretary.get("/organer/psu/plass").text
    known = next(line for line in page.split("<option") if "Geir Håkon Vik" in line).split('"')[1]
    form = form_on(secretary, "/organer/psu/plass") | {
        "known": known,
        "party": "havstrand",
        "role": "vara",
        "valid_from": "1.1.2026",
    }

    answer = secretary.post("/organer/psu/plass", data=form)

    assert answer.status_code == 409
    assert "Den ene plassen er som medlem for Havstrand fra 1. november 2023" in summary(answer.text)
    assert "den andre skulle være som vara for Havstrand fra 1. januar 2026" in summary(answer.text)
    assert 'href="/organer/psu?dato=2026-01-01"' in answer.text


def test_how_a_body_works_is_said_from_a_day(sign_in, client):
    secretary = sign_in("sekretariat")
    here = "/organer/psu/orden"
    form = form_on(secretary, here)
    assert (form["lead_years"], form["source"]) == ("2", "samarbeidsavtalen punkt 6.1")
    sent = form | {"valid_from": "1.1.2027", "lead_years": "4"}

    assert secretary.post(here, data=sent).status_code == 303
    assert "Den veksler hvert 4. år" in words(client.get("/organer/psu?dato=2027-06-01").text)

    again = secretary.post(here, data=sent | {"lead_years": "1"})
    assert again.status_code == 409
    assert "Rett det som er ført fra samme dag" in again.text
    assert secretary.post(here, data=sent | {"lead_years": "1", "replace": "ja"}).status_code == 303


@pytest.mark.parametrize(
    ("field", "typed", "told"),
    [
        ("source", "", "mangler"),
        ("lead_years", "hundre", "er ikke et helt tall"),
        ("mandate", "finnes-ikke", "finnes ikke"),
        ("valid_from", "1.1.1999", "fantes ikke"),
    ],
)
def test_an_order_that_cannot_be_is_refused_at_its_field(sign_in, field, typed, told):
    secretary = sign_in("sekretariat")
    form = form_on(secretary, "/organer/psu/orden") | {"valid_from": "1.1.2027"} | {field: typed}

    answer = secretary.post("/organer/psu/orden", data=form)

    assert answer.status_code == 422
    assert told in sentence_for(answer.text, field)


def test_a_body_that_took_anothers_place_is_told_on_both(sign_in, client):
    secretary = sign_in("sekretariat")
    here = "/organer/fsu-akutt/etterfolger"
    form = form_on(secretary, here) | {"successor": "fsu-digital", "from_day": "1.1.2028"}

    assert secretary.post(here, data=form).status_code == 303

    assert "Ble etterfulgt av FSU digital" in words(client.get("/organer/fsu-akutt").text, ".facts")
    assert "Kom etter FSU akutt" in words(client.get("/organer/fsu-digital").text, ".facts")
    again = secretary.post(here, data=form)
    assert again.status_code == 409
    assert 'href="/organer/fsu-digital"' in again.text


@pytest.mark.parametrize(
    ("typed", "field", "told"),
    [
        ({"successor": ""}, "successor", "er ikke valgt"),
        ({"from_day": "snart"}, "from_day", "er ikke en dato"),
    ],
)
def test_a_successor_that_cannot_be_is_refused_at_its_field(sign_in, typed, field, told):
    secretary = sign_in("sekretariat")
    here = "/organer/fsu-akutt/etterfolger"
    form = form_on(secretary, here) | {"successor": "fsu-digital", "from_day": "1.1.2028"} | typed

    answer = secretary.post(here, data=form)

    assert answer.status_code == 422
    assert told in sentence_for(answer.text, field)


def test_the_protocol_that_everybody_can_take_out_names_nobody_the_page_does_not(client, sign_in):
    path = "/organer/forhandlingsutvalget/protokoll/2024-08-29?som=md"

    told = client.get(path).text

    assert "Navnet vises ikke" in told
    assert "Roar Finstad" not in told
    assert "Hanne Kristin Lund" in told
    assert "Roar Finstad" in sign_in("medlem").get(path).text
