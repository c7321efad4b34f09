"""A helsefellesskap, its parties and their pairs."""

from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from decisions.parties import PartyKind
from decisions.words import day_in_words
from documents.kinds import Language
from registry import audit, clock, fields
from registry.audit import Event
from registry.errors import RuleSaysNo
from registry.operations import adoption
from registry.operations.rejudging import rejudge
from registry.permissions import Actor
from registry.queries import adoption as adoption_queries
from registry.tables import (
    AuditRow,
    BodyRow,
    CommunityRow,
    DecisionRow,
    PairRow,
    PartyRow,
    SuccessionRow,
)


def add_community(session: Session, who: Actor, ref: str, name: str, now: datetime) -> CommunityRow:
    """Begin a helsefellesskap."""
    ref, name = fields.short_name(ref), fields.line(name, "name", "Navnet")
    if session.scalars(select(CommunityRow).where(CommunityRow.ref == ref)).first():
        raise RuleSaysNo(f"Helsefellesskapet «{ref}» finnes fra før.", "", "Velg et annet kort navn.")
    row = CommunityRow(ref=ref, name=name, created_at=now)
    session.add(row)
    session.flush()
    audit.record(session, Event.COMMUNITY_ADDED, f"helsefellesskap:{ref}", who.ref, row.id, {"name": name})
    return row


def add_party(
    session: Session,
    who: Actor,
    community: CommunityRow,
    ref: str,
    name: str,
    kind: PartyKind,
    *,
    organisation_number: str | None = None,
    kommune_number: str | None = None,
    language: Language = Language.NB,
    valid_from: date | None = None,
    valid_to: date | None = None,
) -> PartyRow:
    """Add a party. Its numbers are checked where given, and empty where nobody has looked them up."""
    ref, name = fields.short_name(ref), fields.line(name, "name", "Navnet")
    _refuse_known_party(session, community, ref)
    _refuse_end_before_beginning(valid_from, valid_to)
    organisation_number = fields.organisation_number(organisation_number)
    _refuse_known_number(session, community, organisation_number)
    row = PartyRow(
        community_id=community.id,
        ref=ref,
        name=name,
        kind=kind,
        organisation_number=organisation_number,
        kommune_number=fields.kommune_number(kommune_number),
        language=language,
        valid_from=valid_from,
        valid_to=valid_to,
    )
    session.add(row)
    session.flush()
    data = {"name": name, "kind": kind.value, "from": _iso(valid_from), "to": _iso(valid_to)}
    entry = audit.record(session, Event.PARTY_ADDED, f"part:{ref}", who.ref, community.id, data)
    rejudge(session, who, community, f"{row.name} er lagt til som part.", _when(entry))
    return row


def succeed(
    session: Session, who: Actor, community: CommunityRow, old: PartyRow, new: PartyRow, from_day: date
) -> SuccessionRow:
    """Let one party come after another from a day; the old one and its pairs end the day before.

    All decisions are judged anew.
    """
    last_day = from_day - timedelta(days=1)
    _refuse_impossible_succession(session, old, new, last_day)
    row = SuccessionRow(
        community_id=community.id, predecessor_id=old.id, successor_id=new.id, from_day=from_day
    )
    session.add(row)
    old.valid_to = last_day
    _end_pairs(session, old, last_day)
    session.flush()
    data = {"successor": new.ref, "from": from_day.isoformat()}
    entry = audit.record(session, Event.PARTY_SUCCEEDED, f"part:{old.ref}", who.ref, community.id, data)
    rejudge(session, who, community, f"{new.name} etterfølger {old.name}.", _when(entry))
    _execute_rules(session, who, community, _when(entry))
    return row


