"""The minutes on their page: as they stand, approved once, corrected beside, and what the public reads of them."""

import io

import pytest

from documents.docx import read
from documents.markdown import plain
from documents.text import plain_text
from tests.house import another_browser
from tests.registry.meeting_pages import HELD, OURS, Secretary, notice
from tests.registry.typed_forms import form_on, summary, typed_in, words

GRANT = "Kurs i tidligmelding"


@pytest.fixture
def marte(sign_in, example):
    """A meeting with one case that has come out, and one that has not."""
    secretary = Secretary(sign_in("sekretariat"), example)
    secretary.call(starts_at="09.00", place="Storelv rådhus")
    secretary.put_on(GRANT, proposal="PSU gir 90 000 kroner.", proposed_by="Sekretariatet")
    secretary.put_on("Felles vaktliste", proposal="PSU gir 10 000 kroner.")
    secretary.call_roll("Berit Aasland")
    secretary.type(1, outcome="vedtatt", unanimous="ja")
    return secretary


def approve(marte, **fields):
    whole = {"approved_by": "møtelederen", "approved_on": "20.11.2026"} | fields
    return marte.send(f"{OURS}/protokoll", f"{OURS}/protokoll/godkjenn", **whole)


def corrected(marte, path, **fields):
    token = form_on(marte.client, "/moter/ny")["csrf"]
    return marte.client.post(f"{path}/protokoll/rett", data={"csrf": token, **fields})


def of_the_public(marte):
    return another_browser(marte.client)


def text_of(answer):
    assert answer.status_code == 200
    text = read(answer.content).text
    told = [line for section in text.walk() for line in (section.title, *plain_text(section.blocks))]
    return "\n".join(plain(each) for each in told)


def test_the_minutes_stand_as_they_are_while_the_meeting_goes_on(marte):
    page = words(marte.get(f"{OURS}/protokoll"))

    assert "Protokollen er ikke godkjent." in page
    assert "Sted Storelv rådhus" in page
    assert "Til stede med stemme: 7" in page
    assert "Fraværende: Berit Aasland (Helse Fjordmark HF)." in page
    assert "Vedtak, som foreslått av Sekretariatet:" in page
    assert "7 for, 0 mot, 7 til stede, 8 medlemmer." in page


def test_minutes_are_not_approved_while_a_case_has_no_outcome(marte):
    answer = approve(marte)

    assert answer.status_code == 409
    assert "Felles vaktliste" in summary(answer.text)
    assert typed_in(answer.text)["approved_by"] == "møtelederen"
    assert marte.whole().row.approved_at is None


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"approved_by": ""}, "Hvem som godkjente mangler."),
        ({"approved_on": "17.11.2026"}, "før møtet"),
        ({"approved_on": "i går"}, "er ikke en dato"),
    ],
)
def test_who_approved_and_when_must_be_possible(marte, typed, told):
    marte.type(2, outcome="utsatt")

    answer = approve(marte, **typed)

    assert answer.status_code == 422
    assert told in summary(answer.text)


def test_approval_records_what_is_not_recorded_and_locks_the_meeting(marte):
    marte.type(2, outcome="utsatt")

    assert notice(approve(marte)) == "Protokollen er godkjent, og møtet er låst."

    page = marte.get(f"{OURS}/protokoll")
    assert "Protokollen er godkjent 20. november 2026 av møtelederen." in words(page)
    assert "Godkjenn og lås møtet" not in page
    assert [item.decision is not None for item in marte.whole().items] == [True, True]
    late = marte.type(1, text="Noe annet.")
    assert late.status_code == 409
    assert "en godkjent protokoll endres ikke" in summary(late.text)
    assert "Skriv vedtaket" not in marte.get(OURS)
    assert "Møtet er låst." in words(marte.get(f"{OURS}/sak/1"))
    assert "Lagre og før vedtaket" not in marte.get(f"{OURS}/sak/1")


def test_what_was_changed_under_ones_hands_is_not_approved_unseen(marte):
    marte.type(2, outcome="utsatt")
    form = form_on(marte.client, f"{OURS}/protokoll")
    marte.type(2, outcome="avvist")

    answer = marte.client.post(
        f"{OURS}/protokoll/godkjenn", data=form | {"approved_by": "X", "approved_on": "20.11.2026"}
    )

    assert answer.status_code == 412
    assert marte.whole().row.approved_at is None


