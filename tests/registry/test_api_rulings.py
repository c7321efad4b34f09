"""What programs add beside a decision: a person's answer, and that the record is true."""

from typing import Any

import pytest
from starlette.testclient import TestClient

from registry.permissions import Role
from tests.registry.api_calls import API, TokenFor, key

LINK = {"link": "https://granvik.example/moter/2025/sak-18", "note": "Side 3."}
ANSWER = {
    "answer": "VALID",
    "reason": "Slik er punktet lest siden 2021.",
    "authority": "leder av PSU",
    "by": "Turid Nygård",
    "on": "2026-04-30",
}
MONEY: dict[str, Any] = {
    "body": "psu",
    "meeting_on": "2026-06-11",
    "case_number": "61/26",
    "title": "Midler til opplæring",
    "act": "disponerer",
    "matter": "midler",
    "votes": {"for": 8, "against": 0, "present": 8, "members": 8},
}
WHOLE = {
    "text": "PSU gir 100 000 kroner.",
    "procedure": "skriftlig",
    "all_consent": True,
    "blocs": [{"name": "kommunene", "for": 4}, {"name": "helseforetaket", "for": 4}],
    "evidence": ["protokoll"],
}


@pytest.fixture
def secretary(client: TestClient, token_for: TokenFor) -> TestClient:
    """The secretariat's program."""
    client.headers.update(key(token_for))
    return client


@pytest.fixture
def asked(client: TestClient) -> str:
    """The address of the decision whose verdict asks."""
    items = client.get(f"{API}/decisions", params={"answer": "NEEDS_HUMAN"}).json()["items"]
    return str(items[0]["url"])


@pytest.fixture
def elsewhere(client: TestClient) -> str:
    """The address of a decision of a kommunestyre."""
    items = client.get(f"{API}/decisions", params={"body": "granvik-kommunestyre"}).json()["items"]
    return str(items[0]["url"])


def test_an_answer_stands_beside_the_verdict(secretary: TestClient, asked: str) -> None:
    before = secretary.get(asked).json()

    made = secretary.post(f"{asked}/rulings", json=ANSWER)

    after = secretary.get(asked).json()
    assert made.status_code == 201
    assert made.json()["question"] == before["verdict"]["question"]
    assert (before["standing"], before["ruling"]) == ("NEEDS_HUMAN", None)
    assert (after["standing"], after["ruling"]["by"]) == ("VALID", "Turid Nygård")
    assert after["verdict"] == before["verdict"]


def test_a_later_answer_replaces_the_earlier_and_both_are_listed(secretary: TestClient, asked: str) -> None:
    secretary.post(f"{asked}/rulings", json=ANSWER | {"answer": "PENDING"})
    secretary.post(f"{asked}/rulings", json=ANSWER)

    listed = secretary.get(f"{asked}/rulings").json()

    assert [each["answer"] for each in listed["items"]] == ["VALID", "PENDING"]
    assert secretary.get(asked).json()["standing"] == "VALID"


def test_the_same_call_twice_has_one_effect_and_the_same_answer_twice_is_told_where_it_is(
    secretary: TestClient, asked: str
) -> None:
    once = {"Idempotency-Key": "svar-1"}
    first = secretary.post(f"{asked}/rulings", json=ANSWER, headers=once)
    repeated = secretary.post(f"{asked}/rulings", json=ANSWER, headers=once)
    again = secretary.post(f"{asked}/rulings", json=ANSWER)

    assert repeated.json() == first.json()
    assert again.status_code == 409
    assert again.json()["existing"] == asked.replace("/api/v1/decisions", "/vedtak")
    assert secretary.get(f"{asked}/rulings").json()["total"] == 1


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"answer": "NEEDS_HUMAN"}, "answer"),
        ({"reason": ""}, "reason"),
        ({"authority": "x" * 201}, "authority"),
        ({"on": "2026-01-01"}, "on"),
        ({"on": "30.4.2026"}, "on"),
    ],
)
def test_what_answers_nothing_is_refused(
    secretary: TestClient, asked: str, wrong: dict[str, str], field: str
) -> None:
    refused = secretary.post(f"{asked}/rulings", json=ANSWER | wrong)

    assert refused.status_code == 422
    assert refused.json()["field"] == field
    assert secretary.get(f"{asked}/rulings").json()["total"] == 0


