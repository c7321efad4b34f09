"""All decisions judged anew: the times it was done, and doing it now."""

from typing import Annotated

from fastapi import APIRouter
from fastapi.responses import Response

from registry import clock
from registry.errors import RuleSaysNo
from registry.operations.rejudging import rejudge
from registry.permissions import Permission
from registry.queries import rejudging
from registry.queries.rejudging import Run
from registry.web.api.calls import Call, api_reading, api_writing
from registry.web.api.described import create, public_read
from registry.web.api.paging import Ask, Page, page
from registry.web.api.problems import ApiRoute
from registry.web.api.repeats import RepeatKey, once
from registry.web.api.schemas_rules import RejudgingSent, RejudgingTold

router = APIRouter(tags=["decisions"], route_class=ApiRoute)


@router.get("/rejudgings", **public_read("list_rejudgings", "The times all decisions were judged anew"))
def all_runs(call: Annotated[Call, api_reading()], wanted: Ask) -> Page[RejudgingTold]:
    """The times all decisions were judged anew, the latest first, with every answer and what turned."""
    found = rejudging.runs(call.session, call.community)
    return page(call, wanted, found, lambda run: str(run.row.id), RejudgingTold.of)


@router.post(
    "/rejudgings", response_model=RejudgingTold, **create("rejudge", "Judge all decisions anew, now")
)
def judge_now(
    call: Annotated[Call, api_writing(Permission.DECISIONS_RECORD)],
    sent: RejudgingSent,
    repeat: RepeatKey = None,
) -> Response:
    """Judge every decision by what the register knows now, and keep the answers. Needs vedtak:registrere."""
    return once(call, repeat, sent, lambda: _rejudge(call, sent))


def _rejudge(call: Call, sent: RejudgingSent) -> RejudgingTold:
    row = rejudge(call.session, call.who, call.community, sent.because, clock.now())
    if row is None:
        raise RuleSaysNo("Ingenting er vurdert.", "Det er ingen vedtak i registeret.")
    return RejudgingTold.of(Run(row))
