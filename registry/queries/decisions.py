"""Who decided what, in which case, and was it within the mandate?"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Row, ScalarSelect, Select, and_, func, select
from sqlalchemy.orm import Session

from decisions.ruling import Ruling, standing
from decisions.verdict import Answer, Verdict
from registry.errors import NotFound
from registry.permissions import Actor, Permission
from registry.queries.corrections import closed_under
from registry.tables import (
    BodyRow,
    CertificationRow,
    CommunityRow,
    DecisionDetailRow,
    DecisionRow,
    DocumentRow,
    RulingRow,
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
    ruling: RulingRow | None = None
    """What a person last answered to the verdict's question."""
    certification: CertificationRow | None = None
    """The last time a person vouched for the record, by its source."""
    closed_under: str = ""
    """The legal ground, where the doors were closed: its words are not for everybody then."""

    def is_open_to(self, who: Actor) -> bool:
        """May this reader know more than the number, and that the doors were closed?"""
        return not self.closed_under or who.may(Permission.DRAFTS_READ)

    def refuse_closed(self, who: Actor) -> None:
        """Raise NotFound where the words are not for this reader."""
        if not self.is_open_to(who):
            raise NotFound(
                "Dette er ikke offentlig.",
                f"Saken ble behandlet for lukkede dører ({self.closed_under}).",
                "Saksnummeret er det alle kan se.",
            )

    @property
    def verdict(self) -> Verdict:
        """The verdict as it was given when the decision was recorded."""
        return Verdict.from_dict(json.loads(self.row.verdict))

    @property
    def standing(self) -> Answer:
        """What stands: the verdict's answer, or a person's answer to the very question it asked."""
        if self.row.answer is not Answer.NEEDS_HUMAN or self.ruling is None:
            return self.row.answer
        return standing(self.verdict, ruling_value(self.ruling))

    @property
    def version_ref(self) -> str:
        """The version as it is named: "samarbeidsavtalen@2025.1"; empty for other matters."""
        return f"{self.document.ref}@{self.version.number}" if self.document and self.version else ""


def ruling_value(row: RulingRow) -> Ruling:
    """The ruling as the knowledge packages know it."""
    return Ruling(row.answer, row.question, row.reason, row.authority, row.ruled_by, row.ruled_on)


def decision(session: Session, community: CommunityRow, ref: str) -> DecisionView:
    """The decision with this reference; raises NotFound."""
    found = session.execute(_views(community).where(DecisionRow.ref == ref)).first()
    if found is None:
        raise NotFound(f"Vedtaket «{ref}» finnes ikke.", "", "Se listen over vedtak.")
    return _view(found, closed_under(session, community))


def recorded_from(
    session: Session, community: CommunityRow, ref: str, limit: int, closed: Mapping[int, str]
) -> list[DecisionView]:
    """The decision with this reference, and those recorded after it; none where there is no such decision.

    `closed` are those made behind closed doors (`registry.queries.corrections.closed_under`).
    """
    first = select(DecisionRow.id).where(DecisionRow.community_id == community.id, DecisionRow.ref == ref)
    query = _views(community).where(DecisionRow.id >= first.scalar_subquery())
    return [_view(found, closed) for found in session.execute(query.order_by(DecisionRow.id).limit(limit))]


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
    uncorrected: bool = False,
    offset: int = 0,
    limit: int | None = None,
) -> list[DecisionView]:
    """Decisions, the latest meeting first; those of one body, about one version, or known by a day."""
    query = _views(community)
    if version is not None:
        query = query.where(DecisionRow.version_id == version.id)
    if joint_only:
        query = query.where(BodyRow.owner_id.is_(None))
    if uncorrected:
        query = query.where(DecisionRow.id.not_in(corrected_ids(community)))
    query = query.where(*_narrowed(body, until, year, answer))
    latest_first = query.order_by(DecisionRow.meeting_on.desc(), DecisionRow.id.desc())
    closed = closed_under(session, community)
    return [_view(found, closed) for found in session.execute(latest_first.offset(offset).limit(limit))]


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


def corrected_ids(community: CommunityRow) -> ScalarSelect[int | None]:
    """The ids of records that a later one corrects: what they say no longer counts."""
    return (
        select(DecisionRow.corrects_id)
        .where(DecisionRow.community_id == community.id, DecisionRow.corrects_id.is_not(None))
        .scalar_subquery()
    )


def _views(
    community: CommunityRow,
) -> Select[DecisionRow, BodyRow, DocumentRow, VersionRow, DecisionDetailRow, RulingRow, CertificationRow]:
    replaced = select(RulingRow.replaces_id).where(
        RulingRow.community_id == community.id, RulingRow.replaces_id.is_not(None)
    )
    latest = (
        select(func.max(CertificationRow.id))
        .where(CertificationRow.decision_id == DecisionRow.id)
        .correlate(DecisionRow)
        .scalar_subquery()
    )
    return (
        select(DecisionRow, BodyRow, DocumentRow, VersionRow, DecisionDetailRow, RulingRow, CertificationRow)
        .join(BodyRow, BodyRow.id == DecisionRow.body_id)
        .outerjoin(VersionRow, VersionRow.id == DecisionRow.version_id)
        .outerjoin(DocumentRow, DocumentRow.id == VersionRow.document_id)
        .outerjoin(DecisionDetailRow, DecisionDetailRow.decision_id == DecisionRow.id)
        .outerjoin(RulingRow, and_(RulingRow.decision_id == DecisionRow.id, RulingRow.id.not_in(replaced)))
        .outerjoin(CertificationRow, CertificationRow.id == latest)
        .where(DecisionRow.community_id == community.id)
    )


def _view(
    found: Row[
        DecisionRow,
        BodyRow,
        DocumentRow | None,
        VersionRow | None,
        DecisionDetailRow | None,
        RulingRow | None,
        CertificationRow | None,
    ],
    closed: Mapping[int, str],
) -> DecisionView:
    row, body, document, version, detail, ruling, certification = found
    ground = closed.get(row.id, "")
    return DecisionView(row, body, document, version, detail, None, ruling, certification, ground)
