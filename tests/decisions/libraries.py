"""The real helsefellesskap in test: their bodies, and facts in few words. Kommuner and people are fictional."""

from dataclasses import dataclass
from datetime import date
from functools import cache

from decisions.bodies import Body, BodyKind, Tier
from decisions.delegations import Delegation
from decisions.facts import DecisionFacts, PriorTreatment
from decisions.mandate import judge
from decisions.named import Named
from decisions.outcomes import Act, Outcome
from decisions.parties import Party, PartyKind
from decisions.proposals import Certainty, Finding, Kind, Proposal, Scope, Trait
from decisions.rule_files import shipped_rules, statutory_floor
from decisions.rules import MandateRule
from decisions.verdict import Answer, Verdict
from decisions.votes import Votes
from documents.kinds import ChangeClass, DocumentKind
from tests.decisions.builders import HASH
from tests.decisions.read_in_nynorsk import read_too

VALID, PENDING, INVALID, NEEDS_HUMAN = Answer.VALID, Answer.PENDING, Answer.INVALID, Answer.NEEDS_HUMAN
NY, REVISJON, MINDRE, VESENTLIG = (
    ChangeClass.NY,
    ChangeClass.REVISJON,
    ChangeClass.MINDRE,
    ChangeClass.VESENTLIG,
)
AVTALE, DELAVTALE, SAERAVTALE = (
    DocumentKind.SAMARBEIDSAVTALE,
    DocumentKind.DELAVTALE,
    DocumentKind.SAERAVTALE,
)
RETNINGSLINJE, RUTINE, PLAN = (
    DocumentKind.RETNINGSLINJE,
    DocumentKind.RUTINE,
    DocumentKind.HANDLINGSPLAN,
)

# Parties and their own bodies.

KOMMUNE = Party("granvik", "Granvik", PartyKind.KOMMUNE)
FORETAK = Party("helse-fjordmark", "Helse Fjordmark HF", PartyKind.HELSEFORETAK)
NABO = Party("storelv", "Storelv", PartyKind.KOMMUNE)
SYKEHUS = Party("fjordheim", "Fjordheim sykehus AS", PartyKind.PRIVAT_SYKEHUS)
PARTIES = {party.ref: party for party in (KOMMUNE, FORETAK, SYKEHUS)}
COUNCIL = Body("kommunestyret-granvik", "kommunestyret i Granvik", BodyKind.KOMMUNESTYRE, "granvik")
EXECUTIVE = Body("formannskapet-granvik", "formannskapet i Granvik", BodyKind.FORMANNSKAP, "granvik")
CHIEF = Body("kommunedirektoren-granvik", "kommunedirektøren i Granvik", BodyKind.KOMMUNEDIREKTOR, "granvik")
BOARD = Body("styret", "styret for Helse Fjordmark HF", BodyKind.STYRE, "helse-fjordmark")
DIRECTOR = Body("ad", "administrerende direktør i Helse Fjordmark HF", BodyKind.DIREKTOR, "helse-fjordmark")
HOSPITAL = Body("styret-fjordheim", "styret for Fjordheim sykehus AS", BodyKind.STYRE, "fjordheim")

# Joint bodies, by what they are called where they are.

PSU = Body("psu", "PSU", BodyKind.PSU)
ASU = Body("asu", "ASU", BodyKind.ASU)
SSU = Body("ssu", "Strategisk samarbeidsutvalg", BodyKind.SSU)
FSU = Body("fsu", "Faglig samarbeidsutvalg", BodyKind.FSU)
LSU = Body("lsu", "Lokalt samarbeidsutvalg", BodyKind.LOKALT_UTVALG)
PARTNERS = Body("partnerskap", "partnerskapsmøtet", BodyKind.PARTNERSKAPSMOTE)
NEGOTIATORS = Body("forhandling", "forhandlingsutvalget", BodyKind.FORHANDLINGSUTVALG)
SECRETARIAT = Body("sekr", "Samhandlingssekretariatet", BodyKind.SEKRETARIAT)
COORDINATING = Body("koordinering", "Koordineringsrådet", BodyKind.ANNET, tier=Tier.STRATEGISK)
FAGRAD = Body("fagrad", "fagrådet", BodyKind.ANNET, tier=Tier.FAGLIG)
SU = Body("su", "Samhandlingsutvalget", BodyKind.ANNET, tier=Tier.STRATEGISK)
OSS = Body("oss", "Overordnet strategisk samarbeidsutvalg", BodyKind.ANNET, tier=Tier.STRATEGISK)

