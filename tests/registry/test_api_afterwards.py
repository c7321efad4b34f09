"""Signatures, sendings, publications and notices of termination for programs."""

from datetime import date

import pytest
from starlette.testclient import TestClient

from registry.permissions import Role
from tests.registry.api_calls import API, TokenFor, key

HERE = f"{API}/documents/samarbeidsavtalen/versions/2025.1/afterwards"
PAIR = "granvik+helse-fjordmark"
SIGNED = {"party": "granvik", "signed_on": "2025-03-03", "signer": "Kari Nes", "title": "ordfører"}
SENT = {"pairs": [PAIR], "sent_on": "2025-04-20", "sender": "RHF", "link": "https://rhf.example/a"}
LETTER = {
    "document": "samarbeidsavtalen",
    "pair": PAIR,
    "party": "granvik",
    "received_on": "2026-03-15",
    "sender": "kommunedirektøren i Granvik",
}


@pytest.fixture
def secretary(token_for: TokenFor) -> dict[str, str]:
    return key(token_for)


def of_granvik(told):
    """The party's signature and its pair's month, out of the whole answer."""
    signature = next(each for each in told["signatures"] if each["party"] == "granvik")
    return signature, next(each for each in told["pairs"] if each["pair"] == PAIR)


def test_a_signature_is_recorded_beside_the_adoption_and_remarked_on_when_it_came_first(
    client: TestClient, secretary: dict[str, str]
) -> None:
    before = client.get(HERE).json()
    given = client.post(f"{HERE}/signatures", json={"signatures": [SIGNED]}, headers=secretary)

    assert given.status_code == 201
    told = given.json()
    assert told["adopted"] == before["adopted"]
    signature, _ = of_granvik(told)
    assert (signature["signed_on"], signature["signer"]) == ("2025-03-03", "Kari Nes")
    assert "før kommunestyret vedtok teksten" in signature["remark"]
    assert of_granvik(client.get(HERE, params={"on": "2025-03-02"}).json())[0]["signed_on"] is None


def test_all_are_recorded_or_none(client: TestClient, secretary: dict[str, str]) -> None:
    unknown = SIGNED | {"party": "storelv", "signed_on": "2125-03-03"}
    before = client.get(HERE).json()
    given = client.post(f"{HERE}/signatures", json={"signatures": [SIGNED, unknown]}, headers=secretary)

    assert given.status_code == 422
    assert "ikke kommet ennå" in given.json()["detail"]
    assert client.get(HERE).json() == before


def test_a_sending_answers_the_pairs_month_once_however_often_it_is_sent(
    client: TestClient, secretary: dict[str, str]
) -> None:
    repeated = secretary | {"Idempotency-Key": "sendt"}
    first = client.post(f"{HERE}/submissions", json=SENT, headers=repeated)
    again = client.post(f"{HERE}/submissions", json=SENT, headers=repeated)
    twice = client.post(f"{HERE}/submissions", json=SENT, headers=secretary)

    assert (first.status_code, again.status_code, twice.status_code) == (201, 201, 409)
    _, pair = of_granvik(client.get(HERE).json())
    assert [each["sent_on"] for each in pair["sendings"]].count("2025-04-20") == 1
    assert pair["duty"]["state"] == "oppfylt"
    assert pair["duty"]["source"] == "helse- og omsorgstjenesteloven § 6-4"


def test_what_is_not_so_is_taken_back_with_a_reason(client: TestClient, secretary: dict[str, str]) -> None:
    client.post(f"{HERE}/submissions", json=SENT, headers=secretary)
    record = f"innsending:{PAIR}:2025-04-20"
    taken = client.post(
        f"{HERE}/corrections", json={"record": record, "reason": "Gikk ikke ut."}, headers=secretary
    )
    unknown = client.post(f"{HERE}/corrections", json={"record": "x", "reason": "y"}, headers=secretary)

    assert taken.status_code == 201
    assert "2025-04-20" not in [each["sent_on"] for each in of_granvik(taken.json())[1]["sendings"]]
    assert unknown.status_code == 422


def test_it_is_published_at_an_address(client: TestClient, secretary: dict[str, str]) -> None:
    sent = {"published_on": "2025-05-02", "publisher": "Sekretariatet", "link": "https://fjordmark.example/x"}
    given = client.post(f"{HERE}/publications", json=sent, headers=secretary)

    assert sent in given.json()["publications"]


def test_a_notice_is_hidden_while_it_is_unverified_and_followed_up(
    client: TestClient, secretary: dict[str, str], token_for: TokenFor
) -> None:
    made = client.post(f"{API}/notices", json=LETTER, headers=secretary)
    assert made.status_code == 201, made.text
    told = made.json()
    assert (told["state"], told["ends"], told["verified"]) == ("ubekreftet", "2027-03-15", False)
    assert told["duty"]["sentence"].endswith("Hvem har vedtatt å si opp?")

    address = f"{API}/notices/{told['ref']}"
    assert client.get(address).status_code == 404
    assert client.get(f"{API}/notices").json()["total"] == 0
    assert client.get(address, headers=key(token_for, Role.AUDITOR)).status_code == 200
    twice = client.post(f"{API}/notices", json=LETTER, headers=secretary)
    assert (twice.status_code, twice.json()["existing"]) == (409, f"/oppsigelser/{told['ref']}")

    step = {"step": "Helsedirektoratet er varslet", "happens_on": "2026-03-27", "done_by": "RHF"}
    followed = client.post(f"{address}/steps", json=step, headers=secretary)
    assert followed.json()["told"]["state"] == "oppfylt"
    then = client.get(address, params={"on": date(2026, 3, 26).isoformat()}, headers=secretary).json()
    assert then["told"]["state"] == "uavklart"


def test_only_the_secretariat_records(client: TestClient, token_for: TokenFor) -> None:
    reader = key(token_for, Role.BODY_MEMBER)
    for address, body in ((f"{HERE}/submissions", SENT), (f"{API}/notices", LETTER)):
        assert client.post(address, json=body, headers=reader).status_code == 403
        assert client.post(address, json=body).status_code == 401
