"""Recording what a body decided: judged by the rules of the meeting day, kept with its verdict."""

import json
import secrets
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from decisions.case_number import CaseNumber, NotACaseNumber
from decisions.mandate import judge
from decisions.outcomes import Act, Evidence, Outcome, Procedure, Reservation, ReservationSort
from decisions.proposals import Finding, Kind
from decisions.rule_files import statutory_floor
from decisions.verdict import Verdict
from decisions.votes import BlocVotes, ImpossibleVotes, Votes, whole_vote
from documents.kinds import ChangeClass
from documents.lifecycle import Stage
from registry import audit, clock, fields
from registry.audit import Event
from registry.errors import AlreadyThere, BadInput, RuleSaysNo
from registry.fingerprints import decision_hash, remembered, text_hash
from registry.operations import adopted_papers, adoption, bases, contradictions, documents
from registry.operations.rejudging import rejudge
from registry.permissions import Actor
from registry.queries import mandates
from registry.queries.classifications import classified, joined
from registry.queries.decisions import DecisionView
from registry.queries.facts import facts_of
from registry.tables import (
    AdoptedPaperRow,
    BodyRow,
    CaseRow,
    CommunityRow,
    DecisionDetailRow,
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
    text: str = ""
    """The decision in the body's own words."""
    procedure: Procedure | None = None
    """How it was treated; None: nobody said, and it counts as a meeting."""
    all_consent: bool | None = None
    """In written treatment: did every member consent?"""
    blocs: tuple[BlocVotes, ...] = ()
    """How each side voted. Where `votes` is left out, they make up the vote."""
    evidence: frozenset[Evidence] | None = None
    """The papers that exist; None: nobody has said."""
    returned_to: BodyRow | None = None
    """Whom a returned case was sent back to."""
    case: CaseRow | None = None
    """The case it is a step of. Whoever records it from an agenda names it; the agenda item then keeps the
    record (`AgendaItemRow.decision_id`), and what the case's other bodies did counts as done before."""
    paper: AdoptedPaperRow | None = None
    """The minutes or the text that it is recorded from: it belongs to the decision from the beginning, so
    that nothing is adopted on words that differ and nobody has looked at."""


def judged(session: Session, community: CommunityRow, entry: DecisionEntry) -> Verdict:
    """What the register says of this decision, before anything is written: rules of the meeting day."""
    view = _unjudged(community, _with_what_is_known(session, entry))
    contradictions.refuse(session, community, view)
    return _judge(session, community, view)


def record_decision(
    session: Session, who: Actor, community: CommunityRow, entry: DecisionEntry, now: datetime
) -> DecisionRow:
    """Record a decision, with the verdict as it stood that day, also when the register says it cannot hold.

    What was decided did happen, and is kept; what follows from it is another matter: a version is adopted
    only when the decisions it needs are valid and about its exact text. What the text was compared with is
    kept as the comparison was made that day. Raises AlreadyThere for what is recorded before.
    """
    _hold(session, entry)
    _refuse_unfit(entry, clock.day_of(now))
    view = _unjudged(community, _with_what_is_known(session, entry))
    _refuse_known(session, entry, view.row)
    contradictions.refuse(session, community, view)
    verdict = _judge(session, community, view)
    row, detail = view.row, view.detail
    row.answer = verdict.answer
    row.verdict = json.dumps(verdict.to_dict(), ensure_ascii=False, sort_keys=True)
    row.recorded_by, row.recorded_at = who.name, now
    _add_once(session, row, entry)
    if detail is not None:
        detail.decision_id = row.id
        session.add(detail)
        session.flush()
    basis = bases.keep_basis(session, community, row, entry.document, entry.version, now)
    data = {
        "answer": verdict.answer.value,
        "body": entry.body.ref,
        "case": row.case_number,
        "hash": decision_hash(row),
        "on": entry.meeting_on.isoformat(),
        **({"comparison": text_hash(basis.content)} if basis else {}),
        **({"rows": remembered(detail)} if detail else {}),
    }
    audit.record(session, Event.DECISION_RECORDED, f"vedtak:{row.ref}", who.ref, community.id, data)
    if entry.document is not None and entry.version is not None:
        if entry.paper is not None:
            told = session, who, community, entry.document, entry.version, entry.paper
            adopted_papers.assign(*told, decision=row)
        adoption.settle(session, who, community, entry.document, entry.version, entry.meeting_on)
    if entry.corrects is not None:
        rejudge(session, who, community, f"Vedtaket {entry.corrects.ref} er rettet av {row.ref}.", now)
    return row


def hold(session: Session, decision: DecisionRow) -> None:
    """Keep others from adding to what stands beside this decision until this is committed."""
    held = select(DecisionRow.id).where(DecisionRow.id == decision.id)
    session.execute(held.with_for_update(key_share=True))


def _hold(session: Session, entry: DecisionEntry) -> None:
    """Keep others from recording decisions of this body, and from the version, until this is committed."""
    body = select(BodyRow.id).where(BodyRow.id == entry.body.id)
    session.execute(body.with_for_update(key_share=True))
    if entry.version is not None:
        documents.hold(session, entry.version)


def _with_what_is_known(session: Session, entry: DecisionEntry) -> DecisionEntry:
    """The entry with the class and the findings that persons have given the version's change.

    What is typed with the decision goes before, trait by trait.
    """
    if entry.version is None:
        return entry
    known = classified(session, entry.version)
    more = joined(entry.findings, known.findings) - frozenset(entry.findings)
    in_order = sorted(more, key=lambda each: (each.trait, each.certainty, each.place, each.by))
    return replace(entry, change=entry.change or known.change, findings=(*entry.findings, *in_order))


def _judge(session: Session, community: CommunityRow, view: DecisionView) -> Verdict:
    facts = facts_of(session, community, view)
    return judge(facts, mandates.all_rules(session, community), statutory_floor())


def _unjudged(community: CommunityRow, entry: DecisionEntry) -> DecisionView:
    """The record as it will be kept, not yet judged and in no session."""
    row, detail = _row(community, entry), _detail(community, entry)
    return DecisionView(
        row, entry.body, entry.document, entry.version, detail, entry.case.id if entry.case else None
    )


def _kind(entry: DecisionEntry) -> Kind:
    kind = entry.document.kind if entry.document else entry.matter
    if kind is None:
        raise BadInput(
            "Vedtaket er ikke registrert.",
            "Det sier ikke hva det gjelder.",
            "Velg en versjon eller en sak.",
            "version",
        )
    return kind


def _row(community: CommunityRow, entry: DecisionEntry) -> DecisionRow:
    case, votes, reservation = _case_number(entry.case_number), _whole_vote(entry), entry.reservation
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
        matter=_kind(entry).value,
        version_id=entry.version.id if entry.version else None,
        text_hash=(entry.version.frozen_hash if entry.version else None),
        change=entry.change or (entry.version.change if entry.version else ChangeClass.DISPONERING),
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
        corrects_id=entry.corrects.id if entry.corrects else None,
    )


