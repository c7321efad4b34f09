"""The parties went through the agreement with a view to what needs to be changed, or did not after all.

Law: helse- og omsorgstjenesteloven § 6-5 første ledd (https://lovdata.no/lov/2011-06-24-30/§6-5). That
nothing needs to be changed is a review as good as any.
"""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from decisions.reviews import ReviewOutcome
from decisions.words import day_in_words
from documents.kinds import DocumentKind
from registry import audit, clock, fields
from registry.audit import Event
from registry.errors import AlreadyThere, BadInput
from registry.fingerprints import remembered
from registry.operations.following_up import place, refuse_the_future
from registry.permissions import Actor
from registry.queries import documents
from registry.queries.parties import PairView
from registry.queries.reviews import ReviewView, recorded_reviews
from registry.tables import CommunityRow, DocumentRow, ReviewRow

NOT_KEPT = "Gjennomgangen er ikke ført."


@dataclass(frozen=True, slots=True)
class ReviewEntry:
    """What is typed of a review."""

    document: DocumentRow
    year: int
    """The year it is the review of."""
    reviewed_on: date
    outcome: ReviewOutcome
    told: str
    """Who went through it, and what they found."""
    pair: PairView | None = None
    """The one pair that did; None: all of them together."""
    link: str = ""


def record_review(
    session: Session, who: Actor, community: CommunityRow, entry: ReviewEntry, now: datetime
) -> ReviewRow:
    """Record a review, for all pairs or for one. The last word about the same review counts."""
    refuse_the_future(NOT_KEPT, entry.reviewed_on, clock.day_of(now), "reviewed_on")
    _refuse_another_year(entry)
    _refuse_what_did_not_apply(session, community, entry)
    told = fields.text(entry.told, "told", "Hvem som gjennomgikk avtalen, og hva de fant,")
    row = ReviewRow(
        community_id=community.id,
        document_id=entry.document.id,
        pair_id=entry.pair.row.id if entry.pair else None,
        year=entry.year,
        reviewed_on=entry.reviewed_on,
        outcome=entry.outcome,
        told=fields.without_patients(told, "told", "Det som er fortalt,"),
        link=place(entry.link, "link", "Lenken", required=False),
        holds=True,
        reason="",
        recorded_by=who.name,
        recorded_at=now,
    )
    _refuse_twice(session, community, row)
    return _keep(session, who, entry.document, row)


def not_reviewed(session: Session, who: Actor, view: ReviewView, reason: str, now: datetime) -> ReviewRow:
    """Say that a review did not take place. What was recorded stays."""
    last = view.row
    why = fields.text(reason, "reason", "Grunnen")
    row = ReviewRow(
        community_id=last.community_id,
        document_id=last.document_id,
        pair_id=last.pair_id,
        year=last.year,
        reviewed_on=last.reviewed_on,
        outcome=last.outcome,
        told=last.told,
        link=last.link,
        holds=False,
        reason=fields.without_patients(why, "reason", "Grunnen"),
        recorded_by=who.name,
        recorded_at=now,
    )
    return _keep(session, who, view.document, row)


def _keep(session: Session, who: Actor, document: DocumentRow, row: ReviewRow) -> ReviewRow:
    session.add(row)
    session.flush()
    data = {
        "year": row.year,
        "on": row.reviewed_on.isoformat(),
        "outcome": row.outcome.value,
        "holds": row.holds,
        "rows": remembered(row),
    }
    subject = f"dokument:{document.ref}"
    audit.record(session, Event.REVIEW_RECORDED, subject, who.ref, row.community_id, data)
    return row


def _refuse_another_year(entry: ReviewEntry) -> None:
    """A review may come after its year, and is late then; it cannot come before it."""
    if entry.reviewed_on.year < entry.year:
        raise BadInput(
            NOT_KEPT,
            f"En gjennomgang {day_in_words(entry.reviewed_on)} kan ikke være den for {entry.year}.",
            "Rett året eller dagen. Det du skrev, står.",
            "year",
        )


def _refuse_what_did_not_apply(session: Session, community: CommunityRow, entry: ReviewEntry) -> None:
    day = day_in_words(entry.reviewed_on)
    if entry.document.kind is not DocumentKind.SAMARBEIDSAVTALE:
        raise BadInput(
            NOT_KEPT, "Loven krever gjennomgang av samarbeidsavtalen.", "Velg samarbeidsavtalen.", "document"
        )
    pair = entry.pair
    applying = documents.the_set(session, community, entry.reviewed_on, pair=pair.row if pair else None)
    if not any(each.document.id == entry.document.id for each in applying):
        whom = f" for {pair.told}" if pair else ""
        raise BadInput(
            NOT_KEPT,
            f"{entry.document.title} gjaldt ikke{whom} {day}.",
            "Er det dagen eller paret som er feil? Det du skrev, står.",
            "reviewed_on",
        )


def _refuse_twice(session: Session, community: CommunityRow, row: ReviewRow) -> None:
    """The same again is a correction where something else differs, and else nothing new."""
    same = ("document_id", "pair_id", "year", "reviewed_on", "outcome", "told", "link")
    for each in recorded_reviews(session, community):
        if each.counts and all(getattr(each.row, name) == getattr(row, name) for name in same):
            raise AlreadyThere(
                "Gjennomgangen er ikke ført en gang til.",
                f"Gjennomgangen {day_in_words(row.reviewed_on)} er alt ført.",
                "",
                "/lovkrav/gjennomganger",
            )
