"""The checks that come before any mandate rule: do the facts hold together, and was anything decided?

Each check answers one question: a verdict if it settles the matter, None to go on.
"""

from decisions.case import Case
from decisions.matching import deciding
from decisions.named import owner_kind
from decisions.outcomes import Act, Outcome
from decisions.verdict import Answer, Verdict
from decisions.words import day_in_words, listed


def contradicted(case: Case) -> Verdict | None:
    """Do body, owner and day fit together?"""
    facts = case.facts
    body, owner = facts.body, facts.owner
    if not body.exists_on(facts.on):
        return case.asks("Er det dagen eller organet som er feil?", f"{case.body} fantes ikke {case.day}.")
    if owner and not owner.exists_on(facts.on):
        return case.asks("Er det dagen eller parten som er feil?", f"{owner.name} var ikke part {case.day}.")
    if owner and body.owner and body.owner != owner.ref:
        return case.asks("Hvem er det organet hører til?", f"{case.body} hører ikke til {owner.name}.")
    if owner and body.kind.owner_kinds and owner.kind not in body.kind.owner_kinds:
        sentence = f"{case.body} er ført som {body.kind.value}, men {owner.name} er {owner.kind.value}."
        return case.asks("Hvem er det organet hører til?", sentence)
    return None


def unowned(case: Case) -> Verdict | None:
    """Is it known whose board this is? The rules for a trust's board hang on it."""
    facts = case.facts
    if facts.body.kind.owner_kinds and owner_kind(facts.body, facts.owner) is None:
        return case.asks(
            f"Hvilken part er {case.body} organ for?", f"Det er ikke ført hvem {case.body} hører til."
        )
    return None


def left_open(case: Case) -> Verdict | None:
    """Was the case postponed, returned, or only noted?"""
    outcome = case.facts.outcome
    if outcome.settles:
        return None
    rules = deciding(case.facts.proposal, case.rules)
    what = {
        Outcome.UTSATT: f"{case.body} utsatte saken {case.day}.",
        Outcome.RETURNERT: f"{case.body} sendte saken tilbake {case.day}.",
        Outcome.TIL_ORIENTERING: f"{case.body} tok saken til orientering {case.day}; det er ikke et vedtak.",
    }[outcome]
    return case.says(Answer.PENDING, what, missing=("Et vedtak i saken.",), rules=rules)


def only_signed(case: Case) -> Verdict | None:
    """Is it a signature? It carries out a decision and never stands in for one.

    Law: kommuneloven § 6-1 (https://lovdata.no/lov/2018-06-22-83/§6-1): the ordfører signs for the kommune.
    """
    if case.facts.act is not Act.SIGNERER:
        return None
    rules = deciding(case.facts.proposal, case.rules)
    who = listed(word for rule in rules for word in rule.decider_words)
    return case.says(
        Answer.PENDING,
        f"Teksten er signert for {case.body} {case.day}.",
        "En signatur gjennomfører et vedtak, den erstatter det ikke (kommuneloven § 6-1).",
        missing=(f"Vedtak i {who}." if who else "Et vedtak i det organet som har myndighet.",),
        rules=rules,
    )


def beyond_the_floor(case: Case) -> Verdict | None:
    """Does the law itself keep this decision for another body?

    A statutory rule reaches the bodies of the kind of party it names, and joint bodies: nobody else can
    decide for such a party. Of the other side's bodies the law says nothing.
    """
    facts = case.facts
    owner = owner_kind(facts.body, facts.owner)
    for rule in case.floor:
        reached = owner is None or any(decider.who.of is owner for decider in rule.deciders)
        if rule.covers(facts.proposal) and reached and not rule.gives_mandate(facts.body, facts.owner):
            clauses = deciding(facts.proposal, case.rules)
            instead = tuple(dict.fromkeys(word for r in clauses or (rule,) for word in r.decider_words))
            return case.says(
                Answer.INVALID,
                f"{case.body} kan ikke vedta {case.matter}.",
                f"Det ligger til {listed(rule.decider_words)}. {rule.quoted}",
                f"Saken må til {listed(instead)}.",
                rules=(rule, *clauses),
                instead=instead,
            )
    return None


def treated_before(case: Case) -> str:
    """What other bodies did with the matter before, as a sentence; empty when nothing is recorded."""
    earlier = sorted((p.on, p.body.name_on(p.on), p.act.value, p.outcome.value) for p in case.facts.prior)
    told = [f"{name} {act} {day_in_words(day)} ({outcome})" for day, name, act, outcome in earlier]
    return f"Før dette: {listed(told)}." if told else ""
