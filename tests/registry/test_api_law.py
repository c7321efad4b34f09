"""The law through the API: compliance on a day, and people's judgements."""

from typing import Any

import pytest
from starlette.testclient import TestClient

from tests.registry.api_calls import ADOPTED, API, TokenFor, key


@pytest.fixture
def secretary(client: TestClient, token_for: TokenFor) -> TestClient:
    """The secretariat's program."""
    client.headers.update(key(token_for))
    return client


@pytest.mark.parametrize(
    ("day", "in_force", "missing"), [("2022-07-31", 11, []), ("2022-08-01", 13, [12, 13])]
)
def test_items_12_and_13_are_demanded_from_the_day_they_came(
    client: TestClient, day: str, in_force: int, missing: list[int]
) -> None:
    told = client.get(f"{API}/compliance", params={"on": day}).json()

    assert told["totals"]["in_force"] == in_force
    assert [item["nr"] for item in told["items"] if item["status"] == "mangler"] == missing


def test_each_item_has_its_source_and_the_evidence_people_gave(client: TestClient) -> None:
    items = client.get(f"{API}/compliance", params={"on": "2025-06-01", "party": "granvik"}).json()["items"]

    assert all("§ 6-2" in item["source"] and item["link"].startswith("https://lovdata.no/") for item in items)
    assert all(item["evidence"][0]["judged_by"] for item in items if item["status"] == "dekket")


def test_every_pair_has_its_own_answer(client: TestClient) -> None:
    told = client.get(f"{API}/compliance/pairs", params={"on": "2025-06-01"}).json()

    assert told["total"] == 20
    assert {tuple(pair["missing"]) for pair in told["items"]} == {()}


def test_a_judgement_is_kept_replaced_and_taken_back(secretary: TestClient) -> None:
    section = secretary.get(ADOPTED).json()["sections"][0]["id"]
    sent = {"nr": 13, "section": section, "degree": "nevner", "reason": "Nevnt i formålet."}
    marks = f"{ADOPTED}/marks"

    first = secretary.post(marks, json=sent).json()
    second = secretary.post(marks, json=sent | {"degree": "dekker delvis"}).json()

    assert first["id"] != second["id"], "both are kept"
    late = secretary.delete(f"{marks}/{second['id']}", headers={"If-Match": first["etag"]})
    assert late.status_code == 412
    assert secretary.delete(f"{marks}/{second['id']}").status_code == 428
    gone = secretary.delete(f"{marks}/{second['id']}", headers={"If-Match": second["etag"]})
    assert (gone.status_code, gone.content) == (204, b"")
    listed = secretary.get(marks, params={"limit": 100}).json()["items"]
    assert not {first["id"], second["id"]} & {each["id"] for each in listed}


def test_a_judgement_of_another_version_is_not_reached_from_this_one(secretary: TestClient) -> None:
    other = secretary.get(f"{API}/documents/retningslinje-5/versions/2025.1/marks").json()["items"][0]

    refused = secretary.delete(f"{ADOPTED}/marks/{other['id']}", headers={"If-Match": other["etag"]})

    assert refused.status_code == 404


@pytest.mark.parametrize(
    "wrong", [{"section": "finnesikke"}, {"nr": 99}, {"nr": 0}, {"nr": 2**70}, {"nr": "4"}]
)
def test_a_judgement_about_nothing_is_refused(secretary: TestClient, wrong: dict[str, object]) -> None:
    section = secretary.get(ADOPTED).json()["sections"][0]["id"]
    sent = {"nr": 4, "section": section, "degree": "dekker"} | wrong

    assert secretary.post(f"{ADOPTED}/marks", json=sent).status_code == 422


def doubted(secretary: TestClient, nr: int) -> tuple[str, dict[str, Any]]:
    """The address of a judgement that must be looked at again, and what is told of it."""
    found = secretary.get(f"{API}/compliance/judgements", params={"suspect": True}).json()["items"]
    one = next(each for each in found if each["nr"] == nr)
    document, _, version = one["in_force"].partition("@")
    return f"{API}/documents/{document}/versions/{version}/marks/{one['id']}", one


def etag_of(secretary: TestClient, one: dict[str, Any]) -> str:
    judged = one["evidence"]
    marks = f"{API}/documents/{judged['document']}/versions/{judged['version']}/marks"
    listed = secretary.get(marks, params={"limit": 100}).json()["items"]
    return next(str(each["etag"]) for each in listed if each["id"] == one["id"])


def test_a_judgement_in_doubt_is_confirmed_on_the_words_as_they_now_read(secretary: TestClient) -> None:
    address, one = doubted(secretary, 9)
    etag = etag_of(secretary, one)

    assert secretary.post(f"{address}/confirm", json={}).status_code == 428
    stale = secretary.post(f"{address}/confirm", json={}, headers={"If-Match": '"0123456789abcdef"'})
    assert stale.status_code == 412
    told = secretary.post(f"{address}/confirm", json={}, headers={"If-Match": etag}).json()

    (kept,) = told["confirmed"]
    assert (kept["kind"], kept["replaces"], kept["reason"]) == ("bekreftet", one["id"], "")
    assert "hvordan oppfølgingen skal skje" in kept["cited"]
    again = secretary.post(f"{address}/confirm", json={}, headers={"If-Match": etag})
    assert again.status_code == 404


def test_the_judgements_of_a_version_tell_what_has_changed_under_them(secretary: TestClient) -> None:
    marks = f"{API}/documents/retningslinje-6/versions/2021.1/marks"
    listed = secretary.get(marks, params={"limit": 100}).json()["items"]

    changed = [each for each in listed if each["suspects"]]
    assert [each["suspects"][0]["doubt"] for each in changed] == ["ordene er endret"]
    assert all(each["cited"] for each in listed)


def test_words_that_are_not_in_the_place_are_refused(secretary: TestClient) -> None:
    section = secretary.get(ADOPTED).json()["sections"][0]["id"]
    sent = {"nr": 4, "section": section, "degree": "dekker", "cited": "Månen er en ost."}

    refused = secretary.post(f"{ADOPTED}/marks", json=sent)

    assert refused.status_code == 422
    assert "De siterte ordene står ikke i punktet" in refused.text


def test_that_a_whole_text_does_not_cover_a_demand(secretary: TestClient) -> None:
    sent = {"nr": 4, "section": "", "degree": "dekker ikke"}

    assert secretary.post(f"{ADOPTED}/marks", json=sent).status_code == 201
    assert secretary.post(f"{ADOPTED}/marks", json=sent | {"degree": "dekker"}).status_code == 422
