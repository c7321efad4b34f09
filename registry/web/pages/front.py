"""The front page: what applies, what is on its way, what waits for me."""

from typing import Annotated

from fastapi import APIRouter
from fastapi.responses import Response

from registry.permissions import Permission
from registry.queries import decisions, documents, rounds_under_way, waiting
from registry.web.answers import show, unchanged
from registry.web.visits import Visit, reading

router = APIRouter()
LATEST = 8


@router.get("/")
def front(visit: Annotated[Visit, reading()]) -> Response:
    """What applies on the day, what is on its way, the latest decisions, and what waits for the reader."""
    unchanged(visit)
    session, community, who = visit.session, visit.community, visit.who
    mine = waiting.waiting(session, community, who, visit.on) if who.may(Permission.DRAFTS_READ) else []
    return show(
        visit,
        "forside.html",
        applying=documents.the_set(session, community, visit.on),
        coming=documents.under_way(session, community, who, visit.on),
        rounds={
            each.view.row.id: each
            for each in rounds_under_way.rounds_under_way(session, community, who, visit.on)
        },
        latest=decisions.decisions(session, community, until=visit.on, limit=LATEST, joint_only=True),
        waiting=mine,
    )


@router.get("/tilgjengelighet")
def accessibility(visit: Annotated[Visit, reading()]) -> Response:
    """The accessibility statement."""
    return show(visit, "tilgjengelighet.html")
