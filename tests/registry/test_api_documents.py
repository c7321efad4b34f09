"""Documents through the API: what is in force, what there is, what is begun."""

import pytest
from starlette.testclient import TestClient

from registry.permissions import Role
from tests.registry.api_calls import API, PROBLEM, TokenFor, key


@pytest.mark.parametrize(("day", "number"), [("2025-04-30", "2021.1"), ("2025-05-01", "2025.1")])
def test_the_set_in_force_follows_the_day(client: TestClient, day: str, number: str) -> None:
    items = client.get(f"{API}/in-force", params={"on": day}).json()["items"]

    assert {each["document"]: each["version"] for each in items}["samarbeidsavtalen"] == number
    assert {each["standing"] for each in items} == {"gjelder"}


def test_a_special_agreement_binds_its_own_party_only(client: TestClient) -> None:
    def bound(party: str) -> set[str]:
        answer = client.get(f"{API}/in-force", params={"on": "2025-06-01", "party": party})
        return {each["document"] for each in answer.json()["items"]}

    assert "saeravtale-granvik" in bound("granvik")
    assert "saeravtale-granvik" not in bound("storelv")


def test_what_is_on_its_way_shows_drafts_only_to_those_who_read_them(
    client: TestClient, token_for: TokenFor
) -> None:
    def coming(headers: dict[str, str]) -> set[str]:
        answer = client.get(f"{API}/under-way", params={"on": "2025-08-31"}, headers=headers)
        return {f"{each['document']} {each['standing']}" for each in answer.json()["items"]}

    assert coming({}) >= {"retningslinje-1 kommer"}
    assert "samarbeidsavtalen utkast" not in coming({})
    assert "samarbeidsavtalen utkast" in coming(key(token_for))


def test_a_document_says_which_version_applies_that_day(client: TestClient) -> None:
    document = client.get(f"{API}/documents/samarbeidsavtalen", params={"on": "2024-01-01"}).json()

    assert document["in_force"] == "2021.1"
    assert document["owner"] == "psu"


def test_a_special_agreement_names_its_pair(client: TestClient) -> None:
    document = client.get(f"{API}/documents/saeravtale-granvik").json()

    assert document["pair"] == {"kommune": "granvik", "foretak": "helse-fjordmark"}


def test_a_document_that_is_begun_is_there_and_its_address_is_told(
    client: TestClient, token_for: TokenFor
) -> None:
    secretary = key(token_for)
    sent = {"ref": "rutine-ros", "kind": "rutine", "title": "Rutine for felles ROS-analyse", "owner": "asu"}

    made = client.post(f"{API}/documents", json=sent, headers=secretary)

    assert made.status_code == 201
    assert client.get(made.headers["Location"], headers=secretary).json()["title"] == sent["title"]


def test_a_document_nobody_has_adopted_is_hidden_in_the_words_of_one_that_is_not_there(
    client: TestClient, token_for: TokenFor
) -> None:
    sent = {"ref": "hemmelig", "kind": "rutine", "title": "Rutine"}
    client.post(f"{API}/documents", json=sent, headers=key(token_for))

    hidden, missing = (client.get(f"{API}/documents/{ref}") for ref in ("hemmelig", "finnes-ikke"))

    assert hidden.status_code == missing.status_code == 404
    assert hidden.json()["detail"].replace("hemmelig", "finnes-ikke") == missing.json()["detail"]
    assert "hemmelig" not in client.get(f"{API}/documents").text


def test_the_same_short_name_is_refused_with_a_sentence(client: TestClient, token_for: TokenFor) -> None:
    sent = {"ref": "samarbeidsavtalen", "kind": "rutine", "title": "En annen"}

    refused = client.post(f"{API}/documents", json=sent, headers=key(token_for))

    assert refused.status_code == 409
    assert refused.headers["content-type"] == PROBLEM
    assert "finnes fra før" in refused.json()["detail"]


def test_a_special_agreement_needs_a_pair_that_is_one(client: TestClient, token_for: TokenFor) -> None:
    sent = {
        "ref": "saer-x",
        "kind": "særavtale",
        "title": "Særavtale",
        "pair": {"kommune": "granvik", "foretak": "storelv"},
    }

    assert client.post(f"{API}/documents", json=sent, headers=key(token_for)).status_code == 404


def test_a_key_opens_one_helsefellesskap_only(client: TestClient, token_for: TokenFor) -> None:
    where = {"helsefellesskap": "et-annet"}

    assert client.get(f"{API}/documents", params=where).status_code == 404
    refused = client.get(f"{API}/documents", params=where, headers=key(token_for, Role.SECRETARIAT))
    assert refused.status_code == 403
