"""Recording what a body decided: judged by the rules of the meeting day, kept with its verdict."""

import json
import secrets
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from decisions.case_number import CaseNumber, NotACaseNumber
from decisions.facts import DecisionFacts
from decisions.mandate import judge
from decisions.outcomes import Act, Outcome, Reservation, ReservationSort
from decisions.proposals import Finding, Kind, Proposal
from decisions.rule_files import statutory_floor
from decisions.verdict import Verdict
from decisions.votes import Votes
from documents.comparing.changes import ALGORITHM
from documents.kinds import ChangeClass
from documents.lifecycle import Stage
from registry import audit, clock, fields
from registry.audit import Event
from registry.errors import BadInput, RuleSaysNo
from registry.fingerprints import decision_hash, text_hash
from registry.operations import adoption, documents
from registry.permissions import Actor
from registry.queries import bodies, comparisons, mandates, parties
from registry.queries.decisions import prior_treatments
from registry.tables import (
    BodyRow,
    CommunityRow,
    ComparisonRow,
    DecisionBasisRow,
    DecisionRow,
    DocumentRow,
    VersionRow,
)


@dataclass(frozen=True, slots=True)
class DecisionEntry:
    """What is typed in when a decision is recorded."""

    body: BodyRow
    meeting_on: date
    case_number: str
    title: str
    act: Act = Act.VEDTAR
    outcome: Outcome = Outcome.VEDTATT
    document: DocumentRow | None = None
    version: VersionRow | None = None
    matter: Kind | None = None
    """What it is about, where it is not a version."""
    change: ChangeClass | None = None
    """The confirmed class; None: as confirmed on the version."""
    label: ChangeClass | None = None
    """What the body itself called the change."""
    findings: tuple[Finding, ...] = ()
    votes: Votes | None = None
    reservation: Reservation | None = None
    deviation_section_id: str = ""
    minutes: str = ""
    corrects: DecisionRow | None = None


def judged(session: Session, community: CommunityRow, entry: DecisionEntry) -> Verdict:
    """What the register says of this decision, before anything is written: rules of the meeting day."""
    facts = _facts(session, community, entry)
    return judge(facts, mandates.all_rules(session, community), statutory_floor())


def record_decision(
    session: Session, who: Actor, community: CommunityRow, entry: DecisionEntry, now: datetime
) -> DecisionRow:
    """Record a decision, with the verdict as it stood that day, also when the register says it cannot hold.

    What was decided did happen, and is kept; what follows from it is another matter: a version is adopted
    only when the decisions it needs are valid and about its exact text. What the text was compared with is
    kept as the comparison was made that day.
    """
    case = _case_number(entry.case_number)
    if entry.version is not None:
        documents.hold(session, entry.version)
    _refuse_unfit(entry, clock.day_of(now))
    _refuse_known(session, entry, case)
    verdict = judged(session, community, entry)
    row = _row(community, entry, case, verdict, who, now)
    _add_once(session, row, entry)
    basis = _keep_basis(session, community, row, entry, now)
    data = {
        "answer": verdict.answer.value,
        "body": entry.body.ref,
        "case": row.case_number,
        "hash": decision_hash(row),
        "on": entry.meeting_on.isoformat(),
        **({"comparison": text_hash(basis.content)} if basis else {}),
    }
    audit.record(session, Event.DECISION_RECORDED, f"vedtak:{row.ref}", who.ref, community.id, data)
    if entry.document is not None and entry.version is not None:
        adoption.settle(session, who, community, entry.document, entry.version, entry.meeting_on)
    return row


def _keep_basis(
    session: Session, community: CommunityRow, decision: DecisionRow, entry: DecisionEntry, now: datetime
) -> ComparisonRow | None:
    """Tie the decision to the comparison of its text with the one in force; None where there is no other."""
    if entry.document is None or entry.version is None:
        return None
    old = comparisons.in_force_or_base(session, entry.document, entry.version, entry.meeting_on)
    if old is None:
        return None
    kept = _kept_comparison(session, community, old, entry.version, now)
    session.add(DecisionBasisRow(community_id=community.id, decision_id=decision.id, comparison_id=kept.id))
    session.flush()
    return kept


