"""The pages of cases: where each waits, its way through the bodies, who may decide it, and the forms."""

import pytest

from registry.queries import cases, communities
from tests.house import another_browser, signed_in
from tests.registry.meeting_pages import Secretary, notice
from tests.registry.typed_forms import form_on, sentence_for, summary, typed_in, words


@pytest.fixture
def marte(sign_in, example):
    return Secretary(sign_in("sekretariat"), example)


def ref_of(marte, title):
    with marte.house.database.reading() as session:
        found = cases.cases(session, communities.chosen(session, "fjordmark"), with_closed=True)
        return next(view.row.ref for view in found if title in view.row.title)


def opened(marte, **fields):
    whole = {"title": "Felles vaktliste", "about": "midler", "press": "lagre"} | fields
    answer = marte.send("/saker/ny", **whole)
    assert notice(answer) == "Saken er åpnet."
    return answer.headers["location"]


def test_open_cases_say_where_they_wait_and_closed_ones_are_asked_for(marte):
    page, every = marte.get("/saker"), marte.get("/saker?lukkede=ja")

    assert "Rullert handlingsplan for samhandling" in page
    assert "på dagsordenen 10. desember 2026" in words(page)
    assert "felles e-læring i tidligmelding" not in page
    assert "felles e-læring i tidligmelding" in every


def test_cases_are_narrowed_by_a_body_on_their_way(marte):
    page = words(marte.get("/saker?organ=asu"), ".documents")

    assert "Rullert handlingsplan" in page
    assert "samhandlingsmidler" not in page


def test_a_case_tells_its_way_with_recommendation_apart_from_decision(marte):
    page = words(marte.get(f"/saker/{ref_of(marte, 'Rullert handlingsplan')}"))

    assert "Administrativt samarbeidsutvalg (ASU) innstiller" in page
    assert "Politisk samarbeidsutvalg (PSU) vedtar" in page
    assert "Hvem kan vedta dette?" in page
    assert "Står på dagsordenen" in page


def test_what_a_body_did_stands_in_its_own_words_with_the_way_to_the_record(marte):
    page = marte.get(f"/saker/{ref_of(marte, 'vaktordning for jordmødre')}")

    assert "Saken utsettes. PSU vil se hva ordningen koster" in words(page)
    assert 'href="/vedtak/v-' in page
    assert "utsatte saken 8. oktober 2026, og har den fortsatt." in words(page, ".lead")


def test_who_may_decide_and_which_way_it_goes_is_seen_before_it_is_opened(marte):
    answer = marte.send("/saker/ny", title="Ny plan", about="handlingsplanen@2026.1", press="vis")

    told = words(answer.text, "#hvem")
    assert "Ingenting er lagret ennå." in told
    assert "PSU" in told
    assert "Veien reglene peker på" in told
    assert "ASU: innstiller" in told
    assert typed_in(answer.text)["title"] == "Ny plan"
    with pytest.raises(StopIteration):
        ref_of(marte, "Ny plan")


def test_a_case_goes_the_way_the_rules_point_to_unless_one_chooses(marte):
    by_rules = opened(marte)
    own = opened(marte, title="Egen vei", route="egen", step_1="asu", act_1="innstiller")

    assert "Politisk samarbeidsutvalg (PSU) disponerer Saken er her" in words(marte.get(by_rules))
    assert "Saken venter på Administrativt samarbeidsutvalg (ASU)." in words(marte.get(own))


def test_what_a_person_has_seen_in_a_case_stands_with_her_name(marte):
    path = opened(marte, about="samarbeidsavtalen@2026.1", change="mindre", trait_1="ja", place_1="punkt 4.6")

    page = words(marte.get(path))
    assert "Flytter ansvar (punkt 4.6), bekreftet av Marte Haugland." in page
    assert "Fosslia kommunestyre" in page


