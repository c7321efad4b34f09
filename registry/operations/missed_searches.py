"""Searches that found nothing are counted, so that the words people use can be taught to the search.

Only words are kept, and only such as can hardly be about a person: what has an address, a long number or what
looks like a name is let go. There is room for so many, and what nobody asks for any more goes by itself.
"""

import re
from datetime import date, timedelta

from sqlalchemy import delete, func, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from registry import audit, fields
from registry.audit import Event
from registry.errors import BadInput
from registry.permissions import Actor
from registry.queries import missed_searches
from registry.tables import CommunityRow, MissedSearchRow
from search.norwegian import clean
from search.query import Query, Words

MOST_KEPT = 1000
KEPT_FOR = timedelta(days=90)
LONGEST = 60
MOST_WORDS = 6
_LONG_NUMBER = re.compile(r"\d{5}")
_SPACED_NUMBER = re.compile(r"(?:\d[ .-]?){8}")
"""A telephone number or part of an identity number, as people part them."""
_NAME = re.compile(r"\b[A-ZÆØÅ][a-zæøåéè]+\s+[A-ZÆØÅ][a-zæøåéè]+\b")
_BETWEEN_WORDS = re.compile(r"[^\w§/.-]+")


def worth_keeping(query: Query) -> str:
    """The words of a search as they may be kept, in lower case; empty where they may not, or teach nothing.

    What was narrowed to a kind, a body or a year found nothing there, which says nothing of the words.

    >>> worth_keeping(Query("Kjøkken-teneste", (Words("kjøkken-teneste", ()),)))
    'kjøkken-teneste'
    """
    narrowed = (
        query.without,
        query.kinds,
        query.statuses,
        query.bodies,
        query.years,
        query.documents,
        query.parties,
        query.laws,
    )
    if not query.wishes or any(narrowed) or not all(isinstance(wish, Words) for wish in query.wishes):
        return ""
    if "@" in query.text or _NAME.search(query.text):
        return ""
    words = _BETWEEN_WORDS.sub(" ", clean(query.text)).strip()
    if len(words) > LONGEST or len(words.split()) > MOST_WORDS or _may_be_a_person(words):
        return ""
    return words


def note_miss(session: Session, community_id: int, words: str, on: date) -> None:
    """Count that these words were searched for in vain that day."""
    if _counted(session, community_id, words, on):
        return
    _make_room(session, community_id, on)
    row = MissedSearchRow(community_id=community_id, words=words, times=1, first_on=on, last_on=on)
    try:
        with session.begin_nested():
            session.add(row)
    except IntegrityError:  # somebody searched for the same a moment ago
        _counted(session, community_id, words, on)


def forget_miss(session: Session, who: Actor, community: CommunityRow, number: int) -> None:
    """Take one away, since it is found now or teaches nothing; raises NotFound. The log keeps no words."""
    session.delete(missed_searches.miss(session, community, number))
    session.flush()
    _remember(session, who, community, 1)


def clear_misses(session: Session, who: Actor, community: CommunityRow) -> int:
    """Take all of them away; how many there were."""
    count = missed_searches.how_many(session, community)
    if count:
        session.execute(delete(MissedSearchRow).where(MissedSearchRow.community_id == community.id))
        _remember(session, who, community, count)
    return count


def _may_be_a_person(words: str) -> bool:
    if _LONG_NUMBER.search(words) or _SPACED_NUMBER.search(words):
        return True
    try:
        fields.without_patients(fields.line(words, "", "Ordet"), "", "Ordet")
    except BadInput:
        return True
    return False


def _counted(session: Session, community_id: int, words: str, on: date) -> bool:
    """Add one to those that are there; were there any?"""
    of = MissedSearchRow
    found = session.execute(
        update(of)
        .where(of.community_id == community_id, of.words == words)
        .values(times=of.times + 1, last_on=on)
        .returning(of.id)
    )
    return found.first() is not None


def _make_room(session: Session, community_id: int, on: date) -> None:
    """Let go of what nobody has asked for in a while; where it is full, of what was asked for least."""
    of = MissedSearchRow
    session.execute(delete(of).where(of.community_id == community_id, of.last_on < on - KEPT_FOR))
    count = session.scalars(select(func.count(of.id)).where(of.community_id == community_id)).one()
    if count >= MOST_KEPT:
        least = (
            select(of.id)
            .where(of.community_id == community_id)
            .order_by(of.times, of.last_on, of.id)
            .limit(count - MOST_KEPT + 1)
        )
        session.execute(delete(of).where(of.id.in_(least)))


def _remember(session: Session, who: Actor, community: CommunityRow, count: int) -> None:
    audit.record(session, Event.MISSES_CLEARED, who.ref, who.ref, community.id, {"count": count})
