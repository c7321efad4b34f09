"""One meeting whole: who came, each case with its votes, and the verdict that was given or is to come."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from decisions.bodies import BodyKind
from decisions.foreseen import is_beyond
from decisions.meetings import Cast
from decisions.rules import MandateRule
from decisions.verdict import Answer, Verdict
from decisions.votes import BlocVotes, Votes
from registry.permissions import Actor, Permission
from registry.queries import bodies, cases, facts, mandates, meetings
from registry.queries.cases import CaseView
from registry.queries.documents import legal_text
from registry.queries.expecting import expected
from registry.queries.facts import Surroundings
from registry.queries.meetings import OnRoll
from registry.queries.votes_cast import cast_in, present_less, sides_of, votes_of
from registry.tables import (
    AgendaItemRow,
    AttendanceRow,
    BodyRow,
    CaseRow,
    CommunityRow,
    CounterProposalRow,
    DecisionRow,
    MeetingRow,
    MinutesCorrectionRow,
    PersonRow,
    VersionRow,
)

ELECTED = frozenset({BodyKind.KOMMUNESTYRE, BodyKind.FORMANNSKAP})
"""Folkevalgte organer, for which kommuneloven § 11-4 holds."""


@dataclass(frozen=True, slots=True)
class Attendant:
    """Somebody who came or was absent, as noted."""

    row: AttendanceRow
    person: PersonRow


@dataclass(frozen=True, slots=True)
class MemberVote:
    """How one who attended voted in one case."""

    person: PersonRow
    speaks_for: str
    side: str
    vote: Cast


@dataclass(frozen=True, slots=True)
class Counter:
    """A counter-proposal, with the number its section has in print."""

    row: CounterProposalRow
    number: str
    """As printed in the text: "4.3"; empty where it is about the decision."""


@dataclass(frozen=True, slots=True)
class ItemView:
    """One case on an agenda."""

    row: AgendaItemRow
    case: CaseView
    verdict: Verdict
    """As it was given when the decision was recorded; before that, what is to be expected."""
    is_foreseen: bool
    decision: DecisionRow | None
    votes: Votes | None
    sides: tuple[BlocVotes, ...]
    """How each side voted, where that is known."""
    member_votes: tuple[MemberVote, ...]
    counters: tuple[Counter, ...]
    returned_to: BodyRow | None
    corrections: tuple[MinutesCorrectionRow, ...] = ()

    @property
    def inhabil(self) -> tuple[str, ...]:
        """Who left because they were inhabil in the case."""
        return tuple(each.person.name for each in self.member_votes if each.vote is Cast.INHABIL)

    @property
    def is_settled(self) -> bool:
        """Is a record of the decision made?"""
        return self.decision is not None

    @property
    def is_beyond(self) -> bool:
        """Is it beyond the mandate?"""
        return is_beyond(self.verdict)


@dataclass(frozen=True, slots=True)
class WholeMeeting:
    """A meeting with everything in it."""

    row: MeetingRow
    body: BodyRow
    body_name: str
    """What the body was called that day."""
    attendance: tuple[Attendant, ...]
    roll: tuple[OnRoll, ...]
    """Everybody with a seat that day."""
    items: tuple[ItemView, ...]
    corrections: tuple[MinutesCorrectionRow, ...]
    waiting: tuple[CaseView, ...]
    """Cases that wait for this body and are on no agenda."""

    @property
    def is_elected(self) -> bool:
        """Is it a folkevalgt organ (kommuneloven § 11-4)?"""
        return self.body.kind in ELECTED

    @property
    def without_outcome(self) -> tuple[ItemView, ...]:
        """The cases that nobody has said what came of."""
        return tuple(item for item in self.items if item.row.outcome is None)

    @property
    def beyond(self) -> tuple[ItemView, ...]:
        """The cases beyond the body's mandate."""
        return tuple(item for item in self.items if item.is_beyond)

    @property
    def to_ask(self) -> tuple[ItemView, ...]:
        """The cases in which a person must answer something before anybody can tell."""
        return tuple(item for item in self.items if item.verdict.answer is Answer.NEEDS_HUMAN)


def whole(session: Session, community: CommunityRow, row: MeetingRow) -> WholeMeeting:
    """The meeting with its attendance, cases, verdicts and corrections."""
    body = session.get_one(BodyRow, row.body_id)
    values = bodies.body_values(session, community)
    room = _Room(
        session,
        community,
        row,
        body,
        attendants(session, row),
        tuple(meetings.roll(session, row)),
        corrections(session, row),
        {each.id: each for each in bodies.all_bodies(session, community)},
        mandates.all_rules(session, community) if row.approved_at is None else (),
        facts.the_circle(session, community) if row.approved_at is None else None,
    )
    waiting = [] if row.approved_at else cases.waiting_for(session, community, body)
    return WholeMeeting(
        row,
        body,
        values[body.id].name_on(row.meeting_on),
        room.people,
        room.roll,
        _items(room),
        room.corrections,
        tuple(waiting),
    )


