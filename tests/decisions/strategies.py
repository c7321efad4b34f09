"""Decisions, rules and votes as hypothesis draws them: odd ones, and such as are really made."""

import os
from dataclasses import replace
from datetime import date

from hypothesis import settings
from hypothesis import strategies as st

from decisions.bodies import Body, BodyKind, Tier
from decisions.delegations import Delegation
from decisions.facts import DecisionFacts, PriorTreatment
from decisions.modes import (
    Abstention,
    CastingVote,
    Mode,
    Quorum,
    ReservationRule,
    Threshold,
    WrittenProcedure,
)
from decisions.named import Decider, Named, Per, Prior, Quantifier
from decisions.outcomes import Act, Evidence, Outcome, Procedure, Reservation, ReservationSort
from decisions.parties import Party, PartyKind
from decisions.proposals import Certainty, Finding, Matter, Proposal, Scope, Trait
from decisions.rule_files import SHIPPED, shipped_rules
from decisions.rules import Confidence, MandateRule, Source
from decisions.seats import Seat
from decisions.votes import BlocVotes, ImpossibleVotes, Votes
from documents.kinds import ChangeClass, DocumentKind
from tests.decisions.builders import (
    AFTER,
    AGREEMENT,
    ASU,
    BEFORE,
    BOARD,
    COUNCIL,
    EXECUTIVE,
    FJORDMARK,
    FUNDS,
    GRANT,
    GRANVIK,
    GUIDELINE,
    HASH,
    MAY_MOVE_DUTY,
    MOVES_DUTY,
    OTHER_HASH,
    OWNERS,
    PLAN,
    PSU,
    TRUST,
    a_decision,
)

FULL = os.environ.get("AVTALEVERK_TEST_FULL") == "1"
MANY = settings(max_examples=1_500 if FULL else 120)
"""How many decisions each promise is tried on: most by night, a share of them in everyday runs."""

LIBRARY = tuple(rule for name in SHIPPED for rule in shipped_rules(name))

days = st.dates(date(2010, 1, 1), date(2027, 12, 31)) | st.sampled_from([date(2025, 4, 30), date(2025, 5, 1)])
hashes = st.sampled_from([HASH, HASH, OTHER_HASH, ""])
refs = st.sampled_from(["asu", "psu", "x", ""])
bodies = st.builds(
    Body,
    refs,
    st.just("organet"),
    st.sampled_from(BodyKind),
    st.sampled_from(["", "granvik"]),
    st.none() | st.sampled_from(Tier),
    valid_from=st.sampled_from([None] * 9 + [date(2025, 6, 1)]),
    predecessors=st.lists(refs, max_size=2).map(tuple),
)
owners = st.none() | st.builds(
    Party, st.sampled_from(["granvik", "hf"]), st.just("parten"), st.sampled_from(PartyKind)
)
findings = st.frozensets(st.builds(Finding, st.sampled_from(Trait), st.sampled_from(Certainty)), max_size=3)
proposals = st.builds(
    Proposal,
    st.sampled_from([*DocumentKind, *Matter]),
    st.sampled_from(ChangeClass),
    st.none() | st.sampled_from(Scope),
    st.none() | st.sampled_from(ChangeClass),
    findings,
)


@st.composite
def votes(draw, most=30):
    numbers = st.integers(0, most)
    chair = draw(st.sampled_from([True, False, None]))
    present, members = draw(st.none() | numbers), draw(st.none() | numbers)
    try:
        return Votes(draw(numbers), draw(numbers), draw(numbers), present, members, chair)
    except ImpossibleVotes:
        return None


@st.composite
def sides(draw):
    """How two sides voted, and the whole vote that they add up to."""
    numbers = st.sampled_from([0, 0, 1, 5])
    blocs = tuple(
        BlocVotes(name, draw(numbers), draw(numbers), draw(numbers))
        for name in ("helseforetaket", "kommunene")
    )
    whole = Votes(*(sum(getattr(b, field) for b in blocs) for field in ("for_", "against", "abstained")))
    return draw(st.sampled_from([None, whole])), blocs


