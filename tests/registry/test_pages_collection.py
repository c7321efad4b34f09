"""The page of the whole set, the address of a clause, and what a version says of itself on a day."""

import io
import zipfile
from datetime import date

import pytest
from lxml import html
from sqlalchemy.orm import Session

from documents.kinds import ChangeClass, DocumentKind, Language
from registry import clock
from registry.operations import documents as operations
from registry.operations.documents import Draft
from registry.permissions import OPERATOR, PUBLIC
from registry.queries import communities, documents
from registry.web.days import on_the_day
from registry.web.rendering import PageContext
from tests.house import words

SET = "/dokumenter/samling"
AGREEMENT = "/dokumenter/samarbeidsavtalen"
KEPT, NEW = "g8x9ga8hp9", "6mw3bj3y7f"
"""«5.1 Avtaleverket», which both agreements have, and «5.3 Særavtaler», which came in 2025."""


@pytest.fixture(scope="module")
def gone(stage) -> str:
    """A clause that stood in the agreement of 2021 and not in that of 2025."""
    with stage.database.reading() as session:
        old, new = texts(session)
        left = {place.id for place in new.places()}
        return next(section.id for section in old.walk() if section.id not in left)


def texts(session: Session):
    document = documents.document(session, communities.chosen(session, "fjordmark"), "samarbeidsavtalen")
    rows = {row.number: row for row in documents.versions_of(session, document)}
    return documents.legal_text(rows["2021.1"]), documents.legal_text(rows["2025.1"])


def test_the_list_of_documents_leads_to_the_set_on_its_day(client):
    page = html.document_fromstring(client.get("/dokumenter?dato=2025-04-30&part=granvik").text)

    assert page.xpath(f"//a[@href='{SET}?dato=2025-04-30&part=granvik']")


def test_the_law_stands_first_and_then_the_agreement(client):
    page = html.document_fromstring(client.get(f"{SET}?dato=2025-04-30").text)
    names = [each.text_content() for each in page.xpath("//ol[@class='documents']/li//a[@class='ds-link']")]

    assert names[:2] == ["Loven", "Samarbeidsavtalen"]


def test_each_text_says_since_when_who_adopted_it_and_whom_it_yields_to(client):
    told = words(client.get(f"{SET}?dato=2025-04-30&part=granvik").text)

    assert "fra 1. januar 2021 til og med 30. april 2025" in told
    assert "21 organer har vedtatt den, sist Ytterholm kommunestyre 3. desember 2020." in told
    assert "Viker for loven, samarbeidsavtalen og retningslinjene." in told
    assert "Bare det som binder Granvik, er med." in told


def test_the_agreements_own_words_on_conflict_are_quoted_with_their_place(client):
    page = html.document_fromstring(client.get(f"{SET}?dato=2025-04-30").text)
    (quoted,) = page.xpath("//blockquote")

    assert "Ved motstrid går loven foran avtalen" in quoted.text_content()
    assert page.xpath(f"//a[@href='{AGREEMENT}/2021.1?dato=2025-04-30#{KEPT}']")


def test_where_there_is_no_agreement_nothing_is_said_on_its_behalf(client):
    told = words(client.get(f"{SET}?dato=2019-01-01").text)

    assert "Ingen dokumenter gjelder denne dagen." in told
    assert "Når to tekster sier ulike ting" not in told


def test_a_trust_can_choose_one_of_its_pairs(client):
    page = html.document_fromstring(client.get(f"{SET}?part=helse-fjordmark").text)
    one = page.xpath("//details//a[contains(@href, 'med=granvik')]/@href")

    assert words(client.get(one[0]).text).count("Særavtale med") == 1


@pytest.mark.parametrize(
    ("form", "media_type"),
    [
        ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("zip", "application/zip"),
        ("md", "text/markdown; charset=utf-8"),
        ("json", "application/json"),
    ],
)
def test_every_file_the_page_offers_is_there(client, form, media_type):
    page = html.document_fromstring(client.get(f"{SET}?dato=2025-04-30&part=granvik").text)
    (href,) = page.xpath(f"//a[contains(@href, 'som={form}')]/@href")
    answer = client.get(href)

    assert answer.headers["content-type"] == media_type
    assert f"avtaleverket-2025-04-30-granvik.{form}" in answer.headers["content-disposition"]


