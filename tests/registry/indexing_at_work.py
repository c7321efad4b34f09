"""A program that writes in a register and its index without rest, to be killed at any moment.

    python -m tests.registry.indexing_at_work FOLDER DATABASE

It is told on a line what to do, and does it in processes of its own, forked after the dictionaries were read so
that they begin at once. When these have ended it says "gone", and how each of them ended.
"""

import os
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable
from functools import partial
from itertools import count
from pathlib import Path

from registry.house import House, open_house
from registry.settings import Settings
from search.engine import Page
from search.norwegian import query_terms
from tests.registry.searching import ALL, done, written

TEXTS = ("a", "b", "c")
SECTIONS = 12
ADDED = 5
"""Texts that each of those who write adds."""
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


def add(settings: Settings, name: str) -> None:
    """Write some texts, each in an act of its own, and search for what was just written."""
    house = open_house(settings)
    for ref in (f"{name}-{number}" for number in range(ADDED)):
        done(house, partial(written, words=COMMON, ref=ref, sections=SECTIONS))
        assert ref in found(house), ref


def look(settings: Settings) -> None:
    """Search again and again: nothing is found twice or in part, and what was found once is found again."""
    house, before = open_house(settings), set[str]()
    while len(before) < 2 * ADDED + len(TEXTS):
        now = found(house)
        assert set(now.values()) == {SECTIONS}, now
        assert before <= now.keys(), before - now.keys()
        before = set(now)
        time.sleep(0.02)


def found(house: House) -> dict[str, int]:
    """How many sections are found of each text."""
    results = house.index.search(COMMON, ALL, Page(limit=500), exact=True)
    return dict(Counter(hit.entry.document for hit in results.hits if hit.entry.section_id))


def forked(act: Callable[[], None]) -> int:
    """Somebody who does this; ends with 0 where all went well."""
    child = os.fork()
    if child:
        return child
    try:
        act()
    except BaseException:
        traceback.print_exc()
        os._exit(1)
    os._exit(0)


def main() -> None:
    """Begin whatever is asked for: "work 7" from state 7, or "together"."""
    settings = Settings(data=Path(sys.argv[1]), database_url=sys.argv[2])
    query_terms("avtalane")
    for line in sys.stdin:
        match line.split():
            case ["work", first]:
                children = [forked(partial(work, settings, int(first)))]
            case _:
                adding = [partial(add, settings, name) for name in ("nord", "sor")]
                children = [forked(act) for act in (*adding, *[partial(look, settings)] * 2)]
        ends = [os.waitpid(child, 0)[1] for child in children]
        print("gone", *ends, flush=True)


if __name__ == "__main__":
    main()
