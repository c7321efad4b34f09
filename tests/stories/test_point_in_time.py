"""Somebody reads the register as it was on a day, and stays on that day wherever the links lead."""

import re
from collections.abc import Callable, Iterator
from urllib.parse import parse_qs, urldefrag, urlsplit

import pytest
from lxml import html
from starlette.testclient import TestClient

from tests.house import words
from tests.pages import NOBODY

DAY = "2023-05-03"
IN_WORDS = "3. mai 2023"
TIMELESS = re.compile(r"/(static|api|logg-inn|tilgjengelighet|min-side|logg|personer)(/|$|\?)")
"""What no day can change: files of the site, the API's own description, signing in, the log of acts."""
WRITING = re.compile(
    r"/(nytt|ny|nye|plass|hent-inn|nytt-utkast|skriv|rediger|frys|ta-over|trekk|send|svar)$"
    r"|/(klassifiser|fordel|endre|frammote|etterfolger|orden|avgjor|bekreft)$|/(plass|sak)/\d+$"
    r"|/slutt$|/etterpa/(underskrifter|innsending|publisering|rett)$|/styres-av/les$"
    r"|/runde/(start|frist|steg)$|/minn$|^/utboks|^/mal$|^/parter/par$|^/dokumenter/.+/lovkrav$"
    r"|^/lovkrav/.+/(vurder|rett)$"
)
"""Where something is written."""
BANNER = "Gå til i dag"


def links_on(page: str) -> Iterator[str]:
    """Where each link of our own leads, but for those that are there to leave the day."""
    for link in html.document_fromstring(page).xpath("//a[@href][not(@data-other-day)]"):
        href = link.get("href")
        ours = href.startswith("?") or (href.startswith("/") and not TIMELESS.match(href))
        if ours and link.text_content().strip() != BANNER:
            yield href


def keeps_the_day(href: str) -> bool:
    """A calendar is subscribed to, and is always as things stand today."""
    asked = urlsplit(href)
    return asked.path.endswith(".ics") or parse_qs(asked.query).get("dato") == [DAY]


def forms_that_ask(page: str) -> Iterator[html.FormElement]:
    """The forms that lead to another page of what is in force."""
    for form in html.document_fromstring(page).forms:
        if form.method == "GET" and form.get("class") != "community":
            yield form


def walked(browser: TestClient, start: str) -> Iterator[tuple[str, str]]:
    """Every page that can be reached from here on the day, each once: its address, and the page."""
    seen, waiting = {shape(start)}, [start]
    while waiting:
        address = waiting.pop()
        answer = browser.get(address)
        while answer.status_code == 303:
            answer = browser.get(answer.headers["location"])
        assert answer.status_code in {200, 404}, address
        if not answer.headers["content-type"].startswith("text/html"):
            continue
        yield address, answer.text
        for href in links_on(answer.text):
            onward = urldefrag(href if href.startswith("/") else urlsplit(address).path + href)[0]
            if keeps_the_day(onward) and "sprak=" not in onward and shape(onward) not in seen:
                seen.add(shape(onward))
                waiting.append(onward)


def shape(address: str) -> tuple[str, ...]:
    """What sort of page: two documents of one kind are alike, and so are two decisions."""
    parts = urlsplit(address)
    path = re.sub(r"/punkt/[a-z0-9]+$", "/punkt/*", parts.path)
    path = re.sub(r"^/(vedtak|organer|parter)/(?!nytt$|ny$|par$)[^/]+", r"/\1/*", path)
    path = re.sub(
        r"^/dokumenter/(retningslinje-\d|saeravtale-\w+|rutine-\w+|handlingsplanen)", "/dokumenter/*", path
    )
    return (re.sub(r"/\d{4}\.\d", "/N", path), *sorted(parse_qs(parts.query).keys() - {"q", "side"}))


@pytest.fixture(scope="module")
def pages_of_the_day(arrivals: dict[str, TestClient]) -> dict[str, str]:
    """Everything that nobody in particular can walk to from the front page of the day."""
    return dict(walked(arrivals[NOBODY], f"/?dato={DAY}"))


def test_the_walk_gets_about(pages_of_the_day: dict[str, str]) -> None:
    walked_to = {urlsplit(address).path for address in pages_of_the_day}

    assert len(pages_of_the_day) > 25
    assert {"/", "/dokumenter", "/dokumenter/samling", "/vedtak", "/organer", "/lovkrav", "/sok"} <= walked_to
    assert any(path.endswith("/runde") for path in walked_to)
    assert any("historikk=" in address for address in pages_of_the_day)


