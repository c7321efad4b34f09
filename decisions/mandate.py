"""Is this decision within the mandate? And who may decide this?

The order of evaluation:

1. facts that contradict each other -> NEEDS_HUMAN
2. nothing was decided (postponed, returned, noted, only signed) -> PENDING
3. advice: is somebody to give it? (it binds nobody, so the floor does not stop it)
4. the statutory floor -> INVALID where the law keeps the decision for another body
5. the most specific rule in force on the day of the meeting; none, or equals that differ -> NEEDS_HUMAN
6. the body is not among the rule's deciders -> INVALID, naming who is
7. the change goes past the rule's limits -> INVALID when confirmed, NEEDS_HUMAN when possible
8. quorum and majority -> INVALID, or NEEDS_HUMAN where the clause leaves it open
9. adopted with a change -> PENDING; something added that nobody has classified -> NEEDS_HUMAN
10. the exact text, the votes, or a mandatory recommendation missing -> PENDING
11. else VALID, with what should be said aloud beside it

VALID for one kommunestyre is that party's adoption; whether all have adopted, `decisions.adoption` answers.
"""

from collections.abc import Iterable

from decisions.case import Case
from decisions.counting import count
from decisions.facts import DecisionFacts
from decisions.facts_checks import (
    beyond_the_floor,
    contradicted,
    left_open,
    only_signed,
    treated_before,
    unowned,
)
from decisions.matching import deciding
from decisions.modes import Mode
from decisions.named import Per
from decisions.outcomes import Act, Outcome
from decisions.rule_checks import (
    not_carried,
    of_this_text,
    past_the_limits,
    rule_for,
    something_missing,
    text_missing,
    treatments,
    vote_against_minutes,
    votes_missing,
    with_a_change,
)
from decisions.rules import MandateRule, in_force
from decisions.verdict import Answer, Verdict
from decisions.words import listed

BEFORE_THE_RULES = (contradicted, unowned, left_open, only_signed)
UNDER_THE_RULE = (past_the_limits, not_carried, with_a_change, something_missing)


def judge(facts: DecisionFacts, rules: Iterable[MandateRule], floor: Iterable[MandateRule]) -> Verdict:
    """Is this decision within the mandate, by the rules in force on the day of the meeting?

    Never raises, and never says VALID without a rule. The order of `rules` does not matter.
    """
    case = Case(facts, in_force(rules, facts.on), in_force(floor, facts.on))
    for check in BEFORE_THE_RULES:
        if verdict := check(case):
            return verdict
    if not facts.act.decides:
        return _advice(case)
    if verdict := beyond_the_floor(case):
        return verdict
    rule = rule_for(case)
    if isinstance(rule, Verdict):
        return rule
    for under in UNDER_THE_RULE:
        if verdict := under(case, rule):
            return verdict
    return _granted(case, rule)


def _advice(case: Case) -> Verdict:
    facts = case.facts
    rules = tuple(
        rule for rule in case.rules if rule.covers(facts.proposal) and _asks_for_advice(rule, facts)
    )
    if not rules:
        return case.asks(
            f"Skal det at {case.body} {facts.act.value}, regnes med i saken?",
            f"Ingen regel som gjaldt {case.day}, sier at {case.body} {facts.act.value} i slike saker.",
            "Behandlingen binder ingen, og teksten er uendret.",
        )
    if verdict := vote_against_minutes(case, Mode(), rules):
        return verdict
    if missing := (*text_missing(case), *votes_missing(case, Mode())):
        return case.says(
            Answer.PENDING, f"{case.body} kan gjøre dette i slike saker.", missing=missing, rules=rules
        )
    settling = deciding(facts.proposal, case.rules)
    deciders = listed(dict.fromkeys(word for rule in settling for word in rule.decider_words))
    return case.says(
        Answer.VALID,
        f"{case.body} {_ADVISED[facts.act]} {case.matter} {case.day}: {facts.outcome.value}.",
        f"Dette endrer ikke teksten{f'; det er {deciders} som avgjør' if deciders else ''}.",
        rules=rules,
    )


_ADVISED = {
    Act.INNSTILLER: "innstilte om",
    Act.BEHANDLER: "behandlet",
    Act.FORESLAR: "foreslo",
    Act.SIGNERER: "signerte",
    Act.UTTALER: "uttalte seg om",
}


def _asks_for_advice(rule: MandateRule, facts: DecisionFacts) -> bool:
    if rule.act is facts.act and rule.gives_mandate(facts.body, facts.owner):
        return True
    return any(p.act is facts.act and p.fits(facts.body, facts.owner) for p in rule.requires + rule.optional)


def _granted(case: Case, rule: MandateRule) -> Verdict:
    facts = case.facts
    verb = "avviste" if facts.outcome is Outcome.AVVIST else "vedtok"
    return case.says(
        Answer.VALID,
        f"{case.body} {verb} {case.matter} {case.day}, og har mandat til det.",
        rule.quoted,
        _whole(case, rule),
        *_remarks(case, rule),
        rules=(rule,),
    )


def _whole(case: Case, rule: MandateRule) -> str:
    if case.facts.outcome is Outcome.AVVIST:
        return "Teksten er ikke vedtatt."
    if len(rule.deciders) > 1 or any(decider.per is not Per.FELLES for decider in rule.deciders):
        return f"Saken er avgjort først når {listed(rule.decider_words)} har vedtatt samme tekst."
    return rule.effect


def _remarks(case: Case, rule: MandateRule) -> tuple[str, ...]:
    facts = case.facts
    added = f"Merknad i protokollen: «{facts.reservation.text}»." if facts.reservation else ""
    tally = count(facts, rule.mode)
    return (
        added,
        tally.remark,
        *(_missing_optional(case, rule)),
        *(_differing_recommendation(case, rule)),
        rule.note if rule.limits or rule.doubts else "",
        treated_before(case),
    )


def _missing_optional(case: Case, rule: MandateRule) -> list[str]:
    lacking = [prior for prior in rule.optional if not treatments(case, prior)]
    return [
        f"Det er ikke ført noen innstilling fra {p.words}; bestemmelsen krever det ikke." for p in lacking
    ]


def _differing_recommendation(case: Case, rule: MandateRule) -> list[str]:
    given = [earlier for prior in rule.requires + rule.optional for earlier in treatments(case, prior)]
    told = sorted({earlier.body.name_on(earlier.on) for earlier in given if not of_this_text(case, earlier)})
    other = [f"Innstillingen fra {name} gjaldt en annen tekst." for name in told]
    against = sorted({e.body.name_on(e.on) for e in given if e.outcome is not Outcome.VEDTATT})
    return other + [f"{name} innstilte på noe annet enn å vedta teksten uendret." for name in against]
