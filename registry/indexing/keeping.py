"""Keeping the search index in step with the register, by reading the log.

The index is a cache: it can always be thrown away and made again. It holds what applies or will apply, what
is being worked on, and what applied before, which is found only by who asks about a day. What is in force
changes with the day as well as with acts, so the index remembers on which day it was last brought up to date.
"""

import logging
from collections.abc import Iterable, Iterator
from dataclasses import replace
from threading import Lock

from sqlalchemy.orm import Session

from documents.lifecycle import Standing
from registry import clock
from registry.database import Database
from registry.indexing.texts import SEARCHED, entries_of, entries_of_version
from registry.permissions import OPERATOR
from registry.queries import communities, decisions, documents, log
from registry.settings import SearchEngine, Settings
from registry.tables import AuditRow, CommunityRow, DocumentRow
from search.engine import FIRST_PAGE, Engine, Page, Reached
from search.entries import Entry, Filters, Group, Results
from search.postgres_engine import PostgresEngine
from search.query import parse
from search.whoosh_engine import WhooshEngine

LOG = logging.getLogger("avtaleverk.sok")


class Index:
    """The search of one installation. Safe to use from several threads; one writes at a time."""

    def __init__(self, settings: Settings, database: Database) -> None:
        """Open nothing yet; the first search or catch-up does."""
        self._settings = settings
        self._database = database
        self._engine: Engine | None = None
        self._lock = Lock()

    @property
    def engine(self) -> Engine:
        """The engine, opened the first time it is asked for."""
        if self._engine is None:
            if self._settings.search_engine is SearchEngine.POSTGRES:
                self._engine = PostgresEngine(self._database.engine)
            else:
                self._engine = WhooshEngine(self._settings.data / "search")
        return self._engine

    def search(self, query: str, filters: Filters, page: Page = FIRST_PAGE) -> Results:
        """Find, in an index that knows everything committed before now.

        On a day of its own (`filters.on`) everything found was in force, whatever it is now.
        """
        self.catch_up()
        asked = parse(query)
        if filters.on is None:
            return replace(self.engine.search(asked, filters, page), query=asked)
        if asked.statuses and Standing.IN_FORCE not in asked.statuses:
            return Results(problem=asked.problem, query=asked)
        found = self.engine.search(replace(asked, statuses=()), filters, page)
        return _as_in_force(replace(found, query=asked))

    def catch_up(self) -> int:
        """Bring the index up to date with the log and with the day; how many documents were read again."""
        with self._lock, self._database.reading() as session:
            now = _now(session)
            if self.engine.needs_rebuild():
                return self._rebuild(session, now)
            before = self.engine.reached()
            begun = self._begun_since(session, before.day) if before.day != now.day else []
            touched = {row.id: row for row in (*self._touched(session, before.position), *begun)}
            if before != now:
                self.engine.replace(dict(self._groups(session, touched.values())), now)
            return len(touched)

    def rebuild(self) -> int:
        """Make the index anew from the database; how many sections it holds. Reading goes on meanwhile."""
        with self._lock, self._database.reading() as session:
            return self._rebuild(session, _now(session))

    def close(self) -> None:
        """Let go of the engine."""
        if self._engine is not None:
            self._engine.close()
            self._engine = None

    def _rebuild(self, session: Session, reached: Reached) -> int:
        entries = [
            entry
            for community in communities.all_communities(session)
            for document in documents.all_documents(session, community)
            for entry in entries_of(session, community, document)
        ]
        LOG.info("Søket bygges på nytt: %d punkter.", len(entries))
        self.engine.rebuild(entries, reached)
        return len(entries)

    def _groups(
        self, session: Session, touched: Iterable[DocumentRow]
    ) -> Iterator[tuple[Group, Iterable[Entry]]]:
        """What stands now for each version of these documents."""
        for row in touched:
            community = session.get_one(CommunityRow, row.community_id)
            for view in documents.views_of(session, row, OPERATOR, clock.today()):
                searched = view.standing in SEARCHED
                entries = list(entries_of_version(session, community, view)) if searched else []
                yield (community.ref, view.ref), entries

    def _touched(self, session: Session, position: int) -> Iterator[DocumentRow]:
        """The documents that acts after this position were about."""
        for entry in log.since(session, position):
            if row := _document_of(session, entry):
                yield row

    def _begun_since(self, session: Session, last: str) -> list[DocumentRow]:
        """Documents of which a version began or ended since the index was last brought up to date."""
        return [
            row
            for community in communities.all_communities(session)
            for row in documents.all_documents(session, community)
            if any(
                last <= day.isoformat() <= clock.today().isoformat()
                for version in documents.versions_of(session, row)
                for day in (version.valid_from, version.valid_to)
                if day
            )
        ]


def _now(session: Session) -> Reached:
    """How far an index has come that knows all that is in the register now."""
    head = log.head(session)
    return Reached(head.seq if head else 0, clock.today().isoformat())


def _as_in_force(found: Results) -> Results:
    hits = tuple(replace(hit, entry=replace(hit.entry, status=Standing.IN_FORCE.value)) for hit in found.hits)
    status = {Standing.IN_FORCE.value: found.total} if found.total else {}
    return replace(found, hits=hits, facets=found.facets | {"status": status} if found.facets else {})


def _document_of(session: Session, entry: AuditRow) -> DocumentRow | None:
    """The document an act was about, if it was about one."""
    kind, _, name = entry.subject.partition(":")
    if entry.community_id is None:
        return None
    community = session.get_one(CommunityRow, entry.community_id)
    if kind == "vedtak":
        return decisions.decision(session, community, name).document
    if kind in {"versjon", "dokument"}:
        return documents.document(session, community, name.partition("@")[0])
    return None
