"""A party has signed a version: it carries out what the party's body has resolved, and is never that itself.

Law: kommuneloven § 6-1 (https://lovdata.no/lov/2018-06-22-83/§6-1): the ordfører signs for the kommune.
"""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from decisions.periods import holds_on
from decisions.words import day_in_words
from documents.lifecycle import Stage
from registry import audit, clock, fields
from registry.audit import Event
from registry.errors import AlreadyThere, BadInput, NotFound
from registry.fingerprints import remembered
from registry.operations import documents
from registry.operations.following_up import place, refuse_the_future, refuse_unfinished
from registry.permissions import Actor
from registry.queries import parties, recorded_after
from registry.tables import CommunityRow, DocumentRow, PartyRow, SignatureRow, VersionRow

NOT_KEPT = "Underskriften er ikke ført."


@dataclass(frozen=True, slots=True)
class SignatureEntry:
    """What is typed of a signature."""

    party: PartyRow
    signed_on: date
    signer: str
    title: str = ""
    """The office the person signed in: «ordfører»."""
    link: str = ""


def sign(
    session: Session,
    who: Actor,
    community: CommunityRow,
    document: DocumentRow,
    version: VersionRow,
    entry: SignatureEntry,
    now: datetime,
) -> SignatureRow:
    """Record that a party has signed, whether or not its body has adopted the text. The last word counts.

    Raises AlreadyThere where the same is recorded before.
    """
    documents.hold(session, version)
    refuse_unfinished(NOT_KEPT, version, Stage.FROZEN, Stage.ADOPTED)
    refuse_the_future(NOT_KEPT, entry.signed_on, clock.day_of(now), "signed_on")
    _refuse_outsider(session, community, document, entry)
    row = SignatureRow(
        community_id=community.id,
        version_id=version.id,
        party_id=entry.party.id,
        signed_on=entry.signed_on,
        signer=fields.line(entry.signer, "signer", f"Hvem som undertegnet for {entry.party.name},"),
        title=fields.line(entry.title, "title", "Stillingen", required=False),
        link=place(entry.link, "link", "Lenken", required=False),
        holds=True,
        reason="",
        recorded_by=who.name,
        recorded_at=now,
    )
    _refuse_twice(session, document, version, entry.party, row)
    return _keep(session, who, community, document, version, row)


def not_signed(
    session: Session,
    who: Actor,
    community: CommunityRow,
    document: DocumentRow,
    version: VersionRow,
    party: PartyRow,
    reason: str,
    now: datetime,
) -> SignatureRow:
    """Say that what was recorded of a party's signature is not so. What was recorded stays."""
    documents.hold(session, version)
    last = recorded_after.signatures_of(session, version).get(party.id)
    if last is None:
        raise NotFound(f"Det er ikke ført noen underskrift for {party.name}.", "", "Ingenting er endret.")
    row = SignatureRow(
        community_id=community.id,
        version_id=version.id,
        party_id=party.id,
        signed_on=last.signed_on,
        signer=last.signer,
        title=last.title,
        link=last.link,
        holds=False,
        reason=fields.text(reason, "reason", "Grunnen"),
        recorded_by=who.name,
        recorded_at=now,
    )
    return _keep(session, who, community, document, version, row)


def _keep(
    session: Session,
    who: Actor,
    community: CommunityRow,
    document: DocumentRow,
    version: VersionRow,
    row: SignatureRow,
) -> SignatureRow:
    session.add(row)
    session.flush()
    party = session.get_one(PartyRow, row.party_id)
    data = {
        "party": party.ref,
        "on": row.signed_on.isoformat(),
        "holds": row.holds,
        "rows": remembered(row),
    }
    subject = documents.subject(document, version)
    audit.record(session, Event.SIGNATURE_RECORDED, subject, who.ref, community.id, data)
    return row


def _refuse_outsider(
    session: Session, community: CommunityRow, document: DocumentRow, entry: SignatureEntry
) -> None:
    """Only those whom the text binds sign it, and only while they exist."""
    party, day = entry.party, day_in_words(entry.signed_on)
    if not holds_on(entry.signed_on, party.valid_from, party.valid_to):
        raise BadInput(
            NOT_KEPT,
            f"{party.name} var ikke part {day}.",
            "Er det dagen eller parten som er feil? Det du skrev, står.",
            "signed_on",
        )
    pairs = [
        view
        for view in parties.pairs(session, community, entry.signed_on)
        if document.pair_id in {None, view.row.id}
    ]
    if party.id not in {id_ for view in pairs for id_ in (view.kommune.id, view.foretak.id)}:
        raise BadInput(
            NOT_KEPT,
            f"{party.name} sto ikke i noe par som teksten bandt {day}.",
            "Velg en av partene teksten gjelder for. Det du skrev, står.",
            "party",
        )


def _refuse_twice(
    session: Session, document: DocumentRow, version: VersionRow, party: PartyRow, row: SignatureRow
) -> None:
    known = recorded_after.signatures_of(session, version).get(party.id)
    same = ("signed_on", "signer", "title", "link")
    if known and all(getattr(known, name) == getattr(row, name) for name in same):
        raise AlreadyThere(
            "Underskriften er ikke ført en gang til.",
            f"{party.name} er alt ført som undertegnet {day_in_words(known.signed_on)} av {known.signer}.",
            "",
            f"/dokumenter/{document.ref}/{version.number}/etterpa",
        )
