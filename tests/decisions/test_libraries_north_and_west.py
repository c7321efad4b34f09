"""Nordre Trøndelag, Møre og Romsdal, and Sogn og Fjordane, judged: what was decided, the answer, and why.

The rules are what their own pages say (docs/choices/rules-of-others.md); the cases are made up.
"""

from datetime import date

import pytest

from decisions.outcomes import Act
from decisions.proposals import Matter, Scope, Trait
from documents.kinds import ChangeClass
from tests.decisions.libraries import (
    ASU,
    AVTALE,
    BOARD,
    CHIEF,
    COORDINATING,
    COUNCIL,
    DELAVTALE,
    DIRECTOR,
    EXECUTIVE,
    FAGRAD,
    FSU,
    INVALID,
    MINDRE,
    NEEDS_HUMAN,
    NEGOTIATORS,
    NY,
    ONE_AGAINST,
    PARTNERS,
    PENDING,
    PLAN,
    PSU,
    RETNINGSLINJE,
    REVISJON,
    RUTINE,
    SAERAVTALE,
    SSU,
    VALID,
    Case,
    Decided,
    before,
    named,
    perhaps,
    sure,
    tell,
)

DAY, EARLIER = date(2024, 6, 13), date(2024, 5, 16)

NORDRE = date(2025, 11, 20)
NORDRE_TRONDELAG = (
    Case("ASU revises a guideline", Decided(ASU, RETNINGSLINJE, REVISJON, NORDRE), VALID, "5.2 c"),
    Case(
        "ASU adopts a new guideline", Decided(ASU, RETNINGSLINJE, NY, NORDRE), INVALID, "alle kommunestyrene"
    ),
    Case("ASU adopts a new routine", Decided(ASU, RUTINE, NY, NORDRE), VALID, "5.2 c"),
    Case("PSU makes a minor change", Decided(PSU, AVTALE, MINDRE, NORDRE), VALID, "5.2 d"),
    Case(
        "PSU's minor change moves a cost",
        Decided(PSU, AVTALE, MINDRE, NORDRE, sure(Trait.ENDRER_KOSTNAD)),
        INVALID,
        "endrer kostnad",
    ),
    Case(
        "PSU's minor change may move a duty",
        Decided(PSU, AVTALE, MINDRE, NORDRE, perhaps(Trait.FLYTTER_ANSVAR)),
        NEEDS_HUMAN,
        "mindre endring",
    ),
    Case("PSU adopts the plan alone", Decided(PSU, PLAN, NY, NORDRE), PENDING, "innstilling fra asu"),
    Case(
        "PSU adopts the plan on ASU's recommendation",
        Decided(PSU, PLAN, NY, NORDRE, prior=(before(ASU, Act.INNSTILLER, date(2025, 10, 30)),)),
        VALID,
        "5.2 b",
    ),
    Case(
        "the executive committee enters the agreement",
        Decided(EXECUTIVE, AVTALE, NY, NORDRE),
        INVALID,
        "§ 6-1",
    ),
    Case("the kommunestyre enters the agreement", Decided(COUNCIL, AVTALE, NY, NORDRE), VALID, "5.2 a"),
    Case(
        "a special agreement: nobody is named", Decided(COUNCIL, SAERAVTALE, NY, NORDRE), NEEDS_HUMAN, "5.3"
    ),
    Case(
        "the day before the agreement",
        Decided(ASU, RETNINGSLINJE, REVISJON, date(2025, 4, 30)),
        NEEDS_HUMAN,
        "hvem kan",
    ),
    Case(
        "the first day of the agreement",
        Decided(ASU, RETNINGSLINJE, REVISJON, date(2025, 5, 1)),
        VALID,
        "5.2 c",
    ),
    Case("the board enters it too", Decided(BOARD, AVTALE, NY, NORDRE), VALID, "§§ 26 og 27"),
    Case("the board adopts a new guideline", Decided(BOARD, RETNINGSLINJE, NY, NORDRE), VALID, "5.2 a"),
    Case(
        "a revised guideline moves a cost",
        Decided(ASU, RETNINGSLINJE, REVISJON, NORDRE, sure(Trait.ENDRER_KOSTNAD)),
        NEEDS_HUMAN,
        "5.2 c",
    ),
    Case(
        "a revised guideline moves a duty",
        Decided(ASU, RETNINGSLINJE, REVISJON, NORDRE, sure(Trait.FLYTTER_ANSVAR)),
        NEEDS_HUMAN,
        "5.2 c",
    ),
    Case(
        "a revised guideline touches § 6-2",
        Decided(ASU, RETNINGSLINJE, REVISJON, NORDRE, sure(Trait.BERORER_MINIMUM)),
        NEEDS_HUMAN,
        "5.2 c",
    ),
    Case(
        "a minor change of who the parties are",
        Decided(PSU, AVTALE, MINDRE, NORDRE, sure(Trait.ENDRER_PARTER)),
        INVALID,
        "parter eller varighet",
    ),
    Case(
        "a minor change of who decides",
        Decided(PSU, AVTALE, MINDRE, NORDRE, sure(Trait.ENDRER_VEDTAKSREGLER)),
        INVALID,
        "vedtaksregler",
    ),
    Case(
        "a minor change that touches § 6-2",
        Decided(PSU, AVTALE, MINDRE, NORDRE, sure(Trait.BERORER_MINIMUM)),
        NEEDS_HUMAN,
        "5.2 d",
    ),
    Case(
        "a minor change without advice",
        Decided(PSU, AVTALE, MINDRE, NORDRE),
        VALID,
        "ikke ført noen innstilling fra asu",
    ),
    Case(
        "PSU gives the grant, one against",
        Decided(
            PSU,
            Matter.TILSKUDD,
            ChangeClass.DISPONERING,
            NORDRE,
            act=Act.DISPONERER,
            votes=ONE_AGAINST,
            text_hash="",
        ),
        INVALID,
        "9 for, 1 mot",
    ),
    Case(
        "PSU gives the grant, all for",
        Decided(PSU, Matter.TILSKUDD, ChangeClass.DISPONERING, NORDRE, act=Act.DISPONERER, text_hash=""),
        VALID,
        "regnes som enighet",
    ),
    Case(
        "PSU gives other funds, one against",
        Decided(
            PSU,
            Matter.MIDLER,
            ChangeClass.DISPONERING,
            NORDRE,
            act=Act.DISPONERER,
            votes=ONE_AGAINST,
            text_hash="",
        ),
        NEEDS_HUMAN,
        "flertallet nok",
    ),
    Case(
        "a kommunestyre terminates",
        Decided(COUNCIL, AVTALE, ChangeClass.OPPSIGELSE, NORDRE),
        NEEDS_HUMAN,
        "punkt 11",
    ),
)

