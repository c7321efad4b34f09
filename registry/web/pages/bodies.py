"""Bodies: the chart of a day, one body with its seats and what it may decide, and adding to both."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.responses import Response

from decisions.bodies import Body, BodyKind, Tier
from decisions.participation import is_of_users
from decisions.rules import MandateRule
from decisions.verdict import Ground
from registry import fields
from registry.errors import RegisterError
from registry.operations import bodies as operations
from registry.permissions import Permission
from registry.queries import (
    bodies,
    body_orders,
    cases,
    decisions,
    delegations,
    mandates,
    meetings,
    papers,
    participation,
    parties,
)
from registry.queries.bodies import SeatView
from registry.queries.cases import CaseView
from registry.queries.meetings import MeetingListed
from registry.queries.participation import TextOfUsers
from registry.tables import BodyRow, PartyRow
from registry.web.answers import see, show, unchanged
from registry.web.forms import Typed, errors_of, options, typed
from registry.web.pages.seats import party_in, party_options
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


@dataclass(frozen=True, slots=True)
class SeatShown:
    """A seat with the names as this reader may see them; empty where one is not for them."""

    seat: SeatView
    name: str
    deputy_for: str


@dataclass(frozen=True, slots=True)
class Work:
    """What a body is at: its meetings, the cases that wait for it, and the other open ones on their way."""

    meetings: Sequence[MeetingListed]
    waiting: Sequence[CaseView] = ()
    others: Sequence[CaseView] = ()


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
    """One body on the day: who sits there and leads, what it may decide, its work and what it decided."""
    unchanged(visit)
    session, community = visit.session, visit.community
    row = bodies.body(session, community, ref)
    value = bodies.body_values(session, community)[row.id]
    seats = [SeatShown(each, *_names(visit, each)) for each in bodies.seats(session, row, visit.on)]
    deciding, advising = _rules_about(visit, value)
    orders = body_orders.orders(session, row)
    before, after = bodies.succession(session, row)
    return show(
        visit,
        "organ.html",
        row=row,
        body=value,
        owner=_owner(visit, row),
        aliases=bodies.aliases_of(session, row),
        before=before,
        after=after,
        order=body_orders.order_of(orders, visit.on),
        orders=orders,
        led=body_orders.led(session, row, visit.on, visit.who, visit.page.today, orders),
        members=sorted((each for each in seats if each.seat.member is None), key=_rank),
        deputies=[each for each in seats if each.seat.member is not None],
        deciding=deciding,
        advising=advising,
        delegations=[
            each for each in delegations.delegations(session, community, row) if each.holds_on(visit.on)
        ],
        work=_work(visit, row),
        decisions=decisions.decisions(session, community, body=row, until=visit.on, limit=LATEST),
        count=decisions.how_many(session, community, body=row, until=visit.on),
        protocols=papers.meeting_days(session, community, row, visit.on),
        texts=_texts(visit, row),
    )


def _branches(tier: Tier, known: list[tuple[BodyRow, Body, PartyRow | None]]) -> tuple[Branch, ...]:
    """The tier with what is under it; where it has no bodies, what is under it takes its place."""
    mine = tuple(each for each in known if each[1].stands_on is tier)
    under = tuple(branch for below in UNDER.get(tier, ()) for branch in _branches(below, known))
    return (Branch(tier, mine, under),) if mine else under


def _owner(visit: Visit, row: BodyRow) -> PartyRow | None:
    return visit.session.get(PartyRow, row.owner_id) if row.owner_id else None


def _names(visit: Visit, seat: SeatView) -> tuple[str, str]:
    """The name of whoever sits there and of whose deputy it is, as this reader may see them."""
    told = visit.who, visit.page.today
    return seat.name_for(*told), seat.deputy_name(*told)


def _rank(shown: SeatShown) -> tuple[bool, int]:
    """Voters first, and those who lead before the others."""
    leading = {"leder": 0, "nestleder": 1}
    return not shown.seat.row.may_vote, leading.get(shown.seat.row.role.lower(), 2)


def _work(visit: Visit, row: BodyRow) -> Work:
    """The meetings, those with approved minutes for everybody; and for those who read drafts, the cases."""
    session, community = visit.session, visit.community
    reads = visit.who.may(Permission.DRAFTS_READ)
    held = meetings.meetings(session, community, visit.on, body=row, approved_only=not reads)[:LATEST]
    if not reads:
        return Work(held)
    waiting = cases.waiting_for(session, community, row)
    here = {each.row.id for each in waiting}
    others = [each for each in cases.cases(session, community, body=row) if each.row.id not in here]
    return Work(held, waiting, others)


def _texts(visit: Visit, row: BodyRow) -> list[TextOfUsers]:
    """For a body of the users' own: the texts in force that it had a part in."""
    if not is_of_users(row.kind, row.tier):
        return []
    return participation.texts_of(visit.session, visit.community, row, visit.on)


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
        owner_options=party_options(visit),
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
        owner=party_in(visit, form, "owner"),
        tier=form.choice("tier", Tier, "Nivået") if form["tier"] else None,
        members=form.number("members", "Antall medlemmer", 1, 1000),
        valid_from=fields.day_or_none(form["valid_from"], "valid_from", "Første dag"),
        valid_to=fields.day_or_none(form["valid_to"], "valid_to", "Siste dag"),
    )
