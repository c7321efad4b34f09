"""A person answers what the register could only ask. The verdict stays; what stands is the answer."""

import secrets
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from decisions.ruling import NotARuling, Ruling
from decisions.verdict import Answer
from decisions.words import day_in_words
from registry import audit, clock, fields
from registry.audit import Event
from registry.errors import AlreadyThere, BadInput, RuleSaysNo
from registry.fingerprints import remembered
from registry.operations import adoption, documents
from registry.operations.decisions import hold
from registry.permissions import Actor
from registry.queries import decisions, rulings
from registry.queries.decisions import DecisionView
from registry.tables import CommunityRow, DecisionRow, RulingRow

NOT_RULED = "Avgjørelsen er ikke registrert."
KEPT = "Det du skrev, står."
LONGEST_AUTHORITY = 200


@dataclass(frozen=True, slots=True)
class RulingEntry:
    """What is typed in when a person has answered."""

    answer: Answer
    reason: str
    authority: str
    """By what right: "leder av PSU", "kommuneadvokaten i Granvik"."""
    by: str
    """Who answered; not always who types it in."""
    on: date
    """The day it was answered."""


def rule_on(
    session: Session,
    who: Actor,
    community: CommunityRow,
    decision: DecisionRow,
    entry: RulingEntry,
    now: datetime,
) -> RulingRow:
    """Record what a person answered to the question of this decision's verdict.

    Only where the verdict asks: what the register could compute, no person's word turns. A later ruling
    replaces an earlier, and all are kept. A version that only waited for this answer is then adopted. Raises
    AlreadyThere where the same is answered before.
    """
    hold(session, decision)
    view = decisions.decision(session, community, decision.ref)
    if view.version is not None:
        documents.hold(session, view.version)
    _refuse_unasked(session, view)
    before = rulings.latest(session, decision)
    row = _row(community, view, entry, clock.day_of(now))
    if before is not None and _says_the_same(before, row):
        raise _answered_before(before, decision)
    row.replaces_id = before.id if before else None
    row.recorded_by, row.recorded_at = who.name, now
    session.add(row)
    session.flush()
    audit.record(
        session,
        Event.RULING_GIVEN,
        f"vedtak:{decision.ref}",
        who.ref,
        community.id,
        {"ruling": row.ref, "answer": row.answer.value, "rows": remembered(row)},
    )
    if view.document is not None and view.version is not None:
        adoption.settle(session, who, community, view.document, view.version, decision.meeting_on)
    return row


def _refuse_unasked(session: Session, view: DecisionView) -> None:
    if later := next(iter(decisions.corrections_of(session, view.row)), None):
        raise RuleSaysNo(
            NOT_RULED,
            f"Vedtaket i sak {view.row.case_number} er rettet, og det er rettelsen som gjelder.",
            f"Les rettelsen, {later.ref}, og avgjør den hvis den også spør. {KEPT}",
        )
    answer = view.row.answer
    if answer is not Answer.NEEDS_HUMAN:
        raise RuleSaysNo(
            NOT_RULED,
            f"Vurderingen er «{answer.label}», og den spør ikke om noe.",
            "En person kan bare svare der registeret spør. Er opplysningene feil, registrer en rettelse av "
            f"vedtaket; da vurderes det på nytt. {KEPT}",
        )


def _row(community: CommunityRow, view: DecisionView, entry: RulingEntry, today: date) -> RulingRow:
    if entry.on > today:
        raise BadInput(NOT_RULED, "Dagen for avgjørelsen er ikke kommet ennå.", "Rett datoen.", "on")
    if entry.on < view.row.meeting_on:
        raise BadInput(
            NOT_RULED,
            f"Den er ført {day_in_words(entry.on)}, men møtet var først {day_in_words(view.row.meeting_on)}.",
            f"Rett datoen. {KEPT}",
            "on",
        )
    row = RulingRow(
        community_id=community.id,
        ref=f"a-{secrets.token_hex(5)}",
        decision_id=view.row.id,
        answer=entry.answer,
        question=view.verdict.question,
        reason=fields.text(entry.reason, "reason", "Begrunnelsen"),
        authority=fields.line(entry.authority, "authority", "Myndigheten", longest=LONGEST_AUTHORITY),
        ruled_by=fields.line(entry.by, "by", "Navnet på den som avgjorde,"),
        ruled_on=entry.on,
    )
    _refuse_no_ruling(row)
    return row


def _refuse_no_ruling(row: RulingRow) -> None:
    """Raise BadInput where the record does not answer anything."""
    try:
        Ruling(row.answer, row.question, row.reason, row.authority, row.ruled_by, row.ruled_on)
    except NotARuling as wrong:
        raise BadInput(
            NOT_RULED, str(wrong), f"Velg gyldig, venter eller ugyldig. {KEPT}", "answer"
        ) from wrong


def _says_the_same(one: RulingRow, other: RulingRow) -> bool:
    said = ("answer", "reason", "authority", "ruled_by", "ruled_on")
    return all(getattr(one, name) == getattr(other, name) for name in said)


def _answered_before(before: RulingRow, decision: DecisionRow) -> AlreadyThere:
    return AlreadyThere(
        "Avgjørelsen er ikke registrert en gang til.",
        f"{before.ruled_by} har alt avgjort dette, med de samme ordene.",
        "Les den under vurderingen av vedtaket.",
        f"/vedtak/{decision.ref}",
    )
