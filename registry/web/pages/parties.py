"""Parties and the pairs the law binds: who they are on a day, what applies for one, and adding to both."""

from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.responses import Response

from decisions.parties import PartyKind
from decisions.periods import holds_on
from documents.kinds import Language
from registry import fields
from registry.errors import BadInput, NotFound, RegisterError
from registry.operations import communities as operations
from registry.operations.parties_mail import set_mail
from registry.permissions import Permission
from registry.queries import bodies, coverage, decisions, documents, notices, parties, rejudging
from registry.tables import BodyRow, PairRow, PartyRow
from registry.web.answers import see, show, unchanged
from registry.web.forms import Typed, errors_of, options, typed
from registry.web.visits import Visit, check_form, reading, writing

router = APIRouter(prefix="/parter")
LATEST = 5
Managing = Annotated[Visit, writing(Permission.PARTIES_MANAGE)]
ToManage = Annotated[Visit, reading(Permission.PARTIES_MANAGE)]
Form = Annotated[Typed, Depends(typed)]


@router.get("")
def all_parties(visit: Annotated[Visit, reading()]) -> Response:
    """The pairs and the parties of the day, and those who were there before with those who came after."""
    unchanged(visit)
    session, community = visit.session, visit.community
    rows = parties.all_parties(session, community)
    pairs = parties.pairs(session, community, visit.on)
    paired = {row.id for pair in pairs for row in (pair.kommune, pair.foretak)}
    there = [row for row in rows if holds_on(visit.on, row.valid_from, row.valid_to)]
    return show(
        visit,
        "parter.html",
        pairs=pairs,
        unpaired=[row for row in there if row.id not in paired],
        others=[(row, parties.successors(session, row)) for row in rows if row not in there],
    )


@router.get("/ny")
def new_form(visit: ToManage) -> Response:
    """The empty form."""
    return _new_form(visit, {"kind": PartyKind.KOMMUNE.value, "language": Language.NB.value})


@router.post("/ny")
def new(visit: Managing, form: Form) -> Response:
    """Add a party."""
    check_form(visit, form["csrf"])
    outcome = visit.act(lambda: _add(visit, form))
    if isinstance(outcome, RegisterError):
        return _new_form(visit, form.values(), outcome)
    return see(
        visit,
        f"/parter/{outcome.ref}",
        f"{outcome.name} er lagt til. {rejudging.what_turned(visit.session, visit.community)}".strip(),
    )


@router.get("/par")
def pair_form(visit: ToManage) -> Response:
    """The empty form for a pair."""
    return _pair_form(visit, {})


@router.post("/par")
def pair(visit: Managing, form: Form) -> Response:
    """Bind a kommune and a trust."""
    check_form(visit, form["csrf"])
    outcome = visit.act(lambda: _add_pair(visit, form))
    if isinstance(outcome, RegisterError):
        return _pair_form(visit, form.values(), outcome)
    told = rejudging.what_turned(visit.session, visit.community)
    return see(visit, "/parter", f"Paret er lagt til. {told}".strip())


@router.get("/{ref}")
def party(visit: Annotated[Visit, reading()], ref: str) -> Response:
    """One party on the day: what binds it, how far that meets the law, its pairs, what its bodies decided."""
    unchanged(visit)
    return _party(visit, parties.party(visit.session, visit.community, ref))


@router.post("/{ref}/post")
def mail(visit: Managing, ref: str, form: Form) -> Response:
    """Say where letters to the party go."""
    check_form(visit, form["csrf"])
    row = parties.party(visit.session, visit.community, ref)
    outcome = visit.act(lambda: set_mail(visit.session, visit.who, row, form["mail"]))
    if isinstance(outcome, RegisterError):
        return _party(visit, row, form.values(), outcome)
    told = (
        f"Brev til {row.name} går til {row.mail}." if row.mail else f"{row.name} har ingen adresse for brev."
    )
    return see(visit, f"/parter/{ref}", told)


def _party(
    visit: Visit,
    row: PartyRow,
    values: Mapping[str, str] | None = None,
    refused: RegisterError | None = None,
) -> Response:
    session, community = visit.session, visit.community
    pairs = [
        each
        for each in parties.pairs(session, community, visit.on)
        if row.id in {each.kommune.id, each.foretak.id}
    ]
    own = [body for body in bodies.all_bodies(session, community) if body.owner_id == row.id]
    return show(
        visit,
        "part.html",
        refused.status if refused else 200,
        row=row,
        values={"mail": row.mail} if values is None else values,
        errors=errors_of(refused) if refused else {},
        pairs=pairs,
        there=holds_on(visit.on, row.valid_from, row.valid_to),
        applying=documents.the_set(session, community, visit.on, row) if pairs else [],
        not_bound=documents.not_bound(session, community, visit.on, row) if pairs else [],
        totals=coverage.compliance(session, community, visit.on, row).totals,
        predecessors=parties.predecessors(session, row),
        successors=parties.successors(session, row),
        notices=notices.notices(session, community, visit.on, visit.who, party=row),
        own=[(body, _latest(visit, body)) for body in own],
        bodies=bodies.body_values(session, community),
    )


def _latest(visit: Visit, body: BodyRow) -> list[decisions.DecisionView]:
    return decisions.decisions(visit.session, visit.community, body=body, until=visit.on, limit=LATEST)


def _new_form(visit: Visit, values: Mapping[str, str], refused: RegisterError | None = None) -> Response:
    return show(
        visit,
        "part-ny.html",
        refused.status if refused else 200,
        kind_options=options(visit.page, PartyKind),
        language_options=options(visit.page, Language),
        values=values,
        errors=errors_of(refused) if refused else {},
    )


def _add(visit: Visit, form: Typed) -> PartyRow:
    return operations.add_party(
        visit.session,
        visit.who,
        visit.community,
        form["ref"],
        form["name"],
        form.choice("kind", PartyKind, "Slaget part"),
        organisation_number=form["organisation_number"],
        kommune_number=form["kommune_number"],
        language=form.choice("language", Language, "Målformen"),
        valid_from=fields.day_or_none(form["valid_from"], "valid_from", "Første dag"),
        valid_to=fields.day_or_none(form["valid_to"], "valid_to", "Siste dag"),
    )


def _pair_form(visit: Visit, values: Mapping[str, str], refused: RegisterError | None = None) -> Response:
    rows = parties.all_parties(visit.session, visit.community)
    return show(
        visit,
        "parter-par.html",
        refused.status if refused else 200,
        kommune_options=[(row.ref, row.name) for row in rows if parties.is_kommune(row)],
        foretak_options=[(row.ref, row.name) for row in rows if row.kind.of_specialist_side],
        values=values,
        errors=errors_of(refused) if refused else {},
    )


def _add_pair(visit: Visit, form: Typed) -> PairRow:
    return operations.add_pair(
        visit.session,
        visit.who,
        visit.community,
        _chosen(visit, form, "kommune", "Kommunen"),
        _chosen(visit, form, "foretak", "Foretaket"),
        fields.day_or_none(form["valid_from"], "valid_from", "Første dag"),
        fields.day_or_none(form["valid_to"], "valid_to", "Siste dag"),
    )


def _chosen(visit: Visit, form: Typed, field: str, told: str) -> PartyRow:
    if not form[field]:
        raise BadInput(f"{told} er ikke valgt.", "", "Velg fra listen.", field)
    try:
        return parties.party(visit.session, visit.community, form[field])
    except NotFound as unknown:
        raise BadInput(unknown.what, "", "Velg fra listen.", field) from unknown
