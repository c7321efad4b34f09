"""What came last stands first, and what came together stands as one reads."""

from search.engine import Page
from search.entries import Order
from search.query import parse
from tests.search.builders import ALL, an_entry, at


def test_what_came_to_be_found_last_stands_first(engine):
    engine.rebuild(
        [
            an_entry("meldingen a", key="gammel", known_at="2026-01-05T09:00:00+00:00", place=1),
            an_entry(
                "meldingen b", key="ny, sist i teksten", known_at="2026-01-05T09:00:00.5+00:00", place=3
            ),
            an_entry(
                "meldingen c", key="ny, først i teksten", known_at="2026-01-05T09:00:00.5+00:00", place=2
            ),
            an_entry("meldingen d", key="uten tid", place=0),
        ],
        at(1),
    )

    def keys(page: Page) -> list[str]:
        return [hit.entry.key for hit in engine.search(parse("melding"), ALL, page).hits]

    assert keys(Page(order=Order.LATEST)) == [
        "ny, først i teksten",
        "ny, sist i teksten",
        "gammel",
        "uten tid",
    ]
    assert keys(Page(2, 1, Order.LATEST)) == ["ny, sist i teksten", "gammel"]
