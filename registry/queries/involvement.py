"""What is recorded of users' part in the making of texts (hol. § 6-1 tredje ledd), text by text."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from decisions.involvement import Evidence, Involvement
from registry.errors import NotFound
from registry.permissions import Actor
from registry.queries.documents import visible
from registry.tables import CommunityRow, DocumentRow, InvolvementRow, VersionRow


@dataclass(frozen=True, slots=True)
class InvolvementView:
    """A record of users' part in the work with a version, and what was said of it afterwards."""

    row: InvolvementRow
    document: DocumentRow
    version: VersionRow
    taken_back: InvolvementRow | None = None
    """The record that says it was not so."""

    @property
    def counts(self) -> bool:
        """Does it hold?"""
        return self.taken_back is None

    @property
    def ref(self) -> str:
        """The version it is about: "samarbeidsavtalen@2025.1"."""
        return f"{self.document.ref}@{self.version.number}"


def evidence_of(session: Session, versions: Iterable[VersionRow]) -> list[Evidence]:
    """What holds of the records on these versions, as the knowledge packages know it."""
    numbers = {row.id: row.number for row in versions}
    rows = session.scalars(
        select(InvolvementRow).where(InvolvementRow.version_id.in_(numbers)).order_by(InvolvementRow.id)
    )
    last = {_about(row): row for row in rows}
    return [
        Evidence(row.sort, row.whom, row.how, row.took_part_on, numbers[row.version_id], row.answer, row.link)
        for row in last.values()
        if row.holds
    ]


def recorded_involvement(
    session: Session, community: CommunityRow, who: Actor, versions: Sequence[VersionRow] | None = None
) -> list[InvolvementView]:
    """Every record that this actor may read, the latest day first; with `versions`, those on them."""
    found = session.execute(
        select(InvolvementRow, VersionRow, DocumentRow)
        .join(VersionRow, VersionRow.id == InvolvementRow.version_id)
        .join(DocumentRow, DocumentRow.id == VersionRow.document_id)
        .where(InvolvementRow.community_id == community.id)
        .order_by(InvolvementRow.id)
    )
    told: dict[tuple[int, Involvement, str, date], InvolvementView] = {}
    wanted = None if versions is None else {row.id for row in versions}
    for row, version, document in found:
        if not visible(who, version) or (wanted is not None and version.id not in wanted):
            continue
        key = _about(row)
        if row.holds:
            told[key] = InvolvementView(row, document, version)
        elif key in told:
            told[key] = InvolvementView(told[key].row, document, version, row)
    return sorted(told.values(), key=lambda each: (each.row.took_part_on, each.row.id), reverse=True)


def involvement(session: Session, community: CommunityRow, who: Actor, id_: int) -> InvolvementView:
    """The record with this number, if it holds; raises NotFound."""
    every = recorded_involvement(session, community, who)
    found = next((each for each in every if each.row.id == id_), None)
    if found is None or not found.counts:
        raise NotFound("Føringen finnes ikke.", "Den kan være rettet alt, eller ført på nytt.", "Se listen.")
    return found


def _about(row: InvolvementRow) -> tuple[int, Involvement, str, date]:
    """Two records of the same thing have this in common; the last word counts."""
    return row.version_id, row.sort, row.whom, row.took_part_on
