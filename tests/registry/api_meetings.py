"""Meetings and cases as a program makes them, for tests that need one in a certain state."""

from typing import Any

from starlette.testclient import TestClient

from registry import clock
from tests.registry.api_calls import API

COMING, APPROVED = "psu-2026-12-10", "psu-2026-10-08"
"""The example's meetings: one to come with six cases, and one whose minutes are approved."""
Headers = dict[str, str]
CASE = {"title": "Midler", "matter": "midler", "route": [{"body": "asu", "act": "disponerer"}]}


def opened(client: TestClient, headers: Headers, **told: Any) -> dict[str, Any]:
    """A case."""
    made = client.post(f"{API}/cases", json=CASE | told, headers=headers)
    assert made.status_code == 201, made.text
    return made.json()


def called(client: TestClient, headers: Headers, body: str = "asu", **told: Any) -> dict[str, Any]:
    """A meeting of the body today, with one case on its agenda."""
    sent = {"body": body, "on": clock.today().isoformat(), "one_more": True} | told
    meeting = client.post(f"{API}/meetings", json=sent, headers=headers)
    assert meeting.status_code == 201, meeting.text
    item = {"case": opened(client, headers)["ref"], "proposal": "ASU disponerer midlene."}
    made = client.post(f"{meeting.json()['url']}/items", json=item, headers=headers)
    assert made.status_code == 201, made.text
    return made.json()


def seen(client: TestClient, address: str, headers: Headers) -> Headers:
    """The headers with the mark of the thing at the address, as it is now."""
    return headers | {"If-Match": client.get(address, headers=headers).headers["ETag"]}


def typed(client: TestClient, meeting: dict[str, Any], headers: Headers, **told: Any) -> dict[str, Any]:
    """The first case of the meeting, with what the meeting did."""
    address = f"{meeting['url']}/items/1"
    sent = {"text": "Vedtatt.", "outcome": "vedtatt", "votes_for": 12, "votes_against": 0} | told
    made = client.put(address, json=sent, headers=seen(client, address, headers))
    assert made.status_code == 200, made.text
    return made.json()


def fitted_to_meetings(client: TestClient, name: str, path: str, headers: Headers) -> str:
    """The path of an example, with a case and a meeting in the state that the operation `name` needs."""
    if "/cases/" in path:
        return path.replace("s-0a1b2c3d4e", opened(client, headers)["ref"])
    if name == "correct_minutes":
        return path.replace(COMING, APPROVED)
    if name in {"settle_agenda_item", "preview_agenda_item", "approve_minutes"}:
        meeting = called(client, headers)
        typed(client, meeting, headers)
        return path.replace(COMING, meeting["ref"])
    return path


def body_for_meetings(client: TestClient, name: str, body: Any, headers: Headers) -> Any:
    """The body of an example, with what no example can know."""
    if name == "put_on_agenda":
        return body | {"case": opened(client, headers)["ref"]}
    if name == "approve_minutes":
        return body | {"approved_on": clock.today().isoformat()}
    return body


def marked_address(path: str) -> str:
    """Where the mark of what this path changes is read; empty where it changes nothing there is."""
    if "/cases/" in path:
        return path.removesuffix("/close")
    if "/meetings/" not in path or path.endswith(("/items", "/corrections", "/verdict")):
        return ""
    return path.removesuffix("/approval").removesuffix("/agenda").removesuffix("/decision")
