"""Was the case decided in a way the body may decide: in a meeting, in writing, or in haste?

Law: kommuneloven § 11-8 (https://lovdata.no/lov/2018-06-22-83/§11-8): a folkevalgt organ decides in writing
only where every member consents.
"""

from decisions.bodies import BodyKind
from decisions.judging.case import Case
from decisions.modes import WrittenProcedure
from decisions.outcomes import Procedure
from decisions.rules import MandateRule
from decisions.verdict import Answer, Verdict

ELECTED = frozenset({BodyKind.KOMMUNESTYRE, BodyKind.FORMANNSKAP})
CONSENT = "Skriftlig behandling krever at alle medlemmene samtykker (kommuneloven § 11-8)."


def in_writing(case: Case, rule: MandateRule) -> Verdict | None:
    """Could the body decide this without a meeting?"""
    facts = case.facts
    if facts.procedure is not Procedure.SKRIFTLIG:
        return None
    if rule.mode.written is WrittenProcedure.IKKE_TILLATT:
        return _not_in_writing(case, rule, "Bestemmelsen tillater ikke skriftlig behandling.")
    if facts.body.kind in ELECTED:
        return _not_in_writing(case, rule, CONSENT) if facts.all_consent is False else None
    if rule.mode.written is WrittenProcedure.TILLATT:
        return None
    return case.asks(
        f"Kan {case.body} {case.to_decide} skriftlig, uten møte?",
        f"{case.body} behandlet saken skriftlig {case.day}.",
        f"Bestemmelsen sier ikke om det kan gjøres vedtak uten møte. {rule.quoted}",
        now="Den trygge veien er vedtak i et møte. Ellers må en person med myndighet svare.",
        rules=(rule,),
    )


def consent_missing(case: Case) -> tuple[str, ...]:
    """The sentence about the members' consent, where the law asks for it and nobody has recorded it."""
    facts = case.facts
    if facts.procedure is not Procedure.SKRIFTLIG or facts.body.kind not in ELECTED:
        return ()
    return () if facts.all_consent else (f"Samtykke fra alle medlemmene i {case.body}. {CONSENT}",)


def told_of_how(case: Case) -> str:
    """What should be said aloud about a decision made in writing or in haste."""
    match case.facts.procedure:
        case Procedure.SKRIFTLIG if case.facts.all_consent:
            return "Saken ble behandlet skriftlig, og alle medlemmene samtykket til det."
        case Procedure.SKRIFTLIG:
            return "Saken ble behandlet skriftlig, som bestemmelsen tillater."
        case Procedure.HASTESAK:
            return f"Saken er ført som hastesak. {case.body} har selv myndigheten og trenger ingen hasterett."
    return ""


def _not_in_writing(case: Case, rule: MandateRule, why: str) -> Verdict:
    return case.says(
        Answer.INVALID,
        f"{case.body} kunne ikke {case.to_decide} skriftlig.",
        f"{why} {rule.quoted}",
        f"Saken må behandles i et møte i {case.body}.",
        rules=(rule,),
    )
