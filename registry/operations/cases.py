"""Cases: opened with a text or a matter and a route through bodies, changed, closed."""

import json
import secrets
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TypeVar

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from decisions.outcomes import Act
from decisions.proposals import Finding, Kind, Matter, Proposal
from documents.kinds import ChangeClass
from documents.lifecycle import Stage
from registry import audit, fields
from registry.audit import Event
from registry.errors import BadInput, Changed, RuleSaysNo
from registry.permissions import Actor
from registry.tables import (
    AgendaItemRow,
    Base,
    BodyRow,
    CaseRow,
    CaseStepRow,
    CommunityRow,
    DocumentRow,
    MeetingRow,
    VersionRow,
)

KEPT_FROM_OTHERS = {"key_share": True}
"""Other writers wait; rows that only refer to this one do not."""


Row = TypeVar("Row", bound=Base)


def as_it_stands(row: Row) -> Row:
    """The row's values in a row of no session: they stay when what was tried is undone."""
    return type(row)(**{each.key: getattr(row, each.key) for each in type(row).__mapper__.column_attrs})


@dataclass(frozen=True, slots=True)
class CaseEntry:
    """What is typed in of a case."""

    title: str
    description: str = ""
    document: DocumentRow | None = None
    version: VersionRow | None = None
    matter: Kind | None = None
    """What it is about, where it is no document."""
    change: ChangeClass | None = None
    """The class of the change; None: as on the version, or what is usual for the matter."""
    label: ChangeClass | None = None
    """What a body itself calls the change."""
    findings: tuple[Finding, ...] = ()
    route: tuple[tuple[BodyRow, Act], ...] = ()
    """The bodies it goes through, in order, and what each is to do."""


class CaseChanged(Changed):
    """Another has changed the case; `stored` is how it reads now, `sent` what was typed. Both are kept."""

    def __init__(self, stored: CaseRow, sent: CaseEntry) -> None:
        """Take the case as it is and what was typed."""
        super().__init__(
            "En annen har endret saken mens du skrev.",
            f"Den heter nå «{stored.title}».",
            "Det du skrev, står fortsatt. Se over og lagre igjen.",
        )
        self.stored = as_it_stands(stored)
        self.sent = sent


def open_case(
    session: Session, who: Actor, community: CommunityRow, entry: CaseEntry, now: datetime
) -> CaseRow:
    """Open a case. It waits for the first body on its route until that body has met."""
    row = CaseRow(
        community_id=community.id,
        ref=f"s-{secrets.token_hex(5)}",
        opened_by=who.name,
        opened_at=now,
        **_columns(entry),
    )
    session.add(row)
    session.flush()
    _keep_route(session, row, entry.route)
    _remember(session, who, Event.CASE_OPENED, row, {"route": _told(entry.route)})
    return row


def change_case(session: Session, who: Actor, row: CaseRow, entry: CaseEntry, revision: int) -> CaseRow:
    """Change what is typed of a case. `revision` is the one the person saw; raises CaseChanged.

    What meetings did with it before stays as it is: their records hold their own text.
    """
    hold(session, row)
    if row.revision != revision:
        raise CaseChanged(row, entry)
    _refuse_closed(row)
    for name, value in _columns(entry).items():
        setattr(row, name, value)
    row.revision += 1
    _keep_route(session, row, entry.route)
    _remember(session, who, Event.CASE_CHANGED, row, {"route": _told(entry.route)})
    return row


def close_case(
    session: Session, who: Actor, row: CaseRow, because: str, on: date, revision: int | None = None
) -> CaseRow:
    """Close a case: nobody is to treat it more. Raises RuleSaysNo while it stands on a coming agenda."""
    hold(session, row)
    if revision is not None and row.revision != revision:
        raise Changed(
            "Saken er ikke lukket.",
            "En annen endret den etter at du åpnet siden.",
            "Les den på nytt, og lukk den så.",
        )
    _refuse_closed(row)
    if meeting := _on_agenda(session, row):
        raise RuleSaysNo(
            "Saken er ikke lukket.",
            f"Den står på dagsordenen for møtet {meeting.ref}, og har ikke fått noe utfall der.",
            "Ta den av dagsordenen, eller før hva møtet gjorde.",
        )
    row.closed_because = fields.line(because, "because", "Grunnen")
    row.closed_on, row.revision = on, row.revision + 1
    _remember(session, who, Event.CASE_CLOSED, row, {"on": on.isoformat()})
    return row


