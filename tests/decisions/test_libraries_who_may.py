"""«Hvem kan vedta dette?» in each real helsefellesskap: by kind, change and day; «?» where a person must answer first."""

from collections.abc import Iterable
from datetime import date

import pytest

from decisions.proposals import Kind, Matter, Proposal, Scope, Trait
from decisions.who_may import who_may
from decisions.words import listed
from documents.kinds import ChangeClass
from tests.decisions.libraries import (
    AVTALE,
    DELAVTALE,
    FLOOR,
    MINDRE,
    NY,
    PLAN,
    RETNINGSLINJE,
    REVISJON,
    RUTINE,
    SAERAVTALE,
    VESENTLIG,
    rules_of,
    sure,
)

REPEAL, NOTICE, GIVEN = ChangeClass.OPPHEVING, ChangeClass.OPPSIGELSE, ChangeClass.DISPONERING
FUNDS, GRANT, STRATEGY, REPORT = Matter.MIDLER, Matter.TILSKUDD, Matter.STRATEGI, Matter.ARSMELDING
OTHER, DISPUTE, REVIEW, SEATS = Matter.ANNEN, Matter.TVIST, Matter.GJENNOMGANG, Matter.REPRESENTASJON
SMALL, PRINCIPLE, PROFESSIONAL, BINDS = (
    Trait.MINDRE_SAK,
    Trait.PRINSIPIELL,
    Trait.FAGLIG,
    Trait.BINDER_PARTENE,
)
PARTIES = "alle kommunestyrene og styret for helseforetaket"
ALL_PARTIES = "alle kommunestyrene, styret for helseforetaket og styret for det private sykehuset"
STRATEGIC, PARTNERSHIP, NOBODY, ASK = "organet på strategisk nivå", "partnerskapsmøtet", "", "?"


def who(
    library: str,
    kind: Kind,
    change: ChangeClass,
    day: date,
    traits: Iterable[Trait] = (),
    scope: Scope | None = None,
) -> str:
    """The bodies that must decide, and a question mark where a person must answer first."""
    proposal = Proposal(kind, change, scope, findings=frozenset(sure(*traits)))
    answer = who_may(proposal, rules_of(library), FLOOR, day)
    return listed(body.decider.words for body in answer.bodies) + (ASK if answer.question else "")


NORDRE = date(2025, 6, 2)


@pytest.mark.parametrize(
    ("kind", "change", "bodies"),
    [
        (AVTALE, NY, PARTIES),
        (AVTALE, REVISJON, PARTIES),
        (AVTALE, MINDRE, "PSU"),
        (AVTALE, NOTICE, ASK),
        (RETNINGSLINJE, NY, PARTIES),
        (RETNINGSLINJE, VESENTLIG, PARTIES),
        (RETNINGSLINJE, REVISJON, "ASU"),
        (RUTINE, NY, "ASU"),
        (PLAN, REVISJON, "PSU"),
        (SAERAVTALE, NY, ASK),
        (FUNDS, GIVEN, "PSU"),
        (GRANT, GIVEN, "PSU"),
        (DELAVTALE, NY, ASK),
    ],
)
def test_in_nordre_trondelag(kind: Kind, change: ChangeClass, bodies: str) -> None:
    assert who("nordre-trondelag", kind, change, NORDRE) == bodies


DAY = date(2024, 6, 13)


@pytest.mark.parametrize(
    ("kind", "change", "scope", "bodies"),
    [
        (AVTALE, NY, None, PARTIES),
        (AVTALE, NOTICE, None, ASK),
        (RETNINGSLINJE, NY, None, "SSU"),
        (RETNINGSLINJE, REPEAL, None, ASK),
        (PLAN, NY, Scope.INTERNT, "SSU"),
        (PLAN, NY, Scope.ALLE_PARTER, ASK),
        (REPORT, NY, None, ASK),
        (DISPUTE, NY, None, ASK),
    ],
)
def test_in_more_og_romsdal(kind: Kind, change: ChangeClass, scope: Scope | None, bodies: str) -> None:
    assert who("more-og-romsdal", kind, change, DAY, scope=scope) == bodies


@pytest.mark.parametrize(
    ("kind", "change", "bodies"),
    [
        (AVTALE, NY, PARTIES),
        (DELAVTALE, REVISJON, PARTIES),
        (DELAVTALE, NOTICE, ASK),
        (RUTINE, NY, STRATEGIC),
        (RETNINGSLINJE, NY, ASK),
        (PLAN, NY, ASK),
        (DISPUTE, NY, ASK),
    ],
)
def test_in_sogn_og_fjordane(kind: Kind, change: ChangeClass, bodies: str) -> None:
    assert who("sogn-og-fjordane", kind, change, DAY) == bodies


EVERYTHING = (RETNINGSLINJE, RUTINE, STRATEGY, FUNDS, OTHER)
ALONE, BOTH, AFTER = date(2020, 10, 14), (date(2020, 10, 15), date(2020, 12, 31)), date(2021, 1, 1)


@pytest.mark.parametrize("kind", [*EVERYTHING, PLAN, REPORT])
def test_in_ostfold_under_the_first_set(kind: Kind) -> None:
    for day in (date(2018, 4, 1), ALONE):
        assert who("ostfold", kind, NY, day) == STRATEGIC
        assert who("ostfold", kind, NY, day, [SMALL]) == "sekretariatet"
    assert who("ostfold", kind, NY, date(2018, 3, 31)) == ASK