@pytest.mark.parametrize(
    ("typed", "field", "told"),
    [
        ({"about": ""}, "about", "Det er ikke valgt hva saken gjelder."),
        ({"about": "finnes-ikke@1"}, "about", "Velg fra listen."),
        ({"title": " "}, "title", "Tittelen mangler."),
        ({"route": "egen", "step_1": "asu"}, "act_1", "Hva organ 1 gjør, er ikke valgt."),
    ],
)
def test_what_is_missing_is_said_at_the_field_and_the_rest_stays(marte, typed, field, told):
    whole = {"title": "Felles vaktliste", "about": "midler", "description": "Om vakter.", "press": "lagre"}
    answer = marte.send("/saker/ny", **whole | typed)

    assert answer.status_code == 422
    assert told in sentence_for(answer.text, field)
    assert typed_in(answer.text)["description"] == "Om vakter."


def test_a_case_about_a_version_begins_with_what_is_known_of_it(marte):
    form = form_on(marte.client, "/saker/ny?versjon=samarbeidsavtalen@2026.1")

    assert form["about"] == "samarbeidsavtalen@2026.1"
    assert "versjon 2026.1" in form["title"]
    assert marte.client.get("/saker/ny?versjon=finnes-ikke@1").status_code == 404
    assert marte.client.get("/saker/ny?mote=finnes-ikke").status_code == 404


def test_a_case_is_changed_and_two_who_do_it_at_once_lose_nothing(marte):
    path = opened(marte)
    other = Secretary(signed_in(another_browser(marte.client), "sekretariat"), marte.house)
    mine = form_on(marte.client, f"{path}/endre")
    assert (
        notice(other.send(f"{path}/endre", title="Vaktliste for alle", press="lagre")) == "Saken er lagret."
    )

    answer = marte.client.post(f"{path}/endre", data=mine | {"title": "Vaktliste 2027", "press": "lagre"})

    assert answer.status_code == 412
    assert "Den heter nå «Vaktliste for alle»." in summary(answer.text)
    assert typed_in(answer.text)["title"] == "Vaktliste 2027"
    marte.client.post(f"{path}/endre", data=typed_in(answer.text) | {"press": "lagre"})
    assert words(marte.get(path), "h1") == "Vaktliste 2027"


def test_changing_a_case_keeps_its_way(marte):
    path = opened(marte, route="egen", step_1="asu", act_1="innstiller", step_2="psu", act_2="vedtar")

    marte.send(f"{path}/endre", title="Nytt navn", press="lagre")

    told = words(marte.get(path))
    assert "(ASU) innstiller" in told
    assert "(PSU) vedtar" in told


def test_a_case_is_closed_with_a_reason_and_then_stands_still(marte):
    path = opened(marte)

    without = marte.send(path, f"{path}/lukk", because="")
    assert without.status_code == 422
    assert (
        notice(marte.send(path, f"{path}/lukk", because="Trukket av den som meldte den."))
        == "Saken er lukket."
    )

    page = marte.get(path)
    assert "Trukket av den som meldte den." in words(page, ".note")
    assert "Endre saken" not in page
    late = marte.send(f"{path}/endre", title="Igjen", press="lagre")
    assert late.status_code == 409


def test_a_case_that_stands_on_an_agenda_is_not_closed(marte):
    path = f"/saker/{ref_of(marte, 'Hvem som taler for fastlegene')}"

    answer = marte.send(path, f"{path}/lukk", because="Ferdig.")

    assert answer.status_code == 409
    assert "psu-2026-12-10" in summary(answer.text)


def test_cases_are_read_by_members_and_not_by_the_public(marte):
    path = f"/saker/{ref_of(marte, 'Rullert handlingsplan')}"
    member = signed_in(another_browser(marte.client), "medlem")

    assert "Endre saken" not in member.get(path).text
    assert another_browser(marte.client).get(path).status_code == 401
    assert another_browser(marte.client).get("/saker").status_code == 401


def test_the_history_of_a_case_is_for_those_who_read_the_log(marte):
    path = opened(marte)

    assert "Marte Haugland åpnet saken" in words(marte.get(path))
    member = signed_in(another_browser(marte.client), "medlem")
    assert "Historikk" not in words(member.get(path).text)
