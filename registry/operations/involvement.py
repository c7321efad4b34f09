"""Users had a part in the work with a text, or had not after all.

Law: helse- og omsorgstjenesteloven § 6-1 tredje ledd (https://lovdata.no/lov/2011-06-24-30/§6-1). What is
kept is who, how, when, and what came of it; never a patient's name or number.
"""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from decisions.involvement import Involvement
from decisions.words import day_in_words
from documents.lifecycle import Stage
from registry import audit, clock, fields
from registry.audit import Event
from registry.errors import AlreadyThere, BadInput, RuleSaysNo
from registry.fingerprints import remembered
from registry.operations import documents
from registry.operations.following_up import place, refuse_the_future
from registry.permissions import OPERATOR, Actor
from registry.queries.involvement import InvolvementView, recorded_involvement
from registry.queries.participation import PARTS_OF_THE_AGREEMENT
from registry.tables import CommunityRow, DocumentRow, InvolvementRow, VersionRow

NOT_KEPT = "Medvirkningen er ikke ført."


@dataclass(frozen=True, slots=True)
class InvolvementEntry:
    """What is typed of users' part in the work with a version."""

    sort: Involvement
    whom: str
    how: str
    took_part_on: date
    answer: str = ""
    """What came of it."""
    link: str = ""


def record_involvement(
    session: Session,
    who: Actor,
    community: CommunityRow,
    document: DocumentRow,
    version: VersionRow,
    entry: InvolvementEntry,
    now: datetime,
) -> InvolvementRow:
    """Record users' part, also where it came too late to count. The last word about the same thing counts."""
    _refuse_what_the_law_does_not_ask(document, version)
    refuse_the_future(NOT_KEPT, entry.took_part_on, clock.day_of(now), "took_part_on")
    row = InvolvementRow(
        community_id=community.id,
        version_id=version.id,
        sort=entry.sort,
        whom=_words(fields.line(entry.whom, "whom", "Hvem det er"), "whom", "Hvem det er"),
        how=_words(fields.text(entry.how, "how", "Hvordan det skjedde,"), "how", "Hvordan det skjedde,"),
        took_part_on=entry.took_part_on,
        answer=_words(
            fields.text(entry.answer, "answer", "Hva som kom ut av det,", required=False),
            "answer",
            "Hva som kom ut av det,",
        ),
        link=place(entry.link, "link", "Lenken", required=False),
        holds=True,
        reason="",
        recorded_by=who.name,
        recorded_at=now,
    )
    _refuse_twice(session, community, version, row)
    return _keep(session, who, document, version, row)


def not_involved(
    session: Session, who: Actor, view: InvolvementView, reason: str, now: datetime
) -> InvolvementRow:
    """Say that what was recorded is not so. What was recorded stays."""
    last = view.row
    row = InvolvementRow(
        community_id=last.community_id,
        version_id=last.version_id,
        sort=last.sort,
        whom=last.whom,
        how=last.how,
        took_part_on=last.took_part_on,
        answer=last.answer,
        link=last.link,
        holds=False,
        reason=_words(fields.text(reason, "reason", "Grunnen"), "reason", "Grunnen"),
        recorded_by=who.name,
        recorded_at=now,
    )
    return _keep(session, who, view.document, view.version, row)


def _keep(
    session: Session, who: Actor, document: DocumentRow, version: VersionRow, row: InvolvementRow
) -> InvolvementRow:
    session.add(row)
    session.flush()
    data = {
        "sort": row.sort.value,
        "on": row.took_part_on.isoformat(),
        "holds": row.holds,
        "rows": remembered(row),
    }
    subject = documents.subject(document, version)
    audit.record(session, Event.INVOLVEMENT_RECORDED, subject, who.ref, row.community_id, data)
    return row


def _words(words: str, field: str, name: str) -> str:
    return fields.without_patients(words, field, name)


def _refuse_what_the_law_does_not_ask(document: DocumentRow, version: VersionRow) -> None:
    if document.kind not in PARTS_OF_THE_AGREEMENT:
        raise BadInput(
            NOT_KEPT,
            f"Loven spør ikke om det for {document.title}.",
            "Velg samarbeidsavtalen, en delavtale eller en retningslinje.",
            "version",
        )
    if version.stage is Stage.WITHDRAWN:
        raise RuleSaysNo(
            NOT_KEPT,
            f"Versjon {version.number} er trukket.",
            "Velg versjonen som kom i stedet. Det du skrev, står.",
        )


def _refuse_twice(
    session: Session, community: CommunityRow, version: VersionRow, row: InvolvementRow
) -> None:
    """The same again is a correction where something else differs, and else nothing new."""
    same = ("sort", "whom", "took_part_on", "how", "answer", "link")
    for each in recorded_involvement(session, community, OPERATOR, [version]):
        if each.counts and all(getattr(each.row, name) == getattr(row, name) for name in same):
            raise AlreadyThere(
                "Medvirkningen er ikke ført en gang til.",
                f"{row.whom} {day_in_words(row.took_part_on)} er alt ført.",
                "",
                "/lovkrav/medvirkning",
            )
