"""The office's own template: chosen, used by every Word file, given up; by pages, API and operations."""

import io
import zipfile
from datetime import date

import pytest

from registry.audit import Event
from registry.errors import BadInput
from registry.operations import templates as operations
from registry.permissions import OPERATOR, Role
from registry.queries import collections, exports, templates
from registry.queries import documents as document_queries
from registry.queries.collection_files import CollectionFormat, take_out
from registry.tables import AuditRow
from tests.documents.docx_files import p
from tests.documents.office_templates import LOGO_WORDS, office_template, picture
from tests.house import token_of
from tests.registry.api_calls import API, key
from tests.registry.builders import NOW, a_circle
from tests.registry.typed_forms import words

DAY = date(2026, 1, 1)
OFFICE = office_template()


def header_of(data: bytes) -> str:
    return zipfile.ZipFile(io.BytesIO(data)).read("word/header.xml").decode()


def is_set_in_it(data: bytes) -> bool:
    return any(
        LOGO_WORDS in zipfile.ZipFile(io.BytesIO(data)).read(name).decode()
        for name in zipfile.ZipFile(io.BytesIO(data)).namelist()
        if name.startswith("word/header")
    )


def send(browser, data: bytes, name: str = "Granvik.docx"):
    return browser.post("/mal", data={"csrf": token_of(browser)}, files={"file": (name, data)})


# Operations


def test_the_latest_choice_is_the_one_in_use_and_each_is_in_the_log(writing):
    c = a_circle(writing)
    session, place = c.session, c.community
    operations.choose_template(session, OPERATOR, place, "en.docx", office_template(), NOW)
    operations.choose_template(session, OPERATOR, place, "to.docx", office_template(header=p("To")), NOW)

    row = templates.chosen_template(session, place)
    assert row is not None
    assert (row.name, templates.chooser_of(session, row)) == ("to.docx", OPERATOR.name)
    operations.use_the_products_own(session, OPERATOR, place, NOW)
    assert templates.chosen_template(session, place) is None
    assert templates.template_of(session, place) is None
    told = [row.event for row in session.query(AuditRow) if row.event == Event.TEMPLATE_CHOSEN.value]
    assert len(told) == 3


def test_a_template_that_is_refused_leaves_the_one_in_use(writing):
    c = a_circle(writing)
    operations.choose_template(c.session, OPERATOR, c.community, "en.docx", office_template(), NOW)

    with pytest.raises(BadInput) as refused:
        operations.choose_template(c.session, OPERATOR, c.community, "to.docx", b"PK ikke Word", NOW)

    assert "Malen som er i bruk, er ikke endret." in str(refused.value)
    row = templates.chosen_template(c.session, c.community)
    assert row is not None
    assert row.name == "en.docx"


def test_a_template_that_is_too_large_is_refused_before_it_is_read(writing):
    c = a_circle(writing)

    with pytest.raises(BadInput, match="for stor til å være mal"):
        operations.tried("stor.docx", b"PK" + bytes(operations.LARGEST_TEMPLATE))
    assert templates.chosen_template(c.session, c.community) is None


def test_version_collection_and_zip_are_set_in_it(example):
    with example.database.writing() as session:
        community = collections_of(session)
        operations.choose_template(session, OPERATOR, community, "Granvik.docx", office_template(), NOW)
        view = document_queries.version(session, community, "samarbeidsavtalen", "2025.1", OPERATOR, DAY)
        version = exports.export(session, community, view, exports.Format.DOCX).data
        found = collections.collection(session, community, DAY)
        whole = take_out(session, found, CollectionFormat.DOCX).data
        zipped = zipfile.ZipFile(io.BytesIO(take_out(session, found, CollectionFormat.ZIP).data))

    assert is_set_in_it(version)
    assert "2025.1" in header_of(version)
    assert is_set_in_it(whole)
    files = [zipped.read(name) for name in zipped.namelist() if name.endswith(".docx")]
    assert files
    assert all(is_set_in_it(each) for each in files)


def collections_of(session):
    from registry.queries.communities import chosen

    return chosen(session)


# Pages


def test_the_secretary_comes_from_her_work_to_the_template(sign_in):
    browser = sign_in("sekretariat")

    assert 'href="/mal"' in browser.get("/arbeid").text
    assert "Produktets egen mal." in browser.get("/mal").text


def test_the_secretary_chooses_a_template_reads_its_report_and_goes_back(sign_in):
    browser = sign_in("sekretariat")
    answer = send(browser, OFFICE)

    assert (answer.status_code, answer.headers["location"]) == (303, "/mal")
    shown = browser.get("/mal").text
    assert "Granvik.docx" in shown
    assert "En prøvetekst er satt i malen og lest tilbake: den var lik." in shown
    assert is_set_in_it(browser.get("/mal/prove").content)
    assert browser.get("/mal/fil").content == OFFICE
    browser.post("/mal/produktets", data={"csrf": token_of(browser)})
    assert "Produktets egen mal." in browser.get("/mal").text
    assert browser.get("/mal/fil").content == browser.get("/mal/fil?hvilken=produktets").content


def test_a_logo_without_words_is_told_of_and_the_template_used_all_the_same(sign_in):
    browser = sign_in("sekretariat")
    send(browser, office_template(header=p(picture("rId5", ""))))

    assert "Et bilde mangler alternativ tekst." in browser.get("/mal").text


def test_what_cannot_be_a_template_is_refused_on_the_page_with_the_reason(sign_in):
    browser = sign_in("sekretariat")
    answer = send(browser, office_template(others={"word/vbaProject.bin": b"x"}))

    assert answer.status_code == 422
    assert "makroer" in words(answer.text, ".ds-error-summary")
    assert "Produktets egen mal." in answer.text
    assert "Ingen fil er valgt." in browser.post("/mal", data={"csrf": token_of(browser)}).text


def test_a_member_sees_no_template(sign_in):
    browser = sign_in("medlem")

    assert browser.get("/mal").status_code == 403
    assert 'href="/mal"' not in browser.get("/arbeid").text


# API


def test_a_program_chooses_reads_takes_out_and_drops_the_template(client, token_for):
    secretariat = key(token_for)
    chosen = client.post(
        f"{API}/word-template", headers=secretariat, files={"file": ("Granvik.docx", OFFICE)}
    )

    assert chosen.status_code == 200
    assert chosen.json()["name"] == "Granvik.docx"
    assert chosen.json()["trial"]["places"] == ["dato", "side", "sider", "versjon"]
    told = client.get(f"{API}/word-template", headers=secretariat).json()
    assert told == chosen.json()
    assert client.get(f"{API}/word-template/file", headers=secretariat).content == OFFICE
    assert client.delete(f"{API}/word-template", headers=secretariat).status_code == 204
    assert client.get(f"{API}/word-template", headers=secretariat).json()["own"] is False


def test_a_program_that_may_not_write_drafts_chooses_no_template(client, token_for):
    answer = client.post(
        f"{API}/word-template",
        headers=key(token_for, Role.BODY_MEMBER),
        files={"file": ("Granvik.docx", OFFICE)},
    )

    assert answer.status_code == 403


def test_a_program_is_told_why_a_file_is_no_template(client, token_for):
    answer = client.post(
        f"{API}/word-template", headers=key(token_for), files={"file": ("x.docx", b"ikke Word")}
    )

    assert answer.status_code == 422
    assert "Malen som er i bruk, er ikke endret." in answer.text
