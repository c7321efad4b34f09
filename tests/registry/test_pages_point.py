"""The page of one point: what a nurse meets when she has found it, and what stands below."""

from datetime import date

import pytest
from lxml import html

from registry.operations import documents
from registry.permissions import OPERATOR
from registry.queries import communities
from tests.house import a_browser
from tests.registry.builders import GUIDELINE, NOW, Circle

FIVE = "/dokumenter/retningslinje-5"
NOTICE, STATUS, OVERVIEW, CHAPTER = "862j4utbkr", "kuxyd5ui6b", "6ckz982fhe", "asgiaqqyq9"
"""4.1, 4.1 a, 2 and 4 of the guideline on patients ready for discharge."""

OLD = """# Retningslinje om prøver

## 1 Prøver {#prover2222}

Laboratoriet svarer innen to uker.[^1]

## 2 Bud {#bud22222222}

Budet henter prøvene.

## 3 Om {#om222222222}

Slutt.

[^1]: Uken regnes fra mottak.
"""
NEW = """# Retningslinje om prøver

## 1 Prøver {#prover2222}

Laboratoriet svarer innen en uke.

## 2 Frakt {#frakt22222 fra="bud22222222"}

Budet henter prøvene.
"""


@pytest.fixture(scope="module")
def nurse(stage):
    """Somebody who reads, not signed in; one guideline in two versions, the second with a draft after it."""
    with stage.database.writing() as session:
        circle = Circle(session, communities.chosen(session, None))
        guideline = circle.document("prover", GUIDELINE, title="Retningslinje om prøver")
        for number, text, day in (("2021.1", OLD, date(2021, 1, 1)), ("2025.1", NEW, date(2025, 5, 1))):
            draft = circle.draft(guideline, number, text)
            documents.take_over(session, OPERATOR, guideline, draft, day, day, "Protokollen", NOW)
        circle.draft(guideline, "2099.1", NEW.replace("en uke", "tre døgn"))
    with a_browser(stage) as browser:
        yield browser


def read(browser, path: str):
    answer = browser.get(path)
    assert answer.status_code == 200, path
    return html.document_fromstring(answer.text)


def text_of(element) -> str:
    return " ".join(" ".join(element.itertext()).split())


def said(page) -> str:
    return text_of(page.xpath("//main")[0])


def at_a_glance(page) -> list[str]:
    return [text_of(each) for each in page.xpath("//dl[@class='glance']/div")]


def test_what_who_and_by_when_stand_first_with_what_it_is_and_that_it_applies(nurse):
    page = read(nurse, f"{FIVE}/2025.1/punkt/{NOTICE}")

    assert at_a_glance(page) == [
        "Hva Sende tidligmelding",
        "Hvem Sengeposten",
        "Frist Innen 24 timer etter innleggelsen",
    ]
    told = said(page)
    order = ["Retningslinje 5: Utskrivningsklare pasienter", "4.1 Tidligmelding innen 24 timer", "Gjelder", "fra 1. mai 2025",
        "Sende tidligmelding", "Sengeposten vurderer ved innleggelsen", "Slik har punktet lydt", "Dette støtter seg på punktet"]  # fmt: skip
    assert [told.index(each) for each in order] == sorted(told.index(each) for each in order)
    assert "slik oversikten i teksten sier det: punkt 2 Hva, hvem og frist" in told


def test_all_that_is_to_be_done_can_be_opened_and_an_overview_speaks_for_itself(nurse):
    assert "Alt som skal gjøres etter punktet (4)" in said(read(nurse, f"{FIVE}/2025.1/punkt/{NOTICE}"))
    overview = read(nurse, f"{FIVE}/2025.1/punkt/{OVERVIEW}")
    assert at_a_glance(overview) == []
    assert "Alt som skal gjøres" not in said(overview)


def test_a_lettered_point_comes_with_what_leads_up_to_it_and_the_rest_of_its_section_folded(nurse):
    page = read(nurse, f"{FIVE}/2025.1/punkt/{STATUS}")

    assert "Varselet skal inneholde a) pasientens status" in said(page)
    assert at_a_glance(page) == []
    (rest,) = page.xpath("//article/details")
    assert "forventet utskrivningstidspunkt" in text_of(rest)


