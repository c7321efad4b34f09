"""A version was published at an address, or was not after all."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from decisions.words import day_in_words
from documents.lifecycle import Stage
from registry import audit, clock, fields
from registry.audit import Event
from registry.errors import AlreadyThere, NotFound
from registry.fingerprints import remembered
from registry.operations import documents
from registry.operations.following_up import address, refuse_the_future, refuse_unfinished
from registry.permissions import Actor
from registry.queries import recorded_after
from registry.tables import CommunityRow, DocumentRow, PublicationRow, VersionRow

NOT_KEPT = "Publiseringen er ikke ført."


@dataclass(frozen=True, slots=True)
class PublicationEntry:
    """What is typed of a publication."""

    published_on: date
    publisher: str
    link: str


def publish(
    session: Session,
    who: Actor,
    community: CommunityRow,
    document: DocumentRow,
    version: VersionRow,
    entry: PublicationEntry,
    now: datetime,
) -> PublicationRow:
    """Record where an adopted version is published. The last word about an address counts."""
    documents.hold(session, version)
    refuse_unfinished(NOT_KEPT, version, Stage.ADOPTED)
    refuse_the_future(NOT_KEPT, entry.published_on, clock.day_of(now), "published_on")
    row = PublicationRow(
        community_id=community.id,
        version_id=version.id,
        published_on=entry.published_on,
        publisher=fields.line(entry.publisher, "publisher", "Hvem som publiserte,"),
        link=address(entry.link, "link", "Adressen"),
        holds=True,
        reason="",
        recorded_by=who.name,
        recorded_at=now,
    )
    _refuse_twice(session, document, version, row)
    return _keep(session, who, community, document, version, row)


def not_published(
    session: Session,
    who: Actor,
    community: CommunityRow,
    document: DocumentRow,
    version: VersionRow,
    link: str,
    reason: str,
    now: datetime,
) -> PublicationRow:
    """Say that the version is not published at that address after all. What was recorded stays."""
    documents.hold(session, version)
    known = recorded_after.publications_of(session, version)
    last = next((row for row in known if row.link == link.strip()), None)
    if last is None:
        raise NotFound("Versjonen er ikke ført som publisert der.", "", "Ingenting er endret.")
    row = PublicationRow(
        community_id=community.id,
        version_id=version.id,
        published_on=last.published_on,
        publisher=last.publisher,
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
    row: PublicationRow,
) -> PublicationRow:
    session.add(row)
    session.flush()
    data = {
        "link": row.link,
        "on": row.published_on.isoformat(),
        "holds": row.holds,
        "rows": remembered(row),
    }
    subject = documents.subject(document, version)
    audit.record(session, Event.VERSION_PUBLISHED, subject, who.ref, community.id, data)
    return row


def _refuse_twice(session: Session, document: DocumentRow, version: VersionRow, row: PublicationRow) -> None:
    for known in recorded_after.publications_of(session, version):
        if (known.link, known.published_on, known.publisher) == (row.link, row.published_on, row.publisher):
            raise AlreadyThere(
                "Publiseringen er ikke ført en gang til.",
                f"Den er alt ført {day_in_words(known.published_on)} av {known.publisher}.",
                "",
                f"/dokumenter/{document.ref}/{version.number}/etterpa",
            )
