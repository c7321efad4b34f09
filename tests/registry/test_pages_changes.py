"""The pages of what changes and why: a councillor reads them, the secretariat writes the reasons."""

import re
from collections.abc import Iterator
from io import BytesIO

import docx
import pytest
from lxml import html
from sqlalchemy import select
from starlette.testclient import TestClient

from documents.docx import read
from registry.house import House
from registry.tables import DecisionBasisRow, DecisionRow, DocumentRow, VersionRow
from tests.house import a_browser, another_browser, form_on, send, signed_in, words

AGREEMENT = "/dokumenter/samarbeidsavtalen"
CHANGES = f"{AGREEMENT}/2025.1/endringer"
DRAFT = f"{AGREEMENT}/2026.1/endringer"
TRANSPORT = "i4n4fi36ky"


@pytest.fixture(scope="module")
def browser(stage: House) -> Iterator[TestClient]:
    """Somebody who has not signed in."""
    with a_browser(stage) as browser:
        yield browser


@pytest.fixture
def secretary(example: House) -> Iterator[TestClient]:
    """The secretariat, on a copy of the example that may be written in."""
    with a_browser(example) as browser:
        yield signed_in(browser, "sekretariat")


def page(browser: TestClient, address: str) -> html.HtmlElement:
    answer = browser.get(address)
    assert answer.status_code == 200, words(answer.text)
    return html.document_fromstring(answer.text)


def test_the_first_line_counts_the_changes(browser: TestClient) -> None:
    (lead,) = page(browser, f"{CHANGES}?fra=2021.1").find_class("lead")

    assert re.match(r"\d+ endringer: \d+ nye, \d+ endret, ", lead.text_content())


def test_the_plain_list_tells_each_change_in_a_line_with_why(browser: TestClient) -> None:
    made = page(browser, f"{CHANGES}?fra=2021.1")
    lines = [" ".join(each.text_content().split()) for each in made.xpath("//ol[@class='told']/li")]

    assert "4.3 Utstyr, legemidler og hjelpemidler ved overføring: Nytt punkt. Pasienter kom hjem" in lines[9]
    assert any(line.startswith("6.6 Fastlegenes rolle: Omformulert, flyttet fra 4.2.") for line in lines)


def test_every_line_of_the_list_leads_to_its_row(browser: TestClient) -> None:
    for manner in ("", "ved-siden", "hele"):
        made = page(browser, f"{CHANGES}?fra=2021.1&vis={manner}")
        links = [link.get("href").partition("#")[2] for link in made.xpath("//ol[@class='told']/li/a")]

        assert len(links) > 40
        assert set(links) <= set(made.xpath("//@id"))


def test_without_a_from_it_is_compared_with_what_it_was_made_from(browser: TestClient) -> None:
    assert "fra 2021.1 til 2025.1" in words(browser.get(CHANGES).text)


def test_the_first_version_has_nothing_to_be_compared_with(browser: TestClient) -> None:
    answer = browser.get(f"{AGREEMENT}/2021.1/endringer")

    assert answer.status_code == 404
    assert "Det er ingen eldre tekst å sammenligne 2021.1 med." in words(answer.text)


def test_the_table_has_old_new_why_and_who(browser: TestClient) -> None:
    made = page(browser, f"{CHANGES}?fra=2021.1")
    (row,) = made.xpath(f"//tr[@id='e-{TRANSPORT}']")
    cells = [" ".join(cell.text_content().split()) for cell in row.findall("td")]

    assert "Fjernet: følge opp at pasienten kommer trygt fram" in cells[0]
    assert "Lagt til: gi kommunen beskjed om forventet ankomst" in cells[1]
    assert cells[2].startswith("Det skal være klart at helseforetaket har ansvaret for transporten")
    assert cells[3] == "Storelv kommune, innspill i høringen"


