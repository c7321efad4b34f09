"""Who are parties, in which pairs, on which day?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from decisions.parties import Pair, Party, PartyKind
from decisions.periods import holds_on
from registry.errors import NotFound
from registry.queries.kept import WRITING, kept
from registry.tables import CommunityRow, PairRow, PartyRow, SuccessionRow


@dataclass(frozen=True, slots=True)
class PairView:
    """A pair with both its parties."""

    row: PairRow
    kommune: PartyRow
    foretak: PartyRow

    @property
    def told(self) -> str:
        """The two by name, as they stand in a sentence."""
        return f"{self.kommune.name} og {self.foretak.name}"


@kept(unmoved_by=WRITING)
def all_parties(session: Session, community: CommunityRow) -> Sequence[PartyRow]:
    """Every party there has been, by name."""
    return session.scalars(
        select(PartyRow).where(PartyRow.community_id == community.id).order_by(PartyRow.name)
    ).all()


def party(session: Session, community: CommunityRow, ref: str) -> PartyRow:
    """The party with this short name; raises NotFound."""
    row = session.scalars(
        select(PartyRow).where(PartyRow.community_id == community.id, PartyRow.ref == ref)
    ).first()
    if row is None:
        raise NotFound(f"Parten «{ref}» finnes ikke.", "", "Se listen over parter for de korte navnene.")
    return row


def parties_on(session: Session, community: CommunityRow, on: date) -> list[PartyRow]:
    """The parties that existed that day."""
    return [row for row in all_parties(session, community) if holds_on(on, row.valid_from, row.valid_to)]


def adopting_parties(session: Session, community: CommunityRow, on: date) -> tuple[Party, ...]:
    """Those who must adopt a text that is for all: kommuner and trusts that stand in a pair that day."""
    refs = {ref for pair in pairs(session, community, on) for ref in (pair.kommune.ref, pair.foretak.ref)}
    return tuple(value for value in party_values(session, community) if value.ref in refs)


@kept(unmoved_by=WRITING)
def party_values(session: Session, community: CommunityRow) -> tuple[Party, ...]:
    """Every party as the knowledge packages know it."""
    rows = all_parties(session, community)
    refs = {row.id: row.ref for row in rows}
    successions = session.scalars(
        select(SuccessionRow).where(SuccessionRow.community_id == community.id)
    ).all()
    after: dict[int, list[str]] = {}
    for each in successions:
        after.setdefault(each.predecessor_id, []).append(refs[each.successor_id])
    return tuple(
        Party(row.ref, row.name, row.kind, row.valid_from, row.valid_to, tuple(sorted(after.get(row.id, []))))
        for row in rows
    )


def pairs(session: Session, community: CommunityRow, on: date | None = None) -> list[PairView]:
    """The pairs, by the kommune's name; with `on`, those that stood that day."""
    return [
        view
        for view in _every_pair(session, community)
        if on is None or holds_on(on, view.row.valid_from, view.row.valid_to)
    ]


@kept(unmoved_by=WRITING)
def _every_pair(session: Session, community: CommunityRow) -> tuple[PairView, ...]:
    rows = {row.id: row for row in all_parties(session, community)}
    found = session.scalars(select(PairRow).where(PairRow.community_id == community.id))
    views = (PairView(pair, rows[pair.kommune_id], rows[pair.foretak_id]) for pair in found)
    return tuple(sorted(views, key=lambda view: (view.kommune.name, view.foretak.name)))


def pair_named(session: Session, community: CommunityRow, kommune: str, foretak: str) -> PairView:
    """The pair of these two, the latest where they were a pair twice; raises NotFound."""
    first, second = party(session, community, kommune), party(session, community, foretak)
    found = [
        view
        for view in pairs(session, community)
        if (view.kommune.id, view.foretak.id) == (first.id, second.id)
    ]
    if not found:
        raise NotFound(f"{first.name} og {second.name} er ikke et par.", "", "Se listen over par.")
    return max(found, key=lambda view: view.row.valid_from or date.min)


def pair_values(session: Session, community: CommunityRow) -> tuple[Pair, ...]:
    """Every pair as the knowledge packages know it."""
    return tuple(
        Pair(view.kommune.ref, view.foretak.ref, view.row.valid_from, view.row.valid_to)
        for view in pairs(session, community)
    )


def successors(session: Session, row: PartyRow) -> list[tuple[PartyRow, date]]:
    """Who came after this party, and from which day."""
    found = session.execute(
        select(PartyRow, SuccessionRow.from_day)
        .join(SuccessionRow, SuccessionRow.successor_id == PartyRow.id)
        .where(SuccessionRow.predecessor_id == row.id)
        .order_by(PartyRow.name)
    )
    return [(party_row, day) for party_row, day in found]


def predecessors(session: Session, row: PartyRow) -> list[tuple[PartyRow, date]]:
    """Whom this party came after, and from which day."""
    found = session.execute(
        select(PartyRow, SuccessionRow.from_day)
        .join(SuccessionRow, SuccessionRow.predecessor_id == PartyRow.id)
        .where(SuccessionRow.successor_id == row.id)
        .order_by(PartyRow.name)
    )
    return [(party_row, day) for party_row, day in found]


def is_kommune(row: PartyRow) -> bool:
    """Is the party a kommune?"""
    return row.kind is PartyKind.KOMMUNE
