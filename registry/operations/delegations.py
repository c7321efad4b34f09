"""One body gives another power over some matters. What the law keeps for a body itself, none gives away."""

import json
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from decisions.bodies import Body
from decisions.parties import Party
from decisions.proposals import KIND_WORDS, Kind, Proposal, kind_of
from decisions.rule_files import statutory_floor
from decisions.rules import MandateRule
from documents.kinds import ChangeClass
from registry import audit, fields
from registry.audit import Event
from registry.errors import AlreadyThere, BadInput, RuleSaysNo
from registry.fingerprints import remembered
from registry.operations.rejudging import rejudge
from registry.permissions import Actor
from registry.queries import bodies, parties
from registry.tables import BodyRow, CommunityRow, DecisionRow, DelegationRow


@dataclass(frozen=True, slots=True)
class DelegationEntry:
    """What is typed in when a delegation is recorded."""

    giver: BodyRow
    receiver: BodyRow
    source: str
    """Where it stands: the case, or the rules of delegation."""
    kinds: tuple[Kind, ...] = ()
    """None: everything."""
    changes: tuple[ChangeClass, ...] = ()
    """None: any."""
    valid_from: date | None = None
    valid_to: date | None = None
    """The last day."""
    decision: DecisionRow | None = None


def delegate(
    session: Session, who: Actor, community: CommunityRow, entry: DelegationEntry, now: datetime
) -> DelegationRow:
    """Record that one body has given another power over some matters, from a day to a day.

    Refused where the law keeps the power for the body itself (hol. § 6-1 «selv»,
    https://lovdata.no/lov/2011-06-24-30/§6-1). All decisions are judged anew.
    """
    source = fields.line(entry.source, "source", "Hvor delegasjonen står")
    _refuse_impossible(entry)
    _refuse_what_the_law_keeps(session, community, entry)
    _refuse_known(session, entry)
    row = DelegationRow(
        community_id=community.id,
        from_body_id=entry.giver.id,
        to_body_id=entry.receiver.id,
        kinds=json.dumps(sorted(kind.value for kind in entry.kinds), ensure_ascii=False),
        changes=json.dumps(sorted(change.value for change in entry.changes), ensure_ascii=False),
        decision_id=entry.decision.id if entry.decision else None,
        source=source,
        valid_from=entry.valid_from,
        valid_to=entry.valid_to,
        recorded_by=who.name,
        recorded_at=now,
    )
    session.add(row)
    session.flush()
    data = {"to": entry.receiver.ref, "rows": remembered(row)}
    audit.record(session, Event.POWER_DELEGATED, f"organ:{entry.giver.ref}", who.ref, community.id, data)
    because = f"{entry.giver.name} har delegert myndighet til {entry.receiver.name}."
    rejudge(session, who, community, because, now)
    return row


def _refuse_impossible(entry: DelegationEntry) -> None:
    if entry.giver.id == entry.receiver.id:
        raise BadInput(
            "Delegasjonen er ikke lagret.",
            f"{entry.giver.name} kan ikke delegere til seg selv.",
            "Velg to organer. Det du skrev, står.",
            "receiver",
        )
    if entry.valid_from and entry.valid_to and entry.valid_to < entry.valid_from:
        raise BadInput(
            "Delegasjonen er ikke lagret.",
            f"Siste dag, {entry.valid_to}, er før første dag, {entry.valid_from}.",
            "Rett den ene datoen. Det du skrev, står.",
            "valid_to",
        )
    for body in (entry.giver, entry.receiver):
        if body.valid_to and entry.valid_from and body.valid_to < entry.valid_from:
            raise BadInput(
                "Delegasjonen er ikke lagret.",
                f"{body.name} ble nedlagt {body.valid_to}, og delegasjonen begynner {entry.valid_from}.",
                "Rett dagene eller velg et annet organ. Det du skrev, står.",
                "valid_from",
            )


def _refuse_what_the_law_keeps(session: Session, community: CommunityRow, entry: DelegationEntry) -> None:
    """Does it reach something that the law says the giver must decide itself?"""
    values = bodies.body_values(session, community)
    owners = {party.ref: party for party in parties.party_values(session, community)}
    giver, receiver = values[entry.giver.id], values[entry.receiver.id]
    for law in statutory_floor():
        if law.delegable or not law.gives_mandate(giver, owners.get(giver.owner)):
            continue
        if law.gives_mandate(receiver, owners.get(receiver.owner)) and giver.owner == receiver.owner:
            continue
        if kept := _reached(law, entry):
            raise _kept_by_law(law, giver, owners.get(giver.owner), kept)


def _reached(law: MandateRule, entry: DelegationEntry) -> list[Proposal]:
    """What the delegation would give away that this law keeps."""
    kinds = entry.kinds or tuple(kind_of(word) for word in KIND_WORDS)
    changes = entry.changes or tuple(ChangeClass)
    asked = (Proposal(kind, change, law.scope) for kind in kinds for change in changes)
    return [proposal for proposal in asked if law.covers(proposal)]


def _kept_by_law(law: MandateRule, giver: Body, owner: Party | None, kept: list[Proposal]) -> RuleSaysNo:
    of = f" ({owner.name})" if owner and owner.name not in giver.name else ""
    first = kept[0].words
    return RuleSaysNo(
        "Delegasjonen er ikke lagret.",
        f"Loven legger {first} til {giver.name}{of} selv: {law.quoted} {law.note}".strip(),
        "Si hvilke saker og hvilke slag endring delegasjonen gjelder, og la dette være utenfor."
        " Det du skrev, står.",
    )


def _refuse_known(session: Session, entry: DelegationEntry) -> None:
    known = session.scalars(
        select(DelegationRow).where(
            DelegationRow.from_body_id == entry.giver.id,
            DelegationRow.to_body_id == entry.receiver.id,
            DelegationRow.source == entry.source.strip(),
            DelegationRow.valid_from == entry.valid_from,
        )
    ).first()
    if known is not None:
        raise AlreadyThere(
            "Delegasjonen er ikke lagret en gang til.",
            f"Den samme står der alt, ført av {known.recorded_by}.",
            "Se listen over delegasjoner.",
            "/delegasjoner",
        )
