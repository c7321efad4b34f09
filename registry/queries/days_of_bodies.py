"""Days that follow from how bodies work: meetings, terms, leadership, delegations, and the years of funds."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from decisions.bodies import Body
from decisions.deadlines import (
    DELEGATION,
    FUND_YEAR,
    MEETING,
    MEETINGS_A_YEAR,
    TERM,
    Deadline,
    DeadlineState,
    leadership_rule,
    state_of,
)
from decisions.leading import Leader, Order, leadership, leads, turns_of
from decisions.words import listed
from registry.fields import in_kroner
from registry.queries import bodies, body_orders, delegations, funds, meetings
from registry.queries.bodies import SeatView
from registry.queries.body_orders import OrderView
from registry.tables import BodyRow, CommunityRow, DecisionRow, MeetingRow


def days_of_bodies(session: Session, community: CommunityRow, on: date) -> Iterator[Deadline]:
    """All of them, as they stand on the day."""
    values = bodies.body_values(session, community)
    yield from _meetings(session, community, on)
    for row in bodies.all_bodies(session, community):
        if values[row.id].exists_on(on):
            yield from _of_body(session, row, values[row.id], on)
    yield from _delegations(session, community, values, on)
    yield from _funds(session, community, on)


def _meetings(session: Session, community: CommunityRow, on: date) -> Iterator[Deadline]:
    """Those called and those held; to the public those whose minutes are approved."""
    for each in meetings.meetings(session, community, on):
        row = each.row
        yield Deadline(
            MEETING,
            row.meeting_on,
            f"Møte i {each.body_name}",
            f"møte/{row.ref}",
            state_of(MEETING, row.meeting_on, on),
            f"/moter/{row.ref}/protokoll" if each.is_approved else f"/moter/{row.ref}",
            body=each.body.ref,
            note="Protokollen er godkjent." if each.is_approved else "",
            is_public=each.is_approved,
            revision=row.revision - 1,
            starts_at=row.starts_at,
            place=row.place,
        )


def _of_body(session: Session, row: BodyRow, value: Body, on: date) -> Iterator[Deadline]:
    seats = [each for each in bodies.all_seats(session, row) if each.member is None]
    said = body_orders.orders(session, row)
    yield from _terms(row, value, seats, on)
    yield from _leadership(row, value, seats, said, on)
    for year in (on.year - 1, on.year, on.year + 1):
        yield from _meetings_a_year(session, row, value, said, year, on)


def _terms(row: BodyRow, value: Body, seats: Sequence[SeatView], on: date) -> Iterator[Deadline]:
    """One for all seats of the body that end on the same day; whoever is appointed anew has no open end."""
    ending: dict[date, list[SeatView]] = defaultdict(list)
    for each in seats:
        if each.row.valid_to:
            ending[each.row.valid_to].append(each)
    for last, held in ending.items():
        waiting = [each for each in held if not _is_filled_after(each, seats)]
        whose = sorted({each.speaks_for for each in waiting})
        count = "En plass" if len(held) == 1 else f"{len(held)} plasser"
        yield Deadline(
            TERM,
            last,
            f"{count} i {value.name_on(last)} går ut",
            f"{row.ref}/{last.isoformat()}",
            _state_of_term(last, on, is_filled=not waiting),
            f"/organer/{row.ref}",
            tuple(sorted({each.party.ref for each in held if each.party})),
            row.ref,
            f"Det er ikke ført noen ny plass for {listed(whose)}." if waiting else "Nye plasser er ført.",
        )


def _state_of_term(last: date, on: date, *, is_filled: bool) -> DeadlineState:
    if is_filled:
        return DeadlineState.GJORT
    return DeadlineState.KOMMER if on <= last else DeadlineState.UAVKLART


def _is_filled_after(ending: SeatView, seats: Sequence[SeatView]) -> bool:
    """Does somebody speak there for the same party on the day after?"""
    last = ending.row.valid_to
    after = last + timedelta(days=1) if last else None
    return any(
        each.row.id != ending.row.id
        and each.speaks_for == ending.speaks_for
        and after is not None
        and each.value.held_on(after)
        for each in seats
    )


def _leadership(
    row: BodyRow, value: Body, seats: Sequence[SeatView], said: Sequence[OrderView], on: date
) -> Iterator[Deadline]:
    """The day the other side is to lead, as the body's own order says."""
    order = body_orders.order_of(said, on)
    leaders = [
        Leader(each.speaks_for, each.speaks_for, each.side, each.row.valid_from, each.row.valid_to)
        for each in seats
        if leads(each.row.role) and (each.row.valid_from or date.min) <= on
    ]
    led = leadership(
        leaders, [Order(each.row.lead_years, each.row.valid_from, each.row.source) for each in said], on
    )
    if not (order and order.row.lead_years and led.next_change and led.next_side):
        return
    rule = leadership_rule(order.row.lead_years, order.row.source)
    ordered = sorted(leaders, key=lambda each: (each.valid_from or date.min, each.valid_to or date.max))
    began = turns_of(ordered)[-1].began
    if began is None or rule.due(began) != led.next_change:
        rule = leadership_rule(order.row.lead_years, order.row.source, order_began_later=True)
        began = led.next_change
    yield Deadline(
        rule,
        began,
        f"Ledelsen av {value.name_on(led.next_change)} går over til {led.next_side.words}",
        row.ref,
        state_of(rule, began, on),
        f"/organer/{row.ref}",
        body=row.ref,
    )


