"""What the law asks beside the list of § 6-2: joint measures and their answers, users' part, reviews."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from decisions.involvement import Involvement
from decisions.reading import Fields
from decisions.reviews import ReviewOutcome
from documents.coverage import Degree
from registry.examples.circle import Loading
from registry.examples.course import Step
from registry.examples.files import data_file, named, needed_day, needed_word, told_where
from registry.examples.versions import place_in
from registry.operations.involvement import InvolvementEntry, record_involvement
from registry.operations.measures import MeasureEntry, add_measure, judge_measure
from registry.operations.reviews import ReviewEntry, record_review
from registry.queries import documents, measures
from registry.queries.parties import PairView
from registry.tables import JointMeasureRow


@dataclass(slots=True)
class AddMeasure:
    """The parties agreed on a joint measure, and it was recorded on this day."""

    day: date
    place: str
    title: str
    version: str
    point: str
    pair: str
    agreed_on: date
    last_day: date | None
    made: JointMeasureRow | None = None
    """The record, once it is taken."""

    def take(self, load: Loading) -> None:
        """Record it."""
        version = named(self.place, self.version, load.versions)
        entry = MeasureEntry(
            self.title,
            load.documents[self.version.partition("@")[0]],
            place_in(version, self.point, self.place).id,
            self.agreed_on,
            _pair(load, self.place, self.pair),
            self.last_day,
        )
        with told_where(self.place):
            self.made = add_measure(load.session, load.who, load.community, entry, load.moment(self.day))


@dataclass(frozen=True, slots=True)
class JudgeMeasure:
    """A person judged one of the four questions for a measure, on these words."""

    day: date
    place: str
    measure: AddMeasure
    nr: int
    version: str
    point: str
    degree: Degree
    cited: str
    reason: str

    def take(self, load: Loading) -> None:
        """Judge it."""
        version = named(self.place, self.version, load.versions)
        document = load.documents[self.version.partition("@")[0]]
        with told_where(self.place):
            assert self.measure.made is not None, "a measure is judged after it is added"
            measure = measures.measure(load.session, load.community, self.measure.made.ref, self.day)
            view = documents.view(load.session, document, version, self.day)
            place = place_in(version, self.point, self.place).id
            told = (load.session, load.who, measure, view, place, self.nr, self.degree, self.day)
            judge_measure(*told, self.reason, self.cited)


@dataclass(frozen=True, slots=True)
class Involve:
    """Users' part in the work with a version was recorded on this day."""

    day: date
    place: str
    version: str
    entry: InvolvementEntry

    def take(self, load: Loading) -> None:
        """Record it."""
        version = named(self.place, self.version, load.versions)
        document = load.documents[self.version.partition("@")[0]]
        with told_where(self.place):
            told = (load.session, load.who, load.community, document, version)
            record_involvement(*told, self.entry, load.moment(self.day))


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A review of an agreement was held, and recorded the same day."""

    day: date
    place: str
    document: str
    pair: str
    year: int
    outcome: ReviewOutcome
    told: str

    def take(self, load: Loading) -> None:
        """Record it."""
        entry = ReviewEntry(
            named(self.place, self.document, load.documents),
            self.year,
            self.day,
            self.outcome,
            self.told,
            _pair(load, self.place, self.pair),
        )
        with told_where(self.place):
            record_review(load.session, load.who, load.community, entry, load.moment(self.day))


def read_compliance(load: Loading) -> list[Step]:
    """What is in compliance.toml; nothing where there is no such file."""
    if not (load.folder / "compliance.toml").is_file():
        return []
    with data_file(load.folder, "compliance.toml") as data:
        return [
            *(step for entry in data.tables("measure") for step in _measure(entry)),
            *(_involvement(entry) for entry in data.tables("involvement")),
            *(_review(entry) for entry in data.tables("review")),
        ]


def _pair(load: Loading, place: str, ref: str) -> PairView | None:
    if not ref:
        return None
    kommune, _, foretak = ref.partition("+")
    return PairView(named(place, ref, load.pairs), load.parties[kommune], load.parties[foretak])


def _measure(entry: Fields) -> Iterator[Step]:
    version = entry.text("version", required=True)
    measure = AddMeasure(
        needed_day(entry, "on"),
        entry.place,
        entry.text("title", required=True),
        version,
        entry.text("point", required=True),
        entry.text("pair"),
        needed_day(entry, "agreed_on"),
        entry.day("last_day"),
    )
    yield measure
    for each in entry.tables("judged"):
        yield JudgeMeasure(
            needed_day(each, "on"),
            each.place,
            measure,
            each.number("nr") or 0,
            each.text("version") or version,
            each.text("point", required=True),
            needed_word(each, "degree", Degree),
            each.text("cited"),
            each.text("reason"),
        )
        each.leftovers()
    entry.leftovers()


def _involvement(entry: Fields) -> Involve:
    step = Involve(
        needed_day(entry, "on"),
        entry.place,
        entry.text("version", required=True),
        InvolvementEntry(
            needed_word(entry, "sort", Involvement),
            entry.text("whom", required=True),
            entry.text("how", required=True),
            needed_day(entry, "took_part_on"),
            entry.text("answer"),
            entry.text("link"),
        ),
    )
    entry.leftovers()
    return step


def _review(entry: Fields) -> Reviewed:
    step = Reviewed(
        needed_day(entry, "on"),
        entry.place,
        entry.text("document", required=True),
        entry.text("pair"),
        entry.number("year") or 0,
        needed_word(entry, "outcome", ReviewOutcome),
        entry.text("told", required=True),
    )
    entry.leftovers()
    return step
