"""The circle: helsefellesskap, parties, those who came after others, and pairs."""

from typing import Annotated

from fastapi import APIRouter
from fastapi.responses import Response

from decisions.periods import holds_on
from registry.operations import communities as operations
from registry.permissions import Permission
from registry.queries import communities, parties
from registry.queries.parties import PairView
from registry.tables import PartyRow
from registry.web.api.calls import Call, api_reading, api_writing
from registry.web.api.described import create, public_read
from registry.web.api.paging import Ask, Page, page
from registry.web.api.problems import ApiRoute
from registry.web.api.repeats import RepeatKey, once
from registry.web.api.schemas_circle import (
    CommunityTold,
    PairEndSent,
    PairSent,
    PairTold,
    PartyEndSent,
    PartySent,
    PartyTold,
    SuccessorSent,
)
from registry.web.api.types import On, PartyInPath

router = APIRouter(tags=["parties"], route_class=ApiRoute)
Managing = Annotated[Call, api_writing(Permission.PARTIES_MANAGE)]


@router.get("/communities", **public_read("list_communities", "Every helsefellesskap"))
def all_communities(call: Annotated[Call, api_reading(anywhere=True)], wanted: Ask) -> Page[CommunityTold]:
    """Every helsefellesskap that this installation holds."""
    rows = communities.all_communities(call.session)
    return page(
        call, wanted, rows, lambda row: row.ref, lambda row: CommunityTold(ref=row.ref, name=row.name)
    )


@router.get("/parties", **public_read("list_parties", "Every party"))
def all_parties(call: Annotated[Call, api_reading()], wanted: Ask, on: On = None) -> Page[PartyTold]:
    """Every party there has been, by name; with `on`, those that existed that day."""
    rows = [
        row
        for row in parties.all_parties(call.session, call.community)
        if on is None or holds_on(on, row.valid_from, row.valid_to)
    ]
    return page(call, wanted, rows, lambda row: row.ref, lambda row: _told(call, row))


@router.get("/parties/{ref}", **public_read("get_party", "One party"))
def party(call: Annotated[Call, api_reading()], ref: PartyInPath) -> PartyTold:
    """One party, and who came after it."""
    return _told(call, parties.party(call.session, call.community, ref))


@router.post("/parties", response_model=PartyTold, **create("add_party", "Add a party"))
def add_party(call: Managing, sent: PartySent, repeat: RepeatKey = None) -> Response:
    """Add a kommune, a trust or an organisation. Needs parter:endre."""
    return once(call, repeat, sent, lambda: _add(call, sent))


@router.post(
    "/parties/{ref}/end", response_model=PartyTold, **create("end_party", "Say which day is a party's last")
)
def end_party(call: Managing, ref: PartyInPath, sent: PartyEndSent, repeat: RepeatKey = None) -> Response:
    """For one that nobody comes after. A text that lacked only this one is adopted. Needs parter:endre."""
    return once(call, repeat, sent, lambda: _end_party(call, ref, sent))


@router.post(
    "/parties/{ref}/successors",
    response_model=PartyTold,
    **create("add_successor", "Let one party come after another"),
)
def add_successor(
    call: Managing, ref: PartyInPath, sent: SuccessorSent, repeat: RepeatKey = None
) -> Response:
    """The old party's last day becomes the day before. A merger is several calls. Needs parter:endre."""
    return once(call, repeat, sent, lambda: _succeed(call, ref, sent))


@router.get("/pairs", **public_read("list_pairs", "Every pair"))
def all_pairs(call: Annotated[Call, api_reading()], wanted: Ask, on: On = None) -> Page[PairTold]:
    """The pairs the law binds, by the kommune's name; with `on`, those that stood that day."""
    found = parties.pairs(call.session, call.community, on)
    return page(call, wanted, found, lambda view: str(view.row.id), PairTold.of)


@router.post("/pairs", response_model=PairTold, **create("add_pair", "Bind a pair"))
def add_pair(call: Managing, sent: PairSent, repeat: RepeatKey = None) -> Response:
    """Bind a kommune and a trust to one another. Needs parter:endre."""
    return once(call, repeat, sent, lambda: _bind(call, sent))


@router.post("/pairs/end", response_model=PairTold, **create("end_pair", "Say which day is a pair's last"))
def end_pair(call: Managing, sent: PairEndSent, repeat: RepeatKey = None) -> Response:
    """For two that go on without each other. A notice ends an agreement, not the pair. Needs parter:endre."""
    return once(call, repeat, sent, lambda: _end_pair(call, sent))


def _end_party(call: Call, ref: str, sent: PartyEndSent) -> PartyTold:
    row = parties.party(call.session, call.community, ref)
    operations.end_party(call.session, call.who, call.community, row, sent.last_day, sent.reason)
    return _told(call, row)


def _end_pair(call: Call, sent: PairEndSent) -> PairTold:
    view = parties.pair_named(call.session, call.community, sent.kommune, sent.foretak)
    operations.end_pair(call.session, call.who, call.community, view.row, sent.last_day, sent.reason)
    return PairTold.of(view)


def _add(call: Call, sent: PartySent) -> PartyTold:
    row = operations.add_party(
        call.session,
        call.who,
        call.community,
        sent.ref,
        sent.name,
        sent.kind,
        organisation_number=sent.organisation_number,
        kommune_number=sent.kommune_number,
        language=sent.language,
        valid_from=sent.valid_from,
        valid_to=sent.valid_to,
    )
    return _told(call, row)


def _succeed(call: Call, ref: str, sent: SuccessorSent) -> PartyTold:
    old = parties.party(call.session, call.community, ref)
    new = parties.party(call.session, call.community, sent.successor)
    operations.succeed(call.session, call.who, call.community, old, new, sent.from_day)
    return _told(call, old)


def _bind(call: Call, sent: PairSent) -> PairTold:
    kommune = parties.party(call.session, call.community, sent.kommune)
    foretak = parties.party(call.session, call.community, sent.foretak)
    row = operations.add_pair(
        call.session, call.who, call.community, kommune, foretak, sent.valid_from, sent.valid_to
    )
    return PairTold.of(PairView(row, kommune, foretak))


def _told(call: Call, row: PartyRow) -> PartyTold:
    return PartyTold.of(row, parties.successors(call.session, row))
