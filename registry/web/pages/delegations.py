"""Delegated power: which body has given which to whom, and recording that it has."""

from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.responses import Response

from decisions.proposals import KIND_WORDS, Matter, kind_of
from documents.kinds import ChangeClass, DocumentKind
from registry import clock, fields
from registry.errors import BadInput, RegisterError
from registry.operations.delegations import DelegationEntry, delegate
from registry.permissions import Permission
from registry.queries import bodies, decisions, delegations, rejudging
from registry.tables import BodyRow, DelegationRow
from registry.web.answers import see, show, unchanged
from registry.web.forms import Typed, errors_of, options, typed
from registry.web.visits import Visit, check_form, reading, writing

router = APIRouter(prefix="/delegasjoner")


@router.get("")
def all_delegations(visit: Annotated[Visit, reading()]) -> Response:
    """Every delegation there has been; which of them hold on the day."""
    unchanged(visit)
    found = delegations.delegations(visit.session, visit.community)
    return show(
        visit,
        "delegasjoner.html",
        delegations=[(each, each.holds_on(visit.on)) for each in found],
        bodies=bodies.body_values(visit.session, visit.community),
    )


@router.get("/ny")
def new_form(visit: Annotated[Visit, reading(Permission.PARTIES_MANAGE)], fra: str = "") -> Response:
    """The empty form, with the body that gives the power where it is named."""
    return _form(visit, {"giver": fra})


@router.post("/ny")
def new(
    visit: Annotated[Visit, writing(Permission.PARTIES_MANAGE)], form: Annotated[Typed, Depends(typed)]
) -> Response:
    """Record it; all decisions are judged anew."""
    check_form(visit, form["csrf"])
    outcome = visit.act(lambda: _delegate(visit, form))
    if isinstance(outcome, RegisterError):
        several = {"kinds": form.all("kinds"), "changes": form.all("changes")}
        return _form(visit, {**form.values(), **several}, outcome)
    last = rejudging.last_run(visit.session, visit.community)
    told = f"Delegasjonen er lagret. {last.sentence if last else ''}".strip()
    return see(visit, "/delegasjoner", told)


def _delegate(visit: Visit, form: Typed) -> DelegationRow:
    ref = form["decision"].strip().rpartition("/")[2]
    entry = DelegationEntry(
        giver=_body(visit, form, "giver", "Organet som delegerer"),
        receiver=_body(visit, form, "receiver", "Organet som får myndigheten"),
        source=form["source"],
        kinds=tuple(kind_of(word) for word in form.all("kinds") if word in KIND_WORDS),
        changes=tuple(ChangeClass(word) for word in form.all("changes") if word in set(ChangeClass)),
        valid_from=fields.day_or_none(form["valid_from"], "valid_from", "Første dag"),
        valid_to=fields.day_or_none(form["valid_to"], "valid_to", "Siste dag"),
        decision=decisions.decision(visit.session, visit.community, ref).row if ref else None,
    )
    return delegate(visit.session, visit.who, visit.community, entry, clock.now())


def _body(visit: Visit, form: Typed, field: str, told: str) -> BodyRow:
    if not form[field]:
        raise BadInput(f"{told} er ikke valgt.", "", "Velg fra listen.", field)
    return bodies.body(visit.session, visit.community, form[field])


def _form(visit: Visit, values: Mapping[str, object], refused: RegisterError | None = None) -> Response:
    rows = bodies.all_bodies(visit.session, visit.community)
    return show(
        visit,
        "delegasjon-ny.html",
        refused.status if refused else 200,
        body_options=[(row.ref, row.name) for row in rows],
        kind_options=options(visit.page, DocumentKind) + options(visit.page, Matter),
        change_options=options(visit.page, ChangeClass),
        values=values,
        errors=errors_of(refused) if refused else {},
        refused=refused,
    )
