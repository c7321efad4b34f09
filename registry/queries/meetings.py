"""Which meetings are there, what has been said of who came, and which case number is next?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from decisions.case_number import CaseNumber
from decisions.case_series import following
from decisions.meetings import Attended, MeetingStage
from decisions.parties import PartyKind
from decisions.seats import WHOLE_MEETING, Seat, voters
from registry.errors import NotFound
from registry.queries import bodies
from registry.queries.bodies import SeatView
from registry.tables import (
    AgendaItemRow,
    AttendanceRow,
    BodyRow,
    CaseRow,
    CommunityRow,
    DecisionRow,
    MeetingRow,
    PersonRow,
    SeatRow,
)

SIDES = {
    PartyKind.KOMMUNE: "kommune",
    PartyKind.HELSEFORETAK: "helseforetak",
    PartyKind.REGIONALT_HELSEFORETAK: "helseforetak",
    PartyKind.PRIVAT_SYKEHUS: "helseforetak",
}
"""The side a seat votes on, by the kind of its party. Others have none."""


@dataclass(frozen=True, slots=True)
class MeetingListed:
    """A meeting in a list."""

    row: MeetingRow
    body: BodyRow
    body_name: str
    """What the body was called that day."""
    items: int
    """How many cases are on the agenda."""
    without_outcome: int

    @property
    def is_approved(self) -> bool:
        """Are its minutes approved?"""
        return self.row.stage is MeetingStage.GODKJENT


@dataclass(frozen=True, slots=True)
class OnRoll:
    """Somebody with a seat on the day of a meeting, and whether they came."""

    seat: SeatRow
    person: PersonRow
    speaks_for: str
    side: str
    deputy_for: str
    """The name of the member whose deputy this is; empty for those who sit there themselves."""
    deputy_for_id: int | None
    """The id of that person."""
    seats: tuple[Seat, ...]
    """All seats the person has there that day, with their rights: one may be deputy for several."""
    state: Attended | None
    """None while nobody has said."""
    votes: bool
    """May vote in this meeting: a deputy only when called to an absent member's place."""
    in_place_of: str = ""

    @property
    def votes_when_there(self) -> bool:
        """Does the seat itself give a vote in the whole meeting?"""
        return self.seats[0].rights_in().vote


def meeting(session: Session, community: CommunityRow, ref: str) -> MeetingRow:
    """The meeting with this name; raises NotFound."""
    row = session.scalars(select(MeetingRow).filter_by(community_id=community.id, ref=ref)).first()
    if row is None:
        raise NotFound(f"Møtet «{ref[:60]}» finnes ikke.", "", "Se listen over møter.")
    return row


def item(session: Session, row: MeetingRow, position: int) -> AgendaItemRow:
    """The case at this place on the agenda, from 1; raises NotFound."""
    found = session.scalars(select(AgendaItemRow).filter_by(meeting_id=row.id, position=position)).first()
    if found is None:
        raise NotFound(
            f"Møtet har ingen sak på plass {position}.", "", "Se dagsordenen for de sakene det har."
        )
    return found


def items(session: Session, row: MeetingRow) -> Sequence[AgendaItemRow]:
    """The agenda, in order."""
    return session.scalars(
        select(AgendaItemRow)
        .where(AgendaItemRow.meeting_id == row.id)
        .order_by(AgendaItemRow.position, AgendaItemRow.id)
    ).all()


def meetings(
    session: Session,
    community: CommunityRow,
    on: date,
    *,
    body: BodyRow | None = None,
    approved_only: bool = False,
) -> list[MeetingListed]:
    """Meetings: those to come by `on` first, the nearest at the top; then those held, the latest first."""
    query = (
        select(MeetingRow, BodyRow)
        .join(BodyRow, BodyRow.id == MeetingRow.body_id)
        .where(MeetingRow.community_id == community.id)
    )
    if body is not None:
        query = query.where(MeetingRow.body_id == body.id)
    if approved_only:
        query = query.where(MeetingRow.stage == MeetingStage.GODKJENT)
    found = session.execute(query).all()
    counted = {
        meeting_id: (whole, whole - told)
        for meeting_id, whole, told in session.execute(
            select(AgendaItemRow.meeting_id, func.count(AgendaItemRow.id), func.count(AgendaItemRow.outcome))
            .where(AgendaItemRow.community_id == community.id)
            .group_by(AgendaItemRow.meeting_id)
        )
    }
    values = bodies.body_values(session, community)
    listed = [
        MeetingListed(row, owner, values[owner.id].name_on(row.meeting_on), *counted.get(row.id, (0, 0)))
        for row, owner in found
    ]
    coming = sorted((each for each in listed if each.row.meeting_on >= on), key=_when)
    held = sorted((each for each in listed if each.row.meeting_on < on), key=_when, reverse=True)
    return [*coming, *held]


def on_day(session: Session, body: BodyRow, on: date) -> Sequence[MeetingRow]:
    """The body's meetings that day."""
    return session.scalars(
        select(MeetingRow).filter_by(body_id=body.id, meeting_on=on).order_by(MeetingRow.number)
    ).all()


def next_number(session: Session, body: BodyRow, year: int) -> str:
    """The next free case number of the body that year, over agendas and records, printed as its latest."""
    used = _numbers(session, body)
    latest = max((each for each, _ in used), key=lambda each: (each.year, each.number), default=None)
    taken = [each.number for each, _ in used if each.year == year]
    return following(latest, year, max(taken, default=0) + 1)


