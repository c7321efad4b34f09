"""Bergen, Stavanger, Agder and Innlandet, judged: the same act is final in one place and advice in another.

The rules are what their own pages say (docs/choices/rules-of-others.md); the cases are made up.
"""

from datetime import date

import pytest

from decisions.outcomes import Act
from decisions.proposals import Matter, Trait
from decisions.votes import Votes
from tests.decisions.libraries import (
    AVTALE,
    BOARD,
    CHIEF,
    COUNCIL,
    DELAVTALE,
    DIRECTOR,
    FSU,
    HOSPITAL,
    INVALID,
    LSU,
    NEEDS_HUMAN,
    NY,
    ONE_ABSTAINS,
    ONE_AGAINST,
    OSS,
    PARTNERS,
    PENDING,
    PLAN,
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
    sure,
    tell,
)

DAY, EARLIER, LATER = date(2024, 6, 13), date(2024, 5, 16), date(2024, 6, 14)

TREATED = before(SSU, Act.BEHANDLER, EARLIER)
BERGEN = (
    Case("SSU adopts the yearly plan", Decided(SSU, PLAN, NY, DAY), VALID, "årleg felles handlingsplan"),
    Case("the partnership adopts the yearly plan", Decided(PARTNERS, PLAN, NY, DAY), INVALID, "ssu"),
    Case(
        "SSU settles who is represented where",
        Decided(SSU, Matter.REPRESENTASJON, NY, DAY, text_hash=""),
        VALID,
        "deltaking og representasjon",
    ),
    Case(
        "SSU treats a guideline",
        Decided(SSU, RETNINGSLINJE, REVISJON, DAY, act=Act.BEHANDLER),
        VALID,
        "partene",
    ),
    Case(
        "SSU adopts a guideline",
        Decided(SSU, RETNINGSLINJE, REVISJON, DAY),
        NEEDS_HUMAN,
        "når dette er aktuelt",
    ),
    Case(
        "a kommunestyre adopts what SSU has treated",
        Decided(COUNCIL, DELAVTALE, REVISJON, DAY, prior=(TREATED,)),
        VALID,
        "endeleg handsaming hos partane",
    ),
    Case(
        "a kommunestyre adopts what SSU has not treated",
        Decided(COUNCIL, DELAVTALE, REVISJON, DAY),
        PENDING,
        "behandling fra ssu",
    ),
    Case(
        "a private hospital's board adopts it as a party",
        Decided(HOSPITAL, AVTALE, REVISJON, DAY, prior=(TREATED,)),
        VALID,
        "styret for det private sykehuset",
    ),
    Case("SSU enters the agreement", Decided(SSU, AVTALE, REVISJON, DAY), INVALID, "§ 6-1"),
    Case(
        "the trust's director adopts it",
        Decided(DIRECTOR, AVTALE, REVISJON, DAY, prior=(TREATED,)),
        NEEDS_HUMAN,
        "delegert",
    ),
    Case(
        "SSU makes the yearly review",
        Decided(SSU, Matter.GJENNOMGANG, REVISJON, DAY, text_hash=""),
        VALID,
        "årleg gjennomgang",
    ),
    Case(
        "SSU helps in a dispute",
        Decided(SSU, Matter.TVIST, NY, DAY, act=Act.UTTALER, text_hash=""),
        VALID,
        "tvisten",
    ),
    Case("the day before the agreements", Decided(SSU, PLAN, NY, date(2022, 7, 31)), NEEDS_HUMAN, "hvem kan"),
    Case(
        "the first day of the agreements",
        Decided(SSU, PLAN, NY, date(2022, 8, 1)),
        VALID,
        "årleg felles handlingsplan",
    ),
    Case(
        "the trust's board adopts what SSU has treated",
        Decided(BOARD, DELAVTALE, REVISJON, DAY, prior=(TREATED,)),
        VALID,
        "endeleg handsaming",
    ),
    *(
        Case(
            f"SSU treats a {kind}",
            Decided(SSU, kind, REVISJON, DAY, act=Act.BEHANDLER),
            VALID,
            "saken går videre til partene",
        )
        for kind in (AVTALE, DELAVTALE, SAERAVTALE, RUTINE)
    ),
)

