"""The facts of one decision, as the minutes have them: what `judge` is given."""

import re
from dataclasses import dataclass
from datetime import date

from decisions.bodies import Body
from decisions.delegations import Delegation
from decisions.outcomes import Act, Evidence, Outcome, Procedure, Reservation
from decisions.parties import Party
from decisions.proposals import Proposal
from decisions.seats import Seat
from decisions.votes import BlocVotes, Votes, whole_vote

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
    returned_to: str = ""
    """The ref of the body it sent the case back to; empty where nobody recorded it."""
    case: str = ""


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
    blocs: tuple[BlocVotes, ...] = ()
    """How each side voted, where the minutes have it."""
    procedure: Procedure = Procedure.MOTE
    all_consent: bool | None = None
    """Did every member consent to written treatment? None where nobody recorded it."""
    delegations: tuple[Delegation, ...] = ()
    evidence: frozenset[Evidence] | None = None
    """The documents that exist; None where nobody has said."""
    seats: tuple[Seat, ...] = ()
    """The seats of the body, where they are known."""
    parties: tuple[Party, ...] = ()
    """Those who were parties, where a delegation from all of them is to be counted."""

    def __post_init__(self) -> None:
        """Raise ImpossibleVotes when the sides do not add up to the vote."""
        whole_vote(self.votes, self.blocs)

    @property
    def vote(self) -> Votes | None:
        """The vote of the whole body; None where nobody recorded it."""
        return self.votes or whole_vote(None, self.blocs)

    @property
    def body_name(self) -> str:
        """What the body was called that day."""
        return self.body.name_on(self.on)

    @property
    def names_exact_text(self) -> bool:
        """Is it certain which words were decided on? A matter without a text needs none."""
        if not self.proposal.has_text:
            return True
        return is_text_hash(self.text_hash) and not self.is_about_a_draft

    @property
    def is_about_a_draft(self) -> bool:
        """Is it about a version whose name means another text tomorrow?"""
        return self.version.rpartition("@")[2] in NOT_EXACT


def is_text_hash(text: str) -> bool:
    """Is this a SHA-256 in the form the register writes: 64 of 0-9 and a-f?"""
    return re.fullmatch("[0-9a-f]{64}", text) is not None
