"""Searches that somebody saves and forgets, and the secret addresses of their feeds.

What somebody searches for is nobody's business: the log tells that a search was saved, never which.
"""

import secrets
from datetime import datetime

from sqlalchemy.orm import Session

from registry import audit, fields
from registry.audit import Event
from registry.errors import AlreadyThere, BadInput, RuleSaysNo
from registry.permissions import Actor
from registry.queries import saved_searches
from registry.tables import CommunityRow, PersonRow, SavedSearchRow
from search.query import LONGEST_QUERY, parse

PAGE = "/sok/lagrede"
MOST_SAVED = 50


def save_search(
    session: Session, who: Actor, community: CommunityRow, person: PersonRow, query: str, now: datetime
) -> SavedSearchRow:
    """Keep what was typed. Its hits count as seen now, so that what comes later is new.

    Raises BadInput for what cannot be searched for, AlreadyThere, and RuleSaysNo where there are many.
    """
    session.refresh(person, with_for_update=True)
    words = fields.line(query, "q", "Søket", longest=LONGEST_QUERY)
    fields.without_patients(words, "q", "Søket")
    asked = parse(words)
    if asked.problem or asked.is_empty:
        raise BadInput(
            "Søket er ikke lagret.",
            asked.problem or "Det er ingenting i det å søke etter.",
            "Skriv noe annet og søk på nytt.",
            "q",
        )
    mine = saved_searches.saved(session, community, person)
    for each in mine:
        if each.query.lower() == words.lower():
            raise AlreadyThere("Du har lagret dette søket fra før.", path=f"{PAGE}/{each.ref}")
    if len(mine) >= MOST_SAVED:
        raise RuleSaysNo(
            "Søket er ikke lagret.", f"Du har {MOST_SAVED} fra før.", "Glem et du ikke bruker, og prøv igjen."
        )
    row = SavedSearchRow(
        community_id=community.id,
        ref=f"sok-{secrets.token_hex(5)}",
        person_id=person.id,
        query=words,
        saved_at=now,
        seen_at=now,
    )
    session.add(row)
    _remember(session, Event.SEARCH_SAVED, who, community, person, row)
    return row


def forget_search(session: Session, who: Actor, community: CommunityRow, person: PersonRow, ref: str) -> None:
    """Let go of a search, and of the address of its feed; raises NotFound."""
    row = saved_searches.saved_search(session, community, person, ref)
    session.delete(row)
    _remember(session, Event.SEARCH_FORGOTTEN, who, community, person, row)


def look_at(row: SavedSearchRow, until: datetime) -> None:
    """The owner has seen what had come until then. It never goes back."""
    row.seen_at = max(row.seen_at, until)


def make_feed(
    session: Session, who: Actor, community: CommunityRow, person: PersonRow, ref: str
) -> tuple[str, SavedSearchRow]:
    """A secret address for what the owner may read of these hits: the key itself, shown once, and the row.

    One that was made before opens nothing any more. Raises NotFound.
    """
    row = saved_searches.saved_search(session, community, person, ref)
    key = secrets.token_urlsafe(32)
    row.feed_hash = saved_searches.feed_digest(key)
    _remember(session, Event.SEARCH_FEED_MADE, who, community, person, row)
    return key, row


def revoke_feed(session: Session, who: Actor, community: CommunityRow, person: PersonRow, ref: str) -> None:
    """Make the secret address useless, at once; raises NotFound."""
    row = saved_searches.saved_search(session, community, person, ref)
    if row.feed_hash is not None:
        row.feed_hash = None
        _remember(session, Event.SEARCH_FEED_REVOKED, who, community, person, row)


def _remember(
    session: Session,
    event: Event,
    who: Actor,
    community: CommunityRow,
    person: PersonRow,
    row: SavedSearchRow,
) -> None:
    session.flush()
    audit.record(session, event, person.ref, who.ref, community.id, {"search": row.ref})
