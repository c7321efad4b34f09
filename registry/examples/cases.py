"""What the bodies of an example decided, case by case."""

from dataclasses import dataclass
from datetime import date

from decisions.outcomes import Act, Outcome, Reservation, ReservationSort
from decisions.proposals import Certainty, Finding, Matter, Trait
from decisions.reading import Fields
from decisions.votes import ImpossibleVotes, Votes
from documents.kinds import ChangeClass
from registry.errors import BadInput
from registry.examples.circle import Loading
from registry.examples.course import Step
from registry.examples.files import data_file, named, needed_day, told_where
from registry.examples.versions import place_in
from registry.operations.decisions import DecisionEntry, record_decision


@dataclass(frozen=True, slots=True)
class _Counted:
    """The numbers of a vote, as the minutes have them."""

    for_: int
    against: int
    abstained: int
    present: int | None
    chair_for: bool | None


@dataclass(frozen=True, slots=True)
class RecordCase:
    """One body decided in one case: on each of these versions, or on a matter that is no text."""

    day: date
    place: str
    body: str
    number: str
    title: str
    versions: tuple[str, ...]
    matter: Matter | None
    act: Act
    outcome: Outcome
    change: ChangeClass | None
    label: ChangeClass | None
    findings: tuple[Finding, ...]
    votes: _Counted | None
    reservation: Reservation | None
    deviates_at: str
    """The printed number of what the body changed."""
    minutes: str

    def take(self, load: Loading) -> None:
        """Record one decision for each version, or one for the matter."""
        for version in self.versions or ("",):
            entry = self._entry(load, version)
            with told_where(self.place):
                record_decision(load.session, load.who, load.community, entry, load.now)

    def _entry(self, load: Loading, ref: str) -> DecisionEntry:
        body = named(self.place, self.body, load.bodies)
        version = named(self.place, ref, load.versions) if ref else None
        changed = place_in(version, self.deviates_at, self.place) if version and self.deviates_at else None
        return DecisionEntry(
            body=body,
            meeting_on=self.day,
            case_number=self.number,
            title=self.title,
            act=self.act,
            outcome=self.outcome,
            document=load.documents[ref.partition("@")[0]] if ref else None,
            version=version,
            matter=self.matter,
            change=self.change,
            label=self.label,
            findings=self.findings,
            votes=self._votes(body.members),
            reservation=self.reservation,
            deviation_section_id=changed.id if changed else "",
            minutes=self.minutes,
        )

    def _votes(self, members: int | None) -> Votes | None:
        """The vote; where nothing else is said, those who voted or abstained are those who were present."""
        counted = self.votes
        if counted is None:
            return None
        present = counted.present or counted.for_ + counted.against + counted.abstained
        try:
            return Votes(
                counted.for_, counted.against, counted.abstained, present, members, counted.chair_for
            )
        except ImpossibleVotes as wrong:
            raise BadInput(
                f"{self.place}: {wrong}", "", "Rett stemmetallene. Ingenting er lagret."
            ) from wrong


def read_cases(load: Loading) -> list[Step]:
    """The cases in decisions.toml. A round is one proposal put to many bodies; the rest stand alone."""
    with data_file(load.folder, "decisions.toml") as data:
        rounds = [case for entry in data.tables("round") for case in _round(entry)]
        alone = [_case(entry, entry.text("title", required=True), ()) for entry in data.tables("decision")]
    return [*rounds, *alone]


def _round(entry: Fields) -> list[RecordCase]:
    title, versions = entry.text("title", required=True), entry.texts("versions")
    cases = [_case(each, title, versions) for each in entry.tables("case")]
    entry.leftovers()
    return cases


def _case(entry: Fields, title: str, of_the_round: tuple[str, ...]) -> RecordCase:
    case = RecordCase(
        day=needed_day(entry, "on"),
        place=entry.place,
        body=entry.text("body", required=True),
        number=entry.text("nr", required=True),
        title=title,
        versions=entry.texts("versions") or of_the_round,
        matter=entry.word("matter", Matter),
        act=entry.word("act", Act) or Act.VEDTAR,
        outcome=entry.word("outcome", Outcome) or Outcome.VEDTATT,
        change=entry.word("change", ChangeClass),
        label=entry.word("label", ChangeClass),
        findings=tuple(read_finding(each) for each in entry.tables("findings")),
        votes=_votes(entry),
        reservation=_reservation(entry),
        deviates_at=entry.text("deviates_at"),
        minutes=entry.text("minutes"),
    )
    if not case.versions and not case.matter:
        entry.fault("skriv enten «versions» eller «matter».")
    entry.leftovers()
    return case


def _votes(entry: Fields) -> _Counted | None:
    for_, against = entry.number("for"), entry.number("against")
    abstained, present = entry.number("abstained"), entry.number("present")
    chair_for = entry.maybe("chair_for")
    if for_ is None and against is None:
        return None
    return _Counted(for_ or 0, against or 0, abstained or 0, present, chair_for)


def _reservation(entry: Fields) -> Reservation | None:
    words, sort = entry.text("added"), entry.word("added_is", ReservationSort)
    return Reservation(words, sort or ReservationSort.UAVKLART) if words else None


def read_finding(entry: Fields) -> Finding:
    """What a person found in a change, or what is only possible."""
    finding = Finding(
        entry.word("trait", Trait) or Trait.FLYTTER_ANSVAR,
        entry.word("certainty", Certainty) or Certainty.MULIG,
        entry.text("place"),
        entry.text("by"),
    )
    if not entry.has("trait"):
        entry.fault("«trait» mangler.")
    entry.leftovers()
    return finding
