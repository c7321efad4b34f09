"""What a person of the example judged that the texts cover of helse- og omsorgstjenesteloven § 6-2."""

from dataclasses import dataclass
from datetime import date

from decisions.reading import Fields
from documents.coverage import Degree
from registry.examples.circle import Loading
from registry.examples.course import Step
from registry.examples.files import data_file, named, needed_day, needed_word, told_where
from registry.examples.versions import place_in
from registry.operations.coverage import judge


@dataclass(frozen=True, slots=True)
class JudgeCoverage:
    """A person judged that these points of a version cover an item of the law so far."""

    day: date
    place: str
    nr: int
    version: str
    points: tuple[str, ...]
    """Printed numbers."""
    degree: Degree
    reason: str
    cited: str = ""
    """The words it rests on; left out, all of the point's."""

    def take(self, load: Loading) -> None:
        """Judge each point."""
        version = named(self.place, self.version, load.versions)
        document = load.documents[self.version.partition("@")[0]]
        for number in self.points:
            point = place_in(version, number, self.place)
            with told_where(self.place):
                judge(
                    load.session,
                    load.who,
                    document,
                    version,
                    point.id,
                    self.nr,
                    self.degree,
                    self.day,
                    self.reason,
                    self.cited,
                )


def read_marks(load: Loading) -> list[Step]:
    """The judgements in marks.toml."""
    with data_file(load.folder, "marks.toml") as data:
        return [_mark(entry) for entry in data.tables("mark")]


def _mark(entry: Fields) -> JudgeCoverage:
    step = JudgeCoverage(
        day=needed_day(entry, "on"),
        place=entry.place,
        nr=entry.number("nr") or 0,
        version=entry.text("version", required=True),
        points=entry.texts("points"),
        degree=needed_word(entry, "degree", Degree),
        reason=entry.text("reason", required=True),
        cited=entry.text("cited"),
    )
    entry.leftovers()
    return step
