import json
from dataclasses import replace
from datetime import date

import pytest

from decisions.who_may import who_may
from documents.kinds import ChangeClass, DocumentKind
from tests.decisions.builders import (
    AFTER,
    AGREEMENT,
    BEFORE,
    FJORDMARK,
    FLOOR,
    FUNDS,
    GRANT,
    GUIDELINE,
    MAY_MOVE_DUTY,
    MOVES_DUTY,
    NORDRE,
    PLAN,
    a_proposal,
)

ALL_COUNCILS = ["alle kommunestyrene", "styret for helseforetaket"]


def asked(proposal, on=date(2025, 6, 1), rules=FJORDMARK):
    return who_may(proposal, rules, FLOOR, on).to_dict()


def names(answer):
    return [body["name"] for body in answer["bodies"]]


@pytest.mark.parametrize("rules", [FJORDMARK, NORDRE])
@pytest.mark.parametrize(
    ("kind", "change", "bodies", "clause"),
    [
        (GUIDELINE, ChangeClass.REVISJON, ["ASU"], "5.2 c"),
        (GUIDELINE, ChangeClass.NY, ALL_COUNCILS, "5.2 a"),
        (GUIDELINE, ChangeClass.VESENTLIG, ALL_COUNCILS, "5.2 a"),
        (AGREEMENT, ChangeClass.NY, ALL_COUNCILS, "5.2 a"),
        (AGREEMENT, ChangeClass.REVISJON, ALL_COUNCILS, "5.2 a"),
        (AGREEMENT, ChangeClass.MINDRE, ["PSU"], "5.2 d"),
        (DocumentKind.RUTINE, ChangeClass.NY, ["ASU"], "5.2 c"),
        (PLAN, ChangeClass.NY, ["PSU"], "5.2 b"),
        (FUNDS, ChangeClass.DISPONERING, ["PSU"], "5.2 e"),
        (GRANT, ChangeClass.DISPONERING, ["PSU"], "5.2 e"),
        (DocumentKind.SAERAVTALE, ChangeClass.NY, [], "5.3"),
    ],
)
def test_the_clauses_of_5_2_and_5_3(rules, kind, change, bodies, clause):
    answer = asked(a_proposal(kind, change), rules=rules)

    assert names(answer) == bodies
    assert answer["clause"] == clause


def test_the_answer_changes_on_the_day_the_new_agreement_begins():
    proposal = a_proposal(AGREEMENT, ChangeClass.MINDRE)

    assert names(asked(proposal, BEFORE)) == ALL_COUNCILS
    assert names(asked(proposal, AFTER)) == ["PSU"]


def test_a_mandatory_recommendation_is_told_and_an_optional_one_too():
    plan = asked(a_proposal(PLAN, ChangeClass.NY))
    minor = asked(a_proposal(AGREEMENT, ChangeClass.MINDRE))

    assert plan["prior_recommendation"] == [{"from": "ASU", "act": "innstiller", "mandatory": True}]
    assert minor["prior_recommendation"] == [{"from": "ASU", "act": "innstiller", "mandatory": False}]
    assert plan["answer"] == "PSU kan vedta ny handlingsplan etter innstilling fra ASU."


def test_the_majority_each_body_needs_is_told_with_its_law():
    answer = asked(a_proposal(AGREEMENT, ChangeClass.NY))

    assert "kommuneloven § 11-9" in answer["bodies"][0]["majority"]
    assert "helseforetaksloven §§ 26 og 27" in answer["bodies"][1]["majority"]


def test_the_law_stands_above_the_clause():
    answer = asked(a_proposal(AGREEMENT, ChangeClass.NY))

    assert [law["clause"] for law in answer["floor"]] == ["§ 6-1 første ledd"]
    assert answer["floor"][0]["link"].startswith("https://lovdata.no/")


def test_a_confirmed_finding_sends_the_minor_change_to_the_councils():
    answer = asked(a_proposal(AGREEMENT, ChangeClass.MINDRE, MOVES_DUTY))

    assert names(answer) == ALL_COUNCILS
    assert answer["question"] == ""
    assert answer["clause"] == "5.2 a og 5.2 d"


def test_a_possible_finding_is_a_question_with_the_safe_way():
    answer = asked(a_proposal(GUIDELINE, ChangeClass.REVISJON, MAY_MOVE_DUTY))

    assert names(answer) == ["ASU"]
    assert "Den trygge veien er vedtak i alle kommunestyrene" in answer["question"]


def test_where_no_rule_speaks_there_is_a_question_and_never_a_permission():
    answer = asked(a_proposal(DocumentKind.MANDAT, ChangeClass.NY))

    assert answer["bodies"] == []
    assert answer["question"].startswith(
        "Ingen regel som gjelder 1. juni 2025, sier hvem som kan vedta nytt mandat"
    )


def test_where_only_the_law_speaks_its_body_is_named_and_the_question_remains():
    answer = asked(a_proposal(AGREEMENT, ChangeClass.NY), date(2020, 6, 1))

    assert names(answer) == ["alle kommunestyrene"]
    assert answer["question"]
    assert answer["answer"] == answer["question"]


def test_rules_that_differ_give_no_body():
    rule = next(rule for rule in FJORDMARK if rule.id == "FM-2025-5.2b")
    other = replace(rule, id="annen", requires=())

    answer = asked(a_proposal(PLAN, ChangeClass.NY), rules=(*FJORDMARK, other))

    assert answer["bodies"] == []
    assert "Hvilken gjelder?" in answer["question"]


def test_the_answer_can_be_written_as_json():
    assert json.loads(json.dumps(asked(a_proposal()))) == asked(a_proposal())