ANCHORED = before(COUNCIL, Act.BEHANDLER, EARLIER)
STAVANGER = (
    Case(
        "all of SSU agree on what a party has anchored",
        Decided(SSU, RETNINGSLINJE, REVISJON, DAY, prior=(ANCHORED,)),
        VALID,
        "nødvendig forankring",
    ),
    Case(
        "nobody has anchored it",
        Decided(SSU, RETNINGSLINJE, REVISJON, DAY),
        PENDING,
        "behandling fra en part",
    ),
    Case(
        "it is anchored the day after",
        Decided(SSU, RETNINGSLINJE, REVISJON, DAY, prior=(before(COUNCIL, Act.BEHANDLER, LATER),)),
        PENDING,
        "behandling fra en part",
    ),
    Case(
        "one is against",
        Decided(SSU, RETNINGSLINJE, REVISJON, DAY, votes=ONE_AGAINST, prior=(ANCHORED,)),
        INVALID,
        "9 for, 1 mot",
    ),
    Case(
        "one abstains",
        Decided(SSU, RETNINGSLINJE, REVISJON, DAY, votes=ONE_ABSTAINS, prior=(ANCHORED,)),
        NEEDS_HUMAN,
        "stemte ikke",
    ),
    Case(
        "nobody recorded the vote",
        Decided(SSU, RETNINGSLINJE, REVISJON, DAY, no_votes=True, prior=(ANCHORED,)),
        PENDING,
        "stemmetallene",
    ),
    Case(
        "all agree on a recommendation",
        Decided(SSU, AVTALE, REVISJON, DAY, act=Act.INNSTILLER, prior=(ANCHORED,)),
        VALID,
        "innstilte",
    ),
    Case(
        "even a recommendation needs all of them",
        Decided(SSU, AVTALE, REVISJON, DAY, act=Act.INNSTILLER, votes=ONE_AGAINST, prior=(ANCHORED,)),
        INVALID,
        "9 for, 1 mot",
    ),
    Case(
        "and so does a statement",
        Decided(SSU, Matter.ANNEN, NY, DAY, act=Act.UTTALER, votes=ONE_AGAINST, text_hash=""),
        INVALID,
        "9 for, 1 mot",
    ),
    Case("FSU decides in SSU's place", Decided(FSU, RETNINGSLINJE, REVISJON, DAY), INVALID, "ssu"),
    Case(
        "SSU enters the agreement, all agreed",
        Decided(SSU, AVTALE, REVISJON, DAY, prior=(ANCHORED,)),
        INVALID,
        "§ 6-1",
    ),
    Case(
        "the day before the revised agreement",
        Decided(SSU, RETNINGSLINJE, NY, date(2021, 8, 15)),
        NEEDS_HUMAN,
        "hvem kan",
    ),
    Case(
        "its first day",
        Decided(
            SSU,
            RETNINGSLINJE,
            NY,
            date(2021, 8, 16),
            prior=(before(COUNCIL, Act.BEHANDLER, date(2021, 6, 3)),),
        ),
        VALID,
        "konsensus",
    ),
    Case(
        "a recommendation nobody has anchored",
        Decided(SSU, DELAVTALE, REVISJON, DAY, act=Act.INNSTILLER),
        PENDING,
        "behandling fra en part",
    ),
    Case(
        "a guideline that moves a responsibility",
        Decided(SSU, RETNINGSLINJE, REVISJON, DAY, sure(Trait.FLYTTER_ANSVAR), prior=(ANCHORED,)),
        NEEDS_HUMAN,
        "flytter ansvar",
    ),
    *(
        Case(
            f"SSU recommends a {kind}",
            Decided(SSU, kind, NY, DAY, act=Act.INNSTILLER, prior=(ANCHORED,)),
            VALID,
            "saken går videre til partene",
        )
        for kind in (RUTINE, PLAN, SAERAVTALE, Matter.STRATEGI, Matter.TVIST, Matter.ANNEN)
    ),
)

