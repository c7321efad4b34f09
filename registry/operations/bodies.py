"""Bodies: what they are called, how they work, and which came after which."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from decisions.bodies import BodyKind, Tier
from decisions.periods import holds_on
from decisions.words import day_in_words
from registry import audit, fields
from registry.audit import Event
from registry.errors import AlreadyThere, BadInput, RuleSaysNo
from registry.operations.seats import refuse_end_before_beginning
from registry.permissions import Actor
from registry.tables import (
    BodyAliasRow,
    BodyOrderRow,
    BodyRow,
    BodySuccessionRow,
    CommunityRow,
    DocumentRow,
    PartyRow,
)

_JOINT = frozenset({BodyKind.PARTNERSKAPSMOTE, BodyKind.PSU, BodyKind.ASU, BodyKind.SSU, BodyKind.FSU})
"""What such a body decides is never one party's own word."""
MOST_YEARS, MOST_MEETINGS = 12, 60


@dataclass(frozen=True, slots=True)
class OrderEntry:
    """How a body works from a day on; None where nobody has said."""

    valid_from: date | None
    source: str
    """Where it stands: "samarbeidsavtalen punkt 6.1"."""
    mandate: DocumentRow | None = None
    lead_years: int | None = None
    meetings_a_year: int | None = None


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
    refuse_end_before_beginning(valid_from, valid_to)
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


def set_order(
    session: Session,
    who: Actor,
    body: BodyRow,
    order: OrderEntry,
    *,
    replace: bool = False,
) -> BodyOrderRow:
    """Say how a body works from a day on: its mandate, how its leadership alternates, how often it meets.

    What was said from an earlier day stands until then. Where something is said from the same day, it is only
    put right with `replace`; else it is AlreadyThere, so that nobody writes over what they have not seen.
    """
    source = fields.line(order.source, "source", "Hvor det står")
    _refuse_order_of_nothing(order)
    _refuse_order_without_body(body, order.valid_from)
    row = _order_from(session, body, order.valid_from)
    if row is not None and not replace:
        raise AlreadyThere(
            f"Det er ført fra før hvordan {body.name} arbeider {_from(order.valid_from)}.",
            f"Det står i {row.source or 'registeret uten kilde'}.",
            "Velg en annen dag, eller si at det skal rettes. Ingenting er endret.",
            f"/organer/{body.ref}",
        )
    before = _order_told(row) if row else None
    if row is None:
        row = BodyOrderRow(community_id=body.community_id, body_id=body.id, valid_from=order.valid_from)
        session.add(row)
    row.mandate_id = order.mandate.id if order.mandate else None
    row.lead_years, row.meetings_a_year, row.source = order.lead_years, order.meetings_a_year, source
    session.flush()
    data = {"order": _order_told(row), "before": before}
    audit.record(session, Event.BODY_CHANGED, f"organ:{body.ref}", who.ref, body.community_id, data)
    return row


def succeed_body(
    session: Session, who: Actor, old: BodyRow, new: BodyRow, from_day: date
) -> BodySuccessionRow:
    """One body takes another's place from a day: what a rule gave the first, it gives the second.

    The old one's last day becomes the day before, where it had none or a later one. Decisions stay where they
    were made.
    """
    last_day = from_day - timedelta(days=1)
    _refuse_impossible_succession(session, old, new, from_day)
    old.valid_to = min(old.valid_to or last_day, last_day)
    new.valid_from = new.valid_from or from_day
    row = BodySuccessionRow(
        community_id=old.community_id, predecessor_id=old.id, successor_id=new.id, from_day=from_day
    )
    session.add(row)
    session.flush()
    data = {"successor": new.ref, "from": from_day.isoformat()}
    audit.record(session, Event.BODY_CHANGED, f"organ:{old.ref}", who.ref, old.community_id, data)
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


def _refuse_order_of_nothing(order: OrderEntry) -> None:
    if order.mandate is None and order.lead_years is None and order.meetings_a_year is None:
        raise BadInput(
            "Det er ikke sagt noe om hvordan organet arbeider.",
            "",
            "Velg mandatet, eller skriv hvor ofte ledelsen går over eller organet møtes.",
            "mandate",
        )
    for field, count, most, told in (
        ("lead_years", order.lead_years, MOST_YEARS, "Antall år ledelsen er hos en side"),
        ("meetings_a_year", order.meetings_a_year, MOST_MEETINGS, "Antall møter i året"),
    ):
        if count is not None and not 1 <= count <= most:
            raise BadInput(f"{told} er ikke et helt tall fra 1 til {most}.", field=field)


def _refuse_order_without_body(body: BodyRow, day: date | None) -> None:
    if day is not None and not holds_on(day, body.valid_from, body.valid_to):
        raise BadInput(
            f"{body.name} fantes ikke {day_in_words(day)}.",
            "Hvordan et organ arbeider, kan bare gjelde dager det er der.",
            "Rett datoen. Ingenting er lagret.",
            "valid_from",
        )


def _order_from(session: Session, body: BodyRow, day: date | None) -> BodyOrderRow | None:
    same_day = BodyOrderRow.valid_from.is_(None) if day is None else BodyOrderRow.valid_from == day
    return session.scalars(select(BodyOrderRow).where(BodyOrderRow.body_id == body.id, same_day)).first()


def _order_told(row: BodyOrderRow) -> dict[str, object]:
    return {
        "from": row.valid_from.isoformat() if row.valid_from else None,
        "mandate": row.mandate_id,
        "lead_years": row.lead_years,
        "meetings_a_year": row.meetings_a_year,
        "source": row.source,
    }


def _from(day: date | None) -> str:
    return f"fra {day_in_words(day)}" if day else "fra begynnelsen"


def _refuse_impossible_succession(session: Session, old: BodyRow, new: BodyRow, from_day: date) -> None:
    if old.id == new.id:
        raise RuleSaysNo("Et organ kan ikke etterfølge seg selv.", "", "Velg to ulike organer.")
    if new.id in _those_before(session, old.id):
        raise RuleSaysNo(
            f"{old.name} etterfulgte {new.name}.", "Da kan ikke det motsatte også være sant.", "Rett valget."
        )
    known = select(BodySuccessionRow).where(
        BodySuccessionRow.predecessor_id == old.id, BodySuccessionRow.successor_id == new.id
    )
    if row := session.scalars(known).first():
        raise AlreadyThere(
            f"{new.name} etterfølger {old.name} fra før, {_from(row.from_day)}.",
            path=f"/organer/{new.ref}",
        )
    if old.valid_from and from_day <= old.valid_from:
        raise RuleSaysNo(
            "Etterfølgeren er ikke ført.",
            f"{day_in_words(from_day)} er ikke etter at {old.name} ble til, {day_in_words(old.valid_from)}.",
            "Rett datoen. Alt er som før.",
        )
    if not holds_on(from_day, new.valid_from, new.valid_to):
        raise RuleSaysNo(
            "Etterfølgeren er ikke ført.",
            f"{new.name} fantes ikke {day_in_words(from_day)}.",
            "Rett datoen, eller velg et annet organ. Alt er som før.",
        )


def _those_before(session: Session, body_id: int) -> set[int]:
    """The bodies that this one came after, however far back."""
    found: set[int] = set()
    waiting = [body_id]
    while waiting:
        each = session.scalars(
            select(BodySuccessionRow.predecessor_id).where(BodySuccessionRow.successor_id == waiting.pop())
        ).all()
        waiting += [row_id for row_id in each if row_id not in found]
        found |= set(each)
    return found
