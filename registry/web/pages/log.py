"""The log, and the check that nothing was changed behind its back."""

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import Response

from registry import schema
from registry.permissions import Permission
from registry.queries import checking, log
from registry.web.answers import show, unchanged
from registry.web.visits import Visit, reading

router = APIRouter(prefix="/logg")
PER_PAGE = 50


@router.get("")
def entries(
    visit: Annotated[Visit, reading(Permission.AUDIT_READ)],
    eldre_enn: Annotated[int | None, Query(ge=1, le=2**62)] = None,
) -> Response:
    """What was done, the latest first."""
    unchanged(visit)
    found = log.entries(visit.session, visit.community, eldre_enn, PER_PAGE + 1)
    return show(
        visit,
        "logg.html",
        entries=[log.told(visit.session, row) for row in found[:PER_PAGE]],
        older=found[PER_PAGE - 1].seq if len(found) > PER_PAGE else None,
    )


@router.get("/kontroll")
def verify(visit: Annotated[Visit, reading(Permission.AUDIT_READ)]) -> Response:
    """Hold every frozen text, every decision and the log itself against what was written."""
    return show(
        visit,
        "kontroll.html",
        faults=list(checking.faults(visit.session)),
        guards=sorted(schema.missing_guards(visit.house.database)),
        counted=log.counted(visit.session),
        head=log.head(visit.session),
    )
