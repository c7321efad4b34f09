"""What a search engine must be able to do, whichever it is.

An index is a copy of what the register holds and may be thrown away at any time. Each write says which
position in the audit trail it brings the index to, so that the register can go on from there.
"""

from collections.abc import Iterable
from typing import Protocol

from search.entries import Entry, Filters, Results
from search.query import Query


class SearchUnavailable(Exception):
    """The index cannot be read now; nothing in the register is affected."""

    def __init__(self) -> None:
        """The sentence is the same whatever the cause, for the way on is."""
        super().__init__(
            "Søket er ikke klart akkurat nå, for søkeregisteret må bygges på nytt. "
            "Dokumentene kan leses som vanlig, og ingenting er borte. Prøv igjen om litt."
        )


class Engine(Protocol):
    """An index of entries. Safe to share between threads; several processes may open the same one."""

    def search(self, query: Query, filters: Filters, limit: int = 20, offset: int = 0) -> Results:
        """One page of the entries that have every word of the query, or else those that have some.

        Raises SearchUnavailable when the index must be built first.
        """

    def replace_version(
        self, community: str, document: str, version: str, entries: Iterable[Entry], position: int
    ) -> None:
        """Let these entries, and no others, stand for the version."""

    def remove_version(self, community: str, document: str, version: str, position: int) -> None:
        """Forget the version."""

    def remove_document(self, community: str, document: str, position: int) -> None:
        """Forget the document and all its versions."""

    def advance(self, position: int) -> None:
        """Note that nothing up to this position in the audit trail changes the index."""

    def position(self) -> int:
        """How far in the audit trail the index has come; 0 when it must be built."""

    def rebuild(self, entries: Iterable[Entry], position: int) -> None:
        """Build the index anew from these entries; searches meet the old one until it is done."""

    def needs_rebuild(self) -> bool:
        """Is there no index, or one that cannot be read, or one made with other words and rules?"""

    def close(self) -> None:
        """Let go of files and connections."""
