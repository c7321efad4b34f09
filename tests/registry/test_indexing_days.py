"""What is found of a day is what was there that day, with the status it had: texts, decisions, bodies and the law."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from decisions.bodies import BodyKind
from decisions.outcomes import Outcome
from decisions.proposals import Matter
from registry import clock
from registry.database import Database
from registry.house import House, open_house
from registry.operations import bodies, catalogues, documents
from registry.permissions import OPERATOR
from registry.settings import Settings
from search.entries import Filters
from tests.documents.test_catalogue_laying import EXTENDS
from tests.documents.test_catalogue_laying import entry as a_demand
from tests.registry.builders import DAY, NOW, Circle, a_circle, text_with

TODAY = NOW.date()
A_DAY = timedelta(days=1)
BEGAN = date(2025, 9, 1)
"""When the second text, the second body and the office's own demand began."""
MET = date(2025, 7, 1)


@pytest.fixture(autouse=True)
def january(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: TODAY)


@pytest.fixture
def house(database: Database, tmp_path: Path) -> Iterator[House]:
    """A register in which something of every sort was replaced, on each kind of database with its engine."""
    with database.writing() as session:
        replaced(a_circle(session, going_by=()))
    url = database.url.render_as_string(hide_password=False)
    opened = open_house(Settings(data=tmp_path / "data", database_url=url))
    yield opened
    opened.close()


def replaced(circle: Circle) -> None:
    session, agreement = circle.session, circle.document()
    for number, begins in (("2025.1", DAY), ("2025.2", BEGAN)):
        version = circle.draft(agreement, number, text_with(f"Formål: Ambulansen henter {number}."))
        documents.take_over(session, OPERATOR, agreement, version, begins, begins, "Protokollen.", NOW)
    circle.decides("psu", None, MET, matter=Matter.MIDLER, title="Ambulansebåt", outcome=Outcome.AVVIST)
    before = circle.body("ambulanseraad", "Ambulanserådet", BodyKind.ANNET)
    after = circle.body("ambulanseutvalg", "Ambulanseutvalget", BodyKind.ANNET)
    bodies.succeed_body(session, OPERATOR, before, after, BEGAN)
    file = EXTENDS.format(ref="hol-6-2") + a_demand(101, BEGAN, "Ambulanse")
    catalogues.add_catalogue(session, OPERATOR, circle.community, "egne.toml", file.encode(), NOW)


def found(house: House, day: date | None, words: str = "ambulanse*") -> dict[str, str]:
    results = house.index.search(words, Filters("fjord", public_only=True, on=day))
    return {
        f"{hit.entry.kind} {hit.entry.version or hit.entry.title}": hit.entry.status for hit in results.hits
    }


def test_each_day_has_its_own(house):
    first = {"samarbeidsavtale 2025.1": "gjelder", "organ Ambulanserådet": "finnes"}
    case = {"vedtak Ambulansebåt": "avvist"}
    second = {
        "samarbeidsavtale 2025.2": "gjelder",
        "organ Ambulanseutvalget": "finnes",
        "lovkrav Ambulanse": "gjelder",
    }

    assert found(house, DAY - A_DAY) == {"organ Ambulanserådet": "finnes"}
    assert found(house, DAY) == found(house, MET - A_DAY) == first
    assert found(house, MET) == found(house, BEGAN - A_DAY) == first | case
    assert found(house, BEGAN) == found(house, TODAY) == found(house, None) == second | case


def test_statuses_are_those_of_the_day(house):
    assert set(found(house, MET, "ambulanse* status:gjelder")) == {"samarbeidsavtale 2025.1"}
    assert set(found(house, MET, "ambulanse* status:finnes")) == {"organ Ambulanserådet"}
    assert set(found(house, MET, "ambulanse* status:avvist")) == {"vedtak Ambulansebåt"}
    assert found(house, MET, "ambulanse* status:erstattet") == {}
    facets = house.index.search("ambulanse*", Filters("fjord", on=MET)).facets
    assert facets["status"] == {"gjelder": 1, "finnes": 1, "avvist": 1}
