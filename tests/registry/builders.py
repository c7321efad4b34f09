"""Builders that speak the domain: a small helsefellesskap, its texts, and what its bodies decide.

A circle goes by the rules of samarbeidsavtalen 2025.1 in Fjordmark, so that a test writes only its point.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

from sqlalchemy.orm import Session

from decisions.bodies import BodyKind
from decisions.outcomes import Act, Outcome
from decisions.parties import PartyKind
from decisions.rule_files import shipped_rules
from decisions.rules import MandateRule
from decisions.votes import Votes
from documents.kinds import ChangeClass, DocumentKind, Language
from registry.operations import bodies, communities, documents, people, rules
from registry.operations.decisions import DecisionEntry, record_decision
from registry.operations.documents import Draft
from registry.permissions import OPERATOR, Role
from registry.queries import bodies as body_queries
from registry.queries import communities as community_queries
from registry.queries import parties as party_queries
from registry.tables import (
    BodyRow,
    CommunityRow,
    DecisionRow,
    DocumentRow,
    PairRow,
    PartyRow,
    PersonRow,
    VersionRow,
)
from tests.house import HASTY

NOW = datetime(2026, 1, 15, 12, tzinfo=UTC)
"""When things are written down."""
DAY = date(2025, 6, 10)
"""When bodies meet, unless a test says another day."""
PASSPHRASE = "fire ord etter hverandre"
TRUST = "foretaket"

RULES = shipped_rules("fjordmark-2025")

AGREEMENT = DocumentKind.SAMARBEIDSAVTALE
GUIDELINE = DocumentKind.RETNINGSLINJE
PLAN = DocumentKind.HANDLINGSPLAN

TEXT = """# Avtale

## 1 Formål {#formal}

Partene skal samarbeide.

## 2 Ansvar {#ansvar}