def test_the_whole_text_is_there_in_the_new_order_and_what_is_unchanged_can_be_unfolded(
    browser: TestClient,
) -> None:
    folded = page(browser, f"{CHANGES}?fra=2021.1&vis=hele")
    unfolded = page(browser, f"{CHANGES}?fra=2021.1&vis=hele&alt=ja")
    text = " ".join(folded.find_class("whole")[0].text_content().split())

    assert text.index("Myndigheten i helsefellesskapet") < text.index("Revisjon av retningslinjer og")
    assert text.index("Et enstemmig vedtak i PSU") < text.index("Reglene om varighet, revisjon")
    assert folded.xpath("//details[@class='unchanged']")
    assert not folded.xpath("//details[@class='unchanged' and @open]")
    assert len(unfolded.xpath("//details[@class='unchanged' and @open]")) == len(
        folded.xpath("//details[@class='unchanged']")
    )


def test_an_unknown_manner_is_the_table(browser: TestClient) -> None:
    assert page(browser, f"{CHANGES}?fra=2021.1&vis=baklengs").find_class("change-table")


def test_two_equal_texts_are_said_to_be_equal(browser: TestClient) -> None:
    assert "Ordene er de samme" in words(browser.get(f"{CHANGES}?fra=2025.1").text)


def test_a_text_without_reasons_has_no_empty_columns(browser: TestClient) -> None:
    made = page(browser, "/dokumenter/retningslinje-5/2025.1/endringer?fra=2021.1")

    assert len(made.xpath("//table[contains(@class, 'change-table')]/thead/tr/th")) == 3


def test_the_table_comes_as_word(browser: TestClient) -> None:
    answer = browser.get(f"{CHANGES}/fil?fra=2021.1")

    assert (
        'filename="samarbeidsavtalen-endringer-2021.1-2025.1.docx"' in answer.headers["content-disposition"]
    )
    (table,) = docx.Document(BytesIO(answer.content)).tables
    assert any("Storelv kommune" in row.cells[4].text for row in table.rows)


def test_the_changes_come_as_word_with_tracked_changes(browser: TestClient) -> None:
    (link,) = page(browser, f"{CHANGES}?fra=2021.1").xpath("//a[contains(., 'Word med sporede endringer')]")
    answer = browser.get(link.get("href"))

    name = "samarbeidsavtalen-sporet-2021.1-2025.1.docx"
    assert f'filename="{name}"' in answer.headers["content-disposition"]
    first_page = [each.text for each in docx.Document(BytesIO(answer.content)).paragraphs[:12]]
    assert "Endringer fra 2021.1 til 2025.1" in first_page
    reading = read(answer.content)
    (told,) = [each.message for each in reading.remarks if each.code == "tracked-change"]
    assert told.startswith("Sporede endringer fra Helsefellesskapet Fjordmark: ")


def test_another_kind_of_file_is_refused_in_words(browser: TestClient) -> None:
    answer = browser.get(f"{CHANGES}/fil?fra=2021.1&som=exe")

    assert answer.status_code == 422
    assert "Endringstabellen tas ut som docx" in words(answer.text)


def test_only_those_who_may_write_are_asked_for_reasons(secretary: TestClient) -> None:
    member = signed_in(another_browser(secretary), "medlem")

    assert "mangler begrunnelse" not in words(member.get(DRAFT).text)
    assert "Skriv hvorfor" not in words(member.get(DRAFT).text)
    assert "4 endringer mangler begrunnelse." in words(secretary.get(DRAFT).text)
    assert "Skriv hvorfor" not in words(secretary.get(CHANGES).text)


def test_a_reason_is_written_and_read(secretary: TestClient) -> None:
    form = page(secretary, DRAFT).xpath("//td//a[contains(@href, 'hvorfor')]/@href")[1]
    filled = form_on(secretary.get(form).text, f"{DRAFT}/hvorfor")

    answer = send(secretary, f"{DRAFT}/hvorfor", **filled | {"why": "Ny lov.", "asked_by": "Storelv"})

    assert answer.status_code == 303
    read = words(secretary.get(answer.headers["location"]).text)
    assert "3 endringer mangler begrunnelse." in read
    assert "Ny lov." in read
    assert "Rett begrunnelsen" in read


