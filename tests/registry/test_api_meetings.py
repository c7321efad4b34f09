"""Meetings through the API: called, put in order, typed, recorded, approved, corrected."""

from typing import Any

import pytest
from starlette.testclient import TestClient

from registry import clock
from registry.permissions import Role
from tests.registry.api_calls import API, PROBLEM, TokenFor, key
from tests.registry.api_meetings import APPROVED, COMING, called, opened, seen, typed

MEETINGS = f"{API}/meetings"
TRANSPORT = 3
"""The place of the case beyond PSU's mandate on the example's coming agenda."""


@pytest.fixture
def secretary(token_for: TokenFor) -> dict[str, str]:
    """The key of the secretariat's program."""
    return key(token_for)


def item_of(client: TestClient, ref: str, place: int, headers: dict[str, str]) -> dict[str, Any]:
    return client.get(f"{MEETINGS}/{ref}/items/{place}", headers=headers).json()


def test_the_coming_agenda_tells_which_case_is_beyond_the_mandate_and_who_may(
    client: TestClient, secretary: dict[str, str]
) -> None:
    agenda = client.get(f"{MEETINGS}/{COMING}", headers=secretary).json()

    assert len(agenda["items"]) == 6
    beyond = [each for each in agenda["items"] if each["verdict"]["verdict"] == "INVALID"]
    assert [each["position"] for each in beyond] == [TRANSPORT]
    assert beyond[0]["foreseen"]
    assert beyond[0]["verdict"]["instead"] == ["alle kommunestyrene", "styret for helseforetaket"]
    assert agenda["items"][0]["note"] == "Utsatt fra 8. oktober 2026 (7/26)."


def test_the_public_reads_approved_minutes_and_no_agendas(client: TestClient) -> None:
    listed = client.get(MEETINGS).json()["items"]

    assert [each["ref"] for each in listed] == [APPROVED]
    assert client.get(f"{MEETINGS}/{COMING}").status_code == 404
    assert client.get(f"{MEETINGS}/{COMING}/items/1").status_code == 404
    minutes = client.get(f"{MEETINGS}/{APPROVED}").json()
    assert minutes["approved_by"] == "Berit Aasland og Geir Håkon Vik"
    assert minutes["corrections"][0]["number"] == "6/26"
    assert minutes["waiting"] == []


def test_a_member_reads_the_agenda_and_changes_nothing(client: TestClient, token_for: TokenFor) -> None:
    member = key(token_for, Role.BODY_MEMBER)

    assert client.get(f"{MEETINGS}/{COMING}", headers=member).status_code == 200
    refused = client.put(f"{MEETINGS}/{COMING}", json={"place": "Her"}, headers=member)
    assert refused.status_code == 403


def test_from_call_to_approved_minutes(client: TestClient, secretary: dict[str, str]) -> None:
    meeting = called(client, secretary, starts_at="9", place="Teams")
    assert (meeting["starts_at"], meeting["stage"]) == ("09:00", "innkalt")
    address = f"{meeting['url']}/items/1"
    typed(client, meeting, secretary)

    shown = client.post(f"{address}/verdict", headers=secretary).json()
    settled = client.post(f"{address}/decision", json={}, headers=seen(client, address, secretary)).json()
    sent = {"approved_by": "Møtet selv", "approved_on": clock.today().isoformat()}
    approved = client.post(
        f"{meeting['url']}/approval", json=sent, headers=seen(client, meeting["url"], secretary)
    ).json()

    assert settled["verdict"] == shown
    assert client.get(f"{API}/decisions/{settled['decision']}").json()["case_number"] == settled["number"]
    assert (approved["stage"], len(approved["minutes_hash"])) == ("protokoll godkjent", 64)
    assert client.get(meeting["url"]).json()["items"][0]["decision"] == settled["decision"]
    locked = client.put(address, json={"text": "Nei."}, headers=seen(client, address, secretary))
    assert (locked.status_code, "endres ikke" in locked.json()["detail"]) == (409, True)


def test_a_meeting_that_is_called_twice_is_shown(client: TestClient, secretary: dict[str, str]) -> None:
    again = client.post(MEETINGS, json={"body": "psu", "on": "2026-12-10"}, headers=secretary)

    assert again.status_code == 409
    assert again.headers["Content-Type"] == PROBLEM
    assert again.json()["existing"] == f"/moter/{COMING}"