def test_where_the_verdict_asks_nothing_there_is_nothing_to_answer(
    secretary: TestClient, elsewhere: str
) -> None:
    refused = secretary.post(f"{elsewhere}/rulings", json=ANSWER | {"on": "2026-11-01"})

    assert refused.status_code == 409
    assert "den spør ikke om noe" in refused.json()["detail"]


def test_a_decision_is_vouched_for_by_a_link(secretary: TestClient, elsewhere: str) -> None:
    assert secretary.get(elsewhere).json()["certified"] is None

    made = secretary.post(f"{elsewhere}/certifications", json=LINK)

    assert made.status_code == 201
    assert secretary.get(elsewhere).json()["certified"] == made.json()
    assert secretary.post(f"{elsewhere}/certifications", json=LINK).status_code == 409


@pytest.mark.parametrize(("length", "status"), [(2000, 201), (2001, 422)])
def test_a_link_may_be_as_long_as_addresses_are(
    secretary: TestClient, elsewhere: str, length: int, status: int
) -> None:
    link = "https://arkiv/".ljust(length, "x")

    made = secretary.post(f"{elsewhere}/certifications", json={"link": link})

    assert made.status_code == status
    assert (secretary.get(elsewhere).json()["certified"] or {}).get("link", "") == link * (status == 201)


def test_a_file_comes_back_as_it_went(secretary: TestClient, elsewhere: str) -> None:
    sent = {"file": ("utskrift.html", b"<script>alert(1)</script>", "text/html")}
    made = secretary.post(f"{elsewhere}/certifications/files", files=sent, data={"note": "Side 3."})

    given = secretary.get(f"{elsewhere}/certifications/files/{made.json()['sha256']}")

    assert made.json()["note"] == "Side 3."
    assert given.content == sent["file"][1]
    assert given.headers["Content-Type"] == "application/octet-stream"
    assert given.headers["Content-Disposition"].startswith("attachment")


def test_who_may_read_and_who_may_not(client: TestClient, token_for: TokenFor, elsewhere: str) -> None:
    member = key(token_for, Role.BODY_MEMBER)

    assert client.get(f"{elsewhere}/certifications").json()["total"] == 0
    assert client.get(f"{elsewhere}/rulings").json()["total"] == 0
    assert client.post(f"{elsewhere}/certifications", json=LINK, headers=member).status_code == 403
    assert client.post(f"{elsewhere}/rulings", json=ANSWER, headers=member).status_code == 403
    assert client.get(f"{elsewhere}/certifications/files/{'0' * 64}").status_code == 401


def test_words_sides_and_papers_are_recorded_and_told(secretary: TestClient) -> None:
    made = secretary.post(f"{API}/decisions", json=MONEY | WHOLE).json()

    told = {name: made[name] for name in WHOLE}
    assert told == WHOLE | {
        "blocs": [each | {"against": 0, "abstained": 0} for each in WHOLE["blocs"] if isinstance(each, dict)]
    }


def test_the_same_decision_twice_is_answered_with_where_it_is(secretary: TestClient) -> None:
    made = secretary.post(f"{API}/decisions", json=MONEY).json()

    again = secretary.post(f"{API}/decisions", json=MONEY | {"case_number": "PSU 61/26"})

    assert again.status_code == 409
    assert again.json()["existing"] == f"/vedtak/{made['ref']}"


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        (
            {"votes": {"for": 9, "against": 0}},
            "9 deltok, men Politisk samarbeidsutvalg (PSU) har 8 medlemmer.",
        ),
        ({"blocs": [{"name": "kommunene", "for": 4}]}, "Stemmene i alt er 8 for, 0 mot"),
        ({"returned_to": "asu"}, "men saken er også ført som sendt tilbake"),
        ({"case_number": "12/26"}, "Saksnummeret 12/26 er alt brukt"),
    ],
)
def test_two_facts_that_contradict_each_other_are_both_named(
    secretary: TestClient, wrong: dict[str, Any], sentence: str
) -> None:
    before = secretary.get(f"{API}/decisions").json()["total"]

    refused = secretary.post(f"{API}/decisions", json=MONEY | wrong)
    asked = secretary.post(f"{API}/verdict", json=MONEY | wrong)

    assert (refused.status_code, asked.status_code) == (422, 422)
    assert sentence in refused.json()["detail"]
    assert secretary.get(f"{API}/decisions").json()["total"] == before
