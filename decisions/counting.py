"""Which counting rule applies to this body under this clause, and what does it say?"""

from decisions.bodies import Body, BodyKind
from decisions.parties import Party, PartyKind
from decisions.rules import Mode, owner_kind
from decisions.votes import (
    HELSEFORETAKSLOVEN_26_27,
    KOMMUNELOVEN_11_9,
    UNKNOWN_QUORUM,
    Quorum,
    Result,
    Tally,
    Threshold,
    Votes,
    board_count,
    kommunal_count,
    majority_count,
    quorum_count,
    unanimous_count,
)

_OF_HELSEFORETAKSLOVEN = {PartyKind.HELSEFORETAK, PartyKind.REGIONALT_HELSEFORETAK}
_ALL_OF_THEM = {Threshold.ENSTEMMIG, Threshold.KONSENSUS}


def law_of(kind: BodyKind | None, of: PartyKind | None) -> tuple[str, str] | None:
    """The law that says how such a body votes, as name and link; None for joint bodies and others."""
    if kind in {BodyKind.KOMMUNESTYRE, BodyKind.FORMANNSKAP}:
        return KOMMUNELOVEN_11_9
    if kind is BodyKind.STYRE and of in _OF_HELSEFORETAKSLOVEN:
        return HELSEFORETAKSLOVEN_26_27
    return None


def count(votes: Votes | None, body: Body, owner: Party | None, mode: Mode) -> Tally:
    """Was the body quorate, and did the proposal carry?

    A body under a law needs its numbers. A joint body whose clause is silent is taken at the minutes' word
    when there are no numbers, and that is said.
    """
    law = law_of(body.kind, owner_kind(body, owner))
    if law is None and mode.threshold is Threshold.LOVBESTEMT:
        return Tally(
            Result.UVISST, "Bestemmelsen viser til loven, men ingen lov sier hvordan dette organet stemmer."
        )
    if votes is None:
        return _uncounted(law, mode)
    if law is not None:
        tally = kommunal_count(votes) if law is KOMMUNELOVEN_11_9 else board_count(votes)
    else:
        tally = quorum_count(votes, mode.quorum)
    if tally.result is not Result.VEDTATT:
        return tally
    return _under_clause(votes, mode, tally, by_law=law is not None)


def demands(kind: BodyKind | None, of: PartyKind | None, mode: Mode) -> str:
    """The majority and quorum that are asked for, as a whole sentence."""
    if mode.threshold in _ALL_OF_THEM:
        return "Vedtaket må være enstemmig."
    if mode.threshold is Threshold.KONSENSUS_PER_BLOKK:
        return "Det må være enighet både blant kommunene og i helseforetaket."
    match law_of(kind, of):
        case law if law is KOMMUNELOVEN_11_9:
            return (
                "Minst halvparten av medlemmene må være til stede og stemme, og flertallet av stemmene "
                "avgjør (kommuneloven § 11-9)."
            )
        case law if law is HELSEFORETAKSLOVEN_26_27:
            return (
                "Mer enn halvparten av styret må møte, flertallet av de møtende avgjør, og flertallet må "
                "være mer enn en tredel av hele styret (helseforetaksloven §§ 26 og 27)."
            )
    return f"{_majority_words(mode)} {_quorum_words(mode)}"


def _under_clause(votes: Votes, mode: Mode, quorate: Tally, *, by_law: bool) -> Tally:
    match mode.threshold:
        case Threshold.ENSTEMMIG | Threshold.KONSENSUS:
            return _with_remark(unanimous_count(votes, mode.abstention), quorate.remark)
        case Threshold.KONSENSUS_PER_BLOKK:
            return Tally(Result.UVISST, "Stemmene er ikke ført for hver blokk. Var det enighet i begge?")
    if by_law:
        return quorate
    silent = "" if mode.threshold is Threshold.FLERTALL else UNKNOWN_MAJORITY
    return _with_remark(majority_count(votes), f"{quorate.remark} {silent}".strip())


def _uncounted(law: tuple[str, str] | None, mode: Mode) -> Tally:
    silent = mode.threshold is Threshold.IKKE_OPPGITT and mode.quorum is Quorum.IKKE_OPPGITT
    if law is None and silent:
        remark = f"Stemmetallene er ikke ført inn. {UNKNOWN_QUORUM} {UNKNOWN_MAJORITY}"
        return Tally(Result.VEDTATT, "", remark=remark)
    source, link = law or ("", "")
    return Tally(Result.MANGLER_TALL, "Stemmetallene mangler.", source, link)


def _with_remark(tally: Tally, remark: str) -> Tally:
    return Tally(tally.result, tally.sentence, tally.source, tally.link, remark)


UNKNOWN_MAJORITY = "Bestemmelsen sier ikke hvor stort flertall som kreves."


def _majority_words(mode: Mode) -> str:
    return "Flertallet av stemmene avgjør." if mode.threshold is Threshold.FLERTALL else UNKNOWN_MAJORITY


def _quorum_words(mode: Mode) -> str:
    if mode.quorum is Quorum.IKKE_OPPGITT:
        return UNKNOWN_QUORUM
    return f"{mode.quorum.value.capitalize()} av medlemmene må møte."
