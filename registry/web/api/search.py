"""Search: sections by words, numbers, bodies and years."""

from typing import Annotated

from fastapi import APIRouter, BackgroundTasks, Query

from registry.database import let_go
from registry.house import NotReady
from registry.permissions import Permission
from registry.queries import searching
from registry.web.api.calls import Call, api_reading
from registry.web.api.described import public_read
from registry.web.api.paging import Ask, next_page, unknown_place
from registry.web.api.problems import ApiRoute
from registry.web.api.schemas_search import FoundTold
from registry.web.api.types import On
from registry.web.misses import note_if_missed
from search.engine import Page, SearchUnavailable
from search.entries import Filters, Order, Results

router = APIRouter(tags=["search"], route_class=ApiRoute)
FURTHEST = 1000
WORDS = (
    'Words, "phrases", -not, prefix*, § 6-2 nr. 4, 5.2 c, organ:asu, type:retningslinje, status:gjelder, '
    "år:2025, dokument:retningslinje-5, kommune:granvik, lov:6-2-4."
)


@router.get("/search", **public_read("search", "Find sections", 503))
def search(
    call: Annotated[Call, api_reading()],
    wanted: Ask,
    tasks: BackgroundTasks,
    q: Annotated[str, Query(description=WORDS, examples=["utskrivning"])],
    order: Annotated[
        Order,
        Query(description="The best first, the newest first, or as one reads them.", examples=["nyeste"]),
    ] = Order.BEST,
    exact: Annotated[
        bool, Query(description="Search for the words just as they are typed.", examples=[False])
    ] = False,
    on: On = None,
) -> FoundTold:
    """What has every word of the query, best first; what you may not read is not searched.

    With another day than today only what was in force that day is searched. Whatever `q` holds is answered:
    what cannot be searched for is left out and told in `remarks`.
    """
    offset = _offset(wanted.after)
    filters = Filters(
        call.community.ref,
        public_only=not call.who.may(Permission.DRAFTS_READ),
        on=None if call.day(on) == call.day(None) else on,
    )
    let_go(call.session)
    found = _found(call, q, filters, Page(wanted.limit, offset, order), exact=exact)
    if not offset and filters.on is None:
        note_if_missed(tasks, call.house, call.community, found)
    end = offset + wanted.limit
    onward = next_page(call, wanted, str(end)) if end < min(found.total, FURTHEST) else None
    names = searching.names(call.session, call.community, call.who)
    return FoundTold.of(found, searching.told(found, names), order, onward)


def _found(call: Call, words: str, filters: Filters, page: Page, *, exact: bool) -> Results:
    try:
        return call.house.index.search(words, filters, page, exact=exact)
    except SearchUnavailable as not_now:
        raise NotReady(str(not_now)) from not_now


def _offset(after: str | None) -> int:
    """How many hits were shown before; raises BadInput for a place that is no number of hits."""
    if after is None:
        return 0
    if not after.isascii() or not after.isdecimal() or int(after[:9]) > FURTHEST:
        raise unknown_place()
    return int(after)
