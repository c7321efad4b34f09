"""An index that grew act by act answers as one that was built at once, and both engines find the same.

In full, the whole course of the example is gone through, with the index brought up to date in between. Else some
acts are done after it, for loading it takes long.
"""

import os
import random
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import create_engine
from sqlalchemy.orm import Session

from documents.kinds import ChangeClass
from registry import clock, schema
from registry.database import Database
from registry.examples import loading
from registry.indexing.contents import Contents
from registry.indexing.turns import TurnsByFile
from registry.indexing.updates import Updates
from registry.operations import bodies, documents
from registry.permissions import OPERATOR
from registry.queries import documents as document_queries
from registry.settings import Settings
from search.engine import Engine, Page
from search.entries import Entry, Filters, Order, Results
from search.postgres_engine import PostgresEngine
from search.query import parse
from search.whoosh_engine import WhooshEngine
from tests.postgres import new_database_url
from tests.registry.builders import GUIDELINE, Circle, text_with, the_circle

FULL = os.environ.get("AVTALEVERK_TEST_FULL") == "1"
QUERIES = 500 if FULL else 60
STEPS_AT_ONCE = 15
"""Steps of the example's course between two times that the indexes are brought up to date."""


class Register:
    """The example in the making, with an index in each engine that is brought up to date now and then."""

    def __init__(self, folder: Path) -> None:
        self.database = Database(Settings(data=folder).database)
        self.folder = folder
        self.whoosh: Engine = WhooshEngine(folder / "search")
        self._postgres = create_engine(new_database_url())
        self.postgres: Engine = PostgresEngine(self._postgres)

    def catch_up(self) -> None:
        """Bring both up to date."""
        for engine in (self.whoosh, self.postgres):
            self.updates(engine).catch_up()

    def rebuilt(self) -> tuple[Engine, Engine]:
        """One of each engine, built at once of what there is now."""
        both = WhooshEngine(self.folder / "anew"), PostgresEngine(self._postgres, schema="anew")
        for engine in both if FULL else both[:1]:
            self.updates(engine).rebuild()
        return both

    def close(self) -> None:
        """Let go of both databases and of the files."""
        self.whoosh.close()
        self.database.close()
        self._postgres.dispose()

    def updates(self, engine: Engine) -> Updates:
        """Who brings this one up to date."""
        return Updates(engine, self.database, TurnsByFile(self.folder))

    def entries(self) -> list[Entry]:
        """All that there is to be found."""
        with self.database.reading() as session:
            contents = Contents(session)
            return [entry for group in contents.all_groups() for entry in contents.entries_of(group)]


@pytest.fixture(scope="module")
def grown(tmp_path_factory: pytest.TempPathFactory, loaded: Path) -> Iterator[Register]:
    """The example with indexes that have grown with it."""
    folder = tmp_path_factory.mktemp("vokst") / "data"
    if FULL:
        folder.mkdir()
    else:
        shutil.copytree(loaded, folder)
    with closing(Register(folder)) as register:
        if FULL:
            go_through(register)
        else:
            do_some_more(register)
        yield register


def do_some_more(register: Register) -> None:
    """What was done after the example, and the indexes brought up to date after each act."""
    register.catch_up()
    for act in ACTS:
        with register.database.writing() as session:
            act(the_circle(session, "fjordmark"))
        register.catch_up()


def go_through(register: Register) -> None:
    """Load the example, and bring the indexes up to date in between."""
    schema.upgrade(register.database)
    register.catch_up()
    steps_of_course = loading.take_in_order

    def take_some_at_once(load, steps) -> None:
        in_order = sorted(steps, key=lambda step: step.day)
        for first in range(0, len(in_order), STEPS_AT_ONCE):
            steps_of_course(load, in_order[first : first + STEPS_AT_ONCE])
            load.session.commit()
            register.catch_up()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(loading, "take_in_order", take_some_at_once)
        engine = register.database.engine.execution_options(writing=True)
        with Session(engine, expire_on_commit=False) as session:
            loading.load_fjordmark(session, clock.now())
            session.commit()
    register.catch_up()


def the_new(circle: Circle, number: str = "1"):
    """The guideline that came after the example, and one of its versions."""
    document = document_queries.document(circle.session, circle.community, "etterpa")
    return document, next(
        row for row in document_queries.versions_of(circle.session, document) if row.number == number
    )