a) {#kommunen} Kommunen skal melde.

b) {#foretaket} Foretaket skal svare.
"""


def text_with(*sections: str, title: str = "Avtale") -> str:
    """A text with these sections, numbered from 1: "Formål: Partene skal samarbeide."."""
    parts = [f"# {title}"]
    for number, section in enumerate(sections, start=1):
        heading, _, body = section.partition(": ")
        parts.append(f"## {number} {heading}\n\n{body}")
    return "\n\n".join(parts) + "\n"


@dataclass
class Circle:
    """A helsefellesskap in the making."""

    session: Session
    community: CommunityRow
    parties: dict[str, PartyRow] = field(default_factory=dict)
    pairs: dict[str, PairRow] = field(default_factory=dict)
    """By the kommune's short name."""
    bodies: dict[str, BodyRow] = field(default_factory=dict)

    def kommune(self, ref: str, **told: Any) -> PartyRow:
        """A kommune bound to the trust, with its kommunestyre."""
        pair_from, name = told.pop("pair_from", None), told.pop("name", ref.capitalize())
        row = communities.add_party(
            self.session, OPERATOR, self.community, ref, name, PartyKind.KOMMUNE, **told
        )
        self.parties[ref] = row
        self.pairs[ref] = communities.add_pair(
            self.session, OPERATOR, self.community, row, self.parties[TRUST], pair_from
        )
        self.body(ref, f"{name} kommunestyre", BodyKind.KOMMUNESTYRE, owner=row, members=25)
        return row

    def body(self, ref: str, name: str, kind: BodyKind, **told: Any) -> BodyRow:
        """A body; one that belongs to a party goes by the party's short name."""
        row = bodies.add_body(self.session, OPERATOR, self.community, ref, name, kind, **told)
        self.bodies[ref] = row
        return row

    def document(self, ref: str = "avtalen", kind: DocumentKind = AGREEMENT, **told: Any) -> DocumentRow:
        """A document without versions."""
        title = told.pop("title", "Avtale")
        return documents.add_document(self.session, OPERATOR, self.community, ref, kind, title, NOW, **told)

    def draft(
        self, document: DocumentRow, number: str = "2025.1", text: str = TEXT, **told: Any
    ) -> VersionRow:
        """A draft of a new version."""
        change = told.pop("change", ChangeClass.NY)
        draft = Draft(number, text, Language.NB, change, **told)
        return documents.make_draft(self.session, OPERATOR, document, draft, NOW)

    def frozen(
        self, document: DocumentRow, number: str = "2025.1", text: str = TEXT, **told: Any
    ) -> VersionRow:
        """A version frozen for decision."""
        version = self.draft(document, number, text, **told)
        return documents.freeze(self.session, OPERATOR, document, version, NOW)

    def adopted(
        self, document: DocumentRow, number: str = "2025.1", text: str = TEXT, on: date = DAY, **told: Any
    ) -> VersionRow:
        """A version that every party adopted that day."""
        version = self.frozen(document, number, text, **told)
        for party in (*self.pairs, TRUST):
            self.decides(party, version, on)
        return version

    def decides(
        self, body: str, version: VersionRow | None, on: date = DAY, case: str | None = None, **told: Any
    ) -> DecisionRow:
        """What a body decided about a version: to adopt it with every vote, unless something else is told."""
        entry = self.entry(body, version, on, case, **told)
        return record_decision(self.session, OPERATOR, self.community, entry, NOW)

    def entry(
        self, body: str, version: VersionRow | None, on: date = DAY, case: str | None = None, **told: Any
    ) -> DecisionEntry:
        """What is typed in for that decision. Without a number, the meeting of each day has one of its own."""
        row = self.bodies[body]
        members = row.members or 0
        given: dict[str, Any] = {
            "title": "Avtalen",
            "act": Act.VEDTAR,
            "outcome": Outcome.VEDTATT,
            "document": self.session.get(DocumentRow, version.document_id) if version else None,
            "version": version,
            "votes": Votes(members, 0, present=members, members=members),
        }
        if case is None:
            case = "12/25" if on == DAY else f"{on:%j}/{on:%y}"
        return DecisionEntry(body=row, meeting_on=on, case_number=case, **(given | told))


def a_circle(
    session: Session,
    ref: str = "fjord",
    kommuner: Iterable[str] = ("granvik", "storelv"),
    going_by: Iterable[MandateRule] = RULES,
) -> Circle:
    """A helsefellesskap of these kommuner and one trust, with PSU and ASU, going by these rules."""
    community = communities.add_community(session, OPERATOR, ref, f"Helsefellesskapet {ref}", NOW)
    circle = Circle(session, community)
    circle.parties[TRUST] = communities.add_party(
        session, OPERATOR, community, TRUST, "Foretaket HF", PartyKind.HELSEFORETAK
    )
    circle.body(TRUST, "Styret", BodyKind.STYRE, owner=circle.parties[TRUST], members=9)
    circle.body("psu", "PSU", BodyKind.PSU, members=8)
    circle.body("asu", "ASU", BodyKind.ASU, members=12)
    for kommune in kommuner:
        circle.kommune(kommune)
    for rule in going_by:
        rules.add_rule(session, OPERATOR, community, rule)
    return circle


def the_circle(session: Session, ref: str = "fjord") -> Circle:
    """A helsefellesskap begun before, found again in another session."""
    community = community_queries.chosen(session, ref)
    return Circle(
        session,
        community,
        {row.ref: row for row in party_queries.all_parties(session, community)},
        {view.kommune.ref: view.row for view in party_queries.pairs(session, community)},
        {row.ref: row for row in body_queries.all_bodies(session, community)},
    )


@cache
def _hash_of_passphrase() -> str:
    return HASTY.hash(PASSPHRASE)


def a_person(
    session: Session,
    name: str = "Kari Nordmann",
    *roles: Role,
    within: CommunityRow | None = None,
    **told: Any,
) -> PersonRow:
    """Somebody who can sign in with PASSPHRASE, or the password told, and has these roles."""
    given = {"email": f"{name.split(maxsplit=1)[0].lower()}@sted.example"} | told
    row = people.add_person(session, OPERATOR, name, NOW, **given)
    row.password_hash = row.password_hash or _hash_of_passphrase()
    for role in roles:
        people.give_role(session, OPERATOR, row, role, None if role is Role.ADMINISTRATOR else within)
    return row
