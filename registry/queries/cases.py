"""Which cases are there, which way do they go, and where does each wait?"""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from decisions.outcomes import Act, Outcome
from decisions.proposals import Finding, Kind, Proposal, kind_of
from decisions.routes import Position, Stand, Step, Suggested, Treated, position, suggested, waiting_words
from documents.kinds import ChangeClass
from registry.errors import NotFound
from registry.queries import bodies, mandates, parties
from registry.tables import (
    AgendaItemRow,
    BodyRow,
    CaseRow,
    CaseStepRow,
    CommunityRow,
    DecisionDetailRow,
    DecisionRow,
    DocumentRow,
    MeetingRow,
    VersionRow,
)


@dataclass(frozen=True, slots=True)
class Treatment:
    """What one body did with a case: in a meeting that is kept here, or as it was recorded."""

    body: BodyRow
    act: Act
    outcome: Outcome
    on: date
    number: str
    """The case number there, as printed."""
    text: str = ""
    """The decision in the words of the meeting."""
    item: AgendaItemRow | None = None
    meeting: MeetingRow | None = None
    decision: str = ""
    """The reference of the record; empty while none is made."""
    returned_to: str = ""
    """The ref of the body it was sent back to."""


@dataclass(frozen=True, slots=True)
class CaseView:
    """A case with its text, its route, what was done with it, and where it waits."""

    row: CaseRow
    document: DocumentRow | None
    version: VersionRow | None
    route: tuple[tuple[BodyRow, Act], ...]
    treated: tuple[Treatment, ...]
    at: Position
    where: str
    """Where it waits, as a sentence."""
    coming: tuple[MeetingRow, ...] = ()
    """Meetings that have it on the agenda and have not come to an outcome."""

    @property
    def version_ref(self) -> str:
        """The version as it is named: "retningslinje-5@2026.1"; empty for other matters."""
        return f"{self.document.ref}@{self.version.number}" if self.document and self.version else ""

    @property
    def kind(self) -> Kind:
        """What it is about."""
        return kind_of(self.row.matter)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What a person has confirmed of it."""
        return tuple(Finding.from_dict(each) for each in json.loads(self.row.findings))

    @property
    def proposal(self) -> Proposal:
        """The case as it is put to a body."""
        label = ChangeClass(self.row.change_label) if self.row.change_label else None
        return Proposal(self.kind, self.row.change, None, label, frozenset(self.findings))

    @property
    def is_open(self) -> bool:
        """Is it still to be treated by somebody?"""
        return self.row.closed_on is None


def case_row(session: Session, community: CommunityRow, ref: str) -> CaseRow:
    """The case with this reference; raises NotFound."""
    row = session.scalars(select(CaseRow).filter_by(community_id=community.id, ref=ref)).first()
    if row is None:
        raise NotFound(f"Saken «{ref[:60]}» finnes ikke.", "", "Se listen over saker.")
    return row


def case(session: Session, community: CommunityRow, ref: str) -> CaseView:
    """The case with this reference, and all that was done with it; raises NotFound."""
    return views(session, community, [case_row(session, community, ref)])[0]


def cases(
    session: Session,
    community: CommunityRow,
    *,
    body: BodyRow | None = None,
    with_closed: bool = False,
) -> list[CaseView]:
    """Cases, the newest first; the open ones, or all; those whose route goes through one body."""
    query = select(CaseRow).where(CaseRow.community_id == community.id).order_by(CaseRow.id.desc())
    if not with_closed:
        query = query.where(CaseRow.closed_on.is_(None))
    if body is not None:
        through = select(CaseStepRow.case_id).where(CaseStepRow.body_id == body.id)
        query = query.where(CaseRow.id.in_(through))
    return views(session, community, session.scalars(query).all())


def waiting_for(session: Session, community: CommunityRow, body: BodyRow) -> list[CaseView]:
    """Open cases that this body is next to treat, the postponed first; not those on a coming agenda."""
    found = [
        view
        for view in cases(session, community)
        if view.at.waits_for(body.ref) and not view.coming and view.is_open
    ]
    return sorted(found, key=lambda view: (view.at.stand is not Stand.UTSATT, view.row.id))


def suggested_route(
    session: Session, community: CommunityRow, proposal: Proposal, on: date
) -> tuple[Suggested, ...]:
    """The bodies that the mandate rules of that day point to, in order; nothing where they do not say."""
    return suggested(
        mandates.may_decide(session, community, proposal, on),
        bodies.body_values(session, community).values(),
        {party.ref: party for party in parties.party_values(session, community)},
        on,
    )


def route_to_follow(
    session: Session, community: CommunityRow, proposal: Proposal, on: date
) -> tuple[tuple[BodyRow, Act], ...]:
    """The suggested route as bodies to follow: mandatory and optional recommendations, then who decides."""
    there = {row.ref: row for row in bodies.all_bodies(session, community)}
    steps = suggested_route(session, community, proposal, on)
    return tuple((there[ref], step.act) for step in steps for ref in step.bodies)


def views(session: Session, community: CommunityRow, rows: Sequence[CaseRow]) -> list[CaseView]:
    """These cases with all that belongs to them, in the same order."""
    ids = [row.id for row in rows]
    there = {row.id: row for row in bodies.all_bodies(session, community)}
    routes = _routes(session, ids, there)
    items = _items(session, ids, there)
    recorded = _recorded(session, community, rows, there)
    texts = _texts(session, rows)
    made = []
    for row in rows:
        own = items.get(row.id, [])
        known = {each.decision for each, _ in own if each.decision}
        done = [each for each, _ in own if each.item and each.item.outcome is not None]
        route = routes.get(row.id, ())
        steps = tuple(Step(body.ref, act) for body, act in route)
        others = [
            each
            for each in recorded.get(row.version_id or 0, [])
            if each.decision not in known and any(step.body == each.body.ref for step in steps)
        ]
        treated = tuple(sorted((*done, *others), key=lambda each: each.on))
        at = position(steps, [_value(each) for each in treated])
        names = {body.ref: body.name for body in there.values()}
        coming = tuple(meeting for each, meeting in own if each.item and each.item.outcome is None)
        document, version = texts.get(row.id, (None, None))
        where = waiting_words(at, names)
        made.append(CaseView(row, document, version, route, treated, at, where, coming))
    return made


def _value(each: Treatment) -> Treated:
    return Treated(each.body.ref, each.act, each.outcome, each.on, each.returned_to)


def _routes(
    session: Session, ids: Collection[int], there: dict[int, BodyRow]
) -> dict[int, tuple[tuple[BodyRow, Act], ...]]:
    routes: dict[int, tuple[tuple[BodyRow, Act], ...]] = {}
    found = session.scalars(
        select(CaseStepRow)
        .where(CaseStepRow.case_id.in_(ids))
        .order_by(CaseStepRow.case_id, CaseStepRow.position)
    )
    for step in found:
        routes[step.case_id] = (*routes.get(step.case_id, ()), (there[step.body_id], step.act))
    return routes


def _items(
    session: Session, ids: Collection[int], there: dict[int, BodyRow]
) -> dict[int, list[tuple[Treatment, MeetingRow]]]:
    """What meetings did or are to do with each case; what has no outcome yet is noted as an adoption."""
    found = session.execute(
        select(AgendaItemRow, MeetingRow, DecisionRow.ref)
        .join(MeetingRow, MeetingRow.id == AgendaItemRow.meeting_id)
        .outerjoin(DecisionRow, DecisionRow.id == AgendaItemRow.decision_id)
        .where(AgendaItemRow.case_id.in_(ids))
        .order_by(MeetingRow.meeting_on, MeetingRow.number)
    )
    items: dict[int, list[tuple[Treatment, MeetingRow]]] = {}
    for item, meeting, decision in found:
        to = there[item.returned_to_id].ref if item.returned_to_id else ""
        made = Treatment(
            there[item.body_id],
            item.act,
            item.outcome or Outcome.VEDTATT,
            meeting.meeting_on,
            item.printed,
            item.text,
            item,
            meeting,
            decision or "",
            to,
        )
        items.setdefault(item.case_id, []).append((made, meeting))
    return items


def _recorded(
    session: Session, community: CommunityRow, rows: Sequence[CaseRow], there: dict[int, BodyRow]
) -> dict[int, list[Treatment]]:
    """What was recorded of these cases' versions and not since corrected, by the version's id."""
    versions = {row.version_id for row in rows if row.version_id}
    corrected = select(DecisionRow.corrects_id).where(
        DecisionRow.community_id == community.id, DecisionRow.corrects_id.is_not(None)
    )
    found = session.execute(
        select(DecisionRow, DecisionDetailRow.returned_to_id)
        .outerjoin(DecisionDetailRow, DecisionDetailRow.decision_id == DecisionRow.id)
        .where(DecisionRow.version_id.in_(versions), DecisionRow.id.not_in(corrected))
        .order_by(DecisionRow.meeting_on, DecisionRow.id)
    )
    recorded: dict[int, list[Treatment]] = {}
    for row, to in found:
        made = Treatment(
            there[row.body_id],
            row.act,
            row.outcome,
            row.meeting_on,
            row.case_number,
            decision=row.ref,
            returned_to=there[to].ref if to else "",
        )
        recorded.setdefault(row.version_id or 0, []).append(made)
    return recorded


def _texts(
    session: Session, rows: Sequence[CaseRow]
) -> dict[int, tuple[DocumentRow | None, VersionRow | None]]:
    documents = {row.document_id for row in rows if row.document_id}
    versions = {row.version_id for row in rows if row.version_id}
    by_document = {
        row.id: row for row in session.scalars(select(DocumentRow).where(DocumentRow.id.in_(documents)))
    }
    by_version = {
        row.id: row for row in session.scalars(select(VersionRow).where(VersionRow.id.in_(versions)))
    }
    return {
        row.id: (by_document.get(row.document_id or 0), by_version.get(row.version_id or 0)) for row in rows
    }
