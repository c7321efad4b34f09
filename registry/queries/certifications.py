"""Who has vouched for a decision, by which source, and the file itself."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, undefer

from registry.errors import NotFound
from registry.queries.exports import File
from registry.tables import CertificationRow, DecisionRow


def of_decision(session: Session, decision: DecisionRow) -> Sequence[CertificationRow]:
    """Every certification of this decision, the latest first; the files themselves are not read."""
    return session.scalars(
        select(CertificationRow)
        .where(CertificationRow.decision_id == decision.id)
        .order_by(CertificationRow.id.desc())
    ).all()


def file_of(session: Session, decision: DecisionRow, sha256: str) -> File:
    """The file with this hash that the decision was certified by, as it came; raises NotFound.

    It is handed out as bytes and nothing more: whatever it says it is, no browser shall open it as a page.
    """
    row = session.scalars(
        select(CertificationRow)
        .where(CertificationRow.decision_id == decision.id, CertificationRow.sha256 == sha256)
        .where(CertificationRow.file_name != "")
        .options(undefer(CertificationRow.data))
        .order_by(CertificationRow.id)
        .limit(1)
    ).first()
    if row is None:
        raise NotFound("Filen finnes ikke.", "Vedtaket er ikke bekreftet etter noen slik fil.", "")
    return File(row.file_name, "application/octet-stream", row.data)
