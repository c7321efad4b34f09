"""Helsefellesskap, parties, pairs, bodies and seats through the API."""

import pytest
from starlette.testclient import TestClient

from registry.permissions import Role
from tests.registry.api_calls import API, TokenFor, key


@pytest.fixture
def secretary(client: TestClient, token_for: TokenFor) -> TestClient:
    """The secretariat's program."""
    client.headers.update(key(token_for))
    return client


def test_the_helsefellesskap_are_listed(client: TestClient) -> None:
    assert [each["ref"] for each in client.get(f"{API}/communities").json()["items"]] == ["fjordmark"]


@pytest.mark.parametrize(("day", "there"), [("2019-12-31", True), ("2020-01-01", False)])
def test_a_party_is_listed_on_the_days_it_existed(client: TestClient, day: str, there: bool) -> None:
    items = client.get(f"{API}/parties", params={"on": day, "limit": 100}).json()["items"]

    assert ("nesgrend" in {each["ref"] for each in items}) is there


def test_a_party_says_who_came_after_it(client: TestClient) -> None:
    after = client.get(f"{API}/parties/nesgrend").json()["successors"]

    assert after == [{"party": "heimsund", "from_day": "2020-01-01"}]


def test_a_party_is_added_bound_and_followed(secretary: TestClient) -> None:
    made = secretary.post(f"{API}/parties", json={"ref": "nyvik", "name": "Nyvik", "kind": "kommune"})
    pair = {"kommune": "nyvik", "foretak": "helse-fjordmark", "valid_from": "2030-01-01"}
    bound = secretary.post(f"{API}/pairs", json=pair)
    followed = secretary.post(
        f"{API}/parties/nyvik/successors", json={"successor": "storelv", "from_day": "2031-01-01"}
    )

    assert [answer.status_code for answer in (made, bound, followed)] == [201, 201, 201]
    assert secretary.get(f"{API}/parties/nyvik").json()["valid_to"] == "2030-12-31"
    pairs = secretary.get(f"{API}/pairs", params={"on": "2030-06-01", "limit": 100}).json()["items"]
    assert bound.json() | {"valid_to": "2030-12-31"} in pairs


def test_two_kommuner_are_no_pair(secretary: TestClient) -> None:
    refused = secretary.post(f"{API}/pairs", json={"kommune": "granvik", "foretak": "storelv"})

    assert refused.status_code == 409
    assert "§ 6-1" in refused.json()["detail"]


def test_the_same_pair_twice_is_a_conflict_and_no_fault_of_ours(secretary: TestClient) -> None:
    pair = {"kommune": "granvik", "foretak": "helse-fjordmark", "valid_from": "2012-01-01"}

    assert secretary.post(f"{API}/pairs", json=pair).status_code == 409


def test_a_number_that_cannot_be_is_refused(secretary: TestClient) -> None:
    sent = {"ref": "nyvik", "name": "Nyvik", "kind": "kommune", "organisation_number": "123456789"}

    refused = secretary.post(f"{API}/parties", json=sent)

    assert refused.status_code == 422
    assert refused.json()["field"] == "organisation_number"


@pytest.mark.parametrize(
    ("day", "name"),
    [
        ("2020-12-31", "Overordnet samarbeidsutvalg (OSU)"),
        ("2021-01-01", "Administrativt samarbeidsutvalg (ASU)"),
    ],
)
def test_a_body_is_called_what_it_was_called_that_day(client: TestClient, day: str, name: str) -> None:
    assert client.get(f"{API}/bodies/asu", params={"on": day}).json()["name_that_day"] == name


def test_who_sits_in_a_body_depends_on_the_day(client: TestClient) -> None:
    def people(day: str) -> set[str]:
        return {each["name"] for each in client.get(f"{API}/bodies/psu", params={"on": day}).json()["seats"]}

    assert "Knut Arne Fossum" in people("2023-10-31")
    assert "Knut Arne Fossum" not in people("2023-11-01")


def test_the_reference_of_a_person_is_for_those_who_keep_seats(
    client: TestClient, token_for: TokenFor
) -> None:
    path = f"{API}/bodies/psu?on=2025-06-01"

    assert {seat["person"] for seat in client.get(path).json()["seats"]} == {None}
    assert all(seat["person"] for seat in client.get(path, headers=key(token_for)).json()["seats"])
    member = client.get(path, headers=key(token_for, Role.BODY_MEMBER))
    assert {seat["person"] for seat in member.json()["seats"]} == {None}


def test_a_body_gets_names_and_seats(secretary: TestClient) -> None:
    secretary.post(f"{API}/bodies", json={"ref": "fsu-ny", "name": "FSU ny", "kind": "FSU"})
    secretary.post(f"{API}/bodies/fsu-ny/aliases", json={"name": "Gammelt navn", "valid_to": "2019-12-31"})
    seat = {"name": "Åse Nordmann", "party": "granvik", "role": "leder", "valid_from": "2030-01-01"}
    taken = secretary.post(f"{API}/bodies/fsu-ny/seats", json=seat)

    assert taken.status_code == 201
    body = secretary.get(f"{API}/bodies/fsu-ny", params={"on": "2030-01-01"}).json()
    assert body["aliases"][0]["name"] == "Gammelt navn"
    assert body["seats"] == [taken.json()]
    again = {"person": taken.json()["person"], "organisation": "Fastlegene", "may_vote": False}
    assert secretary.post(f"{API}/bodies/fsu-ny/seats", json=again).status_code == 201


@pytest.mark.parametrize(
    "seat",
    [
        {"party": "granvik"},
        {"name": "A", "person": "person-0123456789", "party": "granvik"},
        {"name": "A"},
    ],
)
def test_a_seat_is_for_one_person_who_speaks_for_somebody(
    secretary: TestClient, seat: dict[str, str]
) -> None:
    assert secretary.post(f"{API}/bodies/psu/seats", json=seat).status_code == 422


def test_a_seat_that_ends_before_it_begins_is_refused_and_the_person_is_not_left_behind(
    secretary: TestClient, token_for: TokenFor
) -> None:
    seat = {"name": "Åse Nordmann", "party": "granvik", "valid_from": "2030-02-01", "valid_to": "2030-01-01"}
    auditor = key(token_for, Role.AUDITOR)
    before = secretary.get(f"{API}/log", headers=auditor).json()["total"]

    assert secretary.post(f"{API}/bodies/psu/seats", json=seat).status_code == 422
    assert secretary.get(f"{API}/log", headers=auditor).json()["total"] == before
