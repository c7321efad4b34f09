"""Search: the box is the page, the hit is the point."""

from dataclasses import replace
from math import ceil
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import Response

from decisions.bodies import BodyKind
from registry.permissions import Permission
from registry.queries import bodies, parties
from registry.queries.search_names import document_titles
from registry.web.answers import show
from registry.web.searching import Shown, Told, facets, in_use, shown
from registry.web.visits import Visit, reading
from search.engine import Page, SearchUnavailable
from search.entries import Filters, Order, Results
from search.narrowing import widest

router = APIRouter()
PER_PAGE, MOST_PAGES = 20, 50
SECONDS_TO_WAIT = "5"


@router.get("/sok")
def search(
    visit: Annotated[Visit, reading()],
    q: str = "",
    side: Annotated[int, Query(ge=1, le=MOST_PAGES)] = 1,
    sorter: str = "",
) -> Response:
    """Hits by section, with the words marked, and the counts that narrow them.

    On another day than today only what was in force then is searched. Whatever is typed is answered.
    """
    query = shown(q)
    visit.page = replace(visit.page, query={**visit.page.query, "q": query})
    order = Order(sorter) if sorter in set(Order) else Order.BEST
    try:
        results = _found(visit, q, side, order) if query else Results()
        status = 200
    except SearchUnavailable as not_now:
        results, status = Results(problem=str(not_now)), 503
    names = _names(visit)
    answer = show(
        visit,
        "sok.html",
        status,
        query=query,
        results=results,
        told=Told(),
        first=1 + (side - 1) * PER_PAGE,
        hits=[Shown(hit) for hit in results.hits],
        facets=facets(query, results, names),
        in_use=in_use(query, names),
        widest=widest(query),
        order=order,
        orders=tuple(Order),
        number=side,
        count=min(MOST_PAGES, ceil(results.total / PER_PAGE)),
    )
    if status == 503:
        answer.headers["Retry-After"] = SECONDS_TO_WAIT
    return answer


def _found(visit: Visit, query: str, number: int, order: Order) -> Results:
    filters = Filters(
        visit.community.ref,
        public_only=not visit.who.may(Permission.DRAFTS_READ),
        on=None if visit.page.is_today else visit.on,
    )
    return visit.house.index.search(query, filters, Page(PER_PAGE, (number - 1) * PER_PAGE, order))


def _names(visit: Visit) -> dict[str, dict[str, str]]:
    """The words of what a search is narrowed by, for each facet; what is not here is its own words."""
    session, community = visit.session, visit.community
    kinds = {kind.value.lower(): kind.label for kind in BodyKind}
    return {
        "document": document_titles(session, community, visit.who),
        "body": kinds | {row.ref: row.name for row in bodies.all_bodies(session, community)},
        "party": {row.ref: row.name for row in parties.all_parties(session, community)},
    }
