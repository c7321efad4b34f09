"""Keeping the search index in step with the register, by reading the log.

The index is a cache: it can always be thrown away and made again. It holds what applies or will apply, what
is being worked on, and what applied before, which is found only by who asks about a day. What is in force
changes with the day as well as with acts, so the index remembers on which day it was last brought up to date.

Where register and index are both in PostgreSQL, what an act changes is written with the act (`acts`). Else,
and whenever something was missed, whoever searches sees to it that the log is read (`updates`): at once in a
program that is run and ends, and in a thread of its own in a server (`keep_up`, `keeper`).
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from threading import Event, Lock

from registry.database import Database
from registry.indexing.acts import WithActs
from registry.indexing.keeper import Keeper
from registry.indexing.on_a_day import as_on_the_day, asked_of_today
from registry.indexing.readings import Interrupted
from registry.indexing.turns import Turns, TurnsByDatabase, TurnsByFile
from registry.indexing.updates import Progress, Updates
from registry.queries import communities, synonyms
from registry.settings import SearchEngine, Settings
from search.engine import FIRST_PAGE, Engine, Page, SearchUnavailable
from search.entries import Filters, Results
from search.forgiving import Forgiving
from search.postgres_engine import PostgresEngine
from search.query import Synonyms, parse
from search.whoosh_engine import WhooshEngine

LOG = logging.getLogger("avtaleverk.sok")
BEING_BUILT = "Søket bygges nå. Dokumentene kan leses som vanlig, og ingenting er borte. Prøv igjen om litt."


class Index:
    """The search of one installation. Safe to use from several threads; one writes at a time."""

    def __init__(self, settings: Settings, database: Database) -> None:
        """Open nothing yet; the first search or catch-up does."""
        self._settings = settings
        self._database = database
        self._opened: tuple[Engine, Updates] | None = None
        self._opening = Lock()
        self._closing = Event()
        self._keeper: Keeper | None = None
        self._forgiving = Forgiving()
        if settings.search_engine is SearchEngine.POSTGRES:
            database.before_commit(WithActs(PostgresEngine(database.engine)))

    @property
    def engine(self) -> Engine:
        """The engine, opened the first time it is asked for."""
        return self._open()[0]

    @property
    def progress(self) -> Progress | None:
        """How far the building that goes on in this process has come; None while none does."""
        return self._open()[1].progress

    def search(
        self, query: str, filters: Filters, page: Page = FIRST_PAGE, *, exact: bool = False
    ) -> Results:
        """Find, in an index that knows everything committed before now.

        Typing errors are forgiven, but not where the search is to be `exact`: for just what was typed.
        On a day of its own (`filters.on`) everything found is as it was that day (`on_a_day`). Where bringing
        the index up to date takes long, a server searches as it was, and says so (`Results.behind`). Raises
        SearchUnavailable where there is none that can be read.
        """
        behind = not self._is_brought_up()
        try:
            return replace(self._found(query, filters, page, exact), behind=behind)
        except SearchUnavailable:
            if not self.engine.needs_rebuild():
                raise
        behind = not self._is_brought_up()  # it was found damaged just now
        return replace(self._found(query, filters, page, exact), behind=behind)

    def _found(self, query: str, filters: Filters, page: Page, exact: bool) -> Results:
        groups = self._synonyms(filters.community)
        asked = parse(query, groups)
        among = asked_of_today(asked) if filters.on else asked
        if among is None:
            return Results(problem=asked.problem, query=asked)
        if exact:
            found = replace(self.engine.search(among, filters, page), query=among)
        else:
            found = self._forgiving.find(self.engine, among, filters, page, groups)
        found = replace(found, query=replace(found.query, statuses=asked.statuses))
        return as_on_the_day(found) if filters.on else found

    def _synonyms(self, community: str) -> Synonyms | None:
        """What the office of the community says means the same; None where all are searched at once."""
        if not community:
            return None
        with self._database.reading() as session:
            rows = communities.all_communities(session)
            return next((synonyms.groups(session, row) for row in rows if row.ref == community), None)

    def is_current(self) -> bool:
        """Does the index know all that is committed, as things stand today?"""
        stands = self._open()[1].standing()
        return stands is not None and stands.is_current

    def catch_up(self) -> int:
        """Bring the index up to date with the log and with the day; how many groups were read again.

        Raises SearchUnavailable where that cannot be done now.
        """
        with _told_as_unavailable():
            return 0 if self.is_current() else self._open()[1].catch_up()

    def rebuild(self) -> int:
        """Make the index anew from the database; how many entries it holds. Reading goes on meanwhile."""
        with _told_as_unavailable():
            self._open()[1].rebuild()
            return self.engine.size()

    def keep_up(self) -> None:
        """From now on, until it is closed, the index is brought up to date in a thread of this process."""
        with self._opening:
            self._closing.clear()
            if self._keeper is None:
                self._keeper = Keeper(self.catch_up)

    def close(self) -> None:
        """Let go of the engine. What is being built is given up: it is begun again by the next."""
        self._closing.set()
        with self._opening:
            keeper, self._keeper = self._keeper, None
        if keeper is not None:
            keeper.close()
        with self._opening:
            opened, self._opened = self._opened, None
        if opened is not None:
            opened[0].close()
        self._closing.clear()

    def _is_brought_up(self) -> bool:
        """Bring the index up to date, or wait a little until somebody has; is it done?"""
        keeper = self._keeper
        if keeper is None:
            self.catch_up()
            return True
        if self.is_current() or keeper.is_done():
            return True
        stands = self._open()[1].standing()
        if stands is None or not stands.is_ours:
            raise SearchUnavailable(BEING_BUILT)
        return False

    def _open(self) -> tuple[Engine, Updates]:
        with self._opening:
            if self._opened is None:
                engine, turns = self._engine_and_turns()
                updates = Updates(engine, self._database, turns, lambda: not self._closing.is_set())
                self._opened = engine, updates
            return self._opened

    def _engine_and_turns(self) -> tuple[Engine, Turns]:
        if self._settings.search_engine is SearchEngine.POSTGRES:
            return PostgresEngine(self._database.engine), TurnsByDatabase(self._database.engine)
        folder = self._settings.data / "search"
        return WhooshEngine(folder), TurnsByFile(folder)


@contextmanager
def _told_as_unavailable() -> Iterator[None]:
    """Whatever goes wrong with the index, what people are told is that they cannot search now."""
    try:
        yield
    except SearchUnavailable:
        raise
    except Interrupted as stopped:
        raise SearchUnavailable from stopped
    except Exception as error:  # a full disk, a folder taken away: reading goes on
        LOG.exception("Søkeregisteret kunne ikke bringes à jour.")
        raise SearchUnavailable from error