def _meetings_a_year(
    session: Session, row: BodyRow, value: Body, said: Sequence[OrderView], year: int, on: date
) -> Iterator[Deadline]:
    """As many meetings in the calendar year as the body's own order says, at least."""
    base = date(year, 1, 1)
    last = MEETINGS_A_YEAR.due(base)
    order = body_orders.order_of(said, last)
    if order is None or not order.row.meetings_a_year:
        return
    least = order.row.meetings_a_year
    days = [each for each in _days_met(session, row) if base <= each <= min(last, on)]
    rule = MEETINGS_A_YEAR.citing(order.row.source)
    yield Deadline(
        rule,
        base,
        f"{value.name_on(last)} skal ha minst {least} møter i {year}",
        f"{row.ref}/{year}",
        state_of(rule, base, on, days[least - 1] if len(days) >= least else None),
        f"/organer/{row.ref}",
        body=row.ref,
        note=f"{len(days)} av {least} møter er holdt.",
    )


def _days_met(session: Session, row: BodyRow) -> list[date]:
    met = set(session.scalars(select(MeetingRow.meeting_on).where(MeetingRow.body_id == row.id)))
    decided = session.scalars(select(DecisionRow.meeting_on).where(DecisionRow.body_id == row.id))
    return sorted(met | set(decided))


def _delegations(
    session: Session, community: CommunityRow, values: dict[int, Body], on: date
) -> Iterator[Deadline]:
    for each in delegations.delegations(session, community):
        last = each.row.valid_to
        if last is not None:
            giver, receiver = values[each.giver.id].name_on(last), values[each.receiver.id].name_on(last)
            yield Deadline(
                DELEGATION.citing(each.row.source),
                last,
                f"Delegasjonen fra {giver} til {receiver} går ut",
                f"delegasjon/{each.row.id}",
                DeadlineState.KOMMER if on <= last else DeadlineState.PASSERT,
                f"/organer/{each.giver.ref}",
                body=each.giver.ref,
            )


def _funds(session: Session, community: CommunityRow, on: date) -> Iterator[Deadline]:
    for view in funds.views(session, community):
        base, left = date(view.row.year, 1, 1), view.balance.left
        is_over = on > FUND_YEAR.due(base)
        open_ = DeadlineState.UAVKLART if is_over else DeadlineState.KOMMER
        yield Deadline(
            FUND_YEAR.citing(view.row.source),
            base,
            f"Året for {view.row.name} går ut",
            f"midler/{view.row.ref}",
            open_ if left else DeadlineState.GJORT,
            f"/midler/{view.row.ref}",
            note=f"{in_kroner(left)} er ikke fordelt." if left else "Alle midlene er fordelt.",
        )
