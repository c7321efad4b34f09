"""Where does one party stand with the text, on the day its dossier is of?"""

from dataclasses import dataclass, replace
from datetime import date

from decisions.adopting.dossiers import Dossier
from decisions.adopting.next_move import next_move
from decisions.adopting.steps import Step, last_of, meeting_that_is_set
from decisions.adopting.treatments import (
    OTHER_TEXT,
    AdoptionState,
    PartyDecision,
    is_of_another_text,
    state_of,
)
from decisions.parties import Party
from decisions.rounds import RoundStep
from decisions.words import begun, day_in_words, ended, listed

_ON_THE_WAY = (
    (RoundStep.INNSTILT, AdoptionState.INNSTILT),
    (RoundStep.I_UTVALG, AdoptionState.I_UTVALG),
    (RoundStep.SENDT, AdoptionState.SENDT),
)
"""The steps before a meeting is set, the one nearest to it first."""

_WAITING_FOR_A_NEW_MEETING = (AdoptionState.UTSATT, AdoptionState.RETURNERT)


@dataclass(frozen=True, slots=True)
class Row:
    """One party on the board."""

    party: Party
    state: AdoptionState
    body: str = ""
    case: str = ""
    on: date | None = None
    """The day of what tells where it stands; for one that has adopted, the day it did."""
    text_hash: str = ""
    deviation: str = ""
    signed: bool = False
    next_meeting: date | None = None
    """The meeting that is set; a day that is past where nobody has recorded what came of it."""
    next_body: str = ""
    next_case: str = ""
    certified_by: str = ""
    """Who has vouched for the decision."""
    link: str = ""
    """Where the minutes or the paper are."""
    decision: str = ""
    """The ref of the decision it rests on."""
    recommended: str = ""
    """What was recommended, by whom, in a sentence."""
    steps: tuple[Step, ...] = ()
    """What happened short of a decision, in the order it became known."""
    note: str = ""
    """What must happen now, in sentences; empty for a party that has adopted."""
    counts_from: date | None = None
    """The day its adoption counts from: the day it adopted, or the day a person's answer was known."""
    bound_by: str = ""
    """For a party that is bound by what others adopted before it: by whom, and who said so."""

    @property
    def adopted(self) -> bool:
        """Has the party adopted this very text?"""
        return self.state.adopted

    def to_dict(self) -> dict[str, object]:
        """The row as a plain table; the names are stable (docs/rules.md)."""
        return {
            "party": self.party.ref,
            "name": self.party.name,
            "state": self.state.value,
            "adopted": self.adopted,
            "body": self.body,
            "case": self.case,
            "date": _iso(self.on),
            "text_hash": self.text_hash,
            "deviation": self.deviation,
            "signed": self.signed,
            "next_meeting": _iso(self.next_meeting),
            "next_body": self.next_body,
            "next_case": self.next_case,
            "certified_by": self.certified_by,
            "link": self.link,
            "decision": self.decision,
            "recommended": self.recommended,
            "steps": [step.to_dict() for step in self.steps],
            "note": self.note,
            "counts_from": _iso(self.counts_from),
            "bound_by": self.bound_by,
        }


def row_of(dossier: Dossier, on: date) -> Row:
    """Where the party stands, with what must happen now."""
    row = _standing(dossier, on)
    note = "" if row.adopted else next_move(row.state, dossier, on)
    return replace(row, steps=dossier.steps, recommended=_recommended(dossier), note=note)


def _standing(dossier: Dossier, on: date) -> Row:
    own = dossier.telling
    if own is not None:
        return _after(own, dossier)
    coming = _before_a_decision(dossier)
    if not dossier.before or coming.state is AdoptionState.BERAMMET:
        return coming
    return _after_others(dossier, coming, on)


def _after(own: PartyDecision, dossier: Dossier) -> Row:
    """Its own treatment tells; a meeting that is set after it opens the case again only where it waits."""
    state = state_of(own, dossier.text_hash)
    row = Row(
        dossier.party,
        state,
        own.body,
        own.case,
        own.on,
        own.text_hash,
        _deviation(own, dossier.text_hash),
        certified_by=own.certified_by,
        link=own.link,
        decision=own.ref,
        counts_from=own.on if state.adopted else None,
    )
    meeting = meeting_that_is_set(dossier.steps)
    if state.adopted or meeting is None or meeting.happens_on <= own.on:
        return row
    if state in _WAITING_FOR_A_NEW_MEETING:
        return _scheduled(dossier.party, meeting)
    return _with_meeting(row, meeting)


