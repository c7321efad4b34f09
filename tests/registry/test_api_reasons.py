"""Reasons for changes, and what decisions rested on, through the API."""

import hashlib

import pytest
from starlette.testclient import TestClient

from registry.permissions import Role
from tests.registry.api_calls import ADOPTED, API, DRAFT, TokenFor, key

REASON = {"why": "Loven krever det.", "asked_by": "Storelv kommune"}
HERE = f"{DRAFT}/reasons/tekst"


def test_the_reasons_of_an_adopted_version_are_for_everybody(client: TestClient) -> None:
    told = client.get(f"{ADOPTED}/reasons").json()

    transport = next(each for each in told["items"] if each["section"] == "i4n4fi36ky")
    assert told["total"] == 52
    assert transport["asked_by"] == "Storelv kommune, innspill i høringen"
    assert told["items"][0]["section"] == "tekst"


def test_the_reasons_of_a_draft_are_hidden_with_it(client: TestClient) -> None:
    assert client.get(f"{DRAFT}/reasons").status_code == 404
    assert client.get(HERE).status_code == 404


def test_a_reason_is_written_where_there_was_none(client: TestClient, token_for: TokenFor) -> None:
    headers = key(token_for)
    empty = client.get(HERE, headers=headers)

    written = client.put(HERE, headers=headers | {"If-Match": empty.headers["ETag"]}, json=REASON)

    assert empty.json()["reason"] is None
    assert written.status_code == 200
    assert written.json()["reason"]["why"] == "Loven krever det."
    assert client.get(HERE, headers=headers).headers["ETag"] == written.headers["ETag"]


def test_one_who_has_not_seen_the_latest_gets_both(client: TestClient, token_for: TokenFor) -> None:
    headers = key(token_for)
    seen = headers | {"If-Match": client.get(HERE, headers=headers).headers["ETag"]}
    client.put(HERE, headers=seen, json=REASON)

    answer = client.put(HERE, headers=seen, json=REASON | {"why": "En annen grunn."})

    assert answer.status_code == 412
    assert (answer.json()["current"], answer.json()["sent"]) == ("Loven krever det.", "En annen grunn.")


def test_a_reason_without_a_condition_is_refused(client: TestClient, token_for: TokenFor) -> None:
    assert client.put(HERE, headers=key(token_for), json=REASON).status_code == 428


def test_a_member_reads_and_does_not_write(client: TestClient, token_for: TokenFor) -> None:
    headers = key(token_for, Role.BODY_MEMBER)

    assert client.get(HERE, headers=headers).status_code == 200
    assert client.put(HERE, headers=headers | {"If-Match": '"0"'}, json=REASON).status_code == 403


def test_an_adopted_version_takes_no_more_reasons(client: TestClient, token_for: TokenFor) -> None:
    there, headers = f"{ADOPTED}/reasons/i4n4fi36ky", key(token_for)
    seen = client.get(there, headers=headers).headers["ETag"]

    assert client.put(there, headers=headers | {"If-Match": seen}, json=REASON).status_code == 409


@pytest.mark.parametrize(
    ("place", "sent"), [("finnesikke", REASON), ("tekst", {"why": ""}), ("tekst", {"why": "x", "by": "y"})]
)
def test_what_cannot_be_used_is_refused(
    client: TestClient, token_for: TokenFor, place: str, sent: dict[str, str]
) -> None:
    headers = key(token_for) | {"If-Match": '"0"'}

    assert client.put(f"{DRAFT}/reasons/{place}", headers=headers, json=sent).status_code == 422


def decisions_about(client: TestClient, version: str) -> list[str]:
    told = client.get(f"{API}/decisions", params={"version": version, "limit": 100}).json()["items"]
    return [each["ref"] for each in told]


def test_a_decision_tells_what_the_body_had_before_it(client: TestClient) -> None:
    ref = decisions_about(client, "samarbeidsavtalen@2025.1")[0]

    told = client.get(f"{API}/decisions/{ref}/comparison").json()

    assert told["comparison"]["old"] == "samarbeidsavtalen@2021.1"
    assert told["is_current"]
    assert told["would_be_the_same"]
    assert told["comparison"]["summary"].split()[1] == "endringer:"
    assert len(told["hash"]) == len(hashlib.sha256().hexdigest())


def test_a_decision_about_the_first_text_has_nothing_to_tell(client: TestClient) -> None:
    ref = decisions_about(client, "samarbeidsavtalen@2021.1")[0]

    assert client.get(f"{API}/decisions/{ref}/comparison").status_code == 404
