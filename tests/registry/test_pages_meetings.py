"""The pages of meetings: the list, the agenda with its verdicts, setting it up, and who came."""

import pytest

from registry.queries import cases
from tests.house import another_browser, signed_in
from tests.registry.meeting_pages import COMING, DAY, HELD, OURS, Secretary, cases_on, notice
from tests.registry.typed_forms import form_on, sentence_for, summary, typed_in, words


@pytest.fixture
def marte(sign_in, example):
    return Secretary(sign_in("sekretariat"), example)


def test_the_list_has_the_coming_meetings_first_and_says_which_has_a_case_beyond_the_mandate(marte):
    page = words(marte.get("/moter?dato=2026-11-30"))

    assert page.index("10. desember 2026") < page.index("8. oktober 2026")
    assert (
        "10. desember 2026 1 sak utenfor mandatet kl. 10.00 Granvik rådhus, kommunestyresalen 6 saker" in page
    )
    assert "8. oktober 2026 Protokollen er godkjent" in page


def test_the_list_is_narrowed_by_body(marte):
    assert "desember" in words(marte.get("/moter?organ=psu&dato=2026-11-30"), ".documents")
    assert "Ingen møter er innkalt." in words(marte.get("/moter?organ=asu"))


def test_the_public_sees_the_meetings_whose_minutes_are_approved_and_no_agenda(client):
    page = client.get("/moter?dato=2026-11-30").text

    assert f'href="{HELD}/protokoll' in page
    assert "desember" not in words(page, ".documents")
    assert client.get(COMING).status_code == 401
    assert client.get(f"{COMING}/protokoll").status_code == 404
    assert client.get(f"{COMING}/protokoll/fil?som=md").status_code == 404


def test_the_agenda_says_at_once_which_case_is_beyond_the_mandate_and_who_may_instead(marte):
    page = marte.get(COMING)
    beyond = words(page, "#sak-3")

    assert "6 saker. 1 av dem er utenfor mandatet." in words(page, ".lead")
    assert "Utenfor mandatet" in beyond
    assert "flytter ansvar (punkt 4.6)" in beyond
    assert "Disse kan vedta i stedet: alle kommunestyrene, styret for helseforetaket." in beyond
    assert "Samarbeidsavtalen 2025.1 punkt 5.2 d" in beyond
    assert "Utenfor mandatet" not in " ".join(set(cases_on(page)) - {beyond})


def test_a_case_that_was_postponed_came_on_the_agenda_by_itself(marte):
    assert "Utsatt fra 8. oktober 2026" in next(cases_on(marte.get(COMING)))


def test_a_case_about_a_draft_says_that_the_text_must_be_frozen(marte):
    told = list(cases_on(marte.get(COMING)))

    assert "Teksten er et utkast." in told[2]
    assert "Teksten er et utkast." not in told[3]


def test_a_body_is_called_to_a_meeting(marte):
    answer = marte.send("/moter/ny", body="psu", on=DAY, starts_at="9.30", place="Storelv rådhus")

    assert answer.headers["location"] == OURS
    assert "kl. 09.30, Storelv rådhus" in words(marte.get(OURS), ".facts")


def test_a_second_meeting_of_a_day_is_shown_the_first_unless_it_is_meant(marte):
    marte.call()

    again = marte.send("/moter/ny", body="psu", on=DAY, place="Granvik")

    assert again.status_code == 409
    assert f'href="{OURS}"' in again.text
    assert typed_in(again.text)["place"] == "Granvik"
    meant = marte.client.post("/moter/ny", data=typed_in(again.text) | {"one_more": "ja"})
    assert meant.headers["location"] == f"{OURS}-2"


@pytest.mark.parametrize(
    ("typed", "field", "told"),
    [
        ({"body": ""}, "body", "Organet er ikke valgt."),
        ({"on": "31.2.2026"}, "on", "er ikke en dato"),
        ({"starts_at": "25.00"}, "starts_at", "er ikke et klokkeslett"),
    ],
)
def test_what_cannot_be_right_is_said_at_the_field_and_the_rest_stays(marte, typed, field, told):
    answer = marte.send("/moter/ny", **{"body": "psu", "on": DAY, "place": "Granvik"} | typed)

    assert answer.status_code == 422
    assert told in sentence_for(answer.text, field)
    assert typed_in(answer.text)["place"] == "Granvik"


def test_a_body_cannot_meet_before_it_was(marte):
    answer = marte.send("/moter/ny", body="forhandlingsutvalget", on="29.2.2024")

    assert answer.status_code in {409, 422}
    assert "1. mars 2024" in summary(answer.text)


def test_a_case_is_opened_on_to_the_agenda_with_its_number_and_its_proposal(marte):
    marte.call()
    marte.put_on("Kurs i tidligmelding", proposal="PSU gir 90 000 kroner.", proposed_by="Sekretariatet")

    (told,) = cases_on(marte.get(OURS))
    assert "Kurs i tidligmelding" in told
    assert "Innenfor mandatet" in told
    assert "PSU gir 90 000 kroner." in told
    assert "forslag fra Sekretariatet" in told


