"""The tables of the index: one that says how far it has come, and two of each generation.

A generation is filled aside and takes over when the one row of `current` names it; the one before is dropped
as soon as nobody reads it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import (
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
    insert,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, TSVECTOR
from sqlalchemy.dialects.postgresql import insert as upsert

from search.analysis import Analysis, analysed
from search.entries import EVERYONE, NEVER, Entry, reading_order
from search.tsvector import found, ranked

LAYOUT = "7"
"""Counted up with every change of the tables below or of the vectors."""
FACETS = {"kind": "kind", "status": "status", "document": "document", "year": "year", "bodies": "body"}
"""The columns that are counted, and what the counts are called."""
GENERATIONS = 16
OUT_OF_LINE = 512
"""Bytes of a row from which its long values are kept aside, so that what is counted stands close together."""
ASIDE = {"found", "ranked"}
"""Kept aside as they are, for packing them up takes longer than reading them; the text is packed."""


@dataclass(frozen=True, slots=True)
class Tables:
    """The tables of one generation."""

    entries: Table
    words: Table

    def create(self, connection: Connection) -> None:
        """Make them, still without the index of words, which is made faster when they are filled."""
        self.entries.metadata.create_all(connection)
        name = f'"{self.entries.schema}"."{self.entries.name}"'
        kept = [
            f'ALTER COLUMN "{column.name}" SET STORAGE {"EXTERNAL" if column.name in ASIDE else "MAIN"}'
            for column in self.entries.c
            if isinstance(column.type, (Text, String, ARRAY, TSVECTOR)) and column.name != "entry"
        ]
        connection.execute(text(f"ALTER TABLE {name} {', '.join(kept)}"))
        connection.execute(text(f"ALTER TABLE {name} SET (toast_tuple_target = {OUT_OF_LINE})"))

    def finish(self, connection: Connection) -> None:
        """Make the index of words, and let the database count what there is."""
        schema, name = self.entries.schema, self.entries.name
        connection.execute(text(f'CREATE INDEX "{name}_by_words" ON "{schema}"."{name}" USING gin (found)'))
        for table in (self.entries, self.words):
            connection.execute(text(f'ANALYZE "{table.schema}"."{table.name}"'))

    def add(self, connection: Connection, batch: Sequence[Entry]) -> None:
        """Take in some entries."""
        analyses = [analysed(entry) for entry in batch]
        rows = [_row(entry, analysis) for entry, analysis in zip(batch, analyses, strict=True)]
        words = sorted({word for analysis in analyses for word in analysis.forms})
        if rows:
            connection.execute(insert(self.entries), rows)
        if words:
            new = upsert(self.words).on_conflict_do_nothing()
            connection.execute(new, [{"word": word} for word in words])


@lru_cache(maxsize=GENERATIONS)
def tables(schema: str, generation: int) -> Tables:
    """The tables of this generation."""
    metadata = MetaData(schema=schema)
    sorted_by = ("key", "known_at", "reading")
    entries = Table(
        f"entry_{generation}",
        metadata,
        *(Column(name, Text(collation="C"), nullable=False, primary_key=name == "key") for name in sorted_by),
        *(
            Column(name, Text, nullable=False)
            for name in ("community", "group", "document", "kind", "status")
        ),
        *(Column(name, String(10), nullable=False) for name in ("first_day", "last_day")),
        *(Column(name, ARRAY(Text), nullable=False) for name in ("bodies", "parties", "laws")),
        Column("year", Integer),
        *(Column(name, Boolean, nullable=False) for name in ("public", "stands_in", "past")),
        Column("found", TSVECTOR, nullable=False),
        Column("ranked", TSVECTOR, nullable=False),
        Column("entry", Text, nullable=False),
        Index(
            f"entry_{generation}_by_group", "group"
        ),  # not by community: it would be asked instead of the words
    )
    words = Table(f"word_{generation}", metadata, Column("word", Text, primary_key=True))
    return Tables(entries, words)


@lru_cache(maxsize=GENERATIONS)
def current(schema: str) -> Table:
    """The table of one row that says which generation counts, by which rules, and how far it has come."""
    return Table(
        "current",
        MetaData(schema=schema),
        Column("id", Integer, primary_key=True, autoincrement=False),
        Column("rules", String(60), nullable=False),
        Column("generation", BigInteger, nullable=False),
        Column("position", BigInteger, nullable=False),
        Column("day", String(10), nullable=False),
        Column("note", Text, nullable=False),
    )


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
        "found": found(analysis),
        "ranked": ranked(analysis),
    }
