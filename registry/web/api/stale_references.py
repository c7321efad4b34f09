"""What the texts in force cite of the law, held against the dated list of laws."""

from typing import Annotated

from fastapi import APIRouter

from registry.queries import parties
from registry.queries.stale_references import law_references_on
from registry.web.api.calls import Call, api_reading
from registry.web.api.described import public_read
from registry.web.api.problems import ApiRoute
from registry.web.api.schemas_stale_references import LawReferencesTold
from registry.web.api.types import OfParty, On

router = APIRouter(tags=["law"], route_class=ApiRoute)


@router.get(
    "/law-references",
    **public_read("get_law_references", "Does the law still say what the texts cite it for?"),
)
def law_references(
    call: Annotated[Call, api_reading()], on: On = None, party: OfParty = None
) -> LawReferencesTold:
    """Every citation with § in the texts in force that day.

    Stale is what the law has moved or repealed. Told apart are those it does not say yet, those that may mean
    what stands in the place now, and those that cannot be held against the list of laws.
    """
    row = parties.party(call.session, call.community, party) if party else None
    found = law_references_on(call.session, call.community, call.day(on), row)
    return LawReferencesTold.model_validate({"party": party, **found.to_dict()})
