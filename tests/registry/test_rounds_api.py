"""Programs follow a round: what is under way, where each party stands, and moving it on."""

from datetime import timedelta

import pytest
from starlette.testclient import TestClient

from registry import clock
from registry.permissions import Role
from tests.registry.api_calls import ADOPTED, API, TokenFor, key
from tests.registry.api_rounds import WAITING, waiting_version

TODAY = clock.today()
LATER = TODAY + timedelta(days=90)


@pytest.fixture
def secretary(client: TestClient, token_for: TokenFor) -> TestClient:
    """The secretariat's program, and a version that is frozen."""
    headers = key(token_for)
    client.headers.update(headers)
    waiting_version(client, headers, begun=False)
    return client


def begin(client: TestClient, **told: str) -> None:
    sent = {"started_on": TODAY.isoformat(), "deadline": LATER.isoformat()} | told
    answer = client.post(f"{WAITING}/round", json=sent)
    assert answer.status_code == 201, answer.text


def board(client: TestClient, **asked: str) -> dict[str, object]:
    return dict(client.get(f"{WAITING}/adoption", params=asked).json())


def test_a_round_is_begun_and_is_among_those_that_are_under_way(secretary: TestClient) -> None:
    assert secretary.get(f"{WAITING}/round").json()["started_on"] is None
    begin(secretary)

    told = secretary.get(f"{WAITING}/round").json()
    assert (told["started_on"], told["deadline"]) == (TODAY.isoformat(), LATER.isoformat())
    items = {each["version"]: each for each in secretary.get(f"{API}/rounds").json()["items"]}
    mine = items["samarbeidsavtalen@2097.1"]
    assert (mine["parties"], mine["adopted"], mine["overdue"]) == (21, 0, False)
    assert secretary.get(mine["url"]).json()["version"] == mine["version"]


def test_what_is_not_public_is_not_among_them_for_somebody_without_a_key(secretary: TestClient) -> None:
    begin(secretary)
    del secretary.headers["Authorization"]

    listed = {each["version"] for each in secretary.get(f"{API}/rounds").json()["items"]}
    assert "samarbeidsavtalen@2097.1" not in listed
    assert secretary.get(f"{WAITING}/round").status_code == 404


def test_the_same_call_twice_begins_it_once_and_another_is_refused(secretary: TestClient) -> None:
    sent, headers = {"started_on": TODAY.isoformat()}, {"Idempotency-Key": "runde-1"}
    first, again = (secretary.post(f"{WAITING}/round", json=sent, headers=headers) for _ in range(2))
    other = secretary.post(f"{WAITING}/round", json=sent)

    assert (first.status_code, again.status_code, other.status_code) == (201, 201, 409)
    assert again.json() == first.json()
    assert other.headers["content-type"] == "application/problem+json"


def test_a_deadline_is_moved_by_one_who_has_seen_it_and_by_nobody_else(secretary: TestClient) -> None:
    begin(secretary)
    seen = secretary.get(f"{WAITING}/round").headers["ETag"]
    sent = {"deadline": (LATER + timedelta(days=30)).isoformat(), "reason": "Tre møter er i april."}

    def moved(**headers: str) -> int:
        return secretary.put(f"{WAITING}/round/deadline", json=sent, headers=headers).status_code

    assert moved() == 428
    assert moved(**{"If-Match": seen}) == 200
    assert moved(**{"If-Match": seen}) == 412
    told = secretary.get(f"{WAITING}/round").json()
    assert (told["deadline"], told["reason"]) == (sent["deadline"], sent["reason"])


