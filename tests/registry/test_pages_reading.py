"""The pages that everybody reads, as a browser without scripts sees them."""

import json
from io import BytesIO
from zipfile import ZipFile

import pytest

AGREEMENT = "/dokumenter/samarbeidsavtalen"


def test_the_front_page_says_what_applies_and_what_is_on_its_way(client):
    page = client.get("/").text

    assert "Gjelder nå" in page
    assert "På vei" in page
    assert "Samarbeidsavtalen" in page
    assert "Venter på meg" not in page


def test_the_secretariat_sees_what_waits(sign_in):
    page = sign_in("sekretariat").get("/").text

    assert "Venter på meg" in page
    assert "er et utkast" in page


@pytest.mark.parametrize(
    ("day", "version"), [("2021-01-01", "2021.1"), ("2025-04-30", "2021.1"), ("2025-05-01", "2025.1")]
)
def test_a_document_leads_to_the_version_that_applied_on_the_day(client, day, version):
    page = client.get(f"{AGREEMENT}?dato={day}").text

    assert f"Les versjon {version}, som gjelder" in page


def test_before_the_first_day_no_version_applies(client):
    assert "Ingen versjon gjelder" in client.get(f"{AGREEMENT}?dato=2020-12-31").text


def test_a_replaced_version_says_what_replaced_it(client):
    page = client.get(f"{AGREEMENT}/2021.1").text

    assert "Du leser versjon 2021.1, som gjaldt fra 1. januar 2021 til og med 30. april 2025." in page
    assert "Gå til den som gjelder, versjon 2025.1" in page


def test_the_text_is_shown_with_lasting_anchors_on_points(client, example):
    page = client.get(f"{AGREEMENT}/2025.1").text

    assert 'class="legal"' in page
    assert '<span class="number">5.2</span>' in page
    assert 'class="permalink"' in page


def test_the_history_of_a_clause_shows_how_it_read_in_each_version(client):
    found = client.get(f"{AGREEMENT}/2025.1").text
    after = found.split('<span class="number">5.2</span> Vedtaksmyndighet')[1]
    identity = after.split('href="#')[1].split('"')[0]
    sent_on = client.get(f"{AGREEMENT}/2025.1?historikk={identity}")
    page = client.get(sent_on.headers["location"]).text

    assert '<span class="number">5.2</span> Vedtaksmyndighet' in page
    assert "Slik har punktet lydt" in page
    assert "Versjon 2021.1" in page


def test_a_page_that_has_not_changed_is_not_sent_again(client):
    first = client.get(f"{AGREEMENT}/2025.1")
    again = client.get(f"{AGREEMENT}/2025.1", headers={"If-None-Match": first.headers["etag"]})

    assert again.status_code == 304
    assert again.content == b""


def test_any_act_in_the_register_gives_the_page_a_new_mark(client, sign_in):
    before = client.get(f"{AGREEMENT}/2025.1").headers["etag"]
    sign_in("leser")
    client.cookies.clear()

    assert client.get(f"{AGREEMENT}/2025.1").headers["etag"] != before


def test_the_page_a_guest_gets_is_never_the_page_of_one_who_is_signed_in(client, sign_in):
    guest = client.get("/").text
    assert "Logg inn" in guest

    assert "Logg ut" in sign_in("sekretariat").get("/").text


def test_the_board_shows_all_twenty_one_and_the_day(client):
    page = client.get(f"{AGREEMENT}/2025.1/runde").text

    assert "Alle 21 parter har vedtatt samme tekst. Den gjelder fra 1. mai 2025." in page
    assert "Ytterholm" in page


def test_changes_are_counted_before_they_are_shown(client):
    page = client.get(f"{AGREEMENT}/2025.1/endringer?fra=2021.1").text

    assert "endringer:" in page


def test_word_comes_as_a_whole_file_with_a_name(client):
    answer = client.get(f"{AGREEMENT}/2025.1/fil?som=docx")

    assert 'filename="samarbeidsavtalen-2025.1.docx"' in answer.headers["content-disposition"]
    assert "word/document.xml" in ZipFile(BytesIO(answer.content)).namelist()


def test_pdf_comes_as_a_whole_file_too(client):
    answer = client.get(f"{AGREEMENT}/2025.1/fil?som=pdf")

    assert answer.headers["content-type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF-1.7")


def test_markdown_is_the_canonical_text_itself(client):
    from hashlib import sha256

    source = client.get(f"{AGREEMENT}/2025.1/fil?som=md").content
    told = json.loads(client.get(f"{AGREEMENT}/2025.1/fil?som=json").content)

    assert told["hash"] == sha256(source).hexdigest()


@pytest.mark.parametrize("kind", ["exe", "../x", ""])
def test_an_unknown_kind_of_file_is_refused_in_words(client, kind):
    answer = client.get(f"{AGREEMENT}/2025.1/fil", params={"som": kind})

    assert answer.status_code == 422
    assert "Velg docx, md, html, json eller pdf" in answer.text


@pytest.mark.parametrize("day", ["31.2.2025", "i går", "2025-99-01", "9999-12-31"])
def test_a_wrong_day_is_answered_in_a_whole_sentence(client, day):
    answer = client.get("/", params={"dato": day})

    assert answer.status_code == 422
    assert "ikke en dato" in answer.text or "Registeret bruker" in answer.text


def test_a_draft_does_not_exist_for_the_public(client, sign_in):
    assert client.get(f"{AGREEMENT}/2026.1").status_code == 404
    assert "2026.1" not in client.get(AGREEMENT).text

    assert sign_in("sekretariat").get(f"{AGREEMENT}/2026.1").status_code == 200


@pytest.mark.parametrize(
    "path", ["/finnes-ikke", "/dokumenter/finnes-ikke", f"{AGREEMENT}/1999.1", "/dokumenter/%00"]
)
def test_what_is_not_there_is_said_on_a_page_with_a_way_on(client, path):
    answer = client.get(path)

    assert answer.status_code == 404
    assert "Til forsiden" in answer.text


def test_the_set_of_one_kommune_holds_its_own_special_agreement_alone(client):
    granvik = client.get("/dokumenter?part=granvik").text
    storelv = client.get("/dokumenter?part=storelv").text

    assert "saeravtale-granvik/2025.1" in granvik
    assert "saeravtale-granvik/2025.1" not in storelv.split("Andre dokumenter")[0]


def test_a_search_in_one_written_form_finds_the_other(client):
    assert "retningslinje-4" in client.get("/sok", params={"q": "jordmortjeneste fødsel"}).text


def test_a_search_nobody_can_answer_is_answered_kindly(client):
    for query in ("xyzzyqwerty", "a" * 500, '"', "§", "organ:", "år:tull", "*"):
        answer = client.get("/sok", params={"q": query})
        assert answer.status_code == 200, query


def test_the_interface_speaks_nynorsk_to_those_who_ask(client):
    page = client.get("/?sprak=nn")

    assert '<html lang="nn"' in page.text
    assert "Framsida" in page.text
    assert "sprak=nn" in page.headers["set-cookie"]
