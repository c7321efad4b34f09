"""Documents: the set in force, every document, and a new one."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter
from fastapi.responses import Response

from documents.lifecycle import Standing
from registry import clock
from registry.errors import NotFound
from registry.operations import documents as operations
from registry.permissions import Permission
from registry.queries import bodies, documents, parties
from registry.queries.documents import VersionView
from registry.tables import BodyRow, DocumentRow, PairRow
from registry.web.api.calls import Call, api_reading, api_writing
from registry.web.api.described import create, public_read
from registry.web.api.paging import Ask, Page, page
from registry.web.api.problems import ApiRoute
from registry.web.api.repeats import RepeatKey, once
from registry.web.api.schemas_documents import DocumentSent, DocumentTold, PairName
from registry.web.api.schemas_versions import VersionTold
from registry.web.api.types import DocumentInPath, OfParty, On

router = APIRouter(tags=["documents"], route_class=ApiRoute)


@router.get("/in-force", **public_read("list_in_force", "What is in force on a day"))
def in_force(
    call: Annotated[Call, api_reading()], wanted: Ask, on: On = None, party: OfParty = None
) -> Page[VersionTold]:
    """The versions in force that day, in order of precedence; with `party`, those that bind it."""
    row = parties.party(call.session, call.community, party) if party else None
    applying = documents.the_set(call.session, call.community, call.day(on), row)
    return page(call, wanted, applying, lambda view: view.ref, VersionTold.of)


@router.get("/under-way", **public_read("list_under_way", "What is on its way"))
def under_way(call: Annotated[Call, api_reading()], wanted: Ask, on: On = None) -> Page[VersionTold]:
    """What is adopted and not begun; with a key that may, also what is frozen for decision, and drafts."""
    coming = documents.under_way(call.session, call.community, call.who, call.day(on))
    return page(call, wanted, coming, lambda view: view.ref, VersionTold.of)


@router.get("/documents", **public_read("list_documents", "Every document"))
def all_documents(call: Annotated[Call, api_reading()], wanted: Ask, on: On = None) -> Page[DocumentTold]:
    """Every document that has a version you may read, in order of precedence."""
    rows = [row for row in documents.all_documents(call.session, call.community) if is_known(call, row)]
    return page(call, wanted, rows, lambda row: row.ref, lambda row: told(call, row, call.day(on)))


@router.get("/documents/{ref}", **public_read("get_document", "One document"))
def document(call: Annotated[Call, api_reading()], ref: DocumentInPath, on: On = None) -> DocumentTold:
    """One document, and which of its versions is in force that day."""
    return told(call, known_document(call, ref), call.day(on))


@router.post("/documents", response_model=DocumentTold, **create("add_document", "Begin a document"))
def add_document(
    call: Annotated[Call, api_writing(Permission.DRAFTS_WRITE)], sent: DocumentSent, repeat: RepeatKey = None
) -> Response:
    """Begin a document. Its texts come as drafts. Needs utkast:skrive."""
    return once(call, repeat, sent, lambda: _add(call, sent))


def known_document(call: Call, ref: str) -> DocumentRow:
    """The document, if the caller may know of it; raises NotFound in the same words if it is not there."""
    rows = documents.all_documents(call.session, call.community)
    row = next((each for each in rows if each.ref == ref), None)
    if row is None or not is_known(call, row):
        raise NotFound(f"Dokumentet «{ref}» finnes ikke.", "", "Se /api/v1/documents.")
    return row


def known_version(call: Call, ref: str, number: str, on: date | None = None) -> VersionView:
    """The version with its standing that day, if the caller may read it; raises NotFound."""
    known_document(call, ref)
    return documents.version(call.session, call.community, ref, number, call.who, call.day(on))


def is_known(call: Call, row: DocumentRow) -> bool:
    """May the caller know of the document: is there a version they may read, or do they work with drafts?"""
    if call.who.may(Permission.DRAFTS_READ):
        return True
    return any(documents.visible(call.who, each) for each in documents.versions_of(call.session, row))


def told(call: Call, row: DocumentRow, on: date) -> DocumentTold:
    """The document as the API tells of it."""
    owner = call.session.get(BodyRow, row.owner_id) if row.owner_id else None
    views = documents.views_of(call.session, row, call.who, on)
    return DocumentTold.of(row, owner.ref if owner else None, _pair_name(call, row), _applying(views), on)


def _add(call: Call, sent: DocumentSent) -> DocumentTold:
    row = operations.add_document(
        call.session,
        call.who,
        call.community,
        sent.ref,
        sent.kind,
        sent.title,
        clock.now(),
        owner=bodies.body(call.session, call.community, sent.owner) if sent.owner else None,
        pair=_pair(call, sent.pair) if sent.pair else None,
    )
    return told(call, row, clock.today())


def _applying(views: list[VersionView]) -> str | None:
    return next((view.row.number for view in views if view.standing is Standing.IN_FORCE), None)


def _pair_name(call: Call, row: DocumentRow) -> PairName | None:
    standing = parties.pairs(call.session, call.community) if row.pair_id else []
    found = next((view for view in standing if view.row.id == row.pair_id), None)
    return PairName(kommune=found.kommune.ref, foretak=found.foretak.ref) if found else None


def _pair(call: Call, name: PairName) -> PairRow:
    for view in parties.pairs(call.session, call.community):
        if (view.kommune.ref, view.foretak.ref) == (name.kommune, name.foretak):
            return view.row
    raise NotFound(f"«{name.kommune}» og «{name.foretak}» er ikke et par.", "", "Se /api/v1/pairs.")
