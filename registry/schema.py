"""Bringing a database's tables up to date, and knowing whether they are.

Alembic is imported only where something is to be migrated: a server that starts on tables that are up to date
is spared its time and memory.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, inspect, text

from registry.database import Database

if TYPE_CHECKING:
    from alembic.config import Config

HEAD = "2026_11_30_searches"
"""The last migration's revision; a test holds it against the folder."""
MIGRATIONS = Path(__file__).resolve().parent.parent / "migrations"
GUARDS = frozenset(
    {
        "adopted_paper_is_fixed",
        "adopted_paper_is_kept",
        "adoption_round_is_fixed",
        "adoption_round_is_kept",
        "agenda_item_is_approved",
        "agenda_item_is_kept",
        "allocation_is_fixed",
        "allocation_is_kept",
        "attendance_is_approved",
        "attendance_is_kept",
        "audit_is_fixed",
        "audit_is_kept",
        "case_package_is_fixed",
        "case_package_is_kept",
        "catalogue_is_fixed",
        "catalogue_is_kept",
        "catalogue_sign_off_is_fixed",
        "catalogue_sign_off_is_kept",
        "certification_is_fixed",
        "certification_is_kept",
        "classification_is_fixed",
        "classification_is_kept",
        "comparison_is_fixed",
        "comparison_is_kept",
        "decision_basis_is_fixed",
        "decision_basis_is_kept",
        "decision_detail_is_fixed",
        "decision_detail_is_kept",
        "decision_is_fixed",
        "decision_is_kept",
        "deviation_is_fixed",
        "deviation_is_kept",
        "governing_clause_is_fixed",
        "governing_clause_is_kept",
        "involvement_is_fixed",
        "involvement_is_kept",
        "joint_measure_end_is_fixed",
        "joint_measure_end_is_kept",
        "joint_measure_is_fixed",
        "joint_measure_is_kept",
        "synonym_is_fixed",
        "synonym_is_kept",
        "mark_is_fixed",
        "mark_is_kept",
        "meeting_is_kept",
        "meeting_minutes_are_fixed",
        "message_is_fixed",
        "message_is_kept",
        "minutes_correction_is_fixed",
        "minutes_correction_is_kept",
        "notice_is_fixed",
        "notice_is_kept",
        "notice_step_is_fixed",
        "notice_step_is_kept",
        "publication_is_fixed",
        "publication_is_kept",
        "rejudging_is_fixed",
        "rejudging_is_kept",
        "review_is_fixed",
        "review_is_kept",
        "round_step_is_fixed",
        "round_step_is_kept",
        "rule_correction_is_fixed",
        "rule_correction_is_kept",
        "ruling_is_fixed",
        "ruling_is_kept",
        "sending_is_fixed",
        "sending_is_kept",
        "signature_is_fixed",
        "signature_is_kept",
        "submission_is_fixed",
        "submission_is_kept",
        "version_adopted_is_final",
        "version_is_kept",
        "version_text_is_fixed",
    }
)
"""Triggers that must be there (migrations)."""


def upgrade(database: Database) -> str | None:
    """Run the migrations that are missing, in one transaction; the revision before, or None."""
    if is_current(database):
        return HEAD
    from alembic import command

    with database.engine.execution_options(writing=True).begin() as connection:
        before = _revision(connection)
        command.upgrade(_config(connection), "head")
    return before


def downgrade(database: Database, revision: str) -> None:
    """Go back to an earlier revision ("base": to nothing). For tests and emergencies: rows are lost."""
    from alembic import command

    with database.engine.execution_options(writing=True).begin() as connection:
        command.downgrade(_config(connection), revision)


def knows(revision: str) -> bool:
    """Is this a revision that the migrations here can start from?"""
    from alembic.script import ScriptDirectory

    return revision in {script.revision for script in ScriptDirectory(str(MIGRATIONS)).walk_revisions()}


def stand_at(database: Database, revision: str) -> None:
    """Give an empty register the tables of an earlier edition; `upgrade` then brings them up to date."""
    from alembic import command

    with database.engine.execution_options(writing=True).begin() as connection:
        command.downgrade(_config(connection), "base")
        command.upgrade(_config(connection), revision)


def is_current(database: Database) -> bool:
    """Are the tables those that this code expects?"""
    with database.engine.connect() as connection:
        return _revision(connection) == HEAD


def is_empty(database: Database) -> bool:
    """Has nothing been made in the database yet?"""
    with database.engine.connect() as connection:
        return not inspect(connection).get_table_names()


def missing_guards(database: Database) -> frozenset[str]:
    """Triggers that keep decided things, and are gone."""
    query = (
        "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        if database.is_sqlite
        else "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"
    )
    with database.engine.connect() as connection:
        return GUARDS - set(connection.execute(text(query)).scalars())


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    revision: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return revision


def _config(connection: Connection) -> "Config":
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config
