"""One case on the agenda of a meeting: read, put elsewhere, typed, recorded."""

from typing import Annotated

from fastapi import APIRouter
from fastapi.responses import Response

from registry import clock
from registry.errors import NotFound
from registry.operations import agendas as operations
from registry.operations import settling, treating
from registry.operations.treating import CounterTyped, ItemTyped
from registry.permissions import Permission
from registry.queries import bodies, meetings, people
from registry.queries.minutes import Table, read_by
from registry.tables import AgendaItemRow, MeetingRow
from registry.web.api.calls import Call, api_reading, api_writing
from registry.web.api.conditions import IfMatch, mark_at, require_revision
from registry.web.api.described import change, public_read, question, remove
from registry.web.api.meetings import MEETING
from registry.web.api.problems import ApiRoute
from registry.web.api.schemas_decisions import VerdictTold
from registry.web.api.schemas_meetings import AgendaItemSent, ItemSent, SettleSent
from registry.web.api.schemas_minutes import MEETINGS, ItemAloneTold
from registry.web.api.types import MeetingInPath, PositionInPath, Sent

router = APIRouter(tags=["meetings"], route_class=ApiRoute)
Recording = Annotated[Call, api_writing(Permission.DECISIONS_RECORD)]
ITEM = MEETING + "/items/{position}"


@router.get(ITEM, **public_read("get_agenda_item", "One case on an agenda"))
def item(
    call: Annotated[Call, api_reading()], ref: MeetingInPath, position: PositionInPath, answer: Response
) -> ItemAloneTold:
    """A case in a meeting: what is proposed, what was decided, and whether it is within the mandate."""
    row = meetings.meeting(call.session, call.community, ref)
    return _told(call, row, meetings.item(call.session, row, position), answer)


@router.put(ITEM, **change("type_agenda_item", "Type what the meeting did with a case"))
def type_item(
    call: Recording,
    ref: MeetingInPath,
    position: PositionInPath,
    sent: ItemSent,
    answer: Response,
    if_match: IfMatch = None,
) -> ItemAloneTold:
    """Type decision, votes and what else was said, if it is as you saw it. Needs vedtak:registrere."""
    row, found = _held(call, ref, position, if_match, sent)
    treating.type_item(call.session, call.who, row, found, found.revision, _typed(call, sent))
    return _told(call, row, found, answer)


@router.put(ITEM + "/agenda", **change("change_agenda_item", "Change what the agenda says of a case"))
def change_item(
    call: Recording,
    ref: MeetingInPath,
    position: PositionInPath,
    sent: AgendaItemSent,
    answer: Response,
    if_match: IfMatch = None,
) -> ItemAloneTold:
    """Change number, proposal, and place on the agenda. Needs vedtak:registrere."""
    row, found = _held(call, ref, position, if_match, sent)
    operations.change_item(
        call.session,
        call.who,
        row,
        found,
        found.revision,
        number=sent.number,
        act=sent.act,
        proposal=sent.proposal,
        proposed_by=sent.proposed_by,
        part=sent.part,
    )
    if sent.position is not None and sent.position != found.position:
        operations.move_item(call.session, call.who, row, found, sent.position)
    return _told(call, row, found, answer)


@router.delete(ITEM, **remove("take_off_agenda", "Take a case off the agenda"))
def take_off(call: Recording, ref: MeetingInPath, position: PositionInPath) -> None:
    """Take a case off; it waits again. Needs vedtak:registrere."""
    row = meetings.meeting(call.session, call.community, ref)
    operations.take_off(call.session, call.who, row, meetings.item(call.session, row, position))


@router.post(ITEM + "/verdict", **question("preview_agenda_item", "What is the verdict on what is typed?"))
def preview(
    call: Annotated[Call, api_reading(Permission.DECISIONS_RECORD)],
    ref: MeetingInPath,
    position: PositionInPath,
) -> VerdictTold:
    """The verdict on what is typed of the case, before it is recorded. Needs vedtak:registrere."""
    row = meetings.meeting(call.session, call.community, ref)
    verdict = settling.preview(call.session, row, meetings.item(call.session, row, position))
    return VerdictTold.model_validate(verdict.to_dict())


@router.post(ITEM + "/decision", **change("settle_agenda_item", "Record what is typed as a decision"))
def settle(
    call: Recording,
    ref: MeetingInPath,
    position: PositionInPath,
    sent: SettleSent,
    answer: Response,
    if_match: IfMatch = None,
) -> ItemAloneTold:
    """Record the decision with its verdict, also when it says no. Needs vedtak:registrere."""
    row, found = _held(call, ref, position, if_match, sent)
    settling.settle_item(call.session, call.who, row, found, clock.now(), reason=sent.reason)
    return _told(call, row, found, answer)


def _held(
    call: Call, ref: str, position: int, if_match: str | None, sent: Sent
) -> tuple[MeetingRow, AgendaItemRow]:
    row = meetings.meeting(call.session, call.community, ref)
    found = meetings.item(call.session, row, position)
    operations.hold_item(call.session, found)
    require_revision(if_match, found.revision, _table(call, row, found), sent)
    return row, found


def _told(call: Call, row: MeetingRow, found: AgendaItemRow, answer: Response) -> ItemAloneTold:
    table = _table(call, row, found)
    told = ItemAloneTold.model_validate(table | {"etag": mark_at(found.revision, table)})
    answer.headers["ETag"] = told.etag
    return told


def _table(call: Call, row: MeetingRow, found: AgendaItemRow) -> Table:
    """The case as the caller may read it; raises NotFound."""
    items = read_by(call.session, call.community, row, call.who)["items"]
    table: Table | None = next((each for each in items if each["position"] == found.position), None)
    if table is None:
        raise NotFound("Saken finnes ikke i møtet.", "", "Se dagsordenen.")
    return table | {"url": f"{MEETINGS}/{row.ref}/items/{found.position}"}


def _typed(call: Call, sent: ItemSent) -> ItemTyped:
    to = bodies.body(call.session, call.community, sent.returned_to) if sent.returned_to else None
    return ItemTyped(
        text=sent.text,
        outcome=sent.outcome,
        act=sent.act,
        votes_for=sent.votes_for,
        votes_against=sent.votes_against,
        abstained=sent.abstained,
        chair_for=sent.chair_for,
        cast={people.person(call.session, each.person).id: each.vote for each in sent.member_votes},
        counters=tuple(
            CounterTyped(
                each.text,
                each.proposed_by,
                each.section or "",
                each.state,
                each.votes_for,
                each.votes_against,
            )
            for each in sent.counter_proposals
        ),
        reservation=sent.reservation,
        reservation_sort=sent.reservation_sort,
        deviation_section_id=sent.deviation_section or "",
        returned_to=to,
        closed_under=sent.closed_under,
        note=sent.note,
    )