def test_the_zip_opens(client):
    data = client.get(f"{SET}/fil?som=zip&dato=2025-04-30").content

    assert zipfile.ZipFile(io.BytesIO(data)).testzip() is None


@pytest.mark.parametrize(
    ("query", "status", "sentence"),
    [
        ("som=exe", 422, "Velg docx, zip, md eller json."),
        ("part=finnes-ikke", 404, "Parten «finnes-ikke» finnes ikke."),
        ("part=granvik&med=storelv", 404, "Granvik og Storelv er ikke et par."),
        ("med=granvik", 422, "Bare den ene i paret er nevnt."),
        ("dato=2025-02-30", 422, "Dagen"),
    ],
)
def test_what_cannot_be_answered_is_told_in_a_sentence(client, query, status, sentence):
    answer = client.get(f"{SET}/fil?{query}")

    assert answer.status_code == status
    assert sentence in words(answer.text)


def test_a_clause_leads_to_the_version_of_the_day(client):
    answers = [client.get(f"{AGREEMENT}/punkt/{KEPT}?dato={day}") for day in ("2025-04-30", "2025-05-01")]

    assert {answer.status_code for answer in answers} == {303}
    assert [answer.headers["location"] for answer in answers] == [
        f"{AGREEMENT}/2021.1?dato=2025-04-30#{KEPT}",
        f"{AGREEMENT}/2025.1?dato=2025-05-01#{KEPT}",
    ]


def test_a_clause_without_a_day_leads_to_what_applies_now(client):
    assert client.get(f"{AGREEMENT}/punkt/{KEPT}").headers["location"] == f"{AGREEMENT}/2025.1#{KEPT}"


def test_a_clause_that_has_not_come_leads_to_the_first_version_that_has_it(client):
    answer = client.get(f"{AGREEMENT}/punkt/{NEW}?dato=2025-04-30")
    page = client.get(answer.headers["location"])

    assert answer.headers["location"] == f"{AGREEMENT}/2025.1?dato=2025-04-30#{NEW}"
    assert "Her er versjon 2025.1, som gjelder fra 1. mai 2025." in words(page.text)


def test_a_clause_that_is_gone_leads_to_its_history_in_the_last_version_that_had_it(client, gone):
    before = client.get(f"{AGREEMENT}/punkt/{gone}?dato=2025-04-30").headers["location"]
    after = client.get(f"{AGREEMENT}/punkt/{gone}?dato=2025-05-01")

    assert before == f"{AGREEMENT}/2021.1?dato=2025-04-30#{gone}"
    assert after.headers["location"] == f"{AGREEMENT}/2021.1/punkt/{gone}?dato=2025-05-01"
    assert "Punktet står ikke i versjon 2025.1" in words(client.get(after.headers["location"]).text)


def test_a_clause_of_a_text_that_ran_out_leads_to_the_text_as_it_was(client, stage):
    with stage.database.reading() as session:
        found = documents.document(session, communities.chosen(session, "fjordmark"), "handlingsplanen")
        old = documents.legal_text(documents.versions_of(session, found)[0])
    answer = client.get(f"/dokumenter/handlingsplanen/punkt/{old.sections[0].id}?dato=2025-02-01")

    assert answer.headers["location"].startswith("/dokumenter/handlingsplanen/2022.1?dato=2025-02-01#")
    assert "Ingen versjon gjelder 1. februar 2025." in words(client.get(answer.headers["location"]).text)


@pytest.mark.parametrize("identity", ["finnesikke", "runde", "å", "x" * 300])
def test_a_clause_nobody_knows_is_told_so(client, identity):
    answer = client.get(f"{AGREEMENT}/punkt/{identity}")

    assert answer.status_code == 404
    assert "Punktet finnes ikke i noen versjon av «Samarbeidsavtalen»." in words(answer.text)
    assert client.get(f"/dokumenter/finnes-ikke/punkt/{identity}").status_code == 404


