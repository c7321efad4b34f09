"""An installation with the example in it, to measure on."""

from pathlib import Path

from registry import clock, schema
from registry.database import Database
from registry.examples.loading import load_fjordmark
from registry.house import open_house
from registry.settings import Settings


def example_in(data: Path) -> None:
    """Make the tables, load the example and build the index in this folder."""
    settings = Settings(data=data)
    database = Database(settings.database)
    schema.upgrade(database)
    with database.writing() as session:
        load_fjordmark(session, clock.now())
    database.close()
    house = open_house(settings)
    house.index.catch_up()
    house.close()
