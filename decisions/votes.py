"""Was the body quorate, and did the vote carry? Each rule answers with its source.

Law: kommuneloven § 11-9 and helseforetaksloven §§ 26-27. Joint bodies (PSU, ASU) are neither folkevalgte
organer nor boards, so no law gives them quorum or majority: only the agreement can, and where it is silent
that is said aloud. A vote in a case where somebody was inhabil must be counted by the caller.
"""

from dataclasses import dataclass
from enum import StrEnum


class ImpossibleVotes(ValueError):
    """The numbers contradict each other."""


@dataclass(frozen=True, slots=True)
class Votes:
    """The vote as the minutes have it. None means that the minutes do not say."""

    for_: int
    against: int
    abstained: int = 0
    present: int | None = None
    members: int | None = None
    chair_for: bool | None = None

    def __post_init__(self) -> None:
        """Raise ImpossibleVotes when two of the numbers cannot both be right."""
        if min(self.for_, self.against, self.abstained, self.present or 0, self.members or 0) < 0:
            raise ImpossibleVotes("Et stemmetall kan ikke være mindre enn null.")
        taken = self.for_ + self.against + self.abstained
        if self.present is not None and taken > self.present:
            raise ImpossibleVotes(f"Det er talt {taken} stemmer, men bare {self.present} var til stede.")
        most = taken if self.present is None else self.present
        if self.members is not None and most > self.members:
            raise ImpossibleVotes(f"{most} deltok, men organet har bare {self.members} medlemmer.")
        if (self.chair_for and not self.for_) or (self.chair_for is False and not self.against):
            raise ImpossibleVotes("Møtelederen skal ha stemt, men ingen stemte slik møtelederen gjorde.")

    @property
    def not_cast(self) -> int:
        """How many attended without voting for or against, as far as the numbers tell?"""
        return max(self.abstained, (self.present or 0) - self.for_ - self.against)

    @property
    def words(self) -> str:
        """The vote inside a sentence: «7 for, 1 mot, 1 avholdende»."""
        abstained = f", {self.abstained} avholdende" if self.abstained else ""
        return f"{self.for_} for, {self.against} mot{abstained}"


class Threshold(StrEnum):
    """How large a majority does a mandate clause ask for?"""

    LOVBESTEMT = "lovbestemt"
    FLERTALL = "flertall"
    ENSTEMMIG = "enstemmig"
    KONSENSUS = "konsensus"
    KONSENSUS_PER_BLOKK = "konsensus i hver blokk"
    IKKE_OPPGITT = "ikke oppgitt"


class Quorum(StrEnum):
    """How many of the members must attend?"""

    MINST_HALVPARTEN = "minst halvparten"
    MER_ENN_HALVPARTEN = "mer enn halvparten"
    MINST_TO_TREDELER = "minst to tredeler"
    IKKE_OPPGITT = "ikke oppgitt"

    def met(self, present: int, members: int) -> bool:
        """Are so many enough? Where the quorum is not given, no number is too small."""
        match self:
            case Quorum.MINST_HALVPARTEN:
                return present * 2 >= members
            case Quorum.MER_ENN_HALVPARTEN:
                return present * 2 > members
            case Quorum.MINST_TO_TREDELER:
                return present * 3 >= members * 2
            case Quorum.IKKE_OPPGITT:
                return True


class Abstention(StrEnum):
    """What does one who attends without voting do to unanimity?"""

    TELLER_IKKE = "teller ikke"
    TELLER_MOT = "teller mot"
    IKKE_OPPGITT = "ikke oppgitt"


class Result(StrEnum):
    """What the count shows."""

    VEDTATT = "vedtatt"
    FALT = "falt"
    IKKE_VEDTAKSFOR = "ikke vedtaksført"
    MANGLER_TALL = "mangler tall"
    UVISST = "uvisst"


@dataclass(frozen=True, slots=True)
class Tally:
    """The answer of a counting rule: result, a whole sentence, its source, and what should be said aloud."""

    result: Result
    sentence: str
    source: str = ""
    link: str = ""
    remark: str = ""


KOMMUNELOVEN_11_9 = ("kommuneloven § 11-9", "https://lovdata.no/lov/2018-06-22-83/§11-9")
HELSEFORETAKSLOVEN_26_27 = ("helseforetaksloven §§ 26 og 27", "https://lovdata.no/lov/2001-06-15-93/§26")


