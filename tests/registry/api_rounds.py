"""What the tests of the API need of a text that waits for its parties: a frozen version, and days that can be."""

from datetime import timedelta
from typing import Any

from starlette.testclient import TestClient

from registry import clock
from tests.registry.api_calls import API

NUMBER = "2097.1"
DOCUMENT = f"{API}/documents/samarbeidsavtalen/versions"
WAITING = f"{DOCUMENT}/{NUMBER}"
"""A version of the agreement that is frozen, and waits for its parties."""
IN_A_ROUND = {"start_round", "move_deadline", "note_steps"}
"""Operations that ask for such a version."""


def waiting_version(client: TestClient, headers: dict[str, str], *, begun: bool = True) -> str:
    """The address of that version, made where it is not there; `begun`: with its round begun today."""
    if client.get(f"{WAITING}/text", headers=headers).status_code == 404:
        text = client.get(f"{DOCUMENT}/2025.1/text", headers=headers).json()["text"]
        draft = {"number": NUMBER, "text": text, "change": "revisjon", "based_on": "2025.1"}
        made = client.post(DOCUMENT, json=draft, headers=headers)
        assert made.status_code == 201, made.text
        mark = {"If-Match": client.get(f"{WAITING}/text", headers=headers).headers["ETag"]}
        frozen = client.post(f"{WAITING}/freeze", json={}, headers=headers | mark)
        assert frozen.status_code == 200, frozen.text
    if begun and client.get(f"{WAITING}/round", headers=headers).json()["started_on"] is None:
        started = {"started_on": clock.today().isoformat()}
        assert client.post(f"{WAITING}/round", json=started, headers=headers).status_code == 201
    return WAITING


def fitted_to_rounds(client: TestClient, operation: str, path: str, headers: dict[str, str]) -> str:
    """The path with such a version, begun where the operation asks for that."""
    waiting = waiting_version(client, headers, begun=operation != "start_round")
    return path.replace(f"{DOCUMENT}/2025.1", waiting)


def body_for_rounds(operation: str, body: Any) -> Any:
    """The example with days on which what it tells can have happened."""
    today, later = clock.today(), clock.today() + timedelta(days=120)
    match operation:
        case "start_round":
            return body | {"started_on": today.isoformat(), "deadline": later.isoformat()}
        case "move_deadline":
            return body | {"deadline": (later + timedelta(days=30)).isoformat()}
        case "note_steps":
            return body | {"happens_on": today.isoformat()}
    return body


def round_mark(client: TestClient, path: str, headers: dict[str, str]) -> dict[str, str]:
    """The condition that moving a deadline must carry."""
    return {"If-Match": client.get(path.removesuffix("/deadline"), headers=headers).headers["ETag"]}
