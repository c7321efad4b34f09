"""A file is brought in as a new text: kept as it came, read as somebody chooses, and made a draft."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete
from sqlalchemy.orm import Session

from documents.docx import Tracked, brought, carried
from documents.markdown import read
from documents.remarks import Remark
from registry.operations.documents import Draft, make_draft
from registry.operations.exchange import make_amendments, receive
from registry.operations.imports import Choices, Imported, read_file
from registry.permissions import Actor
from registry.queries.exchange import BaseGround, SealAnswer
from registry.queries.identities import identities_elsewhere
from registry.tables import CommunityRow, DocumentRow, ReceivedFileRow, VersionRow

KEPT = timedelta(days=7)
"""How long a file is kept that nobody has made a draft of."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A file that was read and is not a draft yet."""

    imported: Imported
    choices: Choices
    typed: Mapping[str, str]
    """What the person has said of it."""


def bring_in(
    session: Session,
    who: Actor,
    community: CommunityRow,
    name: str,
    data: bytes,
    document: DocumentRow | None,
    known: VersionRow | None,
    title: str,
    choices: Choices,
    typed: Mapping[str, str],
    now: datetime,
) -> tuple[ReceivedFileRow, Imported]:
    """Read a file and keep it until it is known what becomes of it; forget those that were left lying.

    `typed` is what the person has said of it so far, kept to be shown again. Raises BadInput where it cannot
    be read; then nothing is kept.
    """
    imported = _read(session, community, name, data, document, known, title, choices)
    _forget_abandoned(session, now)
    row = receive(session, who, community, name, data, now)
    row.report = _report(imported, choices, typed)
    return row, imported


def read_again(
    session: Session,
    community: CommunityRow,
    row: ReceivedFileRow,
    document: DocumentRow | None,
    known: VersionRow | None,
    choices: Choices,
    typed: Mapping[str, str],
) -> None:
    """Read the same file as somebody now chooses; the draft is not made yet."""
    title = typed.get("title", "")
    imported = _read(session, community, row.name, row.data, document, known, title, choices)
    row.report = _report(imported, choices, typed)


def make_of(
    session: Session,
    who: Actor,
    row: ReceivedFileRow,
    document: DocumentRow,
    draft: Draft,
    now: datetime,
) -> tuple[VersionRow, int]:
    """Make the draft of a file. How many amendments of what its authors propose, where that was chosen?"""
    read_last = waiting(row)
    imported, tracked = read_last.imported, read_last.choices.tracked
    version = make_draft(session, who, document, draft, now)
    row.version_id, row.base = version.id, version.text
    count = 0
    if tracked is Tracked.SUGGEST and imported.reading is not None:
        count = make_amendments(session, who, document, version, row, imported.reading, now)
    else:
        row.report = json.dumps(_settled(imported), ensure_ascii=False)
    session.flush()
    return version, count


def waiting(row: ReceivedFileRow) -> Waiting:
    """What was read of a file, as it was read last."""
    report = json.loads(row.report)
    text = read(report["source"])
    remarks = tuple(Remark(**each) for each in report["remarks"])
    reading = brought(report["reading"]) if report["reading"] else None
    imported = Imported(text, report["source"], remarks, reading)
    return Waiting(imported, Choices(Tracked(report["tracked"]), report["headings"]), report["typed"])


def _forget_abandoned(session: Session, now: datetime) -> None:
    """Take away the files that nobody made a draft of; their entries in the log stay."""
    left = ReceivedFileRow.version_id.is_(None), ReceivedFileRow.received_at < now - KEPT
    session.execute(delete(ReceivedFileRow).where(*left))


def _read(
    session: Session,
    community: CommunityRow,
    name: str,
    data: bytes,
    document: DocumentRow | None,
    known: VersionRow | None,
    title: str,
    choices: Choices,
) -> Imported:
    elsewhere = identities_elsewhere(session, community.id, document)
    title = title or (document.title if document else "")
    return read_file(name, data, title, known, elsewhere, choices)


def _report(imported: Imported, choices: Choices, typed: Mapping[str, str]) -> str:
    told = {
        "source": imported.source,
        "remarks": _told(imported.remarks),
        "reading": carried(imported.reading) if imported.reading else None,
        "tracked": choices.tracked.value,
        "headings": dict(choices.headings) if choices.headings is not None else None,
        "typed": dict(typed),
    }
    return json.dumps(told, ensure_ascii=False)


def _settled(imported: Imported) -> dict[str, Any]:
    """What is kept of the reading when the draft is made and there is nothing to answer."""
    return {
        "remarks": _told(imported.remarks),
        "about": ["Filen ble hentet inn som dette utkastet."],
        "ground": BaseGround.IMPORTED.value,
        "seal": SealAnswer.NONE.value,
        "matches": [],
        "told": {},
        "account": asdict(imported.reading.account) if imported.reading else None,
    }


def _told(remarks: tuple[Remark, ...]) -> list[dict[str, str]]:
    return [asdict(remark) for remark in remarks]
