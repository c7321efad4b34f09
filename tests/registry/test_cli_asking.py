"""Questions on the command line: what the law demands, who may decide, whether a decision holds."""

import json
from pathlib import Path

import pytest

from tests.registry.terminal import call

FACTS = {
    "on": "2025-06-01",
    "body": {"kind": "ASU"},
    "proposal": {"kind": "retningslinje", "change": "revisjon"},
    "version": "retningslinje-5@2025.1",
    "text_hash": "a" * 64,
    "votes": {"for": 9, "against": 0},
    "rules": ["fjordmark-2025"],
}


def statuses(folder: Path, on: str, *more: str) -> dict[int, str]:
    told = call(folder, "compliance", "--on", on, "--json", *more)
    assert told.code == 0
    return {item["nr"]: item["status"] for item in told.facts["items"]}


def test_eleven_items_are_in_force_the_day_before_the_law_changes(loaded: Path):
    facts = call(loaded, "compliance", "--on", "2022-07-31", "--json").facts

    assert facts["totals"]["in_force"] == 11
    assert statuses(loaded, "2022-07-31")[12] == statuses(loaded, "2022-07-31")[13] == "ikke aktuelt ennå"


def test_thirteen_items_are_in_force_from_the_day_the_law_changes_and_two_are_missing(loaded: Path):
    facts = call(loaded, "compliance", "--on", "2022-08-01", "--json").facts

    assert facts["totals"] == {
        "in_force": 13,
        "dekket": 11,
        "delvis": 0,
        "mangler": 2,
        "venter på vurdering": 0,
    }
    assert [nr for nr, status in statuses(loaded, "2022-08-01").items() if status == "mangler"] == [12, 13]


def test_the_new_agreement_covers_all_thirteen_from_its_first_day(loaded: Path):
    assert statuses(loaded, "2025-04-30")[13] == "mangler"
    assert set(statuses(loaded, "2025-05-01").values()) == {"dekket"}


def test_compliance_says_where_each_item_is_covered_and_by_whose_judgement(loaded: Path):
    facts = call(loaded, "compliance", "--on", "2025-06-01", "--json").facts
    evidence = facts["items"][12]["evidence"][0]

    assert {"document", "version", "section", "number", "judged_by", "reason"} <= evidence.keys()
    assert "samarbeidsavtalen@2025.1" in facts["set"]


def test_compliance_answers_pair_by_pair(loaded: Path):
    pairs = call(loaded, "compliance", "--on", "2022-08-01", "--json").facts["pairs"]

    assert len(pairs) == 20
    assert all(pair["totals"]["mangler"] == 2 for pair in pairs)


def test_which_pairs_were_sent_in_time_and_which_too_late_is_told_pair_by_pair(loaded: Path):
    duties = call(loaded, "compliance", "--on", "2025-12-01", "--json").facts["duties"]

    late = [duty for duty in duties if (duty["duty"], duty["state"]) == ("innsending", "oppfylt for sent")]
    assert [pair["kommune"] for duty in late for pair in duty["pairs"]] == ["granvik", "asgrend"]


def test_asu_may_revise_a_guideline_under_clause_5_2_c(loaded: Path):
    told = call(
        loaded, "who-may", "--kind", "retningslinje", "--change", "revisjon", "--on", "2025-06-01", "--json"
    )

    assert told.code == 0
    assert [body["name"] for body in told.facts["bodies"]] == ["ASU"]
    assert told.facts["clause"] == "5.2 c"


def test_a_new_guideline_is_for_all_kommunestyrer_and_the_board(loaded: Path):
    facts = call(
        loaded, "who-may", "--kind", "retningslinje", "--change", "ny", "--on", "2025-06-01", "--json"
    ).facts

    assert [body["name"] for body in facts["bodies"]] == ["alle kommunestyrene", "styret for helseforetaket"]


def test_where_no_rule_speaks_the_answer_is_no(loaded: Path):
    told = call(loaded, "who-may", "--kind", "retningslinje", "--change", "revisjon", "--on", "1990-01-01")

    assert told.code == 1
    assert "Ingen regel" in told.out


def test_a_word_that_is_no_kind_is_answered_with_the_nearest(loaded: Path):
    told = call(loaded, "who-may", "--kind", "retningslinja", "--change", "ny")

    assert (told.code, told.out) == (2, "")
    assert "Mente du «retningslinje»?" in told.err


def judged(folder: Path, **changed: object) -> tuple[int, dict[str, object]]:
    folder.mkdir(exist_ok=True)
    file = folder / "facts.json"
    file.write_text(json.dumps(FACTS | changed), encoding="utf-8")
    told = call(folder / "none", "judge", str(file), "--json")
    return told.code, told.facts


def test_a_valid_decision_is_judged_without_any_register(tmp_path: Path):
    code, verdict = judged(tmp_path)

    assert (code, verdict["verdict"]) == (0, "VALID")
    assert not (tmp_path / "none").exists()


def test_an_invalid_decision_ends_with_one_and_says_who_may(tmp_path: Path):
    code, verdict = judged(tmp_path, proposal={"kind": "retningslinje", "change": "ny"})

    assert (code, verdict["verdict"]) == (1, "INVALID")
    assert verdict["instead"]


def test_a_decision_that_waits_is_not_a_yes(tmp_path: Path):
    code, verdict = judged(tmp_path, text_hash="")

    assert (code, verdict["verdict"]) == (1, "PENDING")


def test_facts_can_be_read_from_standard_input(tmp_path: Path):
    assert call(tmp_path, "judge", "-", stdin=json.dumps(FACTS)).out.startswith("Gyldig.")


@pytest.mark.parametrize("content", ["{", "[]", '{"on": "2025-13-01"}', '"\\ud800"', "null"])
def test_facts_that_cannot_be_read_are_told_with_every_fault(tmp_path: Path, content: str):
    told = call(tmp_path, "judge", "-", stdin=content)

    assert (told.code, told.out) == (2, "")
    assert told.err.startswith("Opplysningene kan ikke vurderes.")


def test_the_form_of_the_file_is_told_without_any_register(tmp_path: Path):
    told = call(tmp_path / "none", "judge", "--schema")
    published = Path(__file__).parents[2] / "docs/facts.schema.json"

    assert told.code == 0
    assert json.loads(told.out) == json.loads(published.read_text(encoding="utf-8"))
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize("said", [[], ["facts.json", "--schema"]])
def test_judge_takes_either_a_file_or_the_question_of_its_form(tmp_path: Path, said: list[str]):
    told = call(tmp_path, "judge", *said)

    assert (told.code, told.out) == (2, "")
    assert "enten en fil" in told.err


def test_a_text_finds_a_compound_by_its_parts_and_a_query_does_not_cut_it(tmp_path: Path):
    in_text = call(tmp_path, "analyse", "--text", "samarbeidsavtalene", "--json").facts["words"]
    in_query = call(tmp_path, "analyse", "--query", "samarbeidsavtalene", "--json").facts["words"]

    assert in_text[0]["parts"] == ["samarbeid", "avtale"]
    assert in_query[0] == {"word": "samarbeidsavtalene", "terms": in_text[0]["terms"], "parts": []}


def test_analyse_must_know_which_side_a_word_is_on(tmp_path: Path):
    assert call(tmp_path, "analyse", "avtale").code == 2
    assert call(tmp_path, "analyse", "--text", "--query", "avtale").code == 2
