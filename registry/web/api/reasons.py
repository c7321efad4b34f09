"""Why places were changed, and the comparisons that decisions rested on."""

from typing import Annotated

from fastapi import APIRouter, Path
from fastapi.responses import Response

from registry import clock
from registry.operations.documents import hold
from registry.operations.reasons import Explanation, explain
from registry.permissions import Permission
from registry.queries import comparisons, decisions, documents
from registry.tables import ReasonRow
from registry.web.api.calls import Call, api_reading, api_writing
from registry.web.api.conditions import IfMatch, require_same
from registry.web.api.described import change, public_read
from registry.web.api.documents import known_version
from registry.web.api.paging import Ask, Page, page
from registry.web.api.problems import ApiRoute
from registry.web.api.schemas_reasons import (
    OPENING,
    BasisTold,
    ReasonSent,
    ReasonTold,
    WrittenTold,
    mark_of_reason,
)
from registry.web.api.types import DecisionRef, DocumentInPath, SectionId, VersionInPath
from registry.web.api.versions import VERSION

router = APIRouter(tags=["versions"], route_class=ApiRoute)
PLACE = VERSION + "/reasons/{section}"
PlaceInPath = Annotated[
    SectionId,
    Path(description="The lasting identity; `tekst` for the title and opening.", examples=["k3m9x2p7qa"]),
]


@router.get(VERSION + "/reasons", **public_read("list_reasons", "Why places were changed in a version"))
def reasons(
    call: Annotated[Call, api_reading()], ref: DocumentInPath, number: VersionInPath, wanted: Ask
) -> Page[ReasonTold]:
    """The reasons that are written, in the order they were first written."""
    rows = list(comparisons.reason_rows(call.session, known_version(call, ref, number).row).values())
    return page(call, wanted, rows, lambda row: row.section_id or OPENING, ReasonTold.of)


@router.get(PLACE, **public_read("get_reason", "Why one place was changed in a version"))
def reason(
    call: Annotated[Call, api_reading()],
    ref: DocumentInPath,
    number: VersionInPath,
    section: PlaceInPath,
    answer: Response,
) -> WrittenTold:
    """What is written of the place. Its ETag is what If-Match wants, also where nothing is written yet."""
    rows = comparisons.reason_rows(call.session, known_version(call, ref, number).row)
    return _told(answer, section, rows.get(_identity(section)))


@router.put(PLACE, **change("explain_change", "Say why a place was changed"))
def explain_change(
    call: Annotated[Call, api_writing(Permission.DRAFTS_WRITE)],
    ref: DocumentInPath,
    number: VersionInPath,
    section: PlaceInPath,
    sent: ReasonSent,
    answer: Response,
    if_match: IfMatch = None,
) -> WrittenTold:
    """Write why, while the version is a draft or frozen for decision. Needs utkast:skrive."""
    view = known_version(call, ref, number)
    hold(call.session, view.row)
    row = comparisons.reason_rows(call.session, view.row).get(_identity(section))
    require_same(if_match, mark_of_reason(row), row.why if row else "", sent.why)
    explanation = Explanation(_identity(section), sent.why, sent.asked_by)
    revision = row.revision if row else 0
    written = explain(call.session, call.who, view.document, view.row, explanation, revision, clock.now())
    return _told(answer, section, written)


@router.get(
    "/decisions/{ref}/comparison",
    **public_read("get_decision_comparison", "The comparison that a decision rested on"),
)
def basis(
    call: Annotated[Call, api_reading()],
    ref: Annotated[DecisionRef, Path(description="The decision's reference.", examples=["v-0a1b2c3d4e"])],
) -> BasisTold:
    """What the body had before it: the comparison as it was made when the decision was recorded."""
    view = decisions.decision(call.session, call.community, ref)
    kept = comparisons.the_basis(call.session, call.who, view.row)
    old, new = (
        documents.view(call.session, kept.document, row, clock.today()) for row in (kept.old, kept.new)
    )
    return BasisTold.of(ref, kept, old, new)


def _identity(section: str) -> str:
    return "" if section == OPENING else section


def _told(answer: Response, section: str, row: ReasonRow | None) -> WrittenTold:
    mark = mark_of_reason(row)
    answer.headers["ETag"] = mark
    return WrittenTold(section=section, reason=ReasonTold.of(row) if row else None, etag=mark)
