"""Where to look for what the law demands: places ranked by words, with why, and remarks on form."""

from typing import Annotated

from fastapi import APIRouter, Query

from documents.candidates import NOTICE
from registry.queries import parties
from registry.queries.candidates import Seeking
from registry.web.api.calls import Call, api_reading
from registry.web.api.described import public_read
from registry.web.api.problems import ApiRoute
from registry.web.api.schemas_candidates import CandidatesTold
from registry.web.api.types import OfParty, On

router = APIRouter(tags=["law"], route_class=ApiRoute)


@router.get(
    "/compliance/candidates", **public_read("list_candidates", "Where to look for one of the law's demands")
)
def candidates(
    call: Annotated[Call, api_reading()],
    nr: Annotated[int, Query(ge=1, le=999, description="Number of the item.", examples=[5])],
    on: On = None,
    party: OfParty = None,
    most: Annotated[int, Query(ge=1, le=200, description="So many candidates at most.", examples=[10])] = 20,
) -> CandidatesTold:
    """Sections of the texts in force that have the words of the demand, the likeliest first, each with why.

    A candidate never counts as coverage: a person judges. The remarks are on the form of what people have
    judged to cover the demand, and change no status.
    """
    row = parties.party(call.session, call.community, party) if party else None
    day = call.day(on)
    found = Seeking(call.session, call.community, day, row).of(nr)
    told = {"on": day, "party": party, "notice": NOTICE, **found.to_dict(most)}
    return CandidatesTold.model_validate(told)
