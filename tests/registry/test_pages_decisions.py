"""The pages about decisions: found, read with the verdict they were given, and recorded."""

from datetime import date

import pytest
from sqlalchemy import delete, select

from documents.lifecycle import Stage
from registry import clock
from registry.operations.documents import freeze
from registry.permissions import OPERATOR
from registry.queries import communities, decisions, documents
from registry.tables import BodyRow, DecisionRow, MandateRuleRow
from tests.registry.typed_forms import form_on, sentence_for, summary, typed_in, words

NEW = "/vedtak/nytt"
GUIDELINE = "retningslinje-5@2026.1"


@pytest.fixture
def frozen(example):
    """A guideline's new version, frozen for decision."""
    with example.database.writing() as session:
        community = communities.chosen(session, "fjordmark")
        view = documents.version(session, community, "retningslinje-5", "2026.1", OPERATOR, date(2026, 11, 1))
        freeze(session, OPERATOR, view.document, view.row, clock.now())


@pytest.fixture
def secretary(sign_in, frozen):
    return sign_in("sekretariat")


def a_decision(secretary, **typed):
    """The form as the secretary fills it in: ASU adopts the frozen guideline, where nothing else is said."""
    filled = {
        "body": "asu",
        "meeting_on": "12.11.2026",
        "case_number": "41/26",
        "title": "Revidert retningslinje om utskrivning",
        "votes_for": "12",
        "votes_against": "0",
    }
    return form_on(secretary, f"{NEW}?versjon={GUIDELINE}") | filled | typed


def pressed(form, button):
    return form | {"press": button}


def ref_of(example, body, case):
    with example.database.reading() as session:
        query = select(DecisionRow.ref).join(BodyRow, BodyRow.id == DecisionRow.body_id)
        return session.scalars(query.where(BodyRow.ref == body, DecisionRow.case_number == case)).first()


def how_many(example):
    with example.database.reading() as session:
        return decisions.how_many(session, communities.chosen(session, "fjordmark"))


def stage_of(example, ref, number):
    with example.database.reading() as session:
        community = communities.chosen(session, "fjordmark")
        return documents.version(session, community, ref, number, OPERATOR, date(2026, 11, 22)).row.stage


def test_everybody_reads_the_decisions_the_latest_first(client):
    page = client.get("/vedtak").text

    assert "Politisk samarbeidsutvalg (PSU) vedtok Samarbeidsavtalen 2025.2" in page
    assert page.index("sak 5/26") < page.index("sak 14/25")


def test_the_list_is_narrowed_by_body_year_and_answer(client):
    page = client.get("/vedtak?organ=asu&ar=2024&svar=INVALID").text

    assert "1 vedtak" in words(page, "h2")
    assert "sak 41/24" in page


def test_the_list_goes_on_over_several_pages(client):
    first, second = client.get("/vedtak").text, client.get("/vedtak?side=2").text

    assert "Side 1 av" in first
    assert "Side 2 av" in second
    assert "sak 5/26" not in second


def test_the_list_on_a_day_shows_what_was_decided_until_then(client):
    page = client.get("/vedtak?dato=2025-11-19").text

    assert "sak 38/25" in page
    assert "sak 14/25" not in page


@pytest.mark.parametrize(
    ("address", "status"),
    [("?ar=i+fjor", 422), ("?svar=kanskje", 422), ("?organ=finnes-ikke", 404), ("?side=0", 422)],
)
def test_what_nobody_offered_to_narrow_by_is_refused_in_words(client, address, status):
    answer = client.get(f"/vedtak{address}")

    assert answer.status_code == status
    assert answer.text.count("<h1>") == 1


def test_a_decision_is_read_whole(client, example):
    page = client.get(f"/vedtak/{ref_of(example, 'psu', '14/25')}").text

    assert "20. november 2025" in page
    assert "8 for, 0 mot." in words(page)
    assert "kalte det «mindre»" in page
    assert "endringen flytter ansvar (punkt 4.6)" in page
    assert "Mindre endringer av samarbeidsavtalen kan vedtas av PSU" in page
    assert "Ugyldig" in words(page, ".judged h2")


