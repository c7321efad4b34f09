"""The office chooses the template that its Word files are set in."""

import hashlib
from datetime import datetime

from sqlalchemy.orm import Session

from documents.docx import NotReadable
from documents.docx.trial import TemplateReport, try_apart
from registry import audit, fields
from registry.audit import Event
from registry.errors import BadInput
from registry.permissions import Actor
from registry.tables import CommunityRow, TemplateRow

LARGEST_TEMPLATE = 5_000_000
"""Bytes. Theme, logo and fonts go along in every file, so a heavy template makes every file heavy."""
ENDINGS = (".docx", ".dotx")


def tried(name: str, data: bytes) -> TemplateReport:
    """What will the files be like in this template? Stores nothing; raises BadInput with the reason."""
    if not name.lower().endswith(ENDINGS):
        raise BadInput(
            f"«{name[:80]}» kan ikke være mal.",
            "Malen må være en Word-fil (.docx eller .dotx).",
            "Lagre den som Word-dokument, og velg den på nytt. Malen som er i bruk, er ikke endret.",
            "file",
        )
    if len(data) > LARGEST_TEMPLATE:
        raise BadInput(
            f"«{name[:80]}» er for stor til å være mal.",
            f"Den følger med i hver fil, så det er plass til {LARGEST_TEMPLATE // 1_000_000} MB.",
            "Gjør bildene mindre i Word, og velg den på nytt. Malen som er i bruk, er ikke endret.",
            "file",
        )
    try:
        return try_apart(data)
    except NotReadable as wrong:
        now = f"{wrong.now} Malen som er i bruk, er ikke endret."
        raise BadInput(f"«{name[:80]}» kan ikke være mal.", wrong.why, now, "file") from wrong


def choose_template(
    session: Session, who: Actor, community: CommunityRow, name: str, data: bytes, now: datetime
) -> TemplateReport:
    """Set the Word files of this helsefellesskap in the office's own template from now on.

    Raises BadInput for a template that cannot be used; the one in use stays.
    """
    named = fields.line(name, "file", "Filens navn")
    report = tried(named, data)
    _keep(session, who, community, named, data, now)
    return report


def use_the_products_own(session: Session, who: Actor, community: CommunityRow, now: datetime) -> None:
    """Set the Word files in the product's own template again. Files that were taken out stay as they are."""
    _keep(session, who, community, "", b"", now)


def _keep(
    session: Session, who: Actor, community: CommunityRow, name: str, data: bytes, now: datetime
) -> None:
    sha256 = hashlib.sha256(data).hexdigest() if data else ""
    row = TemplateRow(
        community_id=community.id, name=name, data=data, sha256=sha256, chosen_by=who.ref, chosen_at=now
    )
    session.add(row)
    session.flush()
    told = {"name": name, "sha256": sha256}
    audit.record(session, Event.TEMPLATE_CHOSEN, f"mal:{name}", who.ref, community.id, told)
