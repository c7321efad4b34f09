"""Runs migrations, on a connection it is given or on the one the settings name."""

from alembic import context
from sqlalchemy import Connection

from registry.database import Database
from registry.settings import load_settings
from registry.tables import Base


def run(connection: Connection) -> None:
    """Bring this database to where it was asked to go, in one transaction."""
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        compare_type=True,
        transaction_per_migration=False,
    )
    with context.begin_transaction():
        context.run_migrations()


given = context.config.attributes.get("connection")
if given is not None:
    run(given)
else:
    database = Database(load_settings().database)
    with database.engine.execution_options(writing=True).begin() as connection:
        run(connection)
    database.close()
