"""The search engine inside PostgreSQL, for when one machine is outgrown.

The terms are ours, not PostgreSQL's: `search.analysis` makes them, `search.tsvector` writes them as the
database reads them, and the database only keeps and finds them.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from typing import Any

from sqlalchemy import (
    REAL,
    BigInteger,
    Boolean,
    Column,
    Connection,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    and_,
    cast,
    delete,
    func,
    insert,
    inspect,
    literal,
    select,
    text,
)
from sqlalchemy import Engine as Database
from sqlalchemy.dialects.postgresql import ARRAY, TSQUERY, TSVECTOR
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.schema import CreateSchema
from sqlalchemy.sql.elements import ColumnElement

from search.analysis import Analysis, analysed
from search.engine import FIRST_PAGE, Page, Reached, SearchUnavailable
from search.entries import EVERYONE, NEVER, Entry, Filters, Group, Order, Results, reading_order
from search.matching import hit
from search.norwegian import fingerprint
from search.query import Query
from search.tsvector import RANKS, exactly, vector, wanted

LAYOUT = "5"
"""Counted up with every change of the tables or of the vector below."""
LONGEST_SEARCH = "2s"
BATCH = 500
WORDS = (
    *("community", "group", "document", "kind", "status", "first_day", "last_day", "known_at"),
    *("reading", "entry"),
)
FACETS = {"kind": "kind", "status": "status", "document": "document", "year": "year", "bodies": "body"}
"""The columns that are counted, and what the counts are called."""
BUILDING = 7_290_113
"""The number of the lock that one builder at a time holds."""


class PostgresEngine:
    """An index of entries in tables of its own; see `search.engine.Engine`."""

    def __init__(
        self, database: Database, schema: str = "search", connection: Connection | None = None
    ) -> None:
        self._database = database
        self._connection = connection
        self._rules = f"{LAYOUT}-{fingerprint()}"
        self._schema = schema
        self._entries, self._state, self._words = _tables(schema)

    def within(self, connection: Connection) -> "PostgresEngine":
        """The same index, read and written within a transaction that somebody else began and will commit.

        What fails leaves nothing behind, and the transaction goes on.
        """
        return PostgresEngine(self._database, self._schema, connection)

    def search(self, query: Query, filters: Filters, page: Page = FIRST_PAGE) -> Results:
        """One page of hits; see `Engine.search`."""
        if query.problem or query.is_empty:
            return Results(problem=query.problem)
        with self._reading() as connection:
            allowed = [*self._typed(query), *self._bounds(filters), *self._without(query)]
            results = self._results(connection, query, and_(*allowed, *self._met(query, "&")), page)
            if results.total or len(query.wishes) < 2:
                return results
            some = and_(*allowed, *self._met(query, "|"))
            return self._results(connection, query, some, page, relaxed=True)

    def words(self) -> Collection[str]:
        """Every word as written; see `Engine.words`."""
        with self._reading() as connection:
            return list(connection.scalars(select(self._words.c.word)))

    def has_word(self, word: str, filters: Filters) -> bool:
        """Does it stand where these filters look? See `Engine.has_word`."""
        with self._reading() as connection:
            there = and_(self._matches(exactly(word)), *self._bounds(filters))
            return connection.scalar(select(literal(1)).where(there).limit(1)) is not None

    def replace(self, groups: Mapping[Group, Iterable[Entry]], reached: Reached) -> None:
        """Let these entries, and no others, stand for their groups."""
        columns = self._entries.c
        with self._writing(reached) as connection:
            for (community, name), entries in groups.items():
                same = and_(columns.community == community, columns.group == name)
                connection.execute(delete(self._entries).where(same))
                self._add(connection, entries)

    def reached(self) -> Reached:
        """How far the index has come."""
        try:
            with self._reading() as connection:
                state = self._state.c
                row = connection.execute(select(state.position, state.day, state.note)).first()
                return Reached(row.position, row.day, row.note) if row else Reached()
        except SearchUnavailable:
            return Reached()

    def size(self) -> int:
        """How many entries it holds."""
        with self._reading() as connection:
            return connection.scalar(select(func.count()).select_from(self._entries)) or 0

    def rebuild(self, entries: Iterable[Entry], reached: Reached) -> None:
        """Fill the tables anew in one transaction; searches meet the old rows until it is done."""
        self._create()
        with self._beginning() as connection:
            connection.execute(delete(self._entries))
            connection.execute(delete(self._words))
            self._add(connection, entries)
            self._note(connection, reached)

    def needs_rebuild(self) -> bool:
        """Are the tables missing, or filled with other words and rules?"""
        try:
            with self._reading():
                return False
        except SearchUnavailable:
            return True

    def close(self) -> None:
        """Let go of nothing: the connections belong to whoever gave them."""

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        try:
            with self._beginning() as connection:
                if self._connection is None:
                    connection.execute(text(f"SET LOCAL statement_timeout = '{LONGEST_SEARCH}'"))
                self._must_be_ready(connection)
                yield connection
        except SQLAlchemyError as error:
            raise SearchUnavailable from error

    @contextmanager
    def _writing(self, reached: Reached) -> Iterator[Connection]:
        try:
            with self._beginning() as connection:
                self._must_be_ready(connection)
                yield connection
                self._note(connection, reached)
        except SQLAlchemyError as error:
            raise SearchUnavailable from error

    @contextmanager
    def _beginning(self) -> Iterator[Connection]:
        """A transaction of our own; within somebody else's, a part of it that holds or falls alone."""
        if self._connection is None:
            with self._database.begin() as connection:
                yield connection
        else:
            with self._connection.begin_nested():
                yield self._connection

    def _must_be_ready(self, connection: Connection) -> None:
        if connection.scalar(select(self._state.c.rules)) != self._rules:
            raise SearchUnavailable

    def _create(self) -> None:
        """Make the tables; those of an earlier layout give way."""
        with self._beginning() as connection:
            connection.execute(select(func.pg_advisory_xact_lock(BUILDING)))
            connection.execute(CreateSchema(self._schema, if_not_exists=True))
            if self._is_other_layout(connection):
                self._entries.metadata.drop_all(connection)
            self._entries.metadata.create_all(connection)

    def _is_other_layout(self, connection: Connection) -> bool:
        if not inspect(connection).has_table(self._state.name, schema=self._schema):
            return True
        rules = connection.scalar(select(self._state.c.rules)) or ""
        return not rules.startswith(f"{LAYOUT}-")

    def _note(self, connection: Connection, reached: Reached) -> None:
        state = {"id": 1, "rules": self._rules, **asdict(reached)}
        connection.execute(
            upsert(self._state).values(state).on_conflict_do_update(index_elements=["id"], set_=state)
        )

    def _add(self, connection: Connection, entries: Iterable[Entry]) -> None:
        batch: list[Entry] = []
        for entry in entries:
            batch.append(entry)
            if len(batch) == BATCH:
                self._add_batch(connection, batch)
                batch = []
        if batch:
            self._add_batch(connection, batch)

    def _add_batch(self, connection: Connection, batch: list[Entry]) -> None:
        analyses = [analysed(entry) for entry in batch]
        rows = [_row(entry, analysis) for entry, analysis in zip(batch, analyses, strict=True)]
        connection.execute(insert(self._entries), rows)
        words = sorted({word for analysis in analyses for word in analysis.forms})
        if words:
            new = upsert(self._words).on_conflict_do_nothing()
            connection.execute(new, [{"word": word} for word in words])

    def _typed(self, query: Query) -> list[ColumnElement[bool]]:
        """The filters that were typed: one of each sort must hold."""
        columns = self._entries.c
        typed = [
            columns.kind.in_(query.kinds) if query.kinds else None,
            columns.status.in_(query.statuses) if query.statuses else None,
            columns.document.in_(query.documents) if query.documents else None,
            columns.bodies.op("&&")(list(query.bodies)) if query.bodies else None,
            columns.laws.op("&&")(list(query.laws)) if query.laws else None,
            columns.parties.op("&&")([*query.parties, EVERYONE]) if query.parties else None,
            columns.year.in_(query.years) if query.years else None,
        ]
        return [condition for condition in typed if condition is not None]

    def _bounds(self, filters: Filters) -> list[ColumnElement[bool]]:
        """What the person who searches may see, and when it must be in force."""
        columns = self._entries.c
        bounds = [
            columns.community == filters.community if filters.community else None,
            columns.public if filters.public_only else ~columns.stands_in,
            columns.known_at > filters.since if filters.since else None,
            columns.first_day <= filters.day if filters.day else None,
            columns.last_day >= filters.day if filters.day else ~columns.past,
        ]
        return [condition for condition in bounds if condition is not None]

    def _without(self, query: Query) -> list[ColumnElement[bool]]:
        return [~self._matches(wanted(wish, "ABD")) for wish in query.without]

    def _met(self, query: Query, join: str) -> list[ColumnElement[bool]]:
        """The wishes are met, one of them at least by the place itself and not by what it stands under."""
        if not query.wishes:
            return []
        own = " | ".join(wanted(wish, "ABD") for wish in query.wishes)
        if len(query.wishes) == 1:
            return [self._matches(own)]
        anywhere = f" {join} ".join(wanted(wish, "ABCD") for wish in query.wishes)
        return [self._matches(anywhere), self._matches(own)]

    def _matches(self, tsquery: str) -> ColumnElement[bool]:
        return self._entries.c.vector.bool_op("@@")(_tsquery(tsquery))

    def _results(
        self,
        connection: Connection,
        query: Query,
        met: ColumnElement[bool],
        page: Page,
        relaxed: bool = False,
    ) -> Results:
        columns = [self._entries.c[name] for name in FACETS]
        score = self._score(query).label("score")
        found = select(self._entries.c.key, score, *columns).where(met)
        rows = connection.execute(found.order_by(*self._order(page.order, score))).all()
        wanted_rows = rows[page.offset : page.offset + page.limit]
        entries = self._kept(connection, [row.key for row in wanted_rows])
        hits = tuple(hit(entries[row.key], query, row.score) for row in wanted_rows)
        return Results(len(rows), hits, _facets(rows), relaxed=relaxed and bool(rows))

    def _order(self, order: Order, score: ColumnElement[float]) -> list[ColumnElement[Any]]:
        columns = self._entries.c
        key = columns.key.collate("C")
        match order:
            case Order.BEST:
                return [score.desc(), key]
            case Order.READING:
                return [columns.reading.collate("C"), key]
            case Order.NEWEST:
                return [func.nullif(columns.first_day, NEVER).desc().nulls_last(), key]
            case Order.LATEST:
                return [columns.known_at.collate("C").desc(), columns.reading.collate("C"), key]

    def _kept(self, connection: Connection, keys: list[str]) -> dict[str, Entry]:
        columns = self._entries.c
        rows = connection.execute(select(columns.key, columns.entry).where(columns.key.in_(keys)))
        return {key: Entry.from_json(entry) for key, entry in rows}

    def _score(self, query: Query) -> ColumnElement[float]:
        ranks = [
            func.ts_rank(
                cast(list(RANKS), ARRAY(REAL)), self._entries.c.vector, _tsquery(wanted(wish, "ABCD"))
            )
            for wish in query.wishes
        ]
        return sum(ranks, start=literal(0.0))


