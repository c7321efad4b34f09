"""What a search engine must be able to do, whichever it is.

An index is a copy of what the register holds and may be thrown away at any time. Each write says which
position in the audit trail it brings the index to, so that the register can go on from there.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from search.entries import Entry, Filters, Group, Order, Results
from search.query import Query, Wish

NOT_READY = (
    "Søket er ikke klart akkurat nå, for søkeregisteret må bygges på nytt. "
    "Dokumentene kan leses som vanlig, og ingenting er borte. Prøv igjen om litt."
)


class SearchUnavailable(Exception):
    """The index cannot be read now; nothing in the register is affected."""

    def __init__(self, sentence: str = NOT_READY) -> None:
        super().__init__(sentence)


@dataclass(frozen=True, slots=True)
class Reached:
    """How far an index has come: all acts up to `position` in the audit trail, as things stood on `day`."""

    position: int = 0
    """0 when the index must be built."""
    day: str = ""
    """As 2025-05-01; what is in force changes with the day as well as with acts."""
    note: str = ""
    """What whoever keeps the index wants remembered with it; an engine only keeps it."""


@dataclass(frozen=True, slots=True)
class Page:
    """Which of the hits are wanted, and in which order."""

    limit: int = 20
    offset: int = 0
    order: Order = Order.BEST
    some: bool = True
    """May hits have only some of the words, where nothing has all of them?"""
    any_word: bool = False
    """Are hits wanted that have some of the words, whether or not others have all?"""


FIRST_PAGE = Page()


class Engine(Protocol):
    """An index of entries. Safe to share between threads; several processes may open the same one."""

    def search(self, query: Query, filters: Filters, page: Page = FIRST_PAGE) -> Results:
        """One page of the entries that have every word of the query, or else of those that have some.

        Raises SearchUnavailable when the index must be built first.
        """

    def words(self) -> Collection[str]:
        """Every word as it is written somewhere in the index, whoever may read it; in lower case, composed.

        What is told to a reader of these must first be searched for in what that reader may see: `has_word`.
        """

    def has_word(self, word: str, filters: Filters) -> bool:
        """Does the word stand, written just so, in something that these filters let through?"""

    def words_there(self, words: Collection[str], filters: Filters) -> frozenset[str]:
        """Those of these words that stand, written just so, in something that the filters let through."""

    def counts(self, wishes: Sequence[Wish], filters: Filters) -> tuple[int, ...]:
        """For each wish: by how much of what these filters let through is it met, alone?"""

    def replace(self, groups: Mapping[Group, Iterable[Entry]], reached: Reached) -> None:
        """Let these entries, and no others, stand for their groups; none, to forget one. All or nothing."""

    def reached(self) -> Reached:
        """How far the index has come."""

    def size(self) -> int:
        """How many entries it holds."""

    def rebuild(self, entries: Iterable[Entry], reached: Reached) -> None:
        """Build the index anew from these entries; searches meet the old one until it is done."""

    def needs_rebuild(self) -> bool:
        """Is there no index, or one that cannot be read, or one made with other words and rules?"""

    def close(self) -> None:
        """Let go of files and connections."""
