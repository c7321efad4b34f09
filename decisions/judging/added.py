"""Did the body adopt other words than those put to it, or add something?"""

from decisions.judging.case import Case
from decisions.modes import ReservationRule
from decisions.outcomes import Outcome, Reservation, ReservationSort
from decisions.rules import MandateRule
from decisions.verdict import Answer, Verdict
from decisions.words import listed


def with_a_change(case: Case, rule: MandateRule) -> Verdict | None:
    """Did the body adopt other words than those put to it, or add something nobody has classified?"""
    facts = case.facts
    added = facts.reservation
    if facts.outcome is Outcome.VEDTATT_MED_ENDRING or (added and added.sort is ReservationSort.ENDRING):
        return _changed(case, rule, added)
    if facts.outcome is not Outcome.VEDTATT or added is None:
        return None
    if rule.mode.reservation is ReservationRule.BRYTER:
        return case.says(
            Answer.INVALID,
            f"Det var ikke enighet i {case.body}: «{added.text}».",
            f"Etter denne bestemmelsen bryter et forbehold enigheten. {rule.quoted}",
            f"Forbeholdet må trekkes, eller saken må behandles på nytt i {case.body}.",
            rules=(rule,),
        )
    if added.sort is ReservationSort.UAVKLART and rule.mode.reservation is not ReservationRule.LAR_STA:
        return case.asks(
            f"Endrer dette teksten, eller er det en merknad som lar teksten stå: «{added.text}»?",
            f"{case.body} vedtok teksten og la til noe.",
            f"En merknad lar vedtaket stå, mens en endret tekst er et nytt tilbud. {rule.quoted}",
            rules=(rule,),
        )
    return None


def _changed(case: Case, rule: MandateRule, added: Reservation | None) -> Verdict:
    said = f": «{added.text}»" if added and added.text else ""
    return case.says(
        Answer.PENDING,
        f"{case.body} vedtok teksten med en endring{said}.",
        f"En endret tekst er et nytt tilbud. {rule.quoted}",
        "Vedtaket teller ikke som vedtak av den teksten som ble lagt fram.",
        missing=(
            f"Den endrede teksten som egen versjon, vedtatt av {listed(rule.decider_words)};"
            f" eller et nytt vedtak i {case.body} om teksten uten endring.",
        ),
        rules=(rule,),
    )