def test_a_body_that_did_not_exist_does_not_meet(client: TestClient, secretary: dict[str, str]) -> None:
    refused = client.post(MEETINGS, json={"body": "psu", "on": "2020-12-10"}, headers=secretary)

    assert refused.status_code == 409
    assert "10. desember 2020" in refused.json()["detail"]
    assert "1. januar 2021" in refused.json()["detail"]


def test_the_same_call_sent_twice_calls_one_meeting(client: TestClient, secretary: dict[str, str]) -> None:
    headers = secretary | {"Idempotency-Key": "ett-mote"}
    sent = {"body": "asu", "on": "2027-03-04"}

    first, second = (client.post(MEETINGS, json=sent, headers=headers) for _ in range(2))

    assert (first.status_code, second.status_code) == (201, 201)
    assert first.json() == second.json()
    listed = client.get(f"{MEETINGS}?body=asu", headers=secretary).json()["items"]
    assert [each["ref"] for each in listed] == ["asu-2027-03-04"]


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("", {"place": "Her"}),
        ("/attendance", {"came": []}),
        ("/items/1", {"text": "Utsatt.", "outcome": "utsatt"}),
        ("/items/1/agenda", {"number": "99/26", "act": "vedtar"}),
    ],
)
def test_what_is_changed_is_changed_against_what_was_seen(
    client: TestClient, secretary: dict[str, str], path: str, body: dict[str, Any]
) -> None:
    address = f"{MEETINGS}/{COMING}{path}"
    read = address.removesuffix("/agenda")

    assert client.put(address, json=body, headers=secretary).status_code == 428
    mine = seen(client, read, secretary)
    assert client.put(address, json=body, headers=mine).status_code == 200
    late = client.put(address, json=body, headers=mine)
    assert late.status_code == 412
    assert {"current", "sent", "etag"} <= set(late.json())
    assert client.put(address, json=body, headers=secretary | {"If-Match": late.json()["etag"]}).is_success


def test_who_came_is_noted_by_those_who_keep_the_minutes(
    client: TestClient, secretary: dict[str, str], token_for: TokenFor
) -> None:
    address = f"{MEETINGS}/{COMING}/attendance"
    people = client.get(address, headers=secretary).json()["people"]
    absent = next(each for each in people if each["name"] == "Ingrid Solheim")
    came = [each["person"] for each in people if each != absent]

    told = client.put(address, json={"came": came}, headers=seen(client, address, secretary)).json()

    now = {each["name"]: each for each in told["people"]}
    assert now["Ingrid Solheim"]["state"] == "fraværende"
    assert now["Odd Rune Hagen"]["in_place_of"] == "Ingrid Solheim"
    assert not now["Mona Lillebø"]["may_vote"]
    assert client.get(address, headers=key(token_for, Role.BODY_MEMBER)).status_code == 403


def test_votes_by_member_are_counted_and_numbers_that_differ_are_refused(
    client: TestClient, secretary: dict[str, str]
) -> None:
    address = f"{MEETINGS}/{COMING}/attendance"
    people = client.get(address, headers=secretary).json()["people"]
    members = [each["person"] for each in people if not each["deputy_for"] and each["side"]]
    client.put(address, json={"came": members}, headers=seen(client, address, secretary))
    cast = [{"person": person, "vote": "for" if at else "mot"} for at, person in enumerate(members)]
    item = f"{MEETINGS}/{COMING}/items/4"

    sent = {"outcome": "vedtatt", "text": "Vedtatt.", "member_votes": cast}
    refused = client.put(item, json=sent | {"votes_for": 8}, headers=seen(client, item, secretary))
    told = client.put(item, json=sent, headers=seen(client, item, secretary)).json()

    assert (refused.status_code, refused.json()["field"]) == (422, "votes_for")
    assert (told["votes"]["for"], told["votes"]["against"], told["votes"]["present"]) == (7, 1, 8)
    assert sum(each["against"] for each in told["sides"]) == 1
    assert len(told["member_votes"]) == 8


