"""Was the body quorate, and did the vote carry? By the law of the day for the bodies that have one.

Joint bodies (PSU, ASU) are neither folkevalgte organer nor boards, so no law gives them quorum or majority:
only the agreement can, and where it is silent that is said aloud.
"""

from collections.abc import Sequence
from datetime import date

from decisions.bodies import BodyKind
from decisions.facts import DecisionFacts
from decisions.modes import Abstention, CastingVote, Mode, Quorum, Threshold
from decisions.named import owner_kind
from decisions.parties import PartyKind
from decisions.votes import BlocVotes, Result, Tally, Votes
from decisions.voting_laws import MajorityOf, QuorumOf, VotingLaw, law_on, laws_of
from decisions.words import day_in_words

ALL_OF_THEM = frozenset({Threshold.ENSTEMMIG, Threshold.KONSENSUS, Threshold.KONSENSUS_PER_BLOKK})
"""Majorities that one vote against breaks."""


def count(facts: DecisionFacts, mode: Mode) -> Tally:
    """Was the body quorate, and did the proposal carry?

    A body under a law needs its numbers, and a day on which the law is known. A joint body whose clause is
    silent is taken at the minutes' word when there are no numbers, and that is said.
    """
    kind, of = facts.body.kind, owner_kind(facts.body, facts.owner)
    law = law_on(kind, of, facts.on)
    if law is None and (known := laws_of(kind, of)):
        return _before_the_first(known, facts)
    if law is None and mode.threshold is Threshold.LOVBESTEMT:
        return Tally(
            Result.UVISST, "Bestemmelsen viser til loven, men ingen lov sier hvordan dette organet stemmer."
        )
    votes = facts.vote
    if votes is None:
        return _uncounted(law, mode)
    tally = count_by_law(votes, law) if law else quorum_count(votes, mode.quorum)
    if tally.result is not Result.VEDTATT:
        return tally
    return _under_clause(votes, facts.blocs, mode, tally, by_law=law is not None)


def demands(kind: BodyKind | None, of: PartyKind | None, mode: Mode, day: date) -> str:
    """The majority and quorum that are asked for that day, as a sentence or two."""
    if mode.threshold is Threshold.KONSENSUS_PER_BLOKK:
        return "Det må være enighet både blant kommunene og i helseforetaket."
    if mode.threshold in ALL_OF_THEM:
        return "Vedtaket må være enstemmig."
    if law := law_on(kind, of, day):
        return f"{law.demand.removesuffix('.')} ({law.words})."
    if known := laws_of(kind, of):
        return _unknown_law(known, day)
    return f"{_majority_words(mode)} {_quorum_words(mode)}"


def count_by_law(votes: Votes, law: VotingLaw) -> Tally:
    """Did the body decide, as the law counts: quorum, majority, the chair's vote, the least share of all?"""
    took_part = votes.for_ + votes.against if law.quorum_of is QuorumOf.STEMT else votes.present
    if votes.members is None or took_part is None:
        lacks = "Antallet medlemmer i organet mangler, eller hvor mange som møtte."
        return _by(law, Result.MANGLER_TALL, lacks)
    told = f"{took_part} av {votes.members} medlemmer {_TOOK_PART[law.quorum_of]}"
    if not law.quorum.met(took_part, votes.members):
        return _by(law, Result.IKKE_VEDTAKSFOR, f"Bare {told}; loven krever {law.quorum.value}.")
    if votes.for_ == votes.against:
        return _tied(votes, law)
    if votes.for_ < votes.against:
        return _by(law, Result.FALT, f"Avstemningen endte med {votes.words}.")
    if law.majority_of is MajorityOf.MOTENDE and votes.for_ * 2 <= took_part:
        short = f"{votes.for_} av {took_part} møtende er ikke et flertall av dem som møtte."
        return _by(law, Result.FALT, short)
    return _by(law, *_enough_of_all(votes, votes.members, law), said=f"{told} ({votes.words})")


