"""Who sat in a body, with the names that whoever reads may see (docs/choices/members-personal-data.md)."""

from datetime import date

from sqlalchemy.orm import Session

from documents.docx.papers import SeatHeld
from registry import clock
from registry.permissions import Actor
from registry.queries import bodies
from registry.tables import BodyRow

WITHHELD = "Navnet vises ikke"
"""What stands in a paper in place of a name that is not for its reader."""


def seats_held(session: Session, body: BodyRow, day: date, who: Actor) -> tuple[SeatHeld, ...]:
    """Who sat in the body that day, as a paper for this reader prints it."""
    today = clock.today()
    return tuple(
        SeatHeld(
            seat.name_for(who, today) or WITHHELD,
            seat.speaks_for,
            seat.row.role,
            seat.row.may_vote,
            seat.deputy_name(who, today) or (WITHHELD if seat.member else ""),
        )
        for seat in bodies.seats(session, body, day)
    )
