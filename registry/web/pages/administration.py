"""People and their roles, for the administrator."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path
from fastapi.responses import Response

from registry import clock
from registry.errors import BadInput, RegisterError
from registry.operations import people as operations
from registry.permissions import Permission, Role
from registry.queries import people
from registry.tables import PersonRow
from registry.web.answers import see, show
from registry.web.forms import Typed, errors_of, options, typed
from registry.web.visits import Visit, check_form, reading, writing

router = APIRouter(prefix="/personer")
Managing = Annotated[Visit, writing(Permission.PEOPLE_MANAGE)]
Form = Annotated[Typed, Depends(typed)]
GrantId = Annotated[int, Path(ge=1, lt=2**63)]


@router.get("")
def everybody(visit: Annotated[Visit, reading(Permission.PEOPLE_MANAGE)]) -> Response:
    """Those who can sign in, and their roles."""
    return _show(visit, {})


@router.post("")
def add(visit: Managing, form: Form) -> Response:
    """Add somebody who can sign in, with a first role."""
    check_form(visit, form["csrf"])
    outcome = visit.act(lambda: _add(visit, form))
    if isinstance(outcome, RegisterError):
        return _show(visit, {**form.values(), "password": ""}, outcome)
    return see(visit, "/personer", f"{outcome.name} er lagt til.")


@router.post("/{ref}/rolle")
def give_role(visit: Managing, ref: str, form: Form) -> Response:
    """Give somebody a role."""
    check_form(visit, form["csrf"])
    person = people.person(visit.session, ref)
    outcome = visit.act(lambda: _give(visit, person, form))
    if isinstance(outcome, RegisterError):
        return _show(visit, {}, outcome)
    return see(visit, "/personer", f"{person.name} har fått rollen.")


@router.post("/{ref}/rolle/{grant_id}/ta")
def take_role(visit: Managing, ref: str, grant_id: GrantId, form: Form) -> Response:
    """Take a role back."""
    check_form(visit, form["csrf"])
    person = people.person(visit.session, ref)
    operations.take_role(visit.session, visit.who, person, grant_id)
    return see(visit, "/personer", f"{person.name} har ikke lenger rollen.")


@router.post("/{ref}/steng")
def disable(visit: Managing, ref: str, form: Form) -> Response:
    """Shut somebody out. What they did stays."""
    check_form(visit, form["csrf"])
    person = people.person(visit.session, ref)
    operations.disable(visit.session, visit.who, person, clock.now())
    return see(visit, "/personer", f"{person.name} kan ikke lenger logge inn.")


def _add(visit: Visit, form: Typed) -> PersonRow:
    email = form.line("email", "E-postadressen")
    if not form["password"]:
        raise BadInput("Passordet mangler.", "Uten det kan ingen logge inn.", "", "password")
    person = operations.add_person(
        visit.session, visit.who, form["name"], clock.now(), email=email, password=form["password"]
    )
    _give(visit, person, form)
    return person


def _give(visit: Visit, person: PersonRow, form: Typed) -> None:
    role = form.choice("role", Role, "Rollen")
    community = None if role is Role.ADMINISTRATOR else visit.community
    operations.give_role(visit.session, visit.who, person, role, community)


def _show(visit: Visit, values: object, refused: RegisterError | None = None) -> Response:
    rows = people.those_who_sign_in(visit.session)
    return show(
        visit,
        "personer.html",
        refused.status if refused else 200,
        people=[(row, people.grants(visit.session, row)) for row in rows],
        role_options=options(visit.page, Role),
        values=values,
        errors=errors_of(refused) if refused else {},
    )
