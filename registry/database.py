"""The database: one session a request, committed here and nowhere else.

On SQLite a writing transaction begins with BEGIN IMMEDIATE; with the driver's defaults two people who
read and then write lose one another's work in silence. Write-ahead logging is used only where the
SQLite library is free of the WAL-reset fault (fixed in 3.51.3, 3.50.7 and 3.44.6): else the rollback
journal with full syncs, which is slower and safe.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.orm import Session

BUSY_SECONDS = 30
_WAL_IS_SAFE_FROM = (3, 51, 3)
_WAL_IS_SAFE_IN = {(3, 50): 7, (3, 44): 6}


class Database:
    """One database, SQLite or PostgreSQL. Sessions come from `reading` and `writing` only."""

    def __init__(self, url: str) -> None:
        """Take SQLAlchemy's URL. Nothing is opened before the first session."""
        self.url = make_url(url)
        self._before_commit: list[Callable[[Session], None]] = []
        self.engine = (
            _sqlite_engine(self.url) if self.is_sqlite else create_engine(self.url, pool_pre_ping=True)
        )

    @property
    def is_sqlite(self) -> bool:
        """Is it SQLite?"""
        return self.url.get_backend_name() == "sqlite"

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that is rolled back at the end, whatever was done in it."""
        with Session(self.engine, autoflush=False, expire_on_commit=False) as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A session that is committed when the block ends well, and rolled back when it raises."""
        engine = self.engine.execution_options(writing=True)
        with Session(engine, expire_on_commit=False) as session, session.begin():
            yield session
            if self._before_commit:
                session.flush()
            for act in self._before_commit:
                act(session)

    def before_commit(self, act: Callable[[Session], None]) -> None:
        """Let this be done within every writing session, last of all. What it raises undoes the session."""
        self._before_commit.append(act)

    def close(self) -> None:
        """Let go of all connections."""
        self.engine.dispose()


def let_go(session: Session) -> None:
    """End what a session has read so far, if it only reads; what it is asked for later, it reads anew.

    Without write-ahead logging, whoever reads on SQLite holds back whoever commits, and whoever waits to
    commit holds back the next reader. So nobody may read in another session while one of their own is being
    read: the two and a writer would wait for one another until one gives up.
    """
    if not session.get_bind().get_execution_options().get("writing", False):
        session.rollback()


def wal_is_safe(version: tuple[int, int, int] = sqlite3.sqlite_version_info) -> bool:
    """Is this SQLite library free of the race that can lose commits in write-ahead mode?"""
    major, minor, patch = version
    fixed = _WAL_IS_SAFE_IN.get((major, minor))
    return version >= _WAL_IS_SAFE_FROM or (fixed is not None and patch >= fixed)


def _sqlite_engine(url: URL) -> Engine:
    if url.database and url.database != ":memory:":
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url, connect_args={"timeout": BUSY_SECONDS, "check_same_thread": False})
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # we begin transactions ourselves
    journal = "WAL" if wal_is_safe() else "TRUNCATE"
    for pragma in (
        "foreign_keys = ON",
        f"busy_timeout = {BUSY_SECONDS * 1000}",
        f"journal_mode = {journal}",
        "synchronous = FULL" if journal == "WAL" else "synchronous = EXTRA",
        "trusted_schema = OFF",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    writing = connection.get_execution_options().get("writing", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")
