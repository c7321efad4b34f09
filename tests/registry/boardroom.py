"""A PSU that meets: eight members of two sides, their deputies, and the cases before them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from decisions.meetings import Cast
from decisions.outcomes import Act, Outcome
from decisions.proposals import Kind, Matter
from registry.operations import agendas, cases, meetings, minutes, people, seats, settling, treating
from registry.operations.cases import CaseEntry
from registry.operations.meetings import MeetingHead
from registry.operations.treating import ItemTyped
from registry.permissions import OPERATOR, Actor
from registry.queries import agendas as agenda_queries
from registry.queries import meetings as meeting_queries
from registry.tables import AgendaItemRow, CaseRow, DecisionRow, DocumentRow, MeetingRow, VersionRow
from tests.registry.builders import DAY, NOW, TRUST, Circle, a_circle

KOMMUNE_MEMBERS = ("Ingrid Solheim", "Geir Vik", "Torbjørn Lien", "Astrid Nesheim")
TRUST_MEMBERS = ("Berit Aasland", "Per Strand", "Hilde Kvamme", "Magnus Dahle")
DEPUTY, SECOND_DEPUTY = "Odd Hagen", "Mona Lillebø"
"""Both for the first kommune member, in this order."""
USERS = "Anne Moen"


@dataclass
class Boardroom:
    """PSU with its seats, and what is done in it."""

    circle: Circle
    people: dict[str, int] = field(default_factory=dict)
    """Ids by name."""

    @property
    def session(self) -> Session:
        """The session everything is done in."""
        return self.circle.session

    def seat(self, name: str, **told: Any) -> None:
        """Give somebody a seat in PSU."""
        person = people.add_person(self.session, OPERATOR, name, NOW)
        row = seats.take_seat(self.session, OPERATOR, self.circle.bodies["psu"], person, **told)
        self.people[name] = person.id
        self.seats[name] = row

    seats: dict[str, Any] = field(default_factory=dict)

    def call(self, on: date = DAY, body: str = "psu", **told: Any) -> MeetingRow:
        """Call the body to a meeting."""
        row = self.circle.bodies[body]
        return meetings.call_meeting(self.session, OPERATOR, self.circle.community, row, on, NOW, **told)

    def case(self, title: str = "Samhandlingsmidler", matter: Kind = Matter.MIDLER, **told: Any) -> CaseRow:
        """Open a case that goes to PSU only, unless another route is told."""
        route = told.pop("route", (("psu", Act.VEDTAR),))
        entry = CaseEntry(
            title,
            matter=matter,
            route=tuple((self.circle.bodies[ref], act) for ref, act in route),
            **told,
        )
        return cases.open_case(self.session, OPERATOR, self.circle.community, entry, NOW)

    def about(self, version: VersionRow, title: str = "Avtalen", **told: Any) -> CaseRow:
        """Open a case about a version."""
        document = self.session.get_one(DocumentRow, version.document_id)
        return self.case(title, document=document, version=version, **told)

    def put(self, meeting: MeetingRow, case: CaseRow, **told: Any) -> AgendaItemRow:
        """Put a case on the agenda."""
        return agendas.put_on_agenda(self.session, OPERATOR, meeting, case, **told)

    def on_agenda(self, meeting: MeetingRow, **told: Any) -> AgendaItemRow:
        """A new case on the agenda."""
        return self.put(meeting, self.case(**told))

    def roll(self, meeting: MeetingRow, *absent: str, came: tuple[str, ...] = ()) -> None:
        """Everybody but these came; deputies only where they are told."""
        members = {*KOMMUNE_MEMBERS, *TRUST_MEMBERS, USERS, *came} - set(absent)
        meetings.call_roll(self.session, OPERATOR, meeting, {self.people[name] for name in members})

    def type(
        self, meeting: MeetingRow, item: AgendaItemRow, outcome: Outcome = Outcome.VEDTATT, **told: Any
    ) -> AgendaItemRow:
        """Type what the meeting did: adopted by all eight, unless something else is told."""
        given: dict[str, Any] = {"text": "Saken er vedtatt."}
        if outcome in {Outcome.VEDTATT, Outcome.AVVIST} and "cast" not in told:
            given |= {"votes_for": 8, "votes_against": 0}
        typed = ItemTyped(outcome=outcome, **(given | told))
        return treating.type_item(self.session, OPERATOR, meeting, item, item.revision, typed)

    def settle(
        self, meeting: MeetingRow, item: AgendaItemRow, now: datetime = NOW, **told: Any
    ) -> DecisionRow:
        """Record the decision."""
        return settling.settle_item(self.session, OPERATOR, meeting, item, now, **told)

    def approve(self, meeting: MeetingRow, now: datetime = NOW, **told: Any) -> MeetingRow:
        """Approve the minutes."""
        by = told.pop("by", "Ingrid Solheim og Berit Aasland")
        return minutes.approve_minutes(self.session, OPERATOR, meeting, by, now.date(), now, **told)

    def whole(self, meeting: MeetingRow) -> agenda_queries.WholeMeeting:
        """The meeting with everything in it."""
        return agenda_queries.whole(self.session, self.circle.community, meeting)

    def item(self, meeting: MeetingRow, position: int) -> AgendaItemRow:
        """The case at this place."""
        return meeting_queries.item(self.session, meeting, position)

    def cast(self, **votes: Cast) -> dict[int, Cast]:
        """All eight for, but those told by first name."""
        names = (*KOMMUNE_MEMBERS, *TRUST_MEMBERS)
        return {self.people[name]: votes.get(name.split()[0].lower(), Cast.FOR) for name in names}


def a_boardroom(session: Session) -> Boardroom:
    """A circle whose PSU has four members of each side, deputies, and a user organisation that may speak."""
    return a_room_in(a_circle(session))


def a_room_in(circle: Circle) -> Boardroom:
    """The same in a circle that is there."""
    room = Boardroom(circle)
    kommuner = [circle.parties["granvik"], circle.parties["storelv"]]
    for at, name in enumerate(KOMMUNE_MEMBERS):
        room.seat(name, party=kommuner[at % 2], role="leder" if at == 0 else "medlem")
    for name in TRUST_MEMBERS:
        room.seat(name, party=circle.parties[TRUST])
    first = room.seats[KOMMUNE_MEMBERS[0]]
    for name in (DEPUTY, SECOND_DEPUTY):
        room.seat(name, party=kommuner[1], role="vara", deputy_for=first)
    room.seat(USERS, organisation="Brukerutvalget", role="representant", may_vote=False)
    return room


def acts_of_a_meeting(circle: Circle, who: Actor) -> dict[str, Callable[[], object]]:
    """One way to do each operation of cases, meetings and minutes, in an order in which all can be done."""
    room, session = a_room_in(circle), circle.session
    meeting, later = room.call(), room.call(date(2025, 9, 1))
    first, second = room.on_agenda(meeting), room.on_agenda(meeting)
    case, entry = room.case(), CaseEntry("Midler", matter=Matter.MIDLER)
    head = MeetingHead(place="Rådhuset")

    def off() -> None:
        agendas.take_off(session, who, meeting, second)

    def changed() -> None:
        agendas.change_item(
            session, who, meeting, first, 1, number="7/25", act=Act.VEDTAR, proposal="A", proposed_by=""
        )

    def typed() -> None:
        treating.type_item(session, who, meeting, first, first.revision, ItemTyped(outcome=Outcome.UTSATT))

    return {
        "cases.open_case": lambda: cases.open_case(session, who, circle.community, entry, NOW),
        "cases.change_case": lambda: cases.change_case(session, who, case, entry, 1),
        "cases.close_case": lambda: cases.close_case(session, who, room.case(), "Trukket.", DAY),
        "meetings.call_meeting": lambda: meetings.call_meeting(
            session, who, circle.community, circle.bodies["asu"], DAY, NOW
        ),
        "meetings.change_meeting": lambda: meetings.change_meeting(session, who, later, head, later.revision),
        "meetings.call_roll": lambda: meetings.call_roll(session, who, later, set()),
        "agendas.put_on_agenda": lambda: agendas.put_on_agenda(session, who, later, case),
        "agendas.change_item": changed,
        "agendas.move_item": lambda: agendas.move_item(session, who, meeting, second, 1),
        "agendas.take_off": off,
        "agendas.note_change": lambda: agendas.note_change(session, who, later, {}),
        "treating.type_item": typed,
        "settling.settle_item": lambda: settling.settle_item(session, who, meeting, first, NOW),
        "minutes.approve_minutes": lambda: minutes.approve_minutes(session, who, meeting, "PSU", DAY, NOW),
        "minutes.correct_minutes": lambda: minutes.correct_minutes(session, who, meeting, "A", "B", NOW),
    }
