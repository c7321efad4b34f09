"""Files read through the API."""

import pytest
from starlette.testclient import TestClient

from registry.permissions import Role
from tests.registry.api_calls import ADOPTED, API, PROBLEM, TokenFor, key


def test_a_version_taken_out_as_word_comes_in_with_the_same_identities(
    client: TestClient, token_for: TokenFor
) -> None:
    file = client.get(f"{ADOPTED}/files/docx").content

    read = client.post(
        f"{API}/readings",
        files={"file": ("avtalen.docx", file)},
        data={"document": "samarbeidsavtalen"},
        headers=key(token_for),
    )

    before = [section["id"] for section in client.get(ADOPTED).json()["sections"]]
    assert [section["id"] for section in read.json()["sections"]] == before


def test_what_was_read_is_sent_on_as_a_draft_and_only_then_kept(
    client: TestClient, token_for: TokenFor
) -> None:
    secretary, versions = key(token_for), f"{API}/documents/retningslinje-5/versions"
    before = client.get(versions, headers=secretary).json()["total"]
    file = {"file": ("ny.md", "# Retningslinje 5\n\n## 1 Formål\n\nKort.\n")}

    read = client.post(f"{API}/readings", files=file, headers=secretary).json()
    assert client.get(versions, headers=secretary).json()["total"] == before
    sent = {"number": "2031.1", "text": read["text"], "change": "revisjon"}
    made = client.post(versions, json=sent, headers=secretary)

    assert made.status_code == 201
    kept = client.get(made.headers["Location"], headers=secretary).json()
    assert kept["sections"][0]["id"] == read["sections"][0]["id"]


@pytest.mark.parametrize(
    ("name", "data"),
    [("x.pdf", b"%PDF-1.7"), ("x.docx", b"PK"), ("x.md", b"\xff\xfe"), ("x.md", b"# A\x00B"), ("\x00", b"")],
)
def test_a_file_that_cannot_be_read_is_told_why(
    client: TestClient, token_for: TokenFor, name: str, data: bytes
) -> None:
    refused = client.post(f"{API}/readings", files={"file": (name, data)}, headers=key(token_for))

    assert refused.status_code == 422
    assert refused.headers["content-type"] == PROBLEM
    assert refused.json()["detail"].endswith(".")


def test_a_file_is_read_for_those_who_write_drafts(client: TestClient, token_for: TokenFor) -> None:
    file = {"file": ("ny.md", "# A\n")}

    assert client.post(f"{API}/readings", files=file).status_code == 401
    member = client.post(f"{API}/readings", files=file, headers=key(token_for, Role.BODY_MEMBER))
    assert member.status_code == 403
