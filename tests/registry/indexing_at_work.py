"""A program that writes in a register and its index without rest, to be killed at any moment.

    python -m tests.registry.indexing_at_work FOLDER DATABASE

It is told on a line from which state to begin, and answers with the number of a process of its own, which works
until it is killed, and then with "gone". All are forked from one that has read the dictionaries, to begin at once.
"""

import os
import sys
from itertools import count
from pathlib import Path

from registry.house import House, open_house
from registry.settings import Settings
from search.norwegian import query_terms
from tests.registry.searching import done, written

TEXTS = ("a", "b", "c")
SECTIONS = 12
COMMON = "fjellvettregel"
"""Stands in every section."""


def mark(state: int) -> str:
    """The word that every section of a text has in this state of it."""
    return f"tilstand{state}"


def write(house: House, state: int) -> None:
    """Bring all texts into this state, in one act."""

    def act(circle) -> None:
        for ref in TEXTS:
            written(circle, f"{COMMON} {mark(state)}", ref, sections=SECTIONS)

    done(house, act)


def work(settings: Settings, first: int) -> None:
    """Write and index, write and build anew, for ever."""
    house = open_house(settings)
    print(os.getpid(), flush=True)
    for state in count(first):
        write(house, state)
        if state % 2:
            house.index.catch_up()
        else:
            house.index.rebuild()


def main() -> None:
    """Begin another one whenever told to."""
    settings = Settings(data=Path(sys.argv[1]), database_url=sys.argv[2])
    query_terms("avtalane")
    for line in sys.stdin:
        child = os.fork()
        if not child:
            work(settings, int(line))
        os.waitpid(child, 0)
        print("gone", flush=True)


if __name__ == "__main__":
    main()
