"""Saying anew what class of change a version is, and what it does: a record of its own, never an edit."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from decisions.proposals import Certainty, Finding
from documents.kinds import ChangeClass
from documents.lifecycle import Stage
from registry import audit, fields
from registry.audit import Event
from registry.errors import BadInput, RuleSaysNo
from registry.fingerprints import remembered
from registry.operations import documents
from registry.operations.rejudging import rejudge
from registry.permissions import Actor
from registry.queries.classifications import classified, written
from registry.tables import ClassificationRow, CommunityRow, DocumentRow, VersionRow


def classify(
    session: Session,
    who: Actor,
    document: DocumentRow,
    version: VersionRow,
    change: ChangeClass,
    findings: Iterable[Finding],
    reason: str,
    now: datetime,
) -> ClassificationRow:
    """Say what class of change a frozen or adopted version is, and what it was found to do.

    The latest word counts: in who may decide, for decisions that are recorded from now on, and for those that
    are there, which are judged anew. What was said before is kept. A confirmed finding without a name gets
    that of the one who classifies.
    """
    documents.hold(session, version)
    _refuse_unfrozen(version)
    said = frozenset(_named(each, who) for each in findings)
    _refuse_the_same(session, version, change, said)
    row = ClassificationRow(
        community_id=document.community_id,
        version_id=version.id,
        change=change,
        findings=written(said),
        reason=fields.text(reason, "reason", "Begrunnelsen"),
        classified_by=who.name,
        classified_at=now,
    )
    session.add(row)
    session.flush()
    data = {"change": change.value, "rows": remembered(row)}
    about = documents.subject(document, version)
    audit.record(session, Event.CHANGE_CLASSIFIED, about, who.ref, document.community_id, data)
    community = session.get_one(CommunityRow, document.community_id)
    because = f"Endringen i {document.ref}@{version.number} er klassifisert som {change.label}."
    rejudge(session, who, community, because, now)
    return row


def _named(finding: Finding, who: Actor) -> Finding:
    if finding.certainty is Certainty.BEKREFTET and not finding.by:
        return replace(finding, by=who.name)
    return finding


def _refuse_unfrozen(version: VersionRow) -> None:
    if version.stage is Stage.DRAFT:
        raise RuleSaysNo(
            "Endringen er ikke klassifisert.",
            f"Versjon {version.number} er et utkast, og kan bli en annen endring i morgen.",
            "Slaget endring bekreftes når teksten fryses. Det du skrev, står.",
        )
    if version.stage is Stage.WITHDRAWN:
        raise RuleSaysNo("Endringen er ikke klassifisert.", f"Versjon {version.number} er trukket.")


def _refuse_the_same(
    session: Session, version: VersionRow, change: ChangeClass, findings: frozenset[Finding]
) -> None:
    known = classified(session, version)
    if known.by and known.change is change and known.findings == findings:
        raise BadInput(
            "Endringen er ikke klassifisert på nytt.",
            f"{known.by} har alt sagt det samme.",
            "Det som er sagt før, står.",
            "change",
        )
