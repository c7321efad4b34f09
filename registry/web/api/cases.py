"""Cases: opened, changed, closed; and which way the mandate rules point."""

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import Response

from decisions.outcomes import Act
from decisions.proposals import Finding, Proposal
from registry import clock
from registry.operations import cases as operations
from registry.operations.cases import CaseEntry
from registry.permissions import Permission
from registry.queries import bodies
from registry.queries import cases as queries
from registry.queries.cases import CaseView
from registry.tables import BodyRow, CaseRow
from registry.web.api.calls import Call, api_reading, api_writing
from registry.web.api.conditions import IfMatch, mark_at, require_revision
from registry.web.api.described import change, create, keyed_read
from registry.web.api.documents import known_document
from registry.web.api.paging import Ask, Page, page
from registry.web.api.problems import ApiRoute
from registry.web.api.repeats import RepeatKey, once
from registry.web.api.schemas_cases import CaseSent, CaseTold, CloseSent, case_table
from registry.web.api.types import CaseInPath, Ref, Sent
from registry.web.api.versions import named_version

router = APIRouter(tags=["cases"], route_class=ApiRoute)
Reading = Annotated[Call, api_reading(Permission.DRAFTS_READ)]
Recording = Annotated[Call, api_writing(Permission.DECISIONS_RECORD)]
CASE = "/cases/{ref}"


@router.get("/cases", **keyed_read("list_cases", "Cases"))
def all_cases(
    call: Reading,
    wanted: Ask,
    body: Annotated[
        Ref | None, Query(description="Only those whose route goes through this body.", examples=["psu"])
    ] = None,
    closed: Annotated[bool, Query(description="Also those that are closed.", examples=[False])] = False,
) -> Page[CaseTold]:
    """Cases, the newest first, with where each waits. Needs utkast:lese."""
    found = queries.cases(
        call.session,
        call.community,
        body=bodies.body(call.session, call.community, body) if body else None,
        with_closed=closed,
    )
    return page(call, wanted, found, lambda view: view.row.ref, lambda view: _told(call, view))


@router.get(CASE, **keyed_read("get_case", "One case"))
def case(call: Reading, ref: CaseInPath, answer: Response) -> CaseTold:
    """A case with its route, what each body did, and where it waits. Needs utkast:lese."""
    return _answered(call, ref, answer)


@router.post("/cases", response_model=CaseTold, **create("open_case", "Open a case"))
def open_case(call: Recording, sent: CaseSent, repeat: RepeatKey = None) -> Response:
    """Open a case; without a route it gets the one the mandate rules point to. Needs vedtak:registrere."""
    return once(call, repeat, sent, lambda: _open(call, sent))


@router.put(CASE, **change("change_case", "Change a case"))
def change_case(
    call: Recording, ref: CaseInPath, sent: CaseSent, answer: Response, if_match: IfMatch = None
) -> CaseTold:
    """Change a case, if it is as you saw it. Needs vedtak:registrere."""
    row = _held(call, ref, if_match, sent)
    operations.change_case(call.session, call.who, row, _entry(call, sent), row.revision)
    return _answered(call, ref, answer)


@router.post(CASE + "/close", **change("close_case", "Close a case"))
def close_case(
    call: Recording, ref: CaseInPath, sent: CloseSent, answer: Response, if_match: IfMatch = None
) -> CaseTold:
    """Close a case: nobody is to treat it more. Needs vedtak:registrere."""
    row = _held(call, ref, if_match, sent)
    operations.close_case(call.session, call.who, row, sent.because, clock.today())
    return _answered(call, ref, answer)


def _open(call: Call, sent: CaseSent) -> CaseTold:
    row = operations.open_case(call.session, call.who, call.community, _entry(call, sent), clock.now())
    return _told(call, queries.case(call.session, call.community, row.ref))


def _entry(call: Call, sent: CaseSent) -> CaseEntry:
    about = named_version(call, sent.version) if sent.version else None
    document = about.document if about else known_document(call, sent.document) if sent.document else None
    entry = CaseEntry(
        sent.title,
        sent.description,
        document,
        about.row if about else None,
        None if document else sent.matter,
        sent.change,
        sent.label,
        tuple(Finding(each.trait, each.certainty, each.place, each.by) for each in sent.findings),
    )
    return operations.with_route(entry, _route(call, sent, entry))


def _route(call: Call, sent: CaseSent, entry: CaseEntry) -> tuple[tuple[BodyRow, Act], ...]:
    if sent.route is not None:
        return tuple((bodies.body(call.session, call.community, each.body), each.act) for each in sent.route)
    proposal: Proposal = operations.proposal_of(entry)
    return queries.route_to_follow(call.session, call.community, proposal, clock.today())


def _held(call: Call, ref: str, if_match: str | None, sent: Sent) -> CaseRow:
    row = queries.case_row(call.session, call.community, ref)
    operations.hold(call.session, row)
    require_revision(
        if_match, row.revision, _table(call, queries.case(call.session, call.community, ref)), sent
    )
    return row


def _answered(call: Call, ref: str, answer: Response) -> CaseTold:
    told = _told(call, queries.case(call.session, call.community, ref))
    answer.headers["ETag"] = told.etag
    return told


def _told(call: Call, view: CaseView) -> CaseTold:
    table = _table(call, view)
    return CaseTold.model_validate(table | {"etag": mark_at(view.row.revision, table)})


def _table(call: Call, view: CaseView) -> dict[str, object]:
    names = {row.ref: row.name for row in bodies.all_bodies(call.session, call.community)}
    return case_table(view, names)
