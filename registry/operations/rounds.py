"""A frozen version is laid before its parties; what happens with it there is noted, one step at a time.

Nothing noted is changed: a deadline that is moved is a new row, and so is every step. What was meant to be
otherwise is noted anew, and the last word of a kind counts.
"""

from datetime import date, datetime

from sqlalchemy.orm import Session

from decisions.rounds import RoundStep
from registry.permissions import Actor
from registry.tables import (
    CommunityRow,
    DocumentRow,
    PartyRow,
    RoundRow,
    RoundStepRow,
    VersionRow,
)


def start_round(
    session: Session,
    who: Actor,
    community: CommunityRow,
    document: DocumentRow,
    version: VersionRow,
    started_on: date,
    now: datetime,
    *,
    deadline: date | None = None,
) -> RoundRow:
    """Lay a frozen version before its parties, with the day they are asked to have decided by.

    Raises RuleSaysNo for a draft or a withdrawn version, AlreadyThere where the round has begun, BadInput for
    a day before the text was frozen or ahead of today, and for a deadline before the start.
    """
    raise NotImplementedError


def move_deadline(
    session: Session,
    who: Actor,
    community: CommunityRow,
    document: DocumentRow,
    version: VersionRow,
    deadline: date | None,
    reason: str,
    now: datetime,
) -> RoundRow:
    """Give the round another deadline, or none. The earlier one stands on boards of earlier days.

    Raises RuleSaysNo where no round has begun, BadInput for a deadline before the start.
    """
    raise NotImplementedError


def note_step(
    session: Session,
    who: Actor,
    community: CommunityRow,
    document: DocumentRow,
    version: VersionRow,
    party: PartyRow,
    step: RoundStep,
    happens_on: date,
    now: datetime,
    *,
    known_on: date | None = None,
    body: str = "",
    case_number: str = "",
    link: str = "",
    reason: str = "",
) -> RoundStepRow:
    """Note what happened with the version at one party. `known_on`, left out, is today.

    Raises RuleSaysNo for a version that is not frozen, BadInput for a party that is not in the round, a day
    before the text was frozen, a day ahead that is not a meeting's, and for BUNDET where those the party came
    after have not all adopted this very text.
    """
    raise NotImplementedError
