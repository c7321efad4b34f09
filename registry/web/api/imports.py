"""A file read as it would be brought in: text, sections, and a remark for what was not carried whole."""

from typing import Annotated

from fastapi import APIRouter, File, Form, UploadFile

from documents.docx import Tracked
from registry.fields import LINE_LENGTH
from registry.operations import imports
from registry.operations.imports import LARGEST_FILE, Choices, Imported
from registry.permissions import Permission
from registry.queries import documents
from registry.queries.identities import identities_elsewhere
from registry.tables import DocumentRow, VersionRow
from registry.web.api.calls import Call, api_reading
from registry.web.api.described import question
from registry.web.api.documents import known_document
from registry.web.api.problems import ApiRoute
from registry.web.api.schemas_readings import HeadingChoice, ReadingTold
from registry.web.api.types import Line, Ref

router = APIRouter(tags=["drafts"], route_class=ApiRoute)


@router.post("/readings", **question("read_file", "Read a Word or Markdown file"))
def read_file(
    call: Annotated[Call, api_reading(Permission.DRAFTS_WRITE)],
    file: Annotated[UploadFile, File(description="A .docx or .md file of at most 20 MB.")],
    document: Annotated[
        Ref | None, Form(description="The document it is a version of.", examples=["retningslinje-5"])
    ] = None,
    title: Annotated[
        Line | None, Form(description="The title, where the file has none.", examples=["Rutine"])
    ] = None,
    changes: Annotated[
        Tracked,
        Form(
            description="Tracked changes of a Word file: godta accepts all, avvis rejects all, forslag reads "
            "the text as it was before them and gives each author's own in `authored`."
        ),
    ] = Tracked.ACCEPT,
    headings: Annotated[
        HeadingChoice,
        Form(description="Headings proposed in a Word file without heading styles: all of them, or none."),
    ] = HeadingChoice.ALL,
) -> ReadingTold:
    """What the file would become as a draft. Nothing is stored: `text` can be sent as a draft.

    Needs utkast:skrive.
    """
    row = known_document(call, document) if document else None
    choices = Choices(changes, None if headings is HeadingChoice.ALL else {})
    found = _read(call, file, title or (row.title if row else ""), row, choices)
    return ReadingTold.of(found.text, found.source, found.remarks, found.reading)


def _read(call: Call, file: UploadFile, title: str, row: DocumentRow | None, choices: Choices) -> Imported:
    data = file.file.read(LARGEST_FILE + 1)
    known = _latest(call, row) if row else None
    elsewhere = identities_elsewhere(call.session, call.community.id, row)
    return imports.read_file((file.filename or "fil")[:LINE_LENGTH], data, title, known, elsewhere, choices)


def _latest(call: Call, row: DocumentRow) -> VersionRow | None:
    """The version whose sections the file's are recognised by."""
    versions = documents.versions_of(call.session, row)
    return versions[-1] if versions else None
