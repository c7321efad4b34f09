"""The index in its folder: opened, read, written, built again."""

import threading
import warnings
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, TypeVar

from search.engine import SearchUnavailable
from search.entries import Entry, Filters, Results
from search.generations import Generation, Generations
from search.norwegian import fingerprint
from search.query import Query
from search.whoosh_engine.fields import LAYOUT, SCHEMA, STATE, fields
from search.whoosh_engine.finding import Saturating, every, results

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # settled code from before Python 3.12, which warns of its strings
    from whoosh.filedb.filestore import FileStorage
    from whoosh.index import create_in, open_dir

Answer = TypeVar("Answer")

WAIT_FOR_WRITER = 30.0
OPENINGS = 3
"""A reader may open a file that a writer has just merged away; then it opens again."""


class WhooshEngine:
    """An index of entries in a folder; see `search.engine.Engine`."""

    def __init__(self, folder: Path) -> None:
        self._generations = Generations(folder)
        self._rules = f"{LAYOUT}-{fingerprint()}"
        self._lock = threading.RLock()
        self._opened: Generation | None = None
        self._searcher: Any = None
        self._read_once: Generation | None = None
        self._given_up: Generation | None = None

    def search(self, query: Query, filters: Filters, limit: int = 20, offset: int = 0) -> Results:
        """One page of hits; see `Engine.search`."""
        if query.problem or query.is_empty:
            return Results(problem=query.problem)
        with self._lock:
            return self._reading(lambda searcher: results(searcher, query, filters, limit, offset))

    def replace_version(
        self, community: str, document: str, version: str, entries: Iterable[Entry], position: int
    ) -> None:
        """Let these entries, and no others, stand for the version."""
        with self._writing(position) as writer:
            writer.delete_by_query(every(community=community, document=document, version=version))
            for entry in entries:
                writer.add_document(**fields(entry))

    def remove_version(self, community: str, document: str, version: str, position: int) -> None:
        """Forget the version."""
        with self._writing(position) as writer:
            writer.delete_by_query(every(community=community, document=document, version=version))

    def remove_document(self, community: str, document: str, position: int) -> None:
        """Forget the document and all its versions."""
        with self._writing(position) as writer:
            writer.delete_by_query(every(community=community, document=document))

    def advance(self, position: int) -> None:
        """Note that nothing up to this position changes the index."""
        with self._writing(position):
            pass

    def position(self) -> int:
        """How far in the audit trail the index has come; 0 when it must be built."""
        with self._lock:
            try:
                return self._reading(_position)
            except SearchUnavailable:
                return 0

    def rebuild(self, entries: Iterable[Entry], position: int) -> None:
        """Build a new generation beside the old one and let it take its place."""
        with self._one_builder(), self._generations.building(self._rules) as folder:
            writer = create_in(str(folder), SCHEMA).writer(limitmb=256)
            with _finishing(writer, position):
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

    def _reading(self, read: Callable[[Any], Answer]) -> Answer:
        """What `read` finds in the index as it now is. An index that fails again and again is given up."""
        for _ in range(OPENINGS):
            generation = self._usable()
            try:
                return read(self._fresh(generation))
            except Exception as error:
                cause = error
                self._close()
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

    def _fresh(self, generation: Generation) -> Any:
        """A searcher of the newest state of this generation.

        It is opened anew when something has been written: a searcher that is refreshed sees no deletions.
        """
        if self._searcher is None or generation != self._opened or not self._searcher.up_to_date():
            self._close()
            self._searcher = open_dir(str(generation.folder)).searcher(weighting=Saturating())
            self._opened = generation
        return self._searcher

    @contextmanager
    def _writing(self, position: int) -> Iterator[Any]:
        with self._lock:
            generation = self._usable()
            try:
                writer = open_dir(str(generation.folder)).writer(timeout=WAIT_FOR_WRITER, delay=0.02)
            except Exception as error:
                self._given_up = generation
                raise SearchUnavailable from error
            with _finishing(writer, position):
                yield writer

    def _close(self) -> None:
        searcher, self._searcher, self._opened = self._searcher, None, None
        if searcher is not None:
            with suppress(Exception):  # what failed once may fail again when it is let go
                searcher.close()


@contextmanager
def _finishing(writer: Any, position: int) -> Iterator[None]:
    """Commit with the position, or cancel: without that the index stays locked in this process."""
    try:
        yield
        writer.update_document(key=STATE, position=position)
        writer.commit()
    except BaseException:
        with suppress(Exception):  # the first error is the one to tell
            writer.cancel()
        raise


def _position(searcher: Any) -> int:
    position: int = searcher.document(key=STATE)["position"]
    return position


def _read_through(searcher: Any) -> None:
    """Read every term and every kept entry, so that a damaged file is found now and not in a search."""
    _position(searcher)
    for _ in searcher.reader().all_terms():
        pass
    for _ in searcher.reader().all_stored_fields():
        pass