def test_no_link_on_any_page_loses_the_day(pages_of_the_day: dict[str, str]) -> None:
    lost = {
        (address, href)
        for address, page in pages_of_the_day.items()
        for href in links_on(page)
        if not keeps_the_day(href)
    }

    assert not lost


def test_no_question_on_any_page_loses_the_day(pages_of_the_day: dict[str, str]) -> None:
    lost = {
        (address, form.action)
        for address, page in pages_of_the_day.items()
        for form in forms_that_ask(page)
        if dict(form.form_values()).get("dato") not in {DAY, "3.5.2023"}
    }

    assert not lost


def test_the_secretariat_leaves_the_day_only_to_write(visitor: Callable[[str], TestClient]) -> None:
    """What is written is written today, whatever day was read."""
    pages = dict(walked(visitor("sekretariat"), f"/arbeid?dato={DAY}"))
    left = {
        urlsplit(href).path for page in pages.values() for href in links_on(page) if not keeps_the_day(href)
    }

    assert len(pages) > 25
    assert left
    assert not [path for path in left if not WRITING.search(path)]


def test_every_page_says_which_day_it_shows(pages_of_the_day: dict[str, str]) -> None:
    silent = [address for address, page in pages_of_the_day.items() if IN_WORDS not in words(page)]

    assert not silent


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/dokumenter",
        "/dokumenter/samling",
        "/dokumenter/samarbeidsavtalen",
        "/dokumenter/samarbeidsavtalen/2021.1",
        "/dokumenter/samarbeidsavtalen/2025.1/runde",
        "/hvem-kan-vedta",
        "/lovkrav",
        "/lovkrav/par",
        "/vedtak",
        "/organer",
        "/organer/psu",
        "/parter",
        "/parter/granvik",
        "/sok",
    ],
)
def test_the_day_is_chosen_at_the_same_place_on_every_page(
    address: str, visitor: Callable[[str], TestClient]
) -> None:
    """Between the heading and what the page is about; a search with hits has it beside them."""
    page = html.document_fromstring(visitor(NOBODY).get(address).text)
    fields = page.xpath("//input[@id='dag-valgt']")
    before = page.xpath("//input[@id='dag-valgt']/ancestor::form/preceding-sibling::*")
    after = page.xpath("//input[@id='dag-valgt']/ancestor::form/following-sibling::*")

    assert len(fields) == 1
    assert page.xpath("//main/form[.//input[@id='dag-valgt']]")
    assert any(each.xpath("descendant-or-self::h1") for each in before)
    assert not any(each.xpath("descendant-or-self::h1") for each in after)
    assert after


@pytest.mark.parametrize(
    "typed", ["i går", "2023-02-30", "31.6.2023", "20230503", "1023-05-03", "²023-05-03"]
)
def test_a_day_that_is_none_is_answered_with_a_sentence(
    typed: str, visitor: Callable[[str], TestClient]
) -> None:
    for path in ("/dokumenter/samling", "/dokumenter/samarbeidsavtalen/2021.1", "/sok"):
        answer = visitor(NOBODY).get(path, params={"dato": typed})

        assert answer.status_code == 422
        assert "Dagen" in words(answer.text)


def test_a_day_to_come_says_that_it_is_what_is_decided_so_far(visitor: Callable[[str], TestClient]) -> None:
    told = words(visitor(NOBODY).get("/dokumenter/samling?dato=2090-01-01").text)

    assert "Du leser det som vil gjelde 1. januar 2090, etter det som er vedtatt til nå." in told


def test_the_search_of_a_day_finds_the_text_that_applied_then(visitor: Callable[[str], TestClient]) -> None:
    told = visitor(NOBODY).get(f"/sok?q=motstrid&dato={DAY}").text
    now = visitor(NOBODY).get("/sok?q=motstrid").text

    assert f'href="/dokumenter/samarbeidsavtalen/2021.1/punkt/g8x9ga8hp9?dato={DAY}"' in told
    assert "/dokumenter/samarbeidsavtalen/2025.1" not in told
    assert 'href="/dokumenter/samarbeidsavtalen/2025.1/punkt/g8x9ga8hp9"' in now
    assert "/dokumenter/samarbeidsavtalen/2021.1" not in now


def test_what_was_not_yet_adopted_was_not_on_its_way(visitor: Callable[[str], TestClient]) -> None:
    """The agreement of 2025 was adopted in April that year."""
    before = words(visitor(NOBODY).get(f"/?dato={DAY}").text)
    between = words(visitor(NOBODY).get("/?dato=2025-04-29").text)

    assert "Ingenting er vedtatt som ikke gjelder ennå." in before
    assert "Kommer" in between
