"""The log of acts, and whether everything still agrees with it."""

import json
from itertools import islice
from typing import Annotated

from fastapi import APIRouter

from registry.permissions import Permission
from registry.queries import checking, log
from registry.tables import AuditRow
from registry.web.api.calls import Call, api_reading
from registry.web.api.described import keyed_read
from registry.web.api.paging import Ask, Page, next_page, unknown_place
from registry.web.api.problems import ApiRoute
from registry.web.api.schemas_law import EntryTold, VerificationTold
from registry.web.api.types import LARGEST_ID

router = APIRouter(tags=["log"], route_class=ApiRoute)
Reading = Annotated[Call, api_reading(Permission.AUDIT_READ)]
MOST_FAULTS = 100


@router.get("/log", **keyed_read("list_log", "What has been done"))
def entries(call: Reading, wanted: Ask) -> Page[EntryTold]:
    """The acts in this helsefellesskap and of the installation, the newest first. Needs logg:lese."""
    before = _before(wanted.after)
    rows = log.entries(call.session, call.community, before, wanted.limit + 1)
    shown = rows[: wanted.limit]
    onward = next_page(call, wanted, str(shown[-1].seq)) if len(rows) > wanted.limit else None
    total = log.counted(call.session)["entries"]
    return Page(items=[_told(row) for row in shown], next=onward, total=total)


@router.get("/verification", **keyed_read("verify", "Has anything been changed behind the register's back?"))
def verification(call: Reading) -> VerificationTold:
    """Every frozen text, decision and entry of the log, checked against the log. Needs logg:lese."""
    faults = list(islice(checking.faults(call.session), MOST_FAULTS))
    head = log.head(call.session)
    return VerificationTold(
        clean=not faults,
        faults=faults,
        checked=log.counted(call.session),
        head_seq=head.seq if head else 0,
        head_hash=head.hash if head else "",
    )


def _told(row: AuditRow) -> EntryTold:
    kept = ("seq", "at", "event", "subject", "actor", "payload", "previous", "hash")
    data = json.loads(row.payload)["data"]
    return EntryTold.model_validate({name: getattr(row, name) for name in kept} | {"data": data})


def _before(after: str | None) -> int:
    """Entries before this place in the chain are wanted; raises BadInput for no such place."""
    if after is None:
        return LARGEST_ID
    if not after.isascii() or not after.isdecimal() or not int(after[:11]) <= LARGEST_ID:
        raise unknown_place()
    return int(after)
