"""Versions through the API: the text, its sections, its hash; files; comparison; the adoption board."""

import hashlib

import pytest
from starlette.testclient import TestClient

from documents import markdown
from documents.docx import Tracked, read
from registry.permissions import Role
from tests.documents.sameness import sections_told
from tests.registry.api_calls import ADOPTED, API, DRAFT, TokenFor, key


def test_a_version_carries_its_text_and_the_hash_of_exactly_that(client: TestClient) -> None:
    version = client.get(ADOPTED).json()

    assert hashlib.sha256(version["text"].encode()).hexdigest() == version["hash"]


def test_a_sections_identity_is_in_the_answer_with_its_printed_number(client: TestClient) -> None:
    sections = client.get(ADOPTED).json()["sections"]

    assert next(each for each in sections if each["number"] == "5.2")["level"] == 2
    assert all(each["id"] for each in sections)


@pytest.mark.parametrize(("day", "standing"), [("2025-04-30", "kommer"), ("2025-05-01", "gjelder")])
def test_what_a_version_is_depends_on_the_day(client: TestClient, day: str, standing: str) -> None:
    assert client.get(ADOPTED, params={"on": day}).json()["standing"] == standing


def test_a_clause_is_known_by_its_identity_through_the_versions(client: TestClient) -> None:
    section = next(each for each in client.get(ADOPTED).json()["sections"] if each["number"] == "5.2")

    history = client.get(f"{API}/documents/samarbeidsavtalen/places/{section['id']}").json()

    assert [each["version"] for each in history] == ["2025.1", "2021.1"]
    assert history[0]["number"] == "5.2"
    assert client.get(f"{API}/documents/samarbeidsavtalen/places/finnesikke").status_code == 404


def test_a_draft_is_not_there_for_the_public_nor_for_a_reader(
    client: TestClient, token_for: TokenFor
) -> None:
    for headers in ({}, key(token_for, Role.READER)):
        for path in ("", "/text", "/files/md", "/adoption", "/marks"):
            assert client.get(DRAFT + path, headers=headers).status_code == 404, path
        listed = client.get(f"{API}/documents/samarbeidsavtalen/versions", headers=headers).json()["items"]
        assert {each["stage"] for each in listed} == {"vedtatt"}


def test_a_member_of_a_body_reads_drafts(client: TestClient, token_for: TokenFor) -> None:
    assert client.get(DRAFT, headers=key(token_for, Role.BODY_MEMBER)).json()["stage"] == "utkast"


def test_latest_and_draft_are_names_of_versions(client: TestClient, token_for: TokenFor) -> None:
    versions = f"{API}/documents/samarbeidsavtalen/versions"

    assert client.get(f"{versions}/latest").json()["version"] == "2025.1"
    assert client.get(f"{versions}/draft", headers=key(token_for)).json()["version"] == "2026.1"


@pytest.mark.parametrize(
    ("form", "media_type", "begins"),
    [
        ("md", "text/markdown; charset=utf-8", b"# "),
        ("html", "text/html; charset=utf-8", b"<!doctype html>"),
        ("json", "application/json", b"{"),
        ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", b"PK"),
    ],
)
def test_a_version_is_taken_out_as_a_file(
    client: TestClient, form: str, media_type: str, begins: bytes
) -> None:
    file = client.get(f"{ADOPTED}/files/{form}")

    assert file.headers["content-type"] == media_type
    assert file.content.startswith(begins)
    assert f"samarbeidsavtalen-2025.1.{form}" in file.headers["content-disposition"]


def test_a_comparison_tells_words_and_places(client: TestClient) -> None:
    names = {"old": "samarbeidsavtalen@2021.1", "new": "samarbeidsavtalen@2025.1"}

    told = client.get(f"{API}/comparison", params=names).json()

    reworded = next(each for each in told["changes"] if "omformulert" in each["kind"])
    assert reworded["words_added"] + reworded["words_removed"] > 0
    assert {each["kind"] for each in reworded["words"]} <= {"kept", "added", "removed"}
    assert told["counts"]["ny"] == sum("ny" in each["kind"].split(", ") for each in told["changes"])


def test_a_comparison_is_taken_out_as_word_with_tracked_changes(client: TestClient) -> None:
    names = {"old": "samarbeidsavtalen@2021.1", "new": "samarbeidsavtalen@2025.1"}

    file = client.get(f"{API}/comparison/word", params=names)

    assert "samarbeidsavtalen-sporet-2021.1-2025.1.docx" in file.headers["content-disposition"]
    for number, tracked in (("2025.1", Tracked.ACCEPT), ("2021.1", Tracked.REJECT)):
        stored = client.get(f"{API}/documents/samarbeidsavtalen/versions/{number}").json()["text"]
        assert sections_told(read(file.content, tracked=tracked).text) == sections_told(markdown.read(stored))


def test_a_draft_cannot_be_seen_through_a_comparison(client: TestClient) -> None:
    names = {"old": "samarbeidsavtalen@2025.1", "new": "samarbeidsavtalen@2026.1"}

    assert client.get(f"{API}/comparison", params=names).status_code == 404
    assert client.get(f"{API}/comparison/word", params=names).status_code == 404


def test_the_adoption_board_has_a_row_a_party_and_the_first_day(client: TestClient) -> None:
    board = client.get(f"{ADOPTED}/adoption", params={"on": "2025-05-01"}).json()

    assert len(board["rows"]) == 21
    assert board["in_force_from"] == "2025-05-01"
    assert board["missing"] == []


def test_before_the_last_council_has_met_the_board_says_who_is_missing(client: TestClient) -> None:
    board = client.get(f"{ADOPTED}/adoption", params={"on": "2025-01-31"}).json()

    assert board["in_force_from"] is None
    assert board["missing"]


def test_the_answer_a_caller_has_already_is_not_sent_again(client: TestClient) -> None:
    first = client.get(ADOPTED, params={"on": "2025-06-01"})

    again = client.get(ADOPTED, params={"on": "2025-06-01"}, headers={"If-None-Match": first.headers["ETag"]})

    assert again.status_code == 304
    assert again.content == b""
    assert client.get(ADOPTED, params={"on": "2025-04-01"}).headers["ETag"] != first.headers["ETag"]
