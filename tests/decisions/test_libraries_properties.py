"""Whatever is decided wherever: no library ever gives away what the law keeps, or answers without a rule of the day."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from decisions.facts import DecisionFacts
from decisions.mandate import judge
from decisions.outcomes import Act, Outcome
from decisions.proposals import Trait
from decisions.rules import MandateRule
from decisions.votes import Votes
from documents.kinds import ChangeClass, DocumentKind
from tests.decisions.libraries import (
    ASU,
    AVTALE,
    BOARD,
    CHIEF,
    COORDINATING,
    COUNCIL,
    DIRECTOR,
    EXECUTIVE,
    FAGRAD,
    FLOOR,
    FSU,
    HOSPITAL,
    INVALID,
    LSU,
    NEGOTIATORS,
    NY,
    OSS,
    PARTNERS,
    PSU,
    REVISJON,
    SECRETARIAT,
    SSU,
    SU,
    VALID,
    VESENTLIG,
    Body,
    Decided,
    before,
    perhaps,
    rules_of,
    sure,
)
from tests.decisions.strategies import MANY
from tests.decisions.test_libraries import REAL

JOINT = (PSU, ASU, SSU, FSU, LSU, PARTNERS, NEGOTIATORS, SECRETARIAT, COORDINATING, FAGRAD, SU, OSS)
OWN = (COUNCIL, EXECUTIVE, CHIEF, BOARD, DIRECTOR, HOSPITAL)
KINDS = sorted({kind for name in REAL for rule in rules_of(name) for kind in rule.kinds} | set(DocumentKind))
DAYS = st.dates(date(2018, 1, 1), date(2026, 12, 31))
ACTS = st.sampled_from([Act.VEDTAR, Act.GODKJENNER, Act.AVGJOR, Act.DISPONERER])
LIBRARIES = st.sampled_from(REAL)


@st.composite
def votes(draw: st.DrawFn) -> Votes:
    """Any vote that can have been taken."""
    for_, against, abstained = (draw(st.integers(0, 12)) for _ in range(3))
    present = for_ + against + abstained + draw(st.integers(0, 3))
    return Votes(for_, against, abstained, present, present + draw(st.integers(0, 20)))


@st.composite
def decisions(draw: st.DrawFn) -> DecisionFacts:
    """Any body's decision of any matter on any day, after any treatments."""
    day, traits = draw(DAYS), st.sets(st.sampled_from(Trait), max_size=3)
    treated = draw(
        st.lists(
            st.builds(
                before,
                st.sampled_from(JOINT + OWN),
                st.sampled_from([Act.INNSTILLER, Act.FORESLAR, Act.BEHANDLER]),
                DAYS,
                st.sampled_from(Outcome),
            ),
            max_size=3,
        )
    )
    return Decided(
        draw(st.sampled_from(JOINT + OWN)),
        draw(st.sampled_from(KINDS)),
        draw(st.sampled_from(ChangeClass)),
        day,
        (*sure(*draw(traits)), *perhaps(*draw(traits))),
        draw(ACTS),
        votes=draw(votes()),
        prior=tuple(treated),
    ).facts


def speaking(rules: tuple[MandateRule, ...], facts: DecisionFacts) -> list[MandateRule]:
    """The rules of that day that give this body power over such a matter."""
    return [
        rule
        for rule in rules
        if rule.in_force(facts.on)
        and rule.would_cover(facts.proposal)
        and rule.gives_mandate(facts.body, facts.owner)
    ]


@MANY
@given(LIBRARIES, decisions())
def test_nothing_is_valid_without_a_rule_of_that_day_that_names_the_body(
    library: str, facts: DecisionFacts
) -> None:
    rules = rules_of(library)
    verdict = judge(facts, rules, FLOOR)
    eases = {rule.exception_from for rule in rules if rule.in_force(facts.on)}
    named = [
        r
        for r in rules
        if r.id in eases and r.in_force(facts.on) and r.gives_mandate(facts.body, facts.owner)
    ]

    assert verdict.answer is not VALID or speaking(rules, facts) or named
    assert verdict.what
    assert verdict.why
    assert verdict.now


@MANY
@given(
    LIBRARIES,
    st.sampled_from([*JOINT, EXECUTIVE, CHIEF]),
    st.sampled_from([NY, VESENTLIG, REVISJON]),
    DAYS,
    ACTS,
)
def test_nobody_but_the_kommunestyre_enters_the_agreement_for_a_kommune_anywhere(
    library: str, body: Body, change: ChangeClass, day: date, act: Act
) -> None:
    assert (
        judge(Decided(body, AVTALE, change, day, act=act).facts, rules_of(library), FLOOR).answer is INVALID
    )


@MANY
@given(LIBRARIES, decisions(), st.randoms(use_true_random=False))
def test_the_order_of_rules_and_of_what_came_before_changes_nothing(
    library: str, facts: DecisionFacts, chance: st.randoms
) -> None:
    rules, prior = list(rules_of(library)), list(facts.prior)
    chance.shuffle(rules)
    chance.shuffle(prior)

    assert judge(replace(facts, prior=tuple(prior)), rules, FLOOR) == judge(facts, rules_of(library), FLOOR)


@MANY
@given(LIBRARIES, st.sampled_from(JOINT), st.sampled_from(KINDS), st.sampled_from(ChangeClass), DAYS)
def test_a_joint_body_that_all_voted_against_has_decided_nothing(
    library: str, body: Body, kind: DocumentKind, change: ChangeClass, day: date
) -> None:
    against = Votes(0, 10, present=10, members=10)

    assert (
        judge(Decided(body, kind, change, day, votes=against).facts, rules_of(library), FLOOR).answer
        is not VALID
    )


@MANY
@given(LIBRARIES, decisions())
def test_rules_of_other_days_are_as_if_they_were_not(library: str, facts: DecisionFacts) -> None:
    of_the_day = tuple(rule for rule in rules_of(library) if rule.in_force(facts.on))

    assert judge(facts, of_the_day, FLOOR) == judge(facts, rules_of(library), FLOOR)