def unanimous_count(votes: Votes | BlocVotes, abstention: Abstention) -> Tally:
    """Was everybody for? One who attends without voting counts as the clause says, or raises a question."""
    if votes.against or not votes.for_:
        return Tally(Result.FALT, f"Avstemningen var ikke enstemmig ({votes.words}).")
    silent = votes.not_cast if isinstance(votes, Votes) else votes.abstained
    if not silent or abstention is Abstention.TELLER_IKKE:
        return Tally(Result.VEDTATT, f"Avstemningen var enstemmig ({votes.words}).")
    if abstention is Abstention.TELLER_MOT:
        return Tally(Result.FALT, "En som lar være å stemme, bryter enstemmigheten etter denne bestemmelsen.")
    question = f"{silent} stemte ikke, og bestemmelsen sier ikke om vedtaket da er enstemmig. Er det det?"
    return Tally(Result.UVISST, question)


def bloc_count(votes: Votes, blocs: Sequence[BlocVotes], abstention: Abstention) -> Tally:
    """Was there agreement within each side? Where the sides are not counted, only a vote against tells."""
    if votes.against:
        broken = [bloc.words for bloc in blocs if bloc.against] or [votes.words]
        return Tally(Result.FALT, f"Det var ikke enighet på begge sider ({'; '.join(sorted(broken))}).")
    if len(blocs) < len(("kommunene", "helseforetaket")):
        return Tally(Result.UVISST, "Stemmene er ikke ført for hver blokk. Var det enighet i begge?")
    sides = sorted(blocs, key=lambda bloc: bloc.name)
    tallies = [unanimous_count(bloc, abstention) for bloc in sides]
    for result in (Result.FALT, Result.UVISST):
        if found := next((tally for tally in tallies if tally.result is result), None):
            return found
    return Tally(Result.VEDTATT, f"Det var enighet på hver side ({'; '.join(side.words for side in sides)}).")


def majority_count(votes: Votes, casting: CastingVote) -> Tally:
    """Were more for than against? On a tie the clause says whether the chair's vote decides."""
    if votes.for_ != votes.against:
        carried = Result.VEDTATT if votes.for_ > votes.against else Result.FALT
        return Tally(carried, f"Avstemningen endte med {votes.words}.")
    match casting:
        case CastingVote.INGEN:
            return Tally(Result.FALT, f"Stemmene sto likt ({votes.words}), og ingen har dobbeltstemme.")
        case CastingVote.MOTELEDER:
            return Tally(*_by_the_chair(votes))
    question = "Stemmene sto likt, og bestemmelsen sier ikke om møtelederens stemme avgjør. Er det vedtatt?"
    return Tally(Result.UVISST, question)


def quorum_count(votes: Votes, quorum: Quorum) -> Tally:
    """Did enough members attend? Result VEDTATT means that the body could decide.

    An unknown quorum is a remark while at least half attended or the numbers are unknown; below that, a
    question.
    """
    if votes.present is None or votes.members is None:
        if quorum is Quorum.IKKE_OPPGITT:
            return Tally(Result.VEDTATT, "", remark=UNKNOWN_QUORUM)
        return Tally(Result.MANGLER_TALL, "Antallet medlemmer, eller hvor mange som møtte, mangler.")
    attended = f"{votes.present} av {votes.members} medlemmer møtte"
    if not quorum.met(votes.present, votes.members):
        return Tally(Result.IKKE_VEDTAKSFOR, f"{attended}; bestemmelsen krever {quorum.value}.")
    if quorum is not Quorum.IKKE_OPPGITT:
        return Tally(Result.VEDTATT, f"{attended}.")
    if votes.present * 2 < votes.members:
        return Tally(Result.UVISST, f"Bare {attended}. {UNKNOWN_QUORUM} Kunne organet gjøre vedtak?")
    return Tally(Result.VEDTATT, f"{attended}.", remark=UNKNOWN_QUORUM)


