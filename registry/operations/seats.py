"""Seats: given and ended, and what they give in each part of the agenda. What cannot be names both facts."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from decisions.periods import Period, first_gap, holds_on
from decisions.seats import Rights, Seat, held_twice
from decisions.words import day_in_words
from registry import audit, fields
from registry.audit import Event
from registry.errors import AlreadyThere, BadInput, RuleSaysNo
from registry.permissions import Actor
from registry.tables import BodyRow, PartyRow, PersonRow, SeatRightRow, SeatRow


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A seat as it is asked for."""

    body: BodyRow
    person: PersonRow
    party: PartyRow | None
    organisation: str
    role: str
    deputy_for: SeatRow | None
    period: Period

    @property
    def speaks_for(self) -> str:
        return self.party.name if self.party else self.organisation

    @property
    def value(self) -> Seat:
        """The seat as the knowledge packages know it; people and bodies by the numbers of their rows."""
        deputy_for = str(self.deputy_for.person_id) if self.deputy_for else ""
        return Seat(
            str(self.person.id),
            str(self.body.id),
            self.speaks_for,
            self.role,
            True,
            *self.period,
            deputy_for,
        )


def take_seat(
    session: Session,
    who: Actor,
    body: BodyRow,
    person: PersonRow,
    *,
    party: PartyRow | None = None,
    organisation: str = "",
    role: str = "medlem",
    may_vote: bool = True,
    deputy_for: SeatRow | None = None,
    valid_from: date | None = None,
    valid_to: date | None = None,
) -> SeatRow:
    """Give a person a seat: for a party or an organisation, with vote or with speech only.

    An open first or last day means: as long as the body, the party and the member it is deputy for are there.
    Raises AlreadyThere for a seat held twice, BadInput for days on which something of that is not there.
    """
    organisation = fields.line(organisation, "organisation", "Organisasjonen", required=False)
    if party is None and not organisation:
        raise BadInput(
            "Plassen sier ikke hvem personen taler for.",
            "",
            "Velg en part eller skriv en organisasjon.",
            "party",
        )
    refuse_end_before_beginning(valid_from, valid_to)
    role = fields.line(role, "role", "Rollen")
    wanted = _Wanted(body, person, party, organisation, role, deputy_for, (valid_from, valid_to))
    _hold(session, body)
    _refuse_days_without(body.name, (body.valid_from, body.valid_to), wanted.period)
    if party is not None:
        _refuse_days_without(party.name, (party.valid_from, party.valid_to), wanted.period)
    _refuse_deputy_for_nobody(session, wanted)
    _refuse_held_twice(session, wanted)
    row = SeatRow(
        community_id=body.community_id,
        body_id=body.id,
        person_id=person.id,
        party_id=party.id if party else None,
        organisation=organisation,
        role=role,
        may_vote=may_vote,
        deputy_for_id=deputy_for.id if deputy_for else None,
        valid_from=valid_from,
        valid_to=valid_to,
    )
    session.add(row)
    session.flush()
    data = {"person": person.ref, "vote": may_vote, "from": valid_from.isoformat() if valid_from else None}
    audit.record(session, Event.SEAT_TAKEN, f"organ:{body.ref}", who.ref, body.community_id, data)
    return row


def end_seat(session: Session, who: Actor, body: BodyRow, seat: SeatRow, last_day: date) -> SeatRow:
    """Say which day is the last of a seat. Nothing is taken away: on the days before, it was held."""
    _refuse_seat_elsewhere(body, seat)
    if seat.valid_from and last_day < seat.valid_from:
        raise BadInput(
            "Siste dag er før første dag.",
            f"Plassen begynte {day_in_words(seat.valid_from)}.",
            "Rett datoen. Plassen er som før.",
            "last_day",
        )
    if seat.valid_to and seat.valid_to < last_day:
        raise RuleSaysNo(
            f"Plassen var slutt {day_in_words(seat.valid_to)}.",
            f"Den kan ikke vare til {day_in_words(last_day)}: det ville være en ny periode.",
            "Før en ny plass for dagene etter. Den gamle er som før.",
        )
    before, seat.valid_to = seat.valid_to, last_day
    data = {"seat": seat.id, "to": last_day.isoformat(), "before": before.isoformat() if before else None}
    audit.record(session, Event.SEAT_CHANGED, f"organ:{body.ref}", who.ref, body.community_id, data)
    return seat


def change_rights(
    session: Session, who: Actor, body: BodyRow, seat: SeatRow, part: str, rights: Rights | None
) -> None:
    """Say what a seat gives in one part of the agenda ("": the whole meeting); None: what such seats give."""
    _refuse_seat_elsewhere(body, seat)
    part = fields.line(part, "part", "Delen av sakslisten", required=False, longest=100)
    known = select(SeatRightRow).where(SeatRightRow.seat_id == seat.id, SeatRightRow.part == part)
    row = session.scalars(known).first()
    before = _told(row) if row else None
    if rights is None:
        if row is not None:
            session.delete(row)
    elif row is None:
        session.add(_right(body, seat, part, rights))
    else:
        row.may_speak, row.may_vote = rights.speak, rights.vote
        row.may_propose = bool(rights.propose)
    session.flush()
    after = {"speak": rights.speak, "propose": bool(rights.propose), "vote": rights.vote} if rights else None
    data = {"seat": seat.id, "part": part, "before": before, "after": after}
    audit.record(session, Event.SEAT_CHANGED, f"organ:{body.ref}", who.ref, body.community_id, data)


