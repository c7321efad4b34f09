"""Which bodies are there, who sits in them, and what are they called on a day?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from decisions.bodies import Alias, Body
from decisions.periods import holds_on
from registry.errors import NotFound
from registry.tables import BodyAliasRow, BodyRow, CommunityRow, PartyRow, PersonRow, SeatRow


@dataclass(frozen=True, slots=True)
class SeatView:
    """A seat with the person, and the name of whom they speak for."""

    row: SeatRow
    person: PersonRow
    speaks_for: str
    deputy_for: str


def all_bodies(session: Session, community: CommunityRow) -> Sequence[BodyRow]:
    """Every body, the joint ones first, then by name."""
    rows = session.scalars(select(BodyRow).where(BodyRow.community_id == community.id)).all()
    return sorted(rows, key=lambda row: (row.owner_id is not None, row.name))


def body(session: Session, community: CommunityRow, ref: str) -> BodyRow:
    """The body with this short name; raises NotFound."""
    row = session.scalars(
        select(BodyRow).where(BodyRow.community_id == community.id, BodyRow.ref == ref)
    ).first()
    if row is None:
        raise NotFound(f"Organet «{ref}» finnes ikke.", "", "Se listen over organer for de korte navnene.")
    return row


def body_values(session: Session, community: CommunityRow) -> dict[int, Body]:
    """Every body as the knowledge packages know it, by its row's id."""
    found = session.execute(select(PartyRow.id, PartyRow.ref).where(PartyRow.community_id == community.id))
    owners = {row_id: ref for row_id, ref in found}  # noqa: C416 - a result is no mapping for dict()
    aliases: dict[int, list[Alias]] = {}
    for row in session.scalars(select(BodyAliasRow).where(BodyAliasRow.community_id == community.id)):
        aliases.setdefault(row.body_id, []).append(Alias(row.name, row.valid_from, row.valid_to))
    return {
        row.id: Body(
            row.ref,
            row.name,
            row.kind,
            owners[row.owner_id] if row.owner_id else "",
            row.tier,
            tuple(aliases.get(row.id, [])),
            row.valid_from,
            row.valid_to,
        )
        for row in all_bodies(session, community)
    }


def aliases_of(session: Session, row: BodyRow) -> Sequence[BodyAliasRow]:
    """The names a body has had, the oldest first."""
    return session.scalars(
        select(BodyAliasRow).where(BodyAliasRow.body_id == row.id).order_by(BodyAliasRow.id)
    ).all()


def seats(session: Session, row: BodyRow, on: date) -> list[SeatView]:
    """Who sits in the body that day: voters first, then those with speech only, deputies last."""
    found = session.execute(
        select(SeatRow, PersonRow, PartyRow)
        .join(PersonRow, PersonRow.id == SeatRow.person_id)
        .outerjoin(PartyRow, PartyRow.id == SeatRow.party_id)
        .where(SeatRow.body_id == row.id)
    ).all()
    names = {seat.id: person.name for seat, person, _ in found}
    held = [
        SeatView(
            seat, person, party.name if party else seat.organisation, names.get(seat.deputy_for_id or 0, "")
        )
        for seat, person, party in found
        if holds_on(on, seat.valid_from, seat.valid_to)
    ]
    return sorted(
        held, key=lambda view: (view.deputy_for != "", not view.row.may_vote, view.row.role, view.person.name)
    )


def seated(session: Session, community: CommunityRow) -> list[tuple[PersonRow, str]]:
    """Everyone who has or had a seat here, by name; with the bodies, so that namesakes are told apart."""
    found = session.execute(
        select(PersonRow, BodyRow.name)
        .join(SeatRow, SeatRow.person_id == PersonRow.id)
        .join(BodyRow, BodyRow.id == SeatRow.body_id)
        .where(SeatRow.community_id == community.id)
        .distinct()
        .order_by(PersonRow.name, PersonRow.id, BodyRow.name)
    )
    people: dict[int, tuple[PersonRow, list[str]]] = {}
    for person, name in found:
        people.setdefault(person.id, (person, []))[1].append(name)
    return [(person, ", ".join(names)) for person, names in people.values()]
