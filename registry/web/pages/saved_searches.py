"""The searches one has saved: what is new since one last looked, and the addresses of their feeds."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.responses import Response

from registry import clock
from registry.database import let_go
from registry.errors import AlreadyThere, BadInput, NotSignedIn, RegisterError
from registry.operations import saved_searches as operations
from registry.queries import saved_searches
from registry.tables import PersonRow, SavedSearchRow
from registry.web.answers import see, show_now
from registry.web.feeds import all_words, new_since
from registry.web.forms import Typed, errors_of, typed
from registry.web.searching import Shown
from registry.web.visits import Visit, check_form, reading, writing
from search.engine import Page, SearchUnavailable
from search.entries import Order, Results

router = APIRouter(prefix=operations.PAGE)
Reading = Annotated[Visit, reading()]
Writing = Annotated[Visit, writing()]
Form = Annotated[Typed, Depends(typed)]
MOST_SHOWN = 50


@dataclass(frozen=True, slots=True)
class Saved:
    """A saved search, and what has come since its owner last looked."""

    row: SavedSearchRow
    new: int


@router.get("")
def all_saved(visit: Reading) -> Response:
    """Each with how many hits are new."""
    return _all(visit, _me(visit))


@router.post("")
def save(visit: Writing, form: Form) -> Response:
    """Keep the search that was just made."""
    check_form(visit, form["csrf"])
    person = _me(visit)
    outcome = visit.act(
        lambda: operations.save_search(
            visit.session, visit.who, visit.community, person, form["q"], clock.now()
        )
    )
    if isinstance(outcome, AlreadyThere):
        return see(visit, operations.PAGE, outcome.what)
    if isinstance(outcome, RegisterError):
        return _all(visit, person, outcome)
    return see(visit, operations.PAGE, "Søket er lagret. Her ser du når det kommer noe nytt.")


@router.get("/{ref}")
def one(visit: Reading, ref: str) -> Response:
    """What has come since the owner last looked, the latest first."""
    return _one(visit, ref)


@router.post("/{ref}/sett")
def seen(visit: Writing, ref: str, form: Form) -> Response:
    """What was shown is no longer new."""
    check_form(visit, form["csrf"])
    row = saved_searches.saved_search(visit.session, visit.community, _me(visit), ref)
    operations.look_at(row, _moment(form["til"]))
    return see(visit, operations.PAGE, "Treffene er merket som sett.")


@router.post("/{ref}/glem")
def forget(visit: Writing, ref: str, form: Form) -> Response:
    """Let go of the search and its address."""
    check_form(visit, form["csrf"])
    operations.forget_search(visit.session, visit.who, visit.community, _me(visit), ref)
    return see(visit, operations.PAGE, "Søket er glemt. En hemmelig adresse til det åpner ingenting lenger.")


@router.post("/{ref}/adresse")
def make_feed(visit: Writing, ref: str, form: Form) -> Response:
    """Make a secret address, or another instead of the one there was, and show it this once."""
    check_form(visit, form["csrf"])
    key, _ = operations.make_feed(visit.session, visit.who, visit.community, _me(visit), ref)
    site = visit.house.settings.base_url.rstrip("/")
    answer = _one(visit, ref, f"{site}{operations.PAGE}/feed/{key}.atom")
    answer.headers["Cache-Control"] = "no-store"  # the address must not come back with the page
    return answer


@router.post("/{ref}/adresse/trekk")
def revoke_feed(visit: Writing, ref: str, form: Form) -> Response:
    """Make the address useless."""
    check_form(visit, form["csrf"])
    operations.revoke_feed(visit.session, visit.who, visit.community, _me(visit), ref)
    return see(visit, f"{operations.PAGE}/{ref}", "Adressen er trukket tilbake og åpner ingenting lenger.")


def _all(visit: Visit, person: PersonRow, refused: RegisterError | None = None) -> Response:
    rows = saved_searches.saved(visit.session, visit.community, person)
    saved, ready = _counted(visit, rows)
    return show_now(
        visit,
        "sok-lagrede.html",
        refused.status if refused else 200,
        saved=saved,
        ready=ready,
        most=operations.MOST_SAVED,
        errors=errors_of(refused) if refused else {},
    )


def _counted(visit: Visit, rows: Sequence[SavedSearchRow]) -> tuple[list[Saved], bool]:
    """How much is new for each, and whether the search could be asked at all."""
    try:
        return [Saved(row, _how_many(_new(visit, row, 1))) for row in rows], True
    except SearchUnavailable:
        return [Saved(row, 0) for row in rows], False


def _one(visit: Visit, ref: str, address: str = "") -> Response:
    row = saved_searches.saved_search(visit.session, visit.community, _me(visit), ref)
    try:
        found, ready = _new(visit, row, MOST_SHOWN), True
    except SearchUnavailable:
        found, ready = Results(), False
    hits = all_words(found)
    return show_now(
        visit,
        "sok-lagret.html",
        row=row,
        ready=ready,
        count=_how_many(found),
        hits=[Shown(hit) for hit in hits],
        until=new_since(hits) or saved_searches.as_known(row.seen_at),
        address=address,
    )


def _new(visit: Visit, row: SavedSearchRow, limit: int) -> Results:
    filters = saved_searches.seen_by(visit.who, visit.community, row.seen_at)
    query = row.query
    let_go(visit.session)
    return visit.house.index.search(query, filters, Page(limit, 0, Order.LATEST), exact=True)


def _how_many(found: Results) -> int:
    return found.total if all_words(found) else 0


def _moment(written: str) -> datetime:
    """The moment a form of ours named; never later than now. Raises BadInput."""
    try:
        moment = datetime.fromisoformat(written)
    except ValueError as wrong:
        raise BadInput(
            "Skjemaet kunne ikke leses.", "Det sier ikke hva som er sett.", "Last siden på nytt.", "til"
        ) from wrong
    return min(moment if moment.tzinfo else moment.replace(tzinfo=UTC), clock.now())


def _me(visit: Visit) -> PersonRow:
    if visit.person is None:
        raise NotSignedIn("Du må logge inn for å se søkene du har lagret.")
    return visit.person
