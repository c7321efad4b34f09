"""Two people who read and then write do not lose one another's work."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select

from registry import clock
from registry.audit import Event, broken_links, record
from registry.database import Database, wal_is_safe
from registry.tables import AuditRow


@pytest.mark.parametrize(
    ("version", "safe"),
    [
        ((3, 40, 1), False),
        ((3, 44, 5), False),
        ((3, 44, 6), True),
        ((3, 50, 6), False),
        ((3, 50, 7), True),
        ((3, 51, 2), False),
        ((3, 51, 3), True),
        ((3, 53, 0), True),
    ],
)
def test_write_ahead_mode_is_used_only_where_the_library_is_free_of_its_fault(version, safe):
    assert wal_is_safe(version) is safe


def test_forty_people_who_write_at_once_make_one_unbroken_chain(database: Database):
    def act(number: int) -> None:
        with database.writing() as session:
            record(session, Event.SIGNED_IN, f"person-{number}", f"person-{number}")

    with ThreadPoolExecutor(8) as people:
        list(people.map(act, range(40)))

    with database.reading() as session:
        assert [row.seq for row in session.scalars(select(AuditRow).order_by(AuditRow.seq))] == list(
            range(1, 41)
        )
        assert list(broken_links(session)) == []


def test_what_a_reading_session_writes_is_not_kept(database):
    with database.reading() as session:
        record(session, Event.SIGNED_IN, "person-1", "person-1")

    with database.reading() as session:
        assert session.scalars(select(AuditRow)).all() == []


def test_an_act_that_fails_leaves_no_entry_in_the_log(database):
    def half_done() -> None:
        with database.writing() as session:
            record(session, Event.SIGNED_IN, "person-1", "person-1")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        half_done()

    with database.reading() as session:
        assert session.scalars(select(AuditRow)).all() == []


def test_instants_come_back_in_utc(database):
    from registry.operations.communities import add_community
    from registry.permissions import OPERATOR
    from registry.tables import CommunityRow

    now = clock.now()
    with database.writing() as session:
        add_community(session, OPERATOR, "prove", "Prøve", now)

    with database.reading() as session:
        assert session.scalars(select(CommunityRow)).one().created_at == now


def test_what_is_done_before_each_commit_falls_with_the_act_and_the_act_with_it(database):
    def also(session) -> None:
        record(session, Event.SIGNED_OUT, "person-1", "person-1")
        if session.get(AuditRow, 3):
            raise ZeroDivisionError

    database.before_commit(also)
    with database.writing() as session:
        record(session, Event.SIGNED_IN, "person-1", "person-1")
    with pytest.raises(ZeroDivisionError), database.writing() as session:
        record(session, Event.SIGNED_IN, "person-1", "person-1")

    with database.reading() as session:
        written = [row.event for row in session.scalars(select(AuditRow).order_by(AuditRow.seq))]
    assert written == [Event.SIGNED_IN.value, Event.SIGNED_OUT.value]
