"""Keys and people through the API."""

from datetime import timedelta
from typing import Any

import pytest
from starlette.testclient import TestClient

from registry import clock
from registry.house import House
from registry.permissions import Permission, Role
from tests.registry.api_calls import API, TokenFor, key


def a_key(**values: Any) -> dict[str, Any]:
    expires = (clock.today() + timedelta(days=30)).isoformat()
    return {"name": "Arkivkoblingen", "scopes": ["nokler:egne"], "expires_on": expires} | values


def test_a_key_says_whose_it_is_and_what_it_opens(client: TestClient, token_for: TokenFor) -> None:
    told = client.get(f"{API}/me", headers=key(token_for, Role.AUDITOR)).json()

    assert told["roles"] == ["revisor"]
    assert told["permissions"] == ["logg:lese", "utkast:lese", "nokler:egne"]


def test_a_key_with_fewer_scopes_does_less(client: TestClient, token_for: Any) -> None:
    narrow = {"Authorization": f"Bearer {token_for(Role.SECRETARIAT, frozenset({Permission.AUDIT_READ}))}"}

    assert client.get(f"{API}/log", headers=narrow).status_code == 200
    sent = {"ref": "x", "kind": "rutine", "title": "X"}
    assert client.post(f"{API}/documents", json=sent, headers=narrow).status_code == 403


def test_a_key_is_shown_once_opens_and_is_revoked(client: TestClient, token_for: TokenFor) -> None:
    owner = key(token_for, Role.AUDITOR)
    made = client.post(f"{API}/me/tokens", json=a_key(), headers=owner)
    new = {"Authorization": f"Bearer {made.json()['key']}"}

    assert made.status_code == 201
    assert client.get(f"{API}/me", headers=new).status_code == 200
    assert made.json()["key"] not in client.get(f"{API}/me/tokens", headers=owner).text
    revoked = client.delete(f"{API}/me/tokens/{made.json()['id']}", headers=owner)
    assert revoked.status_code == 204
    assert client.get(f"{API}/me", headers=new).status_code == 401


def test_a_key_made_twice_by_mistake_is_one_and_is_not_kept_in_the_answer(
    client: TestClient, example: House, token_for: TokenFor
) -> None:
    headers = key(token_for, Role.AUDITOR) | {"Idempotency-Key": "en-gang"}

    first, second = (client.post(f"{API}/me/tokens", json=a_key(), headers=headers) for _ in range(2))

    assert first.json()["id"] == second.json()["id"]
    assert first.json()["key"].startswith("avt_")
    assert second.json().get("key") is None


def test_a_key_cannot_give_what_it_does_not_have(client: TestClient, token_for: TokenFor) -> None:
    refused = client.post(
        f"{API}/me/tokens", json=a_key(scopes=["vedtak:registrere"]), headers=key(token_for, Role.AUDITOR)
    )

    assert refused.status_code == 403


def test_a_key_of_somebody_else_is_not_there(client: TestClient, token_for: TokenFor) -> None:
    theirs = client.post(f"{API}/me/tokens", json=a_key(), headers=key(token_for, Role.AUDITOR)).json()

    refused = client.delete(f"{API}/me/tokens/{theirs['id']}", headers=key(token_for, Role.BODY_MEMBER))

    assert refused.status_code == 404


def test_the_list_tells_when_a_key_was_last_used(client: TestClient, token_for: TokenFor) -> None:
    used = client.get(f"{API}/me/tokens", headers=key(token_for, Role.AUDITOR)).json()["items"][0]["used_at"]

    assert used is not None


@pytest.mark.parametrize(
    "header", ["Bearer avt_finnesikke", "Bearer", "Basic YTpi", "avt_x", "Bearer avt_\xe5"]
)
def test_a_key_that_opens_nothing_is_never_taken_for_nobody(client: TestClient, header: str) -> None:
    refused = client.get(f"{API}/documents", headers={"Authorization": header.encode("latin-1")})

    assert refused.status_code == 401
    assert refused.headers["WWW-Authenticate"] == "Bearer"


def test_the_browsers_cookie_opens_nothing_here(sign_in: Any) -> None:
    browser = sign_in("sekretariat")

    assert browser.get(f"{API}/me").status_code == 401
    sent = {"ref": "x", "kind": "rutine", "title": "X"}
    assert browser.post(f"{API}/documents", json=sent).status_code == 401


def test_a_person_is_added_given_a_role_and_shut_out(client: TestClient, token_for: TokenFor) -> None:
    admin = key(token_for, Role.ADMINISTRATOR)
    sent = {"name": "Åse Nordmann", "email": "ase@example.org", "password": "mange ord etter hverandre"}

    made = client.post(f"{API}/persons", json=sent, headers=admin)
    path = made.headers["Location"]
    given = client.post(f"{path}/roles", json={"role": "leser"}, headers=admin)
    assert [role["role"] for role in given.json()["roles"]] == ["leser"]
    assert made.json()["ref"] in client.get(f"{API}/persons", headers=admin).text
    shut = client.post(f"{path}/disable", headers=admin)
    assert shut.json()["may_sign_in"] is False
    assert "mange ord" not in made.text + given.text + shut.text


def test_a_role_is_taken_back(client: TestClient, token_for: TokenFor) -> None:
    admin = key(token_for, Role.ADMINISTRATOR)
    made = client.post(f"{API}/persons", json={"name": "Åse Nordmann"}, headers=admin).json()
    given = client.post(f"{made['url']}/roles", json={"role": "leser"}, headers=admin).json()["roles"][0]
    path = f"{made['url']}/roles/{given['id']}"

    assert client.delete(path, headers=admin).status_code == 204
    assert client.get(made["url"], headers=admin).json()["roles"] == []
    assert client.delete(path, headers=admin).status_code == 404


def test_the_same_role_twice_is_a_conflict(client: TestClient, token_for: TokenFor) -> None:
    admin = key(token_for, Role.ADMINISTRATOR)
    me = client.get(f"{API}/me", headers=admin).json()["ref"]
    role = {"role": "medlem", "body": "psu", "party": "granvik"}

    statuses = [
        client.post(f"{API}/persons/{me}/roles", json=role, headers=admin).status_code for _ in range(2)
    ]

    assert statuses == [201, 409]


def test_a_short_password_is_refused_and_not_said_back(client: TestClient, token_for: TokenFor) -> None:
    sent = {"name": "Åse Nordmann", "email": "ase@example.org", "password": "kort-og-hemmelig"[:10]}

    refused = client.post(f"{API}/persons", json=sent, headers=key(token_for, Role.ADMINISTRATOR))

    assert refused.status_code == 422
    assert sent["password"] not in refused.text


def test_people_are_for_administrators(client: TestClient, token_for: TokenFor) -> None:
    assert client.get(f"{API}/persons").status_code == 401
    assert client.get(f"{API}/persons", headers=key(token_for)).status_code == 403