PROPOSED = before(FSU, Act.FORESLAR, EARLIER)
NEGOTIATED = before(NEGOTIATORS, Act.FORESLAR, EARLIER)
RECOMMENDED = before(SSU, Act.INNSTILLER, EARLIER)
MORE_OG_ROMSDAL = (
    Case(
        "SSU approves what an FSU proposed",
        Decided(SSU, RETNINGSLINJE, NY, DAY, act=Act.GODKJENNER, prior=(PROPOSED,)),
        VALID,
        "godkjenne handlingsplanar og retningslinjer",
    ),
    Case(
        "SSU approves what nobody proposed",
        Decided(SSU, RETNINGSLINJE, NY, DAY, act=Act.GODKJENNER),
        PENDING,
        "forslag fra fsu",
    ),
    Case(
        "SSU's guideline moves a responsibility",
        Decided(SSU, RETNINGSLINJE, REVISJON, DAY, sure(Trait.FLYTTER_ANSVAR), prior=(PROPOSED,)),
        NEEDS_HUMAN,
        "flytter ansvar",
    ),
    Case(
        "an FSU approves its own guideline",
        Decided(FSU, RETNINGSLINJE, NY, DAY, act=Act.GODKJENNER),
        INVALID,
        "saken må til",
    ),
    Case(
        "SSU approves the plan of one FSU",
        Decided(SSU, PLAN, NY, DAY, act=Act.GODKJENNER, scope=Scope.INTERNT, prior=(PROPOSED,)),
        VALID,
        "punkt 4",
    ),
    Case("SSU proposes the joint plan", Decided(SSU, PLAN, NY, DAY, act=Act.FORESLAR), VALID, "foreslo"),
    Case(
        "the partnership adopts the joint plan: the page does not say that it may",
        Decided(PARTNERS, PLAN, NY, DAY, prior=(before(SSU, Act.FORESLAR, EARLIER),)),
        NEEDS_HUMAN,
        "ikke hvem som vedtar den felles planen",
    ),
    Case(
        "a kommunestyre adopts the agreement after both",
        Decided(COUNCIL, AVTALE, REVISJON, DAY, prior=(NEGOTIATED, RECOMMENDED)),
        VALID,
        "10.1",
    ),
    Case(
        "a kommunestyre adopts it before SSU has recommended it",
        Decided(COUNCIL, AVTALE, REVISJON, DAY, prior=(NEGOTIATED,)),
        PENDING,
        "innstilling fra ssu",
    ),
    Case("SSU adopts the agreement for all", Decided(SSU, AVTALE, REVISJON, DAY), INVALID, "§ 6-1"),
    Case(
        "the director adopts it for the trust",
        Decided(DIRECTOR, AVTALE, REVISJON, DAY, prior=(NEGOTIATED, RECOMMENDED)),
        NEEDS_HUMAN,
        "delegert",
    ),
    Case(
        "SSU proposes a way out of a dispute",
        Decided(SSU, Matter.TVIST, NY, DAY, act=Act.FORESLAR, text_hash=""),
        VALID,
        "foreslo",
    ),
    Case(
        "SSU settles a dispute",
        Decided(SSU, Matter.TVIST, NY, DAY, act=Act.AVGJOR, text_hash=""),
        NEEDS_HUMAN,
        "hvem kan",
    ),
    Case(
        "the year before there was a helsefellesskap",
        Decided(
            SSU, RETNINGSLINJE, NY, date(2020, 12, 31), prior=(before(FSU, Act.FORESLAR, date(2020, 12, 1)),)
        ),
        NEEDS_HUMAN,
        "hvem kan",
    ),
    Case(
        "its first day",
        Decided(
            SSU, RETNINGSLINJE, NY, date(2021, 1, 1), prior=(before(FSU, Act.FORESLAR, date(2020, 12, 1)),)
        ),
        VALID,
        "punkt 4",
    ),
    Case(
        "the board adopts the agreement after both",
        Decided(BOARD, AVTALE, REVISJON, DAY, prior=(NEGOTIATED, RECOMMENDED)),
        VALID,
        "10.1",
    ),
    Case(
        "SSU recommends the agreement",
        Decided(SSU, AVTALE, REVISJON, DAY, act=Act.INNSTILLER),
        VALID,
        "saken går videre til kommunestyrene og styret for helseforetaket",
    ),
    Case(
        "SSU's guideline moves a cost",
        Decided(SSU, RETNINGSLINJE, REVISJON, DAY, sure(Trait.ENDRER_KOSTNAD), prior=(PROPOSED,)),
        NEEDS_HUMAN,
        "endrer kostnad",
    ),
    Case(
        "SSU's guideline touches § 6-2",
        Decided(SSU, RETNINGSLINJE, REVISJON, DAY, sure(Trait.BERORER_MINIMUM), prior=(PROPOSED,)),
        NEEDS_HUMAN,
        "§ 6-2-innhold",
    ),
    Case(
        "SSU approves the plan of an FSU that has proposed none",
        Decided(SSU, PLAN, NY, DAY, act=Act.GODKJENNER, scope=Scope.INTERNT),
        PENDING,
        "forslag fra fsu",
    ),
    Case(
        "SSU proposes the yearly report",
        Decided(SSU, Matter.ARSMELDING, NY, DAY, act=Act.FORESLAR, text_hash=""),
        VALID,
        "saken går videre til partnerskapsmøtet",
    ),
    Case(
        "SSU proposes the joint plan, and where it goes",
        Decided(SSU, PLAN, NY, DAY, act=Act.FORESLAR),
        VALID,
        "saken går videre til partnerskapsmøtet",
    ),
)

