"""Secret addresses of calendars: made, shown once, and drawn back."""

import secrets
from datetime import datetime

from sqlalchemy.orm import Session

from registry import audit
from registry.audit import Event
from registry.errors import NotFound, RuleSaysNo
from registry.permissions import Actor
from registry.queries import calendars
from registry.tables import CalendarKeyRow, CommunityRow, PersonRow

MOST_KEYS = 10


def make_calendar_key(
    session: Session, who: Actor, community: CommunityRow, person: PersonRow, now: datetime
) -> tuple[str, CalendarKeyRow]:
    """A secret address for what this person may read here: the key itself, shown once, and its row."""
    open_ = [row for row in calendars.keys_of(session, community, person) if row.revoked_at is None]
    if len(open_) >= MOST_KEYS:
        raise RuleSaysNo(
            "Adressen er ikke laget.",
            f"Du har {MOST_KEYS} fra før.",
            "Trekk tilbake en du ikke bruker, og lag en ny.",
        )
    key = secrets.token_urlsafe(32)
    row = CalendarKeyRow(
        community_id=community.id,
        person_id=person.id,
        digest=calendars.key_digest(key),
        made_at=now,
    )
    session.add(row)
    session.flush()
    audit.record(session, Event.CALENDAR_KEY_MADE, person.ref, who.ref, community.id, {"key": row.id})
    return key, row


def revoke_calendar_key(
    session: Session, who: Actor, community: CommunityRow, person: PersonRow, key_id: int, now: datetime
) -> None:
    """Make a secret address useless, at once; raises NotFound for one that is not this person's."""
    row = session.get(CalendarKeyRow, key_id)
    if row is None or row.person_id != person.id or row.community_id != community.id:
        raise NotFound("Adressen finnes ikke.")
    if row.revoked_at is None:
        row.revoked_at = now
        session.flush()
        audit.record(session, Event.CALENDAR_KEY_REVOKED, person.ref, who.ref, community.id, {"key": row.id})
