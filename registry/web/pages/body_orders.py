"""How a body works from a day on, and which body takes its place."""

from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.responses import Response

from decisions.words import day_in_words
from documents.kinds import DocumentKind
from registry import fields
from registry.errors import AlreadyThere, BadInput, NotFound, RegisterError
from registry.operations import bodies as operations
from registry.operations.bodies import OrderEntry
from registry.permissions import Permission
from registry.queries import bodies, body_orders, documents
from registry.tables import BodyOrderRow, BodyRow, BodySuccessionRow, DocumentRow
from registry.web.answers import see, show
from registry.web.forms import Typed, errors_of, typed
from registry.web.visits import Visit, check_form, reading, writing

router = APIRouter(prefix="/organer/{ref}")
Managing = Annotated[Visit, writing(Permission.PARTIES_MANAGE)]
ToManage = Annotated[Visit, reading(Permission.PARTIES_MANAGE)]
Form = Annotated[Typed, Depends(typed)]


@router.get("/orden")
def order_form(visit: ToManage, ref: str) -> Response:
    """The form, with what holds on the day."""
    row = bodies.body(visit.session, visit.community, ref)
    return _order_form(visit, row, _as_it_is(visit, row))


@router.post("/orden")
def order(visit: Managing, ref: str, form: Form) -> Response:
    """Say how the body works from a day on."""
    check_form(visit, form["csrf"])
    row = bodies.body(visit.session, visit.community, ref)
    outcome = visit.act(lambda: _set_order(visit, row, form))
    if isinstance(outcome, RegisterError):
        return _order_form(visit, row, form.values(), outcome)
    return see(visit, f"/organer/{ref}", f"Det er ført hvordan {row.name} arbeider.")


@router.get("/etterfolger")
def successor_form(visit: ToManage, ref: str) -> Response:
    """The empty form."""
    return _successor_form(visit, bodies.body(visit.session, visit.community, ref), {})


@router.post("/etterfolger")
def successor(visit: Managing, ref: str, form: Form) -> Response:
    """Say which body takes this one's place, from which day."""
    check_form(visit, form["csrf"])
    row = bodies.body(visit.session, visit.community, ref)
    outcome = visit.act(lambda: _succeed(visit, row, form))
    if isinstance(outcome, RegisterError):
        return _successor_form(visit, row, form.values(), outcome)
    return see(visit, f"/organer/{ref}", f"Det er ført hvem som kom etter {row.name}.")


def _as_it_is(visit: Visit, row: BodyRow) -> Mapping[str, str]:
    """What is said of the day, to begin from."""
    now = body_orders.order_of(body_orders.orders(visit.session, row), visit.on)
    if now is None:
        return {}
    return {
        "mandate": now.mandate.ref if now.mandate else "",
        "lead_years": str(now.row.lead_years or ""),
        "meetings_a_year": str(now.row.meetings_a_year or ""),
        "source": now.row.source,
    }


def _set_order(visit: Visit, row: BodyRow, form: Typed) -> BodyOrderRow:
    entry = OrderEntry(
        fields.day_or_none(form["valid_from"], "valid_from", "Første dag"),
        form["source"],
        _mandate(visit, form["mandate"]),
        form.number("lead_years", "Antall år", 1, operations.MOST_YEARS),
        form.number("meetings_a_year", "Antall møter", 1, operations.MOST_MEETINGS),
    )
    return operations.set_order(visit.session, visit.who, row, entry, replace=bool(form["replace"]))


def _mandate(visit: Visit, ref: str) -> DocumentRow | None:
    if not ref:
        return None
    try:
        return documents.document(visit.session, visit.community, ref)
    except NotFound as unknown:
        raise BadInput(unknown.what, "", "Velg fra listen.", "mandate") from unknown


def _succeed(visit: Visit, row: BodyRow, form: Typed) -> BodySuccessionRow:
    from_day = fields.day(form["from_day"], "from_day", "Dagen")
    try:
        new = bodies.body(visit.session, visit.community, form["successor"])
    except NotFound as unknown:
        raise BadInput("Organet er ikke valgt.", "", "Velg fra listen.", "successor") from unknown
    return operations.succeed_body(visit.session, visit.who, row, new, from_day)


def _order_form(
    visit: Visit, row: BodyRow, values: Mapping[str, str], refused: RegisterError | None = None
) -> Response:
    rows = documents.all_documents(visit.session, visit.community)
    first = sorted(rows, key=lambda each: each.kind is not DocumentKind.MANDAT)
    said = body_orders.orders(visit.session, row)
    return show(
        visit,
        "organ-orden.html",
        refused.status if refused else 200,
        row=row,
        mandate_options=[(each.ref, each.title) for each in first],
        said=[(each, _from(each.row)) for each in said],
        values=values,
        errors=errors_of(refused) if refused else {},
        existing=isinstance(refused, AlreadyThere),
    )


def _successor_form(
    visit: Visit, row: BodyRow, values: Mapping[str, str], refused: RegisterError | None = None
) -> Response:
    others = [
        each for each in bodies.all_bodies(visit.session, visit.community) if each.owner_id == row.owner_id
    ]
    return show(
        visit,
        "organ-etterfolger.html",
        refused.status if refused else 200,
        row=row,
        body_options=[(each.ref, each.name) for each in others if each.id != row.id],
        values=values,
        errors=errors_of(refused) if refused else {},
        existing=refused.path if isinstance(refused, AlreadyThere) else "",
    )


def _from(row: BodyOrderRow) -> str:
    return day_in_words(row.valid_from) if row.valid_from else ""
