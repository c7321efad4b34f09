"""The search engine inside PostgreSQL, for when one machine is outgrown.

The terms are ours, not PostgreSQL's: `search.analysis` makes them, `search.tsvector` writes them as the
database reads them, and the database only keeps and finds them.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
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

from search.analysis import analysed
from search.engine import SearchUnavailable
from search.entries import NEVER, Entry, Filters, Results
from search.matching import hit
from search.norwegian import fingerprint
from search.query import Query
from search.tsvector import RANKS, vector, wanted

LAYOUT = "2"
"""Counted up with every change of the tables or of the vector below."""
LONGEST_SEARCH = "2s"
BATCH = 500
WORDS = ("community", "document", "version", "kind", "status", "first_day", "last_day", "entry")
FACETS = ("kind", "status", "document")
BUILDING = 7_290_113
"""The number of the lock that one builder at a time holds."""


class PostgresEngine:
    """An index of entries in tables of its own; see `search.engine.Engine`."""

    def __init__(self, database: Database, schema: str = "search") -> None:
        self._database = database
        self._rules = f"{LAYOUT}-{fingerprint()}"
        self._schema = schema
        self._entries, self._state = _tables(schema)

    def search(self, query: Query, filters: Filters, limit: int = 20, offset: int = 0) -> Results:
        """One page of hits; see `Engine.search`."""
        if query.problem or query.is_empty:
            return Results(problem=query.problem)
        with self._reading() as connection:
            allowed = self._allowed(query, filters)
            results = self._results(connection, query, and_(*allowed, *self._met(query, "&")), limit, offset)
            if results.total or len(query.wishes) < 2:
                return results
            some = and_(*allowed, *self._met(query, "|"))
            return self._results(connection, query, some, limit, offset, relaxed=True)

    def replace_version(
        self, community: str, document: str, version: str, entries: Iterable[Entry], position: int
    ) -> None:
        """Let these entries, and no others, stand for the version."""
        with self._writing(position) as connection:
            connection.execute(delete(self._entries).where(self._of(community, document, version)))
            self._add(connection, entries)

    def remove_version(self, community: str, document: str, version: str, position: int) -> None:
        """Forget the version."""
        with self._writing(position) as connection:
            connection.execute(delete(self._entries).where(self._of(community, document, version)))

    def remove_document(self, community: str, document: str, position: int) -> None:
        """Forget the document and all its versions."""
        with self._writing(position) as connection:
            connection.execute(delete(self._entries).where(self._of(community, document)))

    def advance(self, position: int) -> None:
        """Note that nothing up to this position changes the index."""
        with self._writing(position):
            pass

    def position(self) -> int:
        """How far in the audit trail the index has come; 0 when it must be built."""
        try:
            with self._reading() as connection:
                return connection.scalar(select(self._state.c.position)) or 0
        except SearchUnavailable:
            return 0

    def rebuild(self, entries: Iterable[Entry], position: int) -> None:
        """Fill the tables anew in one transaction; searches meet the old rows until it is done."""
        self._create()
        with self._database.begin() as connection:
            connection.execute(delete(self._entries))
            self._add(connection, entries)
            self._note(connection, position)

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
            with self._database.connect() as connection:
                connection.execute(text(f"SET LOCAL statement_timeout = '{LONGEST_SEARCH}'"))
                self._must_be_ready(connection)
                yield connection
        except SQLAlchemyError as error:
            raise SearchUnavailable from error

    @contextmanager
    def _writing(self, position: int) -> Iterator[Connection]:
        try:
            with self._database.begin() as connection:
                self._must_be_ready(connection)
                yield connection
                self._note(connection, position)
        except SQLAlchemyError as error:
            raise SearchUnavailable from error

    def _must_be_ready(self, connection: Connection) -> None:
        if connection.scalar(select(self._state.c.rules)) != self._rules:
            raise SearchUnavailable

    def _create(self) -> None:
        """Make the tables; those of an earlier layout give way."""
        with self._database.begin() as connection:
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

    def _note(self, connection: Connection, position: int) -> None:
        state = {"id": 1, "rules": self._rules, "position": position}
        connection.execute(
            upsert(self._state).values(state).on_conflict_do_update(index_elements=["id"], set_=state)
        )

    def _add(self, connection: Connection, entries: Iterable[Entry]) -> None:
        batch: list[dict[str, Any]] = []
        for entry in entries:
            batch.append(_row(entry))
            if len(batch) == BATCH:
                connection.execute(insert(self._entries), batch)
                batch = []
        if batch:
            connection.execute(insert(self._entries), batch)

    def _of(self, community: str, document: str, version: str = "") -> ColumnElement[bool]:
        columns = self._entries.c
        same = [columns.community == community, columns.document == document]
        return and_(*same, *([columns.version == version] if version else []))

    def _allowed(self, query: Query, filters: Filters) -> list[ColumnElement[bool]]:
        """What must hold besides the words: the filters typed, and those of the person who searches."""
        columns = self._entries.c
        typed = [
            columns.kind.in_(query.kinds) if query.kinds else None,
            columns.status.in_(query.statuses) if query.statuses else None,
            columns.bodies.op("&&")(list(query.bodies)) if query.bodies else None,
            columns.year.in_(query.years) if query.years else None,
            columns.community == filters.community if filters.community else None,
            columns.public if filters.public_only else None,
            columns.first_day <= filters.day if filters.day else None,
            columns.last_day >= filters.day if filters.day else ~columns.past,
        ]
        return [condition for condition in typed if condition is not None]

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
        return self._entries.c.vector.op("@@")(_tsquery(tsquery))

    def _results(
        self,
        connection: Connection,
        query: Query,
        met: ColumnElement[bool],
        limit: int,
        offset: int,
        relaxed: bool = False,
    ) -> Results:
        columns = [self._entries.c[name] for name in FACETS]
        score = self._score(query).label("score")
        key = self._entries.c.key
        found = select(key, score, *columns).where(met).order_by(score.desc(), key.collate("C"))
        rows = connection.execute(found).all()
        facets = {
            name: dict(Counter(row[place] for row in rows)) for place, name in enumerate(FACETS, start=2)
        }
        page = rows[offset : offset + limit]
        entries = self._kept(connection, [row.key for row in page])
        hits = tuple(hit(entries[row.key], query, row.score) for row in page)
        return Results(len(rows), hits, facets, relaxed=relaxed and bool(rows))

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


def _row(entry: Entry) -> dict[str, Any]:
    return {
        "key": entry.key,
        "community": entry.community,
        "document": entry.document,
        "version": entry.version,
        "kind": entry.kind,
        "status": entry.status,
        "bodies": [body.lower() for body in entry.bodies],
        "year": entry.year,
        "public": entry.public,
        "past": entry.past,
        "first_day": entry.first_day or NEVER,
        "last_day": entry.last_day or NEVER,
        "entry": entry.to_json(),
        "vector": vector(analysed(entry)),
    }


def _tables(schema: str) -> tuple[Table, Table]:
    metadata = MetaData(schema=schema)
    entries = Table(
        "entry",
        metadata,
        Column("key", Text, primary_key=True),
        *(Column(name, Text, nullable=False) for name in WORDS),
        Column("bodies", ARRAY(Text), nullable=False),
        Column("year", Integer),
        Column("public", Boolean, nullable=False),
        Column("past", Boolean, nullable=False),
        Column("vector", TSVECTOR, nullable=False),
        Index("entry_by_version", "community", "document", "version"),
        Index("entry_by_words", "vector", postgresql_using="gin"),
    )
    state = Table(
        "state",
        metadata,
        Column("id", Integer, primary_key=True, autoincrement=False),
        Column("rules", String(60), nullable=False),
        Column("position", BigInteger, nullable=False),
    )
    return entries, state
