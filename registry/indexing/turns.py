"""Who may bring the index up to date: one at a time, of all threads and processes that have it open.

What two of them had read at different moments could otherwise be written in the wrong order. The system lets
go of the turn of a process that dies.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Protocol

from sqlalchemy import Connection, Engine, func, select

KEEPING = 7_290_114
"""The number of PostgreSQL's lock. An act that finds it taken leaves the index to whoever has it."""
OWNER_ONLY = 0o600


class Turns(Protocol):
    """One at a time."""

    def taken(self) -> AbstractContextManager[None]:
        """Wait until nobody else brings the index up to date. Raises OSError where that cannot be known."""


class TurnsByFile:
    """For an index in a folder: a lock on a file there."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @contextmanager
    def taken(self) -> Iterator[None]:
        """See `Turns.taken`."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = os.open(self._folder / "KEEPING", os.O_RDWR | os.O_CREAT, OWNER_ONLY)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield
        finally:
            os.close(handle)


class TurnsByDatabase:
    """For an index in PostgreSQL: a lock of the database's."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @contextmanager
    def taken(self) -> Iterator[None]:
        """See `Turns.taken`."""
        with self._engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(select(func.pg_advisory_lock(KEEPING)))
            try:
                yield
            finally:
                connection.execute(select(func.pg_advisory_unlock(KEEPING)))


def is_taken_within(connection: Connection) -> bool:
    """Take the turn until this transaction of PostgreSQL ends, unless somebody has it; is it taken?"""
    taken: bool = connection.scalar(select(func.pg_try_advisory_xact_lock(KEEPING))) or False
    return taken
