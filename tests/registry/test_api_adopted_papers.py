"""Programs and the terminal take papers in and say what they are, as the pages do."""

import pytest

from registry.operations.source_files import SourceFile
from tests.registry.api_calls import ADOPTED, API, key
from tests.registry.returned_papers import zipped
from tests.registry.terminal import call

HERE = f"{API}/documents/samarbeidsavtalen/versions/2025.1/returned-papers"
VERSION = "samarbeidsavtalen@2025.1"


@pytest.fixture
def secretary(token_for):
    return key(token_for)


@pytest.fixture
def text(client):
    return client.get(f"{ADOPTED}/text").json()["text"]


@pytest.fixture
def decision(client):
    about = {"version": VERSION, "body": "storelv-kommunestyre"}
    return client.get(f"{API}/decisions", params=about).json()["items"][0]["ref"]


def taken(client, headers, name, data, **also):
    return client.post(HERE, files={"file": (name, data.encode())}, data=also, headers=headers)


def test_a_paper_is_taken_in_assigned_and_classified(client, secretary, text, decision):
    made = taken(client, secretary, "vedtatt.md", text.replace("bør", "skal", 1)).json()
    assert (made["kind"], made["differs"], made["party"], made["decision"]) == ("teksten selv", True, "", "")
    (difference,) = made["differences"]
    assert {"kind": "removed", "text": "bør"} in difference["words"]
    assert taken(client, secretary, "igjen.md", text.replace("bør", "skal", 1)).json()["ref"] == made["ref"]

    here = f"{HERE}/{made['ref']}"
    put = client.post(f"{here}/assignment", json={"decision": decision}, headers=secretary).json()
    assert (put["party"], put["decision"]) == ("storelv", decision)
    again = client.post(f"{here}/assignment", json={"decision": decision}, headers=secretary)
    assert (again.status_code, again.json()["existing"][-10:]) == (409, made["ref"])

    said = {"sort": "endring", "reason": "Slik står det.", "authority": "ordføreren"}
    headers = secretary | {"Idempotency-Key": "avvik"}
    first = client.post(f"{here}/classifications", json=said, headers=headers)
    assert first.status_code == 201
    assert client.post(f"{here}/classifications", json=said, headers=headers).json() == first.json()
    listed = client.get(HERE, headers=secretary).json()["items"]
    assert (made["ref"], "endring") in [(each["ref"], each["classified"]["sort"]) for each in listed]
    assert client.get(f"{here}/file", headers=secretary).content == text.replace("bør", "skal", 1).encode()


def test_another_document_is_refused_by_field_and_a_zip_says_what_became_of_each(client, secretary, text):
    wrong = taken(client, secretary, "melk.md", "# Melk\n\nSmør og mel til torsdag kveld.\n")
    assert (wrong.status_code, wrong.json()["field"]) == (422, "file")

    heap = zipped(
        SourceFile("a.md", text.encode()), SourceFile("melk.md", b"# Melk\n\nMel til torsdag kveld.\n")
    )
    both = client.post(f"{HERE}/zip", files={"file": (heap.name, heap.data)}, headers=secretary).json()
    assert ([each["state"] for each in both["papers"]], len(both["refused"])) == (
        ["venter på å bli knyttet til et vedtak"],
        1,
    )


def test_nobody_without_a_key_sees_a_paper(client):
    assert client.get(HERE).status_code == 401


def test_the_terminal_says_the_same(example, client, text, decision, tmp_path):
    folder, file = example.settings.data, tmp_path / "storelv.md"
    file.write_text(text.replace("bør", "skal", 1))

    def listed(*more):
        return {
            each["paper"]: each for each in call(folder, "papers", VERSION, "--json", *more).facts["papers"]
        }

    made = call(folder, "take-paper", VERSION, str(file), "--json").facts["papers"][0]
    assert listed()[made["paper"]] == made
    told = call(folder, "take-paper", VERSION, str(file), "--decision", decision, "--json").facts["papers"]
    assert [(each["paper"], each["party"], each["state"]) for each in told] == [
        (made["paper"], "storelv", "avviker: ikke vurdert")
    ]
    words = ("--as", "endring", "--reason", "Slik er det.", "--authority", "ordføreren")
    assert "ikke inngått med Storelv" in call(folder, "classify-paper", made["paper"], *words).out
    assert listed()[made["paper"]]["classified"] == "endring"
    assert made["paper"] not in listed("--on", "2025-06-01")
    again = call(folder, "assign-paper", made["paper"], "--decision", decision)
    assert (again.code, "ikke knyttet en gang til" in again.err) == (1, True)