def kommunal_count(votes: Votes) -> Tally:
    """Did a folkevalgt organ decide? Law: kommuneloven § 11-9.

    At least half of the members must have been present *and have voted*; the majority of the votes cast
    decides; on a tie the chair's vote does.
    """
    if votes.members is None:
        return _by(KOMMUNELOVEN_11_9, Result.MANGLER_TALL, "Antallet medlemmer i organet mangler.")
    cast = votes.for_ + votes.against
    if cast * 2 < votes.members:
        sentence = f"Bare {cast} av {votes.members} medlemmer stemte, og det er færre enn halvparten."
        return _by(KOMMUNELOVEN_11_9, Result.IKKE_VEDTAKSFOR, sentence)
    return _by(KOMMUNELOVEN_11_9, _majority(votes), _counted(votes))


def board_count(votes: Votes) -> Tally:
    """Did the board of a health trust decide? Law: helseforetaksloven §§ 26-27.

    More than half of all members must attend; the majority of those attending decides; on a tie the chair's
    vote does; and those in favour must be more than a third of all members.
    """
    if votes.members is None or votes.present is None:
        sentence = "Antallet medlemmer i styret, eller hvor mange som møtte, mangler."
        return _by(HELSEFORETAKSLOVEN_26_27, Result.MANGLER_TALL, sentence)
    if votes.present * 2 <= votes.members:
        sentence = (
            f"Bare {votes.present} av {votes.members} styremedlemmer møtte; mer enn halvparten må møte."
        )
        return _by(HELSEFORETAKSLOVEN_26_27, Result.IKKE_VEDTAKSFOR, sentence)
    result = _majority(votes)
    if result is Result.VEDTATT and votes.for_ != votes.against and votes.for_ * 2 <= votes.present:
        sentence = f"{votes.for_} av {votes.present} møtende er ikke et flertall av dem som møtte."
        return _by(HELSEFORETAKSLOVEN_26_27, Result.FALT, sentence)
    if result is Result.VEDTATT and votes.for_ * 3 <= votes.members:
        sentence = f"{votes.for_} for er ikke mer enn en tredel av alle {votes.members} styremedlemmer."
        return _by(HELSEFORETAKSLOVEN_26_27, Result.FALT, sentence)
    return _by(HELSEFORETAKSLOVEN_26_27, result, _counted(votes))


def unanimous_count(votes: Votes, abstention: Abstention) -> Tally:
    """Was everybody for? One who attends without voting counts as the clause says, or raises a question."""
    if votes.against or not votes.for_:
        return Tally(Result.FALT, f"Avstemningen var ikke enstemmig ({votes.words}).")
    if not votes.not_cast or abstention is Abstention.TELLER_IKKE:
        return Tally(Result.VEDTATT, f"Avstemningen var enstemmig ({votes.words}).")
    if abstention is Abstention.TELLER_MOT:
        return Tally(Result.FALT, "En som lar være å stemme, bryter enstemmigheten etter denne bestemmelsen.")
    question = (
        f"{votes.not_cast} stemte ikke, og bestemmelsen sier ikke om vedtaket da er enstemmig. Er det det?"
    )
    return Tally(Result.UVISST, question)


def majority_count(votes: Votes) -> Tally:
    """Were more for than against? Neither law nor clause gives a joint body's chair a casting vote."""
    if votes.for_ == votes.against:
        question = (
            "Stemmene sto likt, og bestemmelsen sier ikke om møtelederens stemme avgjør. Er det vedtatt?"
        )
        return Tally(Result.UVISST, question)
    return Tally(Result.VEDTATT if votes.for_ > votes.against else Result.FALT, _counted(votes))


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


UNKNOWN_QUORUM = "Bestemmelsen sier ikke hvor mange som må møte for at organet skal kunne gjøre vedtak."


def _majority(votes: Votes) -> Result:
    if votes.for_ != votes.against:
        return Result.VEDTATT if votes.for_ > votes.against else Result.FALT
    if votes.chair_for is None:
        return Result.MANGLER_TALL
    return Result.VEDTATT if votes.chair_for else Result.FALT


def _counted(votes: Votes) -> str:
    if votes.for_ != votes.against:
        return f"Avstemningen endte med {votes.words}."
    if votes.chair_for is None:
        return "Stemmene sto likt, og det mangler hva møtelederen stemte."
    return f"Stemmene sto likt ({votes.words}), og møtelederens stemme avgjorde."


def _by(law: tuple[str, str], result: Result, sentence: str) -> Tally:
    source, link = law
    return Tally(result, sentence, source, link)
