"""The index in its database: read, written, built again."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import (
    Connection,
    MetaData,
    Select,
    Table,
    and_,
    delete,
    func,
    inspect,
    select,
    text,
    update,
)
from sqlalchemy import Engine as Database
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.schema import CreateSchema

from search.engine import FIRST_PAGE, Page, Reached, SearchUnavailable
from search.entries import Entry, Filters, Group, Results
from search.norwegian import fingerprint
from search.postgres_engine.finding import counts, has_word, results, words_there
from search.postgres_engine.tables import LAYOUT, Tables, current, tables
from search.query import Query, Wish

Answer = TypeVar("Answer")

FOR_A_SEARCH = {
    "statement_timeout": "2s",
    "enable_seqscan": "off",
    "enable_indexscan": "off",
    "plan_cache_mode": "force_custom_plan",
}
"""What PostgreSQL is told before each search: when to give up; to ask the index of words for common words
too, by a bitmap, as it always does with that one, for whatever other way it goes it must read and unpack the
vector of every entry; and to look at the words before it plans, however often it was asked alike.
"""
WAIT_FOR_READERS = "1s"
"""How long a builder waits to drop a generation that somebody still reads; else the next one drops it."""
BATCH = 500
BUILDING = 7_290_113
"""The number of the lock that one builder at a time holds."""
STOPPED, GONE = "57014", "42P01"
"""What PostgreSQL calls a statement that took too long, and a table that is not there (SQLSTATE)."""
TOO_SLOW = (
    "Søket tok for lang tid og ble stanset. Gjør det smalere, for eksempel med flere bokstaver foran "
    "stjernen eller et filter til, og søk på nytt. Ingenting er borte."
)


class PostgresEngine:
    """An index of entries in tables of its own; see `search.engine.Engine`."""

    def __init__(
        self, database: Database, schema: str = "search", connection: Connection | None = None
    ) -> None:
        self._database = database
        self._connection = connection
        self._rules = f"{LAYOUT}-{fingerprint()}"
        self._schema = schema
        self._current = current(schema)

    def within(self, connection: Connection) -> "PostgresEngine":
        """The same index, read and written within a transaction that somebody else began and will commit.

        What fails leaves nothing behind, and the transaction goes on.
        """
        return PostgresEngine(self._database, self._schema, connection)

    def search(self, query: Query, filters: Filters, page: Page = FIRST_PAGE) -> Results:
        """One page of hits; see `Engine.search`."""
        if query.problem or query.is_empty:
            return Results(problem=query.problem)
        return self._reading(
            lambda connection, there: results(connection, there.entries, query, filters, page)
        )

    def words(self) -> Collection[str]:
        """Every word as written; see `Engine.words`."""
        return self._reading(lambda connection, there: connection.scalars(select(there.words.c.word)).all())

    def has_word(self, word: str, filters: Filters) -> bool:
        """Does it stand where these filters look? See `Engine.has_word`."""
        return self._reading(lambda connection, there: has_word(connection, there.entries, word, filters))

    def words_there(self, words: Collection[str], filters: Filters) -> frozenset[str]:
        """Which of them stand there? See `Engine.words_there`."""
        return self._reading(lambda connection, there: words_there(connection, there.entries, words, filters))

    def counts(self, wishes: Sequence[Wish], filters: Filters) -> tuple[int, ...]:
        """How often is each met? See `Engine.counts`."""
        return self._reading(lambda connection, there: counts(connection, there.entries, wishes, filters))

    def replace(self, groups: Mapping[Group, Iterable[Entry]], reached: Reached) -> None:
        """Let these entries, and no others, stand for their groups."""
        with self._writing() as (connection, there):
            columns = there.entries.c
            for (community, name), entries in groups.items():
                same = and_(columns.community == community, columns.group == name)
                connection.execute(delete(there.entries).where(same))
                _add(connection, there, entries)
            connection.execute(update(self._current).values(asdict(reached)))

    def reached(self) -> Reached:
        """How far the index has come."""
        columns = self._current.c
        try:
            row = self._reading(
                lambda connection, _: connection.execute(
                    select(columns.position, columns.day, columns.note)
                ).one()
            )
        except SearchUnavailable:
            return Reached()
        return Reached(row.position, row.day, row.note)

    def size(self) -> int:
        """How many entries it holds."""
        count = select(func.count())
        return self._reading(
            lambda connection, there: connection.scalar(count.select_from(there.entries)) or 0
        )

    def rebuild(self, entries: Iterable[Entry], reached: Reached) -> None:
        """Fill tables aside and let them take over; searches meet the old ones until then.

        Whoever writes in the meantime waits only for the taking over. What they wrote in the old tables comes
        after `reached`, so that it is read again.
        """
        with self._beginning() as connection:
            self._prepare(connection)
            newest = connection.scalar(select(func.max(self._current.c.generation))) or 0
            there = tables(self._schema, newest + 1)
            there.create(connection)
            _add(connection, there, entries)
            there.finish(connection)
            state = {"id": 1, "rules": self._rules, "generation": newest + 1, **asdict(reached)}
            connection.execute(
                upsert(self._current).values(state).on_conflict_do_update(index_elements=["id"], set_=state)
            )
        if self._connection is None:
            with suppress(SQLAlchemyError):  # somebody reads in it yet; the next builder drops it
                self._drop_others(there)

    def needs_rebuild(self) -> bool:
        """Are the tables missing, or filled with other words and rules?"""
        try:
            self._reading(lambda *_: None)
        except SearchUnavailable:
            return True
        return False

    def close(self) -> None:
        """Let go of nothing: the connections belong to whoever gave them."""

    def _reading(self, read: Callable[[Connection, Tables], Answer]) -> Answer:
        """What is read in the generation that counts. One that is dropped just then is left for the next."""
        try:
            return self._read_once(read)
        except SQLAlchemyError as error:
            if _code(error) != GONE:
                raise _unavailable(error) from error
        try:
            return self._read_once(read)
        except SQLAlchemyError as error:
            raise _unavailable(error) from error

    def _read_once(self, read: Callable[[Connection, Tables], Answer]) -> Answer:
        told = [func.set_config(name, value, True) for name, value in FOR_A_SEARCH.items()]
        with self._beginning() as connection:
            state = self._state() if self._connection else self._state().add_columns(*told)
            return read(connection, self._there(connection, state))

    @contextmanager
    def _writing(self) -> Iterator[tuple[Connection, Tables]]:
        """One writer at a time, until it commits."""
        try:
            with self._beginning() as connection:
                yield connection, self._there(connection, self._state().with_for_update())
        except SQLAlchemyError as error:
            raise _unavailable(error) from error

    @contextmanager
    def _beginning(self) -> Iterator[Connection]:
        """A transaction of our own; within somebody else's, a part of it that holds or falls alone."""
        if self._connection is None:
            with self._database.begin() as connection:
                yield connection
        else:
            with self._connection.begin_nested():
                yield self._connection

    def _state(self) -> Select[Any]:
        return select(self._current.c.rules, self._current.c.generation)

    def _there(self, connection: Connection, state: Select[Any]) -> Tables:
        """The tables that count, if they were made by these rules."""
        row = connection.execute(state).first()
        if row is None or row.rules != self._rules:
            raise SearchUnavailable
        return tables(self._schema, row.generation)

    def _prepare(self, connection: Connection) -> None:
        """Be the only builder, and have the one row's table."""
        connection.execute(select(func.pg_advisory_xact_lock(BUILDING)))
        connection.execute(CreateSchema(self._schema, if_not_exists=True))
        self._current.create(connection, checkfirst=True)

    def _drop_others(self, there: Tables) -> None:
        """Drop what is in the schema but for this generation."""
        kept = {self._current.name, there.entries.name, there.words.name}
        with self._beginning() as connection:
            connection.execute(select(func.pg_advisory_xact_lock(BUILDING)))
            if self._there(connection, self._state()).entries.name != there.entries.name:
                return
            connection.execute(text(f"SET LOCAL lock_timeout = '{WAIT_FOR_READERS}'"))
            for name in set(inspect(connection).get_table_names(schema=self._schema)) - kept:
                Table(name, MetaData(schema=self._schema)).drop(connection)


def _add(connection: Connection, there: Tables, entries: Iterable[Entry]) -> None:
    rest = iter(entries)
    while batch := list(islice(rest, BATCH)):
        there.add(connection, batch)


def _unavailable(error: SQLAlchemyError) -> SearchUnavailable:
    return SearchUnavailable(TOO_SLOW) if _code(error) == STOPPED else SearchUnavailable()


def _code(error: SQLAlchemyError) -> str:
    """What PostgreSQL calls the error (SQLSTATE), or ""."""
    return str(getattr(getattr(error, "orig", None), "sqlstate", "") or "")
