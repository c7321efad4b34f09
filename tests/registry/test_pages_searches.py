"""Search words, searches in vain, saved searches and feeds, as people and feed readers meet them."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Event

import pytest
from lxml import etree
from starlette.testclient import TestClient

from registry import clock
from registry.house import House
from registry.operations import missed_searches as operations
from registry.queries import communities
from registry.queries.missed_searches import misses
from registry.web.feeds import ATOM
from tests.house import another_browser, form_ending, form_on, send, signed_in, token_of, words

NAMES = {"a": ATOM}
TODAY = clock.today()


@pytest.fixture(scope="module")
def outsider(secretariat: TestClient) -> TestClient:
    """Somebody who has not signed in."""
    return another_browser(secretariat)


@pytest.fixture(scope="module")
def member(secretariat: TestClient) -> TestClient:
    """A member of a body, who reads drafts."""
    return signed_in(another_browser(secretariat), "medlem")


def kept(house: House) -> dict[str, int]:
    with house.database.reading() as session:
        return {row.words: row.times for row in misses(session, communities.chosen(session, "fjordmark"))}


def read(answer) -> etree._Element:
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/atom+xml; charset=utf-8"
    return etree.fromstring(answer.content)


# Words that find each other


def test_everybody_sees_the_words_and_the_secretariat_changes_them(secretariat, outsider):
    page = outsider.get("/sok/ord").text
    assert "administrativt samarbeidsutvalg" in page
    assert '<form class="form"' not in page
    assert outsider.post("/sok/ord", data={"words": "a"}).status_code == 401

    answer = send(secretariat, "/sok/ord", words="Pilar\nutskrivningsklare", reason="Huset heter Pilar.")
    assert answer.status_code == 303
    assert "Huset heter Pilar." in outsider.get("/sok/ord").text


def test_words_find_each_other_from_the_next_search_until_they_are_put_aside(secretariat, outsider):
    send(secretariat, "/sok/ord", words="knausehiet\nsamarbeidsutvalg")
    assert 'class="hits"' in outsider.get("/sok?q=knausehiet").text

    _, form = form_ending(secretariat.get("/sok/ord").text, "/sok/ord/til-side")
    group = {**form, "gruppe": "vår:knausehiet", "reason": "Det heter ikke så lenger."}
    assert secretariat.post("/sok/ord/til-side", data=group).status_code == 303
    assert 'class="hits"' not in outsider.get("/sok?q=knausehiet").text

    assert send(secretariat, "/sok/ord/i-bruk", gruppe="vår:knausehiet").status_code == 303
    assert 'class="hits"' in outsider.get("/sok?q=knausehiet").text


def test_what_is_refused_comes_back_with_what_was_typed(secretariat):
    answer = send(secretariat, "/sok/ord", words="bare-ett-ord", reason="Fordi.")
    assert answer.status_code == 422
    assert "Det trengs minst to ord." in answer.text
    assert form_on(answer.text, "/sok/ord")["words"] == "bare-ett-ord"

    answer = send(secretariat, "/sok/ord/til-side", gruppe="asu", reason=" ")
    assert answer.status_code == 422
    assert "Grunnen mangler" in answer.text
    assert "<details open>" in answer.text
    assert len(re.findall('id="felt-reason"', answer.text)) == 1
    assert len(re.findall('id="felt-aside"', answer.text)) == 1


# Searches that found nothing


def test_a_search_in_vain_is_counted_without_who_and_only_the_secretariat_sees_it(
    stage, secretariat, outsider
):
    outsider.get("/sok?q=Hyttetorsdag")
    secretariat.get("/sok?q=hyttetorsdag")
    outsider.get("/sok?q=hyttetorsdag&side=2")
    outsider.get("/api/v1/search?q=hyttetorsdag")
    assert kept(stage)["hyttetorsdag"] == 3

    page = words(secretariat.get("/sok/uten-treff").text)
    assert "hyttetorsdag 3 ganger" in page
    assert outsider.get("/sok/uten-treff").status_code == 401


@pytest.mark.parametrize(
    "address",
    [
        "/sok?q=samarbeidsutvalg",
        "/sok?q=hyttemandag&dato=2023-05-03",
        "/sok?q=hyttemandag+organ:asu",
        "/sok?q=hyttemandag%40granvik.example",
        "/sok?q=",
        "/sok?q=*",
    ],
)
def test_what_was_found_or_narrowed_or_may_be_a_person_is_not_counted(stage, outsider, address):
    before = kept(stage)
    assert outsider.get(address).status_code == 200
    assert kept(stage) == before


def test_a_search_in_vain_becomes_a_search_word_and_goes_when_it_finds_something(
    stage, secretariat, outsider
):
    outsider.get("/sok?q=pleiebrygga")
    address, form = form_ending(secretariat.get("/sok/uten-treff").text, "/ord")
    number = _number(stage, "pleiebrygga")
    address = re.sub(r"\d+", str(number), address)

    answer = secretariat.post(address, data=form | {"sokt": "pleiebrygga", "words": " "})
    assert answer.status_code == 422
    assert "minst to ord" in answer.text

    answer = secretariat.post(address, data=form | {"sokt": "pleiebrygga", "words": "hyttetirsdag"})
    assert answer.status_code == 303
    assert "pleiebrygga" in kept(stage)

    answer = secretariat.post(address, data=form | {"sokt": "pleiebrygga", "words": "samarbeidsutvalg"})
    assert answer.status_code == 303
    assert "pleiebrygga" not in kept(stage)
    assert 'class="hits"' in outsider.get("/sok?q=pleiebrygga").text


def test_one_is_taken_away_or_all(stage, secretariat, outsider):
    for each in ("hytteonsdag", "hyttefredag"):
        outsider.get(f"/sok?q={each}")
    one = f"/sok/uten-treff/{_number(stage, 'hytteonsdag')}/ta-bort"
    assert send(secretariat, one).status_code == 303
    assert send(secretariat, one).status_code == 404
    assert "hytteonsdag" not in kept(stage)
    assert send(secretariat, "/sok/uten-treff/ta-bort-alle").status_code == 303
    assert kept(stage) == {}


def test_a_page_of_the_list_is_quick_with_many_in_it(stage, secretariat):
    with stage.database.writing() as session:
        community = communities.chosen(session, "fjordmark")
        for number in range(30):
            operations.note_miss(session, community.id, f"hyttedag {number}", clock.today())
    first = secretariat.get("/sok/uten-treff").text
    assert first.count("Legg til et søkeord") == 25
    assert "Side 1 av 2" in words(first)
    assert secretariat.get("/sok/uten-treff?side=2").text.count("Legg til et søkeord") == 5
    send(secretariat, "/sok/uten-treff/ta-bort-alle")


def test_those_who_search_and_those_who_write_are_not_held_back_by_one_another(stage, outsider):
    stopped = Event()

    def write() -> None:
        while not stopped.wait(0.005):
            with stage.database.writing() as session:
                operations.note_miss(session, communities.chosen(session, "fjordmark").id, "tavla", TODAY)

    addresses = ("/sok?q=avtale", "/sok/feed.atom?q=avtale", "/api/v1/search?q=avtale", "/sok?q=hyttesøndag")
    with ThreadPoolExecutor(1) as pool:
        writer = pool.submit(write)
        try:
            answers = [outsider.get(each).status_code for each in addresses * 5]
        finally:
            stopped.set()
        writer.result()

    assert answers == [200] * 20


def _number(house: House, asked: str) -> int:
    with house.database.reading() as session:
        found = misses(session, communities.chosen(session, "fjordmark"))
        return next(row.id for row in found if row.words == asked)


# Saved searches


def saved_ref(browser: TestClient, query: str) -> str:
    """Save a search from the page of its hits; its name."""
    page = browser.get("/sok", params={"q": query}).text
    assert browser.post("/sok/lagrede", data=form_on(page, "/sok/lagrede")).status_code == 303
    found = re.search(rf'href="/sok/lagrede/(sok-[0-9a-f]+)">{query}<', browser.get("/sok/lagrede").text)
    assert found
    return found[1]


def test_a_search_is_saved_from_its_hits_and_is_nobody_elses(secretariat, member, outsider):
    ref = saved_ref(member, "samarbeidsutvalg")
    assert "Du har lagret dette søket fra før." in words(
        _followed(member, "/sok/lagrede", q="samarbeidsutvalg")
    )
    assert member.get(f"/sok/lagrede/{ref}").status_code == 200
    assert secretariat.get(f"/sok/lagrede/{ref}").status_code == 404
    assert "samarbeidsutvalg" not in words(secretariat.get("/sok/lagrede").text)
    assert outsider.get("/sok/lagrede").status_code == 401
    for act in ("glem", "sett", "adresse", "adresse/trekk"):
        assert send(secretariat, f"/sok/lagrede/{ref}/{act}").status_code == 404

    assert send(member, f"/sok/lagrede/{ref}/glem").status_code == 303
    assert member.get(f"/sok/lagrede/{ref}").status_code == 404


def test_what_came_since_one_looked_is_new_until_it_is_marked_as_seen(stage, member):
    ref = saved_ref(member, "helseforetak")
    assert "ingenting nytt" in words(member.get("/sok/lagrede").text)

    _looked(stage, ref, clock.now() - timedelta(days=40_000))
    assert re.search(r"helseforetak \d+ nye treff", words(member.get("/sok/lagrede").text))
    page = member.get(f"/sok/lagrede/{ref}").text
    assert 'class="hits"' in page
    form = form_on(page, f"/sok/lagrede/{ref}/sett")
    assert member.post(f"/sok/lagrede/{ref}/sett", data=form).status_code == 303
    assert "ingenting nytt" in words(member.get("/sok/lagrede").text)
    assert send(member, f"/sok/lagrede/{ref}/sett", til="i går").status_code == 422


def _looked(house: House, ref: str, when) -> None:
    """As if the owner had looked last then."""
    from sqlalchemy import update

    from registry.tables import SavedSearchRow

    with house.database.writing() as session:
        session.execute(update(SavedSearchRow).where(SavedSearchRow.ref == ref).values(seen_at=when))


def _followed(browser: TestClient, path: str, **form: str) -> str:
    answer = send(browser, path, **form)
    assert answer.status_code == 303
    return browser.get(answer.headers["location"]).text


# Feeds


def test_a_feed_says_what_everybody_may_read_in_the_form_that_readers_know(outsider):
    feed = read(outsider.get("/sok/feed.atom", params={"q": "samarbeidsutvalg"}))

    assert feed.tag == f"{{{ATOM}}}feed"
    for name in ("id", "title", "updated", "author", "generator"):
        assert len(feed.findall(f"a:{name}", NAMES)) == 1
    links = {link.get("rel"): link.get("href") for link in feed.findall("a:link", NAMES)}
    assert links["self"].startswith("http://127.0.0.1:8000/sok/feed.atom?q=samarbeidsutvalg")
    assert links["alternate"].startswith("http://127.0.0.1:8000/sok?q=samarbeidsutvalg")
    entries = feed.findall("a:entry", NAMES)
    assert 0 < len(entries) <= 50
    ids = [entry.findtext("a:id", "", NAMES) for entry in entries]
    assert len(ids) == len(set(ids))
    for entry in entries:
        for name in ("id", "title", "updated", "summary"):
            assert len(entry.findall(f"a:{name}", NAMES)) == 1
        assert re.fullmatch(
            r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?\+00:00", entry.findtext("a:updated", "", NAMES)
        )
        assert entry.findtext("a:id", "", NAMES).startswith("tag:127.0.0.1,2026:fjordmark/")
        assert {each.get("term") for each in entry.findall("a:category", NAMES)}
    moments = [entry.findtext("a:updated", "", NAMES) for entry in entries]
    assert moments == sorted(moments, reverse=True)
    assert feed.findtext("a:updated", "", NAMES) == moments[0]


def test_what_an_entry_leads_to_is_there(outsider):
    feed = read(outsider.get("/sok/feed.atom", params={"q": "samarbeidsutvalg"}))
    for link in feed.findall("a:entry/a:link", NAMES)[:3]:
        path = (link.get("href") or "").removeprefix("http://127.0.0.1:8000")
        assert outsider.get(path).status_code in {200, 303}


def test_a_reader_that_has_the_feed_is_told_so(outsider):
    first = outsider.get("/sok/feed.atom?q=helseforetak")
    mark, time = first.headers["etag"], first.headers["last-modified"]

    def again(**headers: str) -> int:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return outsider.get("/sok/feed.atom?q=helseforetak", headers=named).status_code

    assert again(if_none_match=mark) == 304
    assert again(if_none_match=f'"x", W/{mark}') == 304
    assert again(if_modified_since=time) == 304
    assert again(if_none_match='"x"', if_modified_since=time) == 200
    assert again(if_modified_since="yesterday") == 200
    assert again(if_modified_since="Thu, 01 Jan 1998 00:00:00 GMT") == 200


@pytest.mark.parametrize(
    "query", ["", "qqqq", "<b>&\"'", "\x00\x0b\ufffe", "\u202eab", "*", "x" * 2000, "😀", "helseforetak*"]
)
def test_whatever_is_asked_the_feed_is_xml(outsider, query):
    feed = read(outsider.get("/sok/feed.atom", params={"q": query}))
    assert feed.findtext("a:title", "", NAMES)
    assert feed.findtext("a:updated", "", NAMES)


def test_a_public_feed_names_no_draft_and_a_secret_one_what_its_owner_may_read(secretariat, member, outsider):
    drafts = "samarbeid status:utkast"
    assert read(outsider.get("/sok/feed.atom", params={"q": drafts})).findall("a:entry", NAMES) == []
    assert read(secretariat.get("/sok/feed.atom", params={"q": drafts})).findall("a:entry", NAMES) == []

    ref = saved_ref(member, drafts)
    page = send(member, f"/sok/lagrede/{ref}/adresse")
    assert page.headers["cache-control"] == "no-store"
    address = re.search(r"http://127.0.0.1:8000(/sok/lagrede/feed/[\w-]+\.atom)", page.text)
    assert address
    answer = outsider.get(address[1])
    assert answer.headers["cache-control"] == "private, no-store"
    assert read(answer).findall("a:entry", NAMES) != []
    assert address[1] not in answer.text
    assert address[1] not in member.get(f"/sok/lagrede/{ref}").text

    renewed = re.search(r"(/sok/lagrede/feed/[\w-]+\.atom)", send(member, f"/sok/lagrede/{ref}/adresse").text)
    assert renewed
    assert outsider.get(address[1]).status_code == 404
    assert outsider.get(renewed[1]).status_code == 200
    assert send(member, f"/sok/lagrede/{ref}/adresse/trekk").status_code == 303
    assert outsider.get(renewed[1]).status_code == 404
    assert token_of(member)