def who_has(session: Session, body: BodyRow, number: CaseNumber, but: AgendaItemRow | None = None) -> str:
    """What has that number in the body and year already, as words in a sentence; empty where it is free.

    `but` is an agenda item that may keep the number it has, with what was recorded of it.
    """
    own = _own(session, but) if but is not None else set()
    for each, owner in _numbers(session, body):
        if (each.year, each.number) == (number.year, number.number) and owner not in own:
            return _named(session, owner)
    return ""


def roll(session: Session, row: MeetingRow) -> list[OnRoll]:
    """Everybody with a seat in the body that day, and what is noted of who came.

    Voters first, then those with speech only, then deputies in the order they are called. A person with two
    seats stands once.
    """
    body = session.get_one(BodyRow, row.body_id)
    noted = {each.person_id: each for each in attendance(session, row)}
    held = sorted(
        bodies.seats(session, body, row.meeting_on),
        key=lambda view: (view.member is not None, not view.rights_in().vote, view.row.id),
    )
    by_person: dict[int, list[SeatView]] = {}
    for view in held:
        by_person.setdefault(view.person.id, []).append(view)
    return [_on_roll(views, noted.get(person)) for person, views in by_person.items()]


def called(
    on_roll: Sequence[OnRoll], day: date, absent: set[int], part: str = WHOLE_MEETING
) -> dict[int, Seat]:
    """Who votes when these people (ids) are absent: by person, the seat each votes in.

    Takes the roll of one meeting. Deputies are called in the order they stand; `decisions.seats.voters` says
    who steps in for whom, in this part of the agenda.
    """
    ids = {each.person.ref: each.person.id for each in on_roll}
    refs = {each.person.ref for each in on_roll if each.person.id in absent}
    seats = [seat for each in on_roll for seat in each.seats]
    return {ids[seat.person]: seat for seat in voters(seats, day, refs, part)}


def voting_among(
    noted: Sequence[AttendanceRow], on_roll: Sequence[OnRoll], day: date, part: str
) -> list[AttendanceRow]:
    """Those who came and may vote in this part of the agenda; empty while nobody has said who came."""
    there = [each for each in noted if each.state is Attended.TIL_STEDE]
    if part == WHOLE_MEETING:
        return [each for each in there if each.may_vote]
    came = {each.person_id for each in there}
    voting = called(on_roll, day, {each.person.id for each in on_roll} - came, part)
    return [each for each in there if each.person_id in voting]


def voting_in(session: Session, row: MeetingRow, item: AgendaItemRow) -> list[AttendanceRow]:
    """Those who came and may vote in this case."""
    return voting_among(attendance(session, row), roll(session, row), row.meeting_on, item.part)


def attendance(session: Session, row: MeetingRow) -> Sequence[AttendanceRow]:
    """Who came and who did not, in the order they were noted."""
    return session.scalars(
        select(AttendanceRow).where(AttendanceRow.meeting_id == row.id).order_by(AttendanceRow.id)
    ).all()


def _on_roll(views: Sequence[SeatView], said: AttendanceRow | None) -> OnRoll:
    """One person, by the first of their seats."""
    view = views[0]
    votes = view.rights_in().vote
    ever = votes or any(rights.vote for _, rights in view.rights)
    return OnRoll(
        view.row,
        view.person,
        view.speaks_for,
        SIDES.get(view.party.kind, "") if view.party and ever else "",
        view.deputy_for,
        view.member.person.id if view.member else None,
        tuple(each.value for each in views),
        said.state if said else None,
        said.may_vote if said else votes and view.member is None,
        said.in_place_of if said else "",
    )


def _when(each: MeetingListed) -> tuple[date, str, str, int]:
    return (each.row.meeting_on, each.row.starts_at, each.body_name, each.row.number)


def _numbers(session: Session, body: BodyRow) -> list[tuple[CaseNumber, tuple[str, int]]]:
    """Every number the body has used, with whose it is: ("sak", item id) or ("vedtak", decision id)."""
    items = session.execute(
        select(AgendaItemRow.printed, AgendaItemRow.id).where(AgendaItemRow.body_id == body.id)
    )
    recorded = session.execute(
        select(DecisionRow.case_number, DecisionRow.id).where(DecisionRow.body_id == body.id)
    )
    return [
        *((CaseNumber.parse(printed), ("sak", id_)) for printed, id_ in items),
        *((CaseNumber.parse(printed), ("vedtak", id_)) for printed, id_ in recorded),
    ]


def _own(session: Session, item: AgendaItemRow) -> set[tuple[str, int]]:
    """The item itself, the record made of it, and those that one corrects."""
    own = {("sak", item.id)}
    at = item.decision_id
    while at is not None and ("vedtak", at) not in own:
        own.add(("vedtak", at))
        at = session.get_one(DecisionRow, at).corrects_id
    return own


def _named(session: Session, owner: tuple[str, int]) -> str:
    kind, id_ = owner
    if kind == "vedtak":
        row = session.get_one(DecisionRow, id_)
        return f"vedtaket «{row.title}» ({row.case_number})"
    found = session.execute(
        select(CaseRow.title, AgendaItemRow.printed, MeetingRow.ref)
        .join(AgendaItemRow, AgendaItemRow.case_id == CaseRow.id)
        .join(MeetingRow, MeetingRow.id == AgendaItemRow.meeting_id)
        .where(AgendaItemRow.id == id_)
    ).one()
    return f"saken «{found[0]}» ({found[1]}) i møtet {found[2]}"
