"""How many of a hundred questions are answered by the first hit, and by one of the first three.

    .venv/bin/python -m benchmarks.search_quality

Loads the example, and prints shares: by engine, by who asks, for the half that was kept aside while the order
was weighed, and for the engines' own order. Then every question that is not answered first, with what is.
"""

import tempfile
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import create_engine

from registry.house import open_house
from registry.indexing.contents import Contents
from registry.settings import Settings
from search.engine import Engine, Page, Reached
from search.entries import Entry, Results
from search.forgiving import Forgiving
from search.postgres_engine import PostgresEngine
from search.query import parse
from search.whoosh_engine import WhooshEngine
from tests.house import load_example
from tests.postgres import new_database_url
from tests.registry.test_search_quality import EVERYBODY, QUESTIONS, answers

Find = Callable[[str], Results]


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        entries = example(load_example(Path(folder) / "data"))
        engines: dict[str, Engine] = {
            "whoosh": WhooshEngine(Path(folder) / "index"),
            "postgres": PostgresEngine(create_engine(new_database_url())),
        }
        for name, engine in engines.items():
            engine.rebuild(entries, Reached(1, "2026-01-05"))
            told(name, weighed(engine))
            told(f"{name}, its own order", alone(engine))


def example(folder: Path) -> list[Entry]:
    """Everything that the example's index holds."""
    house = open_house(Settings(data=folder))
    with house.database.reading() as session:
        contents = Contents(session)
        found = [entry for group in contents.all_groups() for entry in contents.entries_of(group)]
    house.close()
    return found


def weighed(engine: Engine) -> Find:
    """A search as people get it."""
    forgiving = Forgiving()
    return lambda typed: forgiving.find(engine, parse(typed), EVERYBODY)


def alone(engine: Engine) -> Find:
    """The engine's own order, with nothing weighed; where nothing has all the words, some will do."""
    return lambda typed: engine.search(parse(typed), EVERYBODY, Page())


def told(name: str, find: Find) -> None:
    """Print the shares, and what was not answered first."""
    places: dict[str, int] = {}
    for _, typed, expected in QUESTIONS:
        results = find(typed)
        shown = (*results.hits, *results.near)
        places[typed] = next((at for at, hit in enumerate(shown) if answers(hit, expected.split("|"))), 99)
    print(f"{name:22} first {share(places, 1):5.0%}  among three {share(places, 3):5.0%}")
    aside = {typed: places[typed] for who, typed, _ in QUESTIONS if who.startswith("+")}
    print(f"{'  kept aside':22} first {share(aside, 1):5.0%}  among three {share(aside, 3):5.0%}")
    print("  not first:", ", ".join(f"«{typed}» ({at + 1})" for typed, at in places.items() if at))


def share(places: dict[str, int], among: int) -> float:
    """Those answered among so many first hits."""
    return sum(at < among for at in places.values()) / len(places)


if __name__ == "__main__":
    main()