def test_steps_of_several_parties_are_noted_in_one_call_and_stand_on_the_board(secretary: TestClient) -> None:
    begin(secretary)
    meeting = LATER - timedelta(days=7)
    steps = f"{WAITING}/round/steps"
    sent = {"parties": ["granvik", "storelv"], "step": "sendt", "happens_on": TODAY.isoformat()}
    assert secretary.post(steps, json=sent).json()["counts"] == {"ikke startet": 19, "sendt": 2}
    set_for = {
        "parties": ["storelv"],
        "step": "berammet",
        "happens_on": meeting.isoformat(),
        "case": "PS 9/27",
    }
    assert secretary.post(steps, json=set_for).status_code == 201

    told = board(secretary)
    rows = {row["party"]: row for row in told["rows"]}  # type: ignore[attr-defined]
    assert [step["step"] for step in rows["granvik"]["steps"]] == ["sendt"]
    assert (rows["storelv"]["state"], rows["storelv"]["next_meeting"]) == ("berammet", meeting.isoformat())
    assert rows["storelv"]["note"]
    assert told["next_meetings"][0] == "storelv"  # type: ignore[index]
    assert (told["started_on"], told["deadline"], told["overdue"]) == (
        TODAY.isoformat(),
        LATER.isoformat(),
        [],
    )


@pytest.mark.parametrize(
    ("sent", "status", "field"),
    [
        ({"parties": ["granvik", "utopia"]}, 404, None),
        ({"parties": []}, 422, "parties"),
        ({"step": "spurt"}, 422, "step"),
        ({"happens_on": "2020-01-01"}, 422, "happens_on"),
        ({"known_on": (TODAY + timedelta(days=1)).isoformat()}, 422, "known_on"),
        ({"step": "bundet av forgjengeren"}, 422, None),
    ],
)
def test_a_step_that_cannot_be_is_noted_for_nobody(
    secretary: TestClient, sent: dict[str, object], status: int, field: str | None
) -> None:
    begin(secretary)
    whole = {"parties": ["granvik"], "step": "i utvalg", "happens_on": TODAY.isoformat()} | sent

    answer = secretary.post(f"{WAITING}/round/steps", json=whole)

    assert answer.status_code == status, answer.text
    if field:
        assert field in answer.text
    assert board(secretary)["counts"] == {"ikke startet": 21}


def test_a_round_of_what_is_adopted_long_ago_is_not_begun(secretary: TestClient) -> None:
    answer = secretary.post(f"{ADOPTED}/round", json={"started_on": TODAY.isoformat()})

    assert answer.status_code == 409


@pytest.mark.parametrize("role", [Role.READER, Role.AUDITOR])
def test_only_those_who_record_decisions_move_a_round_on(
    client: TestClient, token_for: TokenFor, role: Role
) -> None:
    waiting_version(client, key(token_for))
    sent = {"parties": ["granvik"], "step": "sendt", "happens_on": TODAY.isoformat()}

    assert client.post(f"{WAITING}/round/steps", json=sent, headers=key(token_for, role)).status_code == 403


def test_whoever_freezes_says_when_the_text_comes_into_force(secretary: TestClient) -> None:
    versions = f"{API}/documents/samarbeidsavtalen/versions"
    text = secretary.get(f"{versions}/2025.1/text").json()["text"]
    secretary.post(versions, json={"number": "2096.1", "text": text, "change": "revisjon"})
    mark = {"If-Match": secretary.get(f"{versions}/2096.1/text").headers["ETag"]}

    def frozen(**sent: object) -> tuple[int, dict[str, object]]:
        answer = secretary.post(f"{versions}/2096.1/freeze", json=sent, headers=mark)
        return answer.status_code, answer.json()

    status, told = frozen(entry_rule="et antall parter", entry_count=22)
    assert (status, told["field"]) == (422, "entry_count")
    status, told = frozen(entry_rule="et antall parter", entry_count=11, entry_clause="5.2")
    assert status == 200
    assert (told["entry_rule"], told["entry_count"]) == ("et antall parter", 11)
    assert told["entry_clause"]


def test_a_rule_is_not_executed_while_somebody_is_missing(secretary: TestClient) -> None:
    begin(secretary)

    refused = secretary.post(f"{WAITING}/round/rule")

    assert refused.status_code == 409, refused.text
    assert "mangler" in refused.json()["detail"]
