"""The minutes of a meeting: approved once, and from then on only corrected beside themselves."""

from datetime import date, datetime

from sqlalchemy.orm import Session

from decisions.meetings import MeetingStage
from decisions.routes import Stand
from decisions.words import day_in_words, listed
from registry import audit, clock, fields
from registry.audit import Event
from registry.errors import BadInput, Changed, RuleSaysNo
from registry.fingerprints import remembered, text_hash
from registry.operations.agendas import hold
from registry.operations.cases import close_case
from registry.operations.settling import is_recorded, settle_item
from registry.permissions import Actor
from registry.queries import agendas, cases, meetings
from registry.queries.minutes import as_kept, minutes_of
from registry.tables import AgendaItemRow, BodyRow, CaseRow, CommunityRow, MeetingRow, MinutesCorrectionRow


def approve_minutes(
    session: Session,
    who: Actor,
    row: MeetingRow,
    approved_by: str,
    approved_on: date,
    now: datetime,
    *,
    revision: int | None = None,
) -> MeetingRow:
    """Approve the minutes: what is not recorded yet is recorded, and then nothing in the meeting changes.

    All is kept as JSON, with its hash here and in the log. Cases whose route is done are closed.
    `revision` is the one the person saw (`agendas.revision_of_all`): nobody approves what they have not seen.
    Raises Changed for another, and RuleSaysNo where a case has no outcome, or where something was typed
    after it was recorded.
    """
    hold(session, row)
    if revision is not None and agendas.revision_of_all(session, row) != revision:
        raise Changed(
            "Protokollen er ikke godkjent.",
            "Møtet ble endret etter at du åpnet siden.",
            "Les protokollen på nytt, og godkjenn den så.",
        )
    approver = fields.line(approved_by, "approved_by", "Hvem som godkjente")
    _refuse_day(row, approved_on, clock.day_of(now))
    agenda = list(meetings.items(session, row))
    _refuse_unfinished(session, agenda)
    for item in agenda:
        if item.decision_id is None:
            settle_item(session, who, row, item, now)
    community = session.get_one(CommunityRow, row.community_id)
    whole = agendas.whole(session, community, row)
    kept = as_kept(
        minutes_of(whole)
        | {
            "stage": MeetingStage.GODKJENT.value,
            "approved_by": approver,
            "approved_on": approved_on.isoformat(),
        }
    )
    row.approved_by, row.approved_on, row.approved_at = approver, approved_on, now
    row.minutes, row.minutes_hash = kept, text_hash(kept)
    row.stage, row.revision = MeetingStage.GODKJENT, row.revision + 1
    session.flush()
    data = {"hash": row.minutes_hash, "items": len(agenda), "on": approved_on.isoformat()}
    audit.record(session, Event.MINUTES_APPROVED, f"møte:{row.ref}", who.ref, row.community_id, data)
    _close_what_is_done(session, who, community, row, agenda)
    return row


def correct_minutes(
    session: Session,
    who: Actor,
    row: MeetingRow,
    text: str,
    reason: str,
    now: datetime,
    item: AgendaItemRow | None = None,
) -> MinutesCorrectionRow:
    """Put something right in approved minutes: a record of its own, with what, why, by whom and when.

    Raises RuleSaysNo while the minutes are not approved: until then they can be changed themselves.
    """
    session.flush()
    session.refresh(row)
    if row.stage is not MeetingStage.GODKJENT:
        raise RuleSaysNo(
            "Rettelsen er ikke skrevet.",
            "Protokollen er ikke godkjent ennå.",
            "Endre den der den er feil, og godkjenn den så.",
        )
    made = MinutesCorrectionRow(
        community_id=row.community_id,
        meeting_id=row.id,
        item_id=item.id if item else None,
        text=fields.text(text, "text", "Rettelsen"),
        reason=fields.text(reason, "reason", "Grunnen"),
        corrected_by=who.name,
        corrected_at=now,
    )
    session.add(made)
    session.flush()
    data = {"item": item.printed if item else "", "rows": remembered(made)}
    audit.record(session, Event.MINUTES_CORRECTED, f"møte:{row.ref}", who.ref, row.community_id, data)
    return made


def _refuse_day(row: MeetingRow, approved_on: date, today: date) -> None:
    if approved_on < row.meeting_on:
        raise BadInput(
            "Protokollen er ikke godkjent.",
            f"Den er sagt godkjent {day_in_words(approved_on)}, før møtet {day_in_words(row.meeting_on)}.",
            "Rett dagen.",
            "approved_on",
        )
    if approved_on > today:
        raise BadInput(
            "Protokollen er ikke godkjent.",
            f"Dagen den er godkjent, {day_in_words(approved_on)}, er ikke kommet ennå.",
            "Rett dagen.",
            "approved_on",
        )


def _refuse_unfinished(session: Session, agenda: list[AgendaItemRow]) -> None:
    open_ = [_named(session, item) for item in agenda if item.outcome is None]
    if open_:
        raise RuleSaysNo(
            "Protokollen er ikke godkjent.",
            f"Disse sakene har ikke noe utfall: {listed(open_)}.",
            "Før hva møtet gjorde med dem, eller ta dem av dagsordenen. Det andre er som det var.",
        )
    changed = [
        _named(session, item) for item in agenda if item.decision_id and not is_recorded(session, item)
    ]
    if changed:
        raise RuleSaysNo(
            "Protokollen er ikke godkjent.",
            f"Det er skrevet noe annet enn det vedtaket som er ført, i: {listed(changed)}.",
            "Før vedtaket på nytt i saken, og skriv hvorfor. Det som er skrevet, står.",
        )
    if not agenda:
        raise RuleSaysNo(
            "Protokollen er ikke godkjent.",
            "Møtet har ingen saker.",
            "Sett sakene på dagsordenen først.",
        )


def _named(session: Session, item: AgendaItemRow) -> str:
    return f"{item.printed} {session.get_one(CaseRow, item.case_id).title}"


def _close_what_is_done(
    session: Session, who: Actor, community: CommunityRow, row: MeetingRow, agenda: list[AgendaItemRow]
) -> None:
    """Cases that have been through their whole route need nobody any more."""
    body = session.get_one(BodyRow, row.body_id)
    numbers = {item.case_id: item.printed for item in agenda}
    open_ = [session.get_one(CaseRow, id_) for id_ in numbers]
    for view in cases.views(session, community, [case for case in open_ if case.closed_on is None]):
        if view.at.stand is Stand.FERDIG and not view.coming:
            because = f"Ferdig behandlet i {body.name}, {numbers[view.row.id]}."
            close_case(session, who, view.row, because, row.meeting_on)
