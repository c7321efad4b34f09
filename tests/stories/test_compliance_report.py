"""Somebody asks whether the agreements held the law on a day, and gets a report that says what it rests on.

Read in the example: 2022, when the law grew in mid-term; 2025, when the new agreement came; and for one kommune.
"""

import io
import zipfile
from datetime import timedelta

import pytest
from lxml import html

from registry import clock
from tests.pages import NOBODY
from tests.registry.terminal import call
from tests.registry.typed_forms import words

READ, FILE = "/lovkrav/rapport/les", "/lovkrav/rapport"
API = "/api/v1/compliance/report"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SHEETS = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
GAP = "Åpent siden 1. august 2022, da loven begynte å kreve det."
GUIDANCE = "Over veiledende dato 1. juli 2023 (veiledning, ikke lov)."


@pytest.fixture
def reader(visitor):
    return visitor(NOBODY)


def demand(page: str, nr: int) -> str:
    """What the page says of one demand."""
    tree = html.fromstring(page)
    (heading,) = tree.xpath(f"//article//h3[starts-with(normalize-space(), 'Krav {nr}:')]")
    return " ".join(heading.getparent().text_content().split())


@pytest.mark.parametrize(
    ("day", "counted", "told", "not_told"),
    [
        ("2022-07-31", "11 krav gjelder 31. juli 2022: 11 er dekket", "ikke aktuelt ennå", GAP),
        ("2022-08-01", "13 krav gjelder 1. august 2022: 11 er dekket", GAP, GUIDANCE),
        ("2023-06-30", "og 2 mangler", GAP, GUIDANCE),
        ("2023-07-01", "og 2 mangler", f"{GAP} {GUIDANCE}", "Fristen som departementet satte"),
        ("2025-04-30", "og 2 mangler", GUIDANCE, "dekker."),
        ("2025-05-01", "13 krav gjelder 1. mai 2025: 13 er dekket", "Vurdert av: Marte Haugland", GAP),
    ],
)
def test_the_years_in_which_the_law_grew_stand_in_the_report_of_each_day(
    reader, day, counted, told, not_told
):
    page = reader.get(f"{READ}?dato={day}").text

    assert counted in words(page, "article")
    assert told in demand(page, 13)
    assert not_told not in demand(page, 13)


def test_a_councillor_reads_the_words_who_adopted_them_and_who_judged(reader):
    page = reader.get(f"{READ}?dato=2025-05-01").text
    first = demand(page, 1)

    assert "Partene er enige om denne fordelingen av ansvar" in first
    assert "Vedtatt av 21 av 21, i kraft fra 1. mai 2025." in first
    assert "kommunestyre, sak" in first
    assert "Vurdert av: Marte Haugland, 30. april 2025: dekker." in first
    assert 'href="https://lovdata.no/lov/2011-06-24-30/%C2%A76-2"' in page
    assert "Rapporten er ikke juridisk rådgivning." in page


def test_the_report_says_what_it_rests_on_and_leads_to_its_files(reader):
    page = reader.get(f"{READ}?dato=2025-06-01&kjent=2025-05-15").text
    facts = words(page, ".facts")

    assert "Per 1. juni 2025" in facts
    assert "Vurderinger til og med 15. mai 2025" in facts
    assert "Kravliste 13 krav, avtrykk" in facts
    files = [
        each
        for each in html.fromstring(page).xpath("//p[contains(@class, 'actions')]/a/@href")
        if "som=" in each
    ]
    kinds = [reader.get(address).headers["content-type"] for address in files[:2]]
    assert kinds == [WORD, SHEETS]
    assert all("dato=2025-06-01" in each and "kjent=2025-05-15" in each for each in files)


def test_a_judgement_made_afterwards_counts_when_the_reader_asks_for_it(reader):
    """The guideline of 1 September 2025 was judged the same day, and the agreement the day before it applied."""
    by_the_day = reader.get(f"{READ}?dato=2025-04-29").text
    later = reader.get(f"{READ}?dato=2025-04-29&kjent=2025-05-01").text

    assert "Vurderinger til og med 29. april 2025" in words(by_the_day, ".facts")
    assert "Vurderinger til og med 1. mai 2025" in words(later, ".facts")
    assert "kjent=" in by_the_day, "the way to what is known today"


def test_page_terminal_and_api_give_the_same_file(reader, stage):
    asked = {"on": "2025-06-01", "known": "2025-06-15", "party": "lysfjord", "language": "nn"}
    query = "dato=2025-06-01&kjent=2025-06-15&part=lysfjord&form=nn"
    sheets, paper = (reader.get(f"{FILE}?{query}&som={form}") for form in ("xlsx", "docx"))
    out = stage.settings.data / "rapport.xlsx"
    options = [part for name, value in asked.items() for part in (f"--{name}", value)]
    call(stage.settings.data, "compliance-report", "--to", "xlsx", "-o", str(out), *options)

    assert out.read_bytes() == sheets.content
    assert reader.get(f"{API}/docx", params=asked).content == paper.content
    assert zipfile.ZipFile(io.BytesIO(paper.content)).testzip() is None
    assert "lovkrav-2025-06-01-lysfjord-kjent-2025-06-15.xlsx" in sheets.headers["content-disposition"]


def test_a_kommune_gets_its_own_report_in_its_own_form_of_norwegian(reader):
    page = reader.get(f"{READ}?dato=2025-06-01&part=lysfjord&sprak=nn").text

    assert "Vedtak: Lysfjord kommunestyre," in demand(page, 1)
    assert "Vedteke av 21 av 21, i kraft frå 1. mai 2025" in demand(page, 1)
    assert "Lysfjord og Helse Fjordmark HF" in page
    assert "Granvik og Helse Fjordmark HF" not in page


@pytest.mark.parametrize(
    ("query", "status", "told"),
    [
        ("kjent=i+går", 422, "er ikke en dato"),
        ("kjent={soon}", 422, "er ikke kommet"),
        ("part=oslo", 404, "finnes ikke"),
        ("som=exe", 422, "er ikke et filformat her"),
        ("form=xx", 422, "Velg bokmål eller nynorsk"),
    ],
)
def test_what_cannot_be_made_is_told_of(reader, query, status, told):
    answer = reader.get(f"{FILE}?{query.format(soon=clock.today() + timedelta(days=2))}")

    assert (answer.status_code, told in answer.text) == (status, True)
