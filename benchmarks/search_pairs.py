"""Which words find which: ours, PostgreSQL's own `norwegian`, and SQLite FTS5, on the same pairs.

    .venv/bin/python -m benchmarks.search_pairs [pairs.tsv ...]

Without a file: the pairs of the tests and those held out. A line of a file is must or mustnot, a word that is
typed and a word that is written, with tabs between. Recall is the share of must that is found, false how many
of mustnot are; the ratio is our recall to the other's. Ours is asked twice: as words, and as a search with
synonyms.
"""

import argparse
import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path

from sqlalchemy import create_engine, text

from search.norwegian import query_terms, text_parts, text_terms
from search.terms import TermFinder
from tests.postgres import new_database_url

PAIRS = [Path("tests/search/pairs.tsv"), Path("tests/search/held_out.tsv")]
FOUND = text("SELECT to_tsvector('norwegian', :written) @@ plainto_tsquery('norwegian', :typed)")

Pair = tuple[str, str]
Finder = Callable[[Sequence[Pair]], list[bool]]
"""Says of each pair whether a search for the first word finds the second."""


def main() -> None:
    """Ask all of them and print."""
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("files", nargs="*", type=Path, default=PAIRS)
    finders: dict[str, Finder] = {
        "ours": ours,
        "ours, searched": searched,
        "postgres norwegian": postgres,
        "fts5 unicode61": fts5,
    }
    for path in options.parse_args().files:
        must, mustnot = read(path, "must"), read(path, "mustnot")
        print(f"\n{path.name}: {len(must)} must, {len(mustnot)} mustnot")
        found = {name: (sum(find(must)), sum(find(mustnot))) for name, find in finders.items()}
        for name, (right, wrong) in found.items():
            ratio = found["ours"][0] / max(1, right)
            share = right / max(1, len(must))
            print(f"  {name:20} recall {right:5} {share:6.1%}   false {wrong:4}   ours finds {ratio:5.2f}x")


def read(path: Path, kind: str) -> list[Pair]:
    """The pairs of one kind."""
    rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines())
    return [(row[1], row[2]) for row in rows if row[0] == kind]


def ours(pairs: Sequence[Pair]) -> list[bool]:
    """Our analyser, no synonyms."""
    return [
        not set(query_terms(typed)).isdisjoint((*text_terms(written), *text_parts(written)))
        for typed, written in pairs
    ]


def searched(pairs: Sequence[Pair]) -> list[bool]:
    """Our analyser and the synonyms, as a catalogue's terms are looked for in running text."""
    return [bool(TermFinder([typed])(written)) for typed, written in pairs]


def postgres(pairs: Sequence[Pair]) -> list[bool]:
    """PostgreSQL's text search with the configuration that comes with it."""
    engine = create_engine(new_database_url())
    with engine.connect() as connection:
        found = [
            bool(connection.scalar(FOUND, {"typed": typed, "written": written})) for typed, written in pairs
        ]
    engine.dispose()
    return found


def fts5(pairs: Sequence[Pair]) -> list[bool]:
    """SQLite's text search with its own tokenizer; each word is asked for in quotation marks."""
    connection = sqlite3.connect(":memory:")
    connection.execute(
        "CREATE VIRTUAL TABLE texts USING fts5(body, tokenize = 'unicode61 remove_diacritics 0')"
    )
    connection.executemany(
        "INSERT INTO texts (rowid, body) VALUES (?, ?)",
        [(number, written) for number, (_, written) in enumerate(pairs)],
    )
    asked = "SELECT 1 FROM texts WHERE rowid = ? AND texts MATCH ?"
    return [
        connection.execute(asked, (number, f'"{typed}"')).fetchone() is not None
        for number, (typed, _) in enumerate(pairs)
    ]


if __name__ == "__main__":
    main()
