"""What the short names in a search stand for, as far as whoever asks may know."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.permissions import Actor, Permission
from registry.queries import bodies, parties
from registry.queries.documents import PUBLIC_STAGES
from registry.tables import CommunityRow, DocumentRow, VersionRow


def names(session: Session, community: CommunityRow, who: Actor) -> dict[str, str]:
    """The names of parties, bodies and documents by their short names.

    A document that is nothing but drafts has no name for those who may not read drafts.
    """
    return {
        **{row.ref: row.name for row in parties.all_parties(session, community)},
        **{row.ref: row.name for row in bodies.all_bodies(session, community)},
        **document_titles(session, community, who),
    }


def document_titles(session: Session, community: CommunityRow, who: Actor) -> dict[str, str]:
    """The titles of the documents that whoever asks may read some version of, by their short names."""
    asked = select(DocumentRow.ref, DocumentRow.title).where(DocumentRow.community_id == community.id)
    if not who.may(Permission.DRAFTS_READ):
        public = select(VersionRow.document_id).where(VersionRow.stage.in_(PUBLIC_STAGES))
        asked = asked.where(DocumentRow.id.in_(public))
    return {row.ref: row.title for row in session.execute(asked)}
