"""Which records correct which? What the agenda says of one record of a chain, it says of all of them."""

from collections.abc import Mapping
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.tables import AgendaItemRow, CommunityRow, DecisionRow, MeetingRow

T = TypeVar("T")


def links(session: Session, community: CommunityRow) -> Mapping[int, int]:
    """The id of each correction, with the id of what it corrects."""
    found = select(DecisionRow.id, DecisionRow.corrects_id).where(
        DecisionRow.community_id == community.id, DecisionRow.corrects_id.is_not(None)
    )
    return {new: old for new, old in session.execute(found) if old is not None}


def along_corrections(told: Mapping[int, T], corrects: Mapping[int, int]) -> Mapping[int, T]:
    """What is told of some records, told of every record of the same chain of corrections."""

    by_first = {first_of(decision, corrects): value for decision, value in told.items()}
    everyone = {*told, *corrects, *corrects.values()}
    return {
        each: by_first[first_of(each, corrects)] for each in everyone if first_of(each, corrects) in by_first
    }


def first_of(decision: int, corrects: Mapping[int, int]) -> int:
    """The record that a chain of corrections began with: itself, where it corrects nothing."""
    while decision in corrects:
        decision = corrects[decision]
    return decision


def closed_under(session: Session, community: CommunityRow) -> Mapping[int, str]:
    """The decisions made behind closed doors, by id, each with the legal ground.

    Of these everybody may know the number, that the doors were closed, and the ground; no words.
    """
    found = session.execute(
        select(AgendaItemRow.decision_id, AgendaItemRow.closed_under, MeetingRow.closed_under)
        .join(MeetingRow, MeetingRow.id == AgendaItemRow.meeting_id)
        .where(AgendaItemRow.community_id == community.id, AgendaItemRow.decision_id.is_not(None))
        .where((AgendaItemRow.closed_under != "") | (MeetingRow.closed_under != ""))
    )
    closed = {decision: item or meeting for decision, item, meeting in found if decision is not None}
    return along_corrections(closed, links(session, community)) if closed else {}
