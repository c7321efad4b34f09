"""What is open against the law, for programs: in the terminal, through the API, and on the year wheel."""

from collections.abc import Callable
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tests.registry.api_calls import API
from tests.registry.terminal import call
from tests.registry.typed_forms import words

GUIDED = (
    "Åpent siden 1. august 2022, da loven begynte å kreve det. "
    "Over veiledende dato 1. juli 2023 (veiledning, ikke lov)."
)


@pytest.mark.parametrize(
    ("day", "code", "states"),
    [
        ("2022-07-31", 0, []),
        ("2022-08-01", 1, ["åpent", "åpent"]),
        ("2023-06-30", 1, ["åpent", "åpent"]),
        ("2023-07-01", 1, ["over veiledende dato", "over veiledende dato"]),
        ("2025-04-30", 1, ["over veiledende dato", "over veiledende dato"]),
        ("2025-05-01", 0, []),
    ],
)
def test_the_terminal_ends_with_one_where_something_is_open(
    loaded: Path, day: str, code: int, states: list[str]
) -> None:
    told = call(loaded, "gaps", "--on", day, "--json")

    assert told.code == code
    assert [gap["state"] for gap in told.facts["gaps"]] == states


def test_the_terminal_tells_of_a_gap_in_a_sentence_with_its_pairs(loaded: Path) -> None:
    told = call(loaded, "gaps", "--on", "2023-07-01", "--json")
    shown = call(loaded, "gaps", "--on", "2023-07-01", "--party", "granvik").out
    (first, second) = told.facts["gaps"]

    assert (first["key"], second["key"]) == ("hol-6-2:12", "hol-6-2:13")
    assert first["sentence"] == GUIDED
    assert (first["since"], first["limit"], first["limit_is_law"]) == ("2022-08-01", "2023-07-01", False)
    assert len(first["pairs"]) == 20
    assert "granvik+helse-fjordmark" in shown
    assert call(loaded, "gaps", "--on", "2025-05-01").out.strip() == "Ingenting er åpent 1. mai 2025."


def test_what_was_known_by_another_day_is_asked_for_in_the_terminal(loaded: Path) -> None:
    day, pair = "2021-01-17", "granvik+helse-fjordmark"
    then = call(loaded, "compliance", "--on", day, "--pair", pair, "--json").facts
    later = call(loaded, "compliance", "--on", day, "--known", "2021-01-18", "--pair", pair, "--json").facts

    assert (then["known"], then["totals"]["venter på vurdering"]) == (day, 11)
    assert (later["known"], later["totals"]["dekket"], later["gaps"]) == ("2021-01-18", 11, [])
    assert later["pair"] == {"kommune": "granvik", "foretak": "helse-fjordmark"}
    assert later["items"][0]["since"] == "2021-01-01"
    assert later["items"][0]["evidence"][0]["cited"]
    assert call(loaded, "gaps", "--pair", "granvik+storelv").code == 2


def test_programs_ask_for_the_same_through_the_api(client: TestClient) -> None:
    asked = {"on": "2023-07-01", "pair": "granvik+helse-fjordmark"}
    gaps = client.get(f"{API}/compliance/gaps", params=asked).json()
    pair = client.get(f"{API}/compliance", params=asked).json()
    then = client.get(f"{API}/compliance", params={"on": "2021-01-17", "known": "2021-01-18"}).json()

    assert gaps["total"] == 2
    assert gaps["items"][0]["sentence"] == GUIDED
    assert gaps["items"][0]["pairs"] == ["granvik+helse-fjordmark"]
    assert (pair["pair"], pair["totals"]["mangler"]) == ("granvik+helse-fjordmark", 2)
    assert (then["known"], then["totals"]["dekket"]) == ("2021-01-18", 11)
    assert client.get(f"{API}/compliance/gaps", params={"on": "2025-05-01"}).json()["items"] == []
    assert client.get(f"{API}/compliance/gaps", params={"pair": "granvik"}).status_code == 422


def test_a_suspect_judgement_is_told_with_both_readings(client: TestClient) -> None:
    items = client.get(f"{API}/compliance", params={"on": "2023-06-15"}).json()["items"]
    shaken = [found for item in items for mark in item["evidence"] for found in mark["suspects"]]

    assert [(found["doubt"], found["since"]) for found in shaken] == [("ordene er endret", "2023-06-15")]
    assert shaken[0]["before"] != shaken[0]["now"]
    assert [item["nr"] for item in items if item["suspect"]] == [9]


def test_the_days_of_the_law_stand_on_the_year_wheel_and_lead_to_the_demand(client: TestClient) -> None:
    page = client.get("/arshjul?ar=2022&dato=2022-07-31").text
    guided = words(client.get("/arshjul?ar=2023&dato=2023-07-01").text)

    assert "Lovkrav 13, Barn og unge, trer i kraft" in words(page)
    assert 'href="/lovkrav?dato=2022-07-31#krav-13"' in page
    assert "Lovkrav 12, Felles utvikling og planlegging: veiledende dato" in guided
    assert "Det er veiledning, ikke lov." in guided


def test_those_who_judge_find_what_is_open_and_what_must_be_read_anew_on_the_front_page(
    client: TestClient, sign_in: Callable[[str], TestClient]
) -> None:
    everybody = words(client.get("/?dato=2023-07-01").text)
    page = sign_in("sekretariat").get("/?dato=2023-07-01").text

    assert "Lovkrav 12" not in everybody
    assert "Lovkrav 12 (felles utvikling og planlegging) mangler for alle 20 par" in words(page)
    assert GUIDED in words(page)
    assert 'href="/lovkrav?dato=2023-07-01#krav-12"' in page
    assert "Vurderingen av lovkrav 9 (IKT-løsninger) må ses på nytt Ordene er endret 15. juni 2023." in words(
        page
    )