AGDER = (
    Case(
        "OSS advises on a part agreement",
        Decided(OSS, DELAVTALE, REVISJON, DAY, act=Act.INNSTILLER),
        VALID,
        "endrer ikke teksten",
    ),
    Case(
        "OSS advises on a procedure",
        Decided(OSS, RUTINE, NY, DAY, act=Act.INNSTILLER),
        VALID,
        "kommunene og helseforetaket",
    ),
    Case(
        "OSS approves a part agreement itself",
        Decided(OSS, DELAVTALE, REVISJON, DAY, act=Act.GODKJENNER),
        NEEDS_HUMAN,
        "delegert",
    ),
    Case(
        "OSS approves a procedure itself",
        Decided(OSS, RUTINE, NY, DAY, act=Act.GODKJENNER),
        INVALID,
        "rådgivende",
    ),
    Case(
        "a kommunestyre approves a part agreement without advice",
        Decided(COUNCIL, DELAVTALE, REVISJON, DAY, act=Act.GODKJENNER),
        VALID,
        "ikke ført noen innstilling",
    ),
    Case(
        "and with it",
        Decided(
            COUNCIL,
            DELAVTALE,
            REVISJON,
            DAY,
            act=Act.GODKJENNER,
            prior=(before(OSS, Act.INNSTILLER, EARLIER),),
        ),
        VALID,
        "rådgivende",
    ),
    Case(
        "half the kommunestyre was away",
        Decided(COUNCIL, DELAVTALE, REVISJON, DAY, votes=Votes(12, 0, present=12, members=25)),
        INVALID,
        "§ 11-9",
    ),
    Case(
        "nobody wrote how the kommunestyre voted",
        Decided(COUNCIL, DELAVTALE, REVISJON, DAY, no_votes=True),
        PENDING,
        "§ 11-9",
    ),
    Case(
        "a kommunedirektør approves a procedure for the kommune",
        Decided(CHIEF, RUTINE, NY, DAY, act=Act.GODKJENNER),
        VALID,
        "rådgivende",
    ),
    Case("OSS enters the agreement", Decided(OSS, AVTALE, NY, DAY), INVALID, "§ 6-1"),
    Case(
        "a local committee advises, which nobody asked for",
        Decided(LSU, DELAVTALE, REVISJON, DAY, act=Act.INNSTILLER),
        NEEDS_HUMAN,
        "regnes med",
    ),
    Case(
        "a kommunestyre on no exact text",
        Decided(COUNCIL, DELAVTALE, REVISJON, DAY, text_hash=""),
        PENDING,
        "sha-256",
    ),
    Case(
        "before there were helsefellesskap",
        Decided(OSS, DELAVTALE, REVISJON, date(2019, 10, 22), act=Act.INNSTILLER),
        NEEDS_HUMAN,
        "regnes med",
    ),
    Case(
        "the day they were agreed on",
        Decided(OSS, DELAVTALE, REVISJON, date(2019, 10, 23), act=Act.INNSTILLER),
        VALID,
        "endrer ikke teksten",
    ),
    Case(
        "where OSS's advice on a part agreement goes",
        Decided(OSS, DELAVTALE, REVISJON, DAY, act=Act.INNSTILLER),
        VALID,
        "saken går videre til kommunene og helseforetaket",
    ),
    Case(
        "the board approves a part agreement",
        Decided(BOARD, DELAVTALE, REVISJON, DAY, act=Act.GODKJENNER),
        VALID,
        "§§ 26 og 27",
    ),
    Case(
        "OSS evaluates the agreement",
        Decided(OSS, Matter.GJENNOMGANG, REVISJON, DAY, act=Act.BEHANDLER, text_hash=""),
        VALID,
        "evaluere samarbeidsavtalen",
    ),
)

