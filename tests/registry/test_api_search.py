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


def test_drafts_are_searched_only_for_those_who_read_them(client: TestClient, token_for: TokenFor) -> None:
    wanted = {"q": "status:utkast kommunen"}

    assert client.get(f"{API}/search", params=wanted).json()["total"] == 0
    assert client.get(f"{API}/search", params=wanted, headers=key(token_for)).json()["total"] > 0


def test_what_cannot_be_searched_for_is_told_in_the_answer(client: TestClient) -> None:
    found = client.get(f"{API}/search", params={"q": "ab*"}).json()

    assert found["total"] == 0
    assert found["problem"].endswith(".")


@pytest.mark.parametrize("query", ["", "a\x00b", "x" * 1001])
def test_what_is_no_query_is_refused(client: TestClient, query: str) -> None:
    assert client.get(f"{API}/search", params={"q": query}).status_code == 422


@pytest.mark.parametrize(
    "query", ["6-2", "§ 6-2 nr. 4", "24/7", "HLR-minus", "C++", "don't", '""', "*", "title:", "%"]
)
def test_odd_signs_are_searched_for_without_complaint(client: TestClient, query: str) -> None:
    assert client.get(f"{API}/search", params={"q": query}).status_code == 200
