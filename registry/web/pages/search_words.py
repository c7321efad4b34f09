"""Words that find each other, for everybody to see and the secretariat to change; and searches in vain."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Request
from fastapi.responses import Response

from registry import clock
from registry.database import let_go
from registry.errors import RegisterError
from registry.house import House
from registry.operations import missed_searches as misses_operations
from registry.operations import search_words as operations
from registry.permissions import Permission
from registry.queries import missed_searches, synonyms
from registry.tables import MissedSearchRow
from registry.web.answers import see, show, show_now, unchanged
from registry.web.feeds import all_words
from registry.web.forms import Typed, errors_of, typed
from registry.web.visits import Visit, check_form, committed, reading, writing
from search.engine import Page, SearchUnavailable
from search.entries import Filters

router = APIRouter()
Keeping = Annotated[Visit, writing(Permission.SEARCH_KEEP)]
Form = Annotated[Typed, Depends(typed)]
Side = Annotated[int, Query(ge=1, le=1000)]
Number = Annotated[int, Path(ge=1, lt=2**31)]
WORDS, MISSES = operations.PAGE, "/sok/uten-treff"
PER_PAGE = 25


@dataclass(frozen=True, slots=True)
class Missed:
    """A search that found nothing, and whether it would find something now."""

    row: MissedSearchRow
    is_found: bool


@router.get(WORDS)
def words(visit: Annotated[Visit, reading()]) -> Response:
    """Every group: the office's own and the product's, those put aside as well."""
    unchanged(visit)
    return _words(visit, {})


@router.post(WORDS)
def add(visit: Keeping, form: Form) -> Response:
    """Let some words find each other."""
    check_form(visit, form["csrf"])
    outcome = visit.act(
        lambda: operations.add_synonym(
            visit.session,
            visit.who,
            visit.community,
            form["words"].splitlines(),
            form["reason"],
            clock.now(),
        )
    )
    if isinstance(outcome, RegisterError):
        return _words(visit, form.values(), outcome)
    return see(visit, WORDS, "Ordene finner hverandre fra nå.")


@router.post(f"{WORDS}/til-side")
def put_aside(visit: Keeping, form: Form) -> Response:
    """Let a group count no longer."""
    check_form(visit, form["csrf"])
    outcome = visit.act(
        lambda: operations.put_aside_synonym(
            visit.session, visit.who, visit.community, form["gruppe"], form["reason"], clock.now()
        )
    )
    if isinstance(outcome, RegisterError):
        return _words(visit, form.values(), outcome, form["gruppe"])
    return see(visit, WORDS, "Gruppen er satt til side. Ordene finner ikke lenger hverandre.")


@router.post(f"{WORDS}/i-bruk")
def take_back(visit: Keeping, form: Form) -> Response:
    """Let a group that was put aside count again."""
    check_form(visit, form["csrf"])
    outcome = visit.act(
        lambda: operations.take_back_synonym(
            visit.session, visit.who, visit.community, form["gruppe"], form["reason"], clock.now()
        )
    )
    if isinstance(outcome, RegisterError):
        return _words(visit, form.values(), outcome, form["gruppe"])
    return see(visit, WORDS, "Gruppen er i bruk igjen.")


@router.get(MISSES)
def misses(visit: Annotated[Visit, reading(Permission.SEARCH_KEEP)], side: Side = 1) -> Response:
    """What was searched for in vain, most asked for first, and which of it is found by now."""
    return _misses(visit, side)


@router.post(f"{MISSES}/{{number}}/ord")
def teach(request: Request, number: Number, form: Form) -> Response:
    """Let the words find what others find. Where they do, they are no longer in the list.

    What is added is committed before it is tried, since the search asks the register by itself.
    """
    with committed(request, Permission.SEARCH_KEEP) as visit:
        check_form(visit, form["csrf"])
        row = missed_searches.miss(visit.session, visit.community, number)
        given = [form["sokt"] or row.words, *form["words"].splitlines()]
        outcome = visit.act(
            lambda: operations.add_synonym(
                visit.session, visit.who, visit.community, given, form["reason"], clock.now()
            )
        )
        if isinstance(outcome, RegisterError):
            return _misses(visit, 1, form.values(), outcome, number)
        house, filters, asked = visit.house, Filters(visit.community.ref), row.words
    if not _finds(house, filters, asked):
        return see(visit, MISSES, f"Ordene finner hverandre fra nå, men «{asked}» finner fortsatt ingenting.")
    with committed(request, Permission.SEARCH_KEEP) as visit:
        misses_operations.forget_miss(visit.session, visit.who, visit.community, number)
    return see(visit, MISSES, f"«{asked}» finner noe nå, og er tatt ut av listen.")


@router.post(f"{MISSES}/{{number}}/ta-bort")
def forget(visit: Keeping, number: Number, form: Form) -> Response:
    """Take one away."""
    check_form(visit, form["csrf"])
    misses_operations.forget_miss(visit.session, visit.who, visit.community, number)
    return see(visit, MISSES, "Søket er tatt ut av listen.")


@router.post(f"{MISSES}/ta-bort-alle")
def clear(visit: Keeping, form: Form) -> Response:
    """Take all of them away."""
    check_form(visit, form["csrf"])
    count = misses_operations.clear_misses(visit.session, visit.who, visit.community)
    return see(visit, MISSES, f"{count} søk er tatt ut av listen.")


def _words(
    visit: Visit,
    values: Mapping[str, str],
    refused: RegisterError | None = None,
    about: str = "",
) -> Response:
    """The page; `about` is the group that somebody tried to change."""
    groups = synonyms.every_group(visit.session, visit.community)
    errors = errors_of(refused) if refused else {}
    if about:
        errors = {field and "aside": told for field, told in errors.items()}
    return show(
        visit,
        "sok-ord.html",
        refused.status if refused else 200,
        own=[group for group in groups if group.is_own],
        shipped=sorted((group for group in groups if not group.is_own), key=lambda group: group.name),
        may_keep=visit.who.may(Permission.SEARCH_KEEP),
        values=values,
        about=about,
        errors=errors,
    )


def _misses(
    visit: Visit,
    number: int,
    values: Mapping[str, str] | None = None,
    refused: RegisterError | None = None,
    about: int = 0,
) -> Response:
    """The page; `about` is the search that somebody tried to teach."""
    total = missed_searches.how_many(visit.session, visit.community)
    rows = list(missed_searches.misses(visit.session, visit.community, PER_PAGE, (number - 1) * PER_PAGE))
    if about and all(row.id != about for row in rows):
        rows.insert(0, missed_searches.miss(visit.session, visit.community, about))
    filters, asked = Filters(visit.community.ref), [row.words for row in rows]
    let_go(visit.session)
    found = [_finds(visit.house, filters, words) for words in asked]
    return show_now(
        visit,
        "sok-uten-treff.html",
        refused.status if refused else 200,
        misses=[Missed(row, is_found) for row, is_found in zip(rows, found, strict=True)],
        total=total,
        number=number,
        count=ceil(total / PER_PAGE),
        kept_for=misses_operations.KEPT_FOR.days,
        values=values or {},
        about=about,
        errors=errors_of(refused) if refused else {},
    )


def _finds(house: House, filters: Filters, asked: str) -> bool:
    """Would everybody find something by these words now, every one of them?"""
    try:
        found = house.index.search(asked, filters, Page(1), exact=True)
    except SearchUnavailable:
        return False
    return bool(all_words(found))
