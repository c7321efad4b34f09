"""Long lists, page by page."""

import pytest
from starlette.testclient import TestClient

from tests.registry.api_calls import API, TokenFor, key


def walked(client: TestClient, address: str) -> list[str]:
    """The short names on all pages, in order."""
    names: list[str] = []
    while address:
        page = client.get(address).json()
        names += [each["ref"] for each in page["items"]]
        address = page["next"]
    return names


@pytest.mark.parametrize("limit", [1, 7, 100])
def test_the_pages_together_are_the_whole_list_each_once(client: TestClient, limit: int) -> None:
    whole = [each["ref"] for each in client.get(f"{API}/parties?limit=100").json()["items"]]

    assert walked(client, f"{API}/parties?limit={limit}") == whole


def test_what_comes_in_meanwhile_neither_hides_nor_repeats_anything(
    client: TestClient, token_for: TokenFor
) -> None:
    first = client.get(f"{API}/parties?limit=5").json()
    new = {"ref": "aa", "name": "AA først i listen", "kind": "kommune"}
    assert client.post(f"{API}/parties", json=new, headers=key(token_for)).status_code == 201

    rest = walked(client, first["next"])

    shown = [each["ref"] for each in first["items"]] + rest
    assert len(shown) == len(set(shown)) == first["total"]


def test_the_filter_goes_on_to_the_next_page(client: TestClient) -> None:
    first = client.get(f"{API}/decisions?body=psu&limit=2").json()

    assert "body=psu" in first["next"]
    assert {each["body"] for each in client.get(first["next"]).json()["items"]} == {"psu"}


def test_the_last_page_has_no_next(client: TestClient) -> None:
    answer = client.get(f"{API}/communities")

    assert answer.json()["next"] is None
    assert "Link" not in answer.headers


@pytest.mark.parametrize(
    "query", ["cursor=eA", "cursor=_", "cursor=%C3%A5", "limit=0", "limit=101", "limit=x", "cursor=gICA"]
)
def test_a_place_that_is_not_in_the_list_is_refused(client: TestClient, query: str) -> None:
    refused = client.get(f"{API}/parties?{query}")

    assert refused.status_code == 422
