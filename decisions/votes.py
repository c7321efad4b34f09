"""The vote as the minutes have it, of the whole body and of each side, and what counting it can answer.

A vote in a case where somebody was inhabil must be counted by the caller.
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


@dataclass(frozen=True, slots=True)
class BlocVotes:
    """How one side voted: the kommuner, or the trusts."""

    name: str
    for_: int
    against: int = 0
    abstained: int = 0

    def __post_init__(self) -> None:
        """Raise ImpossibleVotes for numbers below zero."""
        if min(self.for_, self.against, self.abstained) < 0:
            raise ImpossibleVotes("Et stemmetall kan ikke være mindre enn null.")

    @property
    def words(self) -> str:
        """The side's vote inside a sentence: «kommunene 4 for, 1 mot»."""
        abstained = f", {self.abstained} avholdende" if self.abstained else ""
        return f"{self.name} {self.for_} for, {self.against} mot{abstained}"


def whole_vote(votes: Votes | None, blocs: tuple[BlocVotes, ...]) -> Votes | None:
    """The vote of all: as it is recorded, else the sum of the sides; None where neither is known.

    Raises ImpossibleVotes where the sides do not add up to the vote, or one side is counted twice.
    """
    if not blocs:
        return votes
    names = [bloc.name for bloc in blocs]
    if twice := next((name for name in sorted(names) if names.count(name) > 1), ""):
        raise ImpossibleVotes(f"Stemmene til {twice} er ført to ganger.")
    summed = Votes(*(sum(getattr(bloc, field) for bloc in blocs) for field in _COUNTED))
    if votes is None:
        return summed
    if any(getattr(votes, field) != getattr(summed, field) for field in _COUNTED):
        told = "; ".join(sorted(bloc.words for bloc in blocs))
        raise ImpossibleVotes(f"Stemmene i alt er {votes.words}, men sidene for seg er {told}.")
    return votes


_COUNTED = ("for_", "against", "abstained")


class Result(StrEnum):
    """What the count shows."""

    VEDTATT = "vedtatt"
    FALT = "falt"
    IKKE_VEDTAKSFOR = "ikke vedtaksført"
    MANGLER_TALL = "mangler tall"
    UVISST = "uvisst"


@dataclass(frozen=True, slots=True)
class Tally:
    """What a count answers: the result, a whole sentence, its legal source, and what should be said aloud."""

    result: Result
    sentence: str
    source: str = ""
    link: str = ""
    remark: str = ""
