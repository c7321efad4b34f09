"""What drafts would do to the coverage of the law."""

from typing import Annotated

from fastapi import APIRouter, Path, Query

from registry import clock
from registry.queries.draft_coverage import draft_coverage, named_together, the_day_it_applies
from registry.web.api.calls import Call, api_reading
from registry.web.api.described import public_read
from registry.web.api.documents import known_version
from registry.web.api.problems import ApiRoute
from registry.web.api.schemas_draft_coverage import DraftCoverageTold
from registry.web.api.types import DocumentInPath, On, VersionRef
from registry.web.api.versions import VERSION

router = APIRouter(tags=["law"], route_class=ApiRoute)
DraftInPath = Annotated[
    str,
    Path(
        pattern=r"^([0-9]{1,4}(\.[0-9]{1,3}){0,2}|draft|latest)$",
        description="The draft's or frozen text's printed number, or `draft`, or `latest`.",
        examples=["draft"],
    ),
]
Together = Annotated[
    list[VersionRef],
    Query(
        alias="with",
        description="Other drafts that are to apply at the same time.",
        examples=[["retningslinje-7@2026.1"]],
        max_length=50,
    ),
]


@router.get(
    VERSION + "/draft-coverage",
    **public_read("get_draft_coverage", "What a draft would do to the coverage of the law", 409),
)
def effect(
    call: Annotated[Call, api_reading()],
    ref: DocumentInPath,
    number: DraftInPath,
    on: On = None,
    suggestions: Annotated[
        bool,
        Query(description="As if the open suggestions that fit were accepted.", examples=[False]),
    ] = False,
    together: Together = [],  # noqa: B006  # FastAPI copies it for each call
) -> DraftCoverageTold:
    """The demands before and after, pair by pair, and each judgement: kept, uncertain, or taken out.

    Asked of a draft or a frozen text you may read, as if it applied that day in place of what does; without
    `on`, on the first day it can. A person judges: what reads otherwise is only told.
    """
    view = known_version(call, ref, number, on)
    day = on or the_day_it_applies(view, clock.today())
    drafts = named_together(call.session, call.community, view, together, call.who, day)
    return DraftCoverageTold.model_validate(
        draft_coverage(call.session, call.community, drafts, day, suggested=suggestions).to_dict()
    )
