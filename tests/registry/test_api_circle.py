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
    before = {"person": taken.json()["person"], "organisation": "Fastlegene", "may_vote": False}
    twice = secretary.post(f"{API}/bodies/fsu-ny/seats", json=before)
    assert (twice.status_code, twice.json()["existing"]) == (409, "/organer/fsu-ny?dato=2030-01-01")
    assert "som leder for Granvik" in twice.json()["detail"]
    ended = before | {"valid_to": "2029-12-31"}
    assert secretary.post(f"{API}/bodies/fsu-ny/seats", json=ended).status_code == 201


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


def seat_of(client: TestClient, name: str, day: str = "2025-06-01", **headers: str) -> dict[str, object]:
    """A seat in PSU that day, as the client sees it."""
    body = client.get(f"{API}/bodies/psu", params={"on": day}, headers=headers).json()
    return next(seat for seat in body["seats"] if seat["name"] == name)


def test_a_body_tells_who_leads_until_when_and_who_led_before(client: TestClient) -> None:
    led = client.get(f"{API}/bodies/psu", params={"on": "2025-10-31"}).json()["leadership"]

    assert [each["name"] for each in led["leading"]] == ["Ingrid Solheim"]
    assert (led["next_change"], led["next_side"], led["findings"]) == ("2025-11-01", "helseforetak", [])
    assert [each["name"] for each in led["before"]] == ["Berit Aasland", "Knut Arne Fossum"]


def test_a_seat_is_ended_only_by_one_who_has_seen_it_as_it_is(secretary: TestClient) -> None:
    seat = seat_of(secretary, "Geir Håkon Vik")
    path, sent = f"{API}/bodies/psu/seats/{seat['id']}", {"last_day": "2026-12-31"}

    assert secretary.post(f"{path}/end", json=sent).status_code == 428
    mark = {"If-Match": secretary.get(path).headers["ETag"]}
    ended = secretary.post(f"{path}/end", json=sent, headers=mark)

    assert (ended.status_code, ended.json()["valid_to"]) == (200, "2026-12-31")
    assert secretary.post(f"{path}/end", json=sent, headers=mark).status_code == 412
    assert secretary.get(path).json() == ended.json()


def test_rights_in_a_part_of_the_agenda_are_told(secretary: TestClient) -> None:
    seat = seat_of(secretary, "Geir Håkon Vik")
    path = f"{API}/bodies/psu/seats/{seat['id']}"
    sent = {"part": "dialogmøtet", "speak": False, "propose": False, "vote": False}

    told = secretary.put(f"{path}/rights", json=sent, headers={"If-Match": str(seat["etag"])}).json()

    assert told["rights"] == [sent]
    assert told["may_vote"] is True
    gone = {"part": "dialogmøtet", "usual": True}
    assert (
        secretary.put(f"{path}/rights", json=gone, headers={"If-Match": told["etag"]}).json()["rights"] == []
    )


def test_a_deputy_is_given_through_the_api(secretary: TestClient) -> None:
    member = seat_of(secretary, "Magnus Dahle")
    sent = {"name": "Nils Nytt", "party": "helse-fjordmark", "role": "vara", "deputy_for": member["id"]}

    assert secretary.post(f"{API}/bodies/psu/seats", json=sent).json()["deputy_for"] == "Magnus Dahle"


def test_how_a_body_works_is_said_and_told(secretary: TestClient) -> None:
    sent = {"valid_from": "2027-01-01", "source": "samarbeidsavtalen punkt 6.1", "lead_years": 4}
    path = f"{API}/bodies/psu/orders"

    assert secretary.post(path, json=sent).status_code == 201
    again = secretary.post(path, json=sent)
    assert (again.status_code, again.json()["existing"]) == (409, "/organer/psu")
    assert [each["lead_years"] for each in secretary.get(path).json()["items"]] == [2, 4]
    assert secretary.get(f"{API}/bodies/psu", params={"on": "2027-01-01"}).json()["order"]["lead_years"] == 4


def test_a_body_tells_what_it_came_after(secretary: TestClient) -> None:
    secretary.post(f"{API}/bodies", json={"ref": "ssu", "name": "SSU", "kind": "SSU"})
    sent = {"successor": "ssu", "from_day": "2030-01-01"}

    assert secretary.post(f"{API}/bodies/asu/successors", json=sent).status_code == 201
    assert secretary.get(f"{API}/bodies/ssu").json()["predecessors"] == ["asu"]
    assert secretary.get(f"{API}/bodies/asu").json()["successors"] == ["ssu"]


