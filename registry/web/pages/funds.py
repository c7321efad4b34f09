"""Money at the helsefellesskap's disposal, and what each decision gave of it."""

from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.responses import Response

from decisions.proposals import Matter
from registry import clock, fields
from registry.errors import AlreadyThere, BadInput, NotFound, RegisterError
from registry.operations import funds as operations
from registry.operations.funds import FundEntry
from registry.permissions import Permission
from registry.queries import decisions, funds
from registry.tables import AllocationRow, FundRow
from registry.web.answers import see, show, unchanged
from registry.web.forms import Typed, errors_of, options, typed
from registry.web.visits import Visit, check_form, reading, writing

router = APIRouter(prefix="/midler")
Recording = Annotated[Visit, writing(Permission.DECISIONS_RECORD)]
ToRecord = Annotated[Visit, reading(Permission.DECISIONS_RECORD)]
Form = Annotated[Typed, Depends(typed)]


@router.get("")
def all_funds(visit: Annotated[Visit, reading()]) -> Response:
    """Every fund: what there is, what is given and what is left."""
    unchanged(visit)
    return show(visit, "midler.html", views=funds.views(visit.session, visit.community))


@router.get("/nye")
def new_form(visit: ToRecord) -> Response:
    """The empty form for a fund."""
    return _new_form(visit, {"year": str(visit.page.today.year)})


@router.post("/nye")
def new(visit: Recording, form: Form) -> Response:
    """Add a fund."""
    check_form(visit, form["csrf"])
    outcome = visit.act(lambda: _add(visit, form))
    if isinstance(outcome, RegisterError):
        return _new_form(visit, form.values(), outcome)
    return see(visit, f"/midler/{outcome.ref}", f"{outcome.name} er lagt til.")


@router.get("/{ref}")
def fund(visit: Annotated[Visit, reading()], ref: str) -> Response:
    """One fund: every grant with its decision, whether it holds, and whether it counts as agreement."""
    unchanged(visit)
    row = funds.fund(visit.session, visit.community, ref)
    return show(visit, "midlene.html", view=funds.view(visit.session, visit.community, row))


@router.get("/{ref}/fordel")
def allocation_form(visit: ToRecord, ref: str, vedtak: str = "") -> Response:
    """The empty form for what a decision gave."""
    row = funds.fund(visit.session, visit.community, ref)
    return _allocation_form(visit, row, {"decision": vedtak})


@router.post("/{ref}/fordel")
def allocate(visit: Recording, ref: str, form: Form) -> Response:
    """Say what a decision gave of the fund."""
    check_form(visit, form["csrf"])
    row = funds.fund(visit.session, visit.community, ref)
    outcome = visit.act(lambda: _allocate(visit, row, form))
    if isinstance(outcome, RegisterError):
        return _allocation_form(visit, row, form.values(), outcome)
    return see(
        visit, f"/midler/{ref}", f"{fields.in_kroner(outcome.amount)} til {outcome.recipient} er ført."
    )


def _add(visit: Visit, form: Typed) -> FundRow:
    entry = FundEntry(
        form["ref"],
        form["name"],
        form.choice("matter", Matter, "Slaget midler"),
        form["source"],
        form.number("year", "Året", operations.FIRST_YEAR, operations.LAST_YEAR) or 0,
        fields.kroner(form["amount"], "amount", "Beløpet"),
    )
    return operations.add_fund(visit.session, visit.who, visit.community, entry, clock.now())


def _allocate(visit: Visit, row: FundRow, form: Typed) -> AllocationRow:
    try:
        made = decisions.decision(visit.session, visit.community, form["decision"])
    except NotFound as unknown:
        raise BadInput("Vedtaket er ikke valgt.", "", "Velg fra listen.", "decision") from unknown
    amount = fields.kroner(form["amount"], "amount", "Beløpet")
    given = form["recipient"], form["purpose"], amount
    return operations.allocate(visit.session, visit.who, row, made, *given, clock.now())


def _new_form(visit: Visit, values: Mapping[str, str], refused: RegisterError | None = None) -> Response:
    return show(
        visit,
        "midler-nye.html",
        refused.status if refused else 200,
        matter_options=options(visit.page, (Matter.MIDLER, Matter.TILSKUDD)),
        values=values,
        errors=errors_of(refused) if refused else {},
        existing=refused.path if isinstance(refused, AlreadyThere) else "",
    )


def _allocation_form(
    visit: Visit, row: FundRow, values: Mapping[str, str], refused: RegisterError | None = None
) -> Response:
    made = funds.about_money(visit.session, visit.community, row)
    return show(
        visit,
        "midler-fordel.html",
        refused.status if refused else 200,
        row=row,
        balance=funds.balance_of(visit.session, row),
        decision_options=[
            (each.row.ref, f"{each.body.name} {each.row.case_number}: {each.row.title}") for each in made
        ],
        values=values,
        errors=errors_of(refused) if refused else {},
        existing=refused.path if isinstance(refused, AlreadyThere) else "",
    )
