"""Which letters are in the outbox, and how far has each come?"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from registry.errors import NotFound
from registry.tables import CommunityRow, DocumentRow, MessageRow, MessageState, PartyRow, VersionRow

OPEN = (MessageState.KLADD, MessageState.I_KO, MessageState.SENDES, MessageState.UVISST)
"""What somebody must still see to."""


@dataclass(frozen=True, slots=True)
class MessageView:
    """A letter, whom it is to, and the version it is about, where it is about one."""

    row: MessageRow
    party: PartyRow | None
    version: VersionRow | None
    document: DocumentRow | None

    @property
    def addresses(self) -> tuple[str, ...]:
        """Where it goes; none: nobody has said."""
        return tuple(self.row.addresses.split(", ")) if self.row.addresses else ()

    @property
    def is_draft(self) -> bool:
        """May it still be changed?"""
        return self.row.state is MessageState.KLADD


def message(session: Session, community: CommunityRow, ref: str) -> MessageView:
    """The letter with this name; raises NotFound."""
    found = _views(session, community, MessageRow.ref == ref)
    if not found:
        raise NotFound(f"Brevet «{ref[:40]}» finnes ikke.", "", "Se utboksen.")
    return found[0]


def messages(session: Session, community: CommunityRow) -> list[MessageView]:
    """Every letter, the latest first."""
    return _views(session, community)


def waiting_for(session: Session, version: VersionRow) -> dict[int, MessageRow]:
    """Letters about this version that are not sent or put away, by the id of their party."""
    rows = session.scalars(
        select(MessageRow).where(MessageRow.version_id == version.id, MessageRow.state.in_(OPEN))
    )
    return {row.party_id: row for row in rows if row.party_id is not None}


def in_queue(session: Session) -> Sequence[str]:
    """The names of the letters that wait for the mail server, in the order they were written."""
    return session.scalars(
        select(MessageRow.ref).where(MessageRow.state == MessageState.I_KO).order_by(MessageRow.id)
    ).all()


def _views(session: Session, community: CommunityRow, *narrowed: ColumnElement[bool]) -> list[MessageView]:
    found = session.execute(
        select(MessageRow, PartyRow, VersionRow, DocumentRow)
        .outerjoin(PartyRow, PartyRow.id == MessageRow.party_id)
        .outerjoin(VersionRow, VersionRow.id == MessageRow.version_id)
        .outerjoin(DocumentRow, DocumentRow.id == VersionRow.document_id)
        .where(MessageRow.community_id == community.id, *narrowed)
        .order_by(MessageRow.id.desc())
    )
    return [MessageView(*each) for each in found]
