"""The search knows what was done before it was asked, and what day it is; and it can always be made anew."""

import shutil
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import TypeVar

import pytest
from sqlalchemy import text

from documents.kinds import ChangeClass
from registry import clock
from registry.database import Database
from registry.house import House, open_house
from registry.operations import documents as operations
from registry.operations import people
from registry.permissions import OPERATOR
from registry.queries import documents, log
from registry.settings import SearchEngine, Settings
from registry.tables import VersionRow
from search.entries import Filters
from tests.registry.builders import DAY, GUIDELINE, NOW, Circle, a_circle, text_with, the_circle

Answer = TypeVar("Answer")
BEGINS = date(2026, 3, 1)
"""The day a new version begins."""
BEFORE = BEGINS - timedelta(days=1)


def opened_on(database: Database, folder: Path, **told: SearchEngine) -> House:
    url = database.url.render_as_string(hide_password=False)
    with database.writing() as session:
        a_circle(session)
    return open_house(Settings(data=folder, database_url=url, **told))


@pytest.fixture(autouse=True)
def january(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: NOW.date())


@pytest.fixture
def house(database: Database, tmp_path: Path) -> Iterator[House]:
    """An installation on each kind of database, with the engine that goes with it."""
    opened = opened_on(database, tmp_path / "data")
    yield opened
    opened.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the index of `embedded` lies."""
    return tmp_path / "data" / "search"


@pytest.fixture
def embedded(database: Database, tmp_path: Path) -> Iterator[House]:
    """An installation that keeps its index in a folder."""
    opened = opened_on(database, tmp_path / "data", search=SearchEngine.WHOOSH)
    yield opened
    opened.close()


def done(house: House, act: Callable[[Circle], Answer]) -> Answer:
    """Something is done in Fjord, and committed."""
    with house.database.writing() as session:
        return act(the_circle(session))


def found(house: House, words: str, public_only: bool = False, community: str = "fjord") -> dict[str, str]:
    """Every version that is found, with its status."""
    results = house.index.search(words, Filters(community, public_only), exact=True)
    return {f"{hit.entry.document}@{hit.entry.version}": hit.entry.status for hit in results.hits}


def drafted(circle: Circle) -> VersionRow:
    return circle.draft(circle.document(), "2025.1", text_with("Formål: Ambulansen henter pasienten."))


def its(circle: Circle, number: str = "2025.1", ref: str = "avtalen"):
    """The document and the version, to do something with."""
    document = documents.document(circle.session, circle.community, ref)
    rows = documents.versions_of(circle.session, document)
    return document, next(row for row in rows if row.number == number)


def test_a_draft_is_found_at_once_by_those_who_may_and_never_by_the_public(house):
    done(house, drafted)

    assert found(house, "ambulansen") == {"avtalen@2025.1": "utkast"}
    assert found(house, "ambulansen", public_only=True) == {}


def test_a_changed_draft_is_found_by_its_new_words_and_not_by_its_old(house):
    done(house, drafted)
    found(house, "ambulansen")

    def change(circle):
        document, row = its(circle)
        words = text_with("Formål: Helikopteret henter pasienten.")
        operations.change_draft(circle.session, OPERATOR, document, row, words, 1)

    done(house, change)

    assert found(house, "helikopteret") == {"avtalen@2025.1": "utkast"}
    assert found(house, "ambulansen") == {}


def test_a_frozen_text_is_not_public_before_it_is_adopted(house):
    done(house, drafted)
    done(house, lambda circle: operations.freeze(circle.session, OPERATOR, *its(circle), NOW))
    assert found(house, "ambulansen") == {"avtalen@2025.1": "til vedtak"}
    assert found(house, "ambulansen", public_only=True) == {}

    def adopt(circle):
        _, version = its(circle)
        for party in ("granvik", "storelv", "foretaket"):
            circle.decides(party, version)

    done(house, adopt)

    assert found(house, "ambulansen", public_only=True) == {"avtalen@2025.1": "gjelder"}


def test_what_is_withdrawn_is_no_longer_found(house):
    done(house, drafted)
    assert found(house, "ambulansen")

    done(house, lambda circle: operations.withdraw(circle.session, OPERATOR, *its(circle), "Trukket."))

    assert found(house, "ambulansen") == {}


def test_a_version_is_found_by_the_kind_of_body_that_decided_it(house):
    def decide(circle):
        version = circle.frozen(circle.document("retningslinje-1", GUIDELINE), change=ChangeClass.REVISJON)
        circle.decides("asu", version)

    done(house, decide)

    assert found(house, "organ:asu melde") == {"retningslinje-1@2025.1": "gjelder"}
    assert found(house, "organ:psu melde") == {}


def two_versions(circle: Circle) -> None:
    agreement = circle.document()
    circle.adopted(agreement, "2025.1", text_with("Formål: Ambulansen henter."))
    circle.adopted(
        agreement,
        "2026.1",
        text_with("Formål: Ambulansen bringer."),
        on=date(2026, 1, 10),
        earliest_from=BEGINS,
    )


def test_the_day_itself_brings_a_version_into_force_and_takes_the_old_one_out(house, monkeypatch):
    done(house, two_versions)
    assert found(house, "ambulansen", public_only=True) == {
        "avtalen@2025.1": "gjelder",
        "avtalen@2026.1": "kommer",
    }

    monkeypatch.setattr(clock, "today", lambda: BEFORE)
    assert found(house, "ambulansen")["avtalen@2025.1"] == "gjelder"

    monkeypatch.setattr(clock, "today", lambda: BEGINS)
    assert found(house, "ambulansen") == {"avtalen@2026.1": "gjelder"}


def test_a_register_nobody_opened_for_a_year_knows_what_applies(house, monkeypatch):
    done(house, two_versions)
    found(house, "ambulansen")

    monkeypatch.setattr(clock, "today", lambda: BEGINS + timedelta(days=365))

    assert found(house, "ambulansen") == {"avtalen@2026.1": "gjelder"}


def test_a_repealed_version_is_found_to_and_with_its_last_day(house, monkeypatch):
    done(
        house, lambda circle: circle.adopted(circle.document(), text=text_with("Formål: Ambulansen henter."))
    )
    done(house, lambda circle: operations.repeal(circle.session, OPERATOR, *its(circle), BEFORE, "Slutt."))

    monkeypatch.setattr(clock, "today", lambda: BEFORE)
    assert found(house, "ambulansen") == {"avtalen@2025.1": "gjelder"}

    monkeypatch.setattr(clock, "today", lambda: BEGINS)
    assert found(house, "ambulansen") == {}


def test_nothing_is_read_again_when_nothing_was_done(house):
    done(house, drafted)

    assert house.index.catch_up() > 0
    assert house.index.catch_up() == 0


def test_an_act_that_changes_no_text_only_moves_the_index_on(house):
    done(house, drafted)
    house.index.catch_up()

    done(house, lambda circle: people.add_person(circle.session, OPERATOR, "Per Plass", NOW))

    assert house.index.catch_up() == 0
    with house.database.reading() as session:
        assert house.index.engine.reached().position == log.head(session).seq


def test_a_day_on_which_nothing_begins_is_looked_at_once(house, monkeypatch):
    done(house, drafted)
    house.index.catch_up()

    monkeypatch.setattr(clock, "today", lambda: DAY)
    house.index.catch_up()

    assert house.index.engine.reached().day == DAY.isoformat()


def test_an_index_made_anew_finds_the_same(house):
    done(house, two_versions)
    before = found(house, "ambulansen")

    assert house.index.rebuild() == house.index.engine.size()

    assert found(house, "ambulansen") == before


def test_one_helsefellesskap_does_not_find_what_another_has(house):
    done(house, drafted)
    with house.database.writing() as session:
        there = a_circle(session, "nabo")
        there.draft(there.document(), "2025.1", text_with("Formål: Ambulansen kjører."))

    assert found(house, "henter") == {"avtalen@2025.1": "utkast"}
    assert found(house, "henter", community="nabo") == {}
    assert found(house, "ambulansen kjører", community="nabo") == {"avtalen@2025.1": "utkast"}


def written_over(house: House, number: str, words: str) -> None:
    """Somebody writes in the database, past the register and its guards."""
    with house.database.engine.execution_options(writing=True).begin() as connection:
        connection.execute(
            text("UPDATE version SET text = :words WHERE number = :number"),
            {"words": words, "number": number},
        )


def test_a_text_that_cannot_be_read_hides_no_other_and_is_found_when_it_is_mended(house, caplog):
    """It would be wrong to stop: one damaged row would then take the search from everybody."""
    house.index.catch_up()
    done(house, drafted)
    kept = done(
        house,
        lambda circle: circle.draft(circle.document("b"), "2", text_with("Formål: Helikopteret henter.")),
    ).text
    written_over(house, "2", "# A\n\nx\x1by\n")
    house.index.rebuild()

    assert found(house, "ambulansen") == {"avtalen@2025.1": "utkast"}
    assert found(house, "helikopteret") == {}
    assert [each.message for each in caplog.records if "b@2" in each.message] == [
        "fjord/b@2 kunne ikke leses, og finnes ikke i søket."
    ]

    written_over(house, "2", kept)

    assert found(house, "helikopteret") == {"b@2": "utkast"}


def test_a_text_that_is_damaged_after_it_was_changed_is_not_found_by_its_old_words(house):
    house.index.catch_up()
    done(house, drafted)
    house.index.catch_up()

    def change(circle):
        operations.change_draft(circle.session, OPERATOR, *its(circle), text_with("Formål: Bilen henter."), 1)

    with house.database.writing() as session:
        change(the_circle(session))
        session.execute(text("UPDATE version SET text = 'x\x1b'"))

    assert found(house, "ambulansen") == {}


def spoil(path: Path) -> None:
    path.write_bytes(b"\x00not what it was\xff" * 10)


@pytest.mark.parametrize(
    "damage",
    [
        lambda folder: shutil.rmtree(folder),
        lambda folder: [spoil(path) for path in folder.rglob("*") if path.is_file()],
        lambda folder: [path.unlink() for path in folder.rglob("*.seg")],
        lambda folder: [path.write_bytes(b"") for path in folder.rglob("*") if path.is_file()],
    ],
    ids=["borte", "overskrevet", "halv", "tom"],
)
def test_a_damaged_index_is_made_anew_when_somebody_searches(embedded, folder, damage):
    done(embedded, drafted)
    assert found(embedded, "ambulansen")
    embedded.index.close()

    damage(folder)

    assert found(embedded, "ambulansen") == {"avtalen@2025.1": "utkast"}


def test_the_index_is_its_owners_alone(embedded, folder):
    done(embedded, drafted)
    found(embedded, "ambulansen")

    assert folder.stat().st_mode & 0o077 == 0


def test_a_replaced_text_is_found_on_the_days_it_applied(house, monkeypatch):
    def replace(circle):
        agreement = circle.document()
        circle.adopted(agreement, "2025.1", text_with("Formål: Ambulansen henter pasienten."))
        words = text_with("Formål: Ambulansen følger pasienten.")
        circle.adopted(agreement, "2026.1", words, earliest_from=BEGINS)

    done(house, replace)

    def on(day: date, words: str = "ambulansen") -> dict[str, str]:
        results = house.index.search(words, Filters("fjord", public_only=True, on=day))
        return {hit.entry.version: hit.entry.status for hit in results.hits}

    assert on(BEFORE) == {"2025.1": "gjelder"}
    assert on(BEGINS) == {"2026.1": "gjelder"}
    assert on(DAY - timedelta(days=1)) == {}
    monkeypatch.setattr(clock, "today", lambda: BEGINS)
    assert found(house, "ambulansen", public_only=True) == {"avtalen@2026.1": "gjelder"}
    assert on(BEFORE, "ambulansen status:gjelder") == {"2025.1": "gjelder"}
    assert on(BEFORE, "ambulansen status:utkast") == {}
