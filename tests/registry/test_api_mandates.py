"""Mandate through the API: who may decide, and a verdict on facts that are sent."""

import json
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from registry.web.api.mandates import FACTS
from tests.registry.api_calls import API


def who_may(client: TestClient, change: str, day: str) -> dict[str, Any]:
    wanted = {"kind": "retningslinje", "change": change, "on": day}
    return client.get(f"{API}/who-may", params=wanted).json()


def test_asu_may_revise_a_guideline_by_its_clause(client: TestClient) -> None:
    told = who_may(client, "revisjon", "2025-06-01")

    assert [body["name"] for body in told["bodies"]] == ["ASU"]
    assert told["clause"] == "5.2 c"


def test_a_new_guideline_is_for_every_council_and_the_board(client: TestClient) -> None:
    told = who_may(client, "ny", "2025-06-01")

    assert {body["kind"] for body in told["bodies"]} == {"kommunestyre", "styre"}


def test_the_rules_are_those_of_the_day(client: TestClient) -> None:
    assert (
        who_may(client, "revisjon", "2025-04-30")["rules"]
        != who_may(client, "revisjon", "2025-05-01")["rules"]
    )


def test_money_is_a_matter_too(client: TestClient) -> None:
    wanted = {"kind": "midler", "change": "disponering", "on": "2025-06-01"}

    assert client.get(f"{API}/who-may", params=wanted).json()["kind"] == "midler"


@pytest.mark.parametrize(
    "wrong", [{"kind": "diktat"}, {"change": "stor"}, {"on": "1. juni"}, {"on": "0001-01-01"}]
)
def test_a_question_nobody_can_answer_is_told_why(client: TestClient, wrong: dict[str, str]) -> None:
    wanted = {"kind": "retningslinje", "change": "revisjon"} | wrong

    assert client.get(f"{API}/who-may", params=wanted).status_code == 422


def test_facts_are_judged_by_the_rules_they_name(client: TestClient) -> None:
    verdict = client.post(f"{API}/judge", json=FACTS).json()

    assert verdict["verdict"] in {"VALID", "PENDING", "INVALID", "NEEDS_HUMAN"}
    assert verdict["on"] == FACTS["on"]


def test_a_body_without_mandate_is_told_who_may_instead(client: TestClient) -> None:
    facts = FACTS | {"proposal": {"kind": "retningslinje", "change": "ny"}}

    verdict = client.post(f"{API}/judge", json=facts).json()

    assert verdict["verdict"] == "INVALID"
    assert verdict["instead"]


def test_a_decision_is_told_in_what_why_and_what_now(client: TestClient) -> None:
    facts = FACTS | {"proposal": {"kind": "retningslinje", "change": "ny"}}

    verdict = client.post(f"{API}/judge", json=facts).json()

    assert verdict["reasons"] == [verdict["what"], verdict["why"], verdict["now"], *verdict["remarks"]]
    assert verdict["rules"][0]["excerpt"] in verdict["why"]


def test_all_that_the_form_knows_is_taken(client: TestClient) -> None:
    returned = {"body": {"kind": "PSU", "ref": "psu"}, "on": "2025-06-02", "outcome": "returnert"}
    facts = FACTS | {
        "blocs": [
            {"name": "kommunene", "for": 4, "against": 0},
            {"name": "helseforetaket", "for": 4, "against": 0},
        ],
        "procedure": "fjernmøte",
        "evidence": ["protokoll"],
        "seats": [{"person": "Kari Nordmann", "speaks_for": "granvik"}],
        "prior": [returned | {"returned_to": "sekretariatet"}],
        "delegations": [],
        "parties": [],
    }

    verdict = client.post(f"{API}/judge", json=facts | {"seats": []}).json()
    contradicted = client.post(f"{API}/judge", json=facts).json()

    assert verdict["verdict"] == "PENDING"
    assert "sendte saken tilbake" in verdict["missing"][0]
    assert contradicted["what"].startswith("Det er talt 8 stemmer, men bare 1 plass i ASU")


def test_the_form_of_the_facts_is_given_as_a_schema(client: TestClient) -> None:
    published = Path(__file__).parents[2] / "docs/facts.schema.json"

    assert client.get(f"{API}/judge/schema").json() == json.loads(published.read_text(encoding="utf-8"))


def test_every_fault_in_the_facts_is_told_at_once(client: TestClient) -> None:
    refused = client.post(f"{API}/judge", json={"on": "i går", "body": {"kind": "lag"}, "ekstra": 1})

    assert refused.status_code == 422
    assert len(refused.json()["errors"]) >= 4


@pytest.mark.parametrize("body", ["[]", "1", "null", '"x"', "{", ""])
def test_what_is_no_table_of_facts_is_refused(client: TestClient, body: str) -> None:
    refused = client.post(f"{API}/judge", content=body, headers={"Content-Type": "application/json"})

    assert refused.status_code == 422