def test_one_goes_on_to_the_point_before_and_after_and_to_the_whole_document(nurse):
    page = read(nurse, f"{FIVE}/2025.1/punkt/{NOTICE}?dato=2025-06-01")

    assert page.xpath("//a[@rel='prev']/@href") == [f"{FIVE}/2025.1/punkt/mudcg32ay5?dato=2025-06-01"]
    assert page.xpath("//a[@rel='next']/@href") == [f"{FIVE}/2025.1/punkt/tnqmchr2hx?dato=2025-06-01"]
    assert f"{FIVE}/2025.1?dato=2025-06-01#{NOTICE}" in page.xpath("//nav[@class='ways']//a/@href")
    inside = read(nurse, f"{FIVE}/2025.1/punkt/{STATUS}")
    assert inside.xpath("//a[@rel='prev']/@href") == [f"{FIVE}/2025.1/punkt/{NOTICE}"]


def test_a_chapter_leads_to_what_lies_under_it(nurse):
    links = read(nurse, f"{FIVE}/2025.1/punkt/{CHAPTER}").xpath("//article//a/@href")

    assert f"{FIVE}/2025.1/punkt/{NOTICE}" in links


def test_a_point_that_applies_no_more_leads_to_itself_as_it_applies(nurse):
    old = read(nurse, "/dokumenter/prover/2021.1/punkt/prover2222")

    assert "Du leser versjon 2021.1, som gjaldt fra 1. januar 2021 til og med 30. april 2025." in said(old)
    assert "/dokumenter/prover/2025.1/punkt/prover2222" in old.xpath("//p[@class='note']/a/@href")
    assert "innen to uker" in " ".join(at_a_glance(old))
    assert not read(nurse, "/dokumenter/prover/2025.1/punkt/prover2222").xpath("//p[@class='note']")


@pytest.mark.parametrize(("day", "applies"), [("2025-04-30", True), ("2025-05-01", False)])
def test_whether_it_applies_is_told_of_the_day_that_is_read(nurse, day, applies):
    page = read(nurse, f"/dokumenter/prover/2021.1/punkt/prover2222?dato={day}")

    assert bool(page.xpath("//p[@class='note']")) is not applies


def test_a_point_that_is_gone_says_so_and_leads_to_what_took_it_up(nurse):
    page = read(nurse, "/dokumenter/prover/2021.1/punkt/bud22222222")

    assert "Punktet står ikke i versjon 2025.1. Ordene er tatt opp i punkt 2 Frakt" in said(page)
    assert "/dokumenter/prover/2025.1/punkt/frakt22222" in page.xpath("//p[@class='note']/a/@href")


def test_on_paper_it_says_what_it_is_of_and_that_paper_is_no_register(nurse):
    page = read(nurse, f"{FIVE}/2025.1/punkt/{NOTICE}")

    printed = [text_of(each) for each in page.find_class("print-only")]
    assert printed[0] == "Retningslinje 5: Utskrivningsklare pasienter"
    assert "versjon 2025.1, fingeravtrykk" in printed[1]


def test_a_footnote_comes_with_the_point_that_has_its_mark(nurse):
    page = read(nurse, "/dokumenter/prover/2021.1/punkt/prover2222")

    assert "Uken regnes fra mottak." in text_of(page.xpath("//article")[0])


def test_a_point_of_a_draft_is_for_those_who_may_read_drafts(nurse):
    assert nurse.get("/dokumenter/prover/2099.1/punkt/prover2222").status_code == 404
    assert "2099.1" not in nurse.get("/dokumenter/prover/2025.1/punkt/prover2222").text


def test_the_secretariat_reads_a_draft_as_a_draft(secretariat, nurse):
    told = said(read(secretariat, "/dokumenter/prover/2099.1/punkt/prover2222"))

    assert "Du leser et utkast, versjon 2099.1." in told
    assert "innen tre døgn" in told


def test_what_is_shown_is_told_in_nynorsk_and_its_words_stay_as_they_are(nurse):
    page = read(nurse, "/dokumenter/retningslinje-4/2025.1/punkt/e7ukh4qfbm?sprak=nn")

    assert at_a_glance(page)[1:] == ["Kven Jordmora", "Frist innan to døgn etter heimreise"]
    assert page.xpath("//dl[@class='glance']/@lang") == ["nn"]