def test_cases_change_places_and_keep_their_numbers(marte):
    marte.call()
    for title in ("Første", "Andre"):
        marte.put_on(title)
    first, second = (item.row.printed for item in marte.whole().items)

    assert "er flyttet" in notice(marte.press(OURS, gjor="ned", plass="1"))

    assert [item.row.printed for item in marte.whole().items] == [second, first]
    assert "er flyttet" in notice(marte.press(OURS, gjor="opp", plass="2"))
    assert [item.row.printed for item in marte.whole().items] == [first, second]
    assert marte.press(OURS, gjor="opp", plass="1").status_code == 422


def test_a_case_that_is_taken_off_waits_and_is_put_back_with_one_button(marte):
    marte.call()
    marte.put_on("Kurs i tidligmelding")

    assert "Saken venter igjen." in notice(marte.press(OURS, gjor="ta-av", plass="1"))

    page = marte.get(OURS)
    assert not list(cases_on(page))
    assert "Kurs i tidligmelding" in page
    with marte.house.database.reading() as session:
        ref = cases.cases(session, cases_community(session))[0].row.ref
    assert "er satt på dagsordenen" in notice(marte.press(OURS, gjor="sett-opp", sak=ref))
    again = marte.press(OURS, gjor="sett-opp", sak=ref)
    assert again.status_code == 409
    assert f'href="{OURS}/sak/1"' in again.text


def cases_community(session):
    from registry.queries import communities

    return communities.chosen(session, "fjordmark")


def test_who_came_is_ticked_and_a_deputy_votes_for_whom_she_stands_in_for(marte):
    marte.call()
    page = marte.get(f"{OURS}/frammote")
    assert "Odd Rune Hagen, Storelv (vara for Ingrid Solheim)" in words(page)

    answer = marte.call_roll("Ingrid Solheim", "Berit Aasland", came=("Odd Rune Hagen",))

    assert notice(answer) == "Frammøtet er ført. 7 møtte med stemme."
    told = words(marte.get(OURS), ".facts")
    assert "7 møtte med stemme. Fraværende: Ingrid Solheim, Berit Aasland." in told


def test_attendance_that_another_has_changed_is_not_written_over(marte):
    marte.call()
    form = form_on(marte.client, f"{OURS}/frammote")
    marte.call_roll()

    answer = marte.client.post(f"{OURS}/frammote", data=form)

    assert answer.status_code == 412
    assert "En annen endret møtet" in summary(answer.text)


def test_time_and_place_are_changed_and_two_who_do_it_at_once_see_both(marte):
    marte.call(place="Granvik")
    other = Secretary(signed_in(another_browser(marte.client), "sekretariat"), marte.house)
    mine = form_on(marte.client, f"{OURS}/endre")
    assert notice(other.send(f"{OURS}/endre", place="Nordli", kept_by="Marte Haugland")) == "Møtet er lagret."

    answer = marte.client.post(f"{OURS}/endre", data=mine | {"place": "Storelv"})

    assert answer.status_code == 412
    assert "Sted Nordli" in words(answer.text, ".note")
    assert typed_in(answer.text)["place"] == "Storelv"
    saved = marte.client.post(f"{OURS}/endre", data=typed_in(answer.text))
    assert notice(saved) == "Møtet er lagret."
    assert "Storelv" in words(marte.get(OURS), ".facts")


def test_what_is_left_before_the_minutes_stands_on_the_agenda(marte):
    marte.call()
    marte.put_on("Kurs i tidligmelding")
    number = marte.whole().items[0].row.printed

    page = words(marte.get(OURS))

    assert f"Uten utfall: {number}." in page
    assert "Frammøtet er ikke ført." in page
    assert "Se protokollen og godkjenn den" not in page


def test_members_read_the_agenda_and_are_offered_nothing_to_do(sign_in):
    page = sign_in("medlem").get(COMING).text

    assert "Utenfor mandatet" in words(page)
    for button in ("Skriv vedtaket", "Ny sak på dagsordenen", "Før frammøtet", "Ta av dagsordenen"):
        assert button not in page


def test_the_agenda_in_nynorsk(marte):
    page = words(marte.get(f"{COMING}?sprak=nn"))

    assert "Utanfor mandatet" in page
    assert "Desse kan vedta i staden:" in page


def test_the_front_page_says_which_coming_meeting_has_a_case_beyond_the_mandate(marte):
    page = words(marte.get("/?dato=2026-11-30"))

    assert "Møtet i Politisk samarbeidsutvalg (PSU) 10. desember 2026 har 1 sak utenfor mandatet" in page
    assert "Mindre endring av samarbeidsavtalen: oppfølging av transport." in page


def test_the_front_page_says_whose_minutes_are_not_approved(marte):
    marte.call()
    marte.put_on("Kurs i tidligmelding")

    page = words(marte.get("/?dato=2026-11-30"))

    assert "Protokollen fra Politisk samarbeidsutvalg (PSU) 18. november 2026 er ikke godkjent" in page
    assert "1 sak har ikke noe utfall." in page
