"""What a reader may not see is in no hit, total, facet or correction: on both engines, also between neighbours."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from registry import clock
from registry.database import Database
from registry.house import House, open_house
from registry.operations import documents
from registry.permissions import OPERATOR
from registry.settings import Settings
from search.entries import Filters, Results
from tests.registry.boardroom import a_boardroom
from tests.registry.builders import GUIDELINE, NOW, a_circle, text_with

DRAFT, FROZEN, WITHDRAWN = "kvistlommebok", "rimfrostbrygge", "gråseljekopp"
CLOSED, NEIGHBOUR = "perlemorsrygg", "torvmosekrans"
PUBLIC, INSIDE = Filters("fjord", public_only=True), Filters("fjord", public_only=False)
WORDS_OF_INSIDE = {DRAFT, FROZEN, CLOSED}


@pytest.fixture(autouse=True)
def january(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: NOW.date())


@pytest.fixture
def house(database: Database, tmp_path: Path) -> Iterator[House]:
    """Two helsefellesskap, and a word planted in each sort of thing that is not for everybody."""
    with database.writing() as session:
        room = a_boardroom(session)
        circle = room.circle
        guideline = circle.document("retningslinje-1", GUIDELINE)
        circle.draft(guideline, "1", text_with(f"Formål: Her står {DRAFT}."))
        circle.frozen(guideline, "2", text_with(f"Formål: Her står {FROZEN}."))
        withdrawn = circle.draft(guideline, "3", text_with(f"Formål: Her står {WITHDRAWN}."))
        documents.withdraw(session, OPERATOR, guideline, withdrawn, "Trukket.")
        meeting = room.call()
        item = room.on_agenda(meeting, title=f"Sak om {CLOSED}")
        room.settle(meeting, room.type(meeting, item, closed_under="kommuneloven § 11-5"))
        there = a_circle(session, "nabo")
        there.adopted(there.document(), text=text_with(f"Formål: Her står {NEIGHBOUR}."))
    url = database.url.render_as_string(hide_password=False)
    opened = open_house(Settings(data=tmp_path / "data", database_url=url))
    yield opened
    opened.close()


def told(results: Results) -> str:
    """All that a search answers but what was asked."""
    return f"{results.hits} {results.facets} {results.corrected} {results.suggested}"


def misspelt(word: str) -> str:
    return word[:3] + word[4:]


def test_nothing_is_told_of_what_the_reader_may_not_see(house):
    for filters, hidden in (
        (PUBLIC, {*WORDS_OF_INSIDE, WITHDRAWN, NEIGHBOUR}),
        (INSIDE, {WITHDRAWN, NEIGHBOUR}),
        (Filters("nabo", public_only=False), {*WORDS_OF_INSIDE, WITHDRAWN}),
    ):
        for word in hidden:
            for typed in (word, misspelt(word), f"{word[:6]}*"):
                results = house.index.search(typed, filters)
                assert (results.total, results.facets.get("kind", {})) == (0, {})
                assert word not in told(results)


def test_those_who_may_see_it_find_it_also_with_a_typing_error(house):
    for word in WORDS_OF_INSIDE:
        assert house.index.search(word, INSIDE).total == 1
        assert house.index.search(misspelt(word), INSIDE).corrected == ((misspelt(word), word),)
    assert house.index.search(misspelt(NEIGHBOUR), Filters("nabo")).total == 1
