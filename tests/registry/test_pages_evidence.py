"""The evidence sheet, and the suggestion where a text is frozen: both wordings, reasons, and who confirmed."""

import json

from lxml import html
from sqlalchemy import select

from registry.tables import AuditRow
from tests.house import words
from tests.registry.drafting import begun, kept
from tests.registry.typed_forms import form_on, typed_in

MINOR = "/dokumenter/samarbeidsavtalen/2025.2/bevis?fra=2025.1"


def saved_with(secretariat, draft, was, now):
    """The draft, with these words in place of those."""
    form = form_on(secretariat, f"{draft}/rediger")
    assert was in form["text"]
    answer = secretariat.post(f"{draft}/rediger", data=form | {"text": form["text"].replace(was, now)})
    assert answer.status_code == 303


def fact(page, term):
    """What stands beside a term in the page's list of facts."""
    (found,) = html.document_fromstring(page).xpath(f"//dt[normalize-space()='{term}']/following-sibling::dd")
    return " ".join(found.text_content().split())


def test_the_sheet_says_what_is_touched_and_shows_both_wordings(secretariat):
    page = secretariat.get(MINOR)

    told = words(page.text)
    assert page.status_code == 200
    assert "4 punkter er rørt, og det er 10 funn i dem." in told
    assert "Plikt lagt på en annen: 1" in told
    assert "Helseforetaket skal følge opp transporten" in told.replace("Fjernet: ", "").replace("Slutt. ", "")
    assert "4.6 Transport ved innleggelse og utskrivning: Omformulert." in told
    assert "<ins>" in page.text
    assert "<del>" in page.text


def test_the_sheet_suggests_and_shows_what_it_was_called_beside(secretariat):
    told = words(secretariat.get(MINOR).text)

    assert "Forslag: vesentlig endring" in told
    assert "En plikt er lagt på en annen: punkt 4.6." in told
    assert "En navngitt person avgjør og bekrefter." in told
    assert fact(secretariat.get(MINOR).text, "De som skrev, kalte det") == "mindre endring"


def test_every_finding_leads_to_its_place_in_the_text_that_has_it(secretariat):
    page = secretariat.get("/dokumenter/samarbeidsavtalen/2025.1/bevis?fra=2021.1").text

    assert "/dokumenter/samarbeidsavtalen/2025.1#" in page
    assert "/dokumenter/samarbeidsavtalen/2021.1#" in page
    assert "Mandat (" in page
    assert "§ 6-2 nr. 1" in page


def test_the_sheet_says_who_confirmed_the_class_and_when(secretariat):
    adopted = secretariat.get("/dokumenter/samarbeidsavtalen/2025.1/bevis?fra=2021.1").text
    draft = secretariat.get("/dokumenter/samarbeidsavtalen/2026.1/bevis").text

    assert fact(adopted, "Bekreftet").startswith("Av ")
    assert fact(draft, "Bekreftet").startswith("Ikke ennå.")


def test_the_first_version_of_a_document_has_nothing_to_be_held_against(secretariat):
    page = secretariat.get("/dokumenter/samarbeidsavtalen/2021.1/bevis")

    assert page.status_code == 200
    assert "Dette er den første versjonen av dokumentet." in words(page.text)


def test_a_draft_is_not_seen_through_its_evidence(client):
    assert client.get("/dokumenter/samarbeidsavtalen/2026.1/bevis?fra=2025.1").status_code == 404
    assert client.get("/dokumenter/samarbeidsavtalen/2025.1/bevis?fra=2026.1").status_code == 404
    assert client.get("/dokumenter/samarbeidsavtalen/2025.1/bevis?fra=2021.1").status_code == 200


def test_whoever_freezes_sees_the_suggestion_and_chooses_themselves(stage, secretariat):
    draft = begun(secretariat, change="mindre")
    saved_with(secretariat, draft, "Overvåking og feil", "Overvåking, feil og kr 5 000 i gebyr")

    page = secretariat.get(f"{draft}/frys")

    assert "Forslag: vesentlig endring" in words(page.text)
    assert "Utkastet er kalt mindre endring, og forslaget er vesentlig endring." in words(page.text)
    assert typed_in(page.text)["change"] == "mindre"


def test_the_log_remembers_what_was_suggested_whether_it_was_followed_or_not(stage, secretariat):
    draft = begun(secretariat, change="mindre")
    saved_with(secretariat, draft, "to ganger i året", "to ganger i året, mot kr 5 000")
    answer = secretariat.post(f"{draft}/frys", data=form_on(secretariat, f"{draft}/frys"))

    assert answer.status_code == 303
    with stage.database.reading() as session:
        entry = session.scalars(
            select(AuditRow).where(AuditRow.event == "versjon.frosset").order_by(AuditRow.seq.desc())
        ).first()
        data = json.loads(entry.payload)["data"]
    assert kept(stage, draft).change == "mindre"
    assert (data["change"], data["suggested"]) == ("mindre", "vesentlig")
