"""Did users take part while a text was made, as far as the register knows? (hol. § 6-1 tredje ledd)

What counts is who attended, by approved minutes, a meeting that treated the text before it was finished, and
what a person has recorded of that time (registry/queries/involvement.py). Where no minutes say who came,
seats held that day are told of as seats. All readers get the same answer. Of meetings only those of joint
bodies are looked at: what a kommunestyre treats is a text that is finished.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from decisions.bodies import Body
from decisions.meetings import Attended
from decisions.participation import Participation, Presence, Treatment, is_of_users, participation
from documents.kinds import DocumentKind
from documents.lifecycle import Stage
from registry import clock
from registry.queries import bodies, decisions, documents
from registry.queries.bodies import SeatView
from registry.queries.documents import VersionView
from registry.queries.involvement import evidence_of
from registry.tables import (
    AgendaItemRow,
    AttendanceRow,
    BodyRow,
    CaseRow,
    CommunityRow,
    DecisionRow,
    DocumentRow,
    MeetingRow,
    VersionRow,
)

PARTS_OF_THE_AGREEMENT = frozenset(
    {DocumentKind.SAMARBEIDSAVTALE, DocumentKind.DELAVTALE, DocumentKind.RETNINGSLINJE}
)
"""What the law's agreement is made of. That guidelines are among it is our reading of § 6-2 første ledd."""


@dataclass(frozen=True, slots=True)
class TextOfUsers:
    """A text, and the users' part in it."""

    document: DocumentRow
    version: VersionRow
    part: Participation


def participation_in(
    session: Session, community: CommunityRow, document: DocumentRow, version: VersionRow, on: date
) -> Participation:
    """What is known that day of the users' part in this version, and in the drafts it was made from."""
    room = _Room(session, community, bodies.body_values(session, community))
    lineage = with_its_drafts(session, version)
    finished = _finished_on(session, version)
    known = {each.key: each for each in _recorded(room, lineage)}
    known |= {each.key: each for each in _on_agendas(room, document, lineage, finished)}
    recorded = evidence_of(session, lineage)
    return participation((_told(room, each) for each in known.values()), finished, on, recorded)


def texts_of(session: Session, community: CommunityRow, body: BodyRow, on: date) -> list[TextOfUsers]:
    """The texts in force that day that this body of the users' own, or those it sends, had before them."""
    found = []
    for view in documents.the_set(session, community, on):
        if view.document.kind not in PARTS_OF_THE_AGREEMENT:
            continue
        part = participation_in(session, community, view.document, view.row, on)
        if any(_concerns(each, body) for each in (*part.before, *part.after)):
            found.append(TextOfUsers(view.document, view.row, part))
    return found


def of_view(session: Session, community: CommunityRow, view: VersionView) -> Participation | None:
    """The users' part in a version, on the day it is looked at; None where the law does not ask for it."""
    if view.document.kind not in PARTS_OF_THE_AGREEMENT:
        return None
    return participation_in(session, community, view.document, view.row, view.on)


@dataclass(frozen=True, slots=True)
class _Treated:
    """A body treated the text in a case, in a meeting that may be kept here."""

    body: BodyRow
    on: date
    case: str
    path: str
    meeting: MeetingRow | None

    @property
    def key(self) -> tuple[int, date, str]:
        """One treatment, however many records tell of it."""
        return self.body.id, self.on, self.case


@dataclass(slots=True)
class _Room:
    """What is read once for many meetings."""

    session: Session
    community: CommunityRow
    values: Mapping[int, Body]
    seats: dict[int, list[SeatView]] = field(default_factory=dict)

    def seats_of(self, body: BodyRow) -> list[SeatView]:
        """Every seat of the body."""
        if body.id not in self.seats:
            self.seats[body.id] = bodies.all_seats(self.session, body)
        return self.seats[body.id]


def _concerns(treatment: Treatment, body: BodyRow) -> bool:
    return treatment.body_ref == body.ref or any(
        present.organisation == body.name for present in treatment.present
    )


def with_its_drafts(session: Session, version: VersionRow) -> Sequence[VersionRow]:
    """The version, and the drafts it was made from, back to the last that was adopted."""
    lineage = [version]
    while (before := lineage[-1].based_on_id) is not None:
        row = session.get_one(VersionRow, before)
        if row.stage is Stage.ADOPTED or row in lineage:
            break
        lineage.append(row)
    return lineage


