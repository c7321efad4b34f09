"""What our engines are measured beside: SQLite's FTS5 and PostgreSQL's own `norwegian`.

Each gives the twenty best and the total, and neither marked lines nor facets, which ours do; `norwegian` is
asked once more for all that ours give. FTS5 is fed twice: with the terms of our analyser, so that it finds
what ours find, and bare, with words as they stand.
"""

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Protocol

from sqlalchemy import Engine as Database
from sqlalchemy import text

from search.analysis import Row, analysed
from search.entries import Entry
from search.query import Number, Prefix, Query, Words, parse

TOP = 20
FACETS = ("kind", "status", "document", "year", "bodies")
OWN_TERMS = "title, body, parts, context, forms"


class Rival(Protocol):
    """Something that is searched beside ours."""

    def build(self, entries: Iterable[Entry]) -> None:
        """Take in all of them."""

    def ask(self, typed: str) -> int:
        """Read the twenty best; how many there are."""

    def size(self) -> int:
        """Bytes of the index."""


class Fts5:
    """FTS5 in a file of its own."""

    def __init__(self, folder: Path, with_our_terms: bool) -> None:
        self._file = folder / f"fts5-{with_our_terms}.sqlite"
        self._database = sqlite3.connect(self._file)
        self._columns: Callable[[Entry], tuple[str, ...]] = _our_terms if with_our_terms else _as_written
        self._asked = _in_our_terms if with_our_terms else _as_typed
        names = OWN_TERMS if with_our_terms else "title, body"
        self._database.executescript(f"""
            CREATE TABLE entry (id INTEGER PRIMARY KEY, kind, status, bodies, past, community, json);
            CREATE VIRTUAL TABLE found USING fts5(
                {names}, content='', tokenize="unicode61 remove_diacritics 0");
        """)

    def build(self, entries: Iterable[Entry]) -> None:
        """Take in all of them, in one transaction."""
        with self._database as connection:
            for number, entry in enumerate(entries):
                columns = self._columns(entry)
                facts = (entry.kind, entry.status, ",".join(entry.bodies), entry.past, entry.community)
                connection.execute(
                    "INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?, ?)", (number, *facts, entry.to_json())
                )
                marks = ", ".join("?" * (len(columns) + 1))
                names = OWN_TERMS if len(columns) > 2 else "title, body"
                connection.execute(f"INSERT INTO found (rowid, {names}) VALUES ({marks})", (number, *columns))

    def ask(self, typed: str) -> int:
        """The best by bm25, and the total."""
        query = parse(typed)
        match, narrowed = self._asked(query), _narrowed(query)
        if not match:
            return 0
        found = f"FROM found JOIN entry ON entry.id = +found.rowid WHERE found MATCH ? {narrowed}"
        total: int = self._database.execute(f"SELECT count(*) {found}", (match,)).fetchone()[0]
        best = f"SELECT json {found} ORDER BY bm25(found) LIMIT {TOP}"
        self._database.execute(best, (match,)).fetchall()
        return total

    def size(self) -> int:
        """Bytes of the file."""
        return self._file.stat().st_size


