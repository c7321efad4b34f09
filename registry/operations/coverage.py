"""A person judges which section covers which item of the law."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from documents.coverage import Degree
from documents.minimums import minimum_number
from registry import audit, fields
from registry.audit import Event
from registry.errors import BadInput, NotFound
from registry.operations.documents import subject
from registry.permissions import Actor
from registry.queries.documents import legal_text
from registry.tables import DocumentRow, MarkRow, VersionRow


def judge(
    session: Session,
    who: Actor,
    document: DocumentRow,
    version: VersionRow,
    section_id: str,
    nr: int,
    degree: Degree,
    on: date,
    reason: str = "",
) -> MarkRow:
    """Say how far a section covers an item. A new judgement replaces the old; the log keeps both."""
    _refuse_unknown(version, section_id, nr)
    row = session.scalars(
        select(MarkRow).where(
            MarkRow.version_id == version.id, MarkRow.section_id == section_id, MarkRow.nr == nr
        )
    ).first()
    if row is None:
        row = MarkRow(community_id=version.community_id, version_id=version.id, section_id=section_id, nr=nr)
        session.add(row)
    row.degree, row.judged_by, row.judged_on = degree, who.name, on
    row.reason = fields.text(reason, "reason", "Begrunnelsen", required=False)
    session.flush()
    data = {"section": section_id, "nr": nr, "degree": degree.value, "reason": row.reason}
    audit.record(
        session, Event.COVERAGE_JUDGED, subject(document, version), who.ref, version.community_id, data
    )
    return row


def withdraw(session: Session, who: Actor, document: DocumentRow, version: VersionRow, mark_id: int) -> None:
    """Take a judgement back. The log remembers that it was there."""
    row = session.get(MarkRow, mark_id)
    if row is None or row.version_id != version.id:
        raise NotFound("Vurderingen finnes ikke.", "Den kan være trukket alt.")
    data = {"section": row.section_id, "nr": row.nr, "degree": row.degree.value}
    session.delete(row)
    audit.record(
        session, Event.COVERAGE_WITHDRAWN, subject(document, version), who.ref, version.community_id, data
    )


def _refuse_unknown(version: VersionRow, section_id: str, nr: int) -> None:
    if legal_text(version).find(section_id) is None:
        raise BadInput(
            "Punktet finnes ikke i denne versjonen.", "", "Velg et punkt fra teksten.", "section_id"
        )
    try:
        minimum_number(nr)
    except KeyError as unknown:
        raise BadInput(f"Lovkrav nr. {nr} finnes ikke.", "", "De går fra 1 til 13.", "nr") from unknown