def revision_of_all(session: Session, row: MeetingRow) -> int:
    """A number that grows whenever anything in the meeting changes: itself, or any of its cases."""
    items = select(func.coalesce(func.sum(AgendaItemRow.revision), 0)).where(
        AgendaItemRow.meeting_id == row.id
    )
    return row.revision + int(session.scalar(items) or 0)


def may_read(row: MeetingRow, who: Actor) -> bool:
    """May they read the meeting? Approved minutes are public; agendas are for those who read drafts."""
    return row.approved_at is not None or who.may(Permission.DRAFTS_READ)


def waiting(
    session: Session, community: CommunityRow, row: MeetingRow, body: BodyRow, who: Actor
) -> list[CaseView]:
    """Cases that wait for the body, while the meeting can take them up and the reader may know of them."""
    if row.approved_at is not None or not who.may(Permission.DRAFTS_READ):
        return []
    return cases.waiting_for(session, community, body)


def attendants(session: Session, row: MeetingRow) -> tuple[Attendant, ...]:
    """Who came and who did not, with the persons."""
    found = session.execute(
        select(AttendanceRow, PersonRow)
        .join(PersonRow, PersonRow.id == AttendanceRow.person_id)
        .where(AttendanceRow.meeting_id == row.id)
        .order_by(AttendanceRow.id)
    )
    return tuple(Attendant(noted, person) for noted, person in found)


def corrections(session: Session, row: MeetingRow) -> tuple[MinutesCorrectionRow, ...]:
    """What was put right after the minutes were approved, the oldest first."""
    return tuple(
        session.scalars(
            select(MinutesCorrectionRow)
            .where(MinutesCorrectionRow.meeting_id == row.id)
            .order_by(MinutesCorrectionRow.id)
        )
    )


@dataclass(frozen=True, slots=True)
class _Room:
    """What every case of one meeting is read with."""

    session: Session
    community: CommunityRow
    meeting: MeetingRow
    body: BodyRow
    people: tuple[Attendant, ...]
    roll: tuple[OnRoll, ...]
    corrections: tuple[MinutesCorrectionRow, ...]
    bodies: Mapping[int, BodyRow]
    rules: Sequence[MandateRule]
    around: Surroundings | None


def _items(room: _Room) -> tuple[ItemView, ...]:
    rows = meetings.items(room.session, room.meeting)
    query = select(CaseRow).where(CaseRow.id.in_({row.case_id for row in rows}))
    found = cases.views(room.session, room.community, room.session.scalars(query).all())
    about = {view.row.id: view for view in found}
    return tuple(_item(room, row, about[row.case_id]) for row in rows)


def _item(room: _Room, row: AgendaItemRow, case: CaseView) -> ItemView:
    decision = room.session.get(DecisionRow, row.decision_id) if row.decision_id else None
    cast = cast_in(room.session, row)
    noted = [each.row for each in room.people]
    voting = meetings.voting_among(noted, room.roll, room.meeting.meeting_on, row.part)
    votes = present_less(votes_of(row, voting, room.body), list(cast.values()))
    return ItemView(
        row,
        case,
        _given(decision) if decision else _expected(room, row, case),
        decision is None,
        decision,
        votes,
        sides_of(votes, cast, voting),
        _member_votes(room, cast),
        _counters(room.session, row, case.version),
        room.bodies.get(row.returned_to_id or 0),
        tuple(each for each in room.corrections if each.item_id == row.id),
    )


def _given(decision: DecisionRow) -> Verdict:
    return Verdict.from_dict(json.loads(decision.verdict))


def _expected(room: _Room, row: AgendaItemRow, case: CaseView) -> Verdict:
    return expected(
        room.session,
        room.community,
        row,
        case,
        room.meeting,
        room.body,
        room.roll,
        room.rules,
        room.around,
    )


def _member_votes(room: _Room, cast: Mapping[int, Cast]) -> tuple[MemberVote, ...]:
    return tuple(
        MemberVote(each.person, each.row.speaks_for, each.row.side, cast[each.person.id])
        for each in room.people
        if each.person.id in cast
    )


def _counters(session: Session, item: AgendaItemRow, version: VersionRow | None) -> tuple[Counter, ...]:
    rows = session.scalars(
        select(CounterProposalRow)
        .where(CounterProposalRow.item_id == item.id)
        .order_by(CounterProposalRow.position)
    ).all()
    numbers = printed_numbers(version) if rows and version is not None else {}
    return tuple(Counter(row, numbers.get(row.section_id, "")) for row in rows)


def identities(version: VersionRow) -> frozenset[str]:
    """The identity of every section and point of a version."""
    return frozenset(place.id for place in legal_text(version).places())


def printed_numbers(version: VersionRow) -> dict[str, str]:
    """The number of every section and point of a version in print, by identity."""
    return {place.id: str(number) for place, number in legal_text(version).numbered()}
