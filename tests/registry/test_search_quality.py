"""A hundred questions, as staff and health workers type them, are answered by the point that they are about."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine

from registry.house import House
from registry.indexing.contents import Contents
from search.engine import Engine, Reached
from search.entries import Entry, Filters, Hit
from search.forgiving import Forgiving
from search.postgres_engine import PostgresEngine
from search.query import parse
from search.whoosh_engine import WhooshEngine
from tests.postgres import new_database_url

LINES = Path(__file__).parent.parent / "search" / "questions.tsv"
QUESTIONS = [
    tuple(line.split("\t")) for line in LINES.read_text("utf-8").splitlines() if line and line[0] != "#"
]
EVERYBODY = Filters("fjordmark", public_only=True)
FIRST, AMONG_THREE = 0.85, 0.95


@pytest.fixture(params=["whoosh", "postgres"])
def filled(request: pytest.FixtureRequest, example: House, tmp_path: Path) -> Iterator[Engine]:
    """Each engine with all that the example has."""
    with example.database.reading() as session:
        contents = Contents(session)
        entries: list[Entry] = [
            entry for group in contents.all_groups() for entry in contents.entries_of(group)
        ]
    database = create_engine(new_database_url()) if request.param == "postgres" else None
    engine: Engine = PostgresEngine(database) if database else WhooshEngine(tmp_path / "index")
    engine.rebuild(entries, Reached(1, "2026-01-05"))
    yield engine
    engine.close()
    if database:
        database.dispose()


def answers(hit: Hit, places: list[str]) -> bool:
    """Is this one of the places that answer: a point, its section, or an item of the law?"""
    entry = hit.entry
    if entry.kind == "lovkrav":
        return any(place.removeprefix("lov:") in entry.laws for place in places if place.startswith("lov:"))
    return not {f"{entry.document} {hit.number}", f"{entry.document} {entry.number}"}.isdisjoint(places)


def places_of(engine: Engine) -> dict[str, int]:
    """Where among the hits each question is answered: 0 first; those that are not answered are left out."""
    found: dict[str, int] = {}
    forgiving = Forgiving()
    for _, typed, expected in QUESTIONS:
        results = forgiving.find(engine, parse(typed), EVERYBODY)
        shown = enumerate((*results.hits, *results.near))
        at = next((place for place, hit in shown if answers(hit, expected.split("|"))), None)
        if at is not None:
            found[typed] = at
    return found


def test_there_are_a_hundred_questions_and_no_two_are_the_same():
    assert len({typed for _, typed, _ in QUESTIONS}) == len(QUESTIONS) == 100


def test_most_are_answered_first_and_nearly_all_among_the_first_three(filled):
    found = places_of(filled)
    first = [typed for typed, place in found.items() if place == 0]
    three = [typed for typed, place in found.items() if place < 3]

    assert len(first) >= FIRST * len(QUESTIONS), sorted({q for _, q, _ in QUESTIONS} - set(first))
    assert len(three) >= AMONG_THREE * len(QUESTIONS), sorted({q for _, q, _ in QUESTIONS} - set(three))
