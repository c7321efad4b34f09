"""Seats in a body: given, ended, and what one gives in each part of the agenda."""

from collections.abc import Callable, Mapping
from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.responses import Response

from decisions.seats import Rights
from decisions.words import day_in_words
from registry import clock, fields
from registry.errors import AlreadyThere, BadInput, Changed, NotFound, RegisterError
from registry.operations import seats as operations
from registry.operations.people import add_person
from registry.permissions import Permission
from registry.queries import bodies, parties
from registry.queries.bodies import SeatView
from registry.tables import BodyRow, PartyRow, PersonRow, SeatRow
from registry.web.answers import see, show
from registry.web.forms import Typed, errors_of, typed
from registry.web.visits import Visit, check_form, reading, writing

router = APIRouter(prefix="/organer/{ref}/plass")
Managing = Annotated[Visit, writing(Permission.PARTIES_MANAGE)]
ToManage = Annotated[Visit, reading(Permission.PARTIES_MANAGE)]
Form = Annotated[Typed, Depends(typed)]


@router.get("")
def seat_form(visit: ToManage, ref: str) -> Response:
    """The empty form for a seat."""
    row = bodies.body(visit.session, visit.community, ref)
    return _seat_form(visit, row, {"role": "medlem", "may_vote": "ja"})


@router.post("")
def take(visit: Managing, ref: str, form: Form) -> Response:
    """Give somebody a seat."""
    check_form(visit, form["csrf"])
    row = bodies.body(visit.session, visit.community, ref)
    outcome = visit.act(lambda: _take_seat(visit, row, form))
    if isinstance(outcome, RegisterError):
        return _seat_form(visit, row, form.values(), outcome)
    return see(visit, f"/organer/{ref}", f"Plassen i {row.name} er ført.")


@router.get("/{number}")
def one(visit: ToManage, ref: str, number: int) -> Response:
    """One seat: its days, its rights, and whether the name is shown to everybody."""
    row = bodies.body(visit.session, visit.community, ref)
    return _one(visit, row, bodies.seat(visit.session, row, number), {})


@router.post("/{number}/slutt")
def end(visit: Managing, ref: str, number: int, form: Form) -> Response:
    """Say which day is the last."""
    check_form(visit, form["csrf"])
    return _change(visit, ref, number, form, _end)


@router.post("/{number}/rettigheter")
def rights(visit: Managing, ref: str, number: int, form: Form) -> Response:
    """Say what the seat gives in a part of the agenda."""
    check_form(visit, form["csrf"])
    return _change(visit, ref, number, form, _give_rights)


@router.post("/{number}/navn")
def name(visit: Managing, ref: str, number: int, form: Form) -> Response:
    """Take the name out of the pages that everybody reads, or let it be shown there again."""
    check_form(visit, form["csrf"])
    return _change(visit, ref, number, form, _withhold)


def party_in(visit: Visit, form: Typed, field: str) -> PartyRow | None:
    """The party that was chosen in the field, or None; raises BadInput for one that is not there."""
    if not form[field]:
        return None
    try:
        return parties.party(visit.session, visit.community, form[field])
    except NotFound as unknown:
        raise BadInput(unknown.what, "", "Velg fra listen.", field) from unknown


def party_options(visit: Visit) -> list[tuple[str, str]]:
    """Every party, to choose from."""
    rows = parties.all_parties(visit.session, visit.community)
    return [(row.ref, row.name) for row in rows]


Change = Callable[[Visit, BodyRow, SeatView, Typed], str]
"""Something that is done to a seat; what is said of it."""


def _change(visit: Visit, ref: str, number: int, form: Typed, act: Change) -> Response:
    """Change a seat as the person had it before them; what somebody changed meanwhile is shown first."""
    row = bodies.body(visit.session, visit.community, ref)
    view = bodies.seat(visit.session, row, number)

    def changed() -> str:
        if form["seen"] != view.mark:
            raise Changed(
                "Plassen ble endret av noen andre i mellomtiden.",
                "Den står her slik den er nå.",
                "Se over og lagre igjen. Ingenting av det du skrev, er lagret.",
            )
        return act(visit, row, view, form)

    outcome = visit.act(changed)
    if isinstance(outcome, RegisterError):
        return _one(visit, row, view, form.values(), outcome)
    return see(visit, f"/organer/{ref}/plass/{number}", outcome)