def _kept_comparison(
    session: Session, community: CommunityRow, old: VersionRow, new: VersionRow, now: datetime
) -> ComparisonRow:
    """The comparison of these two texts by the method of today; made once, and then found again."""
    row = ComparisonRow(
        community_id=community.id,
        old_version_id=old.id,
        new_version_id=new.id,
        old_hash=text_hash(old.text),
        new_hash=text_hash(new.text),
        algorithm=ALGORITHM,
        content="",
        made_at=now,
    )
    known = select(ComparisonRow).filter_by(
        community_id=row.community_id, old_hash=row.old_hash, new_hash=row.new_hash, algorithm=row.algorithm
    )
    if found := session.scalars(known).first():
        return found
    made = comparisons.between(old, new).to_dict()
    row.content = json.dumps(made, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    try:
        with session.begin_nested():
            session.add(row)
    except IntegrityError:  # another meeting decided about the same words in the same moment
        return session.scalars(known).one()
    return row


def _facts(session: Session, community: CommunityRow, entry: DecisionEntry) -> DecisionFacts:
    values = bodies.body_values(session, community)
    owners = {party.ref: party for party in parties.party_values(session, community)}
    body = values[entry.body.id]
    version = entry.version
    return DecisionFacts(
        proposal=_proposal(entry),
        body=body,
        on=entry.meeting_on,
        act=entry.act,
        outcome=entry.outcome,
        owner=owners.get(body.owner),
        version=f"{entry.document.ref}@{version.number}" if entry.document and version else "",
        text_hash=(version.frozen_hash or "") if version else "",
        votes=entry.votes,
        reservation=entry.reservation,
        prior=prior_treatments(session, community, version, entry.meeting_on) if version else (),
        case=entry.case_number,
    )


def _proposal(entry: DecisionEntry) -> Proposal:
    kind = entry.document.kind if entry.document else entry.matter
    if kind is None:
        raise BadInput(
            "Vedtaket er ikke registrert.",
            "Det sier ikke hva det gjelder.",
            "Velg en versjon eller en sak.",
            "version",
        )
    change = entry.change or (entry.version.change if entry.version else ChangeClass.DISPONERING)
    return Proposal(kind, change, None, entry.label, frozenset(entry.findings))


def _row(
    community: CommunityRow,
    entry: DecisionEntry,
    case: CaseNumber,
    verdict: Verdict,
    who: Actor,
    now: datetime,
) -> DecisionRow:
    proposal, votes, reservation = _proposal(entry), entry.votes, entry.reservation
    changed = reservation if reservation and reservation.sort is not ReservationSort.MERKNAD else None
    return DecisionRow(
        community_id=community.id,
        ref=f"v-{secrets.token_hex(5)}",
        body_id=entry.body.id,
        meeting_on=entry.meeting_on,
        case_number=case.printed,
        case_year=case.year,
        title=fields.line(entry.title, "title", "Saken"),
        act=entry.act,
        outcome=entry.outcome,
        matter=proposal.kind.value,
        version_id=entry.version.id if entry.version else None,
        text_hash=(entry.version.frozen_hash if entry.version else None),
        change=proposal.change,
        change_label=entry.label.value if entry.label else "",
        votes_for=votes.for_ if votes else None,
        votes_against=votes.against if votes else None,
        abstained=votes.abstained if votes else None,
        present=votes.present if votes else None,
        members=votes.members if votes else None,
        chair_for=votes.chair_for if votes else None,
        findings=json.dumps([each.to_dict() for each in entry.findings], ensure_ascii=False, sort_keys=True),
        reservation_sort=reservation.sort if reservation else None,
        deviation=changed.text if changed else "",
        deviation_section_id=entry.deviation_section_id,
        remark=reservation.text if reservation and not changed else "",
        minutes=fields.line(entry.minutes, "minutes", "Protokollen", required=False),
        answer=verdict.answer,
        verdict=json.dumps(verdict.to_dict(), ensure_ascii=False, sort_keys=True),
        corrects_id=entry.corrects.id if entry.corrects else None,
        recorded_by=who.name,
        recorded_at=now,
    )


def _case_number(typed: str) -> CaseNumber:
    words = fields.line(typed, "case_number", "Saksnummeret")
    try:
        return CaseNumber.parse(words)
    except NotACaseNumber as wrong:
        raise BadInput(
            "Vedtaket er ikke registrert.", str(wrong), "Resten av det du skrev, står.", "case_number"
        ) from wrong


def _refuse_unfit(entry: DecisionEntry, today: date) -> None:
    if entry.meeting_on > today:
        raise BadInput(
            "Vedtaket er ikke registrert.", "Møtedagen er ikke kommet ennå.", "Rett datoen.", "meeting_on"
        )
    if entry.version is not None and entry.version.stage is Stage.DRAFT:
        raise RuleSaysNo(
            "Vedtaket er ikke registrert.",
            f"Versjon {entry.version.number} er et utkast, og et utkast kan være en annen tekst i morgen.",
            "Frys versjonen først; da vet alle hvilken tekst vedtaket gjelder. Det du skrev, står.",
        )


def _refuse_known(session: Session, entry: DecisionEntry, case: CaseNumber) -> None:
    """Two may type the same minutes: «12/25», «PS 12/25» and «12/2025» are one case of the body."""
    if entry.version is None or entry.corrects is not None:
        return
    numbers = session.scalars(
        select(DecisionRow.case_number).where(
            DecisionRow.body_id == entry.body.id,
            DecisionRow.version_id == entry.version.id,
            DecisionRow.act == entry.act,
            DecisionRow.case_year == case.year,
            DecisionRow.corrects_id.is_(None),
        )
    )
    if any(CaseNumber.parse(printed).number == case.number for printed in numbers):
        raise _twice(entry)


def _add_once(session: Session, row: DecisionRow, entry: DecisionEntry) -> None:
    """Write, or say that the same decision is there already; what was done before stays done."""
    try:
        with session.begin_nested():
            session.add(row)
    except IntegrityError as twice:
        raise _twice(entry) from twice


def _twice(entry: DecisionEntry) -> RuleSaysNo:
    return RuleSaysNo(
        "Vedtaket er ikke registrert en gang til.",
        f"{entry.body.name} har alt et vedtak i sak {entry.case_number} om det samme.",
        "Åpne det fra vedtakslisten. Skal det rettes, registrer en rettelse.",
    )
