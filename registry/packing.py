"""Makes the case packages that were asked for, one at a time, in a thread of the server.

Everything is read in one short session; while the files are made nothing of the database is held, and each
party's set is counted in a session of its own, so that nobody who writes waits for it. One server makes the
packages of a register: what it finds half made when it starts is said to have stopped.
"""

import logging
from threading import Event, Lock, Thread, current_thread

from registry import clock
from registry.errors import RegisterError
from registry.house import House
from registry.operations import case_packages
from registry.queries import documents
from registry.queries.package_facts import PackageFacts, facts_of
from registry.queries.package_files import PartySet, manifest_of, sets_of, zipped
from registry.tables import CasePackageRow, CommunityRow, DocumentRow, VersionRow

UNEXPECTED = (
    "Noe gikk galt i programmet mens pakkene ble laget. Registeret er urørt. Be om dem en gang til; "
    "skjer det igjen, står årsaken i tjenerens logg."
)
_LOG = logging.getLogger("avtaleverk.sakspakker")


class Packer:
    """The one who makes packages. Works while there is something in the queue, and rests between."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._closing = Event()
        self._thread: Thread | None = None

    def begin(self, house: House) -> None:
        """When the server starts: say what was left half made, and go on with what waits."""
        with house.database.writing() as session:
            case_packages.stop_unfinished(session)
        self._closing.clear()
        self.wake(house)

    def wake(self, house: House) -> None:
        """Something may have been put in the queue."""
        with self._lock:
            if self._thread is None and not self._closing.is_set():
                self._thread = Thread(target=self._work, args=(house,), name="sakspakker", daemon=True)
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

    def _work(self, house: House) -> None:
        try:
            self._until_the_queue_is_empty(house)
        finally:
            with self._lock:
                if self._thread is current_thread():
                    self._thread = None

    def _until_the_queue_is_empty(self, house: House) -> None:
        while (package := self._next(house)) is not None:
            try:
                self._make(house, package)
            except RegisterError as refused:
                _stop(house, package, str(refused))
            except Exception:
                _LOG.exception("case package %s", package)
                _stop(house, package, UNEXPECTED)

    def _next(self, house: House) -> int | None:
        """The next one, or rest: decided under the lock, so that nobody who wakes us is overheard."""
        with self._lock:
            package = None
            if not self._closing.is_set():
                with house.database.writing() as session:
                    row = case_packages.take_next(session)
                    package = row.id if row is not None else None
            if package is None:
                self._thread = None
            return package

    def _make(self, house: House, package: int) -> None:
        facts = _facts(house, package)
        made: list[PartySet] = []
        for each in sets_of(facts):
            made.append(each)
            if self._closing.is_set():
                return _stop(house, package, case_packages.INTERRUPTED)
            with house.database.writing() as session:
                case_packages.count(session, package, len(made))
        data, manifest = zipped(facts, made), manifest_of(facts, made)
        with house.database.writing() as session:
            case_packages.finish(session, package, manifest, data, clock.now())
        return None


def _facts(house: House, package: int) -> PackageFacts:
    with house.database.reading() as session:
        row = session.get_one(CasePackageRow, package)
        version = session.get_one(VersionRow, row.version_id)
        document = session.get_one(DocumentRow, version.document_id)
        community = session.get_one(CommunityRow, row.community_id)
        return facts_of(
            session, community, documents.view(session, document, version, row.day), house.seal_key
        )


def _stop(house: House, package: int, trouble: str) -> None:
    with house.database.writing() as session:
        case_packages.stop(session, package, trouble)
