"""The evidence sheet through the API."""

from starlette.testclient import TestClient

from tests.registry.api_calls import API, TokenFor, key


def test_evidence_tells_both_wordings_and_suggests_with_reasons(
    client: TestClient, token_for: TokenFor
) -> None:
    names = {"old": "samarbeidsavtalen@2025.1", "new": "samarbeidsavtalen@2025.2"}

    told = client.get(f"{API}/evidence", params=names, headers=key(token_for)).json()

    moved = next(each for each in told["findings"] if each["kind"] == "plikt lagt på en annen")
    assert (moved["number"], moved["found_old"], moved["found_new"]) == (
        "4.6",
        ["helseforetaket"],
        ["kommunen"],
    )
    assert told["suggestion"]["change"] == "vesentlig"
    assert "En plikt er lagt på en annen: punkt 4.6." in told["suggestion"]["reasons"]
    assert told["change_label"] == "mindre endring"
    assert {each["number"] for each in told["touched"]} >= {"4.6", "7.5", "9.2"}


def test_evidence_names_mandate_clauses_and_items_of_the_law(client: TestClient) -> None:
    names = {"old": "samarbeidsavtalen@2021.1", "new": "samarbeidsavtalen@2025.1"}

    told = client.get(f"{API}/evidence", params=names).json()

    assert told["counts"]["mandat"] > 0
    assert ["§ 6-2 nr. 1"] in [each["about"] for each in told["findings"] if each["kind"] == "lovkrav"]


def test_a_draft_cannot_be_seen_through_its_evidence(client: TestClient) -> None:
    names = {"old": "samarbeidsavtalen@2025.1", "new": "samarbeidsavtalen@2026.1"}

    assert client.get(f"{API}/evidence", params=names).status_code == 404