def _under_clause(
    votes: Votes, blocs: Sequence[BlocVotes], mode: Mode, quorate: Tally, *, by_law: bool
) -> Tally:
    match mode.threshold:
        case Threshold.ENSTEMMIG | Threshold.KONSENSUS:
            return _with_remark(unanimous_count(votes, mode.abstention), quorate.remark)
        case Threshold.KONSENSUS_PER_BLOKK:
            return _with_remark(bloc_count(votes, blocs, mode.abstention), quorate.remark)
    if by_law:
        return quorate
    silent = "" if mode.threshold is Threshold.FLERTALL else UNKNOWN_MAJORITY
    return _with_remark(majority_count(votes, mode.casting_vote), f"{quorate.remark} {silent}".strip())


def _uncounted(law: VotingLaw | None, mode: Mode) -> Tally:
    silent = mode.threshold is Threshold.IKKE_OPPGITT and mode.quorum is Quorum.IKKE_OPPGITT
    if law is None and silent:
        remark = f"Stemmetallene er ikke ført inn. {UNKNOWN_QUORUM} {UNKNOWN_MAJORITY}"
        return Tally(Result.VEDTATT, "", remark=remark)
    if law is None:
        return Tally(Result.MANGLER_TALL, "Stemmetallene mangler.")
    return _by(law, Result.MANGLER_TALL, "Stemmetallene mangler.")


def _tied(votes: Votes, law: VotingLaw) -> Tally:
    tied = majority_count(votes, law.casting_vote)
    if tied.result is not Result.VEDTATT or votes.members is None:
        return _by(law, tied.result, tied.sentence)
    return _by(law, *_enough_of_all(votes, votes.members, law), said=tied.sentence.removesuffix("."))


def _by_the_chair(votes: Votes) -> tuple[Result, str]:
    if votes.chair_for is None:
        return Result.MANGLER_TALL, "Stemmene sto likt, og det mangler hva møtelederen stemte."
    sentence = f"Stemmene sto likt ({votes.words}), og møtelederens stemme avgjorde."
    return Result.VEDTATT if votes.chair_for else Result.FALT, sentence


def _enough_of_all(votes: Votes, members: int, law: VotingLaw) -> tuple[Result, str]:
    share = law.more_than
    if share and votes.for_ * share.denominator <= members * share.numerator:
        few = f"{votes.for_} for er ikke mer enn {share} av alle {members} medlemmer."
        return Result.FALT, few
    return Result.VEDTATT, ""


def _by(law: VotingLaw, result: Result, sentence: str, said: str = "") -> Tally:
    """The answer under the law. What was enough is said aloud with the law that says so."""
    remark = f"{said}: nok etter {law.words}." if result is Result.VEDTATT else ""
    return Tally(result, sentence or f"{said}.", law.words, law.link, remark)


def _before_the_first(known: Sequence[VotingLaw], facts: DecisionFacts) -> Tally:
    return Tally(
        Result.UVISST,
        f"{_unknown_law(known, facts.on)} Var {facts.body_name} vedtaksført, og var det flertall?",
    )


def _unknown_law(known: Sequence[VotingLaw], day: date) -> str:
    first = min(known, key=lambda law: law.valid_from or date.min)
    since = (
        f"{first.words} gjelder her fra {day_in_words(first.valid_from)}" if first.valid_from else first.words
    )
    return f"Registeret har ingen lov om stemmetall for {day_in_words(day)}; {since}."


def _with_remark(tally: Tally, remark: str) -> Tally:
    return Tally(tally.result, tally.sentence, tally.source, tally.link, remark)


def _majority_words(mode: Mode) -> str:
    return "Flertallet av stemmene avgjør." if mode.threshold is Threshold.FLERTALL else UNKNOWN_MAJORITY


def _quorum_words(mode: Mode) -> str:
    if mode.quorum is Quorum.IKKE_OPPGITT:
        return UNKNOWN_QUORUM
    return f"{mode.quorum.value.capitalize()} av medlemmene må møte."


_TOOK_PART = {QuorumOf.STEMT: "stemte", QuorumOf.MOTT: "møtte"}
UNKNOWN_QUORUM = "Bestemmelsen sier ikke hvor mange som må møte for at organet skal kunne gjøre vedtak."
UNKNOWN_MAJORITY = "Bestemmelsen sier ikke hvor stort flertall som kreves."
