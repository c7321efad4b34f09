"""Versions: read, compared, taken out as files, and where the parties stand with them."""

from typing import Annotated

from fastapi import APIRouter, Path, Query
from fastapi.responses import Response

from documents.comparing.diff import compare
from registry.queries import documents, exports, participation, redlines
from registry.queries.documents import VersionView, legal_text
from registry.queries.exports import Format
from registry.web.answers import download
from registry.web.api.calls import Call, api_reading
from registry.web.api.described import public_read
from registry.web.api.documents import known_document, known_version
from registry.web.api.paging import Ask, Page, page
from registry.web.api.problems import ApiRoute
from registry.web.api.schemas_versions import (
    ComparisonTold,
    TextTold,
    VersionTold,
    WholeVersionTold,
)
from registry.web.api.types import DocumentInPath, On, VersionInPath, VersionRef

router = APIRouter(tags=["versions"], route_class=ApiRoute)
VERSION = "/documents/{ref}/versions/{number}"
_FILES = {
    form.media_type.partition(";")[0]: {"schema": {"type": "object" if form is Format.JSON else "string"}}
    for form in Format
}


@router.get("/documents/{ref}/versions", **public_read("list_versions", "The versions of a document"))
def versions(
    call: Annotated[Call, api_reading()], ref: DocumentInPath, wanted: Ask, on: On = None
) -> Page[VersionTold]:
    """All versions you may read, the newest first."""
    row = known_document(call, ref)
    views = documents.views_of(call.session, row, call.who, call.day(on))
    return page(call, wanted, views, lambda view: view.row.number, VersionTold.of)


@router.get(VERSION, **public_read("get_version", "One version with its text"))
def version(
    call: Annotated[Call, api_reading()], ref: DocumentInPath, number: VersionInPath, on: On = None
) -> WholeVersionTold:
    """One version: its text as Markdown, its sections, its hash, and what it is on the day."""
    found = known_version(call, ref, number, on)
    return WholeVersionTold.of(found, participation.of_view(call.session, call.community, found))


@router.get(VERSION + "/text", **public_read("get_text", "A version's text, to be changed"))
def text(
    call: Annotated[Call, api_reading()], ref: DocumentInPath, number: VersionInPath, answer: Response
) -> TextTold:
    """The stored text. Its ETag is what If-Match wants when it is changed, frozen or withdrawn."""
    found = known_version(call, ref, number)
    told = TextTold.of(found)
    answer.headers["ETag"] = told.etag
    return told


@router.get(
    VERSION + "/files/{form}",
    response_class=Response,
    **public_read("get_file", "A version as a file", 409, content=_FILES),
)
def file(
    call: Annotated[Call, api_reading()],
    ref: DocumentInPath,
    number: VersionInPath,
    form: Annotated[Format, Path(description="The kind of file.", examples=["md"])],
    on: On = None,
) -> Response:
    """The version as Word, Markdown, HTML or JSON; as PDF/A where the installation has the extra `pdf`."""
    found = known_version(call, ref, number, on)
    return download(exports.export(call.session, call.community, found, form, call.house.seal_key))


@router.get("/comparison", **public_read("compare_versions", "What changes from one version to another"))
def comparison(
    call: Annotated[Call, api_reading()],
    old: Annotated[VersionRef, Query(description="The old one.", examples=["samarbeidsavtalen@2021.1"])],
    new: Annotated[VersionRef, Query(description="The new one.", examples=["samarbeidsavtalen@2025.1"])],
) -> ComparisonTold:
    """Section by section and word by word; a section is known by its identity, not its number."""
    before, after = named_version(call, old), named_version(call, new)
    return ComparisonTold.of(before, after, compare(legal_text(before.row), legal_text(after.row)))


@router.get(
    "/comparison/word",
    response_class=Response,
    **public_read(
        "get_redline",
        "What changes from one version to another, in Word with tracked changes",
        content={Format.DOCX.media_type: {"schema": {"type": "string"}}},
    ),
)
def tracked(
    call: Annotated[Call, api_reading()],
    old: Annotated[VersionRef, Query(description="The old one.", examples=["samarbeidsavtalen@2021.1"])],
    new: Annotated[VersionRef, Query(description="The new one.", examples=["samarbeidsavtalen@2025.1"])],
) -> Response:
    """Accept all changes in Word, and you have the new text; reject all, and you have the old one.

    What moved is struck where it stood and inserted where it stands. The file is read again before it leaves.
    """
    before, after = named_version(call, old), named_version(call, new)
    return download(redlines.redline_file(call.session, call.community, before, after))


def named_version(call: Call, name: str) -> VersionView:
    """The version called REF@NUMBER; raises NotFound."""
    ref, _, number = name.partition("@")
    return known_version(call, ref, number)
