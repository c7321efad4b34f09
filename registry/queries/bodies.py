"""Which bodies are there, who sits in them, and what are they called on a day?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from decisions.bodies import Alias, Body, Tier
from decisions.leading import Side, side_of
from decisions.participation import speaks_for_users
from decisions.periods import holds_on
from decisions.seats import WHOLE_MEETING, Rights, Seat, rights_in
from registry.errors import NotFound
from registry.fingerprints import row_hash, text_hash
from registry.permissions import Actor, Permission
from registry.queries.kept import WRITING, kept
from registry.tables import (
    BodyAliasRow,
    BodyRow,
    BodySuccessionRow,
    CommunityRow,
    PartyRow,
    PersonRow,
    SeatRightRow,
    SeatRow,
)

MARK_SIGNS = 16
SEES_NAMES = (Permission.DRAFTS_READ, Permission.PARTIES_MANAGE)
"""Those who work with the bodies see every name (docs/choices/members-personal-data.md)."""


@dataclass(frozen=True, slots=True)
class SeatView:
    """A seat with the person, and the name of whom they speak for."""

    row: SeatRow
    person: PersonRow
    speaks_for: str
    deputy_for: str
    """The name of the member, for those who may see it: `deputy_name`."""
    party: PartyRow | None = None
    for_users: bool = False
    """Does the person speak for users? Then the name is shown to everybody only while the seat lasts."""
    rights: tuple[tuple[str, Rights], ...] = ()
    """Where they differ from what such a seat gives: by part of the agenda, in order."""
    member: "SeatView | None" = None
    """Of a deputy: the seat of the one whose place is taken."""

    @property
    def side(self) -> Side | None:
        """The side it is on; None for those who are on neither."""
        return side_of(self.party.kind if self.party else None)

    def rights_in(self, part: str = WHOLE_MEETING) -> Rights:
        """What the seat gives in this part of the agenda."""
        return rights_in(part, dict(self.rights), self.row.may_vote)

    def name_for(self, who: Actor, today: date) -> str:
        """The person's name as this reader sees it today; empty where it is not for them."""
        return self.person.name if self._is_shown(who, today) else ""

    def deputy_name(self, who: Actor, today: date) -> str:
        """The name of the member whose deputy it is, as this reader sees it; else empty."""
        return self.member.name_for(who, today) if self.member else ""

    @property
    def mark(self) -> str:
        """What tells this seat as it is now from the same seat changed: for conditions on changing it."""
        told = f"{row_hash(self.row)}|{self.rights}|{self.person.name_withheld_at}"
        return text_hash(told)[:MARK_SIGNS]

    @property
    def value(self) -> Seat:
        """The seat as the knowledge packages know it."""
        return Seat(
            self.person.ref,
            str(self.row.body_id),
            self.party.ref if self.party else self.row.organisation,
            self.row.role,
            self.row.may_vote,
            self.row.valid_from,
            self.row.valid_to,
            self.member.person.ref if self.member else "",
            self.rights,
        )

    def _is_shown(self, who: Actor, today: date) -> bool:
        if any(who.may(permission) for permission in SEES_NAMES):
            return True
        over = self.row.valid_to is not None and self.row.valid_to < today
        return self.person.name_withheld_at is None and not (self.for_users and over)


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


@kept(unmoved_by=WRITING)
def body_values(session: Session, community: CommunityRow) -> dict[int, Body]:
    """Every body as the knowledge packages know it, by its row's id."""
    found = session.execute(select(PartyRow.id, PartyRow.ref).where(PartyRow.community_id == community.id))
    owners = {row_id: ref for row_id, ref in found}  # noqa: C416 - a result is no mapping for dict()
    aliases: dict[int, list[Alias]] = {}
    for row in session.scalars(select(BodyAliasRow).where(BodyAliasRow.community_id == community.id)):
        aliases.setdefault(row.body_id, []).append(Alias(row.name, row.valid_from, row.valid_to))
    rows = all_bodies(session, community)
    before = _those_before(session, community, rows)
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
            before.get(row.id, ()),
        )
        for row in rows
    }


def aliases_of(session: Session, row: BodyRow) -> Sequence[BodyAliasRow]:
    """The names a body has had, the oldest first."""
    return session.scalars(
        select(BodyAliasRow).where(BodyAliasRow.body_id == row.id).order_by(BodyAliasRow.id)
    ).all()


def seats(session: Session, row: BodyRow, on: date) -> list[SeatView]:
    """Who sits in the body that day: voters first, then those with speech only, deputies last."""
    held = [each for each in all_seats(session, row) if _is_held(each, row, on)]
    return sorted(
        held,
        key=lambda view: (view.member is not None, not view.row.may_vote, view.row.role, view.person.name),
    )


