"""What an entry is in a Whoosh index."""

import warnings
from collections.abc import Iterator
from typing import Any

from search.analysis import Row, analysed
from search.entries import EVERYONE, NEVER, Entry, reading_order

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # settled code from before Python 3.12, which warns of its strings
    from whoosh.analysis import Token
    from whoosh.fields import ID, KEYWORD, STORED, TEXT, Schema

LAYOUT = "4"
"""Counted up with every change of the schema below."""
STATE = "@state"
"""The key of the one entry that is none: it keeps how far the index has come."""


class Prepared:
    """Takes in a row that is analysed already: positions by spaces, terms at one position by bars."""

    def __call__(self, value: str, positions: bool = False, mode: str = "", **_: Any) -> Iterator[Token]:
        """The tokens Whoosh asks for."""
        token = Token(positions, mode=mode)
        for position, terms in enumerate(value.split(" ")):
            for term in filter(None, terms.split("|")):
                token.text, token.boost, token.stopped, token.pos = term, 1.0, False, position
                yield token


SCHEMA = Schema(
    key=ID(unique=True, sortable=True),
    position=STORED(),
    day=STORED(),
    note=STORED(),
    entry=STORED(),
    community=ID(),
    group=ID(),
    document=ID(sortable=True),
    kind=ID(sortable=True),
    status=ID(sortable=True),
    bodies=KEYWORD(commas=True, sortable=True),
    parties=KEYWORD(commas=True),
    laws=KEYWORD(commas=True),
    year=ID(sortable=True),
    known_at=ID(sortable=True),
    reading=ID(sortable=True),
    public=ID(),
    past=ID(),
    first_day=ID(sortable=True),
    last_day=ID(),
    number=ID(),
    cited=KEYWORD(commas=True),
    title=TEXT(analyzer=Prepared()),
    body=TEXT(analyzer=Prepared()),
    parts=KEYWORD(scorable=True),
    context=KEYWORD(scorable=True),
    forms=KEYWORD(scorable=True),  # never scored, but without lengths Whoosh asks the disk for each posting
)


def fields(entry: Entry) -> dict[str, str]:
    """The entry as Whoosh takes it in."""
    analysis = analysed(entry)
    return {
        "key": entry.key,
        "entry": entry.to_json(),
        "community": entry.community,
        "document": entry.document,
        "group": entry.belongs_to[1],
        "kind": entry.kind,
        "status": entry.status,
        "bodies": ",".join(entry.bodies).lower(),
        "parties": ",".join(entry.parties) or EVERYONE,
        "laws": ",".join(entry.laws),
        "known_at": entry.known_at,
        "reading": reading_order(entry),
        "year": str(entry.year or ""),
        "public": _yes(entry.public),
        "past": _yes(entry.past),
        "first_day": entry.first_day or NEVER,
        "last_day": entry.last_day or NEVER,
        "number": analysis.number,
        "cited": ",".join(analysis.cited),
        "title": _written(analysis.title),
        "body": _written(analysis.body),
        "parts": " ".join(analysis.parts),
        "context": " ".join(analysis.context),
        "forms": " ".join(analysis.forms),
    }


def _written(row: Row) -> str:
    return " ".join("|".join(terms) for terms in row)


def _yes(value: bool) -> str:
    return "1" if value else "0"
