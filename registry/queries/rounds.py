"""A version on its way through its parties: since when, until when, and what happened on the way."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from decisions.adopting.steps import Step
from registry import clock
from registry.tables import PartyRow, RoundRow, RoundStepRow, VersionRow


@dataclass(frozen=True, slots=True)
class RoundView:
    """The round of a version as it was known on a day."""

    started_on: date
    deadline: date | None
    """As it was set, or last moved, by that day."""
    reason: str
    """Why the deadline was moved; empty where it was not."""
    said_by: str

    def to_dict(self) -> dict[str, object]:
        """The round as a plain table; the names are stable (docs/rules.md)."""
        return {
            "started_on": self.started_on.isoformat(),
            "deadline": self.deadline.isoformat() if self.deadline else None,
            "reason": self.reason,
            "said_by": self.said_by,
        }


def round_of(session: Session, version: VersionRow, on: date) -> RoundView | None:
    """The round of this version as it was known that day; None where none had begun.

    What is said of a round that began earlier counts from the day it was said; the first word of it, from the
    day the round began.
    """
    known = [each for each in rounds_of(session, version) if each.started_on <= on]
    said = [each for each in known if each is known[0] or clock.day_of(each.said_at) <= on]
    if not said:
        return None
    last = said[-1]
    return RoundView(last.started_on, last.deadline, last.reason, last.said_by)


def rounds_of(session: Session, version: VersionRow) -> Sequence[RoundRow]:
    """Everything that was said of the round: its beginning, and each time the deadline was moved."""
    return session.scalars(
        select(RoundRow).where(RoundRow.version_id == version.id).order_by(RoundRow.id)
    ).all()


def steps(session: Session, version: VersionRow, on: date) -> tuple[Step, ...]:
    """What had happened with the version at its parties, as it was known that day."""
    found = session.execute(
        select(*_TOLD, PartyRow.ref)
        .join(PartyRow, PartyRow.id == RoundStepRow.party_id)
        .where(RoundStepRow.version_id == version.id, RoundStepRow.known_on <= on)
        .order_by(RoundStepRow.known_on, RoundStepRow.id)
    )
    return tuple(
        Step(
            row.ref,
            row.step,
            row.happens_on,
            row.known_on,
            row.body,
            row.case_number,
            row.link,
            row.reason,
        )
        for row in found
    )


_TOLD = (
    RoundStepRow.step,
    RoundStepRow.happens_on,
    RoundStepRow.known_on,
    RoundStepRow.body,
    RoundStepRow.case_number,
    RoundStepRow.link,
    RoundStepRow.reason,
)
"""The columns that tell of a step: a round may have thousands."""
