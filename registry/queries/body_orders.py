"""How does a body work on a day: its mandate, how often it meets, who leads it, and for how long?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from decisions.leading import Leader, Leadership, Order, leadership, leads
from registry.permissions import Actor
from registry.queries import bodies
from registry.queries.bodies import SeatView
from registry.tables import BodyOrderRow, BodyRow, DocumentRow


@dataclass(frozen=True, slots=True)
class OrderView:
    """How a body works from a day on, with the document that is its mandate."""

    row: BodyOrderRow
    mandate: DocumentRow | None


def orders(session: Session, row: BodyRow) -> list[OrderView]:
    """All that was ever said of how the body works, the earliest first."""
    found = session.execute(
        select(BodyOrderRow, DocumentRow)
        .outerjoin(DocumentRow, DocumentRow.id == BodyOrderRow.mandate_id)
        .where(BodyOrderRow.body_id == row.id)
    )
    views = [OrderView(order, mandate) for order, mandate in found]
    return sorted(views, key=lambda view: view.row.valid_from or date.min)


def order_of(views: Sequence[OrderView], on: date) -> OrderView | None:
    """What is said of that day: the latest that had begun; None where nothing is."""
    begun = [each for each in views if (each.row.valid_from or date.min) <= on]
    return begun[-1] if begun else None


def led(
    session: Session,
    row: BodyRow,
    on: date,
    who: Actor,
    today: date,
    known: Sequence[OrderView] | None = None,
) -> Leadership:
    """Who leads the body that day, who led before, and has the leadership gone over as the order says?

    The names are as this reader sees them today.
    """
    said = orders(session, row) if known is None else known
    return leadership(
        [_leader(view, who, today) for view in bodies.all_seats(session, row) if _leads(view)],
        [Order(each.row.lead_years, each.row.valid_from, each.row.source) for each in said],
        on,
    )


def _leads(view: SeatView) -> bool:
    return view.member is None and leads(view.row.role)


def _leader(view: SeatView, who: Actor, today: date) -> Leader:
    shown = view.name_for(who, today) or f"En som talte for {view.speaks_for}"
    return Leader(shown, view.speaks_for, view.side, view.row.valid_from, view.row.valid_to)
