"""The library of real rules as a whole: sources, confidence, enough cases, and who may decide in each."""

from datetime import date

import pytest

from decisions.mandate import judge
from decisions.proposals import Proposal
from decisions.rules import Confidence
from decisions.who_may import who_may
from tests.decisions import (
    test_libraries_north_and_west,
    test_libraries_ostfold_and_finnmark,
    test_libraries_south_and_east,
)
from tests.decisions.libraries import (
    AVTALE,
    FLOOR,
    INVALID,
    NEEDS_HUMAN,
    NY,
    PENDING,
    VALID,
    rules_of,
    verdict_in,
)

REAL = (
    "nordre-trondelag",
    "more-og-romsdal",
    "sogn-og-fjordane",
    "ostfold",
    "finnmark",
    "bergen",
    "stavanger",
    "agder",
    "innlandet",
)
FROM_THE_WEB = REAL[1:]
CASES = [
    *test_libraries_north_and_west.CASES,
    *test_libraries_ostfold_and_finnmark.CASES,
    *test_libraries_south_and_east.CASES,
]
RULES = [(name, rule) for name in REAL for rule in rules_of(name)]

ASSUMED = {
    *("NT-2025-5.2e", "MR-1", "SF-0", "SF-1", "BE-2-avtale", "AG-1-godkjenning", "AG-1-prosedyre", "AG-2"),
    *("IN-1", "IN-2", "IN-2-forhandling"),
}
DISPUTED = {
    *("NT-2025-11", "MR-3-vedtak", "BE-2-retningslinje"),
    *(f"OS-{name}-overlapp" for name in ("1", "2", "3", "3-årsmelding", "4", "5")),
}
"""What docs/choices/rules-of-others.md calls assumed and disputed; all else is read word for word."""


def test_how_sure_each_rule_is() -> None:
    told = {sure: {rule.id for _, rule in RULES if rule.confidence is sure} for sure in Confidence}

    assert told[Confidence.ANTATT] == ASSUMED
    assert told[Confidence.OMSTRIDT] == DISPUTED


@pytest.mark.parametrize("library", REAL)
def test_each_is_judged_on_at_least_ten_cases_and_on_every_answer(library: str) -> None:
    cases = [case for name, case in CASES if name == library]

    assert len(cases) >= 10
    assert {case.answer for case in cases} == {VALID, PENDING, INVALID, NEEDS_HUMAN}
    assert len({case.story for case in cases}) == len(cases)


@pytest.mark.parametrize("library", REAL)
def test_no_sentence_of_any_case_depends_on_the_order_of_the_rules(library: str) -> None:
    backwards = tuple(reversed(rules_of(library)))

    for case in (case for name, case in CASES if name == library):
        assert judge(case.decided.facts, backwards, FLOOR) == verdict_in(library, case.decided), case.story


@pytest.mark.parametrize("library", FROM_THE_WEB)
def test_each_rule_names_the_page_it_is_read_from_and_quotes_it(library: str) -> None:
    for rule in rules_of(library):
        assert rule.source.link.startswith(("https://", "http://www.ks.no/"))
        assert rule.source.excerpt
        assert rule.valid_from


@pytest.mark.parametrize(("library", "rule"), RULES, ids=lambda value: getattr(value, "id", None))
def test_what_is_not_literal_says_in_a_note_what_is_assumed_or_disputed(library: str, rule: object) -> None:
    assert rule.confidence is Confidence.ORDRETT or rule.note.endswith((".", "?"))


@pytest.mark.parametrize(("library", "rule"), RULES, ids=lambda value: getattr(value, "id", None))
def test_an_exception_is_from_a_rule_of_the_same_library(library: str, rule: object) -> None:
    known = {other.id for other in rules_of(library)}

    assert not rule.exception_from or rule.exception_from in known


@pytest.mark.parametrize("library", REAL)
def test_nowhere_does_a_joint_body_enter_the_agreement_for_a_kommune(library: str) -> None:
    answer = who_may(Proposal(AVTALE, NY), rules_of(library), FLOOR, date(2025, 6, 2))

    assert "alle kommunestyrene" in [body.decider.words for body in answer.bodies]
    assert {law.id for law in answer.laws} == {"hol-6-1"}


def test_in_the_weeks_both_pages_of_ostfold_cover_every_rule_is_disputed() -> None:
    for rule in rules_of("ostfold"):
        both = rule.in_force(date(2020, 10, 15)) or rule.in_force(date(2020, 12, 31))
        alone = rule.in_force(date(2020, 10, 14)) or rule.in_force(date(2021, 1, 1))

        assert both != alone
        assert both == (rule.confidence is Confidence.OMSTRIDT)
