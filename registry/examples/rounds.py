"""How the texts of an example went through the parties: rounds, steps, and the papers that came back."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from decisions.reading import Fields
from decisions.rounds import DeviationSort, RoundStep
from registry.errors import BadInput
from registry.examples.circle import Loading
from registry.examples.course import Step
from registry.examples.files import data_file, named, needed_day, needed_word, told_where
from registry.operations import adopted_papers, deviations, rounds
from registry.operations.source_files import SourceFile
from registry.queries import parties
from registry.tables import AdoptedPaperRow, BodyRow, DecisionRow, DocumentRow, VersionRow


@dataclass(frozen=True, slots=True)
class StartRound:
    """A frozen version is laid before its parties, and sent to every one of them."""

    day: date
    place: str
    version: str
    deadline: date | None

    def take(self, load: Loading) -> None:
        """Begin the round."""
        with told_where(self.place):
            rounds.start_round(
                load.session,
                load.who,
                load.community,
                *_text(load, self.place, self.version),
                self.day,
                load.moment(self.day),
                deadline=self.deadline,
            )


@dataclass(frozen=True, slots=True)
class MoveDeadline:
    """The parties are given more time."""

    day: date
    place: str
    version: str
    deadline: date | None
    reason: str

    def take(self, load: Loading) -> None:
        """Move it, on the day it was moved."""
        with told_where(self.place):
            rounds.move_deadline(
                load.session,
                load.who,
                load.community,
                *_text(load, self.place, self.version),
                self.deadline,
                self.reason,
                load.moment(self.day),
            )


@dataclass(frozen=True, slots=True)
class NoteStep:
    """What happened with the version at one party, known from `day`; without a party, at all of them."""

    day: date
    place: str
    version: str
    party: str
    step: RoundStep
    happens_on: date
    body: str = ""
    case_number: str = ""
    reason: str = ""

    def take(self, load: Loading) -> None:
        """Note it for the party, or for everyone who stood in a pair that day."""
        for ref in (self.party,) if self.party else self._everyone(load):
            with told_where(self.place):
                rounds.note_step(
                    load.session,
                    load.who,
                    load.community,
                    *_text(load, self.place, self.version),
                    named(self.place, ref, load.parties),
                    self.step,
                    self.happens_on,
                    load.moment(self.day),
                    known_on=self.day,
                    body=self.body,
                    case_number=self.case_number,
                    reason=self.reason,
                )

    def _everyone(self, load: Loading) -> list[str]:
        return [each.ref for each in parties.adopting_parties(load.session, load.community, self.happens_on)]


@dataclass(frozen=True, slots=True)
class TakePaper:
    """A paper came back whose words are the text's own, but for some that say something else."""

    day: date
    place: str
    version: str
    party: str
    case_number: str
    name: str
    instead_of: str
    it_says: str

    def take(self, load: Loading) -> None:
        """Keep it, with the decision it belongs to."""
        document, version = _text(load, self.place, self.version)
        if version.text.count(self.instead_of) != 1:
            raise BadInput(f"{self.place}: «{self.instead_of}» står ikke én gang i {self.version}.")
        words = version.text.replace(self.instead_of, self.it_says)
        with told_where(self.place):
            adopted_papers.receive(
                load.session,
                load.who,
                load.community,
                document,
                version,
                SourceFile(self.name, words.encode()),
                load.moment(self.day),
                party=named(self.place, self.party, load.parties),
                decision=self._decision(load, version),
            )

    def _decision(self, load: Loading, version: VersionRow) -> DecisionRow:
        owner = named(self.place, self.party, load.parties)
        found = load.session.scalars(
            select(DecisionRow)
            .join(BodyRow, BodyRow.id == DecisionRow.body_id)
            .where(
                DecisionRow.version_id == version.id,
                BodyRow.owner_id == owner.id,
                DecisionRow.case_number == self.case_number,
            )
        ).first()
        if found is None:
            raise BadInput(f"{self.place}: {owner.name} har ikke noe vedtak i sak {self.case_number}.")
        return found


@dataclass(frozen=True, slots=True)
class ClassifyPaper:
    """A person says what the difference in a paper amounts to."""

    day: date
    place: str
    version: str
    name: str
    sort: DeviationSort
    reason: str
    authority: str

    def take(self, load: Loading) -> None:
        """Keep what was said, from that day."""
        document, version = _text(load, self.place, self.version)
        paper = next(each for each in _papers_of(load, version) if each.name == self.name)
        with told_where(self.place):
            deviations.classify(
                load.session,
                load.who,
                load.community,
                document,
                version,
                paper,
                self.sort,
                self.reason,
                self.authority,
                load.moment(self.day),
                self.day,
            )


def _papers_of(load: Loading, version: VersionRow) -> Sequence[AdoptedPaperRow]:
    """The papers that came back about this version."""
    of_it = select(AdoptedPaperRow).where(AdoptedPaperRow.version_id == version.id)
    return load.session.scalars(of_it).all()


def read_rounds(load: Loading) -> list[Step]:
    """The rounds and papers in rounds.toml; none where there is no such file."""
    if not (load.folder / "rounds.toml").is_file():
        return []
    with data_file(load.folder, "rounds.toml") as data:
        steps = [step for entry in data.tables("round") for step in _round(entry)]
        return [*steps, *(step for entry in data.tables("paper") for step in _paper(entry))]


def _text(load: Loading, place: str, ref: str) -> tuple[DocumentRow, VersionRow]:
    """The version with this name, and its document."""
    return load.documents[ref.partition("@")[0]], named(place, ref, load.versions)


def _round(entry: Fields) -> Iterator[Step]:
    version = entry.text("version", required=True)
    yield StartRound(needed_day(entry, "on"), entry.place, version, entry.day("deadline"))
    if sent := entry.day("sent"):
        yield NoteStep(sent, entry.place, version, "", RoundStep.SENDT, sent)
    for moved in entry.tables("moved"):
        yield MoveDeadline(
            needed_day(moved, "on"), moved.place, version, moved.day("deadline"), moved.text("reason")
        )
        moved.leftovers()
    for noted in entry.tables("step"):
        yield _step(noted, version)
    entry.leftovers()


def _step(entry: Fields, version: str) -> NoteStep:
    on = needed_day(entry, "on")
    step = NoteStep(
        day=entry.day("known") or on,
        place=entry.place,
        version=version,
        party=entry.text("party", required=True),
        step=needed_word(entry, "step", RoundStep),
        happens_on=on,
        body=entry.text("body"),
        case_number=entry.text("nr"),
        reason=entry.text("reason"),
    )
    entry.leftovers()
    return step


def _paper(entry: Fields) -> Iterator[Step]:
    version, name = entry.text("version", required=True), entry.text("name", required=True)
    yield TakePaper(
        needed_day(entry, "on"),
        entry.place,
        version,
        entry.text("party", required=True),
        entry.text("case", required=True),
        name,
        entry.text("instead_of", required=True),
        entry.text("it_says", required=True),
    )
    for said in entry.tables("classified"):
        yield ClassifyPaper(
            needed_day(said, "on"),
            said.place,
            version,
            name,
            needed_word(said, "as", DeviationSort),
            said.text("reason", required=True),
            said.text("authority", required=True),
        )
        said.leftovers()
    entry.leftovers()
