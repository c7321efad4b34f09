"""Who may decide this, on a given day? The question asked before the agenda is sent."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from decisions.counting import demands
from decisions.matching import beyond_limits, cited_floor, deciding, differ, eased, unknown_traits
from decisions.modes import Mode
from decisions.named import Decider
from decisions.proposals import Proposal, asked_of
from decisions.rules import Confidence, MandateRule, in_force
from decisions.verdict import grounds_of
from decisions.words import begun, day_in_words, listed


@dataclass(frozen=True, slots=True)
class MayDecide:
    """One body, or one body of each party, that must decide, and the majority it needs."""

    decider: Decider
    majority: str

    def to_dict(self) -> dict[str, str]:
        """As a plain table."""
        who = self.decider.who
        return {
            "name": self.decider.words,
            "body": who.body,
            "kind": who.kind.value if who.kind else "",
            "of": who.of.value if who.of else "",
            "per": self.decider.per.value,
            "quantifier": self.decider.quantifier.value,
            "majority": self.majority,
        }


@dataclass(frozen=True, slots=True)
class WhoMay:
    """Who may decide a proposal on a day, by which clause, after what, and under which law."""

    proposal: Proposal
    on: date
    rule: MandateRule | None
    """The rule that answers; None when there is none, or when rules of equal weight differ."""
    shown: tuple[MandateRule, ...]
    """Every clause the answer rests on."""
    laws: tuple[MandateRule, ...]
    """The statutory floor above them."""
    question: str = ""
    """What a person must answer first; empty when the rules are clear."""

    @property
    def bodies(self) -> tuple[MayDecide, ...]:
        """All of these must decide; by the law alone where no clause speaks; empty when nothing says."""
        speaking = (self.rule,) if self.rule else () if self.shown else self.laws
        return tuple(_may(decider, rule.mode, self.on) for rule in speaking for decider in rule.deciders)

    @property
    def sentence(self) -> str:
        """The answer in a sentence or two."""
        who = listed(body.decider.words for body in self.bodies)
        if not who or self.rule is None:
            return self.question
        after = listed(f"{prior.act.noun} fra {prior.words}" for prior in self.rule.requires)
        first = f" etter {after}" if after else ""
        power = listed(decider.words for decider in self.rule.delegated_from)
        given = f", på myndighet delegert fra {power}" if power else ""
        to_decide = f"{self.proposal.verb} {self.proposal.words}"
        return f"{begun(who)} kan {to_decide}{first}{given}. {self.question}".strip()

    def to_dict(self) -> dict[str, object]:
        """As a plain table; the names are stable (docs/rules.md)."""
        bodies = self.bodies
        grounds = grounds_of(self.shown)
        return {
            "kind": self.proposal.kind.value,
            "change": self.proposal.change.value,
            "scope": self.proposal.reach.value,
            "on": self.on.isoformat(),
            "answer": self.sentence,
            "bodies": [body.to_dict() for body in bodies],
            "majority": list(dict.fromkeys(body.majority for body in bodies)),
            "prior_recommendation": _priors(self.rule),
            "clause": listed(dict.fromkeys(ground.clause for ground in grounds)),
            "rules": [ground.to_dict() for ground in grounds],
            "floor": [ground.to_dict() for ground in grounds_of(self.laws)],
            "question": self.question,
        }


def who_may(
    proposal: Proposal, rules: Iterable[MandateRule], floor: Iterable[MandateRule], on: date
) -> WhoMay:
    """Who may decide this proposal on this day?

    Nothing found is a question, never a permission. Where a person has confirmed that the change goes past
    the limits of an easing rule, the answer is the rule it eases.
    """
    of_the_day = in_force(rules, on)
    chosen = deciding(proposal, of_the_day)
    laws = cited_floor(proposal, chosen, in_force(floor, on))
    if not chosen:
        return WhoMay(proposal, on, None, (), laws, _nobody(proposal, of_the_day, on))
    if differ(chosen):
        question = (
            f"Reglene sier ulike ting: {listed(rule.source.words for rule in chosen)}. Hvilken gjelder?"
        )
        return WhoMay(proposal, on, None, chosen, laws, question)
    rule = chosen[0]
    safe = eased(rule, of_the_day)
    if safe and beyond_limits(proposal, rule):
        return WhoMay(proposal, on, safe, (safe, rule), laws)
    return WhoMay(proposal, on, rule, chosen, laws, _doubt(proposal, rule, safe))


def _nobody(proposal: Proposal, rules: Iterable[MandateRule], on: date) -> str:
    to_decide = f"{proposal.verb} {proposal.words}"
    if lacking := unknown_traits(proposal, rules):
        return f"Hvem som kan {to_decide}, avhenger av hva slags sak det er. {asked_of(lacking)}"
    return f"Ingen regel som gjelder {day_in_words(on)}, sier hvem som kan {to_decide}. Hvem kan det?"


def _may(decider: Decider, mode: Mode, on: date) -> MayDecide:
    return MayDecide(decider, demands(decider.who.kind, decider.who.of, mode, on))


def _priors(rule: MandateRule | None) -> list[dict[str, object]]:
    if rule is None:
        return []
    asked = [(prior, True) for prior in rule.requires] + [(prior, False) for prior in rule.optional]
    return [{"from": prior.words, "act": prior.act.value, "mandatory": must} for prior, must in asked]


def _doubt(proposal: Proposal, rule: MandateRule, safe: MandateRule | None) -> str:
    if not rule.deciders or rule.confidence is Confidence.OMSTRIDT:
        return f"Hvem kan {proposal.verb} {proposal.words}? {rule.note}".strip()
    if unsure := proposal.unsure_of(rule.when):
        return f"{asked_of(unsure)} Bare da gjelder {rule.source.words}."
    found = proposal.found(rule.limits + rule.doubts)
    if not found:
        return ""
    way = f" Den trygge veien er vedtak i {listed(safe.decider_words)}." if safe else ""
    told = listed(finding.told for finding in found)
    who = listed(rule.decider_words)
    return f"Kan {who} {proposal.verb} {proposal.words}, med disse funnene: {told}?{way}"
