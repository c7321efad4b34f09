"""Does the change do something that the clause does not reach, or may not reach?"""

from decisions.judging.case import Case
from decisions.judging.which_rule import way_on
from decisions.matching import beyond_limits, eased
from decisions.outcomes import Outcome
from decisions.proposals import Certainty
from decisions.rules import MandateRule
from decisions.verdict import Answer, Verdict
from decisions.words import listed


def past_the_limits(case: Case, rule: MandateRule) -> Verdict | None:
    """Does the change go past the limits? Confirmed it is INVALID; possible or doubtful, a question."""
    proposal = case.facts.proposal
    found = proposal.found(rule.limits + rule.doubts)
    if not found or case.facts.outcome is Outcome.AVVIST:
        return None
    if beyond_limits(proposal, rule):
        return _past(case, rule)
    parent = eased(rule, case.rules)
    instead = parent.decider_words if parent else ()
    told = listed(finding.told for finding in found)
    safe = f"Den trygge veien er vedtak i {listed(instead)}." if instead else ""
    return case.asks(
        f"Kan {case.body} {case.to_decide}, med disse funnene: {told}?",
        f"{case.body} vedtok dette som {proposal.change.label}. Funn i endringen: {told}.",
        f"{rule.quoted} {rule.note}",
        now=safe,
        rules=(rule, parent) if parent else (rule,),
        instead=instead,
    )


def _past(case: Case, rule: MandateRule) -> Verdict:
    proposal = case.facts.proposal
    parent = eased(rule, case.rules)
    instead = parent.decider_words if parent else ()
    confirmed = [f.words for f in proposal.found(rule.limits) if f.certainty is Certainty.BEKREFTET]
    return case.says(
        Answer.INVALID,
        f"{case.body} kan ikke vedta dette som {proposal.change.label}: endringen {listed(confirmed)}.",
        f"{rule.quoted} {rule.note}",
        way_on(instead) or "Saken må til det organet som kan vedta en slik endring.",
        "Behandlingen kan stå som en innstilling. Teksten er uendret.",
        rules=(rule, parent) if parent else (rule,),
        instead=instead,
    )
