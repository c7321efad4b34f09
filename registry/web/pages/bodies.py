"""Bodies: the chart of a day, one body with its seats and what it may decide, and adding to both."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.responses import Response

from decisions.bodies import Body, BodyKind, Tier
from decisions.rules import MandateRule
from decisions.verdict import Ground
from registry import clock, fields
from registry.errors import BadInput, NotFound, RegisterError
from registry.operations import bodies as operations
from registry.operations.people import add_person
from registry.permissions import Permission
from registry.queries import bodies, decisions, mandates, papers, parties
from registry.queries.bodies import SeatView
from registry.tables import BodyRow, PartyRow, PersonRow, SeatRow
from registry.web.answers import see, show, unchanged
from registry.web.forms import Typed, errors_of, options, typed
from registry.web.visits import Visit, check_form, reading, writing

router = APIRouter(prefix="/organer")
LATEST = 10
Managing = Annotated[Visit, writing(Permission.PARTIES_MANAGE)]
ToManage = Annotated[Visit, reading(Permission.PARTIES_MANAGE)]
Form = Annotated[Typed, Depends(typed)]

UNDER: Mapping[Tier, tuple[Tier, ...]] = {
    Tier.PARTNERSKAP: (Tier.STRATEGISK, Tier.FORHANDLING, Tier.SEKRETARIAT, Tier.MEDVIRKNING),
    Tier.STRATEGISK: (Tier.FAGLIG, Tier.LOKALT),
}
"""How the tiers are drawn. It says nothing of who elected whom."""
TOP = (Tier.PARTNERSKAP, Tier.PART)


Quoted = tuple[MandateRule, dict[str, str]]
"""A rule, and its clause as it reads that day."""


@dataclass(frozen=True, slots=True)
class Branch:
    """A tier of the chart: its bodies, and the tiers under it."""

    tier: Tier
    bodies: tuple[tuple[BodyRow, Body, PartyRow | None], ...]
    """Each as it is kept, as it was that day, and whose it is."""
    under: tuple["Branch", ...] = ()


@router.get("")
def all_bodies(visit: Annotated[Visit, reading()]) -> Response:
    """The bodies of the day as a chart of tiers, and those of other days."""
    unchanged(visit)
    rows = bodies.all_bodies(visit.session, visit.community)
    values = bodies.body_values(visit.session, visit.community)
    owners = {row.id: row for row in parties.all_parties(visit.session, visit.community)}
    known = [(row, values[row.id], owners.get(row.owner_id or 0)) for row in rows]
    there = [each for each in known if each[1].exists_on(visit.on)]
    return show(
        visit,
        "organer.html",
        branches=[branch for tier in TOP for branch in _branches(tier, there)],
        others=[each for each in known if each not in there],
    )


@router.get("/nytt")
def new_form(visit: ToManage) -> Response:
    """The empty form."""
    return _new_form(visit, {})


@router.post("/nytt")
def new(visit: Managing, form: Form) -> Response:
    """Add a body."""
    check_form(visit, form["csrf"])
    outcome = visit.act(lambda: _add(visit, form))
    if isinstance(outcome, RegisterError):
        return _new_form(visit, form.values(), outcome)
    return see(visit, f"/organer/{outcome.ref}", f"{outcome.name} er lagt til.")


@router.get("/{ref}")
def body(visit: Annotated[Visit, reading()], ref: str) -> Response:
    """One body on the day: its name and seats, what the rules of the day let it decide, what it decided."""
    unchanged(visit)
    session, community = visit.session, visit.community
    row = bodies.body(session, community, ref)
    value = bodies.body_values(session, community)[row.id]
    seats = bodies.seats(session, row, visit.on)
    deciding, advising = _rules_about(visit, value)
    return show(
        visit,
        "organ.html",
        row=row,
        body=value,
        owner=_owner(visit, row),
        aliases=bodies.aliases_of(session, row),
        members=sorted((seat for seat in seats if not seat.deputy_for), key=_rank),
        deputies=[seat for seat in seats if seat.deputy_for],
        deciding=deciding,
        advising=advising,
        decisions=decisions.decisions(session, community, body=row, until=visit.on, limit=LATEST),
        count=decisions.how_many(session, community, body=row, until=visit.on),
        meetings=papers.meeting_days(session, community, row, visit.on),
    )


@router.get("/{ref}/plass")
def seat_form(visit: ToManage, ref: str) -> Response:
    """The empty form for a seat."""
    row = bodies.body(visit.session, visit.community, ref)
    return _seat_form(visit, row, {"role": "medlem", "may_vote": "ja"})


@router.post("/{ref}/plass")
def seat(visit: Managing, ref: str, form: Form) -> Response:
    """Give somebody a seat."""
    check_form(visit, form["csrf"])
    row = bodies.body(visit.session, visit.community, ref)
    outcome = visit.act(lambda: _take_seat(visit, row, form))
    if isinstance(outcome, RegisterError):
        return _seat_form(visit, row, form.values(), outcome)
    return see(visit, f"/organer/{ref}", f"Plassen i {row.name} er ført.")


def _branches(tier: Tier, known: list[tuple[BodyRow, Body, PartyRow | None]]) -> tuple[Branch, ...]:
    """The tier with what is under it; where it has no bodies, what is under it takes its place."""
    mine = tuple(each for each in known if each[1].stands_on is tier)
    under = tuple(branch for below in UNDER.get(tier, ()) for branch in _branches(below, known))
    return (Branch(tier, mine, under),) if mine else under


def _owner(visit: Visit, row: BodyRow) -> PartyRow | None:
    return visit.session.get(PartyRow, row.owner_id) if row.owner_id else None


def _rank(seat: SeatView) -> tuple[bool, int]:
    """Voters first, and those who lead before the others."""
    leading = {"leder": 0, "nestleder": 1}
    return not seat.row.may_vote, leading.get(seat.row.role.lower(), 2)


def _rules_about(visit: Visit, value: Body) -> tuple[list[Quoted], list[Quoted]]:
    """The rules of the day under which this body decides, and those that ask for its treatment first."""
    values = parties.party_values(visit.session, visit.community)
    owner = next((party for party in values if party.ref == value.owner), None)
    rules = mandates.rules_on(visit.session, visit.community, visit.on)
    shown = [(rule, Ground.of(rule).to_dict()) for rule in rules]
    decides = [each for each in shown if each[0].act.decides and each[0].gives_mandate(value, owner)]
    advises = [
        (rule, ground)
        for rule, ground in shown
        if (rule, ground) not in decides
        and (
            rule.gives_mandate(value, owner)
            or any(prior.who.fits(value, owner) for prior in rule.requires + rule.optional)
        )
    ]
    return decides, advises


def _new_form(visit: Visit, values: Mapping[str, str], refused: RegisterError | None = None) -> Response:
    return show(
        visit,
        "organ-nytt.html",
        refused.status if refused else 200,
        kind_options=options(visit.page, BodyKind),
        tier_options=options(visit.page, Tier),
        owner_options=_party_options(visit),
        values=values,
        errors=errors_of(refused) if refused else {},
    )


def _add(visit: Visit, form: Typed) -> BodyRow:
    return operations.add_body(
        visit.session,
        visit.who,
        visit.community,
        form["ref"],
        form["name"],
        form.choice("kind", BodyKind, "Slaget organ"),
        owner=_party(visit, form, "owner"),
        tier=form.choice("tier", Tier, "Nivået") if form["tier"] else None,
        members=form.number("members", "Antall medlemmer", 1, 1000),
        valid_from=fields.day_or_none(form["valid_from"], "valid_from", "Første dag"),
        valid_to=fields.day_or_none(form["valid_to"], "valid_to", "Siste dag"),
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
        party_options=_party_options(visit),
        seat_options=[(str(each.row.id), each.person.name) for each in _members(visit, row)],
        values=values,
        errors=errors_of(refused) if refused else {},
    )


def _take_seat(visit: Visit, row: BodyRow, form: Typed) -> SeatRow:
    return operations.take_seat(
        visit.session,
        visit.who,
        row,
        _person(visit, form),
        party=_party(visit, form, "party"),
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
        name = form.line("person", "Navnet")
        return add_person(visit.session, visit.who, name, clock.now())
    seated = bodies.seated(visit.session, visit.community)
    found = next((person for person, _ in seated if person.ref == form["known"]), None)
    if found is None:
        raise BadInput("Personen har ingen plass her fra før.", "", "Velg fra listen.", "known")
    return found


def _members(visit: Visit, row: BodyRow) -> Sequence[SeatView]:
    return [each for each in bodies.seats(visit.session, row, visit.on) if not each.deputy_for]


def _deputy_for(visit: Visit, row: BodyRow, typed_id: str) -> SeatRow | None:
    if not typed_id:
        return None
    found = next((each.row for each in _members(visit, row) if str(each.row.id) == typed_id), None)
    if found is None:
        raise BadInput("Plassen finnes ikke i dette organet.", "", "Velg fra listen.", "deputy_for")
    return found


def _party(visit: Visit, form: Typed, field: str) -> PartyRow | None:
    if not form[field]:
        return None
    try:
        return parties.party(visit.session, visit.community, form[field])
    except NotFound as unknown:
        raise BadInput(unknown.what, "", "Velg fra listen.", field) from unknown


def _party_options(visit: Visit) -> list[tuple[str, str]]:
    rows = parties.all_parties(visit.session, visit.community)
    return [(row.ref, row.name) for row in rows]
