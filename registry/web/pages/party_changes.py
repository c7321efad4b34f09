"""Parties that change: who comes after whom, and the last day of a party or of one of its pairs."""

from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.responses import Response

from registry import fields
from registry.errors import BadInput, RegisterError
from registry.operations import communities as operations
from registry.permissions import Permission
from registry.queries import parties, rejudging
from registry.queries.parties import PairView
from registry.tables import PartyRow
from registry.web.answers import see, show
from registry.web.forms import Typed, errors_of, typed
from registry.web.visits import Visit, check_form, reading, writing

router = APIRouter(prefix="/parter")
Managing = Annotated[Visit, writing(Permission.PARTIES_MANAGE)]
ToManage = Annotated[Visit, reading(Permission.PARTIES_MANAGE)]
Form = Annotated[Typed, Depends(typed)]


@router.get("/{ref}/etterfolger")
def successor_form(visit: ToManage, ref: str) -> Response:
    """The empty form."""
    return _successor_form(visit, parties.party(visit.session, visit.community, ref), {})


@router.post("/{ref}/etterfolger")
def successor(visit: Managing, ref: str, form: Form) -> Response:
    """Let another party come after this one: a merger is one for each that merged, a split several."""
    check_form(visit, form["csrf"])
    row = parties.party(visit.session, visit.community, ref)
    outcome = visit.act(lambda: _succeed(visit, row, form))
    if isinstance(outcome, RegisterError):
        return _successor_form(visit, row, form.values(), outcome)
    told = rejudging.what_turned(visit.session, visit.community)
    return see(visit, f"/parter/{ref}", f"{outcome.name} etterfølger {row.name}. {told}".strip())


@router.get("/{ref}/slutt")
def end_form(visit: ToManage, ref: str) -> Response:
    """The empty form."""
    return _end_form(visit, parties.party(visit.session, visit.community, ref), {})


@router.post("/{ref}/slutt")
def end(visit: Managing, ref: str, form: Form) -> Response:
    """Say which day is the last: of the party itself, or of one of its pairs."""
    check_form(visit, form["csrf"])
    row = parties.party(visit.session, visit.community, ref)
    outcome = visit.act(lambda: _end(visit, row, form))
    if isinstance(outcome, RegisterError):
        return _end_form(visit, row, form.values(), outcome)
    told = rejudging.what_turned(visit.session, visit.community)
    return see(visit, f"/parter/{ref}", f"{outcome} {told}".strip())


def _successor_form(
    visit: Visit, row: PartyRow, values: Mapping[str, str], refused: RegisterError | None = None
) -> Response:
    others = [each for each in parties.all_parties(visit.session, visit.community) if each.id != row.id]
    return show(
        visit,
        "part-etterfolger.html",
        refused.status if refused else 200,
        row=row,
        options=[(each.ref, each.name) for each in others if each.kind is row.kind],
        values=values,
        errors=errors_of(refused) if refused else {},
    )


def _succeed(visit: Visit, row: PartyRow, form: Typed) -> PartyRow:
    if not form["successor"]:
        raise BadInput("Etterfølgeren er ikke valgt.", "", "Velg fra listen.", "successor")
    new = parties.party(visit.session, visit.community, form["successor"])
    first = fields.day(form["from_day"], "from_day", "Første dag")
    operations.succeed(visit.session, visit.who, visit.community, row, new, first)
    return new


def _end_form(
    visit: Visit, row: PartyRow, values: Mapping[str, str], refused: RegisterError | None = None
) -> Response:
    return show(
        visit,
        "part-slutt.html",
        refused.status if refused else 200,
        row=row,
        options=[(str(pair.row.id), pair.told) for pair in _pairs_of(visit, row)],
        values=values,
        errors=errors_of(refused) if refused else {},
    )


def _end(visit: Visit, row: PartyRow, form: Typed) -> str:
    last = fields.day(form["last_day"], "last_day", "Siste dag")
    told = visit.session, visit.who, visit.community
    if not form["pair"]:
        operations.end_party(*told, row, last, form["reason"])
        return f"Siste dag for {row.name} er ført."
    pair = next((each for each in _pairs_of(visit, row) if str(each.row.id) == form["pair"]), None)
    if pair is None:
        raise BadInput("Paret er ikke blant dem parten står i.", "", "Velg fra listen.", "pair")
    operations.end_pair(*told, pair.row, last, form["reason"])
    return f"Siste dag for paret {pair.told} er ført."


def _pairs_of(visit: Visit, row: PartyRow) -> list[PairView]:
    return [
        pair
        for pair in parties.pairs(visit.session, visit.community)
        if row.id in {pair.row.kommune_id, pair.row.foretak_id}
    ]
