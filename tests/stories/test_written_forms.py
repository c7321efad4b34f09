"""Bokmål and nynorsk: the reader chooses the interface, each text keeps its own."""

from lxml import html
from starlette.testclient import TestClient

from tests.house import signed_in, words

BOKMAL, NYNORSK = "Hvem kan vedta?", "Kven kan vedta?"


def language(page: str) -> str:
    return html.document_fromstring(page).get("lang")


def test_the_interface_is_bokmal_until_somebody_chooses(client: TestClient) -> None:
    page = client.get("/").text

    assert language(page) == "nb"
    assert BOKMAL in words(page)


def test_one_press_gives_nynorsk_and_it_stays(client: TestClient) -> None:
    chosen = client.get("/?sprak=nn").text
    next_page = client.get("/dokumenter").text

    assert [language(page) for page in (chosen, next_page)] == ["nn", "nn"]
    assert NYNORSK in words(next_page)
    assert BOKMAL not in words(next_page)


def test_and_one_press_gives_bokmal_back(client: TestClient) -> None:
    client.get("/?sprak=nn")
    client.get("/?sprak=nb")

    assert language(client.get("/dokumenter").text) == "nb"


def test_the_switch_leads_to_the_same_page_on_the_same_day(client: TestClient) -> None:
    page = html.document_fromstring(client.get("/dokumenter?dato=2023-05-03&part=granvik").text)
    switch = page.xpath("//a[@hreflang='nn']")[0].get("href")
    switched = client.get(switch).text

    assert switch.startswith("/dokumenter?")
    assert language(switched) == "nn"
    assert "3. mai 2023" in words(switched)


def test_a_browser_set_to_nynorsk_gets_nynorsk(client: TestClient) -> None:
    wanting = {"accept-language": "nn-NO,nn;q=0.9,nb;q=0.5"}
    assert language(client.get("/", headers=wanting).text) == "nn"
    assert language(client.get("/", headers={"accept-language": "nb-NO,nn;q=0.9"}).text) == "nb"


def test_a_written_form_nobody_knows_changes_nothing(client: TestClient) -> None:
    assert language(client.get("/?sprak=kl").text) == "nb"
    assert language(client.get("/").text) == "nb"


def test_a_text_keeps_its_own_written_form_and_says_which(client: TestClient) -> None:
    bokmal = client.get("/dokumenter/samarbeidsavtalen/2025.1?sprak=nn").text
    nynorsk = client.get("/dokumenter/retningslinje-4/2025.1?sprak=nb").text

    assert html.document_fromstring(bokmal).xpath("//article/@lang") == ["nb"]
    assert html.document_fromstring(nynorsk).xpath("//article/@lang") == ["nn"]
    assert language(bokmal) == "nn"
    assert language(nynorsk) == "nb"


def test_a_page_that_is_not_there_says_so_in_the_form_chosen(client: TestClient) -> None:
    client.get("/?sprak=nn")

    assert language(client.get("/finnes-ikke").text) == "nn"


def test_search_finds_across_the_two(client: TestClient) -> None:
    bokmal, nynorsk = (client.get(f"/sok?q={word}").text for word in ("jordmortjenester", "jordmortenester"))

    for page in (bokmal, nynorsk):
        assert "Retningslinje 4" in words(page)


def test_the_secretariat_works_in_nynorsk_too(client: TestClient) -> None:
    signed_in(client, "sekretariat").get("/?sprak=nn")
    page = client.get("/arbeid").text

    assert language(page) == "nn"
    assert "Ventar på meg" in words(page)
