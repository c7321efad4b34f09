"""The tables come from migrations, on both databases, with the guards that keep what is decided."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text
from sqlalchemy.exc import DBAPIError

from documents.kinds import ChangeClass, DocumentKind, Language
from registry import clock, schema
from registry.database import Database
from registry.operations import communities, documents
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
