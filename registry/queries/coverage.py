"""What does the law demand that day, and does the set in force hold it?"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from documents.coverage import ItemCoverage, Mark, coverage, totals
from registry.queries import documents, parties
from registry.queries.documents import VersionView
from registry.queries.parties import PairView
from registry.tables import CommunityRow, MarkRow, PartyRow, VersionRow


@dataclass(frozen=True, slots=True)
class Compliance:
    """The items of the law held against the set that binds one pair, or all."""

    on: date
    pair: PairView | None
    items: tuple[ItemCoverage, ...]

    @property
    def totals(self) -> dict[str, int]:
        """How many items are in force, and how many have each status."""
        return totals(self.items)


def compliance(
    session: Session, community: CommunityRow, on: date, party: PartyRow | None = None
) -> Compliance:
    """Does what is in force meet helse- og omsorgstjenesteloven § 6-2 that day, for all or for one party?"""
    applying = documents.the_set(session, community, on, party)
    marks = [mark for each in applying for mark in marks_of(session, each)]
    return Compliance(on, None, coverage(marks, on))


def compliance_by_pair(session: Session, community: CommunityRow, on: date) -> list[Compliance]:
    """The same for every pair that stands that day: the law binds pair by pair."""
    return [
        Compliance(on, pair, compliance(session, community, on, pair.kommune).items)
        for pair in parties.pairs(session, community, on)
    ]


def marks_of(session: Session, version: VersionView) -> list[Mark]:
    """What people have judged that this version covers, in the law's order."""
    rows = session.scalars(
        select(MarkRow).where(MarkRow.version_id == version.row.id).order_by(MarkRow.nr, MarkRow.id)
    )
    return [_mark(version, row) for row in rows]


def mark_rows(session: Session, row: VersionRow) -> list[MarkRow]:
    """The judgements on a version, as they are kept."""
    return list(
        session.scalars(select(MarkRow).where(MarkRow.version_id == row.id).order_by(MarkRow.nr, MarkRow.id))
    )


def _mark(version: VersionView, row: MarkRow) -> Mark:
    place = documents.legal_text(version.row).find(row.section_id)
    return Mark(
        nr=row.nr,
        document=version.document.ref,
        version=version.row.number,
        section_id=row.section_id,
        section_number=place.number if place else "",
        section_title=place.section.title if place else "",
        degree=row.degree,
        judged_by=row.judged_by,
        judged_on=row.judged_on,
        reason=row.reason,
    )