class Norwegian:
    """PostgreSQL with the configuration it calls `norwegian`; where wanted with marked lines and facets."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.whole = False
        with database.begin() as connection:
            connection.execute(
                text(
                    "CREATE TABLE bare (key text PRIMARY KEY, kind text, status text, bodies text[], "
                    "document text, year text, past boolean, community text, json text, vector tsvector)"
                )
            )

    def build(self, entries: Iterable[Entry]) -> None:
        """Take in all of them, and then make the index."""
        rows = [
            {
                "key": entry.key,
                "kind": entry.kind,
                "status": entry.status,
                "bodies": list(entry.bodies),
                "document": entry.document,
                "year": str(entry.year),
                "past": entry.past,
                "community": entry.community,
                "json": entry.to_json(),
                "title": entry.title,
                "body": entry.body,
            }
            for entry in entries
        ]
        with self._database.begin() as connection:
            connection.execute(
                text(
                    "INSERT INTO bare VALUES (:key, :kind, :status, :bodies, :document, :year, :past, "
                    ":community, :json, "
                    "setweight(to_tsvector('norwegian', :title), 'A') "
                    "|| setweight(to_tsvector('norwegian', :body), 'B'))"
                ),
                rows,
            )
            connection.execute(text("CREATE INDEX ON bare USING gin (vector)"))
            connection.execute(text("ANALYZE bare"))

    def ask(self, typed: str) -> int:
        """The best by ts_rank, and the total."""
        query = parse(typed)
        asked = f"({' && '.join(_for_norwegian(query))})"
        condition = f"vector @@ {asked} {_narrowed(query).replace('bodies LIKE', 'bodies::text LIKE')}"
        words = {f"w{number}": wish for number, wish in enumerate(_typed_words(query))}
        with self._database.connect() as connection:
            best = f"SELECT json FROM bare WHERE {condition} ORDER BY ts_rank(vector, {asked}) DESC, key"
            if not self.whole:
                total = connection.scalar(text(f"SELECT count(*) FROM bare WHERE {condition}"), words)
                connection.execute(text(f"{best} LIMIT {TOP}"), words).all()
                return int(total or 0)
            sets = ", ".join(f"({column})" for column in FACETS)
            counts = f"SELECT {', '.join(FACETS)}, count(*) FROM bare WHERE {condition}"
            counted = connection.execute(text(f"{counts} GROUP BY GROUPING SETS ({sets}, ())"), words).all()
            lines = f"SELECT json, ts_headline('norwegian', json::json ->> 'body', {asked}) FROM"
            connection.execute(text(f"{lines} ({best} LIMIT {TOP}) AS best"), words).all()
        return max((row.count for row in counted), default=0)

    def ask_whole(self, typed: str) -> int:
        """The same, with marked lines and facets."""
        self.whole = True
        total = self.ask(typed)
        self.whole = False
        return total

    def size(self) -> int:
        """Bytes of the table with its indexes."""
        with self._database.connect() as connection:
            return int(connection.scalar(text("SELECT pg_total_relation_size('bare')")) or 0)


def _our_terms(entry: Entry) -> tuple[str, ...]:
    analysis = analysed(entry)
    rows = (_flat(analysis.title), _flat(analysis.body))
    return (*rows, *(" ".join(each) for each in (analysis.parts, analysis.context, analysis.forms)))


def _as_written(entry: Entry) -> tuple[str, ...]:
    return entry.title, entry.body


def _flat(row: Row) -> str:
    return " ".join(term for terms in row for term in terms)


def _in_our_terms(query: Query) -> str:
    wanted = [_wish_in_our_terms(wish) for wish in query.wishes]
    unwanted = [_wish_in_our_terms(wish) for wish in query.without]
    return " NOT ".join([" AND ".join(wanted), *unwanted])


def _wish_in_our_terms(wish: object) -> str:
    match wish:
        case Words(terms=terms, phrases=phrases):
            rows = (" ".join(alternatives[0] for alternatives in row) for row in phrases)
            return _any("title body parts", [*(_quoted(term) for term in terms), *map(_quoted, rows)])
        case Prefix(text=start):
            return _any("forms", [f"{_quoted(start)} *"])
        case Number(text=number):
            return _any("body", [_quoted(number)])
    return ""


def _any(columns: str, alternatives: list[str]) -> str:
    return f"({{{columns}}}: ({' OR '.join(alternatives)}))"


def _as_typed(query: Query) -> str:
    wanted = " AND ".join(_wish_as_typed(wish) for wish in query.wishes)
    return " NOT ".join([wanted, *(_wish_as_typed(wish) for wish in query.without)])


def _wish_as_typed(wish: object) -> str:
    return f"{_quoted(wish.text)} *" if isinstance(wish, Prefix) else _quoted(getattr(wish, "text", ""))


def _quoted(words: str) -> str:
    return '"' + words.replace('"', '""') + '"'


def _for_norwegian(query: Query) -> Iterator[str]:
    for number, wish in enumerate((*query.wishes, *query.without)):
        bare = len(query.wishes) <= number
        if isinstance(wish, Prefix):
            yield f"(:w{number} || ':*')::tsquery"
        else:
            yield f"({'!!' if bare else ''} phraseto_tsquery('norwegian', :w{number}))"


def _typed_words(query: Query) -> list[str]:
    return [wish.text for wish in (*query.wishes, *query.without)]


def _narrowed(query: Query) -> str:
    """What was typed as filters, and what every search is kept to: what is in force in one community."""
    conditions = ["AND community = 'nord' AND NOT past"]
    conditions += [f"AND kind = '{kind}'" for kind in query.kinds]
    conditions += [f"AND status = '{status}'" for status in query.statuses]
    conditions += [f"AND bodies LIKE '%{body}%'" for body in query.bodies]
    return " ".join(conditions)