def test_a_decision_names_the_exact_text_and_the_point_that_was_changed(client, example):
    with example.database.reading() as session:
        community = communities.chosen(session, "fjordmark")
        view = documents.version(session, community, "samarbeidsavtalen", "2025.1", OPERATOR, clock.today())
        fingerprint = view.row.frozen_hash
    page = client.get(f"/vedtak/{ref_of(example, 'ytterholm-kommunestyre', '9/25')}").text

    assert fingerprint in page
    assert "punkt 4.3" in page
    assert "kommunen dekker ikke transport av utstyr med ferje" in page


def test_the_body_is_called_what_it_was_called_that_day(client, example):
    page = client.get(f"/vedtak/{ref_of(example, 'asu', 'Sak 14/20')}").text

    assert "Overordnet samarbeidsutvalg (OSU) behandlet" in page


def test_other_texts_decided_in_the_same_case_are_named(client, example):
    page = client.get(f"/vedtak/{ref_of(example, 'granvik-kommunestyre', '18/25')}").text

    assert "I samme sak" in page


def test_a_verdict_that_would_be_the_same_today_is_shown_once(client, example):
    page = client.get(f"/vedtak/{ref_of(example, 'psu', '15/25')}").text

    assert "Vurdert på nytt i dag" not in page


def test_a_verdict_that_would_be_another_today_is_shown_beside_the_first(sign_in, example):
    """The rules are taken away behind the register's back, so a page already made would not know."""
    with example.database.writing() as session:
        session.execute(delete(MandateRuleRow).where(MandateRuleRow.section_id != ""))
    page = sign_in("leser").get(f"/vedtak/{ref_of(example, 'psu', '15/25')}").text

    assert "Vurdert på nytt i dag" in page
    assert words(page, ".judged h2") == "Registerets vurdering: Ugyldig"
    assert words(page, ".judged h3 .ds-tag") == "Må avgjøres av en person"


def test_history_is_for_those_who_may_read_the_log(client, sign_in, example):
    path = f"/vedtak/{ref_of(example, 'psu', '15/25')}"

    assert "Historikk" not in client.get(path).text
    assert "Marte Haugland registrerte vedtaket" in words(sign_in("revisor").get(path).text)


def test_a_decision_nobody_knows_is_not_found(client):
    answer = client.get("/vedtak/v-0000000000")

    assert answer.status_code == 404
    assert "finnes ikke" in answer.text


@pytest.mark.parametrize("account", ["medlem", "revisor", "leser", "partskontakt", "administrator"])
def test_only_the_secretariat_records(sign_in, account):
    client = sign_in(account)

    assert client.get(NEW).status_code == 403
    assert client.post(NEW, data={}).status_code == 403


def test_a_stranger_is_shown_where_to_sign_in(client):
    answer = client.get(NEW)

    assert answer.status_code == 401
    assert "Logg inn" in answer.text


def test_a_form_from_elsewhere_is_not_taken(secretary, example):
    before = how_many(example)
    answer = secretary.post(NEW, data=pressed(a_decision(secretary), "registrer") | {"csrf": "en annen"})

    assert answer.status_code == 403
    assert how_many(example) == before


def test_the_form_begins_with_the_version_it_was_asked_for(secretary):
    assert form_on(secretary, f"{NEW}?versjon={GUIDELINE}")["about"] == GUIDELINE


def test_the_form_for_money_begins_with_the_act_that_fits(secretary):
    form = form_on(secretary, f"{NEW}?sak=midler")

    assert (form["about"], form["act"]) == ("midler", "disponerer")


def test_a_version_nobody_knows_is_not_found(secretary):
    assert secretary.get(f"{NEW}?versjon=retningslinje-5@2099.1").status_code == 404


def test_the_verdict_is_shown_before_anything_is_recorded(secretary, example):
    before = how_many(example)
    answer = secretary.post(NEW, data=pressed(a_decision(secretary), "vis"))

    assert answer.status_code == 200
    assert "Ingenting er registrert ennå" in answer.text
    assert "Gyldig" in words(answer.text, ".judged h2")
    assert "5.2 c" in words(answer.text, ".judged")
    assert how_many(example) == before
    assert stage_of(example, "retningslinje-5", "2026.1") is Stage.FROZEN


