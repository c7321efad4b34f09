"""A meeting as plain tables: what is kept when the minutes are approved, and what programs read.

Law: kommuneloven § 11-4 (https://lovdata.no/lov/2018-06-22-83/§11-4) says what minutes must hold: time and
place, who met and who was absent, which cases, what was decided and how the vote fell.
"""

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from decisions.votes import BlocVotes, Votes
from registry.errors import NotFound
from registry.permissions import Actor, Permission
from registry.queries import agendas
from registry.queries.agendas import Attendant, ItemView, MemberVote, WholeMeeting
from registry.tables import CommunityRow, MeetingRow, MinutesCorrectionRow

Table = dict[str, Any]
"""A table of words, numbers and tables, as JSON has them."""

PUBLIC_OF_CLOSED = ("position", "number", "closed_under", "outcome")
"""All that is public of a case treated behind closed doors."""
PUBLIC_OF_CLOSED_MEETING = (
    "ref",
    "body",
    "body_name",
    "on",
    "number",
    "stage",
    "closed_under",
    "approved_on",
)
"""All that is public of a meeting that was closed as a whole."""


def minutes_of(meeting: WholeMeeting) -> Table:
    """The whole meeting as a table; the names are stable."""
    row = meeting.row
    return {
        "ref": row.ref,
        "body": meeting.body.ref,
        "body_name": meeting.body_name,
        "on": row.meeting_on.isoformat(),
        "number": row.number,
        "starts_at": row.starts_at,
        "ended_at": row.ended_at,
        "place": row.place,
        "procedure": row.procedure,
        "all_consent": row.all_consent,
        "led_by": row.led_by,
        "kept_by": row.kept_by,
        "closed_under": row.closed_under,
        "note": row.note,
        "stage": row.stage.value,
        "approved_by": row.approved_by,
        "approved_on": row.approved_on.isoformat() if row.approved_on else None,
        "attendance": [_attendant(each) for each in meeting.attendance],
        "items": [item_table(each) for each in meeting.items],
        "corrections": [correction_table(meeting, each) for each in meeting.corrections],
    }


def item_table(item: ItemView) -> Table:
    """One case on the agenda as a table."""
    row = item.row
    return {
        "position": row.position,
        "part": row.part,
        "number": row.printed,
        "case": item.case.row.ref,
        "title": item.case.row.title,
        "description": item.case.row.description,
        "matter": item.case.row.matter,
        "version": item.case.version_ref or None,
        "text_hash": item.case.version.frozen_hash if item.case.version else None,
        "change": item.case.row.change.value,
        "change_label": item.case.row.change_label,
        "act": row.act.value,
        "proposal": row.proposal,
        "proposed_by": row.proposed_by,
        "outcome": row.outcome.value if row.outcome else None,
        "text": row.text,
        "votes": _votes(item.votes),
        "sides": [_side(each) for each in item.sides],
        "member_votes": [_member_vote(each) for each in item.member_votes],
        "counter_proposals": [
            {
                "section": each.row.section_id,
                "section_number": each.number,
                "text": each.row.text,
                "proposed_by": each.row.proposed_by,
                "state": each.row.state.value,
                "votes_for": each.row.votes_for,
                "votes_against": each.row.votes_against,
            }
            for each in item.counters
        ],
        "reservation": row.reservation,
        "reservation_sort": row.reservation_sort.value if row.reservation_sort else None,
        "deviation_section": row.deviation_section_id,
        "returned_to": item.returned_to.ref if item.returned_to else None,
        "closed_under": row.closed_under,
        "note": row.note,
        "verdict": item.verdict.to_dict(),
        "foreseen": item.is_foreseen,
        "decision": item.decision.ref if item.decision else None,
    }


def correction_table(meeting: WholeMeeting, row: MinutesCorrectionRow) -> Table:
    """One correction of approved minutes."""
    about = next((each.row.printed for each in meeting.items if each.row.id == row.item_id), None)
    return {
        "number": about,
        "text": row.text,
        "reason": row.reason,
        "by": row.corrected_by,
        "at": row.corrected_at.isoformat(),
    }


def as_kept(table: Table) -> str:
    """The JSON that is kept, byte for byte the same for the same minutes."""
    return json.dumps(table, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def approved(row: MeetingRow) -> Table | None:
    """The minutes as they were approved; None while they are not."""
    if not row.minutes:
        return None
    table: Table = json.loads(row.minutes)
    return table


def read_by(session: Session, community: CommunityRow, row: MeetingRow, who: Actor) -> Table:
    """The meeting as this person may read it; raises NotFound where there is nothing they may.

    Approved minutes are read as they were approved, with the corrections since. Until then they are for
    those who read drafts.
    """
    if not agendas.may_read(row, who):
        raise NotFound(f"Møtet «{row.ref}» finnes ikke.", "", "Protokoller vises når de er godkjent.")
    meeting = agendas.whole(session, community, row)
    kept = approved(row)
    if kept is None:
        return minutes_of(meeting)
    told = kept | {"corrections": [correction_table(meeting, each) for each in meeting.corrections]}
    return told if who.may(Permission.DRAFTS_READ) else public(told)


def public(table: Mapping[str, Any]) -> Table:
    """What everybody may read of approved minutes: all, but the words of what was closed.

    A closed case has its number, that it was closed, and by which legal ground; a closed meeting the same.
    """
    if table["closed_under"]:
        shown = {name: table[name] for name in PUBLIC_OF_CLOSED_MEETING}
        return {**_empty(table), **shown, "items": [_closed(each) for each in table["items"]]}
    items = [_closed(each) if each["closed_under"] else each for each in table["items"]]
    hidden = {each["number"] for each in table["items"] if each["closed_under"]}
    told = [each for each in table["corrections"] if each["number"] not in hidden]
    return {**table, "items": items, "corrections": told}


def _closed(item: Mapping[str, Any]) -> Table:
    return {**_empty(item), **{name: item[name] for name in PUBLIC_OF_CLOSED}}


def _empty(table: Mapping[str, Any]) -> Table:
    """The same names, and nothing said."""
    return {name: _NOTHING.get(type(value)) for name, value in table.items()}


_NOTHING: dict[type, Any] = {str: "", list: [], bool: False}


def _attendant(each: Attendant) -> Table:
    row = each.row
    return {
        "name": each.person.name,
        "speaks_for": row.speaks_for,
        "side": row.side,
        "role": row.role,
        "may_vote": row.may_vote,
        "state": row.state.value,
        "in_place_of": row.in_place_of,
    }


def _votes(votes: Votes | None) -> Table | None:
    if votes is None:
        return None
    return {
        "for": votes.for_,
        "against": votes.against,
        "abstained": votes.abstained,
        "present": votes.present,
        "members": votes.members,
        "chair_for": votes.chair_for,
    }


def _side(each: BlocVotes) -> Table:
    return {"name": each.name, "for": each.for_, "against": each.against, "abstained": each.abstained}


def _member_vote(each: MemberVote) -> Table:
    return {
        "name": each.person.name,
        "speaks_for": each.speaks_for,
        "side": each.side,
        "vote": each.vote.value,
    }
