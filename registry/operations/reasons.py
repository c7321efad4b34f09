"""Why was it changed, and who asked? Written beside the draft; locked when the version is adopted."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry import audit, fields
from registry.audit import Event
from registry.errors import BadInput, Changed, RuleSaysNo
from registry.fingerprints import reason_hash
from registry.operations.documents import hold, subject
from registry.permissions import Actor
from registry.queries import documents
from registry.queries.comparisons import EXPLAINABLE
from registry.tables import DocumentRow, ReasonRow, VersionRow


@dataclass(frozen=True, slots=True)
class Explanation:
    """What is written of one change."""

    section_id: str
    """The place; the old one's identity where it was removed; empty for the title and opening."""
    why: str
    asked_by: str = ""


def explain(
    session: Session,
    who: Actor,
    document: DocumentRow,
    version: VersionRow,
    explanation: Explanation,
    revision: int,
    now: datetime,
) -> ReasonRow:
    """Say why a place was changed in this version, and who asked for it.

    `revision` is that of the reason the writer had before them, 0 where there was none. Raises Changed when
    somebody else has written since: the caller shows both, and loses neither.
    """
    hold(session, version)
    _refuse_locked(document, version)
    _refuse_unknown(session, document, explanation.section_id)
    why = fields.text(explanation.why, "why", "Begrunnelsen")
    asked_by = fields.line(explanation.asked_by, "asked_by", "Hvem som spilte det inn", required=False)
    row = _row(session, version, explanation.section_id)
    if row.revision != revision:
        raise Changed(
            "Begrunnelsen ble endret mens du skrev.",
            f"{row.written_by} har lagret en nyere.",
            "Begge står nedenfor; velg hva som skal stå.",
        )
    row.why, row.asked_by, row.revision = why, asked_by, revision + 1
    row.written_by, row.written_at = who.name, now
    session.add(row)
    session.flush()
    data = {"hash": reason_hash(row), "revision": row.revision, "section": row.section_id}
    audit.record(
        session, Event.CHANGE_EXPLAINED, subject(document, version), who.ref, document.community_id, data
    )
    return row


def _row(session: Session, version: VersionRow, section_id: str) -> ReasonRow:
    """The reason as it is, read anew; an unwritten one where there is none."""
    wanted = select(ReasonRow).where(ReasonRow.version_id == version.id, ReasonRow.section_id == section_id)
    found = session.scalars(wanted.execution_options(populate_existing=True)).first()
    return found or ReasonRow(
        community_id=version.community_id, version_id=version.id, section_id=section_id, revision=0
    )


def _refuse_locked(document: DocumentRow, version: VersionRow) -> None:
    if version.stage not in EXPLAINABLE:
        raise RuleSaysNo(
            f"Begrunnelsene i {document.ref} {version.number} er låst.",
            f"Versjonen er {version.stage.value}, og det de som vedtok, hadde foran seg, skal stå.",
            "Skriv begrunnelsen i den neste versjonen. Ingenting er endret.",
        )


def _refuse_unknown(session: Session, document: DocumentRow, section_id: str) -> None:
    """The place may stand in this text, or have stood in an earlier one."""
    texts = (documents.legal_text(row) for row in documents.versions_of(session, document))
    if section_id and not any(text.find(section_id) for text in texts):
        raise BadInput(
            "Begrunnelsen er ikke lagret.",
            "Punktet finnes ikke i noen versjon av dokumentet.",
            "Åpne endringene på nytt.",
            "section",
        )
