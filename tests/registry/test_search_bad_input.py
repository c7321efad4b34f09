"""Whatever is typed in the search box is answered: on the page, in the API and in the terminal."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import html
from starlette.testclient import TestClient

from registry.house import House
from tests.house import a_browser
from tests.registry.api_calls import API
from tests.registry.hostile import HOSTILE, what_runs
from tests.registry.rendered import words
from tests.registry.terminal import call

LONG = "utskrivning " * 3000
TYPED = {
    "35 kB": LONG,
    "35 kB in one word": "a" * 35_000,
    "5,000 wildcards": "a*b?" * 2500,
    "5,000 stars alone": "* " * 5000,
    "a regular expression": "(a+)+$ ^(([a-z])+.)+[A-Z]([a-z])+$",
    "a lone quote": '"frist',
    "quotes in each other": "«\"«'frist'»\"",
    "quotes without words": '"" «»',
    "C++": "C++ C# .NET",
    "emoji": "👩🏽\u200d⚕️ utskrivning 🏥",
    "nothing but emoji": "🏥🏥",
    "NUL": "utskriv\x00ning",
    "turned reading": "\u202eutskrivning\u2066 frist",
    "SQL": "'; DROP TABLE version; -- OR 1=1 UNION SELECT * FROM person",
    "marks of templates": "{{ 7*7 }} {% include 'x' %} ${7*7} <%= 7 %> %(num)s %s {0}",
    "operators of others": "AND OR NOT ( ) ~ ^2 title:[a TO b] &! <-> |",
    "marks over and over": "a" + "\u0301" * 400,
    "a bad year": "år:tull frist",
    "filters without values": "organ: type: lov:",
    "only what must not be there": "-frist",
    "nothing": "   ",
    **{f"hostile {at}": words for at, words in enumerate(HOSTILE)},
}
UNSEEN = re.compile("[\x00\u200d\u202a-\u202e\u2066-\u2069]")


@pytest.fixture(scope="module")
def browser(stage: House) -> Iterator[TestClient]:
    with a_browser(stage) as opened:
        yield opened


@pytest.mark.parametrize("typed", TYPED.values(), ids=TYPED)
def test_the_page_answers_and_what_was_typed_stays_words(browser: TestClient, typed: str) -> None:
    answer = browser.get("/sok", params={"q": typed})

    assert answer.status_code == 200
    assert not UNSEEN.search(answer.text)
    assert what_runs(answer.text) == []
    assert len(answer.text) < 60_000
    page = html.document_fromstring(answer.text)
    assert len(page.get_element_by_id("sok-stor").get("value")) <= 200
    for told in page.find_class("understood"):
        assert words(told)


@pytest.mark.parametrize("typed", TYPED.values(), ids=TYPED)
def test_the_api_answers_with_hits_or_with_the_reason_why_not(browser: TestClient, typed: str) -> None:
    answer = browser.get(f"{API}/search", params={"q": typed})

    told = answer.json()
    assert answer.status_code == 200
    assert bool(told["problem"]) != bool(told["understood"])
    assert not UNSEEN.search(" ".join((told["understood"], told["problem"], told["query"], *told["remarks"])))


@pytest.mark.parametrize("name", ["35 kB", "SQL", "emoji", "marks of templates", "a bad year"])
def test_the_terminal_answers_or_says_why_not(loaded: Path, name: str) -> None:
    told = call(loaded, "search", "--json", "--", TYPED[name])

    assert told.code == 0
    assert told.facts["understood"].endswith(".")


def test_bytes_that_are_no_words_end_as_words_in_the_terminal(loaded: Path) -> None:
    told = call(loaded, "search", "--json", "--", b"frist \xff\xfe".decode("utf-8", "surrogateescape"))

    assert (told.code, told.facts["query"]) == (0, "frist")


def test_what_is_left_out_is_told_on_the_page_in_the_api_and_in_the_terminal(
    browser: TestClient, loaded: Path
) -> None:
    for typed, sentence in (
        (LONG, "lengre enn 200 tegn"),
        ("ab* frist", "minst tre bokstaver"),
        ("år:tull frist", "ikke et årstall"),
    ):
        page = html.document_fromstring(browser.get("/sok", params={"q": typed}).text)
        (remark,) = browser.get(f"{API}/search", params={"q": typed}).json()["remarks"]

        assert sentence in remark
        assert remark in words(page.find_class("understood")[0])
        assert remark in " ".join(call(loaded, "search", "--", typed).out.split())


@pytest.mark.parametrize(("typed", "why"), [("ab*", "minst tre bokstaver"), (" ", "ikke skrevet noe")])
def test_what_cannot_be_searched_for_at_all_is_refused_in_the_terminal_with_the_reason(
    loaded: Path, typed: str, why: str
) -> None:
    told = call(loaded, "search", "--", typed)

    assert told.code == 2
    assert why in told.err