@pytest.mark.parametrize("day", BOTH)
@pytest.mark.parametrize("kind", [*EVERYTHING, PLAN, REPORT])
def test_in_ostfold_while_both_pages_stood_a_person_answers_whatever_it_is_about(
    kind: Kind, day: date
) -> None:
    for traits in ([], [SMALL], [PRINCIPLE], [PROFESSIONAL]):
        assert who("ostfold", kind, NY, day, traits).endswith(ASK)


@pytest.mark.parametrize("kind", EVERYTHING)
def test_in_ostfold_under_the_second_set(kind: Kind) -> None:
    assert who("ostfold", kind, NY, AFTER, [PRINCIPLE]) == STRATEGIC
    assert who("ostfold", kind, NY, AFTER, [PROFESSIONAL]) == "FSU"
    assert who("ostfold", kind, NY, AFTER) == ASK
    assert who("ostfold", kind, NY, AFTER, [SMALL]) == ASK


def test_in_ostfold_the_plan_and_the_report_are_the_partnerships_under_the_second_set() -> None:
    assert who("ostfold", PLAN, NY, AFTER) == who("ostfold", REPORT, NY, AFTER) == PARTNERSHIP
    assert who("ostfold", DELAVTALE, REVISJON, AFTER) == ASK


@pytest.mark.parametrize("kind", [RETNINGSLINJE, RUTINE, STRATEGY, PLAN, FUNDS, OTHER])
def test_in_finnmark_what_binds_is_the_partnerships_and_what_is_of_principle_su_s(kind: Kind) -> None:
    first = date(2019, 10, 23)

    assert who("finnmark", kind, NY, first, [BINDS]) == PARTNERSHIP
    assert who("finnmark", kind, NY, first, [PRINCIPLE]) == STRATEGIC
    assert who("finnmark", kind, NY, first) == ASK
    assert who("finnmark", kind, NY, date(2019, 10, 22), [BINDS]) == ASK
    assert who("finnmark", kind, NY, date(2019, 10, 22), [PRINCIPLE]) == ASK


@pytest.mark.parametrize("kind", [DELAVTALE, SAERAVTALE])
def test_in_finnmark_service_agreements_are_the_partnerships(kind: Kind) -> None:
    assert who("finnmark", kind, REVISJON, DAY) == PARTNERSHIP
    assert who("finnmark", kind, NOTICE, DAY) == ASK


@pytest.mark.parametrize(
    ("kind", "change", "bodies"),
    [
        (AVTALE, NY, ALL_PARTIES),
        (DELAVTALE, MINDRE, ALL_PARTIES),
        (AVTALE, NOTICE, ASK),
        (RETNINGSLINJE, REVISJON, ASK),
        (RUTINE, NY, ASK),
        (PLAN, NY, "SSU"),
        (SEATS, NY, "SSU"),
        (REVIEW, REVISJON, "SSU"),
        (DISPUTE, NY, ASK),
    ],
)
def test_in_bergen(kind: Kind, change: ChangeClass, bodies: str) -> None:
    assert who("bergen", kind, change, DAY) == bodies


@pytest.mark.parametrize("kind", [RETNINGSLINJE, RUTINE, PLAN, STRATEGY, OTHER])
def test_in_stavanger_ssu_decides_and_what_moves_a_responsibility_is_a_question(kind: Kind) -> None:
    assert who("stavanger", kind, REVISJON, DAY) == "SSU"
    for trait in (Trait.FLYTTER_ANSVAR, Trait.ENDRER_KOSTNAD, Trait.BERORER_MINIMUM):
        assert who("stavanger", kind, REVISJON, DAY, [trait]) == "SSU?"


@pytest.mark.parametrize("kind", [DELAVTALE, SAERAVTALE, DISPUTE])
def test_in_stavanger_ssu_only_advises_on_agreements_and_disputes(kind: Kind) -> None:
    assert who("stavanger", kind, NY, DAY) == ASK


@pytest.mark.parametrize(
    ("kind", "change", "bodies"),
    [
        (DELAVTALE, REVISJON, PARTIES),
        (DELAVTALE, NOTICE, ASK),
        (RUTINE, NY, "partene"),
        (RETNINGSLINJE, NY, ASK),
        (REVIEW, REVISJON, ASK),
    ],
)
def test_in_agder(kind: Kind, change: ChangeClass, bodies: str) -> None:
    assert who("agder", kind, change, DAY) == bodies


@pytest.mark.parametrize(
    ("kind", "change", "bodies"),
    [(AVTALE, REVISJON, PARTIES), (STRATEGY, NY, PARTNERSHIP), (PLAN, NY, PARTNERSHIP), (RUTINE, NY, ASK)],
)
def test_in_innlandet(kind: Kind, change: ChangeClass, bodies: str) -> None:
    assert who("innlandet", kind, change, DAY) == bodies


FIRST_DAYS = {
    "nordre-trondelag": {date(2025, 5, 1)},
    "more-og-romsdal": {date(2021, 1, 1)},
    "sogn-og-fjordane": {date(2020, 1, 1)},
    "ostfold": {date(2018, 4, 1), date(2020, 10, 15), date(2021, 1, 1)},
    "finnmark": {date(2019, 10, 23)},
    "bergen": {date(2022, 8, 1)},
    "stavanger": {date(2021, 8, 16)},
    "agder": {date(2019, 10, 23)},
    "innlandet": {date(2021, 8, 27)},
}


@pytest.mark.parametrize("library", FIRST_DAYS)
def test_every_rule_of_a_set_begins_on_a_day_its_sources_can_answer_for(library: str) -> None:
    assert {rule.valid_from for rule in rules_of(library)} == FIRST_DAYS[library]
