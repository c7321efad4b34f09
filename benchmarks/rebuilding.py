"""How long it takes to make a search anew, and what a page costs meanwhile; then eight who search at once.

    .venv/bin/python -m benchmarks.rebuilding [--sections 20000]

Makes a register of so many sections, builds its index in the background as a server does, and asks for a page
again and again until it is there. Prints seconds of the clock and of the processor; on a machine that does
other work, only the latter tell much.
"""

import argparse
import random
import statistics
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from benchmarks.search_corpus import SECTIONS_OF_DOCUMENT, section
from registry import schema
from registry.database import Database
from registry.house import House, open_house
from registry.indexing import keeper
from registry.settings import Settings
from search.engine import SearchUnavailable
from search.entries import Filters
from tests.house import a_browser
from tests.registry.builders import a_circle, text_with

ALL = Filters("fjord", public_only=False)
PEOPLE = 8
"""Threads that answer in a server."""
WORDS = ("kommunen", "melding pasienter", "ansvar type:samarbeidsavtale", "helseforetaket avtale")


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--sections", type=int, default=4000)
    count = options.parse_args().sections
    keeper.PATIENCE = 3.0
    with tempfile.TemporaryDirectory() as folder:
        house = a_register(Path(folder), count)
        with a_browser(house) as browser:

            def a_page() -> float:
                return took(lambda: browser.get("/dokumenter/d1").raise_for_status())

            during, refused = [], 0
            begun, processor = time.perf_counter(), time.process_time()
            while not house.index.engine.reached().note:
                during.append(a_page())
                refused += "Søket bygges nå" in browser.get("/sok?q=kommunen").text
            seconds = f"{time.perf_counter() - begun:.1f} s, {time.process_time() - processor:.1f} s ours"
            alone = [a_page() for _ in range(20)]
            print(f"{count} sections, {house.index.engine.size()} entries: built in {seconds}")
            print(f"a page: alone {spread(alone)}, meanwhile {spread(during)}; {refused} searches refused")
            at_once(house)


def a_register(folder: Path, count: int) -> House:
    """A register with drafts of so many sections."""
    chance = random.Random(2026)
    settings = Settings(data=folder)
    database = Database(settings.database)
    schema.upgrade(database)
    with database.writing() as session:
        circle = a_circle(session)
        for number in range(count // SECTIONS_OF_DOCUMENT):
            places = [section(chance, each) for each in range(SECTIONS_OF_DOCUMENT)]
            text = text_with(*(f"{each.title}: {each.body}" for each in places))
            document = circle.document(f"d{number}")
            circle.adopted(document, "1", text) if number == 1 else circle.draft(document, "1", text)
    database.close()
    return open_house(settings)


def at_once(house: House) -> None:
    """Eight who search at once, beside one alone."""

    def one(number: int) -> float:
        try:
            return took(
                lambda: house.index.search(WORDS[number % len(WORDS)], Filters("fjord", public_only=False))
            )
        except SearchUnavailable as not_now:
            raise SystemExit(str(not_now)) from not_now

    alone = [one(number) for number in range(80)]
    begun = time.perf_counter()
    with ThreadPoolExecutor(PEOPLE) as people:
        together = list(people.map(one, range(80)))
    each = (time.perf_counter() - begun) / 80
    print(f"a search: alone {spread(alone)}, {PEOPLE} at once {spread(together)}, {1 / each:.0f} a second")


def took(act: Callable[[], object]) -> float:
    """Milliseconds."""
    begun = time.perf_counter()
    act()
    return (time.perf_counter() - begun) * 1000


def spread(values: list[float]) -> str:
    """The middle one and the longest but a twentieth."""
    ordered = sorted(values)
    return f"p50 {statistics.median(ordered):.0f} p95 {ordered[int(len(ordered) * 0.95)]:.0f} ms"


if __name__ == "__main__":
    main()
