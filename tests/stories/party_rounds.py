"""A text on its way through a small circle whose parties come, go, merge and split, as the stories of that tell it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from sqlalchemy.orm import Session

from decisions.adoption import AdoptionState
from decisions.bodies import BodyKind
from decisions.modes import Mode, Threshold
from decisions.named import Decider, Named, Per, Quantifier
from decisions.parties import PartyKind
from decisions.rounds import RoundStep
from decisions.rules import MandateRule
from registry.operations import communities, rounds
from registry.operations.decisions import record_decision
from registry.permissions import OPERATOR
from registry.queries import adoption, documents
from registry.tables import DocumentRow, VersionRow
from tests.registry.builders import RULES, Circle, a_circle

FIRST_MEETING, SECOND_MEETING = date(2026, 2, 12), date(2026, 3, 19)
MERGER, AFTER = date(2026, 4, 1), date(2026, 5, 21)
LATER = datetime(2026, 11, 30, 12, tzinfo=UTC)
"""When the secretary writes all this down."""
ONE_DAY = timedelta(days=1)
TWENTY = ("granvik", "storelv", *(f"kommune-{number}" for number in range(3, 21)))


@dataclass
class Round:
    """One text on its way through a circle, as a secretary would follow it."""

    circle: Circle
    document: DocumentRow
    version: VersionRow

    def adopts(self, party: str, on: date) -> None:
        self.decides(party, self.version, on)

    def decides(self, body: str, version: VersionRow, on: date, **told: object) -> None:
        circle = self.circle
        entry = circle.entry(body, version, on, **told)
        record_decision(circle.session, OPERATOR, circle.community, entry, LATER)

    def states(self, on: date) -> dict[str, AdoptionState]:
        found = self.told(on)
        return {row.party.ref: row.state for row in found.board.rows}

    def told(self, on: date) -> adoption.Adoption:
        circle = self.circle
        return adoption.adoption(circle.session, circle.community, self.document, self.version, on)

    def bound(self, party: str, on: date) -> list[str]:
        return [view.ref for view in self.views(party, on)]

    def views(self, party: str, on: date) -> list[documents.VersionView]:
        circle = self.circle
        return documents.the_set(circle.session, circle.community, on, circle.parties[party])

    def becomes(self, old: str, new: str, on: date) -> None:
        circle = self.circle
        before, after = circle.parties[old], circle.parties[new]
        communities.succeed(circle.session, OPERATOR, circle.community, before, after, on)

    def merges(self, into: str, *old: str, on: date = MERGER) -> None:
        self.circle.kommune(into, valid_from=on, pair_from=on)
        for each in old:
            self.becomes(each, into, on)

    def notes(self, party: str, step: RoundStep, on: date, reason: str = "Kommunestyret, sak 40/26.") -> None:
        circle = self.circle
        rounds.note_step(
            circle.session,
            OPERATOR,
            circle.community,
            self.document,
            self.version,
            circle.parties[party],
            step,
            on,
            LATER,
            known_on=on,
            reason=reason,
        )


def a_round(circle: Circle, **told: object) -> Round:
    document = circle.document()
    return Round(circle, document, circle.frozen(document, "2026.1", **told))


THE_HOSPITAL = Decider(
    Named(kind=BodyKind.STYRE, of=PartyKind.PRIVAT_SYKEHUS), Per.HVER_PART, Quantifier.ALLE
)

NAMING_THE_HOSPITAL = tuple(
    replace(rule, deciders=(*rule.deciders, THE_HOSPITAL), mode=Mode(Threshold.FLERTALL))
    if rule.id == "FM-2025-5.2a"
    else rule
    for rule in RULES
)
"""The clause as it must read where a private hospital is a party: it names that board, and says how it votes,
for no law does."""


def with_a_private_hospital(
    session: Session, going_by: Sequence[MandateRule] = NAMING_THE_HOSPITAL, **told: object
) -> Round:
    """Granvik stands in two pairs: with the trust, and with a private hospital that has its own board."""
    circle = a_circle(session, going_by=going_by)
    hospital = communities.add_party(
        session, OPERATOR, circle.community, "solhaug", "Solhaug sykehus", PartyKind.PRIVAT_SYKEHUS
    )
    circle.parties["solhaug"] = hospital
    circle.body("solhaug", "Styret for Solhaug", BodyKind.STYRE, owner=hospital, members=5)
    communities.add_pair(session, OPERATOR, circle.community, circle.parties["granvik"], hospital)
    return a_round(circle, **told)