def test_the_name_of_a_user_representative_who_has_left_is_for_those_who_work_there(
    client: TestClient, token_for: TokenFor
) -> None:
    def names(headers: dict[str, str]) -> set[str]:
        path = f"{API}/bodies/brukerutvalget?on=2025-06-01"
        return {seat["name"] for seat in client.get(path, headers=headers).json()["seats"]}

    assert names({}) == {""}
    assert "Sara Brekke" in names(key(token_for, Role.BODY_MEMBER))


def test_a_name_that_is_withheld_is_not_told_to_everybody(client: TestClient, token_for: TokenFor) -> None:
    secretary = key(token_for)
    seat = seat_of(client, "Geir Håkon Vik", **secretary)
    path = f"{API}/bodies/psu/seats/{seat['id']}"
    mark = secretary | {"If-Match": str(seat["etag"])}

    assert client.put(f"{path}/name", json={"withheld": True}, headers=mark).status_code == 200

    told = client.get(path).json()
    assert (told["name"], told["name_shown"], told["speaks_for"]) == ("", False, "Havstrand")
    assert "Geir Håkon Vik" not in client.get("/organer/psu?dato=2025-06-01").text
    assert client.get(path, headers=secretary).json()["name"] == "Geir Håkon Vik"


def test_money_is_told_with_what_is_left_and_why_a_grant_is_not_spent(client: TestClient) -> None:
    fund = client.get(f"{API}/funds/tilskudd-2025").json()

    assert (fund["spent"], fund["waiting"], fund["left"]) == (3_200_000, 2_100_000, 3_200_000)
    spent, kept = fund["grants"]
    assert (spent["stands"], spent["unity"]["agreement"]) == (True, "regnes som enighet")
    assert (kept["stands"], kept["unity"]["agreement"]) == (False, "regnes ikke som enighet")
    assert kept["unity"]["ground"]["clause"] == "5.2 e"
    assert [each["ref"] for each in client.get(f"{API}/funds").json()["items"]] == [
        "tilskudd-2026",
        "tilskudd-2025",
    ]


def test_money_is_added_and_given_once(secretary: TestClient) -> None:
    entry = {"ref": "fellesmidler", "name": "Fellesmidler", "matter": "samhandlingstilskudd"}
    made = secretary.post(f"{API}/funds", json=entry | {"source": "Partene", "year": 2025, "amount": 50_000})
    decision = secretary.get(f"{API}/funds/tilskudd-2025").json()["grants"][0]["decision"]
    grant = {"decision": decision, "recipient": "Granvik", "purpose": "Opplæring", "amount": 50_000}
    path, named = f"{API}/funds/fellesmidler/allocations", {"Idempotency-Key": "a"}

    assert made.status_code == 201
    more = secretary.post(path, json=grant | {"amount": 50_001})
    assert more.status_code == 409
    assert "50\N{NO-BREAK SPACE}001 kroner" in more.json()["detail"]
    assert secretary.post(path, json=grant, headers=named).json()["left"] == 0
    assert secretary.post(path, json=grant, headers=named).headers["Idempotent-Replayed"] == "true"
    again = secretary.post(path, json=grant)
    assert (again.status_code, again.json()["existing"]) == (409, "/midler/fellesmidler")


def test_a_version_tells_the_users_part_in_making_it(client: TestClient) -> None:
    told = client.get(f"{API}/documents/samarbeidsavtalen/versions/2025.1").json()["participation"]
    before = client.get(f"{API}/documents/samarbeidsavtalen/versions/2021.1").json()["participation"]

    assert before["organisations"] == before["experience"] == "uavklart"
    assert "er ikke å ta del i arbeidet. Deltok noen?" in before["organisations_sentence"]
    assert told["organisations"] == told["experience"] == "oppfylt"
    assert "«Fjordmark brukerforum» deltok i arbeidet 11. juni 2024" in told["organisations_sentence"]
    assert told["before"] == []
    assert {each["body"] for each in told["after"]} >= {"forhandlingsutvalget", "psu"}
    assert all(each["attended"] == [] for each in told["after"])
    plan = client.get(f"{API}/documents/handlingsplanen/versions/latest").json()
    assert plan["participation"] is None
