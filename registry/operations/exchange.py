"""What goes out in Word and comes in again."""

import hashlib
from datetime import datetime

from sqlalchemy.orm import Session

from documents.text import new_id
from registry import audit, fields
from registry.audit import Event
from registry.permissions import Actor
from registry.tables import CommunityRow, ReceivedFileRow


def receive(
    session: Session, who: Actor, community: CommunityRow, name: str, data: bytes, now: datetime
) -> ReceivedFileRow:
    """Keep a file as it came, until it is known what becomes of it. The caller has read it under guard."""
    row = ReceivedFileRow(
        community_id=community.id,
        ref=new_id(),
        name=fields.line(name, "file", "Filens navn"),
        sha256=hashlib.sha256(data).hexdigest(),
        data=data,
        received_by=who.ref,
        received_at=now,
    )
    session.add(row)
    session.flush()
    told = {"name": row.name, "sha256": row.sha256}
    audit.record(session, Event.FILE_RECEIVED, f"fil:{row.ref}", who.ref, community.id, told)
    return row
