"""Which body has given which power to whom, from when to when?"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, aliased

from decisions.delegations import Delegation
from decisions.named import Named
from decisions.periods import holds_on
from decisions.proposals import Kind, kind_of
from documents.kinds import ChangeClass
from registry.queries import bodies, parties
from registry.tables import BodyRow, CommunityRow, DecisionRow, DelegationRow

_FROM, _TO = aliased(BodyRow), aliased(BodyRow)


@dataclass(frozen=True, slots=True)
class DelegationView:
    """A delegation with both bodies, and the decision it was made by, where it is in the register."""

    row: DelegationRow
    giver: BodyRow
    receiver: BodyRow
    decision: DecisionRow | None

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """What it is about; none: everything."""
        return tuple(kind_of(word) for word in json.loads(self.row.kinds))

    @property
    def changes(self) -> tuple[ChangeClass, ...]:
        """Which classes of change; none: any."""
        return tuple(ChangeClass(word) for word in json.loads(self.row.changes))

    def holds_on(self, day: date) -> bool:
        """Is it in force that day?"""
        return holds_on(day, self.row.valid_from, self.row.valid_to)


def delegations(
    session: Session, community: CommunityRow, body: BodyRow | None = None
) -> Sequence[DelegationView]:
    """Every delegation there has been, the latest first; those to or from one body."""
    query = (
        select(DelegationRow, _FROM, _TO, DecisionRow)
        .join(_FROM, _FROM.id == DelegationRow.from_body_id)
        .join(_TO, _TO.id == DelegationRow.to_body_id)
        .outerjoin(DecisionRow, DecisionRow.id == DelegationRow.decision_id)
        .where(DelegationRow.community_id == community.id)
        .order_by(DelegationRow.id.desc())
    )
    if body is not None:
        query = query.where(or_(DelegationRow.from_body_id == body.id, DelegationRow.to_body_id == body.id))
    return [DelegationView(*found) for found in session.execute(query)]


def delegation_values(session: Session, community: CommunityRow) -> tuple[Delegation, ...]:
    """Every delegation as the knowledge packages know it, in the order they were recorded."""
    views = delegations(session, community)
    if not views:
        return ()
    values = bodies.body_values(session, community)
    owners = {party.ref: party for party in parties.party_values(session, community)}
    return tuple(
        Delegation(
            giver := values[view.giver.id],
            Named(body=view.receiver.ref),
            owners.get(giver.owner),
            view.kinds,
            view.changes,
            view.row.valid_from,
            view.row.valid_to,
            view.row.source,
        )
        for view in reversed(views)
    )
