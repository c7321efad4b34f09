"""Rules, classes, delegations and judging anew in a terminal."""

from dataclasses import replace
from pathlib import Path

import pytest

from decisions.rule_files import read_rules
from registry.queries import communities, mandates
from registry.queries.rule_words import toml_of
from tests.house import opened_copy
from tests.registry.terminal import Told, call

MINOR = "FM-2025-5.2d"
RULE = """
[[rule]]
id = "strategi"
kinds = ["strategi"]

[rule.source]
document = "samarbeidsavtalen"
clause = "5.2 d"

[[rule.deciders]]
kind = "PSU"
"""


@pytest.fixture
def folder(loaded: Path, tmp_path: Path) -> Path:
    """A copy of the example, this test's own."""
    with opened_copy(loaded, tmp_path / "data"):
        return tmp_path / "data"


def refs(told: Told) -> list[str]:
    return [each["id"] for each in told.facts["rules"]]


def test_the_rules_are_those_of_the_day(loaded: Path) -> None:
    before, after = (call(loaded, "rules", "--on", day, "--json") for day in ("2025-04-30", "2025-05-01"))

    assert MINOR in refs(after)
    assert MINOR not in refs(before)
    assert after.facts["waiting"] == ["FM-2021-6.2@2025.1", "FM-2021-9.1@2025.1"]
    assert refs(after)[:2] == after.facts["waiting"]


def test_a_rule_is_told_as_toml_that_can_be_mended_and_given_back(folder: Path, tmp_path: Path) -> None:
    told = call(folder, "rule", MINOR)
    mended = tmp_path / "regel.toml"
    mended.write_text("[[rule]]" + told.out.partition("[[rule]]")[2], encoding="utf-8")

    corrected = call(
        folder, "correct-rule", MINOR, "--file", str(mended), "--reason", "Lest på nytt.", "--json"
    )

    assert corrected.code == 0
    assert corrected.facts["instead"] == f"{MINOR}~2"
    assert corrected.facts["turned"] == []
    assert f"{MINOR}~2" in refs(call(folder, "rules", "--on", "2025-06-01", "--json"))


def test_every_rule_of_the_example_comes_back_from_its_toml_as_it_was(loaded: Path, tmp_path: Path) -> None:
    with opened_copy(loaded, tmp_path / "lest") as house, house.database.reading() as session:
        kept = mandates.kept_rules(session, communities.chosen(session, "fjordmark"))
        assert len(kept) > 20
        for each in kept:
            has_its_versions_days = bool(each.rule.source.clause_id)
            shown = replace(each.rule, valid_from=None, valid_to=None) if has_its_versions_days else each.rule
            assert read_rules(toml_of(each.rule)) == (shown,)


def test_a_withdrawn_rule_turns_what_rested_on_it(folder: Path) -> None:
    told = call(folder, "correct-rule", "FM-2025-5.2c", "--withdraw", "--reason", "Står ikke der.", "--json")

    assert told.code == 0
    assert told.facts["instead"] is None
    assert {each["after"] for each in told.facts["turned"]} == {"NEEDS_HUMAN"}
    assert call(folder, "rule", "FM-2025-5.2c", "--json").facts["reason"] == "Står ikke der."


def test_a_rule_is_read_anew_once(folder: Path) -> None:
    given = ("correct-rule", MINOR, "--confirm", "--reason", "Lest.")

    assert call(folder, *given).code == 0
    again = call(folder, *given)

    assert again.code == 1
    assert "har alt lest den på nytt" in again.err


@pytest.mark.parametrize("more", [(), ("--confirm", "--withdraw")], ids=["nothing", "two things"])
def test_it_must_be_said_what_the_rule_means(loaded: Path, more: tuple[str, ...]) -> None:
    refused = call(loaded, "correct-rule", MINOR, "--reason", "Lest.", *more)

    assert refused.code == 2
    assert "Skriv én av" in refused.err


def test_a_rule_is_written_down_of_a_clause_by_its_number(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "regel.toml"
    file.write_text(RULE, encoding="utf-8")

    told = call(folder, "add-rule", "samarbeidsavtalen@2025.1", "5.2 d", str(file), "--json")

    assert told.code == 0
    assert told.facts["clause"] == "mxitf3m8y8"
    asked = call(folder, "who-may", "--kind", "strategi", "--change", "ny", "--on", "2025-06-01", "--json")
    assert [body["name"] for body in asked.facts["bodies"]] == ["PSU"]


def test_every_fault_of_a_rule_is_told_at_once(loaded: Path, tmp_path: Path) -> None:
    file = tmp_path / "regel.toml"
    file.write_text('[[rule]]\nid = "x"\nkinds = ["diktat"]\nchanges = ["stor"]\n', encoding="utf-8")

    refused = call(loaded, "add-rule", "samarbeidsavtalen@2025.1", "5.2 d", str(file))

    assert refused.code == 2
    assert "diktat" in refused.err
    assert "stor" in refused.err


def test_a_change_that_is_classified_anew_turns_what_was_decided(folder: Path) -> None:
    told = call(
        folder,
        "classify",
        "retningslinje-5@2025.1",
        "--change",
        "ny",
        "--finding",
        "endrer kostnad=mulig",
        "--reason",
        "Den er ny.",
        "--json",
    )

    assert told.code == 0
    assert told.facts["findings"][0]["certainty"] == "mulig"
    assert "INVALID" in {each["after"] for each in told.facts["turned"]}


def test_a_delegation_is_recorded_but_not_of_what_the_law_keeps(folder: Path) -> None:
    given = ("--source", "PS 4/25", "--from", "2025-06-01")
    kept = call(folder, "delegate", "psu", "asu", "--kind", "midler", *given, "--json")
    refused = call(folder, "delegate", "granvik-kommunestyre", "psu", "--kind", "samarbeidsavtale", *given)

    assert kept.code == 0
    assert kept.facts["kinds"] == ["midler"]
    assert refused.code in {1, 2}


def test_judging_anew_answers_no_only_when_something_turned(folder: Path) -> None:
    first = call(folder, "rejudge", "--json")
    second = call(folder, "rejudge", "--because", "Årlig gjennomgang.", "--json")

    assert sum(first.facts["counts"].values()) > 200
    assert first.code == (1 if first.facts["turned"] else 0)
    assert (second.code, second.facts["turned"]) == (0, [])


def test_who_may_decide_a_draft_is_answered_with_what_its_words_point_to(loaded: Path) -> None:
    told = call(loaded, "who-may", "--version", "samarbeidsavtalen@2026.1", "--json")

    assert told.code == 0
    assert told.facts["confirmed_by"] == ""
    assert {each["certainty"] for each in told.facts["findings"]} == {"mulig"}
    assert {body["kind"] for body in told.facts["bodies"]} == {"kommunestyre", "styre"}


@pytest.mark.parametrize(
    "asked",
    [
        (),
        ("--kind", "midler"),
        ("--version", "samarbeidsavtalen@2026.1", "--kind", "midler", "--change", "ny"),
    ],
    ids=["nothing", "half", "both"],
)
def test_it_must_be_clear_what_is_asked_about(loaded: Path, asked: tuple[str, ...]) -> None:
    refused = call(loaded, "who-may", *asked)

    assert refused.code == 2
    assert "Skriv enten --version" in refused.err
