"""Who sits in a body, for whom, who may vote on the day, and what a seat gives in each part of the agenda.

Rights may differ from one part of the agenda to another: in some helsefellesskap a kommunedirektør votes in
the partnership's meeting and may only listen in the dialogue before it.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from decisions.periods import Period, holds_on, overlap
from decisions.words import listed

WHOLE_MEETING = ""
"""The part that is every part for which nothing else is said."""


@dataclass(frozen=True, slots=True)
class Rights:
    """What one may do in a meeting. `propose` is None where nobody has said."""

    speak: bool
    propose: bool | None
    vote: bool

    @property
    def words(self) -> str:
        """The rights inside a sentence: «taler og foreslår, men stemmer ikke»."""
        if self.vote and self.speak and self.propose is not False:
            return "taler, foreslår og stemmer" if self.propose else "taler og stemmer"
        does = [word for may, word in self._told if may]
        lacks = [word for may, word in self._told if may is False]
        if not does:
            return "følger møtet uten å tale, foreslå eller stemme"
        return f"{listed(does)}, men {listed(lacks)} ikke" if lacks else listed(does)

    @property
    def _told(self) -> tuple[tuple[bool | None, str], ...]:
        return (self.speak, "taler"), (self.propose, "foreslår"), (self.vote, "stemmer")


@dataclass(frozen=True, slots=True)
class Seat:
    """One person's place in one body. `speaks_for` is a party or a user organisation; refs throughout."""

    person: str
    body: str
    speaks_for: str
    role: str = "medlem"
    may_vote: bool = True
    """False: may speak, and perhaps propose, but not vote. A deputy's right counts once he steps in."""
    valid_from: date | None = None
    valid_to: date | None = None
    deputy_for: str = ""
    """The person whose place is taken in absence; empty for those who sit there themselves."""
    rights: tuple[tuple[str, Rights], ...] = ()
    """Where they differ from what a seat gives: by part of the agenda, WHOLE_MEETING for all of it."""

    def held_on(self, day: date) -> bool:
        """Was the seat held that day?"""
        return holds_on(day, self.valid_from, self.valid_to)

    @property
    def period(self) -> Period:
        """The days it is held."""
        return self.valid_from, self.valid_to

    def rights_in(self, part: str = WHOLE_MEETING) -> Rights:
        """What the seat gives in this part of the agenda."""
        return rights_in(part, dict(self.rights), self.may_vote)


def rights_in(part: str, said: Mapping[str, Rights], may_vote: bool) -> Rights:
    """What is said of the part; else of the whole meeting; else what every such seat gives.

    Every member may speak. One who votes may propose too; of others nobody knows until it is said.
    """
    usual = Rights(speak=True, propose=True if may_vote else None, vote=may_vote)
    return said.get(part) or said.get(WHOLE_MEETING) or usual


def voters(
    seats: Sequence[Seat], day: date, absent: Collection[str] = (), part: str = WHOLE_MEETING
) -> tuple[Seat, ...]:
    """Who may vote in the body that day, in this part of the agenda, when these people are absent?

    Takes the seats of one body, deputies in the order they are called. A deputy who is called votes in
    the absent member's place; nobody votes twice.
    """
    held = [seat for seat in seats if seat.held_on(day) and seat.rights_in(part).vote]
    deputies = [seat for seat in held if seat.deputy_for and seat.person not in absent]
    members = [seat for seat in held if not seat.deputy_for]
    voting = {seat.person: seat for seat in members if seat.person not in absent}
    for person in dict.fromkeys(seat.person for seat in members if seat.person in absent):
        called = (seat for seat in deputies if seat.deputy_for == person and seat.person not in voting)
        if deputy := next(called, None):
            voting[deputy.person] = deputy
    return tuple(voting.values())


def held_twice(seat: Seat, others: Iterable[Seat]) -> Seat | None:
    """The seat that the same person has in the same body on some of the same days; None for no such seat.

    A member is nobody's deputy in the same body: whoever sits there cannot be called in as well. One who is
    deputy for several members is called for one of them at a time, so that is no double seat.
    """
    mine = (each for each in others if (each.person, each.body) == (seat.person, seat.body))
    same_days = (each for each in mine if overlap(each.period, seat.period))
    deputy_for_others = (
        each
        for each in same_days
        if not (each.deputy_for and seat.deputy_for and each.deputy_for != seat.deputy_for)
    )
    return next(deputy_for_others, None)
