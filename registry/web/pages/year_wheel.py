"""The year wheel: what is due when, by which rule and source, whose it is, and a reminder of it."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query
from fastapi.responses import Response

from decisions.deadlines import DeadlineState, Holder
from registry import clock
from registry.errors import BadInput
from registry.fields import FIRST_YEAR, LAST_YEAR
from registry.operations import reminders
from registry.permissions import Permission
from registry.queries import deadlines, parties
from registry.web.answers import see, show, unchanged
from registry.web.forms import Typed, options, typed
from registry.web.visits import Visit, check_form, reading, writing
from registry.web.wheel import lines_of, wheel

router = APIRouter(prefix="/arshjul")
Writing = Annotated[Visit, writing(Permission.DECISIONS_RECORD)]


@router.get("")
def year_wheel(
    visit: Annotated[Visit, reading()],
    ar: Annotated[str, Query(max_length=10)] = "",
    rolle: str = "",
    part: str = "",
) -> Response:
    """The deadlines of a calendar year, as a wheel and month by month, as they stood on the day."""
    unchanged(visit)
    session, community, page = visit.session, visit.community, visit.page
    year = _year(ar, visit)
    role = deadlines.holder(rolle) if rolle else None
    party = parties.party(session, community, part) if part else None
    found = deadlines.deadlines(
        session,
        community,
        visit.on,
        visit.who,
        year=year,
        role=role,
        party=party.ref if party else "",
    )
    words = options(page, Holder)
    return show(
        visit,
        "arshjul.html",
        wheel=wheel(year, lines_of(found), visit.on),
        total=len(found),
        late=[each for each in found if each.state is DeadlineState.FORFALT],
        next=next((each for each in found if each.due >= visit.on and each.state.is_open), None),
        states=list(dict.fromkeys(each.state for each in found)),
        role_options=[(each.ref, said) for each, (_, said) in zip(Holder, words, strict=True)],
        party_options=[(row.ref, row.name) for row in parties.parties_on(session, community, visit.on)],
        narrowed={"rolle": rolle, "part": part},
    )


@router.post("/minn")
def remind(visit: Writing, form: Annotated[Typed, Depends(typed)]) -> Response:
    """Write a reminder of a deadline, to be read and sent from the outbox."""
    check_form(visit, form["csrf"])
    keys = form.all("frist")
    found = deadlines.named(visit.session, visit.community, visit.on, visit.who, keys)
    made = reminders.remind_of(
        visit.session, visit.who, visit.community, found, visit.house.settings.base_url, clock.now()
    )
    return see(visit, f"/utboks/{made.ref}", "Påminnelsen er skrevet. Les den, og send den når den er klar.")


def _year(typed_year: str, visit: Visit) -> int:
    if not typed_year.strip():
        return visit.on.year
    words = typed_year.strip()
    if not (words.isascii() and words.isdecimal() and FIRST_YEAR <= int(words) <= LAST_YEAR):
        raise BadInput(f"«{words[:10]}» er ikke et år.", f"Registeret bruker {FIRST_YEAR}-{LAST_YEAR}.")
    return int(words)
