"""Meetings: called, their agendas, what is typed in them, and their minutes."""

from typing import Annotated, Any

from fastapi import APIRouter, Query
from fastapi.responses import Response

from registry import clock
from registry.operations import agendas as agenda_operations
from registry.operations import meetings as operations
from registry.operations import minutes as minutes_operations
from registry.operations.meetings import MeetingHead
from registry.permissions import Permission
from registry.queries import agendas, bodies, meetings, people
from registry.queries.cases import case_row
from registry.queries.minutes import Table, read_by
from registry.tables import MeetingRow
from registry.web.api.calls import Call, api_reading, api_writing
from registry.web.api.conditions import IfMatch, mark_at, require_revision, require_same
from registry.web.api.described import change, create, keyed_read, public_read
from registry.web.api.paging import Ask, Page, page
from registry.web.api.problems import ApiRoute
from registry.web.api.repeats import RepeatKey, once
from registry.web.api.schemas_meetings import (
    ApprovalSent,
    HeadSent,
    MeetingSent,
    MinutesCorrectionSent,
    OnAgendaSent,
    RollSent,
)
from registry.web.api.schemas_minutes import (
    MEETINGS,
    CorrectionTold,
    MeetingListedTold,
    MeetingTold,
    OnRollTold,
    RollTold,
)
from registry.web.api.types import MeetingInPath, Ref

router = APIRouter(tags=["meetings"], route_class=ApiRoute)
Recording = Annotated[Call, api_writing(Permission.DECISIONS_RECORD)]
MEETING = "/meetings/{ref}"


@router.get("/meetings", **public_read("list_meetings", "Meetings"))
def all_meetings(
    call: Annotated[Call, api_reading()],
    wanted: Ask,
    body: Annotated[Ref | None, Query(description="Only this body's.", examples=["psu"])] = None,
) -> Page[MeetingListedTold]:
    """Meetings, those to come first. Without utkast:lese only those whose minutes are approved."""
    found = meetings.meetings(
        call.session,
        call.community,
        clock.today(),
        body=bodies.body(call.session, call.community, body) if body else None,
        approved_only=not call.who.may(Permission.DRAFTS_READ),
    )
    return page(call, wanted, found, lambda each: each.row.ref, MeetingListedTold.of)


@router.get(MEETING, **public_read("get_meeting", "One meeting, with its agenda or minutes"))
def meeting(call: Annotated[Call, api_reading()], ref: MeetingInPath, answer: Response) -> MeetingTold:
    """A meeting. Approved minutes are public, but the words of what was closed; agendas need utkast:lese."""
    told = meeting_told(call, meetings.meeting(call.session, call.community, ref))
    answer.headers["ETag"] = told.etag
    return told


@router.post("/meetings", response_model=MeetingTold, **create("call_meeting", "Call a meeting"))
def call_meeting(call: Recording, sent: MeetingSent, repeat: RepeatKey = None) -> Response:
    """Call a body to a meeting; what it has postponed comes on the agenda. Needs vedtak:registrere."""
    return once(call, repeat, sent, lambda: _called(call, sent))


@router.put(MEETING, **change("change_meeting", "Change time, place, leader and the like"))
def change_meeting(
    call: Recording, ref: MeetingInPath, sent: HeadSent, answer: Response, if_match: IfMatch = None
) -> MeetingTold:
    """Change what is said of a meeting, if it is as you saw it. Needs vedtak:registrere."""
    row = held(call, ref, if_match, sent)
    operations.change_meeting(call.session, call.who, row, _head(sent), row.revision)
    return _answered(call, row, answer)


@router.post(
    MEETING + "/items", response_model=MeetingTold, **create("put_on_agenda", "Put a case on the agenda")
)
def put_on_agenda(
    call: Recording, ref: MeetingInPath, sent: OnAgendaSent, repeat: RepeatKey = None
) -> Response:
    """Put a case last on the agenda, with the body's next number. Needs vedtak:registrere."""
    return once(call, repeat, sent, lambda: _put(call, ref, sent))


@router.get(MEETING + "/attendance", **keyed_read("get_attendance", "Who has a seat, and who came"))
def attendance(
    call: Annotated[Call, api_reading(Permission.DECISIONS_RECORD)], ref: MeetingInPath, answer: Response
) -> RollTold:
    """Everybody with a seat in the body that day. Needs vedtak:registrere."""
    told = _roll(call, meetings.meeting(call.session, call.community, ref))
    answer.headers["ETag"] = told.etag
    return told


