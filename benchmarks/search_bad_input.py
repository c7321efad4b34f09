"""What hostile or unlucky searches cost: 10,000 of them, through both engines.

    .venv/bin/python -m benchmarks.search_bad_input [--sections 20000] [--queries 10000] [--engine whoosh]

Each is read, searched for with all forgiveness, and told in a sentence. Prints milliseconds for each way of
going wrong, and how many were not answered. Wanted: p99 under 300 ms, and none unanswered.
"""

import argparse
import random
import statistics
import tempfile
import time
from collections import defaultdict
from pathlib import Path

from sqlalchemy import create_engine

from benchmarks.search_corpus import COMMUNITY, sections, vocabulary
from search.engine import Engine, Reached
from search.entries import Filters
from search.forgiving import Forgiving
from search.postgres_engine import PostgresEngine
from search.query import parse
from search.telling import corrections, remarks, understood
from search.whoosh_engine import WhooshEngine
from tests.postgres import new_database_url
from tests.search.fuzzing import WAYS, fuzzed

WANTED = 300
ENGINES = ("whoosh", "postgres")
READER = Filters(COMMUNITY)


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--sections", type=int, default=20_000)
    options.add_argument("--queries", type=int, default=10_000)
    options.add_argument("--engine", action="append", choices=ENGINES)
    asked = options.parse_args()
    chance = random.Random(2026)
    entries = list(sections(chance, asked.sections))
    typed = list(fuzzed(asked.queries, sorted(set(vocabulary().some(chance, 5_000)))))
    with tempfile.TemporaryDirectory() as folder:
        for name in asked.engine or ENGINES:
            engine = _engine(name, Path(folder))
            begun = time.perf_counter()
            engine.rebuild(entries, Reached(1))
            print(f"{name}: {len(entries)} sections built in {time.perf_counter() - begun:.0f} s")
            measure(engine, typed)
            engine.close()


def measure(engine: Engine, typed: list[str]) -> None:
    """Ask for all of them, and print what each way of going wrong took."""
    taken: defaultdict[str, list[float]] = defaultdict(list)
    failures: list[str] = []
    forgiving = Forgiving()
    forgiving.find(engine, parse("oppvarming"), READER)
    slowest = (0.0, "")
    for number, text in enumerate(typed):
        begun = time.perf_counter()
        try:
            answered(forgiving, engine, text)
        except Exception as error:
            failures.append(f"{type(error).__name__}: {text[:60]!r}")
        milliseconds = 1000 * (time.perf_counter() - begun)
        taken[WAYS[number % len(WAYS)].__name__.strip("_")].append(milliseconds)
        slowest = max(slowest, (milliseconds, text[:200]))
    for way, each in taken.items():
        tell(way, each)
    tell("all", [each for several in taken.values() for each in several])
    print(f"  slowest {slowest[0]:.0f} ms: {slowest[1]!r}")
    print(f"  unanswered: {len(failures)} {failures[:3]}")


def answered(forgiving: Forgiving, engine: Engine, text: str) -> None:
    """One search, from what was typed to the sentences that tell it."""
    results = forgiving.find(engine, parse(text), READER)
    told = understood(results.query), corrections(results.corrected), *remarks(results.query), results.problem
    if (text.strip("\x00 ") and results.query.text != text) or not any((*told, results.query.is_empty)):
        raise ValueError("the answer says nothing of the search")


def tell(name: str, each: list[float]) -> None:
    """A line of figures."""
    p99 = statistics.quantiles(each, n=100)[98] if len(each) > 1 else each[0]
    late = sum(1 for one in each if one > WANTED)
    print(
        f"  {name:18} p50 {statistics.median(each):6.1f}  p99 {p99:6.1f}  max {max(each):7.1f} ms"
        f"  over {WANTED} ms: {late} of {len(each)}"
    )


def _engine(name: str, folder: Path) -> Engine:
    if name == "postgres":
        return PostgresEngine(create_engine(new_database_url()))
    return WhooshEngine(folder / "index")


if __name__ == "__main__":
    main()
