"""The year wheel for programs, and calendars for calendar programs."""

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query
from fastapi.responses import Response

from decisions.deadlines import Deadline, Holder
from registry import clock
from registry.operations import calendar_keys
from registry.permissions import PUBLIC, Permission
from registry.queries import bodies, calendars, deadlines, parties
from registry.web.api.calls import Call, api_reading, api_writing
from registry.web.api.described import create, keyed_read, public_read, remove
from registry.web.api.paging import Ask, Page, page
from registry.web.api.problems import ApiRoute
from registry.web.api.repeats import RepeatKey, once
from registry.web.api.schemas_messages import (
    CalendarKeySent,
    CalendarKeyTold,
    DeadlinesTold,
    DeadlineTold,
)
from registry.web.api.types import BodyInPath, IdInPath, OfParty, On

router = APIRouter(tags=["deadlines"], route_class=ApiRoute)
Own = Annotated[Call, api_writing(Permission.TOKENS_OWN)]
ICS: dict[str, Any] = {"text/calendar": {"schema": {"type": "string"}}}
Year = Annotated[
    int | None,
    Query(ge=1900, le=2200, description="The calendar year; this one where it is left out.", examples=[2026]),
]
OfRole = Annotated[Holder | None, Query(description="Only what concerns this role.", examples=["partene"])]
RoleInPath = Annotated[
    str, Path(pattern="^[a-z]{2,20}$", description="A role, or `alle`.", examples=["partene"])
]


@router.get("/deadlines", **public_read("list_deadlines", "The deadlines of a year"))
def of_year(
    call: Annotated[Call, api_reading()],
    year: Year = None,
    role: OfRole = None,
    party: OfParty = None,
    on: On = None,
) -> DeadlinesTold:
    """Each with its rule, base day and source. What only readers of drafts may see needs utkast:lese."""
    day = call.day(on)
    found = deadlines.deadlines(
        call.session,
        call.community,
        day,
        call.who,
        year=year or day.year,
        role=role,
        party=parties.party(call.session, call.community, party).ref if party else "",
    )
    return DeadlinesTold(on=day, year=year or day.year, deadlines=[DeadlineTold.of(each) for each in found])


@router.get(
    "/calendars/bodies/{ref}",
    **public_read("get_body_calendar", "A body's calendar", content=ICS),
)
def body_calendar(call: Annotated[Call, api_reading()], ref: BodyInPath) -> Response:
    """What everybody may know of a body's days."""
    row, today = bodies.body(call.session, call.community, ref), clock.today()
    name = bodies.body_values(call.session, call.community)[row.id].name_on(today)
    found = deadlines.deadlines(call.session, call.community, today, PUBLIC, body=ref)
    return _calendar(call, name, found)


@router.get(
    "/calendars/roles/{role}",
    **public_read("get_role_calendar", "A role's calendar", content=ICS),
)
def role_calendar(call: Annotated[Call, api_reading()], role: RoleInPath) -> Response:
    """What everybody may know of a role's days."""
    held = None if role == "alle" else deadlines.holder(role)
    found = deadlines.deadlines(call.session, call.community, clock.today(), PUBLIC, role=held)
    return _calendar(call, f"{call.community.name}, {held.label}" if held else call.community.name, found)


@router.get("/me/calendar-keys", **keyed_read("list_calendar_keys", "Your secret calendar addresses"))
def keys(call: Annotated[Call, api_reading(Permission.TOKENS_OWN)], wanted: Ask) -> Page[CalendarKeyTold]:
    """Those you have made here, the latest first; not the addresses themselves. Needs nokler:egne."""
    rows = calendars.keys_of(call.session, call.community, call.caller)
    return page(call, wanted, rows, lambda row: str(row.id), CalendarKeyTold.of)


@router.post(
    "/me/calendar-keys",
    response_model=CalendarKeyTold,
    **create("make_calendar_key", "Make a secret calendar address"),
)
def make_key(call: Own, sent: CalendarKeySent, repeat: RepeatKey = None) -> Response:
    """It shows what you may read, and is told in this answer only. Needs nokler:egne."""
    return once(call, repeat, sent, lambda: _made(call), shown_once=frozenset({"address"}))


@router.delete("/me/calendar-keys/{key_id}", **remove("revoke_calendar_key", "Make a secret address useless"))
def revoke_key(call: Own, key_id: IdInPath) -> None:
    """At once. Needs nokler:egne."""
    calendar_keys.revoke_calendar_key(
        call.session, call.who, call.community, call.caller, key_id, clock.now()
    )


def _made(call: Call) -> CalendarKeyTold:
    key, row = calendar_keys.make_calendar_key(
        call.session, call.who, call.community, call.caller, clock.now()
    )
    site = call.house.settings.base_url.rstrip("/")
    return CalendarKeyTold.of(row, f"{site}/kalender/egen/{key}.ics")


def _calendar(call: Call, name: str, found: list[Deadline]) -> Response:
    site = call.house.settings.base_url
    data = calendars.calendar(call.session, call.community, name, found, site)
    return Response(data, media_type=calendars.MEDIA_TYPE)
