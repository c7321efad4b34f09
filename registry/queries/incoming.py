"""Files that came in to become new texts, and are not drafts yet."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.errors import NotFound
from registry.tables import CommunityRow, ReceivedFileRow, VersionRow


def waiting_files(session: Session, community: CommunityRow) -> Sequence[ReceivedFileRow]:
    """The files that nobody has made a draft of, the newest first."""
    wanted = select(ReceivedFileRow).where(
        ReceivedFileRow.community_id == community.id, ReceivedFileRow.version_id.is_(None)
    )
    return session.scalars(wanted.order_by(ReceivedFileRow.id.desc())).all()


def incoming_file(session: Session, community: CommunityRow, ref: str) -> ReceivedFileRow:
    """The file with this name, become a draft or not; raises NotFound."""
    wanted = select(ReceivedFileRow).where(
        ReceivedFileRow.community_id == community.id, ReceivedFileRow.ref == ref
    )
    if found := session.scalars(wanted).first():
        return found
    raise NotFound(
        "Filen er ikke her.",
        "En fil som ikke blir gjort til utkast, blir tatt bort etter sju dager.",
        "Velg den en gang til fra din egen maskin.",
    )


def became(session: Session, row: ReceivedFileRow) -> VersionRow | None:
    """The version that was made of the file, if there is one."""
    return session.get(VersionRow, row.version_id) if row.version_id else None
