"""Who sits in a body, for whom, and who may vote on the day."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from decisions.periods import holds_on


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

    def held_on(self, day: date) -> bool:
        """Was the seat held that day?"""
        return holds_on(day, self.valid_from, self.valid_to)


def voters(seats: Sequence[Seat], day: date, absent: Collection[str] = ()) -> tuple[Seat, ...]:
    """Who may vote in the body that day, when these people are absent?

    Takes the seats of one body, deputies in the order they are called. A deputy who is called votes in
    the absent member's place; nobody votes twice.
    """
    held = [seat for seat in seats if seat.held_on(day) and seat.may_vote]
    deputies = [seat for seat in held if seat.deputy_for and seat.person not in absent]
    members = [seat for seat in held if not seat.deputy_for]
    voting = {seat.person: seat for seat in members if seat.person not in absent}
    for person in dict.fromkeys(seat.person for seat in members if seat.person in absent):
        called = (seat for seat in deputies if seat.deputy_for == person and seat.person not in voting)
        if deputy := next(called, None):
            voting[deputy.person] = deputy
    return tuple(voting.values())
