"""The register, read for the index: a little at a time, and whatever cannot be read is left out and told.

On SQLite nobody can commit while somebody reads. So the reading is done in short sessions, and nothing of the
database is held while the index is written. What changes between two of them has a place in the log after the
one that the index will say it has reached, and is read again.
"""

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping
from time import monotonic

from sqlalchemy.exc import SQLAlchemyError

from registry.database import Database
from registry.indexing.contents import Contents
from search.entries import Entry, Group

LONGEST_READING = 0.25
"""Seconds that one session lasts; what is begun is read to its end."""
LOG = logging.getLogger("avtaleverk.sok")


class Interrupted(Exception):
    """Whoever keeps the index must stop; nothing is lost, and somebody else takes it up."""


class Readings:
    """Reads what stands for groups, and remembers those it could not read."""

    def __init__(self, database: Database, goes_on: Callable[[], bool] = lambda: True) -> None:
        self._database = database
        self._goes_on = goes_on
        self.left_out: dict[Group, Exception] = {}
        """What could not be read so far, and why."""

    def read(self, groups: Iterable[Group]) -> Iterator[tuple[Group, list[Entry]]]:
        """What stands for each now; nothing for one that cannot be read. Raises Interrupted."""
        waiting = iter(groups)
        while some := list(self._some(waiting)):
            yield from some

    def _some(self, waiting: Iterator[Group]) -> Iterator[tuple[Group, list[Entry]]]:
        end = monotonic() + LONGEST_READING
        with self._database.reading() as session:
            contents = Contents(session)
            for group in waiting:
                if not self._goes_on():
                    raise Interrupted
                entries, fault = entries_of(contents, group)
                if fault is not None:
                    self.left_out[group] = fault
                yield group, entries
                if monotonic() > end:
                    return


def entries_of(contents: Contents, group: Group) -> tuple[list[Entry], Exception | None]:
    """What stands for this group now; nothing where it cannot be read, and why.

    Raises SQLAlchemyError: a database that does not answer is no fault of this group.
    """
    try:
        return contents.entries_of(group), None
    except SQLAlchemyError:
        raise
    except Exception as fault:  # whatever is wrong with one thing, the others must be found
        return [], fault


def tell_of(left_out: Mapping[Group, Exception]) -> None:
    """Say in the log of the server what could not be read, with its name."""
    for group, fault in left_out.items():
        LOG.error("%s kunne ikke leses, og finnes ikke i søket.", "/".join(group), exc_info=fault)
