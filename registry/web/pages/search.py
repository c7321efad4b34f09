"""Search: the box is the page, the hit is the point."""

from dataclasses import replace
from math import ceil
from typing import Annotated

from fastapi import APIRouter, BackgroundTasks, Query
from fastapi.responses import Response

from registry.database import let_go
from registry.permissions import Permission
from registry.queries import searching
from registry.web.answers import show_now
from registry.web.misses import note_if_missed
from registry.web.searching import Shown, facets, in_use
from registry.web.visits import Visit, reading
from search.engine import Page, SearchUnavailable
from search.entries import Filters, Order, Results
from search.narrowing import widest
from search.typed import readable

router = APIRouter()
PER_PAGE, MOST_PAGES = 20, 50
SECONDS_TO_WAIT = "5"
ORDERS = (Order.BEST, Order.NEWEST, Order.READING)
"""What a reader may choose among; what came last is for those who follow a search."""


@router.get("/sok")
def search(
    visit: Annotated[Visit, reading()],
    tasks: BackgroundTasks,
    q: str = "",
    side: Annotated[int, Query(ge=1, le=MOST_PAGES)] = 1,
    sorter: str = "",
    noyaktig: str = "",
) -> Response:
    """Hits by section, with the words marked, and the counts that narrow them.

    On another day than today only what was in force then is searched. Whatever is typed is answered, and
    shown again only as far as it can be read.
    """
    query, _ = readable(q)
    visit.page = replace(visit.page, query={**visit.page.query, "q": query})
    order = next((each for each in ORDERS if each.value == sorter), Order.BEST)
    try:
        page = Page(PER_PAGE, (side - 1) * PER_PAGE, order)
        found, status = _found(visit, q, page, exact=bool(noyaktig)), 200
    except SearchUnavailable as not_now:
        found, status = Results(problem=str(not_now)), 503
    if side == 1 and visit.page.is_today:
        note_if_missed(tasks, visit.house, visit.community, found)
    names = searching.names(visit.session, visit.community, visit.who)
    answer = show_now(
        visit,
        "sok.html",
        status,
        query=query,
        total=found.total,
        told=searching.told(found, names, visit.page.language),
        ready=status == 200,
        behind=found.behind,
        suggested=found.suggested,
        hits=[Shown(hit) for hit in found.hits],
        near=[Shown(hit) for hit in found.near],
        facets=facets(query, found, names),
        in_use=in_use(query, names),
        widest=widest(query),
        order=order,
        orders=ORDERS,
        number=side,
        per_page=PER_PAGE,
        count=min(MOST_PAGES, ceil(found.total / PER_PAGE)),
    )
    if status == 503:
        answer.headers["Retry-After"] = SECONDS_TO_WAIT
    return answer


def _found(visit: Visit, query: str, page: Page, exact: bool) -> Results:
    if not query.strip():
        return Results()
    filters = Filters(
        visit.community.ref,
        public_only=not visit.who.may(Permission.DRAFTS_READ),
        on=None if visit.page.is_today else visit.on,
    )
    let_go(visit.session)
    return visit.house.index.search(query, filters, page, exact=exact)