LANDED = before(SSU, Act.FORESLAR, EARLIER)
INNLANDET = (
    Case(
        "the partnership adopts the strategy",
        Decided(PARTNERS, Matter.STRATEGI, NY, DAY, text_hash=""),
        VALID,
        "strategi og handlingsplan",
    ),
    Case(
        "the partnership adopts the plan",
        Decided(PARTNERS, PLAN, REVISJON, DAY),
        VALID,
        "strategi og handlingsplan",
    ),
    Case(
        "one is against: that all must agree is only assumed",
        Decided(PARTNERS, PLAN, REVISJON, DAY, votes=ONE_AGAINST),
        NEEDS_HUMAN,
        "flertall",
    ),
    Case(
        "nine against one",
        Decided(PARTNERS, PLAN, REVISJON, DAY, votes=Votes(1, 9, present=10, members=10)),
        INVALID,
        "1 for, 9 mot",
    ),
    Case(
        "SSU adopts the strategy",
        Decided(SSU, Matter.STRATEGI, NY, DAY, text_hash=""),
        INVALID,
        "partnerskapsmøtet",
    ),
    Case(
        "a kommunestyre adopts the agreement SSU came to",
        Decided(COUNCIL, AVTALE, REVISJON, DAY, prior=(LANDED,)),
        VALID,
        "behandles i kommunene og i foretaket",
    ),
    Case(
        "a kommunestyre adopts one that SSU has not come to",
        Decided(COUNCIL, AVTALE, REVISJON, DAY),
        PENDING,
        "forslag fra ssu",
    ),
    Case(
        "the kommunestyre votes it down though it is written as adopted",
        Decided(COUNCIL, AVTALE, REVISJON, DAY, votes=Votes(5, 20, present=25, members=25), prior=(LANDED,)),
        INVALID,
        "statsforvalteren",
    ),
    Case(
        "SSU comes to an agreement", Decided(SSU, AVTALE, REVISJON, DAY, act=Act.FORESLAR), VALID, "foreslo"
    ),
    Case(
        "SSU breaks on discharge of patients",
        Decided(SSU, AVTALE, REVISJON, DAY, act=Act.FORESLAR, votes=Votes(5, 5, present=10, members=10)),
        INVALID,
        "statsforvalteren",
    ),
    Case("SSU enters the agreement", Decided(SSU, AVTALE, REVISJON, DAY, prior=(LANDED,)), INVALID, "§ 6-1"),
    Case(
        "a professional committee gives its view",
        Decided(FSU, Matter.ANNEN, NY, DAY, act=Act.UTTALER, text_hash=""),
        VALID,
        "saken",
    ),
    Case("a professional committee adopts a routine", Decided(FSU, RUTINE, NY, DAY), NEEDS_HUMAN, "hvem kan"),
    Case(
        "the day before it was constituted",
        Decided(PARTNERS, PLAN, NY, date(2021, 8, 26)),
        NEEDS_HUMAN,
        "hvem kan",
    ),
    Case(
        "the day it was constituted",
        Decided(PARTNERS, PLAN, NY, date(2021, 8, 27)),
        VALID,
        "strategi og handlingsplan",
    ),
    Case(
        "the board adopts the agreement SSU came to",
        Decided(BOARD, AVTALE, REVISJON, DAY, prior=(LANDED,)),
        VALID,
        "§§ 26 og 27",
    ),
    Case(
        "the trust's director adopts it",
        Decided(DIRECTOR, AVTALE, REVISJON, DAY, prior=(LANDED,)),
        NEEDS_HUMAN,
        "delegert",
    ),
    Case(
        "most of SSU were for, and that all must be is only assumed",
        Decided(SSU, AVTALE, REVISJON, DAY, act=Act.FORESLAR, votes=ONE_AGAINST),
        NEEDS_HUMAN,
        "flertallet nok",
    ),
)

CASES = [
    *(("bergen", case) for case in BERGEN),
    *(("stavanger", case) for case in STAVANGER),
    *(("agder", case) for case in AGDER),
    *(("innlandet", case) for case in INNLANDET),
]


@pytest.mark.parametrize(("library", "case"), CASES, ids=named)
def test_what_the_rules_say_of_the_case(library: str, case: Case) -> None:
    tell(library, case)
