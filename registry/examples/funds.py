"""The money of an example, and what decisions gave of it."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from decisions.proposals import Matter
from decisions.reading import Fields
from registry.errors import BadInput
from registry.examples.circle import Loading
from registry.examples.course import Step
from registry.examples.files import data_file, named, needed_day, needed_word, told_where
from registry.operations import funds as operations
from registry.operations.funds import FundEntry
from registry.queries import decisions
from registry.queries import funds as queries
from registry.queries.decisions import DecisionView
from registry.tables import DecisionRow


@dataclass(frozen=True, slots=True)
class AddFund:
    """Somebody placed money at the helsefellesskap's disposal."""

    day: date
    place: str
    entry: FundEntry

    def take(self, load: Loading) -> None:
        """Add it."""
        with told_where(self.place):
            operations.add_fund(load.session, load.who, load.community, self.entry, load.now)


@dataclass(frozen=True, slots=True)
class Allocate:
    """A decision gave some of a fund: taken on the day of the decision, after it."""

    day: date
    place: str
    fund: str
    case: str
    """Body and case number: "psu 9/25"."""
    recipient: str
    purpose: str
    amount: int

    def take(self, load: Loading) -> None:
        """Say what the decision gave."""
        row = queries.fund(load.session, load.community, self.fund)
        given = self.recipient, self.purpose, self.amount
        with told_where(self.place):
            operations.allocate(load.session, load.who, row, self._decision(load), *given, load.now)

    def _decision(self, load: Loading) -> DecisionView:
        body, _, number = self.case.partition(" ")
        made = select(DecisionRow).where(
            DecisionRow.body_id == named(self.place, body, load.bodies).id,
            DecisionRow.meeting_on == self.day,
            DecisionRow.case_number.in_((number, self.case)),
        )
        row = load.session.scalars(made).first()
        if row is None:
            raise BadInput(f"{self.place}: det er ikke noe vedtak i «{self.case}» den dagen.")
        return decisions.decision(load.session, load.community, row.ref)


def read_funds(load: Loading) -> list[Step]:
    """The funds in funds.toml and what was given of them; none where the example has no such file."""
    if not (load.folder / "funds.toml").is_file():
        return []
    with data_file(load.folder, "funds.toml") as data:
        return [step for entry in data.tables("fund") for step in _fund(entry)]


def _fund(entry: Fields) -> list[Step]:
    ref = entry.text("ref", required=True)
    added = AddFund(
        needed_day(entry, "on"),
        entry.place,
        FundEntry(
            ref,
            entry.text("name", required=True),
            needed_word(entry, "matter", Matter),
            entry.text("source", required=True),
            entry.number("year") or 0,
            _amount(entry),
        ),
    )
    given = [_grant(each, ref) for each in entry.tables("grant")]
    entry.leftovers()
    return [added, *given]


def _grant(entry: Fields, fund: str) -> Allocate:
    grant = Allocate(
        needed_day(entry, "on"),
        entry.place,
        fund,
        entry.text("case", required=True),
        entry.text("recipient", required=True),
        entry.text("purpose", required=True),
        _amount(entry),
    )
    entry.leftovers()
    return grant


def _amount(entry: Fields) -> int:
    return entry.number("amount", operations.LARGEST_AMOUNT) or 0
