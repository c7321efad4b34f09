"""Every error of the API is problem+json with a whole sentence, and nothing that is sent breaks it."""

import json
from typing import Any

import pytest
from starlette.testclient import TestClient

from registry.permissions import Role
from tests.registry.api_calls import API, PROBLEM, TokenFor, example_body, filled, key, operations


def assert_problem(answer: Any, status: int) -> None:
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == PROBLEM
    told = answer.json()
    assert {"type", "title", "status", "detail", "instance"} <= set(told)
    assert told["status"] == status
    assert told["detail"].endswith(".")


def test_every_operation_tells_a_wrong_key_in_a_problem(client: TestClient) -> None:
    for operation in operations(client):
        path, query = filled(operation)
        answer = client.request(
            operation.method, path, params=query, headers={"Authorization": "Bearer avt_x"}
        )
        assert_problem(answer, 401)


def test_every_operation_tells_a_wrong_query_in_a_problem(client: TestClient, token_for: TokenFor) -> None:
    for operation in operations(client):
        path, query = filled(operation)
        answer = client.request(
            operation.method,
            path,
            params=query | {"helsefellesskap": "IKKE ET NAVN"},
            headers=key_of_those_who_may(token_for, operation.path),
        )
        assert_problem(answer, 422)
        assert {each["field"] for each in answer.json()["errors"]} >= {"helsefellesskap"}


def test_nobody_writes_without_a_key_and_no_reader_with_one(client: TestClient, token_for: TokenFor) -> None:
    reader = key(token_for, Role.READER)
    written = [operation for operation in operations(client) if operation.writes]
    assert len(written) >= 18
    for operation in written:
        path, query = filled(operation)
        body = example_body(client, operation)
        assert_problem(client.request(operation.method, path, params=query, json=body), 401)
        assert_problem(client.request(operation.method, path, params=query, json=body, headers=reader), 403)


@pytest.mark.parametrize("path", ["/nowhere", "/documents/x/y", "/decisions/v-0123456789", "/parties/ukjent"])
def test_an_address_that_leads_nowhere_is_a_problem(client: TestClient, path: str) -> None:
    assert_problem(client.get(API + path), 404)


def test_a_name_in_the_query_that_is_not_known_is_never_passed_over(client: TestClient) -> None:
    answer = client.get(f"{API}/in-force?dato=2022-07-31&%ED%A0%BD=1")

    assert_problem(answer, 422)
    assert answer.json()["errors"][0]["field"] == "dato"
    assert "on, party" in answer.json()["errors"][0]["message"]


def test_who_has_no_key_is_told_so_before_anything_else(client: TestClient) -> None:
    assert_problem(client.get(f"{API}/log", params={"limit": "mange", "x": "y"}), 401)
    assert_problem(client.post(f"{API}/documents", content=b'{"ref": 5}'), 401)


def test_a_method_that_is_not_taken_is_a_problem_and_says_which_are(client: TestClient) -> None:
    answer = client.patch(f"{API}/documents")

    assert_problem(answer, 405)
    assert answer.headers["Allow"]


@pytest.mark.parametrize(
    "body",
    [
        b'{"ref": "x", "kind": "rutine", "title": "a\\ud800b"}',
        b'{"ref": "x", "kind": "rutine", "title": "a\\u0000b"}',
        b'{"ref": "x", "kind": "rutine", "title": "a\\u202eb"}',
        b'{"ref": "x", "kind": "rutine", "title": "b", "\\ud800": 1}',
        b'{"ref": "x", "kind": "rutine", "title": "b", "community_id": 1}',
        b'{"ref": "x", "kind": "rutine", "title": 5}',
        b'{"ref": "x", "kind": "rutine", "title": ""}',
        b'{"ref": "x", "kind": "rutine", "title": "   "}',
        b'{"ref": "\\ud800", "kind": "\\ud800", "title": "b"}',
        b"[]",
        b"1e400",
        b"{",
        b"",
    ],
)
def test_what_cannot_be_kept_is_told_field_by_field(
    client: TestClient, token_for: TokenFor, body: bytes
) -> None:
    headers = key(token_for) | {"Content-Type": "application/json"}

    answer = client.post(f"{API}/documents", content=body, headers=headers)

    assert_problem(answer, 422)
    assert answer.json()["errors"]


@pytest.mark.parametrize("body", [b'{"ref": "\xff"}', b"[" * 100_000, b'{"nr": ' + b"9" * 5000 + b"}"])
def test_a_body_that_cannot_be_read_at_all_is_a_problem(
    client: TestClient, token_for: TokenFor, body: bytes
) -> None:
    headers = key(token_for) | {"Content-Type": "application/json"}

    assert_problem(client.post(f"{API}/documents", content=body, headers=headers), 400)


@pytest.mark.parametrize("number", [2**31, 2**63, -1, 0, "1.5", "true", "9" * 400])
def test_an_id_that_no_row_can_have_is_refused(
    client: TestClient, token_for: TokenFor, number: object
) -> None:
    assert_problem(client.delete(f"{API}/me/tokens/{number}", headers=key(token_for)), 422)


def test_the_sentences_are_norwegian_and_name_what_would_do(client: TestClient, token_for: TokenFor) -> None:
    sent = {"ref": "Stor Bokstav", "kind": "avtale"}

    told = client.post(f"{API}/documents", json=sent, headers=key(token_for)).json()

    messages = {each["field"]: each["message"] for each in told["errors"]}
    assert messages["title"] == "Dette mangler."
    assert "samarbeidsavtale" in messages["kind"]
    assert set(messages) == {"ref", "kind", "title"}


def test_a_form_of_a_browser_is_not_taken_for_json(client: TestClient, token_for: TokenFor) -> None:
    answer = client.post(
        f"{API}/documents",
        content=json.dumps({"ref": "x", "kind": "rutine", "title": "X"}),
        headers=key(token_for) | {"Content-Type": "text/plain"},
    )

    assert_problem(answer, 422)


def key_of_those_who_may(token_for: TokenFor, path: str) -> dict[str, str]:
    return key(token_for, Role.ADMINISTRATOR if "/persons" in path else Role.SECRETARIAT)