def hold(session: Session, row: CaseRow) -> None:
    """Read the case anew and keep other writers from it until this is committed."""
    session.flush()
    session.refresh(row, with_for_update=KEPT_FROM_OTHERS)


def proposal_of(entry: CaseEntry) -> Proposal:
    """The case as it is put to a body; raises BadInput where it does not say what it is about."""
    kind = entry.document.kind if entry.document else entry.matter
    if kind is None:
        raise BadInput(
            "Saken er ikke lagret.",
            "Den sier ikke hva den gjelder.",
            "Velg et dokument eller en annen sak.",
            "matter",
        )
    change = entry.change or (entry.version.change if entry.version else _usual(kind))
    return Proposal(kind, change, None, entry.label, frozenset(entry.findings))


def with_route(entry: CaseEntry, route: tuple[tuple[BodyRow, Act], ...]) -> CaseEntry:
    """The same case by another way."""
    return replace(entry, route=route)


def _columns(entry: CaseEntry) -> dict[str, object]:
    proposal, version = proposal_of(entry), entry.version
    if version is not None and version.stage is Stage.WITHDRAWN:
        raise RuleSaysNo(
            "Saken er ikke lagret.", f"Versjon {version.number} er trukket.", "Velg en annen versjon."
        )
    return {
        "title": fields.line(entry.title, "title", "Tittelen"),
        "description": fields.text(entry.description, "description", "Beskrivelsen", required=False),
        "matter": proposal.kind.value,
        "document_id": entry.document.id if entry.document else None,
        "version_id": version.id if version else None,
        "change": proposal.change,
        "change_label": entry.label.value if entry.label else "",
        "findings": json.dumps(
            [each.to_dict() for each in entry.findings], ensure_ascii=False, sort_keys=True
        ),
    }


def _usual(kind: Kind) -> ChangeClass:
    """The class of what is no text: money is disposed of; all else is new."""
    return ChangeClass.DISPONERING if kind in {Matter.MIDLER, Matter.TILSKUDD} else ChangeClass.NY


def _keep_route(session: Session, row: CaseRow, route: tuple[tuple[BodyRow, Act], ...]) -> None:
    session.execute(delete(CaseStepRow).where(CaseStepRow.case_id == row.id))
    for position, (body, act) in enumerate(route, start=1):
        session.add(
            CaseStepRow(
                community_id=row.community_id, case_id=row.id, position=position, body_id=body.id, act=act
            )
        )
    session.flush()


def _told(route: tuple[tuple[BodyRow, Act], ...]) -> list[str]:
    return [f"{body.ref}: {act.value}" for body, act in route]


def _refuse_closed(row: CaseRow) -> None:
    if row.closed_on is not None:
        raise RuleSaysNo(
            "Saken er ikke endret.",
            f"Den ble lukket {row.closed_on.isoformat()}: {row.closed_because}",
            "Åpne en ny sak om det som har kommet til.",
        )


def _on_agenda(session: Session, row: CaseRow) -> MeetingRow | None:
    return session.scalars(
        select(MeetingRow)
        .join(AgendaItemRow, AgendaItemRow.meeting_id == MeetingRow.id)
        .where(AgendaItemRow.case_id == row.id, AgendaItemRow.outcome.is_(None))
        .limit(1)
    ).first()


def _remember(session: Session, who: Actor, event: Event, row: CaseRow, data: dict[str, object]) -> None:
    audit.record(
        session,
        event,
        f"sak:{row.ref}",
        who.ref,
        row.community_id,
        {"title": row.title, "matter": row.matter, **data},
    )
