"""The decision stands: what follows, and what should be said aloud beside it."""

from decisions.counting import count
from decisions.judging.case import Case
from decisions.judging.held import told_of_how
from decisions.judging.missing import told_of_evidence
from decisions.judging.order import told_of_order, treated_before
from decisions.judging.power import told_of_power
from decisions.matching import nearer_if_known
from decisions.named import Per
from decisions.outcomes import Act, Outcome
from decisions.proposals import asked_of
from decisions.rules import Confidence, MandateRule
from decisions.verdict import Answer, Verdict
from decisions.words import listed


def granted(case: Case, rule: MandateRule) -> Verdict:
    """The body had the mandate, and nothing is missing."""
    facts = case.facts
    verb = "avviste" if facts.outcome is Outcome.AVVIST else _decided(facts.act)
    return case.says(
        Answer.VALID,
        f"{case.body} {verb} {case.matter} {case.day}, og har mandat til det.",
        rule.quoted,
        _what_follows(case, rule),
        *_said_aloud(case, rule),
        rules=(rule,),
    )


def _what_follows(case: Case, rule: MandateRule) -> str:
    if case.facts.outcome is Outcome.AVVIST:
        return "Teksten er ikke vedtatt." if case.facts.proposal.has_text else "Forslaget er ikke vedtatt."
    onward = f" Saken går videre til {rule.next}." if rule.next else ""
    if len(rule.deciders) > 1 or any(decider.per is not Per.FELLES for decider in rule.deciders):
        return f"Saken er avgjort først når {listed(rule.decider_words)} har vedtatt samme tekst.{onward}"
    return f"{rule.effect}{onward}".strip()


def _said_aloud(case: Case, rule: MandateRule) -> tuple[str, ...]:
    facts = case.facts
    return (
        f"Merknad i protokollen: «{facts.reservation.text}»." if facts.reservation else "",
        count(facts, rule.mode).remark,
        told_of_power(case, rule),
        told_of_how(case),
        *told_of_order(case, rule),
        told_of_evidence(case, rule),
        *_if_it_were_another_sort(case, rule),
        f"Dette skal gjøres hvert {rule.every}." if rule.every else "",
        rule.note if rule.limits or rule.doubts or rule.confidence is not Confidence.ORDRETT else "",
        treated_before(case),
    )


def _if_it_were_another_sort(case: Case, rule: MandateRule) -> list[str]:
    """What nobody has said of the matter, where another body would decide if it were so."""
    proposal, facts = case.facts.proposal, case.facts
    return [
        f"{asked_of(proposal.lacking(other.when))} I så fall gjelder {other.source.words}."
        for other in nearer_if_known(proposal, rule, case.rules)
        if not other.gives_mandate(facts.body, facts.owner)
    ]


def _decided(act: Act) -> str:
    """To dispose of funds is told as a decision."""
    return Act.VEDTAR.past if act is Act.DISPONERER else act.past
