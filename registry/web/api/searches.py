"""Search words, searches in vain, and the searches that a caller has saved."""

from typing import Annotated

from fastapi import APIRouter, Path
from fastapi.responses import Response

from registry import clock
from registry.database import let_go
from registry.house import NotReady
from registry.operations import missed_searches as misses_operations
from registry.operations import saved_searches as saved_operations
from registry.operations import search_words
from registry.permissions import Permission
from registry.queries import missed_searches, saved_searches, synonyms
from registry.tables import SavedSearchRow
from registry.web.api.calls import Call, api_reading, api_writing
from registry.web.api.described import act, create, keyed_read, public_read, remove
from registry.web.api.paging import Ask, Page, page
from registry.web.api.problems import ApiRoute
from registry.web.api.repeats import RepeatKey, once
from registry.web.api.schemas_searches import (
    MissedSearchTold,
    SavedRef,
    SavedSearchSeen,
    SavedSearchSent,
    SavedSearchTold,
    SynonymsSaid,
    SynonymsSent,
    SynonymsTold,
)
from registry.web.api.types import IdInPath
from registry.web.feeds import all_words
from search.engine import Page as Wanted
from search.engine import SearchUnavailable

router = APIRouter(tags=["search"], route_class=ApiRoute)
Keeping = Annotated[Call, api_writing(Permission.SEARCH_KEEP)]
Own = Annotated[Call, api_writing(Permission.TOKENS_OWN)]
SavedInPath = Annotated[SavedRef, Path(description="Its name.", examples=["sok-0a1b2c3d4e"])]


@router.get("/synonyms", **public_read("list_synonyms", "Words that find each other"))
def all_synonyms(call: Annotated[Call, api_reading()], wanted: Ask) -> Page[SynonymsTold]:
    """The office's own groups, then those of the product; those that are put aside as well."""
    groups = synonyms.every_group(call.session, call.community)
    return page(call, wanted, groups, lambda group: group.name, SynonymsTold.of)


@router.post("/synonyms", response_model=SynonymsTold, **create("add_synonym", "Let words find each other"))
def add_synonym(call: Keeping, sent: SynonymsSent, repeat: RepeatKey = None) -> Response:
    """They do from the next search on. Needs sok:stelle."""
    return once(call, repeat, sent, lambda: _added(call, sent))


@router.post(
    "/synonyms/sayings",
    response_model=SynonymsTold,
    **create("say_of_synonyms", "Put a group aside, or take it back"),
)
def say_of_synonyms(call: Keeping, sent: SynonymsSaid, repeat: RepeatKey = None) -> Response:
    """The last word about a group counts, and all that was said is kept. Needs sok:stelle."""
    return once(call, repeat, sent, lambda: _said(call, sent))


@router.get("/missed-searches", **keyed_read("list_missed_searches", "Searches that found nothing"))
def all_misses(
    call: Annotated[Call, api_reading(Permission.SEARCH_KEEP)], wanted: Ask
) -> Page[MissedSearchTold]:
    """Words, how often and between which days; those asked for most first. Needs sok:stelle."""
    rows = missed_searches.misses(call.session, call.community)
    return page(call, wanted, rows, lambda row: str(row.id), MissedSearchTold.of)


@router.delete("/missed-searches", **remove("clear_missed_searches", "Take all of them away"))
def clear_misses(call: Keeping) -> None:
    """The list begins anew. Needs sok:stelle."""
    misses_operations.clear_misses(call.session, call.who, call.community)


@router.delete("/missed-searches/{number}", **remove("forget_missed_search", "Take one of them away"))
def forget_miss(call: Keeping, number: IdInPath) -> None:
    """It comes back when somebody searches for it in vain. Needs sok:stelle."""
    misses_operations.forget_miss(call.session, call.who, call.community, number)


@router.get("/me/saved-searches", **keyed_read("list_saved_searches", "Your saved searches", 503))
def all_saved(
    call: Annotated[Call, api_reading(Permission.TOKENS_OWN)], wanted: Ask
) -> Page[SavedSearchTold]:
    """Each with how many hits have come since you last looked. Only you see them. Needs nokler:egne."""
    rows = saved_searches.saved(call.session, call.community, call.caller)
    return page(call, wanted, rows, lambda row: row.ref, lambda row: SavedSearchTold.of(row, _new(call, row)))


@router.post("/me/saved-searches", response_model=SavedSearchTold, **create("save_search", "Save a search"))
def save(call: Own, sent: SavedSearchSent, repeat: RepeatKey = None) -> Response:
    """The address of its feed, where one is wanted, is told in this answer only. Needs nokler:egne."""
    return once(call, repeat, sent, lambda: _saved(call, sent), shown_once=frozenset({"address"}))


@router.post(
    "/me/saved-searches/{ref}/seen",
    response_model=SavedSearchTold,
    **act("see_saved_search", "Say that you have seen what has come"),
)
def see(call: Own, ref: SavedInPath, sent: SavedSearchSeen) -> SavedSearchTold:
    """What came until then is no longer new. It never goes back. Needs nokler:egne."""
    row = saved_searches.saved_search(call.session, call.community, call.caller, ref)
    saved_operations.look_at(row, min(sent.until.astimezone(), clock.now()))
    return SavedSearchTold.of(row)


@router.delete("/me/saved-searches/{ref}", **remove("forget_search", "Forget a search"))
def forget(call: Own, ref: SavedInPath) -> None:
    """Its secret address opens nothing any more. Needs nokler:egne."""
    saved_operations.forget_search(call.session, call.who, call.community, call.caller, ref)


def _added(call: Call, sent: SynonymsSent) -> SynonymsTold:
    row = search_words.add_synonym(
        call.session, call.who, call.community, sent.words, sent.reason, clock.now()
    )
    return SynonymsTold.of(synonyms.group_named(call.session, call.community, row.name))


def _said(call: Call, sent: SynonymsSaid) -> SynonymsTold:
    say = search_words.take_back_synonym if sent.counts else search_words.put_aside_synonym
    row = say(call.session, call.who, call.community, sent.name, sent.reason, clock.now())
    return SynonymsTold.of(synonyms.group_named(call.session, call.community, row.name))


def _saved(call: Call, sent: SavedSearchSent) -> SavedSearchTold:
    told = call.session, call.who, call.community, call.caller
    row = saved_operations.save_search(*told, sent.query, clock.now())
    if not sent.feed:
        return SavedSearchTold.of(row)
    key, row = saved_operations.make_feed(*told, row.ref)
    site = call.house.settings.base_url.rstrip("/")
    return SavedSearchTold.of(row, address=f"{site}{saved_operations.PAGE}/feed/{key}.atom")


def _new(call: Call, row: SavedSearchRow) -> int:
    filters = saved_searches.seen_by(call.who, call.community, row.seen_at)
    query = row.query
    let_go(call.session)
    try:
        found = call.house.index.search(query, filters, Wanted(1), exact=True)
    except SearchUnavailable as not_now:
        raise NotReady(str(not_now)) from not_now
    return found.total if all_words(found) else 0
