"""A search that found nothing is counted when it has been answered, and never more of them than is cheap.

Done after the answer has left: on SQLite nothing is committed while somebody reads, and nobody should wait
for what concerns the secretariat. Whoever sends thousands of senseless searches fills neither disk nor time:
what comes faster than the allowance is answered and let go.
"""

import logging
import time
from threading import Lock
from weakref import WeakKeyDictionary

from fastapi import BackgroundTasks
from sqlalchemy.exc import OperationalError

from registry import clock
from registry.database import Database
from registry.house import House
from registry.operations.missed_searches import note_miss, worth_keeping
from registry.tables import CommunityRow
from search.entries import Results

LOG = logging.getLogger("avtaleverk.sok")
BURST, A_SECOND = 30, 0.5


class Allowance:
    """So many at once, and so many a second in the long run. Safe to share between threads."""

    def __init__(self, burst: int = BURST, a_second: float = A_SECOND) -> None:
        self._burst, self._a_second = burst, a_second
        self._left = float(burst)
        self._looked = time.monotonic()
        self._lock = Lock()

    def take(self) -> bool:
        """Is there room for one more now?"""
        with self._lock:
            now = time.monotonic()
            self._left = min(self._burst, self._left + (now - self._looked) * self._a_second)
            self._looked = now
            if self._left < 1:
                return False
            self._left -= 1
            return True


ALLOWANCES: WeakKeyDictionary[Database, Allowance] = WeakKeyDictionary()
"""One for each register that is open."""


def note_if_missed(tasks: BackgroundTasks, house: House, community: CommunityRow, found: Results) -> None:
    """Have it counted, if nothing has all the words that were searched for, nor any that are like them.

    Asked of the first page alone, and of what applies today.
    """
    missed = not found.total or found.relaxed
    if not missed or found.problem or found.corrected:
        return
    words = worth_keeping(found.query)
    if words and ALLOWANCES.setdefault(house.database, Allowance()).take():
        tasks.add_task(_note, house, community.id, words)


def _note(house: House, community_id: int, words: str) -> None:
    try:
        with house.database.writing() as session:
            note_miss(session, community_id, words, clock.today())
    except OperationalError as busy:
        LOG.warning("Et søk uten treff ble ikke talt: %s", busy.orig)
