"""The same call sent twice has one effect."""

from datetime import timedelta

import pytest
from sqlalchemy import update
from starlette.testclient import TestClient

from registry import clock
from registry.house import House
from registry.permissions import Role
from registry.tables import RepeatRow
from tests.registry.api_calls import API, TokenFor, key

ROUTINE = {"ref": "rutine-ros", "kind": "rutine", "title": "Rutine for felles ROS-analyse"}


@pytest.fixture
def secretary(client: TestClient, token_for: TokenFor) -> TestClient:
    """The secretariat's program."""
    client.headers.update(key(token_for))
    return client


def post(secretary: TestClient, name: str, body: dict[str, str], path: str = "/documents"):
    return secretary.post(API + path, json=body, headers={"Idempotency-Key": name})


def test_a_repeated_call_gets_the_first_answer_and_does_nothing(secretary: TestClient) -> None:
    first = post(secretary, "a", ROUTINE)
    second = post(secretary, "a", ROUTINE)

    assert (first.status_code, second.status_code) == (201, 201)
    assert second.json() == first.json()
    assert second.headers["Location"] == first.headers["Location"]
    assert second.headers["Idempotent-Replayed"] == "true"
    assert "Idempotent-Replayed" not in first.headers


def test_without_a_key_the_second_call_meets_the_rule(secretary: TestClient) -> None:
    secretary.post(f"{API}/documents", json=ROUTINE)

    assert secretary.post(f"{API}/documents", json=ROUTINE).status_code == 409


def test_the_same_key_for_another_body_is_refused(secretary: TestClient) -> None:
    post(secretary, "a", ROUTINE)

    refused = post(secretary, "a", ROUTINE | {"ref": "rutine-to"})

    assert refused.status_code == 422
    assert refused.json()["field"] == "Idempotency-Key"
    assert secretary.get(f"{API}/documents/rutine-to").status_code == 404


def test_a_key_is_one_address_and_one_callers_own(secretary: TestClient, token_for: TokenFor) -> None:
    post(secretary, "a", ROUTINE)

    elsewhere = post(secretary, "a", {"ref": "nyvik", "name": "Nyvik", "kind": "kommune"}, "/parties")
    other = secretary.post(
        f"{API}/documents",
        json=ROUTINE,
        headers={"Idempotency-Key": "a"} | key(token_for, Role.BODY_MEMBER),
    )

    assert elsewhere.status_code == 201
    assert other.status_code == 403


def test_what_was_refused_is_tried_again(secretary: TestClient) -> None:
    draft = {"number": "1.0", "text": "# R\n", "change": "ny"}
    path = "/documents/rutine-ros/versions"

    refused = post(secretary, "a", draft, path)
    post(secretary, "b", ROUTINE)
    again = post(secretary, "a", draft, path)

    assert (refused.status_code, again.status_code) == (404, 201)


def test_after_a_week_the_key_is_forgotten(secretary: TestClient, example: House) -> None:
    post(secretary, "a", ROUTINE)
    with example.database.writing() as session:
        session.execute(update(RepeatRow).values(at=clock.now() - timedelta(days=8)))

    assert post(secretary, "a", ROUTINE).status_code == 409
    assert post(secretary, "a", ROUTINE | {"ref": "rutine-to"}).status_code == 201


@pytest.mark.parametrize("name", ["", "x" * 201, "to ord"])
def test_a_key_that_is_no_key_is_refused(secretary: TestClient, name: str) -> None:
    assert post(secretary, name, ROUTINE).status_code == 422
