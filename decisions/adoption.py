"""Many parties, one text: who has adopted which words, and when does the text come into force?

Only a decision on the very same text counts (SHA-256 of the canonical words). Law: each kommunestyre itself
enters the agreement (helse- og omsorgstjenesteloven § 6-1, https://lovdata.no/lov/2011-06-24-30/§6-1); what
makes the text come into force is a rule of the text.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from decisions.outcomes import Act, Outcome
from decisions.parties import Party, parties_on
from decisions.verdict import Answer
from decisions.words import listed


class AdoptionState(StrEnum):
    """How far has a party come with the text?"""

    IKKE_STARTET = "ikke startet"
    BERAMMET = "berammet"
    VEDTATT = "vedtatt"
    VEDTATT_MED_ENDRING = "vedtatt med endring"
    AVVIST = "avvist"
    UTSATT = "utsatt"
    RETURNERT = "returnert"
    UGYLDIG = "ugyldig"
    UAVKLART = "uavklart"
    """Treated, but it cannot be told yet whether the text is adopted."""


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


@dataclass(frozen=True, slots=True)
class Row:
    """One party on the board."""

    party: Party
    state: AdoptionState
    body: str = ""
    case: str = ""
    on: date | None = None
    text_hash: str = ""
    deviation: str = ""
    signed: bool = False

    @property
    def adopted(self) -> bool:
        """Has the party adopted this very text?"""
        return self.state is AdoptionState.VEDTATT

    def to_dict(self) -> dict[str, object]:
        """The row as a plain table; the names are stable (docs/rules.md)."""
        return {
            "party": self.party.ref,
            "name": self.party.name,
            "state": self.state.value,
            "body": self.body,
            "case": self.case,
            "date": self.on.isoformat() if self.on else None,
            "text_hash": self.text_hash,
            "deviation": self.deviation,
            "signed": self.signed,
        }


@dataclass(frozen=True, slots=True)
class AdoptionBoard:
    """Where every party stands with one text on one day. The parties are those of that day."""

    text_hash: str
    on: date
    rows: tuple[Row, ...]

    @property
    def missing(self) -> tuple[Row, ...]:
        """The parties that have not adopted this text."""
        return tuple(row for row in self.rows if not row.adopted)

    def count(self, state: AdoptionState) -> int:
        """How many parties stand so?"""
        return sum(row.state is state for row in self.rows)


def board(
    text_hash: str,
    parties: Sequence[Party],
    decisions: Sequence[PartyDecision],
    on: date,
    signed: Collection[str] = (),
) -> AdoptionBoard:
    """Where do the parties of that day stand with the text of this hash?

    `parties` are all that are known, those of other days too. `decisions` come in the order they were
    recorded; a later one by the same body takes the place of an earlier. What was decided after the day is
    not seen; scheduled meetings are. `signed` are refs of parties whose signature is recorded: shown, and
    never counted as adoption.
    """
    seen = [d for d in decisions if d.act.decides and (d.on <= on or d.outcome is None)]
    rows = (_row(party, seen, parties, text_hash) for party in parties_on(parties, on))
    return AdoptionBoard(text_hash, on, tuple(replace(row, signed=row.party.ref in signed) for row in rows))


def _row(party: Party, seen: list[PartyDecision], everyone: Sequence[Party], text_hash: str) -> Row:
    telling = _telling([decision for decision in seen if decision.party == party.ref], text_hash)
    if telling is None:
        return _before_the_merger(party, seen, everyone, text_hash)
    state = _state(telling, text_hash)
    deviation = telling.deviation or _other_text(telling, text_hash)
    return Row(party, state, telling.body, telling.case, telling.on, telling.text_hash, deviation)


def _before_the_merger(
    party: Party, seen: list[PartyDecision], everyone: Sequence[Party], text_hash: str
) -> Row:
    """A party that has done nothing itself: did those it came from? Whether it is bound, a person says."""
    before = [other for other in everyone if party.ref in other.successors]
    adopted = [other.name for other in before if _row(other, seen, (), text_hash).adopted]
    if not adopted:
        return Row(party, AdoptionState.IKKE_STARTET)
    told = f"{listed(adopted)} vedtok teksten før {party.name} ble til. Binder det {party.name}?"
    return Row(party, AdoptionState.UAVKLART, deviation=told)


def _telling(decisions: list[PartyDecision], text_hash: str) -> PartyDecision | None:
    """The treatment that tells where the party stands.

    A body's last word is its own; an adoption that stands is not undone by another body's word; and a
    meeting still to come tells only where nothing has been adopted.
    """
    held = sorted((d for d in decisions if d.outcome is not None), key=lambda d: d.on)
    last_words = list({decision.body: decision for decision in held}.values())
    standing = [d for d in last_words if _state(d, text_hash) is AdoptionState.VEDTATT]
    if standing:
        return max(standing, key=lambda d: d.on)
    latest = max(last_words, key=lambda d: d.on, default=None)
    coming = [d for d in decisions if d.outcome is None and (latest is None or d.on > latest.on)]
    return min(coming, key=lambda d: d.on, default=latest)


def _state(decision: PartyDecision, text_hash: str) -> AdoptionState:
    if decision.outcome not in _SETTLED:
        return _STILL_OPEN[decision.outcome]
    if decision.answer is Answer.INVALID:
        return AdoptionState.UGYLDIG
    if decision.outcome is Outcome.AVVIST:
        return AdoptionState.AVVIST
    if decision.outcome is Outcome.VEDTATT_MED_ENDRING or _other_text(decision, text_hash):
        return AdoptionState.VEDTATT_MED_ENDRING
    stands = decision.answer is Answer.VALID and decision.text_hash == text_hash
    return AdoptionState.VEDTATT if stands else AdoptionState.UAVKLART


def _other_text(decision: PartyDecision, text_hash: str) -> str:
    if decision.outcome is not Outcome.VEDTATT or not decision.text_hash or decision.text_hash == text_hash:
        return ""
    return "Vedtaket gjelder en annen tekst enn den som er lagt fram."


_SETTLED = (Outcome.VEDTATT, Outcome.VEDTATT_MED_ENDRING, Outcome.AVVIST)

_STILL_OPEN = {
    None: AdoptionState.BERAMMET,
    Outcome.UTSATT: AdoptionState.UTSATT,
    Outcome.RETURNERT: AdoptionState.RETURNERT,
    Outcome.TIL_ORIENTERING: AdoptionState.UAVKLART,
}