def end_party(
    session: Session,
    who: Actor,
    community: CommunityRow,
    party: PartyRow,
    last_day: date,
    reason: str,
) -> None:
    """Say which day is a party's last, where nobody comes after it: a private hospital that leaves.

    Its pairs end with it. All decisions are judged anew, and a text that lacked only this party is adopted.
    Raises RuleSaysNo for a day before it was a party, and where somebody came after it.
    """
    words = fields.text(reason, "reason", "Grunnen")
    _refuse_successors(session, party)
    _refuse_end_before_beginning(party.valid_from, last_day)
    _refuse_end_before_decisions(session, party, last_day)
    party.valid_to = last_day
    _end_pairs(session, party, last_day)
    session.flush()
    data = {"to": last_day.isoformat(), "reason": words}
    entry = audit.record(session, Event.PARTY_ENDED, f"part:{party.ref}", who.ref, community.id, data)
    told = f"{party.name} er part til og med {day_in_words(last_day)}."
    rejudge(session, who, community, told, _when(entry))
    _execute_rules(session, who, community, _when(entry))


def end_pair(
    session: Session,
    who: Actor,
    community: CommunityRow,
    pair: PairRow,
    last_day: date,
    reason: str,
) -> None:
    """Say which day is a pair's last: the kommune is to be served by another trust, and both go on.

    Notice of termination ends an agreement, not the pair: the law still binds the two. All decisions are
    judged anew, and a text that lacked only a party that is now in no pair is adopted. Raises RuleSaysNo for
    a day before the pair began.
    """
    words = fields.text(reason, "reason", "Grunnen")
    kommune, foretak = (session.get_one(PartyRow, each) for each in (pair.kommune_id, pair.foretak_id))
    _refuse_end_before_beginning(pair.valid_from, last_day)
    pair.valid_to = last_day
    session.flush()
    subject = f"par:{kommune.ref}+{foretak.ref}"
    data = {"to": last_day.isoformat(), "reason": words}
    entry = audit.record(session, Event.PAIR_ENDED, subject, who.ref, community.id, data)
    told = f"{kommune.name} og {foretak.name} er et par til og med {day_in_words(last_day)}."
    rejudge(session, who, community, told, _when(entry))
    _execute_rules(session, who, community, _when(entry))


def add_pair(
    session: Session,
    who: Actor,
    community: CommunityRow,
    kommune: PartyRow,
    foretak: PartyRow,
    valid_from: date | None = None,
    valid_to: date | None = None,
) -> PairRow:
    """Bind a kommune and a trust to one another, as helse- og omsorgstjenesteloven § 6-1 does.

    All decisions are judged anew.
    """
    if kommune.kind is not PartyKind.KOMMUNE or not foretak.kind.of_specialist_side:
        raise RuleSaysNo(
            f"{kommune.name} og {foretak.name} kan ikke være et par.",
            "Et par er én kommune og ett foretak (helse- og omsorgstjenesteloven § 6-1).",
            "Velg en kommune og et foretak.",
        )
    _refuse_end_before_beginning(valid_from, valid_to)
    _refuse_known_pair(session, kommune, foretak, valid_from, valid_to)
    row = PairRow(
        community_id=community.id,
        kommune_id=kommune.id,
        foretak_id=foretak.id,
        valid_from=valid_from,
        valid_to=valid_to,
    )
    session.add(row)
    session.flush()
    entry = audit.record(
        session,
        Event.PAIR_ADDED,
        f"par:{kommune.ref}+{foretak.ref}",
        who.ref,
        community.id,
        {"from": _iso(valid_from)},
    )
    rejudge(session, who, community, f"{kommune.name} og {foretak.name} er et par.", _when(entry))
    return row


def _when(entry: AuditRow) -> datetime:
    """When the log says that it was done."""
    return datetime.fromisoformat(entry.at)


def _execute_rules(session: Session, who: Actor, community: CommunityRow, now: datetime) -> None:
    """Hold each text on its way against its own rule: whoever was missing may be a party no more."""
    for document, version in adoption_queries.versions_in_round(session, community):
        adoption.settle(session, who, community, document, version, clock.day_of(now))


