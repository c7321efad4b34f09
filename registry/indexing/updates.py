"""Bringing an index up to date: with what was done since last time, or from the beginning."""

import logging
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from registry import clock
from registry.database import Database
from registry.indexing.contents import Contents
from registry.indexing.noted import Noted, Standing, standing
from registry.indexing.readings import Interrupted, Readings, tell_of
from registry.indexing.turns import Turns
from registry.queries import log
from search.engine import Engine, Reached
from search.entries import Entry, Group

LOG = logging.getLogger("avtaleverk.sok")
MOST_AT_ONCE = 2000
"""Entries that are written at once when much was done; for a moment they are all in memory."""
MOST_TRIED_AGAIN = 20
"""Of the groups that could not be read, so many are looked at again each time."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a building has come."""

    done: int
    groups: int


class Updates:
    """Reads the register, and writes the index of an engine: one at a time, of all threads and processes.

    Raises SQLAlchemyError where the register cannot be read, Interrupted when it must stop, and OSError or
    SearchUnavailable where the index cannot be written.
    """

    def __init__(
        self, engine: Engine, database: Database, turns: Turns, goes_on: Callable[[], bool] = lambda: True
    ) -> None:
        self._engine = engine
        self._database = database
        self._turns = turns
        self._goes_on = goes_on
        self.progress: Progress | None = None
        """How far the building that is going on has come; None while none is."""

    def standing(self) -> Standing | None:
        """How the index stands to the register; None where there is none that can be read."""
        if self._engine.needs_rebuild():
            return None
        before = self._engine.reached()
        with self._database.reading() as session:
            return standing(session, before)

    def catch_up(self) -> int:
        """Bring the index up to date with the log and with the day; how many groups were read again."""
        with self._turns.taken():
            stands = self.standing()
            if stands is not None and stands.is_ours:
                try:
                    return self._grow(stands)
                except (OSError, SQLAlchemyError, Interrupted):
                    raise
                except Exception:
                    LOG.exception("Søkeregisteret kunne ikke bringes à jour, og bygges på nytt.")
            return self._build()

    def rebuild(self) -> None:
        """Make the index anew from the register, beside the one there is, which is kept up to date meanwhile.

        From the moment when the new one is about to take over, nobody else writes until it is as new.
        """
        with ExitStack() as turn:
            self._build(before_the_end=lambda: turn.enter_context(self._turns.taken()))

    def _build(self, before_the_end: Callable[[], object] = lambda: None) -> int:
        """Build it, and then take in what was done meanwhile; how many groups were read."""
        with self._database.reading() as session:
            now = standing(session, Reached()).now
            groups = list(Contents(session).all_groups())
        readings = Readings(self._database, self._goes_on)

        def entries() -> Iterator[Entry]:
            for number, (_, some) in enumerate(readings.read(groups), start=1):
                yield from some
                self.progress = Progress(number, len(groups))
            before_the_end()

        LOG.info("Søkeregisteret bygges på nytt av %d tekster, vedtak, organer og krav.", len(groups))
        self.progress = Progress(0, len(groups))
        try:
            self._engine.rebuild(entries(), now)
        finally:
            self.progress = None
        tell_of(readings.left_out)
        if readings.left_out:
            self._engine.replace({}, with_left_out(now, readings.left_out))
        if (stands := self.standing()) is not None and stands.is_ours:
            self._grow(stands)
        LOG.info("Søkeregisteret er bygget på nytt.")
        return len(groups)

    def _grow(self, stands: Standing) -> int:
        """Read again what acts and the day have changed; how many groups that were."""
        if stands.is_current:
            return 0
        before, now = stands.before, stands.now
        with self._database.reading() as session:
            changed = changed_since(session, before)
        left_out = set(left_out_of(before)) - changed.keys()
        tried = sorted(left_out)[:MOST_TRIED_AGAIN]
        readings = Readings(self._database, self._goes_on)
        batch: dict[Group, list[Entry]] = {}
        for group, entries in readings.read([*changed, *tried]):
            if group in tried and group in readings.left_out:
                continue
            left_out.discard(group)
            batch[group] = entries
            if sum(map(len, batch.values())) >= MOST_AT_ONCE:
                self._engine.replace(batch, before)
                batch = {}
        tell_of({group: fault for group, fault in readings.left_out.items() if group not in tried})
        reached = with_left_out(now, left_out | readings.left_out.keys())
        if batch or reached != before:
            self._engine.replace(batch, reached)
        return len(changed) + len(tried)


def changed_since(session: Session, before: Reached) -> dict[Group, None]:
    """The groups that acts and days have changed since an index came so far, in the order they were."""
    contents = Contents(session)
    changed: dict[Group, None] = {}
    for entry in log.since(session, before.position):
        changed |= dict.fromkeys(contents.touched(entry))
    today = clock.today()
    if before.day != today.isoformat():
        first, last = sorted((before.day, today.isoformat()))
        changed |= dict.fromkeys(contents.begun_between(first, date.fromisoformat(last)))
    return changed


def left_out_of(reached: Reached) -> tuple[Group, ...]:
    """The groups that an index which has come so far has left out."""
    noted = Noted.of(reached)
    return noted.left_out if noted else ()


def with_left_out(reached: Reached, groups: Iterable[Group]) -> Reached:
    """The same, of an index that has left these groups out."""
    noted = Noted.of(reached) or Noted()
    return replace(reached, note=str(replace(noted, left_out=tuple(sorted(groups)))))
