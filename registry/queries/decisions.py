"""Who decided what, in which case, and was it within the mandate?"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from decisions.facts import PriorTreatment
from decisions.verdict import Answer, Verdict
from registry.errors import NotFound
from registry.queries import bodies, parties
from registry.tables import BodyRow, CommunityRow, DecisionRow, DocumentRow, VersionRow


@dataclass(frozen=True, slots=True)
class DecisionView:
    """A decision with its body, and the version it was about."""

    row: DecisionRow
    body: BodyRow
    document: DocumentRow | None
    version: VersionRow | None

    @property
    def verdict(self) -> Verdict:
        """The verdict as it was given when the decision was recorded."""
        return Verdict.from_dict(json.loads(self.row.verdict))

    @property
    def version_ref(self) -> str:
        """The version as it is named: "samarbeidsavtalen@2025.1"; empty for other matters."""
        return f"{self.document.ref}@{self.version.number}" if self.document and self.version else ""


def decision(session: Session, community: CommunityRow, ref: str) -> DecisionView:
    """The decision with this reference; raises NotFound."""
    found = session.execute(_views(community).where(DecisionRow.ref == ref)).first()
    if found is None:
        raise NotFound(f"Vedtaket «{ref}» finnes ikke.", "", "Se listen over vedtak.")
    return DecisionView(*found)


def decisions(
    session: Session,
    community: CommunityRow,
    *,
    body: BodyRow | None = None,
    version: VersionRow | None = None,
    until: date | None = None,
    year: int | None = None,
    answer: Answer | None = None,
    joint_only: bool = False,
    offset: int = 0,
    limit: int | None = None,
) -> list[DecisionView]:
    """Decisions, the latest meeting first; those of one body, about one version, or known by a day."""
    query = _views(community)
    if version is not None:
        query = query.where(DecisionRow.version_id == version.id)
    if joint_only:
        query = query.where(BodyRow.owner_id.is_(None))
    query = query.where(*_narrowed(body, until, year, answer))
    latest_first = query.order_by(DecisionRow.meeting_on.desc(), DecisionRow.id.desc())
    return [DecisionView(*found) for found in session.execute(latest_first.offset(offset).limit(limit))]


def how_many(
    session: Session,
    community: CommunityRow,
    *,
    body: BodyRow | None = None,
    until: date | None = None,
    year: int | None = None,
    answer: Answer | None = None,
) -> int:
    """How many decisions there are of these."""
    counted = select(func.count()).select_from(DecisionRow).where(DecisionRow.community_id == community.id)
    return session.scalar(counted.where(*_narrowed(body, until, year, answer))) or 0


def meeting_years(session: Session, community: CommunityRow) -> list[int]:
    """The years in which something was decided, the latest first."""
    days = session.scalars(
        select(DecisionRow.meeting_on).where(DecisionRow.community_id == community.id).distinct()
    )
    return sorted({day.year for day in days}, reverse=True)


def corrections_of(session: Session, row: DecisionRow) -> Sequence[DecisionRow]:
    """Later records that correct this one."""
    return session.scalars(select(DecisionRow).where(DecisionRow.corrects_id == row.id)).all()


def prior_treatments(
    session: Session, community: CommunityRow, version: VersionRow, on: date
) -> tuple[PriorTreatment, ...]:
    """What other bodies have done with this version, up to and with that day, and not since corrected."""
    owners = {party.ref: party for party in parties.party_values(session, community)}
    values = bodies.body_values(session, community)
    made = decisions(session, community, version=version)
    corrected = {each.row.corrects_id for each in made}
    return tuple(
        PriorTreatment(
            values[each.body.id],
            each.row.act,
            each.row.outcome,
            each.row.meeting_on,
            each.row.text_hash or "",
            owners.get(values[each.body.id].owner),
        )
        for each in made
        if each.row.meeting_on <= on and each.row.id not in corrected
    )


def _narrowed(
    body: BodyRow | None, until: date | None, year: int | None, answer: Answer | None
) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if body is not None:
        conditions.append(DecisionRow.body_id == body.id)
    if until is not None:
        conditions.append(DecisionRow.meeting_on <= until)
    if year is not None:
        conditions.append(DecisionRow.meeting_on.between(date(year, 1, 1), date(year, 12, 31)))
    if answer is not None:
        conditions.append(DecisionRow.answer == answer)
    return conditions


def _views(community: CommunityRow) -> Select[DecisionRow, BodyRow, DocumentRow, VersionRow]:
    return (
        select(DecisionRow, BodyRow, DocumentRow, VersionRow)
        .join(BodyRow, BodyRow.id == DecisionRow.body_id)
        .outerjoin(VersionRow, VersionRow.id == DecisionRow.version_id)
        .outerjoin(DocumentRow, DocumentRow.id == VersionRow.document_id)
        .where(DecisionRow.community_id == community.id)
    )
