"""One section of a draft at a time: read, written, and what there is to look at."""

from typing import Annotated

from fastapi import APIRouter, Path
from fastapi.responses import Response

from documents.drafting.editing import Wording, wording
from documents.text import Section
from registry import clock
from registry.errors import NotFound
from registry.operations import documents as document_operations
from registry.operations import drafts
from registry.permissions import Permission
from registry.queries import drafting
from registry.queries.documents import VersionView, legal_text
from registry.web.api.calls import Call, api_reading, api_writing
from registry.web.api.conditions import IfMatch, require_same
from registry.web.api.described import change, public_read
from registry.web.api.documents import known_version
from registry.web.api.problems import ApiRoute
from registry.web.api.schemas_sections import CheckTold, SectionSent, SectionTextTold, mark_of_section, whole
from registry.web.api.types import DocumentInPath, SectionId, VersionInPath
from registry.web.api.versions import VERSION

router = APIRouter(tags=["drafts"], route_class=ApiRoute)
OPENING = "tekst"
"""What addresses call the title and what stands before the first section, which have no identity."""
SECTION = VERSION + "/sections/{section}"
SectionInPath = Annotated[
    SectionId,
    Path(
        description=f"The lasting identity; `{OPENING}` for the text's title and opening.",
        examples=["tekst"],
    ),
]


@router.get(SECTION, **public_read("get_section", "One section's own words, to be changed"))
def section(
    call: Annotated[Call, api_reading()],
    ref: DocumentInPath,
    number: VersionInPath,
    section: SectionInPath,
    answer: Response,
) -> SectionTextTold:
    """A section's title and words as Markdown. Its ETag is what If-Match wants when it is changed."""
    told = SectionTextTold.of(_section(known_version(call, ref, number), section))
    answer.headers["ETag"] = told.etag
    return told


@router.put(SECTION, **change("change_section", "Change one section of a draft"))
def change_section(
    call: Annotated[Call, api_writing(Permission.DRAFTS_WRITE)],
    ref: DocumentInPath,
    number: VersionInPath,
    section: SectionInPath,
    sent: SectionSent,
    answer: Response,
    if_match: IfMatch = None,
) -> SectionTextTold:
    """Write one section, if it still reads as it did to you. Needs utkast:skrive."""
    view = known_version(call, ref, number)
    document_operations.hold(call.session, view.row)
    found = _section(view, section)
    now, wanted = wording(found), Wording(sent.title, sent.text)
    require_same(if_match, mark_of_section(found.id, now), whole(now), whole(wanted))
    drafts.write_section(call.session, call.who, view.document, view.row, found.id, now, wanted)
    told = SectionTextTold.of(_section(view, section))
    answer.headers["ETag"] = told.etag
    return told


@router.get(VERSION + "/checks", **public_read("list_checks", "What there is to look at in a text"))
def checks(
    call: Annotated[Call, api_reading()], ref: DocumentInPath, number: VersionInPath
) -> list[CheckTold]:
    """What is found by reading: gaps in numbers, dead references, doubled meanings. It stops nobody."""
    view = known_version(call, ref, number)
    desk = drafting.desk(call.session, call.community, view, clock.today())
    return [CheckTold.of(each) for each in desk.checks]


def _section(view: VersionView, place: str) -> Section:
    """The section of the version, with what lies under it; raises NotFound."""
    text = legal_text(view.row)
    if place == OPENING:
        return Section("", "", text.title, text.preamble)
    found = next((each for each in text.walk() if each.id == place), None)
    if found is None:
        raise NotFound("Punktet finnes ikke i denne versjonen.", "", "Se «sections» i versjonen.")
    return found
