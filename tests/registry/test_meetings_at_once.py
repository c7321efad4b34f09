"""Two secretaries in the same meeting at the same moment: one record, one number each, nothing half-done."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import func, select

from decisions.meetings import MeetingStage
from decisions.outcomes import Act, Outcome
from decisions.proposals import Matter
from registry.database import Database
from registry.errors import AlreadyThere, Changed, RegisterError, RuleSaysNo
from registry.operations import agendas, cases, meetings, minutes, settling, treating
from registry.operations.cases import CaseEntry
from registry.operations.treating import ItemTyped, TypedByTwo
from registry.permissions import Actor, Role
from registry.queries import checking, communities
from registry.queries import meetings as queries
from registry.tables import AgendaItemRow, DecisionRow, MeetingRow
from tests.registry.boardroom import a_boardroom
from tests.registry.builders import DAY, NOW, the_circle

MEETING = "psu-2025-06-10"
SECRETARIES = 4


@pytest.fixture
def register(database: Database) -> Database:
    """A PSU meeting with one case, which was adopted."""
    with database.writing() as session:
        room = a_boardroom(session)
        meeting = room.call()
        room.roll(meeting)
        room.type(meeting, room.on_agenda(meeting))
    return database


def at_once(act: Callable[[Actor], object], people: int = SECRETARIES) -> list[object]:
    """What each got who did this in the same moment: an answer, or a refusal."""
    start = Barrier(people)

    def one(number: int) -> object:
        start.wait()
        try:
            return act(Actor(f"person-{number}", f"Sekretær {number}", frozenset({Role.SECRETARIAT})))
        except RegisterError as refused:
            return refused

    with ThreadPoolExecutor(people) as everybody:
        return list(everybody.map(one, range(people)))


def counted(register: Database, table) -> int:
    with register.reading() as session:
        assert list(checking.faults(session)) == []
        return session.scalar(select(func.count()).select_from(table)) or 0


def the_item(session) -> tuple[MeetingRow, AgendaItemRow]:
    meeting = queries.meeting(session, communities.chosen(session, "fjord"), MEETING)
    return meeting, queries.item(session, meeting, 1)


def test_of_those_who_record_the_same_case_one_does_and_the_others_are_shown_it(register):
    with register.reading() as session:
        seen = the_item(session)[1].revision

    def settle(who: Actor) -> str:
        with register.writing() as session:
            return settling.settle_item(session, who, *the_item(session), NOW, revision=seen).ref

    answers = at_once(settle)

    (ref,) = [each for each in answers if isinstance(each, str)]
    shown = [each.path for each in answers if isinstance(each, AlreadyThere)]
    assert shown == [f"/vedtak/{ref}"] * (SECRETARIES - 1)
    assert counted(register, DecisionRow) == 1


def test_of_those_who_type_the_same_case_one_is_kept_and_the_others_have_both_before_them(register):
    with register.reading() as session:
        seen = the_item(session)[1].revision

    def write(who: Actor) -> str:
        with register.writing() as session:
            typed = ItemTyped(f"Slik {who.name} skrev det.", Outcome.VEDTATT, votes_for=8, votes_against=0)
            return treating.type_item(session, who, *the_item(session), seen, typed).text

    answers = at_once(write)

    (kept,) = [each for each in answers if isinstance(each, str)]
    lost = [each for each in answers if isinstance(each, TypedByTwo)]
    assert len(lost) == SECRETARIES - 1
    assert {each.stored.text for each in lost} == {kept}
    assert len({each.sent.text for each in lost} | {kept}) == SECRETARIES


def test_cases_put_on_at_once_have_a_number_each(register):
    def put(who: Actor) -> str:
        with register.writing() as session:
            circle = the_circle(session)
            entry = CaseEntry(who.name, matter=Matter.MIDLER, route=((circle.bodies["psu"], Act.DISPONERER),))
            case = cases.open_case(session, who, circle.community, entry, NOW)
            return agendas.put_on_agenda(session, who, the_item(session)[0], case).printed

    answers = at_once(put)

    assert sorted(str(each) for each in answers) == ["2/25", "3/25", "4/25", "5/25"]
    with register.reading() as session:
        agenda = queries.items(session, the_item(session)[0])
        assert [each.position for each in agenda] == [1, 2, 3, 4, 5]


def test_of_those_who_call_the_same_meeting_one_does_and_the_others_are_shown_it(register):
    def call(who: Actor) -> str:
        with register.writing() as session:
            circle = the_circle(session)
            return meetings.call_meeting(session, who, circle.community, circle.bodies["asu"], DAY, NOW).ref

    answers = at_once(call)

    assert [each for each in answers if isinstance(each, str)] == ["asu-2025-06-10"]
    shown = [each.path for each in answers if isinstance(each, AlreadyThere)]
    assert shown == ["/moter/asu-2025-06-10"] * (SECRETARIES - 1)
    assert counted(register, MeetingRow) == 2


def test_minutes_are_approved_once(register):
    def approve(who: Actor) -> str:
        with register.writing() as session:
            meeting, _ = the_item(session)
            return minutes.approve_minutes(session, who, meeting, who.name, DAY, NOW).approved_by

    answers = at_once(approve)

    (by,) = [each for each in answers if isinstance(each, str)]
    assert sum(isinstance(each, RuleSaysNo) for each in answers) == SECRETARIES - 1
    with register.reading() as session:
        meeting, item = the_item(session)
        assert (meeting.stage, meeting.approved_by) == (MeetingStage.GODKJENT, by)
        assert item.decision_id is not None
    assert counted(register, DecisionRow) == 1


def test_one_types_while_another_approves_and_what_stands_is_what_was_approved(register):
    def either(who: Actor) -> str:
        with register.writing() as session:
            meeting, item = the_item(session)
            if who.ref.endswith(("0", "2")):
                return minutes.approve_minutes(session, who, meeting, who.name, DAY, NOW).ref
            typed = ItemTyped(who.name, Outcome.AVVIST, votes_for=0, votes_against=8)
            return treating.type_item(session, who, meeting, item, item.revision, typed).text

    answers = at_once(either)

    assert all(isinstance(each, str | RuleSaysNo | Changed) for each in answers)
    with register.reading() as session:
        meeting, item = the_item(session)
        assert meeting.stage is MeetingStage.GODKJENT
        assert f'"text":"{item.text}"' in meeting.minutes
    assert counted(register, DecisionRow) == 1
