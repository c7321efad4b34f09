"""What must happen now at a party that has not adopted the text: a sentence or two for whoever follows it up.

That a changed text is a new offer, which the others must accept, is our reading of helse- og
omsorgstjenesteloven § 6-1 (https://lovdata.no/lov/2011-06-24-30/§6-1): each kommunestyre enters the one text.
"""

from datetime import date

from decisions.adopting.dossiers import Dossier
from decisions.adopting.steps import last_of, meeting_that_is_set
from decisions.adopting.treatments import AdoptionState, PartyDecision, is_unsorted
from decisions.outcomes import Outcome
from decisions.rounds import RoundStep
from decisions.words import begun, day_in_words, ended, listed


def next_move(state: AdoptionState, dossier: Dossier, on: date) -> str:
    """What must happen now, for a party in this state that day, in whole sentences."""
    own, meeting = dossier.telling, meeting_that_is_set(dossier.steps)
    if state is AdoptionState.BERAMMET and meeting is not None:
        return _before_the_meeting(meeting.happens_on, on)
    if own is None:
        told = (
            _about_those_before(dossier) if state is AdoptionState.UAVKLART else _on_the_way(state, dossier)
        )
        return " ".join(part for part in (_must_itself(dossier), told, _called_off(dossier)) if part)
    told = _after(state, own, dossier.party.name)
    if meeting is not None and meeting.happens_on > own.on:
        return f"{told} {_before_the_meeting(meeting.happens_on, on)}"
    return told


def _before_the_meeting(meeting: date, on: date) -> str:
    day = day_in_words(meeting)
    if meeting < on:
        return (
            f"Møtedagen {day} er over, og ingen har ført hva som skjedde. Hent protokollen, og før vedtaket."
        )
    return f"Møtet er {day}. Før vedtaket når det er gjort."


def _on_the_way(state: AdoptionState, dossier: Dossier) -> str:
    if state is AdoptionState.INNSTILT:
        return "Innstillingen er gitt. Før møtedagen i organet som vedtar."
    if state is AdoptionState.I_UTVALG:
        return "Et utvalg har saken. Før innstillingen, og møtedagen i organet som vedtar."
    if sent := last_of(dossier.steps, RoundStep.SENDT):
        day = day_in_words(sent.happens_on)
        return f"Sakspakken ble sendt {day}. Spør når saken kommer opp, og før møtedagen."
    return f"Det er ikke ført noe for {dossier.party.name}. Send sakspakken, og før at den er sendt."


def _must_itself(dossier: Dossier) -> str:
    answer = dossier.answer_about_before
    if answer is None or answer.step is not RoundStep.MA_VEDTA:
        return ""
    told = f"{dossier.party.name} må vedta teksten selv"
    return ended(f"{told}: {answer.reason}") if answer.reason else f"{told}."


def _called_off(dossier: Dossier) -> str:
    last = last_of(dossier.steps, RoundStep.BERAMMET, RoundStep.AVLYST)
    if last is None or last.step is not RoundStep.AVLYST:
        return ""
    return "Møtet som var satt, er avlyst, og det er ikke satt noe nytt."


def _about_those_before(dossier: Dossier) -> str:
    """Nobody has said whether the predecessors' adoption binds it, or it cannot be so."""
    name, answer = dossier.party.name, dossier.answer_about_before
    if answer is None:
        return f"Avgjør om det binder {name}, eller om {name} må vedta teksten selv."
    without = listed(each.party.name for each in dossier.before if not each.has_adopted)
    return (
        f"Det er sagt {day_in_words(answer.known_on)} at {name} er bundet, men {without} har ikke vedtatt "
        f"denne teksten. {name} må vedta den selv."
    )


def _after(state: AdoptionState, own: PartyDecision, name: str) -> str:
    """What follows a treatment in which the text was not adopted as it was laid before the body."""
    body, day = begun(own.body), day_in_words(own.on)
    if state is AdoptionState.UAVKLART:
        return _unclear(own)
    return {
        AdoptionState.VEDTATT_MED_ENDRING: (
            "En endret tekst er et nytt tilbud. Enten godtar de andre partene endringen, eller så vedtar "
            f"{name} teksten slik den ble lagt fram. Så lenge gjelder det som gjaldt før, for {name}."
        ),
        AdoptionState.AVVIST: (
            f"{body} sa nei {day}. Så lenge gjelder det som gjaldt før, for {name}. Avklar hva som skal til, "
            "og legg saken fram på nytt."
        ),
        AdoptionState.UTSATT: f"{body} utsatte saken {day}. Før den nye møtedagen.",
        AdoptionState.RETURNERT: (
            f"{body} sendte saken tilbake {day}. Svar på det som ble spurt om, og før den nye møtedagen."
        ),
        AdoptionState.UGYLDIG: (
            f"Vedtaket {day} er ugyldig og teller ikke. Se hvorfor på vedtakets side, og legg saken fram for "
            "det organet som kan vedta den."
        ),
    }[state]


def _unclear(own: PartyDecision) -> str:
    if own.outcome is Outcome.TIL_ORIENTERING:
        return (
            "Saken ble tatt til orientering, og det er ikke et vedtak. Be om at saken legges fram til vedtak."
        )
    if is_unsorted(own):
        return (
            "Teksten som kom tilbake, har andre ord enn den som ble lagt fram. Noen må si om forskjellen er "
            "redaksjonell, en merknad eller en endring."
        )
    return "Vedtaket kan ikke telle før det er avklart. Se på vedtakets side hva som mangler."
