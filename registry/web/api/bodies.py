"""Bodies, the names they have had, and the seats in them."""

from typing import Annotated

from fastapi import APIRouter
from fastapi.responses import Response

from registry import clock
from registry.errors import BadInput
from registry.operations import bodies as operations
from registry.operations import people as people_operations
from registry.permissions import Permission
from registry.queries import bodies, parties, people
from registry.queries.bodies import SeatView
from registry.tables import BodyRow, PartyRow, PersonRow
from registry.web.api.calls import Call, api_reading, api_writing
from registry.web.api.described import create, public_read
from registry.web.api.paging import Ask, Page, page
from registry.web.api.problems import ApiRoute
from registry.web.api.repeats import RepeatKey, once
from registry.web.api.schemas_circle import (
    AliasSent,
    AliasTold,
    BodySent,
    BodyTold,
    SeatSent,
    SeatTold,
    WholeBodyTold,
    alias_told,
    body_facts,
)
from registry.web.api.types import BodyInPath, On

router = APIRouter(tags=["bodies"], route_class=ApiRoute)
Managing = Annotated[Call, api_writing(Permission.PARTIES_MANAGE)]


@router.get("/bodies", **public_read("list_bodies", "Every body"))
def all_bodies(call: Annotated[Call, api_reading()], wanted: Ask) -> Page[BodyTold]:
    """Every body there has been, the joint ones first, then by name."""
    rows = bodies.all_bodies(call.session, call.community)
    return page(call, wanted, rows, lambda row: row.ref, lambda row: BodyTold.of(row, _owner(call, row)))


@router.get("/bodies/{ref}", **public_read("get_body", "One body, and who sits in it on a day"))
def body(call: Annotated[Call, api_reading()], ref: BodyInPath, on: On = None) -> WholeBodyTold:
    """One body: what it was called that day, the names it has had, and its seats."""
    row, day = bodies.body(call.session, call.community, ref), call.day(on)
    with_ref = call.who.may(Permission.PARTIES_MANAGE)
    facts = body_facts(row, _owner(call, row)) | {
        "on": day,
        "name_that_day": bodies.body_values(call.session, call.community)[row.id].name_on(day),
        "aliases": [alias_told(each) for each in bodies.aliases_of(call.session, row)],
        "seats": [SeatTold.of(each, with_ref) for each in bodies.seats(call.session, row, day)],
    }
    return WholeBodyTold.model_validate(facts)


@router.post("/bodies", response_model=BodyTold, **create("add_body", "Add a body"))
def add_body(call: Managing, sent: BodySent, repeat: RepeatKey = None) -> Response:
    """Add a body. A kommunestyre or a board must say whose it is. Needs parter:endre."""
    return once(call, repeat, sent, lambda: _add(call, sent))


@router.post(
    "/bodies/{ref}/aliases", response_model=AliasTold, **create("add_alias", "Remember a name a body had")
)
def add_alias(call: Managing, ref: BodyInPath, sent: AliasSent, repeat: RepeatKey = None) -> Response:
    """Remember what a body was called from a day to a day. Needs parter:endre."""
    return once(call, repeat, sent, lambda: _add_alias(call, ref, sent))


@router.post("/bodies/{ref}/seats", response_model=SeatTold, **create("take_seat", "Give a person a seat"))
def take_seat(call: Managing, ref: BodyInPath, sent: SeatSent, repeat: RepeatKey = None) -> Response:
    """Give a person a seat: for a party or an organisation, with vote or speech only. Needs parter:endre."""
    return once(call, repeat, sent, lambda: _take(call, ref, sent))


def _add(call: Call, sent: BodySent) -> BodyTold:
    row = operations.add_body(
        call.session,
        call.who,
        call.community,
        sent.ref,
        sent.name,
        sent.kind,
        owner=_party(call, sent.owner),
        tier=sent.tier,
        members=sent.members,
        valid_from=sent.valid_from,
        valid_to=sent.valid_to,
    )
    return BodyTold.of(row, sent.owner)


def _add_alias(call: Call, ref: str, sent: AliasSent) -> AliasTold:
    row = bodies.body(call.session, call.community, ref)
    return alias_told(
        operations.add_alias(call.session, call.who, row, sent.name, sent.valid_from, sent.valid_to)
    )


def _take(call: Call, ref: str, sent: SeatSent) -> SeatTold:
    row, party = bodies.body(call.session, call.community, ref), _party(call, sent.party)
    person = _person(call, sent)
    seat = operations.take_seat(
        call.session,
        call.who,
        row,
        person,
        party=party,
        organisation=sent.organisation,
        role=sent.role,
        may_vote=sent.may_vote,
        valid_from=sent.valid_from,
        valid_to=sent.valid_to,
    )
    return SeatTold.of(SeatView(seat, person, party.name if party else seat.organisation, ""), with_ref=True)


def _person(call: Call, sent: SeatSent) -> PersonRow:
    """The person we know by reference, or one who is new here; raises BadInput for both or none."""
    if sent.person and not sent.name:
        return people.person(call.session, sent.person)
    if sent.name and not sent.person:
        return people_operations.add_person(call.session, call.who, sent.name, clock.now())
    raise BadInput(
        "Plassen er ikke gitt.", "Kallet sier ikke hvem som får den.", "Send «person» eller «name».", "person"
    )


def _party(call: Call, ref: str | None) -> PartyRow | None:
    return parties.party(call.session, call.community, ref) if ref else None


def _owner(call: Call, row: BodyRow) -> str | None:
    owner = call.session.get(PartyRow, row.owner_id) if row.owner_id else None
    return owner.ref if owner else None
