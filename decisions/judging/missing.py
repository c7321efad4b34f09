"""Is something missing before the decision can stand? All of it is told at once."""

from decisions.judging.case import Case
from decisions.judging.counted import votes_missing
from decisions.judging.held import consent_missing
from decisions.judging.order import first_step_missing, open_remands, recommendations_missing
from decisions.judging.power import delegations_missing
from decisions.outcomes import Outcome
from decisions.rules import MandateRule
from decisions.verdict import Answer, Verdict
from decisions.words import listed


def something_missing(case: Case, rule: MandateRule) -> Verdict | None:
    """Is something missing: the exact text, the votes, power, an answer, a recommendation, a document?"""
    power = delegations_missing(case, rule)
    before = missing_before(case, rule)
    missing = (*text_missing(case), *votes_missing(case, rule.mode), *consent_missing(case), *power)
    missing = (*missing, *before, *evidence_missing(case, rule))
    if before:
        missing = (*missing, f"Nytt vedtak i {case.body} etter dette.")
    if not missing:
        return None
    what = f"{case.body} er rett organ for {case.matter}, men vedtaket kan ikke stå alene."
    if power:
        what = f"{case.body} kan {case.to_decide} på delegert myndighet, men delegasjonen er ikke på plass."
    return case.says(
        Answer.PENDING,
        what,
        rule.quoted,
        _way_on(case, first=bool(before), power=bool(power)),
        missing=missing,
        rules=(rule,),
    )


def _way_on(case: Case, *, first: bool, power: bool) -> str:
    """What to do about it, where more is needed than to write down what there is."""
    if first:
        return f"Det som mangler, må komme først. Så må saken opp igjen i {case.body}."
    if power:
        return (
            f"Finnes delegasjonen, må den føres inn. Ellers må den gjøres, og saken opp igjen i {case.body}."
        )
    return ""


def missing_before(case: Case, rule: MandateRule) -> tuple[str, ...]:
    """What should have come before the decision. To turn something down nothing need come first."""
    if case.facts.outcome is Outcome.AVVIST:
        return ()
    return (
        *open_remands(case),
        *first_step_missing(case, rule),
        *recommendations_missing(case, rule),
    )


def text_missing(case: Case) -> tuple[str, ...]:
    """The sentence about the exact text, when nobody can tell which words were decided on."""
    facts = case.facts
    if facts.names_exact_text:
        return ()
    if facts.is_about_a_draft:
        return (
            f"En fast versjon med hashen av teksten (SHA-256): vedtaket er ført på «{facts.version}», "
            "og den kan være en annen tekst i morgen.",
        )
    return ("Hvilken tekst vedtaket gjelder: en fast versjon og hashen av den (SHA-256).",)


def evidence_missing(case: Case, rule: MandateRule) -> tuple[str, ...]:
    """The sentences about documents the clause asks for, when somebody has said which there are."""
    there = case.facts.evidence
    if there is None:
        return ()
    return tuple(
        f"Dokumentet bestemmelsen krever: {each.value}." for each in rule.evidence if each not in there
    )


def told_of_evidence(case: Case, rule: MandateRule) -> str:
    """What should be said aloud where nobody has said which documents there are."""
    if not rule.evidence or case.facts.evidence is not None:
        return ""
    return (
        f"Bestemmelsen krever {listed(each.value for each in rule.evidence)}. Det er ikke ført om det finnes."
    )
