"""What has been done, and does everything still agree with the log?"""

import json
from collections.abc import Iterator, Sequence

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from documents.lifecycle import Stage
from registry import audit
from registry.audit import Event
from registry.fingerprints import decision_hash, text_hash
from registry.tables import AuditRow, CommunityRow, DecisionRow, DocumentRow, VersionRow


def head(session: Session) -> AuditRow | None:
    """The last entry of the log."""
    return session.scalars(select(AuditRow).order_by(AuditRow.seq.desc()).limit(1)).first()


def entries(session: Session, community: CommunityRow, before: int | None, limit: int) -> Sequence[AuditRow]:
    """Entries of this helsefellesskap and of the installation, the newest first."""
    return session.scalars(_of(community).where(AuditRow.seq < (before or 2**62)).limit(limit)).all()


def history_of(session: Session, community: CommunityRow, subject: str) -> Sequence[AuditRow]:
    """All that was done with one thing, the oldest first."""
    return session.scalars(
        select(AuditRow)
        .where(AuditRow.community_id == community.id, AuditRow.subject == subject)
        .order_by(AuditRow.seq)
    ).all()


def since(session: Session, seq: int) -> Sequence[AuditRow]:
    """Entries after this one, in order: what the search index has not seen."""
    return session.scalars(select(AuditRow).where(AuditRow.seq > seq).order_by(AuditRow.seq)).all()


def faults(session: Session) -> Iterator[str]:
    """A sentence for everything that does not agree: texts, decisions, the log. Nothing: all is as it was."""
    yield from audit.broken_links(session)
    yield from _changed_versions(session)
    yield from _changed_decisions(session)


def counted(session: Session) -> dict[str, int]:
    """How much `faults` looks at."""
    return {
        "versions": session.scalar(select(func.count()).select_from(VersionRow)) or 0,
        "decisions": session.scalar(select(func.count()).select_from(DecisionRow)) or 0,
        "entries": session.scalar(select(func.count()).select_from(AuditRow)) or 0,
    }


def _changed_versions(session: Session) -> Iterator[str]:
    frozen = _said(session, (Event.VERSION_FROZEN, Event.VERSION_ADOPTED, Event.VERSION_WITHDRAWN), "hash")
    seen = set()
    for row, document in session.execute(
        select(VersionRow, DocumentRow).join(DocumentRow, DocumentRow.id == VersionRow.document_id)
    ):
        name = f"versjon:{document.ref}@{row.number}"
        key = (row.community_id, name)
        seen.add(key)
        shown = f"{document.ref}@{row.number}"
        if row.stage is Stage.DRAFT and key not in frozen:
            continue
        if key not in frozen:
            yield f"{shown} står som {row.stage.value}, men loggen vet ikke om det."
        elif row.frozen_hash != frozen[key] or text_hash(row.text) != frozen[key]:
            yield f"Teksten i {shown} er en annen enn den som ble {row.stage.value}."
    for _, name in sorted(set(frozen) - seen):
        yield f"{name.removeprefix('versjon:')} er borte fra registeret."


def _changed_decisions(session: Session) -> Iterator[str]:
    recorded = _said(session, (Event.DECISION_RECORDED,), "hash")
    seen = set()
    for row in session.scalars(select(DecisionRow)):
        key = (row.community_id, f"vedtak:{row.ref}")
        seen.add(key)
        if recorded.get(key) != decision_hash(row):
            yield f"Vedtaket {row.ref} (sak {row.case_number}) er et annet enn det som ble registrert."
    for _, name in sorted(set(recorded) - seen):
        yield f"Vedtaket {name.removeprefix('vedtak:')} er borte fra registeret."


def _said(session: Session, events: tuple[Event, ...], key: str) -> dict[tuple[int, str], str]:
    """The last value the log gives for each subject in these events."""
    rows = session.scalars(
        select(AuditRow).where(AuditRow.event.in_([event.value for event in events])).order_by(AuditRow.seq)
    )
    return {(row.community_id or 0, row.subject): json.loads(row.payload)["data"][key] for row in rows}


def _of(community: CommunityRow) -> Select[AuditRow]:
    return (
        select(AuditRow)
        .where((AuditRow.community_id == community.id) | AuditRow.community_id.is_(None))
        .order_by(AuditRow.seq.desc())
    )
