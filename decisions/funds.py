"""When does a decision about money count as agreement (enighet) between the kommuner and the trust?

The state's rekrutterings- og samhandlingstilskudd presupposes that the trust and the kommuner it reaches
agree (https://www.regjeringen.no/no/aktuelt/nytt-rekrutterings-og-samhandlingstilskudd-for-helsetjenesten/id3048046/).
A clause such as nordre Trøndelag's 5.2 e says that a unanimous vote in a body counts as that. Unanimity is
counted from the vote by the rule of the meeting day; where the clause is silent, a person must answer.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from decisions.counting import ALL_OF_THEM, bloc_count, unanimous_count
from decisions.facts import DecisionFacts
from decisions.modes import Mode, Threshold
from decisions.outcomes import Outcome
from decisions.proposals import Matter
from decisions.rules import MandateRule, in_force
from decisions.verdict import Ground
from decisions.votes import Result, Tally

MONEY = frozenset({Matter.MIDLER, Matter.TILSKUDD})
GIVES = frozenset({Outcome.VEDTATT, Outcome.VEDTATT_MED_ENDRING})
"""What came out where money was given."""


class Agreement(StrEnum):
    """Does the decision count as agreement between the two sides?"""

    ENIGHET = "regnes som enighet"
    IKKE_ENIGHET = "regnes ikke som enighet"
    UAVKLART = "uavklart"


@dataclass(frozen=True, slots=True)
class Unity:
    """Does a decision about money count as agreement: why, by which clause, and what must a person answer?"""

    agreement: Agreement
    sentence: str
    question: str = ""
    ground: Ground | None = None
    needed: bool = False
    """The money presupposes agreement: without it the decision gives nothing."""


def is_money(kind: object) -> bool:
    """Is this a matter of money?"""
    return kind in MONEY


def unity(facts: DecisionFacts, rules: Iterable[MandateRule]) -> Unity:
    """Does this decision count as agreement, by the rules of its own day?

    Whether the body may dispose of the money at all is another question: `decisions.mandate` answers it.
    """
    rule = _the_clause(facts, rules)
    needed = facts.proposal.kind is Matter.TILSKUDD
    if facts.outcome not in GIVES:
        return Unity(Agreement.IKKE_ENIGHET, "Det ble ikke vedtatt å gi noe.", needed=needed)
    if rule is None:
        return _open(
            "Ingen bestemmelse som gjaldt den dagen, sier når et vedtak i dette organet regnes som enighet.",
            "Var kommunene og helseforetaket enige?",
            None,
            needed,
        )
    ground = Ground.of(rule)
    if rule.mode.threshold not in ALL_OF_THEM:
        return _by_majority(facts, rule, needed)
    if facts.vote is None:
        lacks = "Stemmetallene er ikke ført, så om vedtaket var enstemmig, kan ikke telles."
        return _open(lacks, "Hvordan ble det stemt?", ground, needed)
    tally = _counted(facts, rule.mode)
    match tally.result:
        case Result.VEDTATT:
            counts = f"Vedtaket regnes som enighet etter {rule.source.words}."
            return Unity(Agreement.ENIGHET, _together(tally.sentence, counts), "", ground, needed)
        case Result.FALT:
            counts = f"Vedtaket regnes ikke som enighet etter {rule.source.words}."
            return Unity(Agreement.IKKE_ENIGHET, _together(tally.sentence, counts), "", ground, needed)
    silent = f"Om vedtaket regnes som enighet etter {rule.source.words}, kan ikke telles."
    return _open(silent, tally.sentence, ground, needed)


def _the_clause(facts: DecisionFacts, rules: Iterable[MandateRule]) -> MandateRule | None:
    """The rule of the day for this body and this money: the most specific, and the one that asks for all."""
    reach = [
        rule
        for rule in in_force(rules, facts.on)
        if rule.act.decides and rule.covers(facts.proposal) and rule.gives_mandate(facts.body, facts.owner)
    ]
    return max(
        reach,
        key=lambda rule: (rule.weight, rule.mode.threshold in ALL_OF_THEM, rule.id),
        default=None,
    )


def _counted(facts: DecisionFacts, mode: Mode) -> Tally:
    votes = facts.vote
    if votes is None:
        return Tally(Result.MANGLER_TALL, "Stemmetallene mangler.")
    if mode.threshold is Threshold.KONSENSUS_PER_BLOKK:
        return bloc_count(votes, facts.blocs, mode.abstention)
    return unanimous_count(votes, mode.abstention)


def _by_majority(facts: DecisionFacts, rule: MandateRule, needed: bool) -> Unity:
    """A clause that lets a majority decide: it gives the money away, and says nothing of agreement."""
    ground = Ground.of(rule)
    if facts.vote is not None and facts.vote.against:
        told = f"{facts.vote.words.capitalize()}: partene var ikke enige. {_MAJORITY} ({rule.source.words})."
        return Unity(Agreement.IKKE_ENIGHET, told, "", ground, needed)
    silent = f"{_MAJORITY} ({rule.source.words}), og den sier ikke når det regnes som enighet."
    return _open(silent, "Var kommunene og helseforetaket enige?", ground, needed)


def _open(sentence: str, question: str, ground: Ground | None, needed: bool) -> Unity:
    return Unity(Agreement.UAVKLART, sentence, question, ground, needed)


def _together(*sentences: str) -> str:
    return " ".join(sentences)


_MAJORITY = "Bestemmelsen ber ikke om at alle er enige"


@dataclass(frozen=True, slots=True)
class Given:
    """What one decision gave of a fund, in whole kroner, and whether the decision stands."""

    amount: int
    stands: bool


@dataclass(frozen=True, slots=True)
class Balance:
    """What a fund holds, in whole kroner."""

    amount: int
    spent: int
    """By decisions that stand."""
    waiting: int
    """By decisions that do not stand, or not yet: kept, and not counted as spent."""

    @property
    def left(self) -> int:
        """What may still be given; below zero where more was given than there is."""
        return self.amount - self.spent


def balance(amount: int, given: Iterable[Given]) -> Balance:
    """How much of the fund is spent, and how much waits for a decision that stands?"""
    made = tuple(given)
    spent = sum(each.amount for each in made if each.stands)
    return Balance(amount, spent, sum(each.amount for each in made) - spent)
