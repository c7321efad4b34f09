"""Delegated power: which body has given which to whom."""

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import Response

from registry import clock
from registry.operations.delegations import DelegationEntry, delegate
from registry.permissions import Permission
from registry.queries import bodies, decisions, delegations
from registry.web.api.calls import Call, api_reading, api_writing
from registry.web.api.described import create, public_read
from registry.web.api.paging import Ask, Page, page
from registry.web.api.problems import ApiRoute
from registry.web.api.repeats import RepeatKey, once
from registry.web.api.schemas_rules import DelegationSent, DelegationTold
from registry.web.api.types import Ref

router = APIRouter(tags=["bodies"], route_class=ApiRoute)


@router.get("/delegations", **public_read("list_delegations", "Delegated power"))
def all_delegations(
    call: Annotated[Call, api_reading()],
    wanted: Ask,
    body: Annotated[Ref | None, Query(description="Only to or from this body.", examples=["psu"])] = None,
) -> Page[DelegationTold]:
    """Every delegation there has been, the latest first."""
    whose = bodies.body(call.session, call.community, body) if body else None
    found = delegations.delegations(call.session, call.community, whose)
    return page(call, wanted, found, lambda view: str(view.row.id), DelegationTold.of)


@router.post(
    "/delegations", response_model=DelegationTold, **create("delegate", "Record that power is delegated")
)
def add(
    call: Annotated[Call, api_writing(Permission.PARTIES_MANAGE)],
    sent: DelegationSent,
    repeat: RepeatKey = None,
) -> Response:
    """Record a delegation; refused where the law keeps the power. Needs parter:endre."""
    return once(call, repeat, sent, lambda: _delegate(call, sent))


def _delegate(call: Call, sent: DelegationSent) -> DelegationTold:
    session, community = call.session, call.community
    entry = DelegationEntry(
        giver=bodies.body(session, community, sent.giver),
        receiver=bodies.body(session, community, sent.receiver),
        source=sent.source,
        kinds=tuple(sent.kinds),
        changes=tuple(sent.changes),
        valid_from=sent.valid_from,
        valid_to=sent.valid_to,
        decision=decisions.decision(session, community, sent.decision).row if sent.decision else None,
    )
    row = delegate(session, call.who, community, entry, clock.now())
    views = delegations.delegations(session, community, entry.giver)
    return DelegationTold.of(next(view for view in views if view.row.id == row.id))
