"""Keeping the search index in step with the register, by reading the log.

The index is a cache: it can always be thrown away and made again. It holds what applies or will apply, what
is being worked on, and what applied before, which is found only by who asks about a day. What is in force
changes with the day as well as with acts, so the index remembers on which day it was last brought up to date.
"""

import logging
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from threading import Lock

from sqlalchemy.orm import Session

from decisions.outcomes import Act
from documents.lifecycle import Period, Standing, period
from documents.markdown import plain, section_words
from documents.text import LegalText, Section
from registry import clock
from registry.database import Database
from registry.permissions import OPERATOR
from registry.queries import communities, decisions, documents, log
from registry.queries.documents import VersionView
from registry.settings import SearchEngine, Settings
from registry.tables import AuditRow, CommunityRow, DocumentRow
from search.engine import Engine
from search.entries import Entry, Filters, Results
from search.postgres_engine import PostgresEngine
from search.query import parse
from search.whoosh_engine import WhooshEngine

LOG = logging.getLogger("avtaleverk.sok")
SEARCHED = {
    Standing.IN_FORCE,
    Standing.COMING,
    Standing.ADOPTED,
    Standing.FROZEN,
    Standing.DRAFT,
    Standing.REPLACED,
    Standing.REPEALED,
}
"""What the index holds. Only what is adopted is public."""
PAST = {Standing.REPLACED, Standing.REPEALED}
PUBLIC = {Standing.IN_FORCE, Standing.COMING, Standing.ADOPTED} | PAST


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

    def search(self, query: str, filters: Filters, limit: int = 20, offset: int = 0) -> Results:
        """Find, in an index that knows everything committed before now.

        On a day of its own (`filters.on`) everything found was in force, whatever it is now.
        """
        self.catch_up()
        asked = parse(query)
        if filters.on is None:
            return self.engine.search(asked, filters, limit, offset)
        if asked.statuses and Standing.IN_FORCE not in asked.statuses:
            return Results(problem=asked.problem)
        found = self.engine.search(replace(asked, statuses=()), filters, limit, offset)
        return _as_in_force(found)

    def catch_up(self) -> int:
        """Bring the index up to date with the log and with the day; how many documents were read again."""
        with self._lock, self._database.reading() as session:
            head = log.head(session)
            position = head.seq if head else 0
            if self.engine.needs_rebuild():
                return self._rebuild(session, position)
            new_day = self._day() != clock.today()
            begun = self._begun_since(session) if new_day else []
            before = self.engine.position()
            touched = {row.id: row for row in (*self._touched(session, before), *begun)}
            for row in touched.values():
                self._refresh(session, row, before)
            if before != position:
                self.engine.advance(position)  # last, so that what stopped half-way is done again
            if new_day:
                self._remember_day()
            return len(touched)

    def rebuild(self) -> int:
        """Make the index anew from the database; how many sections it holds. Reading goes on meanwhile."""
        with self._lock, self._database.reading() as session:
            head = log.head(session)
            return self._rebuild(session, head.seq if head else 0)

    def close(self) -> None:
        """Let go of the engine."""
        if self._engine is not None:
            self._engine.close()
            self._engine = None

    def _rebuild(self, session: Session, position: int) -> int:
        entries = [
            entry
            for community in communities.all_communities(session)
            for document in documents.all_documents(session, community)
            for entry in entries_of(session, community, document)
        ]
        LOG.info("Søket bygges på nytt: %d punkter.", len(entries))
        self.engine.rebuild(entries, position)
        self._remember_day()
        return len(entries)

    def _refresh(self, session: Session, row: DocumentRow, position: int) -> None:
        community = session.get_one(CommunityRow, row.community_id)
        for view in documents.views_of(session, row, OPERATOR, clock.today()):
            named = (community.ref, row.ref, view.row.number)
            if view.standing in SEARCHED:
                self.engine.replace_version(*named, entries_of_version(session, community, view), position)
            else:
                self.engine.remove_version(*named, position)

    def _touched(self, session: Session, position: int) -> Iterator[DocumentRow]:
        """The documents that acts after this position were about."""
        for entry in log.since(session, position):
            if row := _document_of(session, entry):
                yield row

    def _begun_since(self, session: Session) -> list[DocumentRow]:
        """Documents of which a version began or ended since the index was last brought up to date."""
        last, today = self._day() or date.min, clock.today()
        return [
            row
            for community in communities.all_communities(session)
            for row in documents.all_documents(session, community)
            if any(
                last <= day <= today
                for version in documents.versions_of(session, row)
                for day in (version.valid_from, version.valid_to)
                if day
            )
        ]

    def _day(self) -> date | None:
        try:
            return date.fromisoformat((self._settings.data / "search-day").read_text(encoding="ascii"))
        except (OSError, ValueError):  # not written yet, or spoiled: every day may have brought something
            return None

    def _remember_day(self) -> None:
        (self._settings.data / "search-day").write_text(clock.today().isoformat(), encoding="ascii")


def _as_in_force(found: Results) -> Results:
    hits = tuple(replace(hit, entry=replace(hit.entry, status=Standing.IN_FORCE.value)) for hit in found.hits)
    status = {Standing.IN_FORCE.value: found.total} if found.total else {}
    return replace(found, hits=hits, facets=found.facets | {"status": status} if found.facets else {})


def entries_of(session: Session, community: CommunityRow, row: DocumentRow) -> Iterator[Entry]:
    """What the index holds of one document: a section each, of every version but those withdrawn."""
    for view in documents.views_of(session, row, OPERATOR, clock.today()):
        if view.standing in SEARCHED:
            yield from entries_of_version(session, community, view)


def entries_of_version(session: Session, community: CommunityRow, view: VersionView) -> Iterator[Entry]:
    """What the index holds of one version."""
    text = documents.legal_text(view.row)
    bodies = _bodies(session, community, view)
    days = _days(session, view)
    year = view.row.valid_from.year if view.row.valid_from else view.row.created_at.year
    for section in text.walk():
        yield Entry(
            key=f"{community.ref}/{view.ref}#{section.id}",
            document=view.document.ref,
            document_title=text.title,
            kind=view.document.kind.value,
            version=view.row.number,
            section_id=section.id,
            number=section.number,
            title=plain(section.title),
            path=_path(text, section),
            body=section_words(section),
            status=view.standing.value,
            language=view.row.language.value,
            bodies=bodies,
            year=year,
            public=view.standing in PUBLIC,
            community=community.ref,
            url=f"/dokumenter/{view.document.ref}/{view.row.number}#{section.id}",
            first_day=days.first.isoformat() if days else "",
            last_day=days.last.isoformat() if days and days.last else "",
            past=view.standing in PAST,
        )


def _days(session: Session, view: VersionView) -> Period | None:
    rows = documents.versions_of(session, view.document)
    lives = [documents.life(view.document, row) for row in rows]
    return period(documents.life(view.document, view.row), lives)


def _path(text: LegalText, section: Section) -> str:
    return " › ".join(plain(each.heading) for each in text.path(section.id)[:-1])


def _bodies(session: Session, community: CommunityRow, view: VersionView) -> tuple[str, ...]:
    """The kinds of body that have decided about the version: "organ:asu"."""
    made: Iterable[str] = (
        each.body.kind.value.lower()
        for each in decisions.decisions(session, community, version=view.row)
        if each.row.act in {Act.VEDTAR, Act.INNSTILLER}
    )
    return tuple(sorted(set(made)))


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