@router.put(MEETING + "/attendance", **change("call_roll", "Note who came"))
def call_roll(
    call: Recording, ref: MeetingInPath, sent: RollSent, answer: Response, if_match: IfMatch = None
) -> RollTold:
    """Note who came; deputies are called to the absent members' places. Needs vedtak:registrere."""
    row = held(call, ref, if_match, sent)
    came = {people.person(call.session, each).id for each in sent.came}
    operations.call_roll(call.session, call.who, row, came)
    told = _roll(call, row)
    answer.headers["ETag"] = told.etag
    return told


@router.post(MEETING + "/approval", **change("approve_minutes", "Approve the minutes"))
def approve(
    call: Recording, ref: MeetingInPath, sent: ApprovalSent, answer: Response, if_match: IfMatch = None
) -> MeetingTold:
    """Approve the minutes: what is typed is recorded, and then nothing changes. Needs vedtak:registrere."""
    row = meetings.meeting(call.session, call.community, ref)
    call.session.refresh(row, with_for_update={"key_share": True})
    told = meeting_told(call, row)
    require_same(if_match, told.etag, told.model_dump_json(), sent.model_dump_json())
    minutes_operations.approve_minutes(
        call.session, call.who, row, sent.approved_by, sent.approved_on, clock.now()
    )
    return _answered(call, row, answer)


@router.post(
    MEETING + "/corrections",
    response_model=CorrectionTold,
    **create("correct_minutes", "Put something right in approved minutes"),
)
def correct(
    call: Recording, ref: MeetingInPath, sent: MinutesCorrectionSent, repeat: RepeatKey = None
) -> Response:
    """Write a correction beside approved minutes; they stay as they are. Needs vedtak:registrere."""
    return once(call, repeat, sent, lambda: _correct(call, ref, sent))


def held(call: Call, ref: str, if_match: str | None, sent: Any) -> MeetingRow:
    """The meeting, kept from other writers, if the caller knows it as it is."""
    row = meetings.meeting(call.session, call.community, ref)
    call.session.refresh(row, with_for_update={"key_share": True})
    require_revision(if_match, row.revision, _table(call, row), sent)
    return row


def meeting_told(call: Call, row: MeetingRow) -> MeetingTold:
    """The meeting as the caller may read it."""
    table = _table(call, row)
    return MeetingTold.model_validate(table | {"etag": mark_at(row.revision, table)})


def _table(call: Call, row: MeetingRow) -> Table:
    table = read_by(call.session, call.community, row, call.who)
    body = bodies.body(call.session, call.community, table["body"])
    waiting = agendas.waiting(call.session, call.community, row, body, call.who)
    return table | {
        "minutes_hash": row.minutes_hash,
        "waiting": [
            {"case": each.row.ref, "title": each.row.title, "stand": each.at.stand, "where": each.where}
            for each in waiting
        ],
        "url": f"{MEETINGS}/{row.ref}",
    }


def _called(call: Call, sent: MeetingSent) -> MeetingTold:
    body = bodies.body(call.session, call.community, sent.body)
    row = operations.call_meeting(
        call.session,
        call.who,
        call.community,
        body,
        sent.on,
        clock.now(),
        _head(sent),
        one_more=sent.one_more,
    )
    return meeting_told(call, row)


def _put(call: Call, ref: str, sent: OnAgendaSent) -> MeetingTold:
    row = meetings.meeting(call.session, call.community, ref)
    agenda_operations.put_on_agenda(
        call.session,
        call.who,
        row,
        case_row(call.session, call.community, sent.case),
        number=sent.number,
        act=sent.act,
        proposal=sent.proposal,
        proposed_by=sent.proposed_by,
        part=sent.part,
    )
    return meeting_told(call, row)


def _correct(call: Call, ref: str, sent: MinutesCorrectionSent) -> CorrectionTold:
    row = meetings.meeting(call.session, call.community, ref)
    about = meetings.item(call.session, row, sent.position) if sent.position else None
    made = minutes_operations.correct_minutes(
        call.session, call.who, row, sent.text, sent.reason, clock.now(), about
    )
    return CorrectionTold(
        number=about.printed if about else None,
        text=made.text,
        reason=made.reason,
        by=made.corrected_by,
        at=made.corrected_at,
    )


def _roll(call: Call, row: MeetingRow) -> RollTold:
    seated = [OnRollTold.of(each) for each in meetings.roll(call.session, row)]
    table = {"people": [each.model_dump(mode="json") for each in seated]}
    return RollTold(people=seated, etag=mark_at(row.revision, table))


def _answered(call: Call, row: MeetingRow, answer: Response) -> MeetingTold:
    told = meeting_told(call, row)
    answer.headers["ETag"] = told.etag
    return told


def _head(sent: HeadSent) -> MeetingHead:
    return MeetingHead(
        sent.starts_at,
        sent.ended_at,
        sent.place,
        sent.procedure,
        sent.all_consent,
        sent.led_by,
        sent.kept_by,
        sent.closed_under,
        sent.note,
    )