def withhold_name(
    session: Session, who: Actor, body: BodyRow, person: PersonRow, now: datetime, *, withheld: bool = True
) -> None:
    """Take a person's name out of the pages that everybody reads, or let it be shown there again.

    The seats stay, with role and whom they speak for; so do minutes that are approved, and the log, which
    never held the name. Why, and how far it reaches: docs/choices/members-personal-data.md.
    """
    person.name_withheld_at = now if withheld else None
    data = {"person": person.ref, "name_withheld": withheld}
    audit.record(session, Event.SEAT_CHANGED, f"organ:{body.ref}", who.ref, body.community_id, data)


def refuse_end_before_beginning(first: date | None, last: date | None) -> None:
    """Refuse a last day that comes before the first; raises BadInput."""
    if first and last and last < first:
        raise BadInput("Siste dag er før første dag.", f"{last} er før {first}.", "Rett den ene.", "valid_to")


def _hold(session: Session, body: BodyRow) -> None:
    """One at a time gives seats in a body, so that two at once cannot give the same person two."""
    session.execute(select(BodyRow.id).where(BodyRow.id == body.id).with_for_update())


def _refuse_days_without(name: str, there: Period, seat: Period) -> None:
    """Refuse a day that is said, on which what the seat leans on was not there."""
    for field, day in (("valid_from", seat[0]), ("valid_to", seat[1])):
        if day is not None and not holds_on(day, *there):
            raise BadInput(
                f"{name} fantes ikke {day_in_words(day)}.",
                f"{name} fantes {_days(there)}, og plassen skal vare {_days(seat)}.",
                "Rett dagene. Ingenting er lagret.",
                field,
            )


def _refuse_deputy_for_nobody(session: Session, wanted: _Wanted) -> None:
    """A deputy steps in for somebody who sits in this body on all the days of the deputy's own."""
    member = wanted.deputy_for
    if member is None:
        return
    if member.body_id != wanted.body.id or member.deputy_for_id is not None:
        raise BadInput(
            "Plassen det skal være vara for, er ikke en medlemsplass i dette organet.",
            "",
            "Velg et medlem fra listen.",
            "deputy_for",
        )
    held = session.scalars(
        select(SeatRow).where(
            SeatRow.body_id == wanted.body.id,
            SeatRow.person_id == member.person_id,
            SeatRow.deputy_for_id.is_(None),
        )
    ).all()
    periods = [(each.valid_from, each.valid_to) for each in held]
    whole = (
        wanted.period[0] or min((first or date.min for first, _ in periods), default=date.min),
        wanted.period[1] or max((last or date.max for _, last in periods), default=date.max),
    )
    if (day := first_gap(whole, periods)) is not None:
        name = session.get_one(PersonRow, member.person_id).name
        raise BadInput(
            f"{name} har ingen plass i {wanted.body.name} {day_in_words(day)}.",
            f"{name} sitter der {' og '.join(_days(each) for each in sorted(periods, key=_first))}, "
            f"og varaen skal være det {_days(wanted.period)}.",
            "Rett dagene, eller velg et annet medlem. Ingenting er lagret.",
            "deputy_for",
        )


def _refuse_held_twice(session: Session, wanted: _Wanted) -> None:
    others = session.execute(
        select(SeatRow, PartyRow)
        .outerjoin(PartyRow, PartyRow.id == SeatRow.party_id)
        .where(SeatRow.body_id == wanted.body.id, SeatRow.person_id == wanted.person.id)
        .order_by(SeatRow.id)
    ).all()
    known = [(row, _value(session, row, party)) for row, party in others]
    twice = held_twice(wanted.value, [value for _, value in known])
    if twice is None:
        return
    row = next(row for row, value in known if value is twice)
    day = max(row.valid_from or date.min, wanted.period[0] or date.min)
    asked = f"?dato={day.isoformat()}" if day > date.min else ""
    raise AlreadyThere(
        f"{wanted.person.name} har en plass i {wanted.body.name} fra før på noen av de samme dagene.",
        f"Den ene plassen er som {_as_what(twice)} {_days(twice.period)}, og den andre skulle være som "
        f"{_as_what(wanted.value)} {_days(wanted.period)}.",
        "Avslutt den første, eller rett dagene. Ingenting er lagret.",
        f"/organer/{wanted.body.ref}{asked}",
    )


def _value(session: Session, row: SeatRow, party: PartyRow | None) -> Seat:
    member = session.get(SeatRow, row.deputy_for_id) if row.deputy_for_id else None
    return Seat(
        str(row.person_id),
        str(row.body_id),
        party.name if party else row.organisation,
        row.role,
        row.may_vote,
        row.valid_from,
        row.valid_to,
        str(member.person_id) if member else "",
    )


def _as_what(seat: Seat) -> str:
    return f"{seat.role} for {seat.speaks_for}"


def _days(period: Period) -> str:
    first, last = period
    if first and last:
        return f"fra {day_in_words(first)} til og med {day_in_words(last)}"
    if first:
        return f"fra {day_in_words(first)}"
    return f"til og med {day_in_words(last)}" if last else "uten første og siste dag"


def _first(period: Period) -> date:
    return period[0] or date.min


def _refuse_seat_elsewhere(body: BodyRow, seat: SeatRow) -> None:
    if seat.body_id != body.id:
        raise BadInput("Plassen finnes ikke i dette organet.", "", "Velg fra listen.", "seat")


def _right(body: BodyRow, seat: SeatRow, part: str, rights: Rights) -> SeatRightRow:
    return SeatRightRow(
        community_id=body.community_id,
        seat_id=seat.id,
        part=part,
        may_speak=rights.speak,
        may_propose=bool(rights.propose),
        may_vote=rights.vote,
    )


def _told(row: SeatRightRow) -> dict[str, bool]:
    return {"speak": row.may_speak, "propose": row.may_propose, "vote": row.may_vote}
