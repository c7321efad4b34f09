"""The log through the API, and whether anything was changed behind the register's back."""

import hashlib
import itertools

from sqlalchemy import text
from starlette.testclient import TestClient

from registry.house import House
from registry.permissions import Role
from tests.registry.api_calls import API, TokenFor, key


def test_every_entry_can_be_checked_by_whoever_reads_it(client: TestClient, token_for: TokenFor) -> None:
    entries = client.get(f"{API}/log", headers=key(token_for, Role.AUDITOR)).json()["items"]

    for newer, older in itertools.pairwise(entries):
        chained = hashlib.sha256(f"{newer['previous']}\n{newer['payload']}".encode()).hexdigest()
        assert newer["hash"] == chained
        assert newer["previous"] == older["hash"]


def test_pages_of_the_log_follow_one_another(client: TestClient, token_for: TokenFor) -> None:
    auditor = key(token_for, Role.AUDITOR)
    first = client.get(f"{API}/log", params={"limit": 5}, headers=auditor)

    second = client.get(first.json()["next"], headers=auditor).json()["items"]

    assert second[0]["seq"] == first.json()["items"][-1]["seq"] - 1
    assert first.headers["Link"] == f'<{first.json()["next"]}>; rel="next"'


def test_an_act_through_the_api_is_in_the_log_with_who_did_it(
    client: TestClient, token_for: TokenFor
) -> None:
    secretary = key(token_for)
    client.post(
        f"{API}/documents", json={"ref": "rutine-ros", "kind": "rutine", "title": "R"}, headers=secretary
    )

    latest = client.get(f"{API}/log", headers=secretary).json()["items"][0]

    assert (latest["event"], latest["subject"]) == ("dokument.lagt-til", "dokument:rutine-ros")
    assert latest["actor"] == client.get(f"{API}/me", headers=secretary).json()["ref"]


def test_a_register_nobody_has_tampered_with_is_clean(client: TestClient, token_for: TokenFor) -> None:
    told = client.get(f"{API}/verification", headers=key(token_for, Role.AUDITOR)).json()

    assert told["clean"] is True
    assert told["faults"] == []
    assert told["checked"]["decisions"] > 60


def test_one_changed_byte_is_found_and_the_version_named(
    client: TestClient, example: House, token_for: TokenFor
) -> None:
    with example.database.writing() as session:
        session.execute(text("DROP TRIGGER version_text_is_fixed"))
        session.execute(text("DROP TRIGGER IF EXISTS version_adopted_is_final"))
        session.execute(
            text("UPDATE version SET text = text || ' ' WHERE number = '2025.1' AND document_id = 1")
        )

    told = client.get(f"{API}/verification", headers=key(token_for, Role.AUDITOR)).json()

    assert told["clean"] is False
    assert "samarbeidsavtalen@2025.1" in told["faults"][0]
    assert client.get("/readyz").status_code == 503


def test_the_log_is_not_for_a_member_of_a_body(client: TestClient, token_for: TokenFor) -> None:
    for path in ("/log", "/verification"):
        assert client.get(API + path).status_code == 401
        assert client.get(API + path, headers=key(token_for, Role.BODY_MEMBER)).status_code == 403
