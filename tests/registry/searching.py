"""A register whose search is tried: what is done in it, and what its index finds of texts."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from registry.database import Database
from registry.house import House, open_house
from registry.operations import documents as operations
from registry.permissions import OPERATOR
from registry.queries import documents
from registry.settings import SearchEngine, Settings
from search.engine import Engine, Page
from search.entries import Filters
from search.query import parse
from tests.registry.builders import Circle, a_circle, text_with, the_circle

Answer = TypeVar("Answer")
ALL = Filters("fjord", public_only=False)


def opened_on(database: Database, folder: Path, **told: SearchEngine) -> House:
    """An installation on this database, with the helsefellesskap Fjord in it."""
    with database.writing() as session:
        a_circle(session)
    return opened_again(database, folder, **told)


def opened_again(database: Database, folder: Path, **told: SearchEngine) -> House:
    """The same installation, as another process opens it."""
    url = database.url.render_as_string(hide_password=False)
    return open_house(Settings(data=folder, database_url=url, **told))


def done(house: House, act: Callable[[Circle], Answer]) -> Answer:
    """Something is done in Fjord, and committed."""
    with house.database.writing() as session:
        return act(the_circle(session))


def written(circle: Circle, words: str, ref: str = "avtalen", number: str = "1", sections: int = 2) -> None:
    """A draft that has these words in every section, new or written anew."""
    text = text_with(*(f"Punkt {each}: {words}." for each in range(1, sections + 1)))
    there = {row.ref: row for row in documents.all_documents(circle.session, circle.community)}
    if ref not in there:
        circle.draft(circle.document(ref), number, text)
        return
    for row in documents.versions_of(circle.session, there[ref]):
        if row.number == number:
            operations.change_draft(circle.session, OPERATOR, there[ref], row, text, row.revision)


def in_the_index(engine: Engine, words: str) -> dict[str, int]:
    """How many places of each text an engine finds as it is, without anybody bringing it up to date."""
    hits = engine.search(parse(words), ALL, Page(limit=500)).hits
    places = (hit.entry for hit in hits if hit.entry.document and hit.entry.section_id)
    return dict(Counter(f"{each.document}@{each.version}" for each in places))
