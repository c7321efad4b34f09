"""A person has seen where a decision comes from, a link or a file, and vouches that the record says the same.

The decisions of kommunestyrer and boards are made elsewhere; here they are typed in. Who vouches for one,
when, and by what source, stands beside it. The file is kept byte for byte, is never opened by the register,
and is handed out as it came.
"""

import hashlib
import re
from datetime import datetime

from sqlalchemy.orm import Session

from registry import audit, fields
from registry.audit import Event
from registry.errors import AlreadyThere, BadInput, RuleSaysNo
from registry.fingerprints import remembered
from registry.operations.decisions import hold
from registry.operations.source_files import SourceFile
from registry.permissions import Actor
from registry.queries import certifications, decisions
from registry.tables import CertificationRow, CommunityRow, DecisionRow

NOT_CERTIFIED = "Vedtaket er ikke bekreftet."
LARGEST_FILE = 20_000_000
"""Bytes in one file."""
LONGEST_LINK = 2000
_LINK = re.compile(r"https?://[^\s/.:]+(\.[^\s/.:]+)*(:\d{1,5})?(/\S*)?", re.IGNORECASE)


def certify(
    session: Session,
    who: Actor,
    community: CommunityRow,
    decision: DecisionRow,
    now: datetime,
    *,
    link: str = "",
    file: SourceFile | None = None,
    note: str = "",
) -> CertificationRow:
    """Vouch for a decision by its source: one link or one file. All certifications are kept.

    Raises AlreadyThere where the same person has vouched by the same source before.
    """
    hold(session, decision)
    if later := next(iter(decisions.corrections_of(session, decision)), None):
        raise RuleSaysNo(
            NOT_CERTIFIED,
            f"Vedtaket i sak {decision.case_number} er rettet, og det er rettelsen som gjelder.",
            f"Bekreft rettelsen, {later.ref}.",
        )
    row = CertificationRow(
        community_id=community.id,
        decision_id=decision.id,
        link=_link(link),
        file_name=_name(file) if file else "",
        sha256=hashlib.sha256(file.data).hexdigest() if file else "",
        data=file.data if file else b"",
        note=fields.text(note, "note", "Merknaden", required=False),
        certified_by=who.name,
        certified_at=now,
    )
    _refuse_unfit_source(row)
    _refuse_twice(session, decision, row)
    session.add(row)
    session.flush()
    data = {"link": row.link, "file": row.sha256, "rows": remembered(row)}
    audit.record(session, Event.DECISION_CERTIFIED, f"vedtak:{decision.ref}", who.ref, community.id, data)
    return row


def _link(typed: str) -> str:
    words = fields.line(typed, "link", "Lenken", required=False, longest=LONGEST_LINK)
    if words and not _LINK.fullmatch(words):
        raise BadInput(
            NOT_CERTIFIED,
            f"«{words[:80]}» er ikke en lenke.",
            "Skriv hele adressen, slik den begynner: https://",
            "link",
        )
    return words


def _name(file: SourceFile) -> str:
    """The name of the file, without the folders it lay in."""
    last = file.name.replace("\\", "/").rpartition("/")[2]
    return fields.line(last[-fields.LINE_LENGTH :], "file", "Filnavnet", required=False) or "fil"


def _refuse_unfit_source(row: CertificationRow) -> None:
    if bool(row.link) == bool(row.file_name):
        told = "Det er gitt både en lenke og en fil." if row.link else "Det er ikke sagt hva det bygger på."
        raise BadInput(NOT_CERTIFIED, told, "Gi enten en lenke til protokollen, eller selve filen.", "link")
    if row.file_name and not row.data:
        raise BadInput(NOT_CERTIFIED, f"Filen «{row.file_name}» er tom.", "Velg en annen fil.", "file")
    if len(row.data) > LARGEST_FILE:
        raise BadInput(
            NOT_CERTIFIED,
            f"Filen er {len(row.data) / 1_000_000:.1f} MB.".replace(".", ",", 1),
            f"Det er plass til {LARGEST_FILE // 1_000_000} MB. Gi en lenke i stedet.",
            "file",
        )


def _refuse_twice(session: Session, decision: DecisionRow, row: CertificationRow) -> None:
    for known in certifications.of_decision(session, decision):
        if (known.certified_by, known.link, known.sha256) == (row.certified_by, row.link, row.sha256):
            raise AlreadyThere(
                "Vedtaket er ikke bekreftet en gang til.",
                f"{known.certified_by} har alt bekreftet det etter den samme kilden.",
                "Det står på vedtakets side.",
                f"/vedtak/{decision.ref}",
            )
