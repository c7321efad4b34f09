"""Calendars that other programs subscribe to: a body's, a role's, and one's own behind a secret address."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Request
from fastapi.responses import Response

from registry import clock
from registry.errors import NotFound, NotSignedIn, RegisterError
from registry.operations import calendar_keys
from registry.permissions import PUBLIC
from registry.queries import bodies, calendars, deadlines, parties, people
from registry.tables import CommunityRow, PersonRow
from registry.web.answers import see, show, unchanged
from registry.web.forms import Typed, errors_of, typed
from registry.web.visits import Visit, check_form, etag_of, house_of, reading, writing

router = APIRouter()
Reading = Annotated[Visit, reading()]
Writing = Annotated[Visit, writing()]
Form = Annotated[Typed, Depends(typed)]
KeyId = Annotated[int, Path(ge=1, lt=2**31)]
EVERYONE = "alle"


@router.get("/organer/{ref}/kalender.ics")
def of_body(visit: Reading, ref: str) -> Response:
    """The meetings of one body, and when its terms run out; only what everybody may know."""
    unchanged(visit)
    body = bodies.body(visit.session, visit.community, ref)
    name = bodies.body_values(visit.session, visit.community)[body.id].name_on(visit.page.today)
    found = deadlines.deadlines(visit.session, visit.community, visit.page.today, PUBLIC, body=ref)
    made = calendars.calendar(visit.session, visit.community, name, found, _site(visit), visit.page.language)
    return _answer(made, f"{ref}.ics", etag_of(visit))


@router.get("/kalender/{rolle}.ics")
def of_role(visit: Reading, rolle: str, part: str = "") -> Response:
    """What a role must know of, or all; for one party where it is named; only what everybody may know."""
    unchanged(visit)
    role = None if rolle == EVERYONE else deadlines.holder(rolle)
    party = parties.party(visit.session, visit.community, part) if part else None
    found = deadlines.deadlines(
        visit.session,
        visit.community,
        visit.page.today,
        PUBLIC,
        role=role,
        party=party.ref if party else "",
    )
    told = [visit.community.name, *([role.label] if role else []), *([party.name] if party else [])]
    made = calendars.calendar(
        visit.session, visit.community, ", ".join(told), found, _site(visit), visit.page.language
    )
    return _answer(made, f"{rolle}.ics", etag_of(visit))


@router.get("/kalender/egen/{key}.ics")
def own(request: Request, key: Annotated[str, Path(max_length=100)]) -> Response:
    """All that the owner of the secret address may read, as it is now."""
    house = house_of(request)
    with house.database.reading() as session:
        found = calendars.owner_of(session, key)
        if found is None:
            raise NotFound("Kalenderen finnes ikke.", "Adressen er ukjent, eller trukket tilbake.")
        row, person = found
        community = session.get_one(CommunityRow, row.community_id)
        who = people.actor_of(session, person, community)
        days = deadlines.deadlines(session, community, clock.today(), who)
        made = calendars.calendar(session, community, community.name, days, house.settings.base_url)
    return _answer(made, "kalender.ics")


@router.get("/min-side/kalender")
def keys(visit: Reading) -> Response:
    """The calendars there are, and my own secret addresses."""
    return _keys(visit, _me(visit))


@router.post("/min-side/kalender")
def make(visit: Writing, form: Form) -> Response:
    """Make a secret address, and show it this once."""
    check_form(visit, form["csrf"])
    person = _me(visit)
    outcome = visit.act(
        lambda: calendar_keys.make_calendar_key(
            visit.session, visit.who, visit.community, person, clock.now()
        )
    )
    if isinstance(outcome, RegisterError):
        return _keys(visit, person, refused=outcome)
    answer = _keys(visit, person, f"{_site(visit)}/kalender/egen/{outcome[0]}.ics")
    answer.headers["Cache-Control"] = "no-store"  # the address must not come back with the page
    return answer


@router.post("/min-side/kalender/{key_id}/trekk")
def revoke(visit: Writing, key_id: KeyId, form: Form) -> Response:
    """Make an address useless."""
    check_form(visit, form["csrf"])
    calendar_keys.revoke_calendar_key(
        visit.session, visit.who, visit.community, _me(visit), key_id, clock.now()
    )
    return see(visit, "/min-side/kalender", "Adressen er trukket tilbake og åpner ingenting lenger.")


def _keys(
    visit: Visit, person: PersonRow, address: str = "", refused: RegisterError | None = None
) -> Response:
    return show(
        visit,
        "min-kalender.html",
        refused.status if refused else 200,
        keys=calendars.keys_of(visit.session, visit.community, person),
        address=address,
        holders=list(deadlines.HOLDERS.values()),
        bodies=bodies.all_bodies(visit.session, visit.community),
        site=_site(visit),
        errors=errors_of(refused) if refused else {},
    )


def _me(visit: Visit) -> PersonRow:
    if visit.person is None:
        raise NotSignedIn("Du må logge inn for å se dine egne kalendere.")
    return visit.person


def _site(visit: Visit) -> str:
    return visit.house.settings.base_url.rstrip("/")


def _answer(data: bytes, name: str, etag: str = "") -> Response:
    """The calendar; what is behind a secret address is kept by nobody on the way."""
    headers = {"Content-Disposition": f'inline; filename="{name}"'}
    headers |= {"Cache-Control": "no-cache", "ETag": etag} if etag else {"Cache-Control": "private, no-store"}
    return Response(data, media_type=calendars.MEDIA_TYPE, headers=headers)
