"""What an entry is in a Whoosh index: the terms it is found by, and its facts in a column of their own."""

import warnings
from collections.abc import Iterator
from typing import Any

from search.analysis import Row, analysed
from search.entries import Entry, Group
from search.whoosh_engine.facts import written

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # settled code from before Python 3.12, which warns of its strings
    from whoosh.analysis import Token
    from whoosh.columns import VarBytesColumn
    from whoosh.fields import COLUMN, ID, KEYWORD, STORED, TEXT, Schema

LAYOUT = "6"
"""Counted up with every change of the schema below, or of `Facts`."""
STATE = "@state"
"""The key of the one entry that is none: it keeps how far the index has come."""


class Prepared:
    """Takes in a row that is analysed already: positions by spaces, terms at one position by bars."""

    def __call__(self, value: str, positions: bool = False, mode: str = "", **_: Any) -> Iterator[Token]:
        """The tokens Whoosh asks for."""
        token = Token(positions, mode=mode, boost=1.0, stopped=False)
        for position, terms in enumerate(value.split(" ")):
            for term in filter(None, terms.split("|")):
                token.text, token.pos = term, position
                yield token


SCHEMA = Schema(
    key=ID(unique=True),
    position=STORED(),
    day=STORED(),
    note=STORED(),
    entry=STORED(),
    facts=COLUMN(VarBytesColumn()),
    group=ID(),
    laws=KEYWORD(),
    number=ID(),
    cited=KEYWORD(),
    title=TEXT(analyzer=Prepared()),
    body=TEXT(analyzer=Prepared()),
    parts=KEYWORD(),
    context=KEYWORD(),
    forms=KEYWORD(),
)


def fields(entry: Entry) -> dict[str, object]:
    """The entry as Whoosh takes it in."""
    analysis = analysed(entry)
    return {
        "key": entry.key,
        "entry": entry.to_json(),
        "facts": written(entry),
        "group": name_of(entry.belongs_to),
        "laws": analysis.laws,
        "number": analysis.number,
        "cited": analysis.cited,
        "title": _row(analysis.title),
        "body": _row(analysis.body),
        "parts": analysis.parts,
        "context": analysis.context,
        "forms": analysis.forms,
    }


def name_of(group: Group) -> str:
    """A group as one word."""
    return "\x1f".join(group)


def _row(row: Row) -> str:
    return " ".join("|".join(terms) for terms in row)
