"""Which clauses of the texts above a person of the example read together with a special agreement."""

from dataclasses import dataclass
from datetime import date

from decisions.reading import Fields
from registry.examples.circle import Loading
from registry.examples.course import Step
from registry.examples.files import data_file, named, needed_day, told_where
from registry.examples.versions import place_in
from registry.operations.special_agreements import read_together


@dataclass(frozen=True, slots=True)
class ReadTogether:
    """A special agreement rests on these points of a version, as somebody read them that day."""

    day: date
    place: str
    document: str
    version: str
    points: tuple[str, ...]
    """Printed numbers."""
    note: str

    def take(self, load: Loading) -> None:
        """Keep each reading."""
        document = named(self.place, self.document, load.documents)
        version = named(self.place, self.version, load.versions)
        for number in self.points:
            point = place_in(version, number, self.place)
            with told_where(self.place):
                read_together(
                    load.session,
                    load.who,
                    load.community,
                    document,
                    version,
                    point.id,
                    self.day,
                    load.now,
                    note=self.note,
                )


def read_readings(load: Loading) -> list[Step]:
    """The steps in readings.toml; none where there is no such file."""
    if not (load.folder / "readings.toml").is_file():
        return []
    with data_file(load.folder, "readings.toml") as data:
        return [_step(entry) for entry in data.tables("reading")]


def _step(entry: Fields) -> ReadTogether:
    step = ReadTogether(
        needed_day(entry, "on"),
        entry.place,
        entry.text("document", required=True),
        entry.text("version", required=True),
        entry.texts("points"),
        entry.text("note"),
    )
    entry.leftovers()
    return step