@pytest.mark.parametrize(
    ("version", "day", "sentences"),
    [
        (
            "2021.1",
            "",
            [
                "som gjaldt fra 1. januar 2021 til og med 30. april 2025.",
                "Gå til den som gjelder, versjon 2025.1",
            ],
        ),
        (
            "2025.1",
            "2025-04-30",
            [
                "som gjelder fra 1. mai 2025.",
                "Den gjaldt ikke 30. april 2025.",
                "Gå til den som gjaldt da, versjon 2021.1",
            ],
        ),
        (
            "2021.1",
            "2025-05-01",
            [
                "til og med 30. april 2025.",
                "Den gjaldt ikke 1. mai 2025.",
                "Gå til den som gjaldt da, versjon 2025.1",
            ],
        ),
        (
            "2025.1",
            "2020-12-31",
            [
                "Den gjaldt ikke 31. desember 2020.",
                "Ingen versjon gjaldt 31. desember 2020.",
                "Versjon 2021.1 gjelder fra 1. januar 2021",
            ],
        ),
        (
            "2021.1",
            "2090-01-01",
            ["Den gjelder ikke 1. januar 2090.", "Gå til den som gjelder da, versjon 2025.1"],
        ),
    ],
)
def test_a_version_not_in_force_on_the_day_says_so_and_leads_on(client, version, day, sentences):
    page = client.get(f"{AGREEMENT}/{version}", params={"dato": day} if day else {}).text
    (banner,) = html.document_fromstring(page).xpath("//p[@class='note'][starts-with(., 'Du leser')]")
    told = " ".join(banner.text_content().split())

    assert told.startswith(f"Du leser versjon {version},")
    assert all(sentence in told for sentence in sentences), told


@pytest.mark.parametrize(
    ("version", "day"), [("2021.1", "2025-04-30"), ("2025.1", "2025-05-01"), ("2025.1", "")]
)
def test_the_version_in_force_on_the_day_has_no_banner(client, version, day):
    page = client.get(f"{AGREEMENT}/{version}", params={"dato": day} if day else {}).text

    assert "Du leser versjon" not in words(page)


def test_a_text_that_ran_out_before_the_next_one_says_that_nothing_applied(client):
    told = words(client.get("/dokumenter/handlingsplanen/2022.1?dato=2025-02-01").text)

    assert "som gjaldt fra 1. januar 2022 til og med 31. desember 2024." in told
    assert "Ingen versjon gjaldt 1. februar 2025. Versjon 2025.1 gjelder fra 1. mai 2025" in told


@pytest.mark.parametrize(
    ("step", "sentence"),
    [
        ("utkast", "Du leser et utkast, versjon 2099.7. Det er ikke vedtatt og kan bli endret."),
        ("frosset", "Du leser versjon 2099.7, som er frosset og venter på vedtak."),
        ("trukket", "Du leser versjon 2099.7, som ble trukket og aldri har vært i kraft."),
    ],
)
def test_what_is_not_adopted_says_what_it_is(secretariat, stage, step, sentence):
    ref = f"rutine-{step}"
    with stage.database.writing() as session:
        community = communities.chosen(session, "fjordmark")
        row = operations.add_document(
            session, OPERATOR, community, ref, DocumentKind.RUTINE, "Rutine", clock.now()
        )
        draft = Draft("2099.7", "# Rutine\n\n## 1 Formål\n\nEn rutine.\n", Language.NB, ChangeClass.NY)
        version = operations.make_draft(session, OPERATOR, row, draft, clock.now())
        if step == "frosset":
            operations.freeze(session, OPERATOR, row, version, clock.now())
        if step == "trukket":
            operations.withdraw(session, OPERATOR, row, version, "Trukket.")
    told = words(secretariat.get(f"/dokumenter/{ref}/2099.7").text)

    assert f"{sentence} Ingen versjon gjelder nå." in told


def test_links_in_a_text_keep_the_day():
    text = (
        '<a href="/dokumenter/avtalen/punkt/abc">her</a><a href="?historikk=abc">h</a>'
        '<a href="#abc">#</a><a href="https://lovdata.no/dokumenter/x">l</a>'
    )
    today = date(2026, 1, 15)

    assert on_the_day(text, PageContext(actor=PUBLIC, on=today, today=today)) == text
    assert on_the_day(text, PageContext(actor=PUBLIC, on=date(2023, 5, 3), today=today)) == (
        '<a href="/dokumenter/avtalen/punkt/abc?dato=2023-05-03">her</a>'
        '<a href="?historikk=abc&amp;dato=2023-05-03">h</a>'
        '<a href="#abc">#</a><a href="https://lovdata.no/dokumenter/x">l</a>'
    )
