"""What the law asked in 2022, asked again today: page, API and terminal say the same on both sides of each day.

The agreement of 2021 held eleven of eleven. On 1 August 2022 the law got numbers 12 and 13; the directorate's
guidance spoke of 1 July 2023; the agreement of 2025 has all thirteen from 1 May 2025.
"""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from registry.house import House
from registry.queries import communities, coverage
from registry.queries.gaps import gaps
from tests.registry.terminal import call
from tests.registry.typed_forms import words

API = "/api/v1"
DAYS = [
    ("2022-07-31", 11, 11, []),
    ("2022-08-01", 11, 13, [12, 13]),
    ("2023-06-30", 11, 13, [12, 13]),
    ("2023-07-01", 11, 13, [12, 13]),
    ("2025-04-30", 11, 13, [12, 13]),
    ("2025-05-01", 13, 13, []),
]
Visitor = Callable[[str], TestClient]


@pytest.mark.parametrize(("day", "covered", "asked", "missing"), DAYS)
def test_the_page_counts_what_was_so_that_day(
    visitor: Visitor, day: str, covered: int, asked: int, missing: list[int]
) -> None:
    told = words(visitor("").get(f"/lovkrav?dato={day}").text, ".lead")

    assert f"{asked} krav gjelder" in told
    assert f"{covered} er dekket" in told
    assert (f"{len(missing)} mangler" in told) is bool(missing)


@pytest.mark.parametrize(("day", "covered", "asked", "missing"), DAYS)
def test_the_api_counts_the_same(
    visitor: Visitor, day: str, covered: int, asked: int, missing: list[int]
) -> None:
    told = visitor("").get(f"{API}/compliance", params={"on": day}).json()

    assert (told["totals"]["dekket"], told["totals"]["in_force"]) == (covered, asked)
    assert [each["nr"] for each in told["items"] if each["status"] == "mangler"] == missing


@pytest.mark.parametrize(("day", "covered", "asked", "missing"), [DAYS[0], DAYS[1], DAYS[4], DAYS[5]])
def test_the_terminal_counts_the_same(
    loaded: Path, day: str, covered: int, asked: int, missing: list[int]
) -> None:
    told = call(loaded, "compliance", "--on", day, "--json").facts

    assert (told["totals"]["dekket"], told["totals"]["in_force"]) == (covered, asked)
    assert [each["nr"] for each in told["items"] if each["status"] == "mangler"] == missing


@pytest.mark.parametrize(
    ("day", "lacking", "overdue"),
    [
        ("2022-07-31", set(), set()),
        ("2022-08-01", {12, 13}, set()),
        ("2023-06-30", {12, 13}, set()),
        ("2023-07-01", {12, 13}, {12, 13}),
        ("2025-04-30", {12, 13}, {12, 13}),
        ("2025-05-01", set(), set()),
    ],
)
def test_the_gap_is_open_from_the_law_and_late_by_the_guidance(
    stage: House, day: str, lacking: set[int], overdue: set[int]
) -> None:
    with stage.database.reading() as session:
        community = communities.chosen(session, "fjordmark")
        found = gaps(session, community, date.fromisoformat(day))

    assert {each.gap.minimum.nr for each in found} == lacking
    assert {each.gap.minimum.nr for each in found if "veiledende" in each.gap.state.value} == overdue


@pytest.mark.parametrize(
    ("nr", "day", "since"),
    [
        (13, "2022-08-01", "2022-08-01"),
        (13, "2025-04-30", "2022-08-01"),
        (13, "2025-05-01", "2025-05-01"),
        (13, "2026-06-01", "2025-05-01"),
        (4, "2022-08-01", "2021-01-01"),
    ],
)
def test_it_is_told_since_when(stage: House, nr: int, day: str, since: str) -> None:
    with stage.database.reading() as session:
        community = communities.chosen(session, "fjordmark")
        items = coverage.compliance(session, community, date.fromisoformat(day)).items

    assert next(item.since for item in items if item.minimum.nr == nr) == date.fromisoformat(since)


@pytest.mark.parametrize(("day", "doubted"), [("2023-06-14", []), ("2023-06-15", [9])])
def test_a_judgement_of_2021_comes_in_doubt_with_the_words_of_2023(
    visitor: Visitor, loaded: Path, day: str, doubted: list[int]
) -> None:
    told = visitor("").get(f"{API}/compliance/judgements", params={"on": day, "suspect": True}).json()
    terminal = call(loaded, "judgements", "--suspect", "--on", day, "--json")

    assert [each["nr"] for each in told["items"]] == doubted
    assert [each["nr"] for each in terminal.facts["judgements"]] == doubted
    assert terminal.code == (1 if doubted else 0)
    if doubted:
        (doubt,) = told["items"][0]["evidence"]["suspects"]
        assert (doubt["since"], doubt["version"]) == ("2023-06-15", "2023.1")
        assert json.dumps(terminal.facts["judgements"][0]["suspects"][0]["since"]) == '"2023-06-15"'


def test_the_guideline_that_was_judged_anew_covers_though_an_old_judgement_is_in_doubt(stage: House) -> None:
    with stage.database.reading() as session:
        community = communities.chosen(session, "fjordmark")
        items = coverage.compliance(session, community, date(2023, 6, 15)).items

    (item,) = [each for each in items if each.minimum.nr == 9]
    assert (item.status.value, item.suspect) == ("dekket", True)
