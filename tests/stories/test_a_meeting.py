"""PSU meets about six cases, one of them beyond its mandate: from the call to the minutes, and what was wrong."""

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from registry import clock
from registry.house import House
from registry.queries import checking
from tests.registry.terminal import Told, call


@dataclass
class Met:
    """What the secretary was told on the way."""

    meeting: str
    put: dict[str, Told]
    agenda: Told
    too_early: Told
    beyond: Told
    approved: Told
    locked: Told
    next_meeting: Any
    corrected: Told
    minutes: Any


@pytest.fixture(scope="module")
def folder(stage: House) -> Path:
    return stage.settings.data


@pytest.fixture(scope="module")
def met(folder: Path) -> Met:
    meeting = called(folder, 0)["ref"]
    cases = {
        "midler": opened(folder, "Midler til e-læring", "--matter", "midler"),
        "tilskudd": opened(folder, "Tilskudd til ambulant team", "--matter", "samhandlingstilskudd"),
        "retningslinje": opened(
            folder, "Ny retningslinje", "--version", "retningslinje-8@2025.1", "--change", "ny"
        ),
        "plan": opened(folder, "Rullert plan", "--version", "handlingsplanen@2026.1"),
        "representasjon": opened(folder, "Fastlegene i PSU", "--matter", "representasjon"),
        "orientering": opened(folder, "Tall for høsten", "--matter", "annen sak"),
    }
    put = {name: call(folder, "put-case", meeting, ref, "--json") for name, ref in cases.items()}
    agenda = call(folder, "meeting", meeting, "--json")
    place = {name: str(each.facts["position"]) for name, each in put.items()}
    typed(folder, meeting, place["midler"], "vedtatt", "--for", "8", "--against", "0")
    typed(folder, meeting, place["tilskudd"], "vedtatt", "--for", "7", "--against", "1")
    beyond = typed(
        *(folder, meeting, place["retningslinje"], "vedtatt", "--for", "8", "--against", "0", "--settle")
    )
    typed(folder, meeting, place["plan"], "utsatt")
    typed(folder, meeting, place["representasjon"], "returnert", "--returned-to", "asu")
    too_early = call(folder, "approve-minutes", meeting, "--by", "Møtet")
    typed(folder, meeting, place["orientering"], "tatt til orientering")
    approved = call(folder, "approve-minutes", meeting, "--by", "Møtet", "--json")
    locked = typed(folder, meeting, place["midler"], "avvist")
    next_meeting = called(folder, 30)
    wrong = ("--text", "Seks stemte for.", "--reason", "Feil tall.", "--case", place["tilskudd"])
    corrected = call(folder, "correct-minutes", meeting, *wrong, "--json")
    minutes = call(folder, "meeting", meeting, "--json").facts
    return Met(meeting, put, agenda, too_early, beyond, approved, locked, next_meeting, corrected, minutes)


def called(folder: Path, days: int) -> Any:
    day = clock.today() + timedelta(days=days)
    told = call(folder, "call-meeting", "psu", "--on", day.isoformat(), "--again", "--json")
    assert told.code == 0, told.err
    return told.facts


def opened(folder: Path, title: str, *about: str) -> str:
    told = call(folder, "open-case", title, *about, "--route", "psu:vedtar", "--json")
    assert told.code == 0, told.err
    return str(told.facts["ref"])


def typed(folder: Path, meeting: str, place: str, outcome: str, *more: str) -> Told:
    words = ("--text", f"Saken er {outcome}.")
    return call(folder, "type-case", meeting, place, "--outcome", outcome, *words, *more, "--json")


def verdicts(facts: Any) -> dict[str, str]:
    return {each["title"]: each["verdict"]["verdict"] for each in facts["items"]}


def test_the_agenda_says_beforehand_which_case_is_beyond_the_mandate(met: Met):
    assert met.agenda.code == 1
    assert verdicts(met.agenda.facts) == {
        "Midler til e-læring": "VALID",
        "Tilskudd til ambulant team": "VALID",
        "Ny retningslinje": "INVALID",
        "Rullert plan": "PENDING",
        "Fastlegene i PSU": "NEEDS_HUMAN",
        "Tall for høsten": "NEEDS_HUMAN",
    }
    assert met.agenda.facts["beyond"] == [3]


def test_who_may_instead_is_told_as_the_case_is_put_on_the_agenda(met: Met):
    told = met.put["retningslinje"]

    assert told.code == 1
    assert told.facts["verdict"]["instead"] == ["alle kommunestyrene", "styret for helseforetaket"]
    assert {name: each.code for name, each in met.put.items() if name != "retningslinje"} == {
        "midler": 0,
        "tilskudd": 0,
        "plan": 0,
        "representasjon": 0,
        "orientering": 0,
    }


def test_the_numbers_follow_each_other(met: Met):
    numbers = [int(each.facts["number"].partition("/")[0]) for each in met.put.values()]

    assert numbers == list(range(numbers[0], numbers[0] + 6))


def test_what_was_decided_beyond_the_mandate_did_happen_and_is_recorded_with_its_verdict(met: Met):
    assert met.beyond.code == 1
    assert met.beyond.facts["decision"]
    assert not met.beyond.facts["foreseen"]
    assert met.beyond.facts["verdict"]["verdict"] == "INVALID"


def test_the_minutes_wait_for_the_case_nobody_has_typed(met: Met):
    assert met.too_early.code == 1
    assert "Tall for høsten" in met.too_early.err
    assert "Rullert plan" not in met.too_early.err


def test_seven_of_eight_are_no_agreement_about_the_grant(met: Met):
    assert verdicts(met.minutes)["Tilskudd til ambulant team"] == "INVALID"
    assert verdicts(met.minutes)["Midler til e-læring"] == "VALID"


def test_from_the_approval_on_nothing_changes(met: Met):
    assert met.approved.code == 0
    assert met.locked.code == 1
    assert "en godkjent protokoll endres ikke" in met.locked.err
    assert met.minutes["minutes_hash"] == met.approved.facts["hash"]
    assert met.minutes["items"][0]["outcome"] == "vedtatt"


def test_the_postponed_case_is_on_the_next_agenda_by_itself_and_the_returned_one_is_not(
    met: Met, folder: Path
):
    facts = call(folder, "meeting", met.next_meeting["ref"], "--json").facts

    assert [each["title"] for each in facts["items"]] == ["Rullert plan"]
    assert facts["items"][0]["note"].startswith("Utsatt fra ")


def test_what_was_wrong_is_put_right_beside_the_minutes(met: Met):
    assert met.corrected.code == 0
    (told,) = met.minutes["corrections"]
    assert (told["text"], told["reason"]) == ("Seks stemte for.", "Feil tall.")
    assert met.minutes["items"][1]["votes"]["for"] == 7


def test_the_log_still_agrees_with_everything(met: Met, stage: House):
    with stage.database.reading() as session:
        assert list(checking.faults(session)) == []
    assert met.meeting