def new_guideline(
    circle: Circle, number: str = "1", words: str = "Sykehuset skal melde innen tre dager"
) -> None:
    if number == "1":
        circle.document("etterpa", GUIDELINE, title="Retningslinje for det som kom etterpå")
    document = document_queries.document(circle.session, circle.community, "etterpa")
    circle.draft(
        document,
        number,
        text_with(f"Utskrivning: {words}.", "Ansvar: Kommunen svarer."),
        change=ChangeClass.REVISJON,
    )


def write_anew(circle: Circle) -> None:
    document, row = the_new(circle)
    text = text_with(
        "Utskrivning: Avdelingen skal varsle senest dagen før.",
        "Ansvar: Kommunen svarer for øyeblikkelig hjelp.",
    )
    documents.change_draft(circle.session, OPERATOR, document, row, text, row.revision)


def freeze(circle: Circle) -> None:
    documents.freeze(circle.session, OPERATOR, *the_new(circle), clock.now())


def decide(circle: Circle) -> None:
    circle.decides("asu", the_new(circle)[1], case="99/25", title="Ny retningslinje for utskrivning")


def name_of_old(circle: Circle) -> None:
    bodies.add_alias(
        circle.session, OPERATOR, circle.bodies["asu"], "Samarbeidsutvalget for utskrivning", None, None
    )


def withdraw(circle: Circle) -> None:
    documents.withdraw(circle.session, OPERATOR, *the_new(circle, "2"), "Det ble ikke noe av.")


ACTS: list[Callable[[Circle], object]] = [
    new_guideline,
    write_anew,
    freeze,
    decide,
    name_of_old,
    lambda circle: new_guideline(circle, "2", "Ambulansen skal melde til fastlegen"),
    withdraw,
]
READERS = (
    Filters("fjordmark"),
    Filters("fjordmark", public_only=False),
    Filters("fjordmark", on=date(2024, 5, 1)),
    Filters("fjordmark", public_only=False, since="2025-01-01"),
)


def asked(entries: list[Entry]) -> list[str]:
    """Searches of all kinds, made of what stands in these entries."""
    chance = random.Random(2026)
    texts = [words for entry in entries if len(words := entry.body.split()) > 3]

    def one() -> str:
        words = chance.choice(texts)
        at = chance.randrange(len(words) - 2)
        first, second, third = (word.strip('.,;:()«»"') or "og" for word in words[at : at + 3])
        return chance.choice(
            [
                *(first, second, f"{first} {second}", f"{second} {third}", f"{first} {second} {third}"),
                *(
                    f'"{first} {second}"',
                    f'"{first} {second} {third}"',
                    f"{first} -{second}",
                    f"{first[:4]}*",
                ),
                *(f"{first} type:retningslinje", f"{second} status:gjelder", f"{second} organ:asu"),
                *(f"{first} år:2025", f"{first} type:vedtak", f"{first} kommune:granvik", f"lov:6-2 {first}"),
                *("§ 6-2", "5.2", "utskrivning etterpå", "melde -kommunen"),
            ]
        )

    return [one() for _ in range(QUERIES)]


def answer(engine: Engine, number: int, typed: str) -> Results:
    """What this engine answers; the searches are made by different readers, and in different orders."""
    orders = list(Order)
    page = Page(20, 0, orders[number % len(orders)])
    return engine.search(parse(typed), READERS[number % len(READERS)], page)


def all_keys(engine: Engine, number: int, typed: str) -> set[str]:
    hits = engine.search(parse(typed), READERS[number % len(READERS)], Page(2000)).hits
    return {hit.entry.key for hit in hits}


def test_a_grown_index_answers_as_one_that_was_built_at_once(grown):
    whoosh, postgres = grown.rebuilt()
    pairs = [(grown.whoosh, whoosh), (grown.postgres, postgres)] if FULL else [(grown.whoosh, whoosh)]
    searches = asked(grown.entries())

    differing = [
        typed
        for old, new in pairs
        for number, typed in enumerate(searches)
        if answer(old, number, typed) != answer(new, number, typed)
    ]

    assert differing == []
    assert all(old.size() == new.size() for old, new in pairs)


def test_both_engines_that_grew_find_the_same_and_count_the_same(grown):
    differing, found = [], 0
    for number, typed in enumerate(asked(grown.entries())):
        one, other = (answer(engine, number, typed) for engine in (grown.whoosh, grown.postgres))
        found += one.total > 0
        figures = [(each.total, each.facets, each.relaxed) for each in (one, other)]
        if figures[0] != figures[1] or (
            all_keys(grown.whoosh, number, typed) != all_keys(grown.postgres, number, typed)
        ):
            differing.append(typed)

    assert differing == []
    assert found > QUERIES / 2
