"""Makes the case packages that were asked for, one at a time, in a thread of the server.

Each party is read in a short session of its own, and nothing of the database is held while files are made, so
that nobody who writes waits for it. One server makes the
packages of a register: what it finds half made when it starts is said to have stopped.
"""

import logging
from threading import Event, Lock, Thread, current_thread

from sqlalchemy.orm import Session

from registry import clock
from registry.errors import RegisterError
from registry.house import House
from registry.operations import case_packages
from registry.queries import documents
from registry.queries.documents import VersionView
from registry.queries.package_facts import PackageFacts, facts_of, head_of, set_facts_of
from registry.queries.package_files import Maker, PartySet, manifest_of, zipped
from registry.tables import CasePackageRow, CommunityRow, DocumentRow, VersionRow

UNEXPECTED = (
    "Noe gikk galt i programmet mens pakkene ble laget. Registeret er urørt. Be om dem en gang til; "
    "skjer det igjen, står årsaken i tjenerens logg."
)
MOST_TRIES = 3
"""Where somebody writes while the sets are read, they are read again, so many times at most."""
_ONE_AT_A_TIME = Lock()
_LOG = logging.getLogger("avtaleverk.sakspakker")


class Packer:
    """Makes the packages of a house. Works while there is something in the queue, and rests between."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._lock = Lock()
        self._closing = Event()
        self._thread: Thread | None = None

    def start(self) -> None:
        """When the server starts: say what was left half made, and go on with what waits."""
        self._closing.clear()
        with self._house.database.writing() as session:
            case_packages.stop_unfinished(session)
            waits = case_packages.is_waiting(session)
        if waits:
            self.wake()

    def wake(self) -> None:
        """Something may have been put in the queue."""
        with self._lock:
            if self._thread is None and not self._closing.is_set():
                self._thread = Thread(target=self._work, name="sakspakker", daemon=True)
                self._thread.start()

    def wait(self) -> None:
        """Until the queue is empty."""
        thread = self._thread
        if thread is not None:
            thread.join()

    def close(self) -> None:
        """When the server stops: let go between two parties' sets. What was begun is said to have stopped."""
        self._closing.set()
        self.wait()

    def _work(self) -> None:
        try:
            self._until_the_queue_is_empty()
        finally:
            with self._lock:
                if self._thread is current_thread():
                    self._thread = None

    def _until_the_queue_is_empty(self) -> None:
        while (package := self._next()) is not None:
            try:
                self._make(package)
            except RegisterError as refused:
                self._stop(package, str(refused))
            except Exception:
                _LOG.exception("case package %s", package)
                self._stop(package, UNEXPECTED)

    def _next(self) -> int | None:
        """The next one, or rest: decided under the lock, so that nobody who wakes us is overheard."""
        with self._lock:
            package = None
            if not self._closing.is_set():
                with self._house.database.writing() as session:
                    row = case_packages.take_next(session)
                    package = row.id if row is not None else None
            if package is None:
                self._thread = None
            return package

    def _make(self, package: int) -> None:
        for _ in range(MOST_TRIES):
            facts, made, is_one = self._one_pass(package)
            if is_one or self._closing.is_set():
                break
        if self._closing.is_set():
            return self._stop(package, case_packages.INTERRUPTED)
        data, manifest = zipped(facts, made), manifest_of(facts, made)
        with self._house.database.writing() as session:
            case_packages.finish(session, package, manifest, data, clock.now())
        return None

    def _one_pass(self, package: int) -> tuple[PackageFacts, list[PartySet], bool]:
        """All the sets; and whether they were all read of the same register, with nobody writing between."""
        with self._house.database.reading() as session:
            community, view = _asked_of(session, package)
            facts = facts_of(session, community, view, self._house.seal_key)
        maker, made, heads = Maker(facts), list[PartySet](), {facts.head}
        for party in facts.receivers:
            if self._closing.is_set():
                break
            with self._house.database.reading() as session:
                community, view = _asked_of(session, package)
                told = set_facts_of(session, community, view, facts, party)
                heads.add(head_of(session))
            made.append(maker.made(told))
            with self._house.database.writing() as session:
                case_packages.count(session, package, len(made))
        return facts, made, len(heads) == 1

    def _stop(self, package: int, trouble: str) -> None:
        with self._house.database.writing() as session:
            case_packages.stop(session, package, trouble)


def _asked_of(session: Session, package: int) -> tuple[CommunityRow, VersionView]:
    row = session.get_one(CasePackageRow, package)
    version = session.get_one(VersionRow, row.version_id)
    document = session.get_one(DocumentRow, version.document_id)
    community = session.get_one(CommunityRow, row.community_id)
    return community, documents.view(session, document, version, row.day)


def packer_of(house: House) -> Packer:
    """The one who makes packages in this house; stopped when the house is closed."""
    with _ONE_AT_A_TIME:
        found = next((each for each in house.workers if isinstance(each, Packer)), None)
        if found is None:
            found = Packer(house)
            house.workers.append(found)
        return found
