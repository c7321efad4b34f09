"""The searches that somebody has saved. Nobody but the owner is told of them."""

from collections.abc import Sequence
from datetime import UTC, datetime
from hashlib import sha256

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.errors import NotFound
from registry.permissions import Actor, Permission
from registry.tables import CommunityRow, PersonRow, SavedSearchRow
from search.entries import Filters


def saved(session: Session, community: CommunityRow, person: PersonRow) -> Sequence[SavedSearchRow]:
    """The person's searches here, the latest first."""
    of = SavedSearchRow
    return session.scalars(
        select(of)
        .where(of.person_id == person.id, of.community_id == community.id)
        .order_by(of.saved_at.desc(), of.id.desc())
    ).all()


def saved_search(session: Session, community: CommunityRow, person: PersonRow, ref: str) -> SavedSearchRow:
    """The person's search of this name; raises NotFound, for somebody else's as well."""
    of = SavedSearchRow
    found = session.scalars(
        select(of).where(of.ref == ref, of.person_id == person.id, of.community_id == community.id)
    ).first()
    if found is None:
        raise NotFound("Søket finnes ikke blant dem du har lagret.", "", "Se listen over lagrede søk.")
    return found


def feed_digest(key: str) -> str:
    """What is kept of the secret in an address."""
    return sha256(key.encode("utf-8", "surrogatepass")).hexdigest()


def owner_of(session: Session, key: str) -> tuple[SavedSearchRow, PersonRow] | None:
    """The search behind a secret address, and whose; None where it opens nothing or its owner is shut out."""
    found = session.execute(
        select(SavedSearchRow, PersonRow)
        .join(PersonRow, PersonRow.id == SavedSearchRow.person_id)
        .where(SavedSearchRow.feed_hash == feed_digest(key), PersonRow.disabled_at.is_(None))
    ).first()
    return (found[0], found[1]) if found else None


def seen_by(who: Actor, community: CommunityRow, since: datetime | None = None) -> Filters:
    """What this reader may find; only what came after a moment, where one is given."""
    return Filters(
        community.ref,
        public_only=not who.may(Permission.DRAFTS_READ),
        since=as_known(since) if since else "",
    )


def as_known(moment: datetime) -> str:
    """A moment as the index keeps them (`search.entries.Entry.known_at`)."""
    return moment.astimezone(UTC).isoformat()
