"""Bodies, the names they have had, how they work, and which came after which."""

from typing import Annotated

from fastapi import APIRouter
from fastapi.responses import Response

from registry import clock
from registry.operations import bodies as operations
from registry.permissions import Permission
from registry.queries import bodies, body_orders, documents, parties
from registry.queries.bodies import SeatView
from registry.queries.body_orders import OrderView
from registry.tables import BodyRow, PartyRow
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
    WholeBodyTold,
    alias_told,
    body_facts,
)
from registry.web.api.schemas_seats import (
    BodySuccessorSent,
    BodySuccessorTold,
    LeadershipTold,
    OrderSent,
    OrderTold,
    SeatTold,
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
    """One body: what it was called that day, the names it has had, its seats, and how it is led."""
    row, day = bodies.body(call.session, call.community, ref), call.day(on)
    said, (before, after) = body_orders.orders(call.session, row), bodies.succession(call.session, row)
    order = body_orders.order_of(said, day)
    led = body_orders.led(call.session, row, day, call.who, clock.today(), said)
    facts = body_facts(row, _owner(call, row)) | {
        "on": day,
        "name_that_day": bodies.body_values(call.session, call.community)[row.id].name_on(day),
        "aliases": [alias_told(each) for each in bodies.aliases_of(call.session, row)],
        "seats": [_told(call, each) for each in bodies.seats(call.session, row, day)],
        "order": OrderTold.of(order) if order else None,
        "leadership": LeadershipTold.of(led),
        "predecessors": [each.ref for each in before],
        "successors": [each.ref for each in after],
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


@router.get("/bodies/{ref}/orders", **public_read("list_orders", "How a body works, from day to day"))
def orders(call: Annotated[Call, api_reading()], ref: BodyInPath, wanted: Ask) -> Page[OrderTold]:
    """All that was ever said of how the body works, the earliest first."""
    said = body_orders.orders(call.session, bodies.body(call.session, call.community, ref))
    return page(call, wanted, said, lambda view: str(view.row.id), OrderTold.of)


@router.post(
    "/bodies/{ref}/orders",
    response_model=OrderTold,
    **create("set_order", "Say how a body works from a day on"),
)
def set_order(call: Managing, ref: BodyInPath, sent: OrderSent, repeat: RepeatKey = None) -> Response:
    """Mandate, how the leadership alternates, meetings a year. What was said of earlier days stands.

    Needs parter:endre.
    """
    return once(call, repeat, sent, lambda: _order(call, ref, sent))


@router.post(
    "/bodies/{ref}/successors",
    response_model=BodySuccessorTold,
    **create("succeed_body", "Say which body took a body's place"),
)
def succeed(call: Managing, ref: BodyInPath, sent: BodySuccessorSent, repeat: RepeatKey = None) -> Response:
    """What a rule gives the old body, it gives the new one from that day. Needs parter:endre."""
    return once(call, repeat, sent, lambda: _succeed(call, ref, sent))


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


def _order(call: Call, ref: str, sent: OrderSent) -> OrderTold:
    row = bodies.body(call.session, call.community, ref)
    mandate = documents.document(call.session, call.community, sent.mandate) if sent.mandate else None
    entry = operations.OrderEntry(
        sent.valid_from, sent.source, mandate, sent.lead_years, sent.meetings_a_year
    )
    said = operations.set_order(call.session, call.who, row, entry, replace=sent.replace)
    return OrderTold.of(OrderView(said, mandate))


def _succeed(call: Call, ref: str, sent: BodySuccessorSent) -> BodySuccessorTold:
    old, new = (bodies.body(call.session, call.community, each) for each in (ref, sent.successor))
    row = operations.succeed_body(call.session, call.who, old, new, sent.from_day)
    return BodySuccessorTold.of(row, new.ref)


def _told(call: Call, view: SeatView) -> SeatTold:
    return SeatTold.of(view, call.who, clock.today())


def _party(call: Call, ref: str | None) -> PartyRow | None:
    return parties.party(call.session, call.community, ref) if ref else None


def _owner(call: Call, row: BodyRow) -> str | None:
    owner = call.session.get(PartyRow, row.owner_id) if row.owner_id else None
    return owner.ref if owner else None
