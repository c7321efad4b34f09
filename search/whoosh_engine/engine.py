"""The index in its folder: opened, read, written, built again."""

import threading
import time
import warnings
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, TypeVar

from search.engine import FIRST_PAGE, Page, Reached, SearchUnavailable
from search.entries import Entry, Filters, Group, Results
from search.generations import Generation, Generations
from search.norwegian import fingerprint
from search.query import Query, Wish
from search.whoosh_engine.codec import ByTerm, gathering
from search.whoosh_engine.fields import LAYOUT, SCHEMA, STATE, fields, name_of
from search.whoosh_engine.finding import counts, has_word, results, words_there
from search.whoosh_engine.merging import tidied
from search.whoosh_engine.snapshot import Facing, Snapshot
from search.whoosh_engine.storage import WholeFiles

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # settled code from before Python 3.12, which warns of its strings
    from whoosh.filedb.filestore import FileStorage
    from whoosh.index import LockError

Answer = TypeVar("Answer")

WAIT_FOR_WRITER = 30.0
PAUSES = (0.0, 0.02, 0.05, 0.1, 0.0)
"""Who opens may meet a file that a writer has just put away, and opens again after so many seconds."""


class WhooshEngine:
    """An index of entries in a folder; see `search.engine.Engine`."""

    def __init__(self, folder: Path) -> None:
        self._generations = Generations(folder)
        self._rules = f"{LAYOUT}-{fingerprint()}"
        self._lock = threading.RLock()
        self._opened: Generation | None = None
        self._snapshot: Snapshot | None = None
        self._facing = Facing()
        self._files: dict[str, bytes] = {}
        self._read_once: Generation | None = None
        self._given_up: Generation | None = None

    def search(self, query: Query, filters: Filters, page: Page = FIRST_PAGE) -> Results:
        """One page of hits; see `Engine.search`."""
        if query.problem or query.is_empty:
            return Results(problem=query.problem)
        with self._lock:
            return self._reading(lambda snapshot: results(snapshot, query, filters, page))

    def words(self) -> Collection[str]:
        """Every word as written; see `Engine.words`."""
        with self._lock:
            return self._reading(Snapshot.written_words)

    def has_word(self, word: str, filters: Filters) -> bool:
        """Does it stand where these filters look? See `Engine.has_word`."""
        with self._lock:
            return self._reading(lambda snapshot: has_word(snapshot, word, filters))

    def words_there(self, words: Collection[str], filters: Filters) -> frozenset[str]:
        """Which of them stand there? See `Engine.words_there`."""
        with self._lock:
            return self._reading(lambda snapshot: words_there(snapshot, words, filters))

    def counts(self, wishes: Sequence[Wish], filters: Filters) -> tuple[int, ...]:
        """How often is each met? See `Engine.counts`."""
        with self._lock:
            return self._reading(lambda snapshot: counts(snapshot, wishes, filters))

    def replace(self, groups: Mapping[Group, Iterable[Entry]], reached: Reached) -> None:
        """Let these entries, and no others, stand for their groups."""
        with self._writing(reached) as writer:
            for group, entries in groups.items():
                writer.delete_by_term("group", name_of(group))
                for entry in entries:
                    writer.add_document(**fields(entry))

    def reached(self) -> Reached:
        """How far the index has come."""
        with self._lock:
            try:
                return self._reading(_reached)
            except SearchUnavailable:
                return Reached()

    def size(self) -> int:
        """How many entries it holds."""
        with self._lock:
            count: int = self._reading(lambda snapshot: snapshot.searcher.doc_count())
            return count - 1  # one of them is the state

    def rebuild(self, entries: Iterable[Entry], reached: Reached) -> None:
        """Build a new generation beside the old one and let it take its place."""
        with self._one_builder(), self._generations.building(self._rules) as folder:
            writer = gathering(WholeFiles(folder).create_index(SCHEMA).writer(codec=ByTerm()))
            with _finishing(writer, reached):
                for entry in entries:
                    writer.add_document(**fields(entry))
        with self._lock:
            self._read_once = self._given_up = None
            self._close()

    def needs_rebuild(self) -> bool:
        """Is there no index, one that cannot be read to the end, or one made with other words and rules?"""
        with self._lock:
            try:
                if self._usable() != self._read_once:
                    self._reading(_read_through)
                    self._read_once = self._opened
            except SearchUnavailable:
                return True
            return False

    def close(self) -> None:
        """Let go of the files."""
        with self._lock:
            self._close()

    def _reading(self, read: Callable[[Snapshot], Answer]) -> Answer:
        """What `read` finds in the index as it now is. An index that fails again and again is given up."""

        def attempt(generation: Generation) -> Answer:
            try:
                return read(self._fresh(generation))
            except Exception:
                self._close()
                raise

        return self._insisting(attempt)

    def _insisting(self, attempt: Callable[[Generation], Answer]) -> Answer:
        """What comes of the attempt, tried again where files were put away meanwhile."""
        for pause in PAUSES:
            generation = self._usable()
            try:
                return attempt(generation)
            except LockError as error:  # somebody else writes for long: nothing is wrong with the index
                raise SearchUnavailable from error
            except Exception as error:
                cause = error
                time.sleep(pause)
        self._given_up = generation
        raise SearchUnavailable from cause

    @contextmanager
    def _one_builder(self) -> Iterator[None]:
        """Wait until no other process builds: it clears away what it finds when it is done."""
        folder = self._generations.prepared()
        lock = FileStorage(str(folder)).lock("BUILDING")
        lock.acquire(blocking=True)
        try:
            yield
        finally:
            lock.release()

    def _usable(self) -> Generation:
        generation = self._generations.current()
        if generation is None or generation.rules != self._rules or generation == self._given_up:
            raise SearchUnavailable
        return generation

    def _fresh(self, generation: Generation) -> Snapshot:
        """The newest state of this generation.

        It is opened anew when something has been written: a searcher that is refreshed sees no deletions.
        """
        snapshot = self._snapshot
        if snapshot is None or generation != self._opened or not snapshot.searcher.up_to_date():
            self._close()
            there = {path.name for path in generation.folder.iterdir()}
            self._files = {name: self._files[name] for name in there if name in self._files}
            searcher = WholeFiles(generation.folder, self._files).open_index().searcher()
            snapshot = self._snapshot = Snapshot(searcher, self._facing)
            self._opened = generation
        return snapshot

    @contextmanager
    def _writing(self, reached: Reached) -> Iterator[Any]:
        """One writer at a time, of all processes. Those who search go on with what they have opened."""
        writer = self._insisting(lambda generation: _opened_for_writing(generation, self._files))
        with _finishing(writer, reached):
            yield writer

    def _close(self) -> None:
        snapshot, self._snapshot, self._opened = self._snapshot, None, None
        if snapshot is not None:
            with suppress(Exception):  # what failed once may fail again when it is let go
                snapshot.searcher.close()