def test_a_correction_stands_beside_the_minutes_and_changes_nothing_in_them(marte):
    before = words(marte.get(f"{HELD}/protokoll"), ".minutes")

    answer = corrected(marte, HELD, item="2", text="Møtet ble hevet 11.20.", reason="Klokken sto.")

    assert "Protokollen selv står" in notice(answer)
    after = words(marte.get(f"{HELD}/protokoll"), ".minutes")
    assert "Møtet ble hevet 11.20. Grunn: Klokken sto. Ført av Marte Haugland." in after
    assert after.partition("Rettelser")[0] == before.partition("Rettelser")[0]


def test_a_correction_says_why(marte):
    answer = corrected(marte, HELD, text="Møtet ble hevet 11.20.", reason="")

    assert answer.status_code == 422
    assert "Grunnen mangler." in summary(answer.text)


def test_minutes_that_are_not_approved_are_not_corrected_beside(marte):
    assert corrected(marte, OURS, text="Feil.", reason="Feil.").status_code == 409


def test_everybody_reads_approved_minutes_as_page_and_as_word(marte):
    public = of_the_public(marte)

    page = words(public.get(f"{HELD}/protokoll").text)
    assert "Protokollen er godkjent 15. oktober 2026 av Berit Aasland og Geir Håkon Vik." in page
    assert "Rettelser" in page
    for button in ("Rett protokollen", "Godkjenn protokollen"):
        assert button not in page
    told = text_of(public.get(f"{HELD}/protokoll/fil?som=docx"))
    assert "Kurset skal også finnes på nynorsk." in told
    assert "8 for, 0 mot" in told


@pytest.mark.parametrize("form", ["docx", "md", "html"])
def test_the_minutes_are_taken_out_in_every_form(marte, form):
    answer = marte.client.get(f"{OURS}/protokoll/fil?som={form}&form=nn")

    assert f"protokoll-psu-2026-11-18.{form}" in answer.headers["content-disposition"]
    if form == "docx":
        assert "Avrøysting: 7 for" in text_of(answer)
    else:
        assert "Avrøysting" in io.BytesIO(answer.content).read().decode()


def test_of_a_closed_case_the_public_reads_the_number_and_the_ground_alone(marte):
    marte.type(2, outcome="vedtatt", unanimous="ja", closed_under="kommuneloven § 11-5", text="Hemmelig sak.")
    number = marte.whole().items[1].row.printed
    approve(marte)
    public = of_the_public(marte)

    for told in (
        words(public.get(f"{OURS}/protokoll").text),
        text_of(public.get(f"{OURS}/protokoll/fil?som=docx")),
    ):
        assert number in told
        assert "lukkede dører (kommuneloven § 11-5)" in told
        assert "Felles vaktliste" not in told
        assert "Hemmelig" not in told
        assert GRANT in told
    assert "Hemmelig sak." in words(marte.get(f"{OURS}/protokoll"))


def test_of_a_closed_meeting_the_public_reads_that_it_was_held_and_the_ground(marte):
    marte.send(f"{OURS}/endre", closed_under="kommuneloven § 11-5 andre ledd")
    marte.type(2, outcome="utsatt")
    approve(marte)

    told = words(of_the_public(marte).get(f"{OURS}/protokoll").text)

    assert "Lukket møte kommuneloven § 11-5 andre ledd" in told
    for hidden in (GRANT, "Berit Aasland", "Storelv rådhus"):
        assert hidden not in told


def test_minutes_in_the_readers_own_form_of_norwegian(marte):
    page = words(marte.get(f"{HELD}/protokoll?sprak=nn"))

    assert "Protokollen er godkjend 15. oktober 2026" in page
    assert "Kven som møtte" in page


def test_the_page_of_the_body_leads_to_the_same_minutes(marte):
    told = of_the_public(marte).get("/organer/psu/protokoll/2026-10-08?som=md").text

    assert "Protokollen er godkjent 15. oktober 2026 av Berit Aasland og Geir Håkon Vik." in told
    assert "Til stede med stemme" in told


def test_a_closed_case_that_is_recorded_leaks_through_no_other_minutes(marte):
    marte.type(
        2, "for", outcome="vedtatt", unanimous="ja", closed_under="kommuneloven § 11-5", text="Hemmelig."
    )
    public = of_the_public(marte)

    told = public.get("/organer/psu/protokoll/2026-11-18?som=md").text

    assert "lukkede dører (kommuneloven § 11-5)" in told
    assert "Felles vaktliste" not in told
    assert "Hemmelig" not in told
    assert "Hemmelig" in marte.client.get("/organer/psu/protokoll/2026-11-18?som=md").text