def _deviation(own: PartyDecision, text_hash: str) -> str:
    told = [own.deviation, own.difference, OTHER_TEXT if is_of_another_text(own, text_hash) else ""]
    return " ".join(words for words in told if words)


def _before_a_decision(dossier: Dossier) -> Row:
    """No body of the party has treated it as one that decides: how near is it?"""
    if meeting := meeting_that_is_set(dossier.steps):
        return _scheduled(dossier.party, meeting)
    if given := dossier.recommendation:
        return Row(
            dossier.party,
            AdoptionState.INNSTILT,
            given.body,
            given.case,
            given.on,
            given.text_hash,
            link=given.link,
            certified_by=given.certified_by,
        )
    for sort, state in _ON_THE_WAY:
        if step := last_of(dossier.steps, sort):
            return Row(dossier.party, state, step.body, step.case, step.happens_on, link=step.link)
    return Row(dossier.party, AdoptionState.IKKE_STARTET)


def _scheduled(party: Party, meeting: Step) -> Row:
    row = Row(
        party, AdoptionState.BERAMMET, meeting.body, meeting.case, meeting.happens_on, link=meeting.link
    )
    return _with_meeting(row, meeting)


def _with_meeting(row: Row, meeting: Step) -> Row:
    return replace(row, next_meeting=meeting.happens_on, next_body=meeting.body, next_case=meeting.case)


def _after_others(dossier: Dossier, coming: Row, on: date) -> Row:
    """A party that has not decided itself: did those it came from? Whether it is bound, a person says."""
    earlier = [row_of(each, on) for each in dossier.before]
    adopted = [row for row in earlier if row.adopted]
    answer = dossier.answer_about_before
    if answer is not None and answer.step is RoundStep.MA_VEDTA:
        return coming
    if answer is not None and len(adopted) == len(earlier):
        return _bound(dossier, adopted, answer)
    if not adopted:
        return coming
    names = listed(row.party.name for row in adopted)
    name = dossier.party.name
    told = f"{names} vedtok teksten før {name} ble til. Binder det {name}?"
    return replace(coming, state=AdoptionState.UAVKLART, deviation=told)


def _bound(dossier: Dossier, adopted: list[Row], answer: Step) -> Row:
    """Bound by what its predecessors adopted: entered when the last of them did, counted from the answer."""
    last = max(adopted, key=lambda row: row.on or date.min)
    with_remark = any(row.state is AdoptionState.VEDTATT_MED_MERKNAD for row in adopted)
    names = listed(row.party.name for row in adopted)
    told = (
        f"{names} vedtok teksten før {dossier.party.name} ble til. "
        f"Det er sagt {day_in_words(answer.known_on)} at det binder {dossier.party.name}."
    )
    return replace(
        last,
        party=dossier.party,
        state=AdoptionState.VEDTATT_MED_MERKNAD if with_remark else AdoptionState.VEDTATT,
        deviation=" ".join(row.deviation for row in adopted if row.deviation),
        counts_from=max([answer.known_on, *(row.counts_from for row in adopted if row.counts_from)]),
        bound_by=ended(f"{told} Grunnen er: {answer.reason}") if answer.reason else told,
        signed=False,
    )


def _recommended(dossier: Dossier) -> str:
    """What a body of the party recommended, as its record or the note of it says."""
    given, noted = dossier.recommendation, last_of(dossier.steps, RoundStep.INNSTILT)
    if given is not None and given.outcome is not None and (noted is None or noted.happens_on <= given.on):
        return f"{begun(given.body)} innstilte {day_in_words(given.on)}: {given.outcome.value}."
    if noted is None:
        return ""
    told = f"{begun(noted.body or 'et utvalg')} innstilte {day_in_words(noted.happens_on)}"
    return ended(f"{told}: {noted.reason}") if noted.reason else f"{told}."


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
