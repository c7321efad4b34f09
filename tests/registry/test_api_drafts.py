"""Drafts through the API: no work is lost, and what is frozen stays frozen."""

import pytest
from starlette.testclient import TestClient

from tests.registry.api_calls import ADOPTED, API, DRAFT, PROBLEM, TokenFor, key

NEW = "# Samarbeidsavtalen\n\n## 1 Parter\n\nNytt innhold.\n"


@pytest.fixture
def secretary(client: TestClient, token_for: TokenFor) -> TestClient:
    """The secretariat's program."""
    client.headers.update(key(token_for))
    return client


def mark(secretary: TestClient, path: str = DRAFT) -> str:
    return secretary.get(f"{path}/text").headers["ETag"]


def test_a_new_draft_gets_identities_and_is_based_on_what_it_changes(secretary: TestClient) -> None:
    sent = {"number": "2031.1", "text": NEW, "change": "revisjon", "based_on": "2025.1"}

    made = secretary.post(f"{API}/documents/samarbeidsavtalen/versions", json=sent)

    assert made.status_code == 201
    version = secretary.get(made.headers["Location"]).json()
    assert version["stage"] == "utkast"
    assert version["sections"][0]["id"]


def test_a_draft_is_changed_by_who_has_the_newest_text_before_them(secretary: TestClient) -> None:
    put = secretary.put(f"{DRAFT}/text", json={"text": NEW}, headers={"If-Match": mark(secretary)})

    assert put.status_code == 200
    assert put.headers["ETag"] == put.json()["etag"] == mark(secretary)
    assert "Nytt innhold." in secretary.get(DRAFT).json()["text"]


@pytest.mark.parametrize("headers", [{}, {"If-Match": "*"}, {"If-Match": " "}])
def test_without_saying_which_text_it_was_nothing_is_changed(
    secretary: TestClient, headers: dict[str, str]
) -> None:
    before = secretary.get(DRAFT).json()

    for send in (
        lambda: secretary.put(f"{DRAFT}/text", json={"text": NEW}, headers=headers),
        lambda: secretary.post(f"{DRAFT}/freeze", json={}, headers=headers),
        lambda: secretary.post(f"{DRAFT}/withdraw", json={"reason": "Stanset."}, headers=headers),
    ):
        refused = send()
        assert refused.status_code == 428
        assert refused.headers["content-type"] == PROBLEM
    assert secretary.get(DRAFT).json() == before


def test_the_second_of_two_writers_gets_both_texts_and_the_new_mark(secretary: TestClient) -> None:
    known = mark(secretary)
    first, second = f"{NEW}\nAv den første.\n", f"{NEW}\nAv den andre.\n"
    secretary.put(f"{DRAFT}/text", json={"text": first}, headers={"If-Match": known})

    refused = secretary.put(f"{DRAFT}/text", json={"text": second}, headers={"If-Match": known})

    problem = refused.json()
    assert refused.status_code == problem["status"] == 412
    assert "Av den første." in problem["current"]
    assert "Av den andre." in problem["sent"]
    assert problem["etag"] == mark(secretary)
    again = secretary.put(
        f"{DRAFT}/text", json={"text": problem["sent"]}, headers={"If-Match": problem["etag"]}
    )
    assert again.status_code == 200


def test_whoever_freezes_freezes_the_text_they_saw(secretary: TestClient) -> None:
    known = mark(secretary)
    secretary.put(f"{DRAFT}/text", json={"text": NEW}, headers={"If-Match": known})

    late = secretary.post(f"{DRAFT}/freeze", json={}, headers={"If-Match": known})
    frozen = secretary.post(
        f"{DRAFT}/freeze", json={"change": "vesentlig"}, headers={"If-Match": mark(secretary)}
    )

    assert late.status_code == 412
    assert frozen.json()["stage"] == "frosset"
    assert frozen.json()["change"] == "vesentlig"


def test_a_frozen_text_is_not_changed(secretary: TestClient) -> None:
    refused = secretary.put(
        f"{ADOPTED}/text", json={"text": NEW}, headers={"If-Match": mark(secretary, ADOPTED)}
    )

    assert refused.status_code == 409
    assert "frosset" in refused.json()["detail"]


def test_a_withdrawn_draft_stays_readable_for_those_who_read_drafts(secretary: TestClient) -> None:
    answer = secretary.post(
        f"{DRAFT}/withdraw", json={"reason": "Arbeidet er stanset."}, headers={"If-Match": mark(secretary)}
    )

    assert answer.json()["standing"] == "trukket"
    assert secretary.get(DRAFT).status_code == 200


def test_a_text_that_is_no_legal_text_is_refused_with_what_is_wrong(secretary: TestClient) -> None:
    sent = {"number": "2031.1", "text": "## 1 A {#aaa}\n\n## 2 B {#aaa}\n", "change": "revisjon"}

    refused = secretary.post(f"{API}/documents/samarbeidsavtalen/versions", json=sent)

    assert refused.status_code == 422
    assert refused.json()["field"] == "text"
    assert "to steder" in refused.json()["detail"]


def test_what_is_refused_in_the_middle_leaves_nothing_behind(secretary: TestClient) -> None:
    sent = {"number": "2031.1", "text": NEW, "change": "revisjon", "based_on": "1999.1"}

    refused = secretary.post(f"{API}/documents/samarbeidsavtalen/versions", json=sent)

    assert refused.status_code == 404
    listed = secretary.get(f"{API}/documents/samarbeidsavtalen/versions").json()["items"]
    assert "2031.1" not in {each["version"] for each in listed}
