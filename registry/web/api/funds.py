"""Money at the helsefellesskap's disposal, and what each decision gave of it."""

from typing import Annotated

from fastapi import APIRouter, Path
from fastapi.responses import Response

from registry import clock
from registry.operations import funds as operations
from registry.operations.funds import FundEntry
from registry.permissions import Permission
from registry.queries import decisions, funds
from registry.web.api.calls import Call, api_reading, api_writing
from registry.web.api.described import create, public_read
from registry.web.api.paging import Ask, Page, page
from registry.web.api.problems import ApiRoute
from registry.web.api.repeats import RepeatKey, once
from registry.web.api.schemas_funds import AllocationSent, FundSent, FundTold
from registry.web.api.types import Ref

router = APIRouter(tags=["funds"], route_class=ApiRoute)
Recording = Annotated[Call, api_writing(Permission.DECISIONS_RECORD)]
FundInPath = Annotated[Ref, Path(description="The fund's short name.", examples=["tilskudd-2025"])]


@router.get("/funds", **public_read("list_funds", "All money there is to give"))
def all_funds(call: Annotated[Call, api_reading()], wanted: Ask) -> Page[FundTold]:
    """Every fund with what is given and left, the latest year first."""
    views = funds.views(call.session, call.community)
    return page(call, wanted, views, lambda view: view.row.ref, FundTold.of)


@router.get("/funds/{ref}", **public_read("get_fund", "One fund, and what was given of it"))
def fund(call: Annotated[Call, api_reading()], ref: FundInPath) -> FundTold:
    """Each grant with its decision, whether it stands, and whether it counts as agreement."""
    return _told(call, ref)


@router.post("/funds", response_model=FundTold, **create("add_fund", "Add money"))
def add_fund(call: Recording, sent: FundSent, repeat: RepeatKey = None) -> Response:
    """Add money that somebody has placed at the helsefellesskap's disposal. Needs vedtak:registrere."""
    return once(call, repeat, sent, lambda: _add(call, sent))


@router.post(
    "/funds/{ref}/allocations",
    response_model=FundTold,
    **create("allocate", "Say what a decision gave of a fund"),
)
def allocate(call: Recording, ref: FundInPath, sent: AllocationSent, repeat: RepeatKey = None) -> Response:
    """More than is left is refused. A decision that does not stand is kept, and nothing is spent.

    Needs vedtak:registrere.
    """
    return once(call, repeat, sent, lambda: _allocate(call, ref, sent))


def _add(call: Call, sent: FundSent) -> FundTold:
    entry = FundEntry(sent.ref, sent.name, sent.matter, sent.source, sent.year, sent.amount)
    row = operations.add_fund(call.session, call.who, call.community, entry, clock.now())
    return _told(call, row.ref)


def _allocate(call: Call, ref: str, sent: AllocationSent) -> FundTold:
    row = funds.fund(call.session, call.community, ref)
    made = decisions.decision(call.session, call.community, sent.decision)
    given = sent.recipient, sent.purpose, sent.amount
    operations.allocate(call.session, call.who, row, made, *given, clock.now())
    return _told(call, ref)


def _told(call: Call, ref: str) -> FundTold:
    return FundTold.of(
        funds.view(call.session, call.community, funds.fund(call.session, call.community, ref))
    )
