"""A case that is typed in a meeting becomes the body's decision, with its verdict.

The record of a decision is never edited: where what is typed is another thing than what was recorded, a new
record corrects the old, with a reason.
"""

import json
from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from decisions.outcomes import Evidence, Procedure, Reservation, ReservationSort
from decisions.verdict import Verdict
from documents.lifecycle import Stage
from registry import fields
from registry.errors import AlreadyThere, BadInput, Changed, RuleSaysNo
from registry.operations.agendas import hold, hold_item, note_change
from registry.operations.decisions import DecisionEntry, judged, record_decision
from registry.permissions import Actor
from registry.queries import cases, meetings, votes_cast
from registry.queries.agendas import ELECTED
from registry.tables import (
    AgendaItemRow,
    BodyRow,
    CaseRow,
    CommunityRow,
    DecisionDetailRow,
    DecisionRow,
    MeetingRow,
    VersionRow,
)


def settle_item(
    session: Session,
    who: Actor,
    meeting: MeetingRow,
    item: AgendaItemRow,
    now: datetime,
    *,
    revision: int | None = None,
    reason: str = "",
) -> DecisionRow:
    """Record what is typed as the body's decision, with its verdict, and tie the case to the record.

    Recorded before and the same now: raises AlreadyThere with the address of the record. Another thing is
    typed since: a new record corrects the old, and `reason` says why; raises BadInput without one. Raises
    RuleSaysNo for a case without an outcome, and for a draft that is not frozen.
    """
    hold(session, meeting)
    hold_item(session, item)
    before = session.get(DecisionRow, item.decision_id) if item.decision_id else None
    if revision is not None and item.revision != revision:
        if before is not None and is_recorded(session, item):
            raise _recorded_before(item, before)
        raise Changed(
            f"Vedtaket i {item.printed} er ikke ført.",
            "En annen har ført noe i saken etter at du åpnet siden.",
            "Les det som står nå, og før vedtaket så.",
        )
    entry = entry_of(session, meeting, item)
    if before is not None:
        if is_recorded(session, item):
            raise _recorded_before(item, before)
        words = fields.line(reason, "reason", "Grunnen til rettelsen", required=False, longest=200)
        if not words:
            raise BadInput(
                f"Vedtaket i {item.printed} er ført før, og det som står nå, er noe annet.",
                "Et vedtak som er ført, endres ikke; det rettes av et nytt, som sier hvorfor.",
                "Skriv grunnen. Det som er ført for saken, står fortsatt.",
                "reason",
            )
        entry = replace(entry, corrects=before, minutes=f"{entry.minutes} Rettet: {words}")
    community = session.get_one(CommunityRow, meeting.community_id)
    row = record_decision(session, who, community, entry, now)
    item.decision_id = row.id
    item.revision += 1
    note_change(session, who, meeting, {"settled": item.printed, "decision": row.ref})
    return row


def preview(session: Session, meeting: MeetingRow, item: AgendaItemRow) -> Verdict:
    """The verdict on what is typed of the case, before anything is recorded. Writes nothing."""
    community = session.get_one(CommunityRow, meeting.community_id)
    return judged(session, community, entry_of(session, meeting, item))


def is_recorded(session: Session, item: AgendaItemRow) -> bool:
    """Does the record of the decision say what is typed now?"""
    row = session.get(DecisionRow, item.decision_id) if item.decision_id else None
    if row is None:
        return False
    meeting = session.get_one(MeetingRow, item.meeting_id)
    entry = entry_of(session, meeting, item)
    detail = session.get(DecisionDetailRow, row.id)
    votes, reservation = entry.votes, entry.reservation
    typed = (
        entry.text,
        entry.outcome,
        entry.act,
        (votes.for_, votes.against, votes.abstained, votes.chair_for) if votes else (None,) * 4,
        (reservation.text, reservation.sort) if reservation else ("", None),
        entry.returned_to.id if entry.returned_to else None,
        entry.version.id if entry.version else None,
        [(bloc.name, bloc.for_, bloc.against, bloc.abstained) for bloc in entry.blocs],
    )
    kept = (
        detail.text if detail else "",
        row.outcome,
        row.act,
        (row.votes_for, row.votes_against, row.abstained, row.chair_for),
        (row.deviation or row.remark, row.reservation_sort),
        detail.returned_to_id if detail else None,
        row.version_id,
        [
            (each["name"], each["for"], each["against"], each["abstained"])
            for each in json.loads(detail.blocs if detail else "[]")
        ],
    )
    return typed == kept


def entry_of(session: Session, meeting: MeetingRow, item: AgendaItemRow) -> DecisionEntry:
    """What is typed of a case, as a decision to record; raises RuleSaysNo while it has no outcome."""
    if item.outcome is None:
        raise RuleSaysNo(
            f"Vedtaket i {item.printed} er ikke ført.",
            "Saken har ikke noe utfall.",
            "Velg hva som ble gjort: vedtatt, avvist, utsatt, tatt til orientering eller sendt tilbake.",
        )
    case, body = session.get_one(CaseRow, item.case_id), session.get_one(BodyRow, meeting.body_id)
    community = session.get_one(CommunityRow, meeting.community_id)
    view = cases.views(session, community, [case])[0]
    voting, cast = meetings.voting_in(session, meeting, item), votes_cast.cast_in(session, item)
    votes = votes_cast.present_less(votes_cast.votes_of(item, voting, body), list(cast.values()))
    version = view.version if _is_exact(view.version) or item.outcome.settles else None
    papers = {Evidence.PROTOKOLL, Evidence.MOTEBOK} if body.kind in ELECTED else {Evidence.PROTOKOLL}
    return DecisionEntry(
        body=body,
        meeting_on=meeting.meeting_on,
        case_number=item.printed,
        title=case.title,
        act=item.act,
        outcome=item.outcome,
        document=view.document,
        version=version,
        matter=None if view.document else view.kind,
        change=case.change,
        label=view.proposal.label,
        findings=view.findings,
        votes=votes,
        reservation=_reservation(item),
        deviation_section_id=item.deviation_section_id,
        minutes=f"Møtet {meeting.ref}, {item.printed}.",
        text=item.text,
        procedure=Procedure(meeting.procedure),
        all_consent=meeting.all_consent,
        blocs=votes_cast.sides_of(votes, cast, voting),
        evidence=frozenset(papers),
        returned_to=session.get(BodyRow, item.returned_to_id) if item.returned_to_id else None,
        case=case,
    )


def _is_exact(version: VersionRow | None) -> bool:
    """Is it a text that stays as it is? A draft can be postponed or noted, but nobody can decide on it."""
    return version is not None and version.stage is not Stage.DRAFT


def _recorded_before(item: AgendaItemRow, row: DecisionRow) -> AlreadyThere:
    return AlreadyThere(
        f"Vedtaket i {item.printed} er ikke ført en gang til.",
        f"{row.recorded_by} førte det før deg, og det sier det samme.",
        "Les det som er ført. Skal det rettes, før saken på nytt og skriv grunnen.",
        f"/vedtak/{row.ref}",
    )


def _reservation(item: AgendaItemRow) -> Reservation | None:
    if not item.reservation:
        return None
    return Reservation(item.reservation, item.reservation_sort or ReservationSort.UAVKLART)
