"""Decisions through the API: found, judged first, recorded with their verdict."""

from typing import Any

import pytest
from starlette.testclient import TestClient

from registry.permissions import Role
from tests.registry.api_calls import API, DRAFT, TokenFor, key

REVISED = f"{API}/documents/retningslinje-5/versions/2026.1"
"""A draft of a guideline, which ASU may adopt when it is a revision."""

MONEY: dict[str, Any] = {
    "body": "psu",
    "meeting_on": "2025-06-12",
    "case_number": "91/25",
    "title": "Disponering av samhandlingsmidler",
    "act": "disponerer",
    "matter": "midler",
    "change": "disponering",
    "votes": {"for": 8, "against": 0, "present": 8, "members": 8},
}


@pytest.fixture
def secretary(client: TestClient, token_for: TokenFor) -> TestClient:
    """The secretariat's program."""
    client.headers.update(key(token_for))
    return client


def test_the_latest_meeting_comes_first(client: TestClient) -> None:
    days = [each["meeting_on"] for each in client.get(f"{API}/decisions").json()["items"]]

    assert days == sorted(days, reverse=True)


def test_decisions_are_found_by_body_version_and_day(client: TestClient) -> None:
    wanted = {"body": "psu", "version": "samarbeidsavtalen@2025.1", "until": "2024-12-31"}

    items = client.get(f"{API}/decisions", params=wanted).json()["items"]

    assert items
    assert {(each["body"], each["version"]) for each in items} == {("psu", "samarbeidsavtalen@2025.1")}
    assert all(each["meeting_on"] <= "2024-12-31" for each in items)


def test_decisions_are_found_by_year_and_verdict(client: TestClient) -> None:
    wrong = client.get(f"{API}/decisions", params={"answer": "INVALID"}).json()["items"]
    year = client.get(f"{API}/decisions", params={"year": 2024}).json()["items"]

    assert {each["verdict"]["verdict"] for each in wrong} == {"INVALID"}
    assert {each["meeting_on"][:4] for each in year} == {"2024"}


def test_decisions_about_a_draft_are_not_searched_for_those_who_may_not_know_of_it(
    client: TestClient,
) -> None:
    assert client.get(f"{API}/decisions", params={"version": "samarbeidsavtalen@2026.1"}).status_code == 404


def test_a_decision_keeps_its_verdict_with_the_rule_as_it_read(client: TestClient) -> None:
    listed = client.get(f"{API}/decisions", params={"body": "asu", "until": "2025-12-31"}).json()["items"]
    ref = next(each["ref"] for each in listed if each["verdict"]["rules"])

    decision = client.get(f"{API}/decisions/{ref}").json()

    assert decision["verdict"]["on"] == decision["meeting_on"]
    assert decision["verdict"]["rules"][0]["clause"]


def test_the_verdict_is_shown_before_and_writes_nothing(secretary: TestClient) -> None:
    before = secretary.get(f"{API}/decisions").json()["total"]

    verdict = secretary.post(f"{API}/verdict", json=MONEY).json()

    assert verdict["verdict"] in {"VALID", "PENDING", "INVALID", "NEEDS_HUMAN"}
    assert secretary.get(f"{API}/decisions").json()["total"] == before


def test_what_was_judged_first_is_what_is_kept(secretary: TestClient) -> None:
    shown = secretary.post(f"{API}/verdict", json=MONEY).json()

    recorded = secretary.post(f"{API}/decisions", json=MONEY)

    assert recorded.status_code == 201
    assert recorded.json()["verdict"] == shown
    assert recorded.json()["votes"]["for"] == 8
    assert secretary.get(recorded.headers["Location"]).json() == recorded.json()


def test_the_same_case_is_not_recorded_twice(secretary: TestClient) -> None:
    sent = MONEY | {"matter": None, "version": "retningslinje-5@2025.1", "act": "behandler", "change": None}
    sent = {name: value for name, value in sent.items() if value is not None}
    first = secretary.post(f"{API}/decisions", json=sent)

    second = secretary.post(f"{API}/decisions", json=sent)

    assert (first.status_code, second.status_code) == (201, 409)
    assert "alt et vedtak" in second.json()["detail"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"matter": None},
        {"version": "retningslinje-5@2025.1"},
        {"case_number": "uten tall"},
        {"meeting_on": "2199-01-01"},
        {"votes": {"for": 9, "against": 0, "present": 8}},
        {"votes": {"for": -1, "against": 0}},
        {"votes": {"for": True, "against": 0}},
        {"meeting_on": "12.06.2025"},
        {"outcome": "kanskje"},
    ],
)
def test_a_decision_that_cannot_be_is_refused_with_a_sentence(
    secretary: TestClient, wrong: dict[str, Any]
) -> None:
    sent = {name: value for name, value in (MONEY | wrong).items() if value is not None}

    refused = secretary.post(f"{API}/decisions", json=sent)

    assert refused.status_code == 422, refused.text
    assert refused.json()["detail"].endswith(".")


def test_a_decision_is_about_a_text_that_no_longer_changes(secretary: TestClient) -> None:
    sent = {name: value for name, value in MONEY.items() if name not in {"matter", "change"}}

    refused = secretary.post(f"{API}/decisions", json=sent | {"version": "samarbeidsavtalen@2026.1"})

    assert refused.status_code == 409
    assert "utkast" in refused.json()["detail"]


def test_a_version_the_last_body_adopts_is_adopted(secretary: TestClient) -> None:
    """A named person has looked, and found nothing in the change that belongs to a higher body."""
    _freeze(secretary, {"findings": []})

    recorded = _adopted_by_asu(secretary)

    assert recorded["verdict"]["verdict"] == "VALID", recorded["verdict"]["reasons"]
    assert secretary.get(REVISED).json()["stage"] == "vedtatt"


def test_what_the_words_point_to_is_asked_about_where_nobody_has_looked(secretary: TestClient) -> None:
    _freeze(secretary, {})

    recorded = _adopted_by_asu(secretary)

    assert recorded["verdict"]["verdict"] == "NEEDS_HUMAN"
    assert "berører § 6-2-innhold" in " ".join(recorded["verdict"]["reasons"])
    assert secretary.get(REVISED).json()["stage"] == "frosset"


def _freeze(secretary: TestClient, sent: dict[str, object]) -> None:
    mark = secretary.get(f"{REVISED}/text").headers["ETag"]
    assert secretary.post(f"{REVISED}/freeze", json=sent, headers={"If-Match": mark}).is_success


def _adopted_by_asu(secretary: TestClient) -> dict[str, Any]:
    sent = {
        "body": "asu",
        "meeting_on": "2026-11-12",
        "case_number": "44/26",
        "title": "Revidert Retningslinje 5",
        "version": "retningslinje-5@2026.1",
        "votes": {"for": 12, "against": 0, "present": 12, "members": 12},
    }
    told: dict[str, Any] = secretary.post(f"{API}/decisions", json=sent).json()
    return told


def test_a_member_of_a_body_may_read_and_not_record(client: TestClient, token_for: TokenFor) -> None:
    member = key(token_for, Role.BODY_MEMBER)

    assert client.get(DRAFT, headers=member).status_code == 200
    assert client.post(f"{API}/decisions", json=MONEY, headers=member).status_code == 403
    assert client.post(f"{API}/verdict", json=MONEY, headers=member).status_code == 403