def test_a_case_is_moved_and_taken_off(client: TestClient, secretary: dict[str, str]) -> None:
    first = item_of(client, COMING, 1, secretary)
    address = f"{MEETINGS}/{COMING}/items/1"
    sent = {"number": first["number"], "act": first["act"], "proposal": first["proposal"], "position": 6}

    moved = client.put(f"{address}/agenda", json=sent, headers=seen(client, address, secretary)).json()
    taken = client.delete(f"{MEETINGS}/{COMING}/items/6", headers=secretary)

    assert (moved["position"], moved["case"], taken.status_code) == (6, first["case"], 204)
    agenda = client.get(f"{MEETINGS}/{COMING}", headers=secretary).json()
    assert len(agenda["items"]) == 5
    assert first["case"] in {each["case"] for each in agenda["waiting"]}


def test_a_number_in_use_is_refused_naming_what_has_it(client: TestClient, secretary: dict[str, str]) -> None:
    sent = {"case": opened(client, secretary)["ref"], "number": "PSU 6/26"}

    refused = client.post(f"{MEETINGS}/{COMING}/items", json=sent, headers=secretary)

    assert refused.status_code == 409
    assert "felles e-læring" in refused.json()["detail"]


def test_a_correction_stands_beside_approved_minutes(client: TestClient, secretary: dict[str, str]) -> None:
    before = client.get(f"{MEETINGS}/{APPROVED}").json()
    sent = {"text": "Møtet sluttet klokken 11.", "reason": "Feil klokkeslett."}

    made = client.post(f"{MEETINGS}/{APPROVED}/corrections", json=sent, headers=secretary)

    assert made.status_code == 201
    after = client.get(f"{MEETINGS}/{APPROVED}").json()
    assert [each["text"] for each in after["corrections"]][-1] == "Møtet sluttet klokken 11."
    assert after["minutes_hash"] == before["minutes_hash"]
    assert client.post(f"{MEETINGS}/{COMING}/corrections", json=sent, headers=secretary).status_code == 409


def test_minutes_are_not_approved_over_what_another_has_typed(
    client: TestClient, secretary: dict[str, str]
) -> None:
    meeting = called(client, secretary)
    typed(client, meeting, secretary)
    mine = seen(client, meeting["url"], secretary)
    typed(client, meeting, secretary, text="Noe annet.")
    sent = {"approved_by": "Møtet", "approved_on": clock.today().isoformat()}

    assert client.post(f"{meeting['url']}/approval", json=sent, headers=mine).status_code == 412


def test_a_case_is_opened_on_the_way_the_rules_point_to(
    client: TestClient, secretary: dict[str, str]
) -> None:
    sent = {"title": "Handlingsplan", "version": "handlingsplanen@2026.1"}

    case = client.post(f"{API}/cases", json=sent, headers=secretary).json()

    assert [(each["body"], each["act"]) for each in case["route"]] == [
        ("asu", "innstiller"),
        ("psu", "vedtar"),
    ]
    assert (case["stand"], case["waiting"][0]["body"]) == ("venter", "asu")
    assert case["version"] == "handlingsplanen@2026.1"


def test_a_case_is_changed_and_closed_against_what_was_seen(
    client: TestClient, secretary: dict[str, str]
) -> None:
    case = opened(client, secretary)
    mine = seen(client, case["url"], secretary)
    sent = {"title": "Ny tittel", "matter": "midler", "route": []}

    assert client.put(case["url"], json=sent, headers=mine).json()["title"] == "Ny tittel"
    assert client.put(case["url"], json=sent, headers=mine).status_code == 412
    closed = client.post(
        f"{case['url']}/close", json={"because": "Trukket."}, headers=seen(client, case["url"], secretary)
    ).json()
    assert closed["closed_because"] == "Trukket."
    refs = [each["ref"] for each in client.get(f"{API}/cases", headers=secretary).json()["items"]]
    assert case["ref"] not in refs


def test_cases_are_for_those_who_read_drafts(client: TestClient, token_for: TokenFor) -> None:
    assert client.get(f"{API}/cases").status_code == 401
    assert client.get(f"{API}/cases", headers=key(token_for, Role.BODY_MEMBER)).status_code == 200