def _whole_vote(entry: DecisionEntry) -> Votes | None:
    """The vote of all, which the sides make up where nobody counted it; raises BadInput where they differ."""
    try:
        return whole_vote(entry.votes, entry.blocs)
    except ImpossibleVotes as wrong:
        raise BadInput("Vedtaket er ikke registrert.", str(wrong), "Rett stemmetallene.", "votes") from wrong


def _detail(community: CommunityRow, entry: DecisionEntry) -> DecisionDetailRow | None:
    """What is said beside the record itself; None where nothing is."""
    words = fields.text(entry.text, "text", "Vedtaksteksten", required=False)
    said = (words, entry.procedure, entry.blocs, entry.returned_to)
    if not any(said) and entry.all_consent is None and entry.evidence is None:
        return None
    return DecisionDetailRow(
        community_id=community.id,
        text=words,
        procedure=entry.procedure.value if entry.procedure else "",
        all_consent=entry.all_consent,
        blocs=json.dumps([_told(bloc) for bloc in entry.blocs], ensure_ascii=False, sort_keys=True),
        evidence="" if entry.evidence is None else json.dumps(sorted(entry.evidence), ensure_ascii=False),
        returned_to_id=entry.returned_to.id if entry.returned_to else None,
    )


def _told(bloc: BlocVotes) -> dict[str, str | int]:
    return {"name": bloc.name, "for": bloc.for_, "against": bloc.against, "abstained": bloc.abstained}


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
    if entry.paper is not None and entry.version is None:
        raise BadInput(
            "Vedtaket er ikke registrert.",
            f"«{entry.paper.name}» kom i runden om en tekst, og vedtaket gjelder en annen sak.",
            "Velg versjonen. Det du skrev, står.",
            "about",
        )
    if entry.version is not None and entry.version.stage is Stage.DRAFT:
        raise RuleSaysNo(
            "Vedtaket er ikke registrert.",
            f"Versjon {entry.version.number} er et utkast, og et utkast kan være en annen tekst i morgen.",
            "Frys versjonen først; da vet alle hvilken tekst vedtaket gjelder. Det du skrev, står.",
        )


def _refuse_known(session: Session, entry: DecisionEntry, row: DecisionRow) -> None:
    """Two may type the same minutes: «12/25», «PS 12/25» and «12/2025» are one case of the body."""
    if entry.corrects is not None:
        return
    if known := _known(session, row):
        raise _twice(entry, known)


def _known(session: Session, row: DecisionRow) -> DecisionRow | None:
    """What is recorded of the body's same act in the same case and meeting, about the same thing."""
    about = (
        DecisionRow.matter == row.matter
        if row.version_id is None
        else DecisionRow.version_id == row.version_id
    )
    found = session.scalars(
        select(DecisionRow).where(
            DecisionRow.body_id == row.body_id,
            DecisionRow.meeting_on == row.meeting_on,
            DecisionRow.act == row.act,
            DecisionRow.case_year == row.case_year,
            DecisionRow.corrects_id.is_(None),
            about,
        )
    )
    return next((each for each in found if _is_same_case(each, row)), None)


def _is_same_case(known: DecisionRow, row: DecisionRow) -> bool:
    """Is it the same number? What has no version to be known by must have the same title too."""
    one, other = CaseNumber.parse(known.case_number), CaseNumber.parse(row.case_number)
    return one.number == other.number and (
        row.version_id is not None or contradictions.same_words(known.title, row.title)
    )


def _add_once(session: Session, row: DecisionRow, entry: DecisionEntry) -> None:
    """Write, or say that the same decision is there already; what was done before stays done."""
    try:
        with session.begin_nested():
            session.add(row)
    except IntegrityError as twice:
        if known := _known(session, row):
            raise _twice(entry, known) from twice
        raise


def _twice(entry: DecisionEntry, known: DecisionRow) -> AlreadyThere:
    return AlreadyThere(
        "Vedtaket er ikke registrert en gang til.",
        f"{entry.body.name} har alt et vedtak i sak {known.case_number} om det samme.",
        "Les det som er registrert. Skal det rettes, registrer en rettelse.",
        f"/vedtak/{known.ref}",
    )
