"""The tables come from migrations, on both databases, with the guards that keep what is decided."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text
from sqlalchemy.exc import DBAPIError

from decisions.bodies import BodyKind
from decisions.outcomes import Act
from documents.kinds import ChangeClass, DocumentKind, Language
from registry import clock, schema
from registry.database import Database
from registry.operations import bodies, communities, documents, people
from registry.operations.documents import Draft
from registry.permissions import OPERATOR
from registry.tables import Base


@pytest.fixture
def frozen(database: Database) -> Database:
    """A database with one frozen text in it."""
    with database.writing() as session:
        community = communities.add_community(
            session, OPERATOR, "prøve".replace("ø", "o"), "Prøve", clock.now()
        )
        document = documents.add_document(
            session, OPERATOR, community, "avtalen", DocumentKind.SAMARBEIDSAVTALE, "Avtale", clock.now()
        )
        draft = Draft("2021.1", "# Avtale\n\n## 1 Formål\n\nTekst.\n", Language.NB, ChangeClass.NY)
        version = documents.make_draft(session, OPERATOR, document, draft, clock.now())
        documents.freeze(session, OPERATOR, document, version, clock.now())
    return database


def test_the_tables_are_those_the_code_expects(database):
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})

        assert compare_metadata(context, Base.metadata) == []


def test_the_revision_the_code_expects_is_the_last_migration():
    assert ScriptDirectory(str(schema.MIGRATIONS)).get_current_head() == schema.HEAD


def test_every_guard_is_in_place_and_a_lost_one_is_missed(database):
    assert schema.missing_guards(database) == frozenset()

    on_table = "" if database.is_sqlite else " ON audit"
    with database.engine.execution_options(writing=True).begin() as connection:
        connection.execute(text(f"DROP TRIGGER audit_is_kept{on_table}"))

    assert schema.missing_guards(database) == {"audit_is_kept"}


def test_one_step_down_and_up_again_leaves_the_same_tables(database):
    schema.downgrade(database, "base")
    with database.engine.connect() as connection:
        assert set(inspect(connection).get_table_names()) <= {"alembic_version"}

    schema.upgrade(database)

    assert schema.is_current(database)
    assert schema.missing_guards(database) == frozenset()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE version SET text = text || 'x'",
        "UPDATE version SET frozen_hash = 'x'",
        "UPDATE version SET stage = 'utkast'",
        "DELETE FROM version",
        "UPDATE audit SET payload = '{}'",
        "DELETE FROM audit",
    ],
)
def test_the_database_itself_refuses_to_change_what_is_frozen(frozen, statement):
    with pytest.raises(DBAPIError), frozen.engine.execution_options(writing=True).begin() as connection:
        connection.execute(text(statement))


def test_a_draft_may_still_be_changed(database):
    with database.writing() as session:
        community = communities.add_community(session, OPERATOR, "prove", "Prøve", clock.now())
        document = documents.add_document(
            session, OPERATOR, community, "avtalen", DocumentKind.SAMARBEIDSAVTALE, "Avtale", clock.now()
        )
        draft = Draft("2021.1", "# Avtale\n", Language.NB, ChangeClass.NY)
        version = documents.make_draft(session, OPERATOR, document, draft, clock.now())

        documents.change_draft(session, OPERATOR, document, version, "# Avtale\n\nNy tekst.\n", 1)

        assert version.revision == 2


DECISION = """INSERT INTO decision (community_id, ref, body_id, meeting_on, case_number, case_year, title, act, outcome,
    matter, change, change_label, findings, deviation, deviation_section_id, remark, minutes, answer, verdict,
    recorded_by, recorded_at)
  SELECT community.id, :act, body.id, '2026-01-15', '1/26', 2026, 'Sak', :act, 'vedtatt', 'tvist', 'ny', '', '[]',
    '', '', '', '', 'VALID', '{}', 'Kari', '2026-01-15' FROM community, body"""


@pytest.fixture
def with_a_body(database: Database) -> Database:
    with database.writing() as session:
        community = communities.add_community(session, OPERATOR, "fjord", "Fjord", clock.now())
        bodies.add_body(session, OPERATOR, community, "ssu", "SSU", BodyKind.SSU)
    return database


@pytest.mark.parametrize("act", [act.value for act in Act])
def test_a_decision_may_be_every_act_there_is(with_a_body, act):
    with with_a_body.engine.execution_options(writing=True).begin() as connection:
        connection.execute(text(DECISION), {"act": act})

    with with_a_body.engine.connect() as connection:
        assert connection.scalar(text("SELECT act FROM decision")) == act


def test_a_decision_is_no_act_that_nobody_knows(with_a_body):
    with (
        pytest.raises(DBAPIError),
        with_a_body.engine.execution_options(writing=True).begin() as connection,
    ):
        connection.execute(text(DECISION), {"act": "danser"})


def test_widening_the_acts_leaves_the_file_sound(database):
    if not database.is_sqlite:
        pytest.skip("PostgreSQL changes a check itself")
    with database.engine.connect() as connection:
        assert connection.scalar(text("PRAGMA integrity_check")) == "ok"
        assert list(connection.execute(text("PRAGMA foreign_key_check"))) == []


MEETING = """INSERT INTO meeting (community_id, ref, body_id, meeting_on, number, starts_at, ended_at, place, procedure,
    led_by, kept_by, closed_under, note, stage, called_by, called_at, approved_by, approved_on, approved_at, minutes,
    minutes_hash, revision)
  SELECT community.id, 'ssu-2026-01-15', body.id, '2026-01-15', 1, '', '', '', 'møte', '', '', '', '', :stage, 'Kari',
    '2026-01-15', '', NULL, :approved, '{}', '', 1 FROM community, body"""


@pytest.mark.parametrize("statement", ["UPDATE meeting SET minutes = 'x'", "DELETE FROM meeting"])
def test_the_database_itself_keeps_minutes_that_are_approved(with_a_body, statement):
    with with_a_body.engine.execution_options(writing=True).begin() as connection:
        connection.execute(text(MEETING), {"stage": "protokoll godkjent", "approved": "2026-01-16"})

    with (
        pytest.raises(DBAPIError),
        with_a_body.engine.execution_options(writing=True).begin() as connection,
    ):
        connection.execute(text(statement))


def test_a_meeting_whose_minutes_are_not_approved_may_still_change(with_a_body):
    with with_a_body.engine.execution_options(writing=True).begin() as connection:
        connection.execute(text(MEETING), {"stage": "innkalt", "approved": None})
        connection.execute(text("UPDATE meeting SET place = 'Storelv'"))

    with with_a_body.engine.connect() as connection:
        assert connection.scalar(text("SELECT place FROM meeting")) == "Storelv"


@pytest.mark.parametrize("statement", ["UPDATE attendance SET role = 'leder'", "DELETE FROM attendance"])
def test_who_came_to_a_meeting_stands_once_the_minutes_are_approved(with_a_body, statement):
    attendance = """INSERT INTO attendance (community_id, meeting_id, person_id, speaks_for, side, role, may_vote, state,
        in_place_of) SELECT community.id, meeting.id, person.id, 'Granvik', 'kommune', 'medlem', true, 'til stede', ''
      FROM community, meeting, person"""
    with with_a_body.writing() as session:
        people.add_person(session, OPERATOR, "Kari Nes", clock.now())
        session.execute(text(MEETING), {"stage": "innkalt", "approved": None})
        session.execute(text(attendance))
        session.execute(text("UPDATE attendance SET role = 'nestleder'"))
        session.execute(
            text(
                "UPDATE meeting SET stage = 'protokoll godkjent', approved_at = '2026-01-16', minutes = '{}'"
            )
        )

    with (
        pytest.raises(DBAPIError),
        with_a_body.engine.execution_options(writing=True).begin() as connection,
    ):
        connection.execute(text(statement))
