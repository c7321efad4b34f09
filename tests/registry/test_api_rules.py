"""Rules, classes, delegations and judging anew through the API."""

from typing import Any

import pytest
from starlette.testclient import TestClient

from registry.permissions import Role
from registry.web.api.schemas_rules import RULE
from tests.registry.api_calls import ADOPTED, API, TokenFor, key

MINOR = f"{API}/rules/FM-2025-5.2d"
GUIDELINE = f"{API}/documents/retningslinje-5/versions/2025.1"
CONFIRMED = {"confirm": True, "confidence": "ordrett", "reason": "Lest på nytt."}


@pytest.fixture
def secretary(token_for: TokenFor) -> dict[str, str]:
    return key(token_for)


def names(client: TestClient, day: str) -> list[str]:
    return [each["ref"] for each in client.get(f"{API}/rules", params={"on": day}).json()["items"]]


def test_the_rules_are_those_of_the_day_those_that_wait_first(client: TestClient) -> None:
    before, after = names(client, "2025-04-30"), names(client, "2025-05-01")

    assert "FM-2021-5.2a" in before
    assert "FM-2021-5.2a" not in after
    assert after[:2] == ["FM-2021-6.2@2025.1", "FM-2021-9.1@2025.1"]


def test_a_rule_is_told_with_its_clause_its_days_and_the_form_it_can_be_sent_in(client: TestClient) -> None:
    told = client.get(MINOR).json()

    assert told["ground"]["clause"] == "5.2 d"
    assert (told["in_force_from"], told["waits"], told["instead"]) == ("2025-05-01", False, None)
    assert told["rule"]["deciders"][0]["kind"] == "PSU"
    assert client.get(f"{API}/rules/finnes-ikke").status_code == 404


def test_a_rule_is_confirmed_once_and_who_comes_after_is_shown_it(
    client: TestClient, secretary: dict[str, str]
) -> None:
    first = client.post(f"{MINOR}/corrections", json=CONFIRMED, headers=secretary)
    again = client.post(f"{MINOR}/corrections", json=CONFIRMED, headers=secretary)

    assert first.status_code == 201
    assert first.json()["ref"] == "FM-2025-5.2d~2"
    assert again.status_code == 409
    assert again.json()["existing"] == "/regler/FM-2025-5.2d~2"
    assert client.get(MINOR).json()["instead"] == "FM-2025-5.2d~2"


def test_the_same_call_sent_twice_has_one_effect(client: TestClient, secretary: dict[str, str]) -> None:
    headers = secretary | {"Idempotency-Key": "lest-1"}
    answers = [client.post(f"{MINOR}/corrections", json=CONFIRMED, headers=headers) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [201, 201]
    assert answers[0].json() == answers[1].json()


@pytest.mark.parametrize(
    "wrong",
    [
        {"confirm": True, "rule": RULE, "reason": "Begge."},
        {"rule": {"id": "x", "kinds": ["diktat"]}, "reason": "Feil."},
        {"confirm": True},
    ],
    ids=["both", "no rule", "no reason"],
)
def test_what_cannot_be_a_reading_is_told_why(
    client: TestClient, secretary: dict[str, str], wrong: dict[str, Any]
) -> None:
    assert client.post(f"{MINOR}/corrections", json=wrong, headers=secretary).status_code == 422


def test_only_those_who_record_decisions_read_rules_anew(client: TestClient, token_for: TokenFor) -> None:
    reader = key(token_for, Role.AUDITOR)

    assert client.post(f"{MINOR}/corrections", json=CONFIRMED, headers=reader).status_code == 403
    assert client.post(f"{MINOR}/corrections", json=CONFIRMED).status_code == 401


def test_a_rule_is_written_down_of_a_clause_by_its_printed_number(
    client: TestClient, secretary: dict[str, str]
) -> None:
    sent = {"version": "samarbeidsavtalen@2025.1", "clause": "5.2 d", "rule": RULE}

    made = client.post(f"{API}/rules", json=sent, headers=secretary)

    assert made.status_code == 201, made.text
    assert made.json()["ground"]["clause_id"] == "mxitf3m8y8"
    assert made.json()["in_force_from"] == "2025-05-01"


def test_a_class_that_is_said_anew_turns_decisions_and_the_run_is_kept(
    client: TestClient, secretary: dict[str, str]
) -> None:
    sent = {"change": "ny", "findings": [], "reason": "Den er ny."}

    said = client.post(f"{GUIDELINE}/classifications", json=sent, headers=secretary)
    run = client.get(f"{API}/rejudgings").json()["items"][0]

    assert said.status_code == 201, said.text
    assert client.get(f"{GUIDELINE}/classification").json()["change"] == "ny"
    assert {each["after"] for each in run["turned"]} == {"INVALID"}
    assert "retningslinje-5@2025.1" in run["because"]


def test_what_the_register_was_told_of_an_adopted_text_is_told_to_everybody(client: TestClient) -> None:
    told = client.get(f"{ADOPTED}/classification").json()

    assert told["by"]
    assert told["findings"] == []


def test_a_delegation_is_recorded_found_by_body_and_kept_from_the_councils_own(
    client: TestClient, secretary: dict[str, str]
) -> None:
    sent = {"giver": "psu", "receiver": "asu", "kinds": ["midler"], "source": "PS 4/25"}
    law = {"giver": "granvik-kommunestyre", "receiver": "psu", "source": "PS 5/25"}

    made = client.post(f"{API}/delegations", json=sent, headers=secretary)
    refused = client.post(f"{API}/delegations", json=law, headers=secretary)

    assert made.status_code == 201, made.text
    assert client.get(f"{API}/delegations", params={"body": "asu"}).json()["total"] == 1
    assert client.get(f"{API}/delegations", params={"body": "granvik-kommunestyre"}).json()["total"] == 0
    assert refused.status_code == 409
    assert "§ 6-1" in refused.json()["detail"]


def test_all_decisions_are_judged_anew_on_asking(client: TestClient, secretary: dict[str, str]) -> None:
    run = client.post(f"{API}/rejudgings", json={"because": "Årlig gjennomgang."}, headers=secretary).json()

    assert sum(run["counts"].values()) == len(run["answers"]) > 200
    assert run["turned"] == []


def test_who_may_decide_a_draft_is_told_with_what_its_words_point_to(
    client: TestClient, secretary: dict[str, str]
) -> None:
    draft = f"{API}/documents/samarbeidsavtalen/versions/2026.1/who-may"

    told = client.get(draft, headers=secretary).json()

    assert told["confirmed_by"] == ""
    assert {each["certainty"] for each in told["findings"]} == {"mulig"}
    assert told["who_may"]["bodies"]
    assert client.get(draft).status_code == 404


def test_what_a_program_says_when_it_freezes_follows_the_text(
    client: TestClient, secretary: dict[str, str]
) -> None:
    draft = f"{API}/documents/samarbeidsavtalen/versions/2026.1"
    mark = client.get(f"{draft}/text", headers=secretary).json()["etag"]
    found = [{"trait": "endrer kostnad", "certainty": "bekreftet", "place": "punkt 9"}]

    frozen = client.post(
        f"{draft}/freeze",
        json={"change": "vesentlig", "findings": found},
        headers=secretary | {"If-Match": mark},
    )

    assert frozen.status_code == 200, frozen.text
    (kept,) = client.get(f"{draft}/classification", headers=secretary).json()["findings"]
    assert (kept["trait"], kept["certainty"], kept["by"]) == ("endrer kostnad", "bekreftet", "Marte Haugland")
