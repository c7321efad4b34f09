"""Does the law itself keep the decision for one body, whatever the clauses say?"""

from decisions.bodies import BodyKind
from decisions.judging.case import Case
from decisions.matching import deciding
from decisions.named import owner_kind
from decisions.outcomes import Procedure
from decisions.rules import MandateRule
from decisions.verdict import Answer, Verdict
from decisions.words import listed

MAY_HOLD_URGENT_POWER = frozenset({BodyKind.FORMANNSKAP, BodyKind.ANNET})
"""Bodies of a kommune that may have been given the power in urgent cases (kommuneloven § 11-8)."""


def beyond_the_floor(case: Case) -> Verdict | None:
    """Does the law itself keep this decision for another body?

    A statutory rule reaches the bodies of the kind of party it names, and joint bodies: nobody else can
    decide for such a party. Of the other side's bodies the law says nothing.
    """
    facts = case.facts
    owner = owner_kind(facts.body, facts.owner)
    for law in case.floor:
        reached = owner is None or any(decider.who.of is owner for decider in law.deciders)
        if law.covers(facts.proposal) and reached and not law.gives_mandate(facts.body, facts.owner):
            clauses = deciding(facts.proposal, case.rules)
            return _urgent(case, law, clauses) if is_urgent(case) else _kept(case, law, clauses)
    return None


def named_by_the_floor(case: Case) -> tuple[MandateRule, ...]:
    """The laws that give this very body the decision."""
    facts = case.facts
    return tuple(
        law for law in case.floor if law.covers(facts.proposal) and law.gives_mandate(facts.body, facts.owner)
    )


def is_urgent(case: Case) -> bool:
    """Did a body of a kommune decide in place of the kommunestyre, because it could not wait?"""
    facts = case.facts
    return facts.procedure is Procedure.HASTESAK and facts.body.kind in MAY_HOLD_URGENT_POWER


def _kept(case: Case, law: MandateRule, clauses: tuple[MandateRule, ...]) -> Verdict:
    facts = case.facts
    instead = tuple(dict.fromkeys(word for rule in clauses for word in rule.decider_words))
    instead = instead or law.decider_words
    given = any(delegation.to.fits(facts.body, facts.owner) for delegation in facts.delegations)
    return case.says(
        Answer.INVALID,
        f"{case.body} kan ikke {case.to_decide}.",
        f"Det ligger til {listed(law.decider_words)}. {law.quoted}",
        f"Saken må til {listed(instead)}.",
        f"Delegasjonen til {case.body} endrer ikke dette. {law.note}" if given else "",
        rules=(law, *clauses),
        instead=instead,
    )


def _urgent(case: Case, law: MandateRule, clauses: tuple[MandateRule, ...]) -> Verdict:
    who = listed(law.decider_words)
    return case.asks(
        f"Kan hasteretten i kommuneloven § 11-8 brukes til å {case.to_decide}, som loven legger til {who}?",
        f"{case.body} behandlet saken som hastesak {case.day}.",
        f"{law.quoted} Kommuneloven § 11-8 lar kommunestyret gi andre myndighet i saker som haster. "
        "Registeret kjenner ingen kilde som sier hvilken av de to som går foran.",
        now=f"Den trygge veien er vedtak i {who}. Ellers må en person med myndighet svare.",
        rules=(law, *clauses),
        instead=law.decider_words,
    )
