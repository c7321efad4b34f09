"""Search through the API."""

import pytest
from starlette.testclient import TestClient

from tests.registry.api_calls import API, TokenFor, key


def test_a_hit_is_a_section_with_its_words_marked(client: TestClient) -> None:
    found = client.get(f"{API}/search", params={"q": "utskrivning"}).json()

    first = found["hits"][0]
    assert found["total"] >= len(found["hits"]) > 0
    assert "<mark>" in first["snippet_html"]
    assert client.get(f"{API}/documents/{first['document']}/versions/{first['version']}").status_code == 200


def test_the_next_page_has_other_hits(client: TestClient) -> None:
    first = client.get(f"{API}/search", params={"q": "kommunen", "limit": 3}).json()
    second = client.get(first["next"]).json()

    places = [{(hit["document"], hit["section"]) for hit in found["hits"]} for found in (first, second)]
    assert len(places[0]) == len(places[1]) == 3
    assert not places[0] & places[1]


def test_a_hit_tells_all_that_the_page_shows_of_it(client: TestClient) -> None:
    first = client.get(f"{API}/search", params={"q": "type:rutine utskrivning"}).json()["hits"][0]

    assert first["kind"] == "rutine"
    assert first["marked"]
    assert all(word in first["snippet"] for word in first["marked"])
    assert first["first_day"] == "2025-11-01"
    assert first["glance"].keys() == {"what", "who", "due"}
    assert first["url"].startswith("/dokumenter/rutine-tidligmelding/2025.1#")


def test_how_a_search_was_understood_is_told_with_what_narrows_it(client: TestClient) -> None:
    found = client.get(f"{API}/search", params={"q": "frist organ:psu ab*"}).json()

    assert "«frist»" in found["understood"]
    assert "Politisk samarbeidsutvalg (PSU)" in found["understood"]
    assert [remark.partition(" ")[0] for remark in found["remarks"]] == ["«ab*»"]
    assert found["facets"].keys() == {"kind", "status", "document", "year", "body"}


def test_a_typing_error_is_told_of_and_can_be_searched_for_all_the_same(client: TestClient) -> None:
    wanted = {"q": "utskrivnigsklar"}
    forgiven = client.get(f"{API}/search", params=wanted).json()
    exact = client.get(f"{API}/search", params=wanted | {"exact": "true"}).json()

    assert forgiven["corrected"] == [{"typed": "utskrivnigsklar", "read_as": "utskrivningsklar"}]
    assert forgiven["total"] > 0
    assert (exact["total"], exact["corrected"]) == (0, [])


@pytest.mark.parametrize(("order", "first"), [("nyeste", "first_day"), ("dokument", "document_title")])
def test_hits_stand_in_the_order_that_is_asked_for(client: TestClient, order: str, first: str) -> None:
    hits = client.get(f"{API}/search", params={"q": "utskrivning", "order": order}).json()["hits"]

    told = [hit[first] for hit in hits]
    assert told == sorted(told, reverse=order == "nyeste")
    assert len(set(told)) > 1


def test_an_order_nobody_knows_is_refused(client: TestClient) -> None:
    assert client.get(f"{API}/search", params={"q": "frist", "order": "tilfeldig"}).status_code == 422


def test_drafts_are_searched_only_for_those_who_read_them(client: TestClient, token_for: TokenFor) -> None:
    wanted = {"q": "status:utkast kommunen"}

    assert client.get(f"{API}/search", params=wanted).json()["total"] == 0
    assert client.get(f"{API}/search", params=wanted, headers=key(token_for)).json()["total"] > 0


def test_what_cannot_be_searched_for_is_told_in_the_answer(client: TestClient) -> None:
    found = client.get(f"{API}/search", params={"q": "ab*"}).json()

    assert found["total"] == 0
    assert found["problem"].endswith(".")


@pytest.mark.parametrize(
    "query", ["6-2", "§ 6-2 nr. 4", "24/7", "HLR-minus", "C++", "don't", '""', "*", "title:", "%"]
)
def test_odd_signs_are_searched_for_without_complaint(client: TestClient, query: str) -> None:
    assert client.get(f"{API}/search", params={"q": query}).status_code == 200
