"""The agreement of one pair was sent to Helsedirektoratet, or was not after all.

Law: helse- og omsorgstjenesteloven § 6-4 (https://lovdata.no/lov/2011-06-24-30/§6-4): the regional trust
sends it. What is kept is what proves it: the address, the day, and who sent it.
"""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from decisions.periods import holds_on
from decisions.words import day_in_words
from documents.lifecycle import Stage
from registry import audit, clock, fields
from registry.audit import Event
from registry.errors import AlreadyThere, BadInput, NotFound
from registry.fingerprints import remembered
from registry.operations import documents
from registry.operations.following_up import place, refuse_the_future, refuse_unfinished
from registry.permissions import Actor
from registry.queries import recorded_after
from registry.queries.parties import PairView
from registry.tables import CommunityRow, DocumentRow, SubmissionRow, VersionRow

NOT_KEPT = "Innsendingen er ikke ført."


@dataclass(frozen=True, slots=True)
class SubmissionEntry:
    """What is typed of a sending."""

    pair: PairView
    sent_on: date
    sender: str
    link: str
    """The address that was sent, or the archive's reference."""


def submit(
    session: Session,
    who: Actor,
    community: CommunityRow,
    document: DocumentRow,
    version: VersionRow,
    entry: SubmissionEntry,
    now: datetime,
) -> SubmissionRow:
    """Record that a pair's agreement was sent. Raises AlreadyThere where that day's sending is recorded."""
    documents.hold(session, version)
    refuse_unfinished(NOT_KEPT, version, Stage.FROZEN, Stage.ADOPTED)
    refuse_the_future(NOT_KEPT, entry.sent_on, clock.day_of(now), "sent_on")
    _refuse_outsider(document, entry)
    row = SubmissionRow(
        community_id=community.id,
        version_id=version.id,
        pair_id=entry.pair.row.id,
        sent_on=entry.sent_on,
        sender=fields.line(entry.sender, "sender", "Hvem som sendte,"),
        link=place(entry.link, "link", "Adressen som ble sendt,"),
        holds=True,
        reason="",
        recorded_by=who.name,
        recorded_at=now,
    )
    _refuse_twice(session, document, version, entry, row)
    return _keep(session, who, community, document, version, entry.pair, row)


def not_submitted(
    session: Session,
    who: Actor,
    community: CommunityRow,
    document: DocumentRow,
    version: VersionRow,
    pair: PairView,
    sent_on: date,
    reason: str,
    now: datetime,
) -> SubmissionRow:
    """Say that a pair's agreement was not sent that day after all. What was recorded stays."""
    documents.hold(session, version)
    sent = recorded_after.submissions_of(session, version).get(pair.row.id, ())
    last = next((row for row in sent if row.sent_on == sent_on), None)
    if last is None:
        raise NotFound(
            f"Det er ikke ført noen innsending for {pair.kommune.name} og {pair.foretak.name} "
            f"{day_in_words(sent_on)}.",
            "",
            "Ingenting er endret.",
        )
    row = SubmissionRow(
        community_id=community.id,
        version_id=version.id,
        pair_id=pair.row.id,
        sent_on=sent_on,
        sender=last.sender,
        link=last.link,
        holds=False,
        reason=fields.text(reason, "reason", "Grunnen"),
        recorded_by=who.name,
        recorded_at=now,
    )
    return _keep(session, who, community, document, version, pair, row)


def _keep(
    session: Session,
    who: Actor,
    community: CommunityRow,
    document: DocumentRow,
    version: VersionRow,
    pair: PairView,
    row: SubmissionRow,
) -> SubmissionRow:
    session.add(row)
    session.flush()
    data = {
        "pair": f"{pair.kommune.ref}+{pair.foretak.ref}",
        "on": row.sent_on.isoformat(),
        "holds": row.holds,
        "rows": remembered(row),
    }
    subject = documents.subject(document, version)
    audit.record(session, Event.SUBMISSION_RECORDED, subject, who.ref, community.id, data)
    return row


def _refuse_outsider(document: DocumentRow, entry: SubmissionEntry) -> None:
    """The pair must be one that the text is for, and have stood when it was sent or before."""
    pair = entry.pair
    names = f"{pair.kommune.name} og {pair.foretak.name}"
    if document.pair_id not in {None, pair.row.id}:
        raise BadInput(NOT_KEPT, f"Teksten gjelder ikke {names}.", "Velg et annet par.", "pairs")
    began = pair.row.valid_from
    if began is not None and not holds_on(entry.sent_on, began, None):
        raise BadInput(
            NOT_KEPT,
            f"{names} ble et par {day_in_words(began)}, etter at det ble sendt.",
            "Er det dagen eller paret som er feil? Det du skrev, står.",
            "sent_on",
        )


def _refuse_twice(
    session: Session,
    document: DocumentRow,
    version: VersionRow,
    entry: SubmissionEntry,
    row: SubmissionRow,
) -> None:
    """The same day again is a correction where something else differs, and else nothing new."""
    sent = recorded_after.submissions_of(session, version).get(entry.pair.row.id, ())
    known = next((each for each in sent if each.sent_on == entry.sent_on), None)
    if known and (known.sender, known.link) == (row.sender, row.link):
        raise AlreadyThere(
            "Innsendingen er ikke ført en gang til.",
            f"{entry.pair.kommune.name} og {entry.pair.foretak.name} er alt ført som sendt "
            f"{day_in_words(known.sent_on)} av {known.sender}.",
            "",
            f"/dokumenter/{document.ref}/{version.number}/etterpa",
        )
