"""Case packages are asked for, made while somebody waits elsewhere, and kept as they were handed out.

Making them takes longer than a page may, so what is asked for stands in a queue; `registry.packing` makes it.
What is made never changes; what could not be made says why, and can be asked for again.
"""

import hashlib
import json
from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from documents.text import new_id
from registry import audit
from registry.audit import Event
from registry.fingerprints import text_hash
from registry.permissions import Actor
from registry.queries import documents
from registry.queries.package_receivers import receivers_of, stand_of
from registry.tables import CasePackageRow, CommunityRow, DocumentRow, PackageState, VersionRow

INTERRUPTED = "Serveren ble stanset mens pakkene ble laget. Ingenting er tapt; be om dem en gang til."
UNDER_WAY = (PackageState.I_KO, PackageState.LAGES)


def ask_for(
    session: Session,
    who: Actor,
    community: CommunityRow,
    document: DocumentRow,
    version: VersionRow,
    day: date,
    now: datetime,
) -> CasePackageRow:
    """Put the case packages of this version, for the parties of that day, in the queue.

    Those already under way for the same version and day are answered with, so that asking twice makes one.
    Raises RuleSaysNo for a text that may change, or that no party decides for itself.
    """
    view = documents.view(session, document, version, day)
    many = len(receivers_of(session, community, view, stand_of(session, community, view)))
    same = CasePackageRow.version_id == version.id, CasePackageRow.day == day
    waiting = select(CasePackageRow).where(*same, CasePackageRow.state.in_(UNDER_WAY))
    if known := session.scalars(waiting).first():
        return known
    row = CasePackageRow(
        community_id=community.id,
        ref=new_id(),
        version_id=version.id,
        day=day,
        state=PackageState.I_KO,
        done=0,
        total=many,
        manifest="{}",
        data=b"",
        trouble="",
        asked_by=who.ref,
        asked_at=now,
    )
    session.add(row)
    session.flush()
    told = {"package": row.ref, "day": day.isoformat(), "parties": many}
    audit.record(session, Event.PACKAGES_ASKED, f"versjon:{view.ref}", who.ref, community.id, told)
    return row


def take_next(session: Session) -> CasePackageRow | None:
    """The package that has waited longest, now being made; None where nothing waits."""
    row = session.scalars(_waiting().order_by(CasePackageRow.id).limit(1)).first()
    if row is not None:
        row.state = PackageState.LAGES
    return row


def is_waiting(session: Session) -> bool:
    """Does anything wait to be made?"""
    return session.scalars(_waiting().limit(1)).first() is not None


def count(session: Session, package: int, done: int) -> None:
    """So many parties' sets are made."""
    session.get_one(CasePackageRow, package).done = done


def finish(
    session: Session, package: int, manifest: Mapping[str, object], data: bytes, now: datetime
) -> CasePackageRow:
    """Keep what was made. The log remembers the SHA-256 of the zip and of the manifest."""
    row = session.get_one(CasePackageRow, package)
    row.manifest = json.dumps(manifest, ensure_ascii=False, sort_keys=True)
    row.data, row.done, row.made_at, row.state = data, row.total, now, PackageState.FERDIG
    told = {
        "package": row.ref,
        "zip": hashlib.sha256(data).hexdigest(),
        "manifest": text_hash(row.manifest),
    }
    audit.record(session, Event.PACKAGES_MADE, _subject(session, row), row.asked_by, row.community_id, told)
    return row


def stop(session: Session, package: int, trouble: str) -> None:
    """Say why it was not made."""
    row = session.get_one(CasePackageRow, package)
    row.state, row.trouble = PackageState.STANSET, trouble
    told = {"package": row.ref, "trouble": trouble}
    audit.record(
        session, Event.PACKAGES_STOPPED, _subject(session, row), row.asked_by, row.community_id, told
    )


def stop_unfinished(session: Session) -> int:
    """What stood as being made when the server went down is not made; how many there were."""
    left = session.scalars(select(CasePackageRow.id).where(CasePackageRow.state == PackageState.LAGES)).all()
    for package in left:
        stop(session, package, INTERRUPTED)
    return len(left)


def _waiting() -> Select[CasePackageRow]:
    return select(CasePackageRow).where(CasePackageRow.state == PackageState.I_KO)


def _subject(session: Session, row: CasePackageRow) -> str:
    version = session.get_one(VersionRow, row.version_id)
    document = session.get_one(DocumentRow, version.document_id)
    return f"versjon:{document.ref}@{version.number}"
