"""The pages of catalogues, the terminal and the API: read by all, added to and signed for by the secretariat."""

import json
from datetime import date
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from documents.minimums import CONTENT
from tests.documents.test_catalogue_laying import EXTENDS, entry
from tests.house import opened_copy
from tests.registry.api_calls import API, TokenFor, key
from tests.registry.terminal import call
from tests.registry.test_pages_rules import csrf_of, notice, send
from tests.registry.typed_forms import words

LISTS = "/lovkrav/kravlister"
CONTENTS = f"{LISTS}/hol-6-2"
SIGN = f"{LISTS}/kvitter?krav=hol-6-2:4&fra=2012-01-01"
SIGNATURES = f"{API}/catalogues/hol-6-2/entries/4/signatures"
OWN = (EXTENDS.format(ref=CONTENT) + entry(101, date(2026, 1, 1), "Felles kontaktpunkt")).encode()
BROKEN = OWN.replace(b"nr = 101", b"nr = 4").replace(b'form = "planer"\n', b"") + b"froms = 1\n"


@pytest.fixture
def secretary(sign_in) -> TestClient:
    return sign_in("sekretariat")


@pytest.fixture
def folder(loaded: Path, tmp_path: Path) -> Path:
    with opened_copy(loaded, tmp_path / "data"):
        return tmp_path / "data"


def hand_in(client: TestClient, data: bytes, name: str = "egne.toml"):
    page = client.get(f"{LISTS}/ny").text
    return client.post(f"{LISTS}/ny", data={"csrf": csrf_of(page)}, files={"file": (name, data)})


def test_everybody_reads_the_lists_and_how_much_is_in_force_that_day(client: TestClient) -> None:
    before, after = (words(client.get(f"{LISTS}?dato={day}").text) for day in ("2022-07-31", "2022-08-01"))

    assert "11 krav gjelder 31. juli 2022" in before
    assert "13 krav gjelder 1. august 2022" in after
    assert "0 av 13 oppføringer er kvittert her" in after
    assert "Ingen jurist har skrevet under på dem." in after
    assert "Legg til en kravliste" not in after


def test_an_entry_tells_its_days_its_source_and_who_read_it(client: TestClient) -> None:
    page = words(client.get(f"{CONTENTS}?dato=2022-07-31").text)

    assert "13 Barn og unge Kommer" in page
    assert "trer i kraft 1. august 2022" in page
    assert "veiledende dato 1. juli 2023" in page
    assert "Helse- og omsorgstjenesteloven § 6-2 første ledd nr. 13" in page
    assert "Lest av Avtaleverk 30. november 2026" in page
    assert "Ingen her har kvittert for den." in page
    assert "Ord på nynorsk: barn og unge, samansette vanskar og lidingar" in page


def test_two_states_of_one_demand_stand_by_each_other(client: TestClient) -> None:
    page = words(client.get(f"{LISTS}/naboregler?dato=2022-08-01").text)

    assert "6 Foretaket sørger for samarbeidsavtaler Gjaldt før" in page
    assert "6 Foretaket sørger for samarbeidsavtaler Gjelder" in page
    assert "Vår lesning" in words(client.get(f"{LISTS}/hol-6").text)
    assert client.get(f"{LISTS}/finnes-ikke").status_code == 404


def test_readers_of_nynorsk_get_the_demands_in_nynorsk(client: TestClient) -> None:
    page = words(client.get(f"{CONTENTS}?sprak=nn").text)

    assert "Samarbeid om jordmortenester." in page
    assert "Målgruppa er skildra." in page
    assert "krev: semje" in page


def test_the_secretariat_hands_in_a_file_and_the_demand_stands_on_the_pages(secretary: TestClient) -> None:
    told = notice(secretary, hand_in(secretary, OWN))

    assert "Kravlisten egne.toml er lagt til." in told
    assert "14 krav gjelder" in told
    assert "101 Felles kontaktpunkt Gjelder" in words(secretary.get(CONTENTS).text)
    assert "Felles kontaktpunkt" in words(secretary.get("/lovkrav").text)
    assert "Den gjelder alt." in words(hand_in(secretary, OWN).text)


def test_all_that_is_wrong_with_a_file_is_told_at_once_and_nothing_is_taken_in(secretary: TestClient) -> None:
    answer = hand_in(secretary, BROKEN)
    told = words(answer.text)

    assert answer.status_code == 422
    assert "2 ting må rettes i filen" in told
    assert "egne.toml, linje 9: «form» mangler." in told
    assert "egne.toml, linje 14: «froms» er ikke et navn her. Mente du «form»?" in told
    assert "Kravlistene som gjaldt, gjelder fortsatt." in told
    assert "13 krav gjelder" in words(secretary.get(LISTS).text)


