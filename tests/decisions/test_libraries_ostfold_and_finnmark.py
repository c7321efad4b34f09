"""Østfold's two sets of rules and the weeks both pages cover, and Finnmark's delegated power: judged.

The rules are what their own pages say (docs/choices/rules-of-others.md); the cases are made up.
"""

from datetime import date

import pytest

from decisions.outcomes import Act, Outcome
from decisions.proposals import Matter, Trait
from tests.decisions.libraries import (
    AVTALE,
    BOARD,
    COUNCIL,
    DELAVTALE,
    FORETAK,
    FSU,
    INVALID,
    KOMMUNE,
    NABO,
    NEEDS_HUMAN,
    NY,
    ONE_ABSTAINS,
    ONE_AGAINST,
    PARTNERS,
    PENDING,
    PLAN,
    RETNINGSLINJE,
    REVISJON,
    SAERAVTALE,
    SECRETARIAT,
    SSU,
    SU,
    VALID,
    Case,
    Decided,
    before,
    given,
    named,
    perhaps,
    sure,
    tell,
)

OLD, NEW = date(2019, 9, 12), date(2023, 9, 14)
BEFORE_OLD, FIRST_OLD = date(2018, 3, 31), date(2018, 4, 1)
LAST_ALONE, FIRST_BOTH, LAST_BOTH, FIRST_NEW = (
    date(2020, 10, 14),
    date(2020, 10, 15),
    date(2020, 12, 31),
    date(2021, 1, 1),
)
DISCUSSED = before(SU, Act.BEHANDLER, date(2019, 6, 6))
SMALL = sure(Trait.MINDRE_SAK)
PROFESSIONAL, PRINCIPLE = sure(Trait.FAGLIG), sure(Trait.PRINSIPIELL)


def by_su(on: date, **more: object) -> Decided:
    """SU decides what it discussed in the meeting before."""
    return Decided(
        SU, RETNINGSLINJE, REVISJON, on, prior=(before(SU, Act.BEHANDLER, date(on.year - 1, 12, 5)),), **more
    )


