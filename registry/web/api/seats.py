"""Seats: given, ended, and what they give in each part of the agenda."""

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Path
from fastapi.responses import Response

from decisions.seats import Rights
from registry import clock
from registry.errors import BadInput
from registry.operations import people as people_operations
from registry.operations import seats as operations
from registry.permissions import Permission
from registry.queries import bodies, parties, people
from registry.queries.bodies import SeatView
from registry.tables import BodyRow, PersonRow
from registry.web.api.calls import Call, api_reading, api_writing
from registry.web.api.conditions import IfMatch, require_same
from registry.web.api.described import change, create, public_read
from registry.web.api.problems import ApiRoute
from registry.web.api.repeats import RepeatKey, once
from registry.web.api.schemas_seats import (
    EndSent,
    NameSent,
    RightsSent,
    SeatSent,
    SeatTold,
    mark_of_seat,
)
from registry.web.api.types import LARGEST_ID, BodyInPath

router = APIRouter(tags=["bodies"], route_class=ApiRoute)
Managing = Annotated[Call, api_writing(Permission.PARTIES_MANAGE)]
SeatInPath = Annotated[int, Path(ge=1, le=LARGEST_ID, description="The seat's id.", examples=[1])]
SEAT = "/bodies/{ref}/seats/{seat}"


@router.post("/bodies/{ref}/seats", response_model=SeatTold, **create("take_seat", "Give a person a seat"))
def take_seat(call: Managing, ref: BodyInPath, sent: SeatSent, repeat: RepeatKey = None) -> Response:
    """Give a person a seat: for a party or an organisation, with vote or with speech only.

    A seat held twice on the same days is refused, as is one outside the days of the body or the party, and a
    deputy for somebody who does not sit there then. Needs parter:endre.
    """
    return once(call, repeat, sent, lambda: _take(call, ref, sent))


@router.get(SEAT, **public_read("get_seat", "One seat"))
def seat(
    call: Annotated[Call, api_reading()], ref: BodyInPath, seat: SeatInPath, answer: Response
) -> SeatTold:
    """One seat, on whatever days. Its ETag is what If-Match wants when it is changed."""
    _, view = _found(call, ref, seat)
    return _told(call, view, answer)


@router.post(f"{SEAT}/end", **change("end_seat", "Say which day is the last of a seat"))
def end_seat(
    call: Managing,
    ref: BodyInPath,
    seat: SeatInPath,
    sent: EndSent,
    answer: Response,
    if_match: IfMatch = None,
) -> SeatTold:
    """The days it was held stand as they are. Needs parter:endre."""

    def end(row: BodyRow, view: SeatView) -> None:
        operations.end_seat(call.session, call.who, row, view.row, sent.last_day)

    return _changed(call, ref, seat, answer, if_match, end)


@router.put(f"{SEAT}/rights", **change("change_rights", "Say what a seat gives in a part of the agenda"))
def change_rights(
    call: Managing,
    ref: BodyInPath,
    seat: SeatInPath,
    sent: RightsSent,
    answer: Response,
    if_match: IfMatch = None,
) -> SeatTold:
    """Where it differs from what such a seat gives; `usual` takes it away again. Needs parter:endre."""
    given = None if sent.usual else Rights(sent.speak, sent.propose, sent.vote)

    def change_them(row: BodyRow, view: SeatView) -> None:
        operations.change_rights(call.session, call.who, row, view.row, sent.part, given)

    return _changed(call, ref, seat, answer, if_match, change_them)


@router.put(f"{SEAT}/name", **change("withhold_name", "Say whether the name is shown to everybody"))
def withhold_name(
    call: Managing,
    ref: BodyInPath,
    seat: SeatInPath,
    sent: NameSent,
    answer: Response,
    if_match: IfMatch = None,
) -> SeatTold:
    """Holds for all the person's seats. Approved minutes and the log stay as they are. Needs parter:endre."""

    def withhold(row: BodyRow, view: SeatView) -> None:
        told = call.session, call.who, row, view.person, clock.now()
        operations.withhold_name(*told, withheld=sent.withheld)

    return _changed(call, ref, seat, answer, if_match, withhold)


def _found(call: Call, ref: str, number: int) -> tuple[BodyRow, SeatView]:
    row = bodies.body(call.session, call.community, ref)
    return row, bodies.seat(call.session, row, number)


def _changed(
    call: Call,
    ref: str,
    number: int,
    answer: Response,
    if_match: str | None,
    act: Callable[[BodyRow, SeatView], None],
) -> SeatTold:
    row, view = _found(call, ref, number)
    require_same(if_match, mark_of_seat(view), _told(call, view).model_dump_json())
    act(row, view)
    return _told(call, bodies.seat(call.session, row, number), answer)


def _told(call: Call, view: SeatView, answer: Response | None = None) -> SeatTold:
    if answer is not None:
        answer.headers["ETag"] = mark_of_seat(view)
    return SeatTold.of(view, call.who, clock.today())


def _take(call: Call, ref: str, sent: SeatSent) -> SeatTold:
    row = bodies.body(call.session, call.community, ref)
    party = parties.party(call.session, call.community, sent.party) if sent.party else None
    member = bodies.seat(call.session, row, sent.deputy_for).row if sent.deputy_for else None
    made = operations.take_seat(
        call.session,
        call.who,
        row,
        _person(call, sent),
        party=party,
        organisation=sent.organisation,
        role=sent.role,
        may_vote=sent.may_vote,
        deputy_for=member,
        valid_from=sent.valid_from,
        valid_to=sent.valid_to,
    )
    return _told(call, bodies.seat(call.session, row, made.id))


def _person(call: Call, sent: SeatSent) -> PersonRow:
    """The person we know by reference, or one who is new here; raises BadInput for both or none."""
    if sent.person and not sent.name:
        return people.person(call.session, sent.person)
    if sent.name and not sent.person:
        return people_operations.add_person(call.session, call.who, sent.name, clock.now())
    raise BadInput(
        "Plassen er ikke gitt.", "Kallet sier ikke hvem som får den.", "Send «person» eller «name».", "person"
    )
