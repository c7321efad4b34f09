"""What an act changes of what can be found, it touches; and what begins or ends with the day comes up that day.

Every operation there is, is done once (`the_acts`). With AVTALEVERK_TEST_FULL=1 all that the index holds is
looked at after each; else after every fourth of those that touch something.
"""

import os
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from decisions.bodies import BodyKind
from decisions.proposals import Matter
from documents.coverage import Degree
from documents.kinds import ChangeClass
from registry import clock
from registry.audit import Event
from registry.database import Database
from registry.indexing.contents import Contents
from registry.indexing.reaching import REACHES
from registry.operations import bodies, catalogues, coverage, documents, meetings
from registry.operations.meetings import MeetingHead
from registry.permissions import OPERATOR
from registry.queries import log
from search.entries import Entry, Group
from tests.documents.test_catalogue_laying import EXTENDS
from tests.documents.test_catalogue_laying import entry as a_demand
from tests.registry.boardroom import Boardroom, a_boardroom
from tests.registry.builders import DAY, GUIDELINE, NOW, a_circle, text_with
from tests.registry.indexed import everything
from tests.registry.test_operations_log import the_acts

EACH = 1 if os.environ.get("AVTALEVERK_TEST_FULL") == "1" else 4
BY_HAND = "rules.carry_over"
"""Done there on a version that was said to be adopted without any act."""
BEGINS = date(2026, 3, 1)
TODAY = NOW.date()
GROUND = "kommuneloven § 11-5 andre ledd"


class Watch:
    """Looks at all that the index would hold, and at what the acts since it last looked say they touch."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._seen, self._position = everything(session), log.head(session).seq

    def touched(self) -> set[Group]:
        """What the acts since the last look touch."""
        contents = Contents(self._session)
        acts = log.since(self._session, self._position)
        return {group for entry in acts for group in contents.touched(entry)}

    def changed(self) -> set[Group]:
        """The groups of which something else stands now. What is seen is what the next look is held against."""
        before, self._seen = self._seen, everything(self._session)
        self._position = log.head(self._session).seq
        return {group for group in {*before, *self._seen} if _other(before, self._seen, group)}


def _other(before: dict[Group, list[Entry]], after: dict[Group, list[Entry]], group: Group) -> bool:
    return before.get(group, []) != after.get(group, [])


@pytest.fixture
def session(with_tables: Callable[[str, Path], Database], tmp_path: Path) -> Iterator[Session]:
    """A writing session on an empty register, on SQLite alone."""
    database = with_tables("sqlite", tmp_path)
    with Session(database.engine.execution_options(writing=True), expire_on_commit=False) as opened:
        yield opened
    database.close()


@pytest.fixture
def room(writing: Session) -> Boardroom:
    return a_boardroom(writing)


@pytest.fixture(autouse=True)
def january(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: TODAY)


def test_every_sort_of_act_says_what_it_reaches():
    assert set(REACHES) == set(Event)


def test_whatever_an_operation_changes_of_the_index_it_touches(session):
    acts = the_acts(a_circle(session))
    watch, passed_over, waiting = Watch(session), {}, []
    for name, act in (*acts.items(), ("the end", lambda: None)):
        act()
        if name == BY_HAND:
            watch.changed()
            continue
        waiting += [name] if (touched := watch.touched()) else []
        if len(waiting) == EACH or name == "the end":
            if missed := watch.changed() - touched:
                passed_over[", ".join(waiting)] = missed
            waiting = []

    assert passed_over == {}


def test_each_act_touches_what_it_changes_and_little_else(room):
    """Beside the operations one by one: what only shows when one act follows another."""
    circle, session = room.circle, room.session
    agreement, guideline = circle.document(), circle.document("retningslinje-1", GUIDELINE)
    first = circle.adopted(agreement, text=text_with("Formål: Ambulansen henter pasienten."))
    draft = circle.draft(guideline, "1", change=ChangeClass.REVISJON)
    meeting = room.call()
    decided = room.settle(meeting, room.type(meeting, room.on_agenda(meeting)))
    agreed, decision = ("fjord", "avtalen@2025.1"), ("fjord", f"vedtak:{decided.ref}")
    watch = Watch(session)

    documents.change_draft(session, OPERATOR, guideline, draft, text_with("Formål: Helikopteret."), 1)
    assert watch.touched() == watch.changed() == {("fjord", "retningslinje-1@1")}

    circle.adopted(agreement, "2026.1", text_with("Formål: Ambulansen bringer."), earliest_from=TODAY)
    assert watch.touched() >= watch.changed() >= {agreed, ("fjord", "avtalen@2026.1")}

    coverage.judge(session, OPERATOR, agreement, first, "", 1, Degree.NOT, TODAY, "Sier ikke noe.")
    assert agreed in watch.touched()
    assert watch.changed() == set()

    meetings.change_meeting(session, OPERATOR, meeting, MeetingHead(closed_under=GROUND), meeting.revision)
    assert watch.touched() >= watch.changed() == {decision}

    correction = circle.decides(
        "psu",
        None,
        DAY,
        decided.case_number,
        title="Rettet",
        matter=Matter.MIDLER,
        corrects=decided,
        act=decided.act,
    )
    assert watch.touched() >= watch.changed() == {decision, ("fjord", f"vedtak:{correction.ref}")}

    bodies.add_alias(session, OPERATOR, circle.bodies["psu"], "Partnerskapet", None, DAY)
    assert watch.touched() >= watch.changed() >= {("fjord", "organ:psu"), decision}

    new = circle.body("nytt-utvalg", "Nytt utvalg", BodyKind.ANNET)
    bodies.succeed_body(session, OPERATOR, circle.bodies["psu"], new, TODAY)
    assert watch.touched() >= watch.changed() == {("fjord", "organ:psu"), ("fjord", "organ:nytt-utvalg")}

    file = EXTENDS.format(ref="hol-6-2") + a_demand(101, TODAY)
    catalogues.add_catalogue(session, OPERATOR, circle.community, "egne.toml", file.encode(), NOW)
    assert watch.touched() >= watch.changed() == {("fjord", "lovkrav:hol-6-2")}


def test_what_begins_or_ends_with_the_day_comes_up_that_day_and_on_no_other(room, monkeypatch):
    circle, session = room.circle, room.session
    agreement = circle.document()
    circle.adopted(agreement, text=text_with("Formål: Ambulansen henter."))
    circle.adopted(agreement, "2026.1", text_with("Formål: Ambulansen bringer."), earliest_from=BEGINS)
    bodies.succeed_body(
        session, OPERATOR, circle.bodies["psu"], circle.body("nye-psu", "Nye PSU", BodyKind.PSU), BEGINS
    )

    def since(last: date, today: date) -> set[Group]:
        return set(Contents(session).begun_between(last.isoformat(), today))

    day_before = BEGINS - timedelta(days=1)
    before, expected = everything(session), since(day_before, BEGINS)
    assert since(TODAY, day_before - timedelta(days=1)) == set()

    monkeypatch.setattr(clock, "today", lambda: BEGINS)
    after = everything(session)

    assert {group for group in after if _other(before, after, group)} == expected
    assert {name for _, name in expected} == {
        "avtalen@2025.1",
        "avtalen@2026.1",
        "organ:psu",
        "organ:nye-psu",
    }