def test_a_file_must_be_chosen(secretary: TestClient) -> None:
    assert "Ingen fil er valgt." in words(send(secretary, f"{LISTS}/ny").text)


def test_a_person_signs_for_an_entry_and_takes_the_name_back(secretary: TestClient) -> None:
    about = {"krav": "hol-6-2:4", "fra": "2012-01-01"}

    signed = send(secretary, SIGN, **about, gjor="kvitter", note="Lest hos Lovdata.")
    assert signed.headers["location"] == f"{CONTENTS}#krav-4-2012-01-01"
    told = notice(secretary, signed)
    assert "Marte Haugland har holdt den mot kilden og kvitterte" in told
    assert "1 av 13 oppføringer er kvittert her" in words(secretary.get(LISTS).text)

    assert "Grunnen mangler." in words(send(secretary, SIGN, **about, gjor="trekk", note="").text)
    told = notice(secretary, send(secretary, SIGN, **about, gjor="trekk", note="Feil utgave."))
    assert "Marte Haugland trakk kvitteringen" in told
    assert "Feil utgave." in told


def test_programs_read_add_and_sign(client: TestClient, token_for: TokenFor) -> None:
    secretary = key(token_for)

    read = client.get(f"{API}/catalogues", params={"on": "2022-07-31"}).json()
    assert [each["ref"] for each in read["catalogues"]][:2] == ["hol-6-2", "hol-6-2-2"]
    assert sum(each["in_force"] for each in read["catalogues"][0]["entries"]) == 11

    sent = {"name": "egne.toml", "file": BROKEN.decode()}
    refused = client.post(f"{API}/catalogues", json=sent, headers=secretary)
    assert [each["message"].split(":")[0] for each in refused.json()["errors"]] == [
        "egne.toml, linje 9",
        "egne.toml, linje 14",
    ]
    added = client.post(
        f"{API}/catalogues", json={"name": "egne.toml", "file": OWN.decode()}, headers=secretary
    )
    assert added.status_code == 201
    assert added.json()["edition"] != read["edition"]
    one = client.get(f"{API}/catalogues/hol-6-2", params={"on": "2026-01-01"}).json()
    assert (one["entries"][-1]["key"], one["entries"][-1]["in_force"]) == ("hol-6-2:101", True)

    signed = client.post(SIGNATURES, json={"since": "2012-01-01", "note": "Lest."}, headers=secretary)
    assert signed.json()["signature"]["signed_by"] == "Marte Haugland"
    again = client.post(SIGNATURES, json={"since": "2012-01-01"}, headers=secretary)
    assert again.status_code == 409
    back = {"since": "2012-01-01", "holds": False, "note": "Feil utgave."}
    assert client.post(SIGNATURES, json=back, headers=secretary).json()["signature"]["holds"] is False
    assert client.post(SIGNATURES, json=back).status_code == 401


def test_the_terminal_reads_adds_and_signs(folder: Path, tmp_path: Path) -> None:
    read = call(folder, "catalogues", "hol-6-2", "--on", "2022-07-31", "--json").facts
    assert sum(each["in_force"] for each in read["catalogues"][0]["entries"]) == 11
    assert "hol-6-2: 11" in call(folder, "catalogues", "hol-6-2", "--on", "2022-07-31").out

    file = tmp_path / "egne.toml"
    file.write_bytes(BROKEN)
    refused = call(folder, "add-catalogue", str(file))
    assert refused.code == 2
    assert "egne.toml, linje 9: «form» mangler." in refused.err
    assert "egne.toml, linje 14" in refused.err
    file.write_bytes(OWN)
    assert call(folder, "add-catalogue", str(file)).code == 0
    assert call(folder, "add-catalogue", str(file)).code == 1

    sign = ("sign-demand", "hol-6-2:101", "--since", "2026-01-01", "--by", "Kari Nordmann")
    assert "Kari Nordmann står for hol-6-2:101 fra 1. januar 2026" in call(folder, *sign).out
    assert "Kari Nordmann 20" in call(folder, "catalogues", "hol-6-2").out
    taken = call(folder, *sign, "--withdraw", "--note", "Feil dag.", "--json")
    assert taken.facts["signature"]["holds"] is False
    assert json.loads(call(folder, "catalogues", "--json").out)["catalogues"][0]["entries"][-1]["nr"] == 101
    assert call(folder, "sign-demand", "hol-6-2:200", "--since", "2026-01-01", "--by", "Kari").code == 2
