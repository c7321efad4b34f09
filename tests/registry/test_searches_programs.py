"""Search words, searches in vain and saved searches for programs: through the API and in a terminal."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from registry import clock
from registry.database import Database
from registry.house import House, open_house
from registry.operations.missed_searches import note_miss
from registry.operations.search_words import add_synonym, put_aside_synonym
from registry.permissions import OPERATOR, Role
from registry.queries import communities
from registry.settings import Settings
from search.entries import Filters
from tests.registry.api_calls import API, key
from tests.registry.builders import NOW, a_circle, text_with, the_circle
from tests.registry.terminal import call

ONCE = {"Idempotency-Key": "en-gang"}


def test_search_words_through_the_api(client, token_for) -> None:
    theirs = client.get(f"{API}/synonyms", params={"limit": 100}).json()["items"]
    assert {
        name: next(each for each in theirs if each["name"] == "hf")[name]
        for name in ("name", "words", "own", "counts")
    } == {"name": "hf", "words": ["hf", "helseforetak"], "own": False, "counts": True}
    sent = {"words": ["Knausehiet", "samarbeidsutvalg"], "reason": "Huset."}
    assert client.post(f"{API}/synonyms", json=sent).status_code == 401
    assert client.post(f"{API}/synonyms", json=sent, headers=key(token_for, Role.AUDITOR)).status_code == 403

    client.headers.update(key(token_for))
    first, again = (client.post(f"{API}/synonyms", json=sent, headers=ONCE) for _ in range(2))
    assert first.status_code == again.status_code == 201
    assert first.json() == again.json()
    assert (first.json()["name"], first.json()["own"]) == ("vår:knausehiet", True)
    assert client.get(f"{API}/search", params={"q": "knausehiet"}).json()["total"] > 0
    assert client.post(f"{API}/synonyms", json=sent).status_code == 409
    assert client.post(f"{API}/synonyms", json={"words": ["hvor", "nei"]}).status_code == 422

    said = {"name": "vår:knausehiet", "counts": False}
    assert client.post(f"{API}/synonyms/sayings", json=said).status_code == 422
    aside = client.post(f"{API}/synonyms/sayings", json=said | {"reason": "Lagt ned."})
    assert (aside.status_code, aside.json()["counts"]) == (201, False)
    assert client.get(f"{API}/search", params={"q": "knausehiet"}).json()["total"] == 0
    assert client.post(f"{API}/synonyms/sayings", json=said | {"name": "x", "reason": "y"}).status_code == 404


def test_searches_in_vain_through_the_api(client, token_for) -> None:
    client.get(f"{API}/search", params={"q": "hytteonsdag"})
    assert client.get(f"{API}/missed-searches").status_code == 401
    assert client.get(f"{API}/missed-searches", headers=key(token_for, Role.AUDITOR)).status_code == 403

    client.headers.update(key(token_for))
    found = client.get(f"{API}/missed-searches").json()["items"]
    row = next(each for each in found if each["words"] == "hytteonsdag")
    assert (row["times"], row["first_on"]) == (1, clock.today().isoformat())
    assert client.delete(f"{API}/missed-searches/{row['id']}").status_code == 204
    assert client.delete(f"{API}/missed-searches/{row['id']}").status_code == 404
    assert client.delete(f"{API}/missed-searches").status_code == 204
    assert client.get(f"{API}/missed-searches").json()["total"] == 0


def test_saved_searches_through_the_api(client, token_for) -> None:
    mine = f"{API}/me/saved-searches"
    assert client.get(mine).status_code == 401
    client.headers.update(key(token_for, Role.BODY_MEMBER))
    sent = {"query": "helseforetak", "feed": True}
    first, again = (client.post(mine, json=sent, headers=ONCE) for _ in range(2))
    assert first.status_code == again.status_code == 201
    assert "address" not in again.json()
    path = first.json()["address"].removeprefix("http://127.0.0.1:8000")
    assert client.get(path).status_code == 200
    assert client.post(mine, json=sent).status_code == 409
    assert client.post(mine, json={"query": "?!"}).status_code == 422

    told = client.get(mine).json()["items"][0]
    assert (told["query"], told["new"], told["has_feed"], told["address"]) == ("helseforetak", 0, True, None)
    seen = (clock.now() + timedelta(days=9)).isoformat()
    looked = client.post(f"{mine}/{told['ref']}/seen", json={"until": seen}).json()
    assert told["seen_at"] <= looked["seen_at"] < seen

    others = key(token_for, Role.SECRETARIAT)
    assert client.get(mine, headers=others).json()["total"] == 0
    assert client.delete(f"{mine}/{told['ref']}", headers=others).status_code == 404
    assert client.delete(f"{mine}/{told['ref']}").status_code == 204
    assert client.get(path).status_code == 404


def test_search_words_and_searches_in_vain_in_a_terminal(example: House) -> None:
    folder = example.settings.data
    with example.database.writing() as session:
        place = communities.chosen(session, "fjordmark")
        note_miss(session, place.id, "pilar", clock.today())

    told = call(folder, "missed-searches", "--json")
    assert (told.code, [(each["words"], each["times"]) for each in told.facts["missed"]]) == (
        0,
        [("pilar", 1)],
    )
    added = call(
        folder, "add-synonym", "pilar", "administrativt samarbeidsutvalg", "--reason", "Huset.", "--json"
    )
    assert (added.code, added.facts["name"]) == (0, "vår:pilar")
    assert call(folder, "search", "pilar", "--json").facts["total"] > 0
    assert call(folder, "add-synonym", "pilar").code == 2
    assert call(folder, "add-synonym", "asu", "administrativt samarbeidsutvalg").code == 1

    assert call(folder, "remove-synonym", "vår:pilar").code == 2
    assert call(folder, "remove-synonym", "vår:pilar", "--reason", "Lagt ned.").code == 0
    listed = {each["name"]: each["counts"] for each in call(folder, "synonyms", "--json").facts["synonyms"]}
    assert (listed["vår:pilar"], listed["hf"]) == (False, True)
    assert call(folder, "search", "pilar", "--exact", "--json").facts["total"] == 0
    assert call(folder, "remove-synonym", "vår:pilar", "--undo").code == 0
    assert call(folder, "remove-synonym", "finnes-ikke", "--reason", "x").code == 2
    assert "satt til side" not in call(folder, "synonyms").out

    cleared = call(folder, "missed-searches", "--clear")
    assert (cleared.code, "1 søk fant ingenting. De er tatt bort." in cleared.out) == (0, True)
    assert call(folder, "missed-searches", "--json").facts["missed"] == []


@pytest.fixture
def house(database: Database, tmp_path: Path) -> Iterator[House]:
    """An installation on each kind of database, with the engine that goes with it."""
    with database.writing() as session:
        circle = a_circle(session)
        circle.adopted(circle.document(), text=text_with("Hjelp: Avlastningsboligen tar imot pasienten."))
        a_circle(session, "vik", going_by=())
    url = database.url.render_as_string(hide_password=False)
    opened = open_house(Settings(data=tmp_path / "data", database_url=url))
    yield opened
    opened.close()


def test_what_is_said_of_words_counts_at_the_next_search_without_a_new_index(house: House) -> None:
    def found(words: str, community: str = "fjord") -> int:
        return house.index.search(words, Filters(community), exact=True).total

    assert found("avlastningsbolig") == 1
    assert found("pilar") == 0
    reached = house.index.engine.reached()
    with house.database.writing() as session:
        place = the_circle(session).community
        add_synonym(session, OPERATOR, place, ("pilar", "avlastningsbolig"), "", NOW)
    assert found("pilar") == 1
    assert found("pilar", "vik") == 0
    with house.database.writing() as session:
        place = the_circle(session).community
        put_aside_synonym(session, OPERATOR, place, "vår:pilar", "Lagt ned.", NOW)
    assert found("pilar") == 0
    assert house.index.engine.reached().position - reached.position in {0, 2}