def _finished_on(session: Session, version: VersionRow) -> date | None:
    """The day by which the text was finished: when it was frozen, or somebody had decided on it."""
    if version.frozen_at is None:
        return None
    days = [clock.day_of(version.frozen_at)]
    if version.adopted_on:
        days.append(version.adopted_on)
    made = session.execute(
        select(DecisionRow.meeting_on, DecisionRow.act).where(DecisionRow.version_id == version.id)
    )
    days += [day for day, act in made if act.decides]
    return min(days)


def _recorded(room: _Room, lineage: Collection[VersionRow]) -> Iterable[_Treated]:
    """What bodies are recorded to have done with these texts."""
    for version in lineage:
        for each in decisions.decisions(room.session, room.community, version=version, joint_only=True):
            meeting = _approved_meeting(room.session, each.body, each.row.meeting_on)
            yield _Treated(
                each.body, each.row.meeting_on, each.row.case_number, f"/vedtak/{each.row.ref}", meeting
            )


def _on_agendas(
    room: _Room, document: DocumentRow, lineage: Collection[VersionRow], finished: date | None
) -> Iterable[_Treated]:
    """Cases in meetings with approved minutes: about these texts, or the document since its last version."""
    begun = _work_began(room.session, document, lineage)
    about = or_(
        CaseRow.version_id.in_([each.id for each in lineage]),
        and_(
            CaseRow.document_id == document.id,
            CaseRow.version_id.is_(None),
            MeetingRow.meeting_on > begun,
            MeetingRow.meeting_on <= (finished or date.max),
        ),
    )
    found = room.session.execute(
        select(AgendaItemRow, MeetingRow, BodyRow)
        .join(MeetingRow, MeetingRow.id == AgendaItemRow.meeting_id)
        .join(CaseRow, CaseRow.id == AgendaItemRow.case_id)
        .join(BodyRow, BodyRow.id == AgendaItemRow.body_id)
        .where(about, MeetingRow.approved_at.is_not(None), BodyRow.owner_id.is_(None))
        .order_by(MeetingRow.meeting_on, AgendaItemRow.id)
    )
    for item, meeting, body in found:
        yield _Treated(body, meeting.meeting_on, item.printed, f"/moter/{meeting.ref}", meeting)


def _work_began(session: Session, document: DocumentRow, lineage: Collection[VersionRow]) -> date:
    """The day the version before was adopted; the first of all days where there is none."""
    ours = {each.id for each in lineage}
    days = [
        each.adopted_on
        for each in documents.versions_of(session, document)
        if each.id not in ours and each.adopted_on and each.id < min(ours)
    ]
    return max(days, default=date.min)


def _approved_meeting(session: Session, body: BodyRow, on: date) -> MeetingRow | None:
    return session.scalars(
        select(MeetingRow)
        .where(
            MeetingRow.body_id == body.id, MeetingRow.meeting_on == on, MeetingRow.approved_at.is_not(None)
        )
        .order_by(MeetingRow.number)
    ).first()


def _told(room: _Room, treated: _Treated) -> Treatment:
    body = treated.body
    return Treatment(
        treated.on,
        room.values[body.id].name_on(treated.on),
        body.ref,
        treated.case if not treated.case[:1].isdigit() else f"sak {treated.case}",
        treated.path,
        tuple(_present(room, treated)),
        is_of_users(body.kind, body.tier),
    )


def _present(room: _Room, treated: _Treated) -> list[Presence]:
    """The user organisations at the meeting: by its attendance, or else by who had seats that day."""
    seats = {each.row.id: each for each in room.seats_of(treated.body)}
    kept = _attendance(room.session, treated.meeting)
    if kept:
        came = (each for each in kept if each.state is Attended.TIL_STEDE)
        users = (each.speaks_for for each in came if _for_users(seats, each))
        return [Presence(name, attended=True) for name in sorted(set(users))]
    held = (
        each
        for each in seats.values()
        if each.for_users and each.value.held_on(treated.on) and each.member is None
    )
    return [Presence(name, attended=False) for name in sorted({each.speaks_for for each in held})]


def _attendance(session: Session, meeting: MeetingRow | None) -> Sequence[AttendanceRow]:
    if meeting is None:
        return ()
    return session.scalars(select(AttendanceRow).where(AttendanceRow.meeting_id == meeting.id)).all()


def _for_users(seats: dict[int, SeatView], row: AttendanceRow) -> bool:
    seat = seats.get(row.seat_id or 0)
    return seat.for_users if seat else False
