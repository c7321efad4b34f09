"""How fast the two search engines build and answer, on sections made of our own words.

    .venv/bin/python -m benchmarks.search [--sections 2000]

Prints medians of the answers and their ratios to the quicker engine; no figure is a promise.
"""

import argparse
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from itertools import pairwise
from pathlib import Path

from sqlalchemy import create_engine

from search.engine import Engine, Reached
from search.entries import Entry, Filters
from search.postgres_engine import PostgresEngine
from search.query import parse
from search.whoosh_engine import WhooshEngine
from search.word_lists import word_lists
from tests.postgres import new_database_url

WORDS_PER_SECTION = 150
QUERIES = 40


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--sections", type=int, default=2000)
    chance = random.Random(2026)
    entries = list(sections(chance, options.parse_args().sections))
    asked = queries(chance, entries)
    with tempfile.TemporaryDirectory() as folder:
        engines: dict[str, Engine] = {
            "whoosh": WhooshEngine(Path(folder) / "index"),
            "postgres": PostgresEngine(create_engine(new_database_url())),
        }
        for name, engine in engines.items():
            print(f"{name:9} build {seconds(partial(engine.rebuild, entries, Reached(1))):8.1f} s")
        for kind, typed in asked.items():
            medians = {name: median(engine, typed) for name, engine in engines.items()}
            print(
                f"{kind:9}",
                *(
                    f"{name} {value:7.1f} ms {value / min(medians.values()):5.1f}x "
                    for name, value in medians.items()
                ),
            )


def sections(chance: random.Random, count: int) -> Iterator[Entry]:
    """Sections of common and rare words; a tenth of the words make up half of the text."""
    words = chance.sample(sorted(word_lists().forms), 5000)
    for number in range(count):
        half = WORDS_PER_SECTION // 2
        body = chance.choices(words[:500], k=half) + chance.choices(words, k=half)
        chance.shuffle(body)
        yield Entry(
            key=f"{number:06}",
            document=f"d{number % 60}",
            document_title="Samarbeidsavtale",
            kind="samarbeidsavtale",
            version="1",
            section_id=str(number),
            number=f"{number % 12}.{number % 7}",
            title=" ".join(chance.choices(words, k=3)),
            path="",
            body=" ".join(body),
            status="gjelder",
            language="nb",
            public=True,
            community="nord",
        )


def queries(chance: random.Random, entries: list[Entry]) -> dict[str, list[str]]:
    """What is asked, by kind."""
    pairs = [chance.choice(list(pairwise(chance.choice(entries).body.split()))) for _ in range(QUERIES)]
    return {
        "word": [first for first, _ in pairs],
        "two words": [f"{first} {second}" for first, second in pairs],
        "phrase": [f'"{first} {second}"' for first, second in pairs],
        "beginning": [f"{first[:4]}*" for first, _ in pairs if len(first) > 4],
    }


def median(engine: Engine, typed: list[str]) -> float:
    """Milliseconds for a page of hits."""
    return 1000 * statistics.median(
        seconds(partial(engine.search, parse(text), Filters("nord"))) for text in typed
    )


def seconds(act: Callable[[], object]) -> float:
    """How long it takes."""
    begun = time.perf_counter()
    act()
    return time.perf_counter() - begun


if __name__ == "__main__":
    main()