@contextmanager
def _finishing(writer: Any, reached: Reached) -> Iterator[None]:
    """Commit with how far it came, or cancel: without that the index stays locked in this process.

    Where the disk is full cancelling fails too, before it gives back the lock.
    """
    try:
        yield
        writer.update_document(key=STATE, position=reached.position, day=reached.day, note=reached.note)
        writer.commit(mergetype=tidied)
    except BaseException:
        with suppress(Exception):  # the first error is the one to tell
            writer.cancel()
        if not writer.is_closed and writer.writelock:  # on a full disk it cannot even cancel
            writer.writelock.release()
        raise


def _opened_for_writing(generation: Generation, read_before: dict[str, bytes]) -> Any:
    """A writer that holds the lock; what it replaces it looks up in the pieces that searches have read."""
    index = WholeFiles(generation.folder, read_before).open_index()
    return gathering(index.writer(timeout=WAIT_FOR_WRITER, delay=0.02, codec=ByTerm()))


def _reached(snapshot: Snapshot) -> Reached:
    state = snapshot.searcher.document(key=STATE)
    return Reached(state["position"], state["day"], state["note"])


def _read_through(snapshot: Snapshot) -> None:
    """Read every term and every kept entry, so that a damaged file is found now and not in a search."""
    _reached(snapshot)
    reader = snapshot.searcher.reader()
    for _ in (*reader.all_terms(), *reader.all_stored_fields()):
        pass
