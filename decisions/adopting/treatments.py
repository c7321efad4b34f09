"""One party's treatments of one text: what did each amount to, and which of them tells where it stands?

Only a decision on the very same text counts (SHA-256 of the canonical words). Law: each kommunestyre itself
enters the agreement (helse- og omsorgstjenesteloven § 6-1, https://lovdata.no/lov/2011-06-24-30/§6-1). That a
changed text is a new offer, and a remark beside it is not, is our reading: a person says which it is.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from decisions.outcomes import Act, Outcome, ReservationSort
from decisions.rounds import DeviationSort
from decisions.verdict import Answer

OTHER_TEXT = "Vedtaket gjelder en annen tekst enn den som er lagt fram."


class AdoptionState(StrEnum):
    """How far has a party come with the text?"""

    IKKE_STARTET = "ikke startet"
    SENDT = "sendt"
    I_UTVALG = "i utvalg"
    INNSTILT = "innstilt"
    BERAMMET = "berammet"
    VEDTATT = "vedtatt"
    VEDTATT_MED_MERKNAD = "vedtatt med merknad"
    """Adopted as it was laid before the body, with something said beside it: the party has adopted it."""
    VEDTATT_MED_ENDRING = "vedtatt med endring"
    AVVIST = "avvist"
    UTSATT = "utsatt"
    RETURNERT = "returnert"
    UGYLDIG = "ugyldig"
    UAVKLART = "uavklart"
    """Treated, but it cannot be told yet whether the text is adopted."""

    @property
    def adopted(self) -> bool:
        """Has the party adopted this very text?"""
        return self in {AdoptionState.VEDTATT, AdoptionState.VEDTATT_MED_MERKNAD}


@dataclass(frozen=True, slots=True)
class PartyDecision:
    """One treatment of the text in a body of one party, or a meeting in which it is to be treated."""

    party: str
    """The party's ref."""
    body: str
    """The body as the reader shall see it: «kommunestyret i Granvik»."""
    on: date
    outcome: Outcome | None
    """None: the meeting is only scheduled."""
    text_hash: str = ""
    answer: Answer = Answer.VALID
    """The verdict on the decision."""
    case: str = ""
    deviation: str = ""
    """What the party changed or added, in words."""
    act: Act = Act.VEDTAR
    ref: str = ""
    reservation: ReservationSort | None = None
    """What the body added, as a person sorted it; None where it added nothing."""
    differs: bool = False
    """Has a text come back from the party with other words than the text of the round?"""
    classified: DeviationSort | None = None
    """What a person said that the difference amounts to; None while nobody has."""
    difference: str = ""
    """The difference, and who said what it amounts to, in sentences."""
    link: str = ""
    """Where the minutes or the paper are."""
    certified_by: str = ""
    """Who has vouched for the record; empty while nobody has."""


def state_of(decision: PartyDecision, text_hash: str) -> AdoptionState:
    """What does this one treatment amount to, for the text of this hash?"""
    if decision.outcome not in _SETTLED:
        return _STILL_OPEN[decision.outcome]
    if decision.answer is Answer.INVALID:
        return AdoptionState.UGYLDIG
    if decision.outcome is Outcome.AVVIST:
        return AdoptionState.AVVIST
    if _changes(decision) or is_of_another_text(decision, text_hash):
        return AdoptionState.VEDTATT_MED_ENDRING
    if decision.answer is not Answer.VALID or decision.text_hash != text_hash or is_unsorted(decision):
        return AdoptionState.UAVKLART
    return AdoptionState.VEDTATT_MED_MERKNAD if _has_remark(decision) else AdoptionState.VEDTATT


def is_of_another_text(decision: PartyDecision, text_hash: str) -> bool:
    """Did the body adopt a text with another hash than this?"""
    return decision.outcome is Outcome.VEDTATT and decision.text_hash not in {"", text_hash}


def is_unsorted(decision: PartyDecision) -> bool:
    """Does a text that came back differ, and nobody has said what that amounts to?"""
    return decision.differs and decision.classified is None


def _changes(decision: PartyDecision) -> bool:
    return (
        decision.outcome is Outcome.VEDTATT_MED_ENDRING
        or decision.reservation is ReservationSort.ENDRING
        or (decision.differs and decision.classified is DeviationSort.ENDRING)
    )


def _has_remark(decision: PartyDecision) -> bool:
    """A remark beside the text. What nobody sorted and a person let stand as adopted, is one too."""
    return decision.reservation is not None or (
        decision.differs and decision.classified is DeviationSort.MERKNAD
    )


def telling(decisions: Iterable[PartyDecision], text_hash: str) -> PartyDecision | None:
    """The treatment that tells where the party stands: of those that decide, in the order of recording.

    A body's last word is its own; an adoption that stands is not undone by another body's word.
    """
    held = sorted((d for d in decisions if d.outcome is not None and d.act.decides), key=lambda d: d.on)
    last_words = list({decision.body: decision for decision in held}.values())
    standing = [d for d in last_words if state_of(d, text_hash).adopted]
    return max(standing or last_words, key=lambda d: d.on, default=None)


def recommendation(decisions: Sequence[PartyDecision], text_hash: str) -> PartyDecision | None:
    """The last recommendation on this very text, by a body of the party."""
    found = [
        d for d in decisions if d.act is Act.INNSTILLER and d.outcome in _SETTLED and d.text_hash == text_hash
    ]
    return max(reversed(found), key=lambda d: d.on, default=None)


_SETTLED = (Outcome.VEDTATT, Outcome.VEDTATT_MED_ENDRING, Outcome.AVVIST)

_STILL_OPEN = {
    None: AdoptionState.BERAMMET,
    Outcome.UTSATT: AdoptionState.UTSATT,
    Outcome.RETURNERT: AdoptionState.RETURNERT,
    Outcome.TIL_ORIENTERING: AdoptionState.UAVKLART,
}