def seat(session: Session, row: BodyRow, number: int) -> SeatView:
    """The seat in this body with this number; raises NotFound."""
    found = next((each for each in all_seats(session, row) if each.row.id == number), None)
    if found is None:
        raise NotFound(f"{row.name} har ingen plass nr. {number}.", "", "Se hvem som sitter der.")
    return found


def all_seats(session: Session, row: BodyRow) -> list[SeatView]:
    """Every seat there has been in the body, in the order they were given."""
    found = session.execute(
        select(SeatRow, PersonRow, PartyRow)
        .join(PersonRow, PersonRow.id == SeatRow.person_id)
        .outerjoin(PartyRow, PartyRow.id == SeatRow.party_id)
        .where(SeatRow.body_id == row.id)
        .order_by(SeatRow.deputy_for_id.is_not(None), SeatRow.id)
    ).all()
    rights, user_bodies = _rights_of(session, row), names_of_user_bodies(session, row.community_id)
    views: dict[int, SeatView] = {}
    for seat_row, person, party in found:
        member = views.get(seat_row.deputy_for_id or 0)
        views[seat_row.id] = SeatView(
            seat_row,
            person,
            party.name if party else seat_row.organisation,
            member.person.name if member else "",
            party,
            speaks_for_users(
                party.kind if party else None, seat_row.organisation, seat_row.role, user_bodies, row.tier
            ),
            tuple(rights.get(seat_row.id, ())),
            member,
        )
    return list(views.values())


def names_of_user_bodies(session: Session, community_id: int) -> frozenset[str]:
    """What the bodies of the users' own are and were called, so that whoever speaks for one is known."""
    rows = session.scalars(
        select(BodyRow).where(BodyRow.community_id == community_id, BodyRow.tier == Tier.MEDVIRKNING)
    ).all()
    return frozenset(
        name for row in rows for name in (row.name, *(each.name for each in aliases_of(session, row)))
    )


def succession(session: Session, row: BodyRow) -> tuple[list[BodyRow], list[BodyRow]]:
    """The bodies this one came after, and those that came after it, each next to it only."""
    found = session.scalars(
        select(BodySuccessionRow)
        .where((BodySuccessionRow.predecessor_id == row.id) | (BodySuccessionRow.successor_id == row.id))
        .order_by(BodySuccessionRow.from_day, BodySuccessionRow.id)
    ).all()
    before = [session.get_one(BodyRow, each.predecessor_id) for each in found if each.successor_id == row.id]
    after = [session.get_one(BodyRow, each.successor_id) for each in found if each.predecessor_id == row.id]
    return before, after


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


def _is_held(view: SeatView, row: BodyRow, on: date) -> bool:
    """Is the seat held that day, in a body that is there, for a party that is there?"""
    periods = [(view.row.valid_from, view.row.valid_to), (row.valid_from, row.valid_to)]
    if view.party is not None:
        periods.append((view.party.valid_from, view.party.valid_to))
    return all(holds_on(on, *period) for period in periods)


def _rights_of(session: Session, row: BodyRow) -> dict[int, list[tuple[str, Rights]]]:
    found = session.scalars(
        select(SeatRightRow)
        .join(SeatRow, SeatRow.id == SeatRightRow.seat_id)
        .where(SeatRow.body_id == row.id)
        .order_by(SeatRightRow.part)
    )
    rights: dict[int, list[tuple[str, Rights]]] = {}
    for each in found:
        said = Rights(each.may_speak, each.may_propose, each.may_vote)
        rights.setdefault(each.seat_id, []).append((each.part, said))
    return rights


def _those_before(
    session: Session, community: CommunityRow, rows: Sequence[BodyRow]
) -> dict[int, tuple[str, ...]]:
    """The short names of all bodies each came after, however far back, by the body's number."""
    refs = {row.id: row.ref for row in rows}
    next_to: dict[int, set[int]] = {}
    for each in session.scalars(
        select(BodySuccessionRow).where(BodySuccessionRow.community_id == community.id)
    ):
        next_to.setdefault(each.successor_id, set()).add(each.predecessor_id)
    found = {}
    for body_id, nearest in next_to.items():
        before: set[int] = set()
        waiting = set(nearest)
        while waiting:
            before |= waiting
            waiting = {further for each in waiting for further in next_to.get(each, ())} - before
        found[body_id] = tuple(sorted(refs[each] for each in before))
    return found
