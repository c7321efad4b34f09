"""Who decided what, in which case, and was it within the mandate?"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from decisions.verdict import Answer, Verdict
from registry.errors import NotFound
from registry.tables import (
    BodyRow,
    CommunityRow,
    DecisionDetailRow,
    DecisionRow,
    DocumentRow,
    VersionRow,
)


@dataclass(frozen=True, slots=True)
class DecisionView:
    """A decision with its body, the version it was about, and what is kept beside the record."""

    row: DecisionRow
    body: BodyRow
    document: DocumentRow | None
    version: VersionRow | None
    detail: DecisionDetailRow | None = None
    """Its words and how it came about; None where nobody said."""
    case_id: int | None = None
    """The case it is being recorded in, where that is said; the agenda tells it afterwards."""

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


def _views(
    community: CommunityRow,
) -> Select[DecisionRow, BodyRow, DocumentRow, VersionRow, DecisionDetailRow]:
    return (
        select(DecisionRow, BodyRow, DocumentRow, VersionRow, DecisionDetailRow)
        .join(BodyRow, BodyRow.id == DecisionRow.body_id)
        .outerjoin(VersionRow, VersionRow.id == DecisionRow.version_id)
        .outerjoin(DocumentRow, DocumentRow.id == VersionRow.document_id)
        .outerjoin(DecisionDetailRow, DecisionDetailRow.decision_id == DecisionRow.id)
        .where(DecisionRow.community_id == community.id)
    )
