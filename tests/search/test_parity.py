"""Both engines find the same places and count the same figures, in a corpus of some size."""

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import islice

import pytest
from sqlalchemy import create_engine

from search.engine import Engine, Page
from search.entries import Entry, Filters, Order, Results
from search.postgres_engine import PostgresEngine
from search.query import Query, parse
from search.whoosh_engine import WhooshEngine
from search.word_lists import word_lists
from tests.postgres import new_database_url
from tests.search.builders import an_entry, at

CHANCE = random.Random(62)
FORMS = CHANCE.sample(sorted(word_lists().forms), 250)
FILLERS = [
    *("og", "i", "som", "til", "§ 6-2,", "§ 6-2 nr. 4", "punkt", "5.2", "c)"),
    *("øyeblikkelig", "hjelp", "helse-", "og", "omsorgstjenester", "ø-hjelp"),
]


def some_words(number: int) -> list[str]:
    return [CHANCE.choice(FILLERS if CHANCE.random() < 0.4 else FORMS) for _ in range(number)]


def corpus() -> list[Entry]:
    return [
        an_entry(
            " ".join(some_words(40)),
            key=f"{number:04}",
            title=" ".join(some_words(3)),
            path=" ".join(some_words(2)),
            number=f"{number % 9 + 1}.{number % 7}",
            kind=CHANCE.choice(["retningslinje", "særavtale"]),
            status=CHANCE.choice(["gjelder", "utkast"]),
            public=CHANCE.random() < 0.7,
            stands_in=CHANCE.random() < 0.1,
            past=CHANCE.random() < 0.2,
            year=CHANCE.choice([2022, 2024, None]),
            bodies=CHANCE.choice([("asu",), ("asu", "psu"), ()]),
            parties=CHANCE.choice([("granvik",), ("granvik", "elvedal"), ("elvedal",), ()]),
            laws=CHANCE.choice([("6-2",), ("6-2-4", "6-2"), ()]),
            first_day=CHANCE.choice(["", "2021-01-01", "2025-05-01"]),
            last_day=CHANCE.choice(["", "2025-04-30"]),
            known_at=CHANCE.choice(["", "2025-01-01T08:00:00Z", "2026-01-01T08:00:00Z"]),
            document=f"d{number % 5}",
            version=CHANCE.choice(["1", "2", "10"]),
            place=number,
            community=CHANCE.choice(["nord", "nord", "sør"]),
        )
        for number in range(100)
    ]


def asked(entries: list[Entry]) -> Iterator[Query]:
    """Searches of every kind, in words that stand in the entries, more than there are of any one kind."""
    while True:
        words = CHANCE.choice(entries).body.split()
        here = CHANCE.randrange(len(words) - 3)
        first, second, other = words[here], words[here + 1], CHANCE.choice(FORMS)
        typed = CHANCE.choice(
            [
                first,
                f"{first} {second}",
                f"{first} {other}",
                f"{first} {second} {other}",
                f'"{first} {second}"',
                f'"{first} {second}" {other}',
                f"{first[:4]}*",
                f"{first[:3]}* {second}",
                f"{first} -{second}",
                f'{first} -"{second} {words[here + 2]}"',
                f"{first} -{other[:3]}*",
                f"{first} type:særavtale",
                f"{first} status:utkast år:2024 organ:psu",
                f"{first} kommune:granvik",
                f"{first} lov:6-2-4",
                "dokument:d3",
                "kommune:elvedal år:2022",
                "§ 6-2",
                "§ 6-2 nr. 4",
                "5.2 c",
                f"ø-hjelp {first}",
            ]
        )
        yield parse(typed)


ENTRIES = corpus()
QUERIES = list(islice(asked(ENTRIES), 130))
READERS = {
    "the public": Filters("nord"),
    "an office": Filters("nord", public_only=False),
    "everywhere": Filters(public_only=False),
    "on a day": Filters("nord", public_only=False, on=date(2025, 4, 30)),
    "what is new": Filters("nord", public_only=False, since="2025-01-01T08:00:00Z"),
}


@pytest.fixture(scope="module")
def engines(tmp_path_factory: pytest.TempPathFactory):
    database = create_engine(new_database_url())
    both: tuple[Engine, Engine] = (WhooshEngine(tmp_path_factory.mktemp("parity")), PostgresEngine(database))
    for engine in both:
        engine.rebuild(ENTRIES, at(1))
    yield both
    both[0].close()
    database.dispose()


def figures(results: Results) -> tuple[object, ...]:
    return results.total, results.facets, results.relaxed


@pytest.mark.parametrize("reader", READERS)
def test_both_engines_find_the_same_places_and_figures(engines, reader):
    differing = []
    for query in QUERIES:
        first, second = (engine.search(query, READERS[reader], Page(limit=300)) for engine in engines)
        same_hits = {(hit.entry.key, hit.snippet) for hit in first.hits} == {
            (hit.entry.key, hit.snippet) for hit in second.hits
        }
        if not same_hits or figures(first) != figures(second):
            differing.append((query.text, first.total, second.total))

    assert differing == []


@pytest.mark.parametrize("order", [Order.READING, Order.NEWEST, Order.LATEST])
def test_both_engines_order_by_facts_alike(engines, order):
    differing = [
        query.text
        for query in QUERIES[:40]
        if len({keys(engine.search(query, READERS["an office"], Page(30, 0, order))) for engine in engines})
        > 1
    ]

    assert differing == []


@pytest.mark.parametrize("number", [0, 1], ids=["whoosh", "postgres"])
def test_the_order_is_the_same_however_the_index_came_about(engines, number, tmp_path):
    database = create_engine(new_database_url())
    grown = (WhooshEngine(tmp_path), PostgresEngine(database))[number]
    grown.rebuild(ENTRIES[:60:-1], at(1))
    for document in {entry.belongs_to for entry in ENTRIES}:
        theirs = [entry for entry in ENTRIES if entry.belongs_to == document]
        grown.replace({document: theirs[::-1]}, at(2))

    differing = [
        query.text
        for query in QUERIES[:60]
        for page in (Page(10), Page(10, 10))
        if engines[number].search(query, READERS["everywhere"], page)
        != grown.search(query, READERS["everywhere"], page)
    ]
    grown.close()
    database.dispose()

    assert differing == []


def keys(results: Results) -> tuple[str, ...]:
    return tuple(hit.entry.key for hit in results.hits)


def test_the_searches_find_something():
    assert len({replace(query, text="") for query in QUERIES}) > 80
