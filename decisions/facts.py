"""The facts of one decision, as the minutes have them: what `judge` is given."""

import re
from dataclasses import dataclass
from datetime import date

from decisions.bodies import Body
from decisions.outcomes import Act, Outcome, Reservation
from decisions.parties import Party
from decisions.proposals import Proposal
from decisions.votes import Votes

NOT_EXACT = frozenset({"draft", "utkast", "latest", "siste"})
"""Names of versions that mean another text tomorrow."""


@dataclass(frozen=True, slots=True)
class PriorTreatment:
    """What another body did with the same matter before."""

    body: Body
    act: Act
    outcome: Outcome
    on: date
    text_hash: str = ""
    """The text it treated; empty where nobody recorded it."""
    owner: Party | None = None


@dataclass(frozen=True, slots=True)
class DecisionFacts:
    """One body's decision in one meeting on one exact text."""

    proposal: Proposal
    body: Body
    on: date
    act: Act = Act.VEDTAR
    outcome: Outcome = Outcome.VEDTATT
    owner: Party | None = None
    """The party whose body it is; None for joint bodies."""
    version: str = ""
    """The version as people write it: «retningslinje-5@2025.1»."""
    text_hash: str = ""
    """SHA-256 of the canonical text that was decided on. Without it no decision is VALID."""
    votes: Votes | None = None
    reservation: Reservation | None = None
    prior: tuple[PriorTreatment, ...] = ()
    case: str = ""

    @property
    def body_name(self) -> str:
        """What the body was called that day."""
        return self.body.name_on(self.on)

    @property
    def names_exact_text(self) -> bool:
        """Is it certain which words were decided on? A matter without a text needs none."""
        if not self.proposal.has_text:
            return True
        return is_text_hash(self.text_hash) and self.version.rpartition("@")[2] not in NOT_EXACT


def is_text_hash(text: str) -> bool:
    """Is this a SHA-256 in the form the register writes: 64 of 0-9 and a-f?"""
    return re.fullmatch("[0-9a-f]{64}", text) is not None
