"""Bringing a database's tables up to date, and knowing whether they are."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text

from registry.database import Database

MIGRATIONS = Path(__file__).resolve().parent.parent / "migrations"
GUARDS = frozenset(
    {
        "audit_is_fixed",
        "audit_is_kept",
        "decision_is_fixed",
        "decision_is_kept",
        "version_adopted_is_final",
        "version_is_kept",
        "version_text_is_fixed",
    }
)
"""Triggers that must be there (migrations)."""


def upgrade(database: Database) -> str | None:
    """Run the migrations that are missing, in one transaction; the revision before, or None."""
    with database.engine.execution_options(writing=True).begin() as connection:
        before = _revision(connection)
        command.upgrade(_config(connection), "head")
    return before


def downgrade(database: Database, revision: str) -> None:
    """Go back to an earlier revision ("base": to nothing). For tests and emergencies: rows are lost."""
    with database.engine.execution_options(writing=True).begin() as connection:
        command.downgrade(_config(connection), revision)


def is_current(database: Database) -> bool:
    """Are the tables those that this code expects?"""
    with database.engine.connect() as connection:
        return _revision(connection) == ScriptDirectory(str(MIGRATIONS)).get_current_head()


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
    return MigrationContext.configure(connection).get_current_revision()


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config
