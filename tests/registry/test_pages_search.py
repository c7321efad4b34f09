"""The search page, as a browser without scripts sees it."""

from collections.abc import Iterator
from urllib.parse import quote_plus

import pytest
from lxml import html
from lxml.html import HtmlElement
from starlette.testclient import TestClient

from registry.house import House
from registry.queries.searching import glance_of
from registry.web.searching import Shown
from search.entries import Entry, Glance, Hit, Point
from tests.house import a_browser
from tests.registry.rendered import words
from tests.search.builders import an_entry


@pytest.fixture(scope="module")
def nurse(stage: House) -> Iterator[TestClient]:
    with a_browser(stage) as browser:
        yield browser


def found(browser: TestClient, query: str, **more: str) -> HtmlElement:
    answer = browser.get("/sok", params={"q": query, **more})
    assert answer.status_code == 200
    return html.document_fromstring(answer.text)


def total(page: HtmlElement) -> int:
    return int(words(page.find_class("count")[0]).split()[0])


def hits(page: HtmlElement) -> list[HtmlElement]:
    return page.xpath("//ol[@class='hits']/li")


def links(page: HtmlElement, within: str) -> dict[str, str]:
    return {words(link): link.get("href") for link in page.xpath(f"//*[@class='{within}']//a")}


def test_a_hit_leads_to_the_page_of_its_point_and_has_the_words_marked(nurse: TestClient) -> None:
    first = hits(found(nurse, "utskrivningsklare pasienter"))[0]

    assert first.xpath(".//mark")
    assert nurse.get(first.xpath(".//h2/a/@href")[0]).status_code == 200


def test_every_way_to_narrow_leads_to_as_many_hits_as_it_says_and_back(nurse: TestClient) -> None:
    page = found(nurse, "utskrivning")
    offered = [
        (each, each.tail)
        for each in page.xpath("//*[@class='facet']//a[not(@aria-current)]")
        if "(" in str(each.tail)
    ]

    assert len(offered) > 8
    for link, count in offered:
        narrowed = html.document_fromstring(nurse.get(link.get("href")).text)
        assert total(narrowed) == int(count.strip(" ()")), link.get("href")
        (wider,) = links(narrowed, "in-use").values()
        assert wider == "/sok?q=utskrivning"


def test_a_filter_is_named_in_words_and_the_search_says_how_it_was_understood(nurse: TestClient) -> None:
    page = found(nurse, "frist organ:psu -type:vedtak")

    assert [words(each) for each in page.find_class("in-use")[0]] == [
        "Politisk samarbeidsutvalg (PSU) ta bort Politisk samarbeidsutvalg (PSU)",
        "ikke Vedtak ta bort Vedtak",
    ]
    assert "ordet «frist»" in words(page.find_class("understood")[0])


def test_an_order_is_kept_from_page_to_page_and_when_narrowing(nurse: TestClient) -> None:
    page = found(nurse, "kommunen", sorter="nyeste")

    assert "sorter=nyeste" in page.xpath("//nav[@class='pages']/a/@href")[0]
    assert all(
        "sorter=nyeste" in link
        for link in page.xpath("//*[contains(@id,'avgrens-kind')]/following-sibling::ul[1]//a/@href")
    )
    assert [words(each) for each in page.xpath("//*[@class='facet']//a[@aria-current]")] == ["Nyeste først"]
    assert words(hits(page)[0]) != words(hits(found(nurse, "kommunen"))[0])


def test_an_order_nobody_knows_is_the_best_first_and_the_page_says_so(nurse: TestClient) -> None:
    page = found(nurse, "kommunen", sorter="tilfeldig")

    assert [words(each) for each in page.xpath("//*[@class='facet']//a[@aria-current]")] == [
        "Beste treff først"
    ]


def test_the_next_page_goes_on_counting(nurse: TestClient) -> None:
    page = found(nurse, "kommunen", side="2")

    assert page.xpath("//ol[@class='hits']/@start") == ["21"]


def test_on_another_day_the_hits_and_what_narrows_them_stay_on_that_day(nurse: TestClient) -> None:
    page = found(nurse, "utskrivning", dato="2023-05-03")

    assert "i det som er i kraft 3. mai 2023" in words(page.find_class("count")[0])
    assert all("dato=2023-05-03" in link for link in page.xpath("//ol[@class='hits']//a/@href"))
    assert all("dato=2023-05-03" in link for link in page.xpath("//*[@class='facet']//a/@href"))


def test_the_day_is_chosen_once_beside_the_hits(nurse: TestClient) -> None:
    page = found(nurse, "utskrivning", sorter="nyeste")
    (form,) = page.xpath("//input[@id='dag-valgt']/ancestor::form")

    assert form.getparent().get("class") == "narrowing"
    assert {(each.get("name"), each.get("value")) for each in form.xpath(".//input[@type='hidden']")} == {
        ("q", "utskrivning"),
        ("sorter", "nyeste"),
    }