TILRADD = before(COORDINATING, Act.INNSTILLER, EARLIER)
SOGN_OG_FJORDANE = (
    Case(
        "the council of coordination approves a procedure from the professional council",
        Decided(
            COORDINATING, RUTINE, NY, DAY, act=Act.GODKJENNER, prior=(before(FAGRAD, Act.FORESLAR, EARLIER),)
        ),
        VALID,
        "godkjenne prosedyrar",
    ),
    Case(
        "or one that a party proposed",
        Decided(
            COORDINATING, RUTINE, NY, DAY, act=Act.GODKJENNER, prior=(before(CHIEF, Act.FORESLAR, EARLIER),)
        ),
        VALID,
        "godkjenne prosedyrar",
    ),
    Case(
        "but not one that nobody proposed",
        Decided(COORDINATING, RUTINE, NY, DAY, act=Act.GODKJENNER),
        PENDING,
        "forslag fra",
    ),
    Case(
        "nor one that only the negotiators proposed",
        Decided(
            COORDINATING,
            RUTINE,
            NY,
            DAY,
            act=Act.GODKJENNER,
            prior=(before(NEGOTIATORS, Act.FORESLAR, EARLIER),),
        ),
        PENDING,
        "forslag fra",
    ),
    Case(
        "the professional council approves it itself",
        Decided(FAGRAD, RUTINE, NY, DAY, act=Act.GODKJENNER),
        INVALID,
        "strategisk nivå",
    ),
    Case(
        "a kommunestyre adopts a part agreement on recommendation",
        Decided(COUNCIL, DELAVTALE, REVISJON, DAY, prior=(TILRADD,)),
        VALID,
        "tilrå delavtalar",
    ),
    Case("and without it", Decided(COUNCIL, DELAVTALE, REVISJON, DAY), PENDING, "innstilling fra"),
    Case(
        "the coordinating council adopts it itself",
        Decided(COORDINATING, DELAVTALE, REVISJON, DAY),
        NEEDS_HUMAN,
        "delegert",
    ),
    Case(
        "it recommends it, which is its to do",
        Decided(COORDINATING, DELAVTALE, REVISJON, DAY, act=Act.INNSTILLER),
        VALID,
        "endrer ikke teksten",
    ),
    Case("it adopts the main agreement", Decided(COORDINATING, AVTALE, REVISJON, DAY), INVALID, "§ 6-1"),
    Case(
        "the board adopts the main agreement",
        Decided(BOARD, AVTALE, REVISJON, DAY),
        VALID,
        "kvar einskild kommune",
    ),
    Case(
        "it recommends a way out of a dispute",
        Decided(COORDINATING, Matter.TVIST, NY, DAY, act=Act.INNSTILLER, text_hash=""),
        VALID,
        "innstilte",
    ),
    Case(
        "it gives its view on a question of principle",
        Decided(COORDINATING, Matter.ANNEN, NY, DAY, sure(Trait.PRINSIPIELL), act=Act.UTTALER, text_hash=""),
        VALID,
        "saken",
    ),
    Case(
        "before the county's name was a former one",
        Decided(COORDINATING, RUTINE, NY, date(2019, 12, 31), act=Act.GODKJENNER),
        NEEDS_HUMAN,
        "hvem kan",
    ),
    Case(
        "a kommunestyre adopts the main agreement",
        Decided(COUNCIL, AVTALE, NY, DAY),
        VALID,
        "kvar einskild kommune",
    ),
    Case("the trust's director adopts it", Decided(DIRECTOR, AVTALE, NY, DAY), NEEDS_HUMAN, "delegert"),
    Case(
        "the board adopts a part agreement",
        Decided(BOARD, DELAVTALE, NY, DAY, prior=(TILRADD,)),
        VALID,
        "tilrå delavtalar",
    ),
    Case(
        "where a recommended part agreement goes",
        Decided(COORDINATING, DELAVTALE, NY, DAY, act=Act.INNSTILLER),
        VALID,
        "saken går videre til partene",
    ),
    Case(
        "it gives its view on what nobody has called a question of principle",
        Decided(COORDINATING, Matter.ANNEN, NY, DAY, act=Act.UTTALER, text_hash=""),
        NEEDS_HUMAN,
        "prinsipiell",
    ),
)

CASES = [
    *(("nordre-trondelag", case) for case in NORDRE_TRONDELAG),
    *(("more-og-romsdal", case) for case in MORE_OG_ROMSDAL),
    *(("sogn-og-fjordane", case) for case in SOGN_OG_FJORDANE),
]


@pytest.mark.parametrize(("library", "case"), CASES, ids=named)
def test_what_the_rules_say_of_the_case(library: str, case: Case) -> None:
    tell(library, case)
