"""Small builders that speak the domain, so that a test writes only what its point needs."""

from datetime import date

from decisions.bodies import Body, BodyKind
from decisions.facts import DecisionFacts, PriorTreatment
from decisions.mandate import judge
from decisions.outcomes import Act, Outcome, Reservation
from decisions.parties import Party, PartyKind
from decisions.proposals import Certainty, Finding, Kind, Matter, Proposal, Trait
from decisions.rule_files import shipped_rules, statutory_floor
from decisions.verdict import Verdict
from decisions.votes import Votes
from documents.kinds import ChangeClass, DocumentKind
from tests.decisions.read_in_nynorsk import read_too

FLOOR = statutory_floor()
NORDRE = shipped_rules("nordre-trondelag")
FJORDMARK = shipped_rules("fjordmark-2021") + shipped_rules("fjordmark-2025")

BEFORE = date(2025, 4, 30)
"""The last day of the agreement of 2021."""
AFTER = date(2025, 5, 1)
"""The first day of the agreement of 2025."""

HASH = "a1f3" * 16
OTHER_HASH = "b2e4" * 16

AGREEMENT = DocumentKind.SAMARBEIDSAVTALE
GUIDELINE = DocumentKind.RETNINGSLINJE
PLAN = DocumentKind.HANDLINGSPLAN
FUNDS = Matter.MIDLER
GRANT = Matter.TILSKUDD

ASU = Body("asu", "ASU", BodyKind.ASU)
PSU = Body("psu", "PSU", BodyKind.PSU)
GRANVIK = Party("granvik", "Granvik", PartyKind.KOMMUNE)
TRUST = Party("helse-fjordmark", "Helse Fjordmark HF", PartyKind.HELSEFORETAK)
REGION = Party("helse-midtlandet", "Helse Midtlandet RHF", PartyKind.REGIONALT_HELSEFORETAK)
COUNCIL = Body("kommunestyret-granvik", "kommunestyret i Granvik", BodyKind.KOMMUNESTYRE, "granvik")
EXECUTIVE = Body("formannskapet-granvik", "formannskapet i Granvik", BodyKind.FORMANNSKAP, "granvik")
BOARD = Body("styret", "styret for Helse Fjordmark HF", BodyKind.STYRE, "helse-fjordmark")
OWNERS = {party.ref: party for party in (GRANVIK, TRUST, REGION)}

MOVES_DUTY = Finding(Trait.FLYTTER_ANSVAR, Certainty.BEKREFTET, "punkt 4.6", "Kari Nordmann")
MAY_MOVE_DUTY = Finding(Trait.FLYTTER_ANSVAR, Certainty.MULIG, "punkt 4.6")

COUNCIL_VOTES = Votes(13, 12, present=25, members=25)
BOARD_VOTES = Votes(8, 0, present=8, members=9)
PSU_VOTES = Votes(8, 0, present=8, members=8)


def a_proposal(
    kind: Kind = GUIDELINE,
    change: ChangeClass = ChangeClass.REVISJON,
    *findings: Finding,
    label: ChangeClass | None = None,
) -> Proposal:
    return Proposal(kind, change, label=label, findings=frozenset(findings))


def a_decision(
    body: Body,
    proposal: Proposal,
    on: date = AFTER,
    *,
    votes: Votes | None = None,
    act: Act = Act.VEDTAR,
    outcome: Outcome = Outcome.VEDTATT,
    text_hash: str = HASH,
    reservation: Reservation | None = None,
    prior: tuple[PriorTreatment, ...] = (),
) -> DecisionFacts:
    return DecisionFacts(
        proposal=proposal,
        body=body,
        on=on,
        act=act,
        outcome=outcome,
        owner=OWNERS.get(body.owner),
        version="samarbeidsavtalen@2025.1",
        text_hash=text_hash,
        votes=votes or {COUNCIL: COUNCIL_VOTES, BOARD: BOARD_VOTES}.get(body, PSU_VOTES),
        reservation=reservation,
        prior=prior,
    )


def a_recommendation(
    body: Body = ASU,
    on: date = AFTER,
    outcome: Outcome = Outcome.VEDTATT,
    text_hash: str = HASH,
    act: Act = Act.INNSTILLER,
) -> PriorTreatment:
    return PriorTreatment(body, act, outcome, on, text_hash)


def judged(facts: DecisionFacts) -> Verdict:
    """The verdict under Fjordmark's rules: those of 2021 before 1 May 2025, those of 2025 from then on.

    What it says is read in nynorsk too.
    """
    return read_too(judge(facts, FJORDMARK, FLOOR))