def test_what_was_typed_stands_when_the_verdict_is_shown(secretary):
    form = a_decision(secretary, minutes="Arkivsak 26/12", trait_2="ja", place_2="punkt 6")
    answer = secretary.post(NEW, data=pressed(form, "vis"))

    kept = typed_in(answer.text)
    assert {name: kept[name] for name in form if name != "seen"} == {
        name: value for name, value in form.items() if name != "seen"
    }


def test_what_follows_for_the_version_is_told_before_it_follows(secretary):
    adopting = secretary.post(NEW, data=pressed(a_decision(secretary), "vis")).text
    advising = secretary.post(NEW, data=pressed(a_decision(secretary, act="behandler"), "vis")).text

    assert "Versjon 2026.1 er vedtatt og gjelder fra" in adopting
    assert "Når vedtaket registreres" not in advising


def test_a_decision_on_a_version_already_adopted_promises_nothing(secretary):
    form = a_decision(secretary, about="samarbeidsavtalen@2025.1")
    page = secretary.post(NEW, data=pressed(form, "vis")).text

    assert "Når vedtaket registreres" not in page


def test_a_valid_decision_is_recorded_and_kept_with_its_verdict(secretary, example):
    answer = secretary.post(NEW, data=pressed(a_decision(secretary), "registrer"))

    assert answer.status_code == 303
    page = secretary.get(answer.headers["location"]).text
    assert "Vedtaket er registrert. Versjon 2026.1 er vedtatt og gjelder fra" in page
    assert "Gyldig" in words(page, ".judged h2")
    assert stage_of(example, "retningslinje-5", "2026.1") is Stage.ADOPTED


def test_where_the_register_says_no_the_verdict_must_be_read_first(secretary, example):
    before = how_many(example)
    form = a_decision(secretary, body="psu", votes_for="8")
    first = secretary.post(NEW, data=pressed(form, "registrer"))

    assert first.status_code == 409
    assert "Vedtaket er ikke registrert ennå" in summary(first.text)
    assert "Ugyldig" in words(first.text, ".judged h2")
    assert how_many(example) == before
    second = secretary.post(NEW, data=pressed(typed_in(first.text), "registrer") | {"read": "ja"})
    assert second.status_code == 303
    assert how_many(example) == before + 1
    assert stage_of(example, "retningslinje-5", "2026.1") is Stage.FROZEN


def test_a_verdict_that_has_become_another_must_be_read_again(secretary, example):
    first = secretary.post(NEW, data=pressed(a_decision(secretary, body="psu", votes_for="4"), "registrer"))
    changed = typed_in(first.text) | {"body": "au", "read": "ja"}
    second = secretary.post(NEW, data=pressed(changed, "registrer"))

    assert second.status_code == 409
    assert ref_of(example, "au", "41/26") is None


@pytest.mark.parametrize(
    ("field", "typed", "status", "told"),
    [
        ("meeting_on", "31.2.2025", 422, "«31.2.2025» er ikke en dato"),
        ("meeting_on", "", 422, "er ikke en dato"),
        ("meeting_on", "1.1.2199", 422, "Møtedagen er ikke kommet ennå"),
        ("case_number", "tolv", 422, "er ikke et saksnummer"),
        ("title", "", 422, "mangler"),
        ("body", "", 422, "Organet er ikke valgt"),
        ("body", "finnes-ikke", 422, "finnes ikke"),
        ("about", "", 422, "ikke valgt hva vedtaket gjelder"),
        ("about", "retningslinje-5@2099.1", 422, "har ingen versjon «2099.1»"),
        ("about", "retningslinje-5", 422, "har ingen versjon"),
        ("outcome", "kanskje", 422, "Utfallet er ikke valgt"),
        ("votes_for", "tolv", 422, "er ikke et helt tall"),
        ("votes_for", "13", 422, "bare 12 medlemmer"),
        ("votes_against", "", 422, "Stemmetallene er ikke hele"),
        ("deviation", "99.9", 422, "har ikke noe punkt 99.9"),
    ],
)
def test_what_cannot_be_used_is_told_at_its_field_and_nothing_typed_is_lost(
    secretary, example, field, typed, status, told
):
    before = how_many(example)
    form = a_decision(secretary, minutes="Arkivsak 26/12") | {field: typed}
    answer = secretary.post(NEW, data=pressed(form, "registrer"))

    assert answer.status_code == status
    assert told in summary(answer.text)
    assert told in sentence_for(answer.text, field)
    assert typed_in(answer.text)["minutes"] == "Arkivsak 26/12"
    assert how_many(example) == before