OSTFOLD = (
    Case("SU decides what it discussed in the meeting before", by_su(OLD), VALID, "konsensusprinsippet"),
    Case(
        "SU discussed it, and postponed, in the meeting before",
        Decided(
            SU,
            RETNINGSLINJE,
            REVISJON,
            OLD,
            prior=(before(SU, Act.BEHANDLER, date(2019, 6, 6), Outcome.UTSATT),),
        ),
        VALID,
        "konsensusprinsippet",
    ),
    Case("SU decides at once", Decided(SU, RETNINGSLINJE, REVISJON, OLD), PENDING, "tidligere møte"),
    Case(
        "SU discussed it the same day",
        Decided(SU, RETNINGSLINJE, REVISJON, OLD, prior=(before(SU, Act.BEHANDLER, OLD),)),
        PENDING,
        "tidligere møte",
    ),
    Case(
        "the secretariat took the first step, which it may",
        Decided(
            SU, RETNINGSLINJE, REVISJON, OLD, prior=(before(SECRETARIAT, Act.BEHANDLER, date(2019, 6, 6)),)
        ),
        VALID,
        "konsensusprinsippet",
    ),
    Case("one in SU is against", by_su(OLD, votes=ONE_AGAINST), INVALID, "9 for, 1 mot"),
    Case("one in SU abstains", by_su(OLD, votes=ONE_ABSTAINS), NEEDS_HUMAN, "stemte ikke"),
    Case(
        "the secretariat settles a small matter",
        Decided(SECRETARIAT, Matter.ANNEN, NY, OLD, SMALL, act=Act.AVGJOR, text_hash=""),
        VALID,
        "mindre økonomisk og administrativ art",
    ),
    Case(
        "it may be a small matter: a person must say",
        Decided(SECRETARIAT, Matter.ANNEN, NY, OLD, perhaps(Trait.MINDRE_SAK), act=Act.AVGJOR, text_hash=""),
        NEEDS_HUMAN,
        "mindre økonomisk eller administrativ",
    ),
    Case(
        "the secretariat settles what nobody has called small",
        Decided(SECRETARIAT, Matter.ANNEN, NY, OLD, act=Act.AVGJOR, text_hash=""),
        INVALID,
        "strategisk nivå",
    ),
    Case("SU enters the agreement", Decided(SU, AVTALE, NY, OLD, prior=(DISCUSSED,)), INVALID, "§ 6-1"),
    Case("the day before the first set", by_su(BEFORE_OLD), NEEDS_HUMAN, "hvem kan"),
    Case("the first day of the first set", by_su(FIRST_OLD), VALID, "konsensusprinsippet"),
    Case("the last day on which only the first set stood", by_su(LAST_ALONE), VALID, "konsensusprinsippet"),
    Case("the first day on which both stood", by_su(FIRST_BOTH), NEEDS_HUMAN, "hvilket sett gjaldt"),
    Case("the last day on which both stood", by_su(LAST_BOTH), NEEDS_HUMAN, "hvilket sett gjaldt"),
    Case(
        "SU in the new year, when nobody has told what it is about", by_su(FIRST_NEW), NEEDS_HUMAN, "faglig"
    ),
    Case(
        "the partnership adopts the plan while both stood",
        Decided(PARTNERS, PLAN, NY, FIRST_BOTH),
        NEEDS_HUMAN,
        "hvilket sett gjaldt",
    ),
    Case(
        "the partnership adopts the plan",
        Decided(PARTNERS, PLAN, NY, FIRST_NEW),
        VALID,
        "neste års samhandlingsarbeid",
    ),
    Case(
        "the partnership approves the yearly report",
        Decided(PARTNERS, Matter.ARSMELDING, NY, NEW, act=Act.GODKJENNER, text_hash=""),
        VALID,
        "godkjenne årsberetning",
    ),
    Case("SSU adopts the plan", Decided(SSU, PLAN, NY, NEW), INVALID, "partnerskapsmøtet"),
    Case(
        "FSU decides a professional matter",
        Decided(FSU, RETNINGSLINJE, REVISJON, NEW, PROFESSIONAL),
        VALID,
        "faglig karakter",
    ),
    Case(
        "FSU decides a matter of principle",
        Decided(FSU, RETNINGSLINJE, REVISJON, NEW, PRINCIPLE),
        INVALID,
        "strategisk nivå",
    ),
    Case(
        "SSU decides a matter of principle",
        Decided(SSU, RETNINGSLINJE, REVISJON, NEW, PRINCIPLE),
        VALID,
        "prinsipiell karakter",
    ),
    Case(
        "it is both: the two rules differ",
        Decided(SSU, RETNINGSLINJE, REVISJON, NEW, (*PRINCIPLE, *PROFESSIONAL)),
        NEEDS_HUMAN,
        "hvilken",
    ),
    Case(
        "nobody has said which it is", Decided(FSU, RETNINGSLINJE, REVISJON, NEW), NEEDS_HUMAN, "prinsipiell"
    ),
)

