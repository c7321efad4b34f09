"""Bodies and the seats in them."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from decisions.bodies import BodyKind, Tier
from registry import audit, fields
from registry.audit import Event
from registry.errors import BadInput, RuleSaysNo
from registry.permissions import Actor
from registry.tables import BodyAliasRow, BodyRow, CommunityRow, PartyRow, PersonRow, SeatRow

_JOINT = frozenset({BodyKind.PARTNERSKAPSMOTE, BodyKind.PSU, BodyKind.ASU, BodyKind.SSU, BodyKind.FSU})
"""What such a body decides is never one party's own word."""


def add_body(
    session: Session,
    who: Actor,
    community: CommunityRow,
    ref: str,
    name: str,
    kind: BodyKind,
    *,
    owner: PartyRow | None = None,
    tier: Tier | None = None,
    members: int | None = None,
    valid_from: date | None = None,
    valid_to: date | None = None,
) -> BodyRow:
    """Add a body. A kommunestyre or a board must say whose it is; a joint body has no owner."""
    ref, name = fields.short_name(ref), fields.line(name, "name", "Navnet")
    _refuse_known_body(session, community, ref)
    _refuse_wrong_owner(kind, owner)
    _refuse_end_before_beginning(valid_from, valid_to)
    row = BodyRow(
        community_id=community.id,
        ref=ref,
        name=name,
        kind=kind,
        tier=tier or kind.tier,
        owner_id=owner.id if owner else None,
        members=members,
        valid_from=valid_from,
        valid_to=valid_to,
    )
    session.add(row)
    session.flush()
    data = {"name": name, "kind": kind.value, "owner": owner.ref if owner else None}
    audit.record(session, Event.BODY_ADDED, f"organ:{ref}", who.ref, community.id, data)
    return row


def add_alias(
    session: Session, who: Actor, body: BodyRow, name: str, valid_from: date | None, valid_to: date | None
) -> BodyAliasRow:
    """Remember what a body was called from a day to a day."""
    row = BodyAliasRow(
        community_id=body.community_id,
        body_id=body.id,
        name=fields.line(name, "name", "Navnet"),
        valid_from=valid_from,
        valid_to=valid_to,
    )
    session.add(row)
    audit.record(
        session, Event.BODY_ADDED, f"organ:{body.ref}", who.ref, body.community_id, {"alias": row.name}
    )
    return row


def take_seat(
    session: Session,
    who: Actor,
    body: BodyRow,
    person: PersonRow,
    *,
    party: PartyRow | None = None,
    organisation: str = "",
    role: str = "medlem",
    may_vote: bool = True,
    deputy_for: SeatRow | None = None,
    valid_from: date | None = None,
    valid_to: date | None = None,
) -> SeatRow:
    """Give a person a seat: for a party or an organisation, with vote or with speech only."""
    organisation = fields.line(organisation, "organisation", "Organisasjonen", required=False)
    if party is None and not organisation:
        raise BadInput(
            "Plassen sier ikke hvem personen taler for.",
            "",
            "Velg en part eller skriv en organisasjon.",
            "party",
        )
    _refuse_end_before_beginning(valid_from, valid_to)
    row = SeatRow(
        community_id=body.community_id,
        body_id=body.id,
        person_id=person.id,
        party_id=party.id if party else None,
        organisation=organisation,
        role=fields.line(role, "role", "Rollen"),
        may_vote=may_vote,
        deputy_for_id=deputy_for.id if deputy_for else None,
        valid_from=valid_from,
        valid_to=valid_to,
    )
    session.add(row)
    session.flush()
    data = {"person": person.ref, "vote": may_vote, "from": valid_from.isoformat() if valid_from else None}
    audit.record(session, Event.SEAT_TAKEN, f"organ:{body.ref}", who.ref, body.community_id, data)
    return row


def _refuse_known_body(session: Session, community: CommunityRow, ref: str) -> None:
    known = select(BodyRow).where(BodyRow.community_id == community.id, BodyRow.ref == ref)
    if session.scalars(known).first():
        raise RuleSaysNo(f"Organet «{ref}» finnes fra før.", "", "Velg et annet kort navn.")


def _refuse_wrong_owner(kind: BodyKind, owner: PartyRow | None) -> None:
    if kind.owner_kinds and (owner is None or owner.kind not in kind.owner_kinds):
        whose = " eller ".join(each.value for each in kind.owner_kinds)
        raise RuleSaysNo(
            f"Et organ av slaget «{kind.value}» må høre til en part.", f"Det eies av {whose}.", "Velg eieren."
        )
    if kind in _JOINT and owner is not None:
        raise RuleSaysNo(
            f"Et organ av slaget «{kind.value}» er felles for partene.",
            f"Det kan ikke høre til {owner.name} alene.",
            "La eieren stå tom.",
        )


def _refuse_end_before_beginning(first: date | None, last: date | None) -> None:
    if first and last and last < first:
        raise BadInput("Siste dag er før første dag.", f"{last} er før {first}.", "Rett den ene.", "valid_to")
