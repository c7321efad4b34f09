"""Somebody who brings the index up to date in a thread of the server, so that no search has to do it.

Those who search wait a little, for most of what is to be done takes less. Who comes while something long is
going on is not kept waiting: pages are answered by few threads, and reading must go on.
"""

import logging
from collections.abc import Callable
from threading import Condition, Thread
from time import monotonic

from search.engine import SearchUnavailable

PATIENCE = 3.0
"""Seconds after something was begun that those who search wait for it."""
MOST_WAITING = 4
"""Who comes when so many wait is not kept waiting."""
REST = 10.0
"""Seconds before what went wrong is tried again."""
START = 0.5
"""Seconds between the start of the server and the first look: the server answers first."""
LOG = logging.getLogger("avtaleverk.sok")


class Keeper:
    """Does its work whenever it is asked to, and once when the server has started.

    A round that was begun before somebody asked may have passed over what they ask for, so they are served by
    the next one; all who ask while one is going on share that.
    """

    def __init__(self, work: Callable[[], object]) -> None:
        self._work = work
        self._changed = Condition()
        self._wanted = self._running = self._done = 0
        """Numbers of rounds: the last that was asked for, the one going on or none, the last that ended."""
        self._began = 0.0
        self._waiting = 0
        self._closing = False
        self._trouble: SearchUnavailable | None = None
        self._rests_until = 0.0
        self._thread = Thread(target=self._until_closed, name="søk", daemon=True)
        self._thread.start()

    def is_done(self) -> bool:
        """Ask for a round, and wait a little; has it ended? Raises SearchUnavailable where it went wrong."""
        with self._changed:
            if self._trouble is None or monotonic() >= self._rests_until:
                mine = self._ask()
                self._wait_for(mine)
                if self._done < mine:
                    return False
            if self._trouble is not None:
                raise SearchUnavailable(str(self._trouble)) from self._trouble
            return True

    def close(self) -> None:
        """No more rounds; the one going on is waited for."""
        with self._changed:
            self._closing = True
            self._changed.notify_all()
        self._thread.join()

    def _ask(self) -> int:
        if not self._running:
            self._began = monotonic()
        self._wanted = max(self._wanted, (self._running or self._done) + 1)
        self._changed.notify_all()
        return self._wanted

    def _wait_for(self, number: int) -> None:
        if self._waiting >= MOST_WAITING:
            return
        self._waiting += 1
        try:
            patience = self._began + PATIENCE - monotonic()
            self._changed.wait_for(lambda: self._done >= number or self._closing, max(0.0, patience))
        finally:
            self._waiting -= 1

    def _until_closed(self) -> None:
        with self._changed:
            self._changed.wait_for(lambda: self._closing or self._wanted, START)
            self._wanted = max(self._wanted, 1)
        while self._next():
            trouble = self._one_round()
            with self._changed:
                self._done, self._running = self._running, 0
                self._trouble, self._rests_until = trouble, monotonic() + REST
                self._changed.notify_all()

    def _next(self) -> bool:
        """Wait until there is something to do; is there, or is the server being stopped?"""
        with self._changed:
            self._changed.wait_for(lambda: self._closing or self._wanted > self._done)
            if self._closing:
                return False
            self._running, self._began = self._done + 1, monotonic()
            return True

    def _one_round(self) -> SearchUnavailable | None:
        """Work; what went wrong, if anything did."""
        try:
            self._work()
        except SearchUnavailable as not_now:
            return not_now
        except Exception:  # a thread that ended would leave the search as it was for ever
            LOG.exception("Søkeregisteret ble ikke brakt à jour.")
            return SearchUnavailable()
        return None
