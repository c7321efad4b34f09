"""Search: the box is the page, the hit is the point."""

from math import ceil
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import Response

from registry.permissions import Permission
from registry.web.answers import show
from registry.web.visits import Visit, reading
from search.engine import Page, SearchUnavailable
from search.entries import Filters, Results

router = APIRouter()
PER_PAGE, MOST_PAGES = 20, 50


@router.get("/sok")
def search(
    visit: Annotated[Visit, reading()],
    q: Annotated[str, Query(max_length=1000)] = "",
    side: Annotated[int, Query(ge=1, le=MOST_PAGES)] = 1,
) -> Response:
    """Hits by section, with the words marked, and the counts that narrow them.

    On another day than today only what was in force then is searched.
    """
    results = _found(visit, q, side) if q.strip() else Results()
    return show(
        visit,
        "sok.html",
        query=q,
        results=results,
        number=side,
        count=min(MOST_PAGES, ceil(results.total / PER_PAGE)),
    )


def _found(visit: Visit, query: str, number: int) -> Results:
    filters = Filters(
        visit.community.ref,
        public_only=not visit.who.may(Permission.DRAFTS_READ),
        on=None if visit.page.is_today else visit.on,
    )
    try:
        return visit.house.index.search(query, filters, Page(PER_PAGE, (number - 1) * PER_PAGE))
    except SearchUnavailable as not_now:
        return Results(problem=str(not_now))