DAY = date(2024, 6, 13)
BINDING = sure(Trait.BINDER_PARTENE)
FROM_BOTH = (given(COUNCIL, SU, date(2020, 2, 1)), given(BOARD, SU, date(2020, 2, 1)))
FINNMARK = (
    Case(
        "the partnership agrees on a service agreement",
        Decided(PARTNERS, DELAVTALE, REVISJON, DAY),
        VALID,
        "alt som forplikter",
    ),
    Case(
        "one in the partnership is against",
        Decided(PARTNERS, DELAVTALE, REVISJON, DAY, votes=ONE_AGAINST),
        INVALID,
        "9 for, 1 mot",
    ),
    Case(
        "one abstains", Decided(PARTNERS, SAERAVTALE, NY, DAY, votes=ONE_ABSTAINS), NEEDS_HUMAN, "stemte ikke"
    ),
    Case(
        "it holds what § 6-2 demands, and then it may be the kommunestyre's own",
        Decided(PARTNERS, SAERAVTALE, NY, DAY, sure(Trait.BERORER_MINIMUM)),
        NEEDS_HUMAN,
        "§ 6-2",
    ),
    Case(
        "SU adopts a service agreement", Decided(SU, DELAVTALE, REVISJON, DAY), INVALID, "partnerskapsmøtet"
    ),
    Case("the partnership enters the agreement", Decided(PARTNERS, AVTALE, NY, DAY), INVALID, "§ 6-1"),
    Case(
        "SU enters the agreement on delegated power: the law comes first",
        Decided(SU, AVTALE, NY, DAY, PRINCIPLE, delegations=FROM_BOTH),
        INVALID,
        "kommunestyret selv",
    ),
    Case(
        "SU decides a matter of principle on power given to it",
        Decided(SU, RETNINGSLINJE, REVISJON, DAY, PRINCIPLE, delegations=FROM_BOTH),
        VALID,
        "delegerer makt og myndighet",
    ),
    Case(
        "the next kommune has not given it",
        Decided(
            SU,
            RETNINGSLINJE,
            REVISJON,
            DAY,
            PRINCIPLE,
            delegations=FROM_BOTH,
            parties=(KOMMUNE, NABO, FORETAK),
        ),
        PENDING,
        "fra storelv",
    ),
    Case(
        "nobody has said how many kommuner there were",
        Decided(SU, RETNINGSLINJE, REVISJON, DAY, PRINCIPLE, delegations=FROM_BOTH, parties=()),
        NEEDS_HUMAN,
        "ikke ført hvem partene var",
    ),
    Case(
        "nobody has shown that the power was given",
        Decided(SU, RETNINGSLINJE, REVISJON, DAY, PRINCIPLE),
        PENDING,
        "deleg",
    ),
    Case(
        "only the board has given it",
        Decided(SU, RETNINGSLINJE, REVISJON, DAY, PRINCIPLE, delegations=(FROM_BOTH[1],)),
        PENDING,
        "kommunestyre",
    ),
    Case(
        "it was given the day after",
        Decided(
            SU,
            RETNINGSLINJE,
            REVISJON,
            DAY,
            PRINCIPLE,
            delegations=(given(COUNCIL, SU, date(2024, 6, 14)), FROM_BOTH[1]),
        ),
        PENDING,
        "kommunestyre",
    ),
    Case(
        "it was given, and taken back the day before",
        Decided(
            SU,
            RETNINGSLINJE,
            REVISJON,
            DAY,
            PRINCIPLE,
            delegations=(given(COUNCIL, SU, date(2020, 2, 1), date(2024, 6, 12)), FROM_BOTH[1]),
        ),
        PENDING,
        "kommunestyre",
    ),
    Case(
        "it goes beyond the frames that were adopted",
        Decided(
            SU, RETNINGSLINJE, REVISJON, DAY, (*PRINCIPLE, *sure(Trait.UTENFOR_RAMMER)), delegations=FROM_BOTH
        ),
        INVALID,
        "rammene",
    ),
    Case(
        "one in SU is against, so there is no consensus",
        Decided(SU, RETNINGSLINJE, REVISJON, DAY, PRINCIPLE, votes=ONE_AGAINST, delegations=FROM_BOTH),
        INVALID,
        "9 for, 1 mot",
    ),
    Case(
        "it is of principle and it binds: the two pages differ",
        Decided(SU, RETNINGSLINJE, REVISJON, DAY, (*PRINCIPLE, *BINDING), delegations=FROM_BOTH),
        NEEDS_HUMAN,
        "hvilken",
    ),
    Case(
        "before there were helsefellesskap",
        Decided(PARTNERS, DELAVTALE, REVISJON, date(2019, 10, 22)),
        NEEDS_HUMAN,
        "hvem kan",
    ),
    Case(
        "the day they were agreed on",
        Decided(PARTNERS, DELAVTALE, REVISJON, date(2019, 10, 23)),
        VALID,
        "alt som forplikter",
    ),
    Case(
        "the partnership agrees on what binds",
        Decided(PARTNERS, RETNINGSLINJE, NY, DAY, BINDING),
        VALID,
        "alt som forplikter",
    ),
    Case(
        "one in the partnership is against what binds",
        Decided(PARTNERS, RETNINGSLINJE, NY, DAY, BINDING, votes=ONE_AGAINST),
        INVALID,
        "9 for, 1 mot",
    ),
    Case(
        "SU decides what binds",
        Decided(SU, RETNINGSLINJE, NY, DAY, BINDING, delegations=FROM_BOTH),
        INVALID,
        "partnerskapsmøtet",
    ),
    Case(
        "nobody has said whether it binds",
        Decided(PARTNERS, RETNINGSLINJE, NY, DAY),
        NEEDS_HUMAN,
        "binder saken partene",
    ),
)

CASES = [*(("ostfold", case) for case in OSTFOLD), *(("finnmark", case) for case in FINNMARK)]


@pytest.mark.parametrize(("library", "case"), CASES, ids=named)
def test_what_the_rules_say_of_the_case(library: str, case: Case) -> None:
    tell(library, case)
