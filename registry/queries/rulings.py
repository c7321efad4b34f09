"""What people have answered where the register could only ask."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.tables import DecisionRow, RulingRow


def rulings_of(session: Session, decision: DecisionRow) -> Sequence[RulingRow]:
    """Every ruling on this decision, the latest first. Only the first of them stands."""
    return session.scalars(
        select(RulingRow).where(RulingRow.decision_id == decision.id).order_by(RulingRow.id.desc())
    ).all()


def latest(session: Session, decision: DecisionRow) -> RulingRow | None:
    """The ruling that no later one replaces; None where nobody has ruled."""
    return next(iter(rulings_of(session, decision)), None)
