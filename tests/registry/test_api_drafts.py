"""Drafts through the API: no work is lost, and what is frozen stays frozen."""

import os

import pytest
from starlette.testclient import TestClient

from tests.registry.api_calls import ADOPTED, API, DRAFT, PROBLEM, TokenFor, key

FULL = os.environ.get("AVTALEVERK_TEST_FULL") == "1"
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


def section(title: str) -> str:
    """Where the draft's section with this title has its words."""
    return f"{DRAFT}/sections/{title}"


@pytest.fixture
def first(secretary: TestClient) -> str:
    """The address of the draft's first section."""
    return section(secretary.get(DRAFT).json()["sections"][0]["id"])


def test_a_section_is_read_without_numbers_and_marks_and_written_back(
    secretary: TestClient, first: str
) -> None:
    told = secretary.get(first)
    sent = {"title": told.json()["title"], "text": f"{told.json()['text']}\n\nNye ord."}

    put = secretary.put(first, json=sent, headers={"If-Match": told.headers["ETag"]})

    assert "{#" not in told.json()["text"]
    assert put.status_code == 200
    assert put.json()["text"].endswith("Nye ord.")
    assert put.headers["ETag"] == put.json()["etag"] == secretary.get(first).headers["ETag"]


@pytest.mark.slow
def test_what_is_written_back_as_it_was_changes_nothing(secretary: TestClient, first: str) -> None:
    """The text's opening and every fourth section; every one in full."""
    before = secretary.get(DRAFT).json()
    for each in ["tekst", *(each["id"] for each in before["sections"])][:: 1 if FULL else 4]:
        told = secretary.get(section(each)).json()
        sent = {"title": told["title"], "text": told["text"]}
        assert secretary.put(section(each), json=sent, headers={"If-Match": told["etag"]}).status_code == 200

    assert secretary.get(DRAFT).json() == before


def test_the_texts_title_and_opening_are_a_section_too(secretary: TestClient) -> None:
    etag = secretary.get(section("tekst")).headers["ETag"]

    secretary.put(section("tekst"), json={"title": "Ny tittel", "text": "Ny."}, headers={"If-Match": etag})

    assert secretary.get(DRAFT).json()["text"].startswith("# Ny tittel\n\nNy.\n\n## ")


@pytest.mark.parametrize("headers", [{}, {"If-Match": "*"}])
def test_without_saying_how_the_section_read_nothing_is_changed(
    secretary: TestClient, first: str, headers: dict[str, str]
) -> None:
    before = secretary.get(DRAFT).json()

    refused = secretary.put(first, json={"title": "A", "text": "Nye ord."}, headers=headers)

    assert refused.status_code == 428
    assert secretary.get(DRAFT).json() == before


def test_the_second_of_two_in_one_section_gets_both_texts_and_the_new_mark(
    secretary: TestClient, first: str
) -> None:
    told = secretary.get(first)
    known, title = {"If-Match": told.headers["ETag"]}, told.json()["title"]
    secretary.put(first, json={"title": title, "text": "Av den første."}, headers=known)

    refused = secretary.put(first, json={"title": title, "text": "Av den andre."}, headers=known)

    problem = refused.json()
    assert refused.status_code == 412
    assert problem["current"] == f"{title}\n\nAv den første."
    assert problem["sent"] == f"{title}\n\nAv den andre."
    assert problem["etag"] == secretary.get(first).headers["ETag"]


def test_two_in_different_sections_are_both_saved(secretary: TestClient) -> None:
    one, other = (section(each["id"]) for each in secretary.get(DRAFT).json()["sections"][:2])
    marks = [secretary.get(each).headers["ETag"] for each in (one, other)]

    for place, etag, words in zip((one, other), marks, ("Den ene.", "Den andre."), strict=True):
        put = secretary.put(place, json={"title": "A", "text": words}, headers={"If-Match": etag})
        assert put.status_code == 200

    text = secretary.get(DRAFT).json()["text"]
    assert "Den ene." in text
    assert "Den andre." in text


def test_a_heading_is_no_part_of_a_section(secretary: TestClient, first: str) -> None:
    etag = secretary.get(first).headers["ETag"]

    refused = secretary.put(first, json={"title": "A", "text": "## Overskrift"}, headers={"If-Match": etag})

    assert refused.status_code == 422
    assert "er en overskrift" in refused.json()["detail"]


def test_a_section_of_an_adopted_text_is_read_and_not_written(secretary: TestClient) -> None:
    place = f"{ADOPTED}/sections/tekst"
    etag = secretary.get(place).headers["ETag"]

    refused = secretary.put(place, json={"title": "A", "text": "B"}, headers={"If-Match": etag})

    assert refused.status_code == 409
    assert secretary.get(f"{ADOPTED}/sections/finnesikke").status_code == 404


def test_what_there_is_to_look_at_is_told_with_the_section_it_is_about(
    secretary: TestClient,
) -> None:
    identity = next(each["id"] for each in secretary.get(DRAFT).json()["sections"] if each["level"] == 2)
    etag = secretary.get(section(identity)).headers["ETag"]
    secretary.put(section(identity), json={"title": "Tom", "text": ""}, headers={"If-Match": etag})

    found = secretary.get(f"{DRAFT}/checks").json()

    empty = [each for each in found if each["code"] == "empty-section"]
    assert [each["section"] for each in empty] == [identity]
    assert "Det står ikke noe under overskriften" in empty[0]["message"]