reservations = st.none() | st.builds(Reservation, st.just("noe"), st.sampled_from(ReservationSort))
recommendations = st.builds(
    PriorTreatment,
    bodies | st.sampled_from([ASU, PSU, COUNCIL]),
    st.sampled_from([Act.INNSTILLER, Act.INNSTILLER, Act.BEHANDLER, Act.FORESLAR]),
    st.sampled_from(Outcome),
    days,
    hashes,
    st.none() | owners,
    st.sampled_from(["", "asu", "psu"]),
)
priors = st.lists(recommendations, max_size=3).map(tuple)
named = st.sampled_from(
    [
        Named(kind=BodyKind.PSU),
        Named(kind=BodyKind.ASU),
        Named(body="asu"),
        Named(kind=BodyKind.KOMMUNESTYRE, of=PartyKind.KOMMUNE),
        Named(kind=BodyKind.STYRE, of=PartyKind.HELSEFORETAK),
        Named(tier=Tier.STRATEGISK),
        Named(any_party=True),
    ]
)
spans = {"valid_from": st.none() | days, "valid_to": st.none() | days}
delegations = st.builds(
    Delegation,
    st.sampled_from([COUNCIL, BOARD]),
    named,
    kinds=st.sampled_from([(), (AGREEMENT,), (GUIDELINE, PLAN)]),
    source=st.sampled_from(["", "PS 4/24"]),
    **spans,
).map(lambda each: replace(each, owner=OWNERS[each.from_body.owner]))
seats = st.builds(
    Seat,
    st.sampled_from(["Kari", "Ola", "Per"]),
    refs,
    st.sampled_from(["granvik", ""]),
    may_vote=st.booleans(),
    **spans,
)


@st.composite
def told_of_more(draw, facts):
    """The same facts with what the extended form can say."""
    counted, blocs = draw(st.just((facts.votes, ())) | sides())
    return replace(
        facts,
        votes=counted,
        blocs=blocs,
        procedure=draw(st.sampled_from([Procedure.MOTE, *Procedure])),
        all_consent=draw(st.none() | st.booleans()),
        delegations=tuple(draw(st.lists(delegations, max_size=3))),
        evidence=draw(st.none() | st.frozensets(st.sampled_from(Evidence))),
        seats=tuple(draw(st.just([]) | st.lists(seats, max_size=3))),
        parties=draw(st.sampled_from([(), (GRANVIK, TRUST)])),
    )


odd_decisions = st.builds(
    DecisionFacts,
    proposals,
    bodies,
    days,
    st.sampled_from(Act),
    st.sampled_from(Outcome),
    owners,
    st.sampled_from(["avtalen@2025.1", "avtalen@draft", ""]),
    hashes,
    votes(),
    reservations,
    priors,
)


@st.composite
def likely_decisions(draw):
    """Decisions as they are really made: bodies that exist, matters they treat, mostly in order."""
    body = draw(st.sampled_from([ASU, PSU, COUNCIL, BOARD, EXECUTIVE]))
    kind = draw(st.sampled_from([AGREEMENT, GUIDELINE, PLAN, FUNDS, GRANT, DocumentKind.RUTINE]))
    usual = {FUNDS: [ChangeClass.DISPONERING], GRANT: [ChangeClass.DISPONERING]}.get(
        kind, [ChangeClass.NY, ChangeClass.REVISJON, ChangeClass.MINDRE]
    )
    found = draw(
        st.just(frozenset()) | st.frozensets(st.sampled_from([MOVES_DUTY, MAY_MOVE_DUTY])) | findings
    )
    return a_decision(
        body,
        Proposal(kind, draw(st.sampled_from(usual)), findings=found),
        draw(st.sampled_from([BEFORE, AFTER]) | st.dates(date(2024, 1, 1), date(2026, 12, 31))),
        votes=draw(st.none() | votes(8)),
        act=draw(st.sampled_from([Act.VEDTAR, Act.VEDTAR, Act.GODKJENNER, Act.INNSTILLER])),
        outcome=draw(st.sampled_from([Outcome.VEDTATT, Outcome.VEDTATT, Outcome.VEDTATT, Outcome.AVVIST])),
        text_hash=draw(hashes),
        reservation=draw(st.none() | reservations),
        prior=draw(st.just(()) | priors),
    )


plain_decisions = st.one_of(likely_decisions(), likely_decisions(), likely_decisions(), odd_decisions)
decisions = plain_decisions | plain_decisions.flatmap(told_of_more)

modes = st.builds(
    Mode,
    st.sampled_from(Threshold),
    st.sampled_from(Quorum),
    st.sampled_from(Abstention),
    st.sampled_from([1, 1, 2]),
    st.sampled_from(CastingVote),
    st.sampled_from(WrittenProcedure),
    st.sampled_from(ReservationRule),
)
deciders = st.builds(Decider, named, st.sampled_from(Per), st.sampled_from(Quantifier))
demands = st.builds(
    Prior,
    named,
    st.sampled_from([Act.INNSTILLER, Act.BEHANDLER, Act.FORESLAR]),
    st.lists(named, max_size=1).map(tuple),
    st.booleans(),
)


def few(strategy, most=2):
    return st.just(()) | st.lists(strategy, max_size=most).map(tuple)


