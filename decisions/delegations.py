"""Power that one body has given another: for what, and from which day to which.

A rule may say that a body decides on delegated power. Such power must itself exist on the day of the meeting.
What the law keeps for a body itself («selv», helse- og omsorgstjenesteloven § 6-1) no delegation moves.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from decisions.bodies import Body
from decisions.named import Decider, Named
from decisions.parties import Party
from decisions.periods import holds_on
from decisions.proposals import Kind, Proposal
from documents.kinds import ChangeClass


@dataclass(frozen=True, slots=True)
class Delegation:
    """One body's resolution that another may decide in its place. Empty kinds or changes mean any."""

    from_body: Body
    to: Named
    owner: Party | None = None
    """The party whose body gives the power away."""
    kinds: tuple[Kind, ...] = ()
    changes: tuple[ChangeClass, ...] = ()
    valid_from: date | None = None
    valid_to: date | None = None
    """The last day."""
    source: str = ""
    """Where it is written: the case, or the rules of delegation."""

    def reaches(self, proposal: Proposal, body: Body, owner: Party | None) -> bool:
        """Does it give this body the power over such a proposal, on the days it holds?"""
        return (
            self.to.fits(body, owner)
            and (not self.kinds or proposal.kind in self.kinds)
            and (not self.changes or proposal.change in self.changes)
        )

    def holds_on(self, day: date) -> bool:
        """Was it in force that day?"""
        return holds_on(day, self.valid_from, self.valid_to)

    def is_from(self, decider: Decider) -> bool:
        """Is it one of the bodies this decider means that gives the power?"""
        return decider.who.fits(self.from_body, self.owner)

    @property
    def words(self) -> str:
        """The delegation inside a sentence: «kommunestyret i Granvik (PS 4/24)»."""
        return f"{self.from_body.name} ({self.source})" if self.source else self.from_body.name


def in_force_for(
    delegations: Iterable[Delegation], proposal: Proposal, body: Body, owner: Party | None, day: date
) -> tuple[Delegation, ...]:
    """The delegations that gave this body the power over such a proposal that day, in a fixed order."""
    held = (each for each in delegations if each.holds_on(day) and each.reaches(proposal, body, owner))
    return tuple(sorted(held, key=lambda each: (each.from_body.ref, each.words, repr(each))))
