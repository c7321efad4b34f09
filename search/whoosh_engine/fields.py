"""What an entry is in a Whoosh index: the terms it is found by, and its facts in a column of their own."""

import warnings
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from search.analysis import Row, analysed
from search.entries import Entry, Group
from search.whoosh_engine.facts import written

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # settled code from before Python 3.12, which warns of its strings
    from whoosh.columns import VarBytesColumn
    from whoosh.fields import COLUMN, ID, STORED, FieldType, Schema
    from whoosh.formats import Existence, Positions

Posting = tuple[bytes, int, float, bytes]
"""A term, how often it is there, the same as its weight, and where."""

LAYOUT = "7"
"""Counted up with every change of the schema below, or of `Facts`."""
STATE = "@state"
"""The key of the one entry that is none: it keeps how far the index has come."""


class Places(Positions):  # type: ignore[misc]  # Whoosh has no types
    """Where in a text a term stands, as plain numbers."""

    def encode(self, places: list[int]) -> bytes:
        """Four bytes each."""
        return array("I", places).tobytes()

    def decode_positions(self, kept: bytes) -> list[int]:
        """The same numbers."""
        return array("I", kept).tolist()


class InRow(FieldType):  # type: ignore[misc]
    """Words in a row, with the places where each stands, as they were analysed."""

    def __init__(self) -> None:
        self.format = Places()

    def index(self, row: Row, **_: Any) -> Iterator[Posting]:
        """What Whoosh keeps of each term."""
        places: defaultdict[str, list[int]] = defaultdict(list)
        for place, terms in enumerate(row):
            for term in terms:
                places[term].append(place)
        encode = self.format.encode
        return (
            (term.encode(), len(stood), float(len(stood)), encode(stood)) for term, stood in places.items()
        )


class Counted(FieldType):  # type: ignore[misc]
    """Terms, each with how often it is there."""

    def __init__(self) -> None:
        self.format = Existence()

    def index(self, terms: Sequence[str], **_: Any) -> Iterator[Posting]:
        """What Whoosh keeps of each term."""
        return ((term.encode(), times, float(times), b"") for term, times in Counter(terms).items())


SCHEMA = Schema(
    key=ID(unique=True),
    position=STORED(),
    day=STORED(),
    note=STORED(),
    entry=STORED(),
    facts=COLUMN(VarBytesColumn()),
    group=ID(),
    laws=Counted(),
    number=ID(),
    cited=Counted(),
    title=InRow(),
    body=InRow(),
    parts=Counted(),
    context=Counted(),
    forms=Counted(),
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
        "title": analysis.title,
        "body": analysis.body,
        "parts": analysis.parts,
        "context": analysis.context,
        "forms": analysis.forms,
    }


def name_of(group: Group) -> str:
    """A group as one word."""
    return "\x1f".join(group)