def _refuse_successors(session: Session, party: PartyRow) -> None:
    after = select(SuccessionRow).where(SuccessionRow.predecessor_id == party.id)
    if row := session.scalars(after).first():
        new = session.get_one(PartyRow, row.successor_id)
        raise RuleSaysNo(
            f"Siste dag for {party.name} er ikke endret.",
            f"{new.name} etterfølger parten fra {day_in_words(row.from_day)}, og da slutter den dagen før.",
            "Alt er som før.",
        )


def _refuse_end_before_decisions(session: Session, party: PartyRow, last_day: date) -> None:
    """Whoever decided something after that day was there after it."""
    found = session.execute(
        select(DecisionRow.meeting_on, DecisionRow.case_number, BodyRow.name)
        .join(BodyRow, BodyRow.id == DecisionRow.body_id)
        .where(BodyRow.owner_id == party.id, DecisionRow.meeting_on > last_day)
        .order_by(DecisionRow.meeting_on.desc())
        .limit(1)
    ).first()
    if found is not None:
        on, case, body = found
        raise RuleSaysNo(
            f"Siste dag for {party.name} er ikke endret.",
            f"{body} har gjort vedtak i sak {case} {day_in_words(on)}, etter {day_in_words(last_day)}.",
            "Rett dagen, eller rett vedtaket først. Alt er som før.",
        )


def _refuse_impossible_succession(session: Session, old: PartyRow, new: PartyRow, last_day: date) -> None:
    if old.id == new.id:
        raise RuleSaysNo("En part kan ikke etterfølge seg selv.", "", "Velg to ulike parter.")
    known = select(SuccessionRow).where(
        SuccessionRow.predecessor_id == old.id, SuccessionRow.successor_id == new.id
    )
    if row := session.scalars(known).first():
        raise RuleSaysNo(f"{new.name} etterfølger {old.name} fra før, fra {day_in_words(row.from_day)}.")
    if old.valid_from and last_day < old.valid_from:
        raise RuleSaysNo(
            "Etterfølgeren er ikke ført.", f"Dagen er før {old.name} ble til.", "Rett datoen. Alt er som før."
        )


def _end_pairs(session: Session, party: PartyRow, last_day: date) -> None:
    """Who is no more is bound to nobody: the pairs that stood end with the party."""
    bound = select(PairRow).where((PairRow.kommune_id == party.id) | (PairRow.foretak_id == party.id))
    for pair in session.scalars(bound):
        pair.valid_to = min(pair.valid_to or last_day, last_day)


def _refuse_known_party(session: Session, community: CommunityRow, ref: str) -> None:
    known = select(PartyRow).where(PartyRow.community_id == community.id, PartyRow.ref == ref)
    if session.scalars(known).first():
        raise RuleSaysNo(f"Parten «{ref}» finnes fra før.", "", "Velg et annet kort navn.")


def _refuse_known_number(session: Session, community: CommunityRow, number: str | None) -> None:
    known = select(PartyRow).where(
        PartyRow.community_id == community.id, PartyRow.organisation_number == number
    )
    if number and (other := session.scalars(known).first()):
        raise RuleSaysNo(
            f"Organisasjonsnummeret {number} tilhører {other.name}.",
            "To parter kan ikke ha samme nummer.",
            "Slå det opp i Enhetsregisteret.",
        )


def _refuse_known_pair(
    session: Session, kommune: PartyRow, foretak: PartyRow, first: date | None, last: date | None
) -> None:
    """The two may be a pair twice, but not on the same day."""
    known = select(PairRow).where(PairRow.kommune_id == kommune.id, PairRow.foretak_id == foretak.id)
    for pair in session.scalars(known):
        begins_after = first and pair.valid_to and pair.valid_to < first
        ends_before = last and pair.valid_from and last < pair.valid_from
        if not (begins_after or ends_before):
            raise RuleSaysNo(
                f"{kommune.name} og {foretak.name} er et par fra før.", "", "Se listen over par."
            )


def _refuse_end_before_beginning(first: date | None, last: date | None) -> None:
    if first and last and last < first:
        raise RuleSaysNo("Siste dag er før første dag.", f"{last} er før {first}.", "Rett den ene datoen.")


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