def test_an_empty_reason_is_refused_and_what_was_typed_stands(secretary: TestClient) -> None:
    answer = send(secretary, f"{DRAFT}/hvorfor", sted="tekst", revision="0", asked_by="Storelv kommune")

    assert answer.status_code == 422
    assert "Begrunnelsen mangler." in words(answer.text)
    assert 'value="Storelv kommune"' in answer.text


def test_two_who_write_at_once_both_keep_their_words(secretary: TestClient) -> None:
    first = {"sted": "tekst", "revision": "0", "why": "Den ene grunnen."}
    send(secretary, f"{DRAFT}/hvorfor", **first)

    answer = send(secretary, f"{DRAFT}/hvorfor", **first | {"why": "Den andre grunnen."})

    assert answer.status_code == 412
    assert "Den ene grunnen." in words(answer.text)
    again = form_on(answer.text, f"{DRAFT}/hvorfor")
    assert (again["why"], again["revision"]) == ("Den andre grunnen.", "1")
    assert send(secretary, f"{DRAFT}/hvorfor", **again).status_code == 303
    assert "Den andre grunnen." in words(secretary.get(DRAFT).text)


def test_what_is_not_changed_is_not_explained(secretary: TestClient) -> None:
    assert secretary.get(f"{DRAFT}/hvorfor?sted={TRANSPORT}").status_code == 404


def test_the_reasons_of_an_adopted_text_are_locked(secretary: TestClient) -> None:
    answer = send(secretary, f"{CHANGES}/hvorfor", sted=TRANSPORT, revision="1", why="Noe annet.")

    assert answer.status_code == 409
    assert "Begrunnelsene i samarbeidsavtalen 2025.1 er låst." in words(answer.text)


# What a decision rested on


def a_decision(house: House, document: str, number: str, with_basis: bool = True) -> str:
    """One of the decisions about this version."""
    with house.database.reading() as session:
        found = (
            select(DecisionRow.ref)
            .join(VersionRow, VersionRow.id == DecisionRow.version_id)
            .join(DocumentRow, DocumentRow.id == VersionRow.document_id)
            .outerjoin(DecisionBasisRow, DecisionBasisRow.decision_id == DecisionRow.id)
            .where(DocumentRow.ref == document, VersionRow.number == number)
        )
        kept = (
            DecisionBasisRow.decision_id.is_not(None)
            if with_basis
            else DecisionBasisRow.decision_id.is_(None)
        )
        return session.scalars(found.where(kept)).first() or ""


def test_the_page_of_a_decision_says_what_the_body_had_before_it(browser: TestClient, stage: House) -> None:
    ref = a_decision(stage, "samarbeidsavtalen", "2025.1")

    told = words(browser.get(f"/vedtak/{ref}").text)

    assert re.search(r"Dette hadde organet foran seg ?5\d endringer: ", told)
    assert "Sammenligningen med 2021.1" in told


def test_it_leads_to_the_comparison_as_it_was_made(browser: TestClient, stage: House) -> None:
    ref = a_decision(stage, "samarbeidsavtalen", "2025.1")

    made = page(browser, f"/vedtak/{ref}/endringer")

    assert "Dette hadde organet foran seg: 5" in words(html.tostring(made, encoding="unicode"))
    assert made.xpath(f"//tr[@id='e-{TRANSPORT}']")
    assert not made.xpath("//th[text()='Hvorfor']")


def test_a_decision_about_the_first_text_has_no_such_page(browser: TestClient, stage: House) -> None:
    ref = a_decision(stage, "samarbeidsavtalen", "2021.1", with_basis=False)

    assert "Dette hadde organet foran seg" not in words(browser.get(f"/vedtak/{ref}").text)
    assert browser.get(f"/vedtak/{ref}/endringer").status_code == 404


def test_a_text_that_is_not_adopted_is_not_shown_through_a_decision(
    browser: TestClient, stage: House
) -> None:
    hidden = a_decision(stage, "samarbeidsavtalen", "2025.2")
    member = signed_in(another_browser(browser), "medlem")

    assert browser.get(f"/vedtak/{hidden}/endringer").status_code == 404
    assert "Dette hadde organet foran seg" not in words(browser.get(f"/vedtak/{hidden}").text)
    assert member.get(f"/vedtak/{hidden}/endringer").status_code == 200
