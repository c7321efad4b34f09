"""How fast both search engines build and answer, beside SQLite's FTS5 and PostgreSQL's own `norwegian`.

    .venv/bin/python -m benchmarks.search [--sections 10000] [--queries 40] [--engine whoosh --engine fts5]

All are asked in turn, in one run. Ours answer with the twenty best, the total, facets and marked lines; the
others with the twenty best and the total, "norw. whole" with facets and PostgreSQL's own marked lines too.
Milliseconds are p50 / p95; no figure is a promise.
"""

import argparse
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Collection
from functools import partial
from pathlib import Path

from sqlalchemy import create_engine
from sqlalchemy import text as sql

from benchmarks.search_corpus import COMMUNITY, SECTIONS_OF_DOCUMENT, queries, section, sections
from benchmarks.search_rivals import Fts5, Norwegian, Rival
from search.analysis import analysed
from search.engine import Engine, Reached
from search.entries import Entry, Filters
from search.postgres_engine import PostgresEngine
from search.query import parse
from search.whoosh_engine import WhooshEngine
from tests.postgres import new_database_url

__all__ = ["sections"]

ENGINES = ("whoosh", "postgres", "fts5", "fts5 bare", "norwegian")
REPLACED = 12
OF_USUAL_TEXT = 25
"""Sections of a text as they are: the median of the example's is 23, its agreement has 64."""
EVERYBODY = Filters(COMMUNITY, public_only=False)
MEGABYTE = 1_000_000

Ask = Callable[[str], int]


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--sections", type=int, default=10_000)
    options.add_argument("--queries", type=int, default=40)
    options.add_argument("--engine", action="append", choices=ENGINES)
    options.add_argument("--memory", type=Path, help="only open this Whoosh index, and say what it takes")
    asked = options.parse_args()
    if asked.memory:
        tell_memory(asked.memory)
    else:
        measure(asked.sections, asked.queries, asked.engine or ENGINES)


def measure(count: int, how_many: int, wanted: Collection[str]) -> None:
    """Build them all and ask them all."""
    chance = random.Random(2026)
    entries = list(sections(chance, count))
    typed = queries(chance, entries, how_many)
    print(f"{len(entries)} sections, {sum(len(entry.body) for entry in entries) / MEGABYTE:.1f} MB of text")
    print(f"analysis, cold {seconds(partial(analyse, entries)):7.1f} s")
    print(f"analysis, warm {seconds(partial(analyse, entries)):7.1f} s, a part of each build but the bare")
    with tempfile.TemporaryDirectory() as folder:
        chosen = [name for name in ENGINES if name in wanted]
        asking = {name: built(name, entries, Path(folder)) for name in chosen}
        if isinstance(norwegian := getattr(asking.get("norwegian"), "__self__", None), Norwegian):
            asking["norw. whole"] = norwegian.ask_whole
        for kind, several in typed.items():
            tell(kind, several, asking)


def built(name: str, entries: list[Entry], folder: Path) -> Ask:
    """Build the index, tell how long that took and how large it is, and give what asks it."""
    database = create_engine(new_database_url()) if name in {"postgres", "norwegian"} else None
    if database and name == "norwegian":
        return rival_built(name, Norwegian(database), entries)
    if name.startswith("fts5"):
        return rival_built(name, Fts5(folder, with_our_terms=name == "fts5"), entries)
    index = folder / "index"
    engine: Engine = PostgresEngine(database) if database else WhooshEngine(index)
    taken = both_seconds(partial(engine.rebuild, entries, Reached(1)))
    if database:
        with database.connect() as connection:
            tables = sql(
                "SELECT sum(pg_total_relation_size(oid)) FROM pg_class WHERE relkind = 'r' AND "
                "relnamespace = 'search'::regnamespace"
            )
            size = int(connection.scalar(tables) or 0)
    else:
        size = sum(path.stat().st_size for path in index.rglob("*") if path.is_file())
    tell_build(name, taken, size)
    if not database:
        print(
            f"{name:10} first search {1000 * seconds(partial(ask, engine, 'avtale')):.0f} ms, "
            f"reading it through {1000 * seconds(engine.needs_rebuild):.0f} ms"
        )
        again = [sys.executable, "-m", "benchmarks.search", "--memory", str(index)]
        subprocess.run(again, check=True)
    for size in (SECTIONS_OF_DOCUMENT, OF_USUAL_TEXT):
        tell_replacing(name, engine, len(entries), size)
    return partial(ask, engine)


