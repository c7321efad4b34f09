"""The people of the installation, for administrators: added, given roles, shut out."""

from typing import Annotated

from fastapi import APIRouter, Path
from fastapi.responses import Response

from registry import clock
from registry.operations import people as operations
from registry.permissions import Permission, Role
from registry.queries import bodies, parties, people
from registry.tables import PersonRow
from registry.web.api.calls import Call, api_reading, api_writing
from registry.web.api.described import act, create, keyed_read, remove
from registry.web.api.paging import Ask, Page, page
from registry.web.api.problems import ApiRoute
from registry.web.api.repeats import RepeatKey, once
from registry.web.api.schemas_people import PersonSent, PersonTold, RoleSent
from registry.web.api.types import IdInPath, PersonRef

router = APIRouter(tags=["persons"], route_class=ApiRoute)
Reading = Annotated[Call, api_reading(Permission.PEOPLE_MANAGE)]
Managing = Annotated[Call, api_writing(Permission.PEOPLE_MANAGE)]
WhoInPath = Annotated[PersonRef, Path(description="The person's reference.", examples=["person-0a1b2c3d4e"])]


@router.get("/persons", **keyed_read("list_persons", "Those who sign in"))
def all_persons(call: Reading, wanted: Ask) -> Page[PersonTold]:
    """Everybody who has an account, by name. Needs personer:endre."""
    rows = people.those_who_sign_in(call.session)
    return page(call, wanted, rows, lambda row: row.ref, lambda row: _told(call, row))


@router.get("/persons/{ref}", **keyed_read("get_person", "One person"))
def person(call: Reading, ref: WhoInPath) -> PersonTold:
    """One person with their roles. Needs personer:endre."""
    return _told(call, people.person(call.session, ref))


@router.post("/persons", response_model=PersonTold, **create("add_person", "Add a person"))
def add_person(call: Managing, sent: PersonSent, repeat: RepeatKey = None) -> Response:
    """Add a person. Without a password they can hold a seat, but not sign in. Needs personer:endre."""
    return once(call, repeat, sent, lambda: _add(call, sent))


@router.post("/persons/{ref}/roles", response_model=PersonTold, **create("give_role", "Give a person a role"))
def give_role(call: Managing, ref: WhoInPath, sent: RoleSent, repeat: RepeatKey = None) -> Response:
    """Give a role in this helsefellesskap; an administrator's holds everywhere. Needs personer:endre."""
    return once(call, repeat, sent, lambda: _give(call, ref, sent))


@router.delete("/persons/{ref}/roles/{role_id}", **remove("take_role", "Take a role back"))
def take_role(call: Managing, ref: WhoInPath, role_id: IdInPath) -> None:
    """Take a role back; the log remembers that it was there. Needs personer:endre."""
    operations.take_role(call.session, call.who, people.person(call.session, ref), role_id)


@router.post("/persons/{ref}/disable", **act("disable_person", "Shut a person out"))
def disable(call: Managing, ref: WhoInPath) -> PersonTold:
    """Shut a person out at once; what they did stays. Needs personer:endre."""
    row = people.person(call.session, ref)
    operations.disable(call.session, call.who, row, clock.now())
    return _told(call, row)


def _add(call: Call, sent: PersonSent) -> PersonTold:
    password = sent.password.get_secret_value() if sent.password else None
    row = operations.add_person(
        call.session, call.who, sent.name, clock.now(), email=sent.email, password=password
    )
    return _told(call, row)


def _give(call: Call, ref: str, sent: RoleSent) -> PersonTold:
    row = people.person(call.session, ref)
    operations.give_role(
        call.session,
        call.who,
        row,
        sent.role,
        None if sent.role is Role.ADMINISTRATOR else call.community,
        party=parties.party(call.session, call.community, sent.party) if sent.party else None,
        body=bodies.body(call.session, call.community, sent.body) if sent.body else None,
        valid_from=sent.valid_from,
        valid_to=sent.valid_to,
    )
    return _told(call, row)


def _told(call: Call, row: PersonRow) -> PersonTold:
    return PersonTold.of(row, people.grants(call.session, row))
