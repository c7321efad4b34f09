"""A small helsefellesskap on its own, and one text's round in it, day by day through the spring of 2026."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session
from starlette.testclient import TestClient

from decisions.outcomes import Outcome, Reservation, ReservationSort
from decisions.rounds import RoundStep
from registry import schema
from registry.database import Database
from registry.house import House, open_house
from registry.operations import documents, rounds
from registry.operations.decisions import record_decision
from registry.operations.entry_terms import EntryTerms
from registry.permissions import OPERATOR, Role
from registry.settings import Settings
from registry.tables import DocumentRow, VersionRow
from tests.house import a_browser
from tests.registry.builders import PASSPHRASE, TRUST, Circle, a_circle, a_person

KOMMUNER = ("granvik", "nygrend", "storelv")
BOARD = "/dokumenter/avtalen/2026.1/runde"
FROZEN, STARTED, BEGINS = date(2026, 1, 15), date(2026, 1, 20), date(2026, 5, 1)
DEADLINE, MOVED_TO = date(2026, 3, 31), date(2026, 4, 30)
STRUCK = "Punkt 2 b går ut."


@dataclass
class SmallRound:
    """The circle, the agreement and its version, and what is done with it on the days it is done."""

    circle: Circle
    document: DocumentRow
    version: VersionRow

    def start(self) -> None:
        rounds.start_round(*self._on, STARTED, at(STARTED), deadline=DEADLINE)

    def move_deadline(self, on: date) -> None:
        rounds.move_deadline(*self._on, MOVED_TO, "Møtet i Storelv ble utsatt.", at(on))

    def note(
        self, step: RoundStep, on: date, *parties: str, happens: date | None = None, **told: Any
    ) -> None:
        for party in parties:
            row = self.circle.parties[party]
            rounds.note_step(*self._on, row, step, happens or on, at(on), known_on=on, **told)

    def decides(self, body: str, on: date, case: str, **told: Any) -> None:
        entry = self.circle.entry(body, self.version, on, case, **told)
        record_decision(self.circle.session, OPERATOR, self.circle.community, entry, at(on))

    @property
    def _on(self) -> tuple[Any, ...]:
        return self.circle.session, OPERATOR, self.circle.community, self.document, self.version


def at(day: date) -> datetime:
    """Noon that day."""
    return datetime(day.year, day.month, day.day, 11, tzinfo=UTC)


def a_frozen_agreement(session: Session) -> SmallRound:
    """Three kommuner and a trust, and an agreement frozen on FROZEN: in force when all have adopted it."""
    circle = a_circle(session, kommuner=KOMMUNER)
    document = circle.document(title="Samarbeidsavtalen")
    version = circle.draft(document, "2026.1", earliest_from=BEGINS)
    terms = EntryTerms(version.entry_rule, BEGINS, clause="2")
    documents.freeze(session, OPERATOR, document, version, at(FROZEN), terms=terms)
    return SmallRound(circle, document, version)


def the_whole_round(session: Session) -> None:
    """All that happens: sent, in committee, recommended, set, adopted one by one, one with a change, and again."""
    held = a_frozen_agreement(session)
    held.start()
    held.note(RoundStep.SENDT, STARTED, *KOMMUNER, TRUST)
    held.note(RoundStep.I_UTVALG, date(2026, 1, 26), "granvik", body="utvalg for helse")
    held.note(RoundStep.INNSTILT, date(2026, 2, 3), "granvik", body="formannskapet", reason="Vedtas.")
    set_for = date(2026, 2, 26)
    held.note(
        RoundStep.BERAMMET,
        date(2026, 2, 4),
        "granvik",
        happens=set_for,
        body="Granvik kommunestyre",
        case_number="PS 9/26",
    )
    held.note(RoundStep.BERAMMET, date(2026, 2, 10), "storelv", happens=date(2026, 3, 12))
    held.decides("granvik", set_for, "PS 9/26")
    changed = Reservation(STRUCK, ReservationSort.ENDRING)
    held.decides(
        "nygrend", date(2026, 3, 5), "14/26", outcome=Outcome.VEDTATT_MED_ENDRING, reservation=changed
    )
    held.decides("storelv", date(2026, 3, 12), "21/26", outcome=Outcome.UTSATT, votes=None)
    held.note(RoundStep.BERAMMET, date(2026, 3, 13), "storelv", happens=date(2026, 4, 9))
    held.decides(TRUST, date(2026, 3, 20), "Styresak 21/26")
    held.move_deadline(date(2026, 3, 25))
    remark = Reservation("Kommunestyret ber om at avtalen evalueres.", ReservationSort.MERKNAD)
    held.decides("storelv", date(2026, 4, 9), "30/26", reservation=remark)
    held.decides("nygrend", date(2026, 4, 23), "33/26")


@contextmanager
def a_small_house(folder: Path) -> Iterator[House]:
    """An installation with nothing but this circle and its round, and Kari Nordmann in its secretariat."""
    settings = Settings(data=folder)
    database = Database(settings.database)
    schema.upgrade(database)
    database.close()
    house = open_house(settings)
    yield house
    house.close()


def a_secretary(session: Session, circle: Circle) -> None:
    """Kari Nordmann, who may do all that is done with a round."""
    a_person(session, "Kari Nordmann", Role.SECRETARIAT, within=circle.community)


@contextmanager
def at_her_browser(house: House) -> Iterator[TestClient]:
    """Kari Nordmann, signed in."""
    with a_browser(house) as browser:
        form = {"email": "kari@sted.example", "password": PASSPHRASE}
        assert browser.post("/logg-inn", data=form).status_code == 303
        yield browser