made_up_rules = st.builds(
    MandateRule,
    st.sampled_from(["r1", "r2", "r3"]),
    st.just(Source("avtalen", "1", "4 b", excerpt="vedtas slik")),
    st.integers(0, 5).flatmap(lambda one: st.lists(deciders, min_size=one > 0, max_size=2).map(tuple)),
    kinds=few(st.sampled_from([AGREEMENT, GUIDELINE, PLAN, GRANT])),
    changes=few(st.sampled_from(ChangeClass)),
    scope=st.none() | st.sampled_from(Scope),
    when=few(st.sampled_from(Trait), 1),
    act=st.sampled_from([Act.VEDTAR, Act.VEDTAR, Act.GODKJENNER, *Act]),
    mode=st.just(Mode()) | modes,
    delegated_from=few(deciders, 1),
    requires=few(demands, 1),
    optional=few(demands, 1),
    limits=few(st.sampled_from(Trait)),
    doubts=few(st.sampled_from(Trait), 1),
    exception_from=st.sampled_from(["", "r1"]),
    fallback=st.sampled_from([(), ("partnerskapsmøtet", "tvisteløsningsnemnda")]),
    evidence=few(st.sampled_from(Evidence)),
    next=st.sampled_from(["", "partene"]),
    every=st.sampled_from(["", "år"]),
    effect=st.sampled_from(["", "Regnes som enighet."]),
    delegable=st.booleans(),
    confidence=st.sampled_from([Confidence.ORDRETT] * 6 + [Confidence.ANTATT, Confidence.OMSTRIDT]),
    **spans,
)
rules = (
    st.just([*FJORDMARK])
    | st.lists(st.sampled_from(LIBRARY), unique=True, max_size=23)
    | st.lists(made_up_rules | st.sampled_from(FJORDMARK), max_size=6)
)


@st.composite
def fitting_decisions(draw):
    """A rule, and a decision by a body it names on a day it holds; often with all it asks for, often not.

    Returns the facts and the rules that are in force beside it.
    """
    rule = draw(st.sampled_from(LIBRARY) | made_up_rules)
    who = draw(st.sampled_from(rule.deciders)).who if rule.deciders else Named(kind=BodyKind.PSU)
    body, owner = _a_body(who)
    kind = draw(st.sampled_from(rule.kinds or [AGREEMENT, GUIDELINE, PLAN, GRANT, Matter.TVIST]))
    change = draw(st.sampled_from(rule.changes or list(ChangeClass)))
    certain = st.sampled_from([Certainty.BEKREFTET, Certainty.BEKREFTET, Certainty.MULIG])
    has = frozenset(Finding(trait, draw(certain)) for trait in rule.when)
    day = rule.valid_from or AFTER
    some = st.sampled_from([True, True, True, False])
    before = tuple(
        PriorTreatment(
            _a_body(p.who)[0], p.act, draw(st.sampled_from([Outcome.VEDTATT, Outcome.AVVIST])), earlier, HASH
        )
        for p in rule.requires + rule.optional
        for earlier in draw(st.sampled_from([(day,), (date(2010, 1, 2),), ()]))
    )
    first = PriorTreatment(body, Act.BEHANDLER, Outcome.UTSATT, date(2010, 1, 3), owner=owner)
    facts = DecisionFacts(
        Proposal(kind, change, rule.scope, findings=has | draw(st.just(frozenset()) | findings)),
        body,
        day,
        draw(st.sampled_from([rule.act, rule.act, rule.act, Act.VEDTAR])),
        draw(st.sampled_from([Outcome.VEDTATT, Outcome.VEDTATT, Outcome.AVVIST])),
        owner,
        "avtalen@2025.1",
        HASH,
        draw(
            st.sampled_from([Votes(9, 0, present=9, members=9), Votes(5, 4, present=9, members=9), None])
            | votes(9)
        ),
        draw(st.none() | reservations),
        (*before, first) if draw(some) else before,
    )
    if draw(some):
        facts = draw(told_of_more(facts))
    others = draw(
        st.just([]) | st.lists(st.sampled_from(LIBRARY), max_size=4) | st.lists(made_up_rules, max_size=3)
    )
    return facts, [rule, *(other for other in others if other != rule)]


def _a_body(who):
    """A body such as the rule names, and the party whose it is."""
    if who.any_party:
        return COUNCIL, GRANVIK
    kind = who.kind or next((kind for kind in BodyKind if kind.tier is who.tier), BodyKind.ANNET)
    owner = {BodyKind.KOMMUNESTYRE: GRANVIK, BodyKind.STYRE: TRUST}.get(kind)
    return Body(who.body or "b", "organet", kind, owner.ref if owner else ""), owner


cases = fitting_decisions() | st.tuples(decisions, rules)
"""A decision and the rules there are."""