def test_votes_that_contradict_each_other_are_refused(secretary):
    form = a_decision(secretary, votes_for="10", votes_against="1", present="9")
    answer = secretary.post(NEW, data=pressed(form, "vis"))

    assert answer.status_code == 422
    assert "bare 9 var til stede" in sentence_for(answer.text, "votes_for")
    assert typed_in(answer.text)["present"] == "9"


def test_a_draft_cannot_be_decided_on(secretary):
    form = a_decision(secretary, about="retningslinje-7@2026.1")
    answer = secretary.post(NEW, data=pressed(form, "registrer"))

    assert answer.status_code == 409
    assert "er et utkast" in summary(answer.text)
    assert typed_in(answer.text)["about"] == "retningslinje-7@2026.1"


def test_the_same_decision_is_not_recorded_twice(secretary, example):
    secretary.post(NEW, data=pressed(a_decision(secretary), "registrer"))
    before = how_many(example)
    again = secretary.post(NEW, data=pressed(a_decision(secretary), "registrer"))

    assert again.status_code == 409
    assert "har alt et vedtak i sak 41/26" in summary(again.text)
    assert how_many(example) == before


def test_a_decision_about_money_needs_no_version(secretary, example):
    form = form_on(secretary, f"{NEW}?sak=samhandlingstilskudd") | {
        "body": "psu",
        "meeting_on": "5.11.2026",
        "case_number": "62/26",
        "title": "Tilskudd til felles vakt",
        "votes_for": "8",
        "votes_against": "0",
    }
    answer = secretary.post(NEW, data=pressed(form, "registrer"))

    assert answer.status_code == 303
    assert "bruk av rekrutterings- og samhandlingstilskudd" in secretary.get(answer.headers["location"]).text


def test_a_change_a_body_made_is_kept_with_its_point(secretary, example):
    form = a_decision(
        secretary,
        outcome="vedtatt med endring",
        reservation="Fristen i punktet settes til tre dager.",
        sort="endring",
        deviation="3",
    )
    answer = secretary.post(NEW, data=pressed(form, "registrer"))
    page = secretary.get(answer.headers["location"]).text

    assert "Fristen i punktet settes til tre dager." in page
    assert "punkt 3" in words(page, ".facts")
    assert "Venter" in words(page, ".judged h2")


def test_a_correction_begins_with_what_was_recorded(secretary, example):
    ref = ref_of(example, "granvik-kommunestyre", "18/25")
    form = form_on(secretary, f"{NEW}?retter={ref}")

    assert form["corrects"] == ref
    assert (form["body"], form["case_number"], form["votes_for"]) == ("granvik-kommunestyre", "18/25", "31")


def test_a_correction_stands_beside_what_it_corrects(secretary, example):
    old = ref_of(example, "psu", "15/25")
    form = form_on(secretary, f"{NEW}?retter={old}") | {"votes_for": "8", "votes_against": "0"}
    answer = secretary.post(NEW, data=pressed(form, "registrer"))

    assert answer.status_code == 303
    assert "Dette er en rettelse" in secretary.get(answer.headers["location"]).text
    before = secretary.get(f"/vedtak/{old}").text
    assert "Dette vedtaket er rettet" in before
    assert "7 for, 1 mot." in words(before)


def test_a_correction_may_keep_the_case_number(secretary, example):
    old = ref_of(example, "granvik-kommunestyre", "18/25")
    form = form_on(secretary, f"{NEW}?retter={old}") | {"votes_for": "30"}

    assert secretary.post(NEW, data=pressed(form, "registrer")).status_code == 303
