"""Meetings and cases on the command line: what is listed, what is refused, and how it ends."""

from pathlib import Path

import pytest

from registry.house import House
from tests.registry.terminal import Told, call

COMING, APPROVED = "psu-2026-12-10", "psu-2026-10-08"


@pytest.fixture(scope="module")
def folder(stage: House) -> Path:
    """The folder of a register that the tests of this file share."""
    return stage.settings.data


def opened(folder: Path, *about: str) -> Told:
    return call(folder, "open-case", "En sak", *about, "--json")


def test_meetings_to_come_by_a_day_stand_first(loaded: Path):
    autumn = call(loaded, "meetings", "--on", "2026-09-01", "--json").facts["meetings"]
    winter = call(loaded, "meetings", "--body", "psu", "--on", "2027-01-01", "--json").facts["meetings"]

    assert [each["ref"] for each in autumn] == [APPROVED, COMING]
    assert [each["ref"] for each in winter] == [COMING, APPROVED]
    assert call(loaded, "meetings", "--body", "asu", "--json").facts["meetings"] == []


def test_a_meeting_with_a_case_beyond_the_mandate_ends_as_no(loaded: Path):
    told = call(loaded, "meeting", COMING)

    assert told.code == 1
    assert "Saken må til alle kommunestyrene og styret for helseforetaket." in told.out
    assert "oppfølging av transport" in told.out


def test_approved_minutes_within_the_mandate_end_as_yes(loaded: Path):
    told = call(loaded, "meeting", APPROVED, "--json")

    assert told.code == 0
    assert told.facts["beyond"] == []
    assert len(told.facts["minutes_hash"]) == 64
    assert told.facts["corrections"][0]["number"] == "6/26"
    absent = [each["name"] for each in told.facts["attendance"] if each["state"] == "fraværende"]
    assert absent == ["Ingrid Solheim", "Liv Bråten"]


def test_a_meeting_nobody_knows_is_a_wrong_call(loaded: Path):
    told = call(loaded, "meeting", "psu-2001-01-01")

    assert (told.code, told.out) == (2, "")
    assert "finnes ikke" in told.err


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        (("psu", "--on", "2020-12-31"), 1, "1. januar 2021"),
        (("psu", "--on", "2026-12-10"), 1, "har alt et møte 10. desember 2026"),
        (("psu", "--on", "31.2.2027"), 2, "ikke en dato"),
        (("psu", "--on", "2027-02-11", "--at", "25:10"), 2, "ikke et klokkeslett"),
        (("ukjent", "--on", "2027-02-11"), 2, "Organet «ukjent» finnes ikke"),
    ],
)
def test_a_call_that_cannot_be_is_refused_with_a_sentence(
    folder: Path, arguments: tuple[str, ...], code: int, sentence: str
):
    told = call(folder, "call-meeting", *arguments)

    assert (told.code, told.out) == (code, "")
    assert sentence in told.err


def test_a_body_is_called_to_a_meeting(folder: Path):
    told = call(folder, "call-meeting", "asu", "--on", "2027-02-11", "--at", "9", "--place", "Teams")

    assert told.code == 0
    assert "asu-2027-02-11" in told.out
    assert call(folder, "meeting", "asu-2027-02-11", "--json").facts["starts_at"] == "09:00"


def test_a_case_goes_the_way_the_rules_point_to_or_the_way_it_is_told(folder: Path):
    by_rules = opened(folder, "--version", "handlingsplanen@2026.1").facts
    told = opened(folder, "--matter", "midler", "--route", "asu:innstiller, psu:disponerer").facts

    assert [each["body"] for each in by_rules["route"]] == ["asu", "psu"]
    assert told["route"] == [
        {"body": "asu", "act": "innstiller"},
        {"body": "psu", "act": "disponerer"},
    ]
    assert told["where"] == "Saken venter på Administrativt samarbeidsutvalg (ASU)."


@pytest.mark.parametrize(
    ("about", "sentence"),
    [
        ((), "enten en versjon eller en annen sak"),
        (("--matter", "midler", "--version", "handlingsplanen@2026.1"), "enten en versjon"),
        (("--matter", "midlr"), "Mente du «midler»?"),
        (("--matter", "midler", "--route", "psu:danser"), "handling"),
        (("--version", "handlingsplanen@1999.1"), "har ingen versjon"),
    ],
)
def test_a_case_that_cannot_be_is_refused_with_a_sentence(
    folder: Path, about: tuple[str, ...], sentence: str
):
    told = opened(folder, *about)

    assert told.code == 2
    assert sentence in told.err


def test_a_number_in_use_is_refused_and_the_case_is_on_no_agenda(folder: Path):
    case = opened(folder, "--matter", "midler", "--route", "psu:disponerer").facts["ref"]

    told = call(folder, "put-case", COMING, case, "--number", "9/26")

    assert told.code == 1
    assert "Rullert handlingsplan" in told.err
    assert case not in {each["case"] for each in call(folder, "meeting", COMING, "--json").facts["items"]}


def test_more_votes_than_members_are_refused_and_nothing_is_kept(folder: Path):
    told = call(folder, "type-case", COMING, "1", "--outcome", "vedtatt", "--for", "9", "--against", "0")

    assert told.code == 2
    assert "9 deltok, men organet har bare 8 medlemmer" in told.err
    assert call(folder, "meeting", COMING, "--json").facts["items"][0]["outcome"] is None


def test_a_draft_is_not_decided_on(folder: Path):
    call(folder, "call-meeting", "psu", "--on", "2026-11-20", "--json")
    case = opened(folder, "--version", "retningslinje-7@2026.1", "--route", "psu:vedtar").facts["ref"]
    call(folder, "put-case", "psu-2026-11-20", case)

    told = call(folder, "type-case", "psu-2026-11-20", "1", "--outcome", "vedtatt", "--settle")

    assert told.code == 1
    assert "er et utkast" in told.err


def test_minutes_that_are_not_approved_are_not_corrected(folder: Path):
    told = call(folder, "correct-minutes", COMING, "--text", "A", "--reason", "B")

    assert told.code == 1
    assert "ikke godkjent ennå" in told.err
