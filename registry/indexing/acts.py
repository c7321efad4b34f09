"""Where register and index are both in PostgreSQL: what an act changes is committed with it in the index."""

import logging
from dataclasses import replace

from sqlalchemy.orm import Session

from registry import audit
from registry.indexing.contents import Contents
from registry.indexing.noted import standing
from registry.indexing.readings import entries_of, tell_of
from registry.indexing.turns import is_taken_within
from registry.indexing.updates import left_out_of, with_left_out
from registry.queries import log
from search.postgres_engine import PostgresEngine

LOG = logging.getLogger("avtaleverk.sok")


class WithActs:
    """Writes what an act has changed into the index, within the act's own transaction.

    An index that was behind before the act stays so, for an act does only its own work; it is brought up to
    date by the next who searches. So is one that somebody builds anew meanwhile. No fault of the index stops
    an act.
    """

    def __init__(self, engine: PostgresEngine) -> None:
        self._engine = engine

    def __call__(self, session: Session) -> None:
        """Take in what this session has done, if it has done anything."""
        first = audit.first_of(session)
        if first is None:
            return
        try:
            with session.connection().begin_nested():
                self._take_in(session, first)
        except Exception:  # whatever it is, what people have done must stand
            LOG.exception("Det som ble gjort, er lagret, men er ikke i søkeregisteret ennå.")

    def _take_in(self, session: Session, first: int) -> None:
        connection = session.connection()
        if not is_taken_within(connection):
            return
        engine = self._engine.within(connection)
        before = engine.reached()
        stands = standing(session, before)
        if not stands.is_ours or before.position != first - 1:
            return
        contents = Contents(session)
        read = {
            group: entries_of(contents, group)
            for entry in log.since(session, before.position)
            for group in contents.touched(entry)
        }
        faults = {group: fault for group, (_, fault) in read.items() if fault is not None}
        tell_of(faults)
        left_out = (set(left_out_of(before)) - read.keys()) | faults.keys()
        reached = with_left_out(replace(stands.now, day=before.day), left_out)
        engine.replace({group: entries for group, (entries, _) in read.items()}, reached)
