"""Feeds of what is newly found: for everybody by any search, and for one reader behind a secret address."""

from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Path, Request
from fastapi.responses import Response

from registry.database import let_go
from registry.errors import NotFound
from registry.house import House, NotReady
from registry.permissions import PUBLIC
from registry.queries import people, saved_searches
from registry.tables import CommunityRow
from registry.web import feeds
from registry.web.feeds import MOST_ENTRIES, Feed
from registry.web.visits import Visit, house_of, reading
from search.engine import Page, SearchUnavailable
from search.entries import Filters, Order, Results
from search.typed import readable

router = APIRouter()


@router.get("/sok/feed.atom")
def everybodys(visit: Annotated[Visit, reading()], q: str = "") -> Response:
    """What everybody may read, the latest first, whoever asks: it never names a draft."""
    (query, _), community, house = readable(q), visit.community, visit.house
    asked = {"q": query, "helsefellesskap": community.ref}
    name = f"sok?{urlencode({'q': query})}"
    told = _told(house, community, query, name, f"{_site(house)}/sok/feed.atom?{urlencode(asked)}")
    filters = saved_searches.seen_by(PUBLIC, community)
    let_go(visit.session)
    found = _found(house, query, filters)
    return feeds.answer(visit.request, feeds.feed(told, found), found, secret=False)


@router.get("/sok/lagrede/feed/{key}.atom")
def own(request: Request, key: Annotated[str, Path(max_length=100)]) -> Response:
    """What the owner of the secret address may read now."""
    house = house_of(request)
    with house.database.reading() as session:
        known = saved_searches.owner_of(session, key)
        if known is None:
            raise NotFound("Adressen åpner ingenting.", "Den er ukjent, eller trukket tilbake.")
        row, person = known
        community = session.get_one(CommunityRow, row.community_id)
        who = people.actor_of(session, person, community)
        told = _told(house, community, row.query, f"sok/lagrede/{row.ref}")
        filters = saved_searches.seen_by(who, community)
    found = _found(house, row.query, filters)
    return feeds.answer(request, feeds.feed(told, found), found, secret=True)


def _found(house: House, query: str, filters: Filters) -> Results:
    try:
        return house.index.search(query, filters, Page(MOST_ENTRIES, 0, Order.LATEST), exact=True)
    except SearchUnavailable as not_now:
        raise NotReady(str(not_now)) from not_now


def _told(house: House, community: CommunityRow, query: str, name: str, address: str = "") -> Feed:
    return Feed(_site(house), community.ref, community.name, query, name, address)


def _site(house: House) -> str:
    return house.settings.base_url.rstrip("/")
