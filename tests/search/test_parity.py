"""Both engines find the same places and count the same figures, in a corpus of some size."""

import random
from itertools import islice

import pytest
from sqlalchemy import create_engine

from search.engine import Engine, Page
from search.entries import Entry, Filters
from search.postgres_engine import PostgresEngine
from search.query import parse
from search.whoosh_engine import WhooshEngine
from search.word_lists import word_lists
from tests.postgres import new_database_url
from tests.search.builders import an_entry, at

CHANCE = random.Random(62)
FORMS = CHANCE.sample(sorted(word_lists().forms), 250)
FILLERS = [
    *("og", "i", "som", "til", "§ 6-2,", "punkt", "5.2", "c)"),
    *("øyeblikkelig", "hjelp", "helse-", "og", "omsorgstjenester", "ø-hjelp"),
]


def some_words(number: int) -> list[str]:
    return [CHANCE.choice(FILLERS if CHANCE.random() < 0.4 else FORMS) for _ in range(number)]


def corpus() -> list[Entry]:
    return [
        an_entry(
            " ".join(some_words(60)),
            key=f"{number:04}",
            title=" ".join(some_words(3)),
            number=f"{number % 9 + 1}.{number % 7}",
            kind=CHANCE.choice(["retningslinje", "særavtale"]),
            status=CHANCE.choice(["gjelder", "utkast"]),
            public=CHANCE.random() < 0.7,
            year=CHANCE.choice([2022, 2024, None]),
            bodies=CHANCE.choice([("asu",), ("asu", "psu"), ()]),
            document=f"d{number % 5}",
        )
        for number in range(120)
    ]


def typed(entries: list[Entry]) -> list[str]:
    def one() -> str:
        words = CHANCE.choice(entries).body.split()
        at = CHANCE.randrange(len(words) - 3)
        return CHANCE.choice(
            [
                words[at],
                " ".join(words[at : at + 2]),
                f"{words[at]} {CHANCE.choice(FORMS)}",
                '"' + " ".join(words[at : at + 2]) + '"',
                words[at][:4] + "*",
                f"{words[at]} type:særavtale",
                f"{words[at]} status:utkast år:2024 organ:psu",
                "§ 6-2",
                "5.2 c",
                "ø-hjelp",
            ]
        )

    return list(islice(iter(one, None), 160))


ENTRIES = corpus()
QUERIES = typed(ENTRIES)


@pytest.fixture(scope="module")
def engines(tmp_path_factory: pytest.TempPathFactory):
    database = create_engine(new_database_url())
    both: tuple[Engine, Engine] = (WhooshEngine(tmp_path_factory.mktemp("parity")), PostgresEngine(database))
    for engine in both:
        engine.rebuild(ENTRIES, at(1))
    yield both
    both[0].close()
    database.dispose()


@pytest.mark.parametrize("public_only", [True, False])
def test_both_engines_find_the_same_places_and_figures(engines, public_only):
    differing = []
    for text in QUERIES:
        first, second = (
            engine.search(parse(text), Filters("nord", public_only), Page(limit=300)) for engine in engines
        )
        same_keys = {hit.entry.key for hit in first.hits} == {hit.entry.key for hit in second.hits}
        same_rest = (first.total, first.facets, first.relaxed) == (
            second.total,
            second.facets,
            second.relaxed,
        )
        if not (same_keys and same_rest):
            differing.append((text, first.total, second.total))

    assert differing == []


def test_the_searches_find_something():
    assert len(set(QUERIES)) > 100
