"""The whole set of a day for programs: the same facts as on the page, and the same files."""

import io
import json
import zipfile

import pytest
from starlette.testclient import TestClient

SET = "/api/v1/in-force/collection"
PAIR = {"party": "granvik", "with": "helse-fjordmark"}


@pytest.mark.parametrize(("day", "version"), [("2025-04-30", "2021.1"), ("2025-05-01", "2025.1")])
def test_the_set_follows_the_day(client: TestClient, day: str, version: str) -> None:
    told = client.get(SET, params={"on": day}).json()

    assert told["documents"][0]["version"] == version
    assert told["precedence"]["kinds"][0]["yields_to"] == ["lov"]


def test_the_texts_are_those_of_the_list(client: TestClient) -> None:
    listed = client.get("/api/v1/in-force", params={"on": "2025-05-01", "limit": "100"}).json()["items"]
    told = client.get(SET, params={"on": "2025-05-01"}).json()["documents"]

    assert [(each["document"], each["version"], each["hash"]) for each in told] == [
        (each["document"], each["version"], each["hash"]) for each in listed
    ]


def test_one_pair_can_be_asked_about(client: TestClient) -> None:
    told = client.get(SET, params=PAIR | {"on": "2025-05-01"}).json()

    assert (told["party"], told["with"]) == ("granvik", "helse-fjordmark")
    assert [each["document"] for each in told["documents"] if each["kind"] == "særavtale"] == [
        "saeravtale-granvik"
    ]


def test_two_that_are_no_pair_are_a_problem_with_a_sentence(client: TestClient) -> None:
    answer = client.get(SET, params={"party": "granvik", "with": "storelv"})

    assert answer.status_code == 404
    assert answer.json()["title"] == "Granvik og Storelv er ikke et par."


def test_the_json_file_and_the_answer_say_the_same(client: TestClient) -> None:
    told = client.get(SET, params=PAIR).json()

    assert json.loads(client.get(f"{SET}/files/json", params=PAIR).content) == told


def test_the_zip_is_the_one_that_the_page_gives(client: TestClient) -> None:
    data = client.get(f"{SET}/files/zip", params={"on": "2025-04-30"}).content

    assert data == client.get("/dokumenter/samling/fil?som=zip&dato=2025-04-30").content
    assert "manifest.json" in zipfile.ZipFile(io.BytesIO(data)).namelist()


def test_search_takes_a_day(client: TestClient) -> None:
    found = client.get("/api/v1/search", params={"q": "motstrid", "on": "2023-05-03"}).json()

    assert {each["status"] for each in found["hits"]} == {"gjelder"}
    assert found["facets"]["status"] == {"gjelder": found["total"]}
    assert "2021.1" in {each["version"] for each in found["hits"] if each["document"] == "samarbeidsavtalen"}