def test_each_hit_is_marked_with_its_own_written_form(nurse: TestClient) -> None:
    page = found(nurse, "jordmor", sprak="nn")
    nurse.cookies.clear()

    forms = {form for hit in hits(page) for form in hit.xpath(".//h2/a/@lang")}
    assert forms == {"nb", "nn"}
    assert page.get("lang") == "nn"
    assert not page.xpath("//ol[@class='hits']/li/@lang"), "the page's own words are in the page's form"


def test_a_draft_says_that_it_is_one_before_anything_is_read(secretariat: TestClient) -> None:
    drafts = hits(found(secretariat, "status:utkast oppfølging"))

    assert drafts
    for draft in drafts:
        assert draft.get("class") == "unadopted"
        assert "Dette er et utkast, og gjelder ikke." in words(draft.find_class("standing")[0])


def test_drafts_are_not_found_by_the_public(nurse: TestClient) -> None:
    assert total(found(nurse, "status:utkast oppfølging")) == 0
    assert not found(nurse, "samarbeidsavtalen").find_class("unadopted")


def test_a_search_without_hits_says_what_else_can_be_done(nurse: TestClient) -> None:
    page = found(nurse, "xyzzyqwerty type:rutine", dato="2023-05-03")

    assert total(page) == 0
    assert "«xyzzyqwerty»" in words(page.find_class("understood")[0])
    offered = page.xpath("//ul[@class='plain']//a/@href")
    assert offered == [
        "/sok?dato=2023-05-03&q=xyzzyqwerty",
        "/sok?q=xyzzyqwerty+type%3Arutine",
        "/dokumenter?dato=2023-05-03",
    ]


def test_before_anything_is_typed_there_are_examples_that_find_something(nurse: TestClient) -> None:
    examples = found(nurse, "").xpath("//ul[@class='plain']//a/@href")

    assert len(examples) > 6
    for example in examples:
        assert total(html.document_fromstring(nurse.get(example).text)) > 0, example


def test_a_search_is_made_anew_each_time_for_it_rests_on_the_index_too(nurse: TestClient) -> None:
    answer = nurse.get("/sok?q=frist")

    assert "etag" not in answer.headers
    assert answer.headers["cache-control"] == "private, no-cache"


@pytest.mark.parametrize(
    "typed", ["frist\u202e lov", "frist\u2066lov", "frist\x1b[31m lov", "fr\u00adist lov", "frist\x00lov"]
)
def test_signs_that_nobody_sees_are_not_shown_again(nurse: TestClient, typed: str) -> None:
    page = nurse.get(f"/sok?q={quote_plus(typed)}").text

    assert not set("\u202e\u2066\x1b\u00ad\x00") & set(page)
    assert html.document_fromstring(page).get_element_by_id("sok-stor").get("value") in {
        "frist lov",
        "fristlov",
        "frist [31m lov",
    }


# What a hit says at a glance


BODY = "Ved innleggelse: a) Sykehuset melder fra innen 24 timer. b) Kommunen svarer."
MELDER = Glance("Sykehuset melder fra innen 24 timer", "Sykehuset", "innen 24 timer")


def a_hit(start: int = 0, end: int = 0, **facts: object) -> Hit:
    point = Point("p1", "5.2 a", start, end) if end else None
    return Hit(an_entry(BODY, section_id="s1", **{"glance": MELDER} | facts), (), 1.0, point)


def test_a_section_says_at_a_glance_what_its_text_says() -> None:
    assert glance_of(a_hit()) == MELDER


def test_a_point_says_it_only_where_the_words_are_its_own() -> None:
    first = BODY.index("b)")

    shortened = Glance("Sykehuset melder fra …", "Sykehuset", "innen … timer")

    assert glance_of(a_hit(17, first)) == MELDER
    assert glance_of(a_hit(17, first, glance=shortened)) == shortened
    assert not glance_of(a_hit(first, len(BODY)))


def test_a_place_in_a_text_leads_to_its_own_page_and_all_else_to_where_it_stands() -> None:
    decision: Entry = an_entry("Vedtatt.", document="", kind="vedtak", url="/vedtak/v-1")

    assert Shown(a_hit()).path == "/dokumenter/samarbeidsavtalen/2025.1/punkt/s1"
    assert Shown(a_hit(17, 30)).path == "/dokumenter/samarbeidsavtalen/2025.1/punkt/p1"
    assert Shown(Hit(decision, (), 1.0)).path == "/vedtak/v-1"
    assert Shown(Hit(decision, (), 1.0)).standing is None