def rival_built(name: str, rival: Rival, entries: list[Entry]) -> Ask:
    """The same for one that is not ours."""
    taken = both_seconds(partial(rival.build, entries))
    tell_build(name, taken, rival.size())
    return rival.ask


def ask(engine: Engine, typed: str) -> int:
    """How many there are, when the first page has been read with its marked lines."""
    return engine.search(parse(typed), EVERYBODY).total


def analyse(entries: list[Entry]) -> None:
    """What each build begins with."""
    for entry in entries:
        analysed(entry)


def tell_build(name: str, taken: tuple[float, float], size: int) -> None:
    """One line."""
    passed, worked = taken
    print(
        f"{name:10} build {passed:7.1f} s ({worked:.1f} s of this process)  {size / MEGABYTE:7.1f} MB",
        flush=True,
    )


def tell_replacing(name: str, engine: Engine, count: int, size: int) -> None:
    """How long it takes to put so many sections in the place of a document, and the next search."""
    chance = random.Random(7)
    taken, after = [], []
    for turn in range(REPLACED):
        document = chance.randrange(count // SECTIONS_OF_DOCUMENT)
        first = document * SECTIONS_OF_DOCUMENT
        community = section(chance, first).community
        new = [section(chance, first + place) for place in range(size)]
        analyse(new)
        group = {(community, f"d{document}@1"): new}
        taken.append(1000 * seconds(partial(engine.replace, group, Reached(turn + 2))))
        after.append(1000 * seconds(partial(ask, engine, "avtale")))
    print(
        f"{name:10} replace {size} sections {spread(taken)} ms, the first search after it {spread(after)} ms"
    )


def tell(kind: str, typed: list[str], asking: dict[str, Ask]) -> None:
    """One line a kind: each query asked of each in turn."""
    taken: dict[str, list[float]] = {name: [] for name in asking}
    totals = dict.fromkeys(asking, 0)
    for text in typed:
        for name, one in asking.items():
            begun = time.perf_counter()
            totals[name] += one(text)
            taken[name].append(1000 * (time.perf_counter() - begun))
    least = {name: statistics.median(each) for name, each in taken.items()}
    for name, each in taken.items():
        ratios = " ".join(f"{least[name] / least[other]:6.1f}x {other}" for other in asking if other != name)
        print(
            f"{kind:16} {name:11} {spread(each)} ms  {totals[name] / len(typed):7.0f} hits  {ratios}",
            flush=True,
        )


def tell_memory(folder: Path) -> None:
    """What a process takes that searches in the index."""
    before = resident()
    engine = WhooshEngine(folder)
    ask(engine, "avtale")
    first = resident()
    for text in ("kommune", "pasient utskrivning", "'sykehus'", "beh*", "ansvar frist"):
        ask(engine, text)
    print(
        f"{'whoosh':10} memory {before:.0f} MB before, {first:.0f} after a search, {resident():.0f} after six"
    )


def resident() -> float:
    """Megabytes of this process in memory."""
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1000
    return 0.0


def spread(values: list[float]) -> str:
    """The median and the 95th of a hundred."""
    ordered = sorted(values)
    return (
        f"{statistics.median(ordered):7.1f} /{ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))]:7.1f}"
    )


def both_seconds(act: Callable[[], object]) -> tuple[float, float]:
    """How long it takes, and how long this process works for it, which is truer on a busy machine."""
    worked = time.process_time()
    return seconds(act), time.process_time() - worked


def seconds(act: Callable[[], object]) -> float:
    """How long it takes."""
    begun = time.perf_counter()
    act()
    return time.perf_counter() - begun


if __name__ == "__main__":
    main()