def _end(visit: Visit, row: BodyRow, view: SeatView, form: Typed) -> str:
    last = fields.day(form["last_day"], "last_day", "Siste dag")
    operations.end_seat(visit.session, visit.who, row, view.row, last)
    return f"{view.person.name} sitter i {row.name} til og med {day_in_words(last)}."


def _give_rights(visit: Visit, row: BodyRow, view: SeatView, form: Typed) -> str:
    given = Rights(bool(form["speak"]), bool(form["propose"]), bool(form["vote"]))
    usual = bool(form["usual"])
    operations.change_rights(visit.session, visit.who, row, view.row, form["part"], None if usual else given)
    return f"Rettighetene til {view.person.name} i {row.name} er ført."


def _withhold(visit: Visit, row: BodyRow, view: SeatView, form: Typed) -> str:
    withheld = form["show"] != "ja"
    told = visit.session, visit.who, row, view.person, clock.now()
    operations.withhold_name(*told, withheld=withheld)
    shown = "vises ikke lenger for alle" if withheld else "vises igjen for alle"
    return f"Navnet til {view.person.name} {shown}."


def _one(
    visit: Visit,
    row: BodyRow,
    view: SeatView,
    values: Mapping[str, str],
    refused: RegisterError | None = None,
) -> Response:
    return show(
        visit,
        "plass.html",
        refused.status if refused else 200,
        row=row,
        seat=view,
        values=values or {"last_day": day_in_words(view.row.valid_to or visit.page.today)},
        errors=errors_of(refused) if refused else {},
    )


def _seat_form(
    visit: Visit, row: BodyRow, values: Mapping[str, str], refused: RegisterError | None = None
) -> Response:
    return show(
        visit,
        "organ-plass.html",
        refused.status if refused else 200,
        row=row,
        people_options=[
            (person.ref, f"{person.name} ({where})")
            for person, where in bodies.seated(visit.session, visit.community)
        ],
        party_options=party_options(visit),
        seat_options=[(str(each.row.id), _with_days(each)) for each in _members(visit, row)],
        values=values,
        errors=errors_of(refused) if refused else {},
        existing=refused.path if isinstance(refused, AlreadyThere) else "",
    )


def _take_seat(visit: Visit, row: BodyRow, form: Typed) -> SeatRow:
    return operations.take_seat(
        visit.session,
        visit.who,
        row,
        _person(visit, form),
        party=party_in(visit, form, "party"),
        organisation=form["organisation"],
        role=form["role"],
        may_vote=bool(form["may_vote"]),
        deputy_for=_deputy_for(visit, row, form["deputy_for"]),
        valid_from=fields.day_or_none(form["valid_from"], "valid_from", "Første dag"),
        valid_to=fields.day_or_none(form["valid_to"], "valid_to", "Siste dag"),
    )


def _person(visit: Visit, form: Typed) -> PersonRow:
    """Somebody the register knows, or a new person. A name alone does not tell that two are the same."""
    if not form["known"]:
        typed_name = form.line("person", "Navnet")
        return add_person(visit.session, visit.who, typed_name, clock.now())
    seated = bodies.seated(visit.session, visit.community)
    found = next((person for person, _ in seated if person.ref == form["known"]), None)
    if found is None:
        raise BadInput("Personen har ingen plass her fra før.", "", "Velg fra listen.", "known")
    return found


def _members(visit: Visit, row: BodyRow) -> list[SeatView]:
    """The members of that day and of later ones: a deputy may be named before the term begins."""
    return [
        each
        for each in bodies.all_seats(visit.session, row)
        if each.member is None and (each.row.valid_to is None or each.row.valid_to >= visit.on)
    ]


def _with_days(view: SeatView) -> str:
    first = f" fra {day_in_words(view.row.valid_from)}" if view.row.valid_from else ""
    return f"{view.person.name}, {view.row.role}{first}"


def _deputy_for(visit: Visit, row: BodyRow, typed_id: str) -> SeatRow | None:
    if not typed_id:
        return None
    found = next((each.row for each in _members(visit, row) if str(each.row.id) == typed_id), None)
    if found is None:
        raise BadInput("Plassen finnes ikke i dette organet.", "", "Velg fra listen.", "deputy_for")
    return found
