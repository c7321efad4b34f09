"""Search: sections by words, numbers, bodies and years."""

from typing import Annotated

from fastapi import APIRouter, Query

from registry.house import NotReady
from registry.permissions import Permission
from registry.web.api.calls import Call, api_reading
from registry.web.api.described import public_read
from registry.web.api.paging import Ask, next_page, unknown_place
from registry.web.api.problems import ApiRoute
from registry.web.api.schemas_law import FoundTold, HitTold
from registry.web.api.types import On, QueryWords
from search.engine import Page, SearchUnavailable
from search.entries import Filters, Results

router = APIRouter(tags=["search"], route_class=ApiRoute)
FURTHEST = 1000


@router.get("/search", **public_read("search", "Find sections", 503))
def search(
    call: Annotated[Call, api_reading()],
    wanted: Ask,
    q: Annotated[
        QueryWords,
        Query(description='Words, "phrases", § 6-2, 5.2 c, organ:asu, år:2025.', examples=["utskrivning"]),
    ],
    on: On = None,
) -> FoundTold:
    """Sections with every word of the query, best first; what you may not read is not searched.

    With another day than today only what was in force that day is searched.
    """
    offset = _offset(wanted.after)
    filters = Filters(
        call.community.ref,
        public_only=not call.who.may(Permission.DRAFTS_READ),
        on=None if call.day(on) == call.day(None) else on,
    )
    found = _found(call, q, filters, wanted.limit, offset)
    end = offset + wanted.limit
    return FoundTold(
        total=found.total,
        hits=[HitTold.of(hit) for hit in found.hits],
        facets=found.facets,
        relaxed=found.relaxed,
        problem=found.problem,
        next=next_page(call, wanted, str(end)) if end < min(found.total, FURTHEST) else None,
    )


def _found(call: Call, words: str, filters: Filters, limit: int, offset: int) -> Results:
    try:
        return call.house.index.search(words, filters, Page(limit, offset))
    except SearchUnavailable as not_now:
        raise NotReady(str(not_now)) from not_now


def _offset(after: str | None) -> int:
    """How many hits were shown before; raises BadInput for a place that is no number of hits."""
    if after is None:
        return 0
    if not after.isascii() or not after.isdecimal() or int(after[:9]) > FURTHEST:
        raise unknown_place()
    return int(after)