def _tsquery(written: str) -> ColumnElement[Any]:
    return cast(written, TSQUERY)


def _facets(rows: Sequence[Any]) -> dict[str, dict[str, int]]:
    counts: dict[str, dict[str, int]] = {}
    for place, name in enumerate(FACETS.values(), start=2):
        values = (row[place] for row in rows)
        one_by_one = (each for value in values for each in (value if isinstance(value, list) else [value]))
        counts[name] = dict(Counter(str(value) for value in one_by_one if value))
    return counts


def _row(entry: Entry, analysis: Analysis) -> dict[str, Any]:
    return {
        "key": entry.key,
        "community": entry.community,
        "group": entry.belongs_to[1],
        "document": entry.document,
        "kind": entry.kind,
        "status": entry.status,
        "bodies": [body.lower() for body in entry.bodies],
        "parties": list(entry.parties) or [EVERYONE],
        "laws": list(entry.laws),
        "known_at": entry.known_at,
        "reading": reading_order(entry),
        "year": entry.year,
        "public": entry.public,
        "stands_in": entry.stands_in,
        "past": entry.past,
        "first_day": entry.first_day or NEVER,
        "last_day": entry.last_day or NEVER,
        "entry": entry.to_json(),
        "vector": vector(analysis),
    }


def _tables(schema: str) -> tuple[Table, Table, Table]:
    metadata = MetaData(schema=schema)
    entries = Table(
        "entry",
        metadata,
        Column("key", Text, primary_key=True),
        *(Column(name, Text, nullable=False) for name in WORDS),
        *(Column(name, ARRAY(Text), nullable=False) for name in ("bodies", "parties", "laws")),
        Column("year", Integer),
        Column("public", Boolean, nullable=False),
        Column("stands_in", Boolean, nullable=False),
        Column("past", Boolean, nullable=False),
        Column("vector", TSVECTOR, nullable=False),
        Index("entry_by_group", "community", "group"),
        Index("entry_by_words", "vector", postgresql_using="gin"),
    )
    state = Table(
        "state",
        metadata,
        Column("id", Integer, primary_key=True, autoincrement=False),
        Column("rules", String(60), nullable=False),
        Column("position", BigInteger, nullable=False),
        Column("day", String(10), nullable=False),
        Column("note", Text, nullable=False),
    )
    words = Table("word", metadata, Column("word", Text, primary_key=True))
    return entries, state, words
