"""What a change touches, for judging whether it is minor."""

from typing import Annotated

from fastapi import APIRouter, Query

from registry.queries.evidence import sheet_between
from registry.web.api.calls import Call, api_reading
from registry.web.api.described import public_read
from registry.web.api.problems import ApiRoute
from registry.web.api.schemas_evidence import EvidenceSheetTold
from registry.web.api.types import VersionRef
from registry.web.api.versions import named_version

router = APIRouter(tags=["versions"], route_class=ApiRoute)


@router.get("/evidence", **public_read("get_evidence", "What a change touches"))
def evidence(
    call: Annotated[Call, api_reading()],
    old: Annotated[VersionRef, Query(description="The old one.", examples=["samarbeidsavtalen@2021.1"])],
    new: Annotated[VersionRef, Query(description="The new one.", examples=["samarbeidsavtalen@2025.1"])],
) -> EvidenceSheetTold:
    """Duties, sums, deadlines, parties, bodies, mandate clauses and law items, each with both wordings.

    With a suggestion of the class and its reasons. It is no verdict: a named person confirms the class.
    """
    before, after = named_version(call, old), named_version(call, new)
    return EvidenceSheetTold.of(before, after, sheet_between(call.session, before, after))