COUNCIL_VOTES = Votes(20, 5, present=25, members=25)
BOARD_VOTES = Votes(8, 0, present=8, members=9)
ALL_AGREE = Votes(10, 0, present=10, members=10)
ONE_AGAINST = Votes(9, 1, present=10, members=10)
ONE_ABSTAINS = Votes(9, 0, 1, present=10, members=10)
OWN_VOTES = {COUNCIL.ref: COUNCIL_VOTES, BOARD.ref: BOARD_VOTES, HOSPITAL.ref: BOARD_VOTES}

FLOOR = statutory_floor()


def owner_of(body: Body) -> Party | None:
    return PARTIES.get(body.owner)


def sure(*traits: Trait) -> tuple[Finding, ...]:
    """Findings that a named person has confirmed."""
    return tuple(Finding(trait, Certainty.BEKREFTET, "punkt 4.6", "Kari Nordmann") for trait in traits)


def perhaps(*traits: Trait) -> tuple[Finding, ...]:
    """Findings that only the comparison points to."""
    return tuple(Finding(trait, Certainty.MULIG, "punkt 4.6") for trait in traits)


def before(
    body: Body,
    act: Act,
    on: date,
    outcome: Outcome = Outcome.VEDTATT,
    text_hash: str = HASH,
    returned_to: str = "",
) -> PriorTreatment:
    return PriorTreatment(body, act, outcome, on, text_hash, owner_of(body), returned_to)


def given(body: Body, to: Body, since: date, until: date | None = None) -> Delegation:
    """What one body has delegated to another, from a day."""
    return Delegation(
        from_body=body,
        owner=owner_of(body),
        to=Named(body=to.ref),
        valid_from=since,
        valid_to=until,
        source="sak 12/24",
    )


@dataclass(frozen=True)
class Decided:
    """What a body did with a matter, in few words; `facts` makes the whole of it."""

    body: Body
    kind: Kind
    change: ChangeClass
    on: date
    findings: tuple[Finding, ...] = ()
    act: Act = Act.VEDTAR
    outcome: Outcome = Outcome.VEDTATT
    votes: Votes | None = None
    no_votes: bool = False
    scope: Scope | None = None
    prior: tuple[PriorTreatment, ...] = ()
    delegations: tuple[Delegation, ...] = ()
    text_hash: str = HASH
    parties: tuple[Party, ...] = (KOMMUNE, FORETAK)

    @property
    def facts(self) -> DecisionFacts:
        return DecisionFacts(
            proposal=Proposal(self.kind, self.change, self.scope, findings=frozenset(self.findings)),
            body=self.body,
            on=self.on,
            act=self.act,
            outcome=self.outcome,
            owner=owner_of(self.body),
            version="avtaleverket@2",
            text_hash=self.text_hash,
            votes=None if self.no_votes else self.votes or OWN_VOTES.get(self.body.ref, ALL_AGREE),
            prior=self.prior,
            delegations=self.delegations,
            parties=self.parties,
        )


@dataclass(frozen=True)
class Case:
    """Facts in words, what was decided, the right answer, and a word its sentences must hold."""

    story: str
    decided: Decided
    answer: Answer
    told: str


@cache
def rules_of(library: str) -> tuple[MandateRule, ...]:
    """The library's rules, read once."""
    return shipped_rules(library)


def verdict_in(library: str, decided: Decided) -> Verdict:
    """The verdict by this library's rules under the law."""
    return judge(decided.facts, rules_of(library), FLOOR)


def everything_told(verdict: Verdict) -> str:
    """All that the verdict says, in small letters."""
    return " ".join((*verdict.reasons, *verdict.missing, verdict.question)).casefold()


def named(value: object) -> str | None:
    """How a case is called in the list of tests."""
    return value.story if isinstance(value, Case) else None


def tell(library: str, case: Case) -> None:
    """The case is answered as it should be, the sentences hold the word that tells why, and nynorsk has them."""
    verdict = read_too(verdict_in(library, case.decided))
    told = everything_told(verdict)

    assert verdict.answer is case.answer, f"{verdict.answer}: {told}"
    assert case.told.casefold() in told
