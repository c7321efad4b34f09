"""Meetings: called, their agenda set and put in order, and who came."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from dataclasses import fields as fields_of
from datetime import date, datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from decisions.foreseen import days_of
from decisions.meetings import Attended, MeetingStage
from decisions.outcomes import Outcome, Procedure
from decisions.routes import Stand
from decisions.words import day_in_words
from registry import audit, fields
from registry.audit import Event
from registry.errors import AlreadyThere, BadInput, Changed, RuleSaysNo
from registry.operations.agendas import hold, hold_body, note_change, put_on_agenda
from registry.operations.cases import as_it_stands
from registry.permissions import Actor
from registry.queries import bodies, cases, meetings
from registry.queries.cases import CaseView
from registry.tables import (
    AgendaItemRow,
    AttendanceRow,
    BodyRow,
    CommunityRow,
    MeetingRow,
    MemberVoteRow,
)


@dataclass(frozen=True, slots=True)
class MeetingHead:
    """What is said of a meeting beside its body and day."""

    starts_at: str = ""
    """Clock time as "09:00"."""
    ended_at: str = ""
    place: str = ""
    procedure: Procedure = Procedure.MOTE
    all_consent: bool | None = None
    """In written procedure: did every member consent? (kommuneloven § 11-8)."""
    led_by: str = ""
    kept_by: str = ""
    closed_under: str = ""
    """The legal ground, where the whole meeting is closed."""
    note: str = ""


class MeetingChanged(Changed):
    """Another has changed the meeting; `stored` is how it is now, `sent` what was typed. Both are kept."""

    def __init__(self, stored: MeetingRow, sent: MeetingHead) -> None:
        """Take the meeting as it is, and what was typed."""
        super().__init__(
            "En annen har endret møtet mens du skrev.",
            "Det som står nå, er noe annet enn det du hadde foran deg.",
            "Det du skrev, står fortsatt. Se over og lagre igjen.",
        )
        self.stored = as_it_stands(stored)
        self.sent = sent


def call_meeting(
    session: Session,
    who: Actor,
    community: CommunityRow,
    body: BodyRow,
    on: date,
    now: datetime,
    head: MeetingHead = MeetingHead(),
    *,
    one_more: bool = False,
) -> MeetingRow:
    """Call a body to a meeting. Cases that the body has postponed come on the agenda by themselves.

    Raises RuleSaysNo for a day on which the body does not exist, and AlreadyThere where it meets that day
    already; with `one_more` it meets twice that day.
    """
    hold_body(session, body)
    _refuse_day(session, community, body, on)
    before = meetings.on_day(session, body, on)
    if before and not one_more:
        raise AlreadyThere(
            "Møtet er ikke innkalt en gang til.",
            f"{body.name} har alt et møte {day_in_words(on)}.",
            "Åpne det. Skal organet møtes to ganger den dagen, si det.",
            f"/moter/{before[0].ref}",
        )
    number = len(before) + 1
    row = MeetingRow(
        community_id=community.id,
        ref=f"{body.ref}-{on.isoformat()}" + (f"-{number}" if number > 1 else ""),
        body_id=body.id,
        meeting_on=on,
        number=number,
        stage=MeetingStage.INNKALT,
        called_by=who.name,
        called_at=now,
        **_columns(head),
    )
    session.add(row)
    session.flush()
    audit.record(
        session,
        Event.MEETING_CALLED,
        f"møte:{row.ref}",
        who.ref,
        community.id,
        {"body": body.ref, "on": on.isoformat()},
    )
    for view in cases.waiting_for(session, community, body):
        if view.at.stand is Stand.UTSATT:
            put_on_agenda(session, who, row, view.row, note=_from_where(view))
    return row


def change_meeting(
    session: Session, who: Actor, row: MeetingRow, head: MeetingHead, revision: int
) -> MeetingRow:
    """Change time, place, leader and the like. `revision` is the one the person saw; MeetingChanged."""
    hold(session, row)
    if row.revision != revision:
        raise MeetingChanged(row, head)
    for name, value in _columns(head).items():
        setattr(row, name, value)
    return note_change(session, who, row, {"head": True})


def call_roll(
    session: Session, who: Actor, row: MeetingRow, came: Collection[int], *, revision: int | None = None
) -> list[AttendanceRow]:
    """Note who came: `came` are the ids of persons with a seat that day. The rest of the members are absent.

    Deputies are called in the order they stand (decisions.seats.voters); one who came though nobody is
    absent may speak, but not vote. Raises RuleSaysNo where somebody who has voted in a case is now absent.
    """
    hold(session, row)
    if revision is not None and row.revision != revision:
        raise Changed(
            "Frammøtet er ikke lagret.",
            "En annen endret møtet etter at du åpnet siden.",
            "Les det på nytt, og før det så.",
        )
    on_roll = meetings.roll(session, row)
    _refuse_strangers(on_roll, came)
    absent = {each.person.id for each in on_roll if each.person.id not in came}
    voting = meetings.called(on_roll, row.meeting_on, absent)
    _refuse_lost_votes(session, row, on_roll, absent)
    session.execute(delete(AttendanceRow).where(AttendanceRow.meeting_id == row.id))
    names = {each.person.ref: each.person.name for each in on_roll}
    noted = []
    for each in on_roll:
        is_absent = each.person.id in absent
        if is_absent and each.deputy_for:
            continue
        seat = voting.get(each.person.id)
        noted.append(
            AttendanceRow(
                community_id=row.community_id,
                meeting_id=row.id,
                person_id=each.person.id,
                seat_id=each.seat.id,
                speaks_for=each.speaks_for,
                side=each.side,
                role=each.seat.role,
                may_vote=seat is not None or (is_absent and each.votes_when_there),
                state=Attended.FRAVAERENDE if is_absent else Attended.TIL_STEDE,
                in_place_of=names.get(seat.deputy_for, "") if seat else "",
            )
        )
    session.add_all(noted)
    session.flush()
    note_change(
        session, who, row, {"came": len([each for each in noted if each.state is Attended.TIL_STEDE])}
    )
    return noted


def _refuse_day(session: Session, community: CommunityRow, body: BodyRow, on: date) -> None:
    value = bodies.body_values(session, community)[body.id]
    if not value.exists_on(on):
        raise RuleSaysNo(
            "Møtet er ikke innkalt.",
            f"{value.name} kan ikke møtes {day_in_words(on)}. {days_of(value)}",
            "Rett dagen, eller velg organet som fantes da. Det du skrev, står fortsatt.",
        )


def _columns(head: MeetingHead) -> dict[str, object]:
    """The head as columns, each as it may be kept."""
    kept: dict[str, object] = {each.name: getattr(head, each.name) for each in fields_of(head)}
    lines = {"place": "Stedet", "led_by": "Møtelederen", "kept_by": "Protokollføreren"}
    for name, called in (*lines.items(), ("closed_under", "Hjemmelen")):
        kept[name] = fields.line(str(kept[name]), name, called, required=False)
    for name in ("starts_at", "ended_at"):
        kept[name] = _clock_time(str(kept[name]), name)
    kept["note"] = fields.text(head.note, "note", "Merknaden", required=False)
    kept["procedure"] = head.procedure.value
    return kept


def _from_where(view: CaseView) -> str:
    last = next(each for each in reversed(view.treated) if each.outcome is Outcome.UTSATT)
    return f"Utsatt fra {day_in_words(last.on)} ({last.number})."


def _refuse_strangers(on_roll: Collection[meetings.OnRoll], came: Collection[int]) -> None:
    known = {each.person.id for each in on_roll}
    if strangers := set(came) - known:
        raise BadInput(
            "Frammøtet er ikke lagret.",
            f"{len(strangers)} av dem har ingen plass i organet den dagen.",
            "Gi dem en plass i organet først, eller nevn dem i merknaden.",
            "came",
        )


def _refuse_lost_votes(
    session: Session, row: MeetingRow, on_roll: Sequence[meetings.OnRoll], absent: set[int]
) -> None:
    cast = session.execute(
        select(MemberVoteRow.person_id, AgendaItemRow.part)
        .join(AgendaItemRow, AgendaItemRow.id == MemberVoteRow.item_id)
        .where(AgendaItemRow.meeting_id == row.id)
    ).all()
    voting = {part: meetings.called(on_roll, row.meeting_on, absent, part) for _, part in cast}
    lost = sum(1 for person, part in cast if person not in voting[part])
    if lost:
        raise RuleSaysNo(
            "Frammøtet er ikke lagret.",
            f"{lost} stemmer er ført for noen som etter dette ikke kan stemme i møtet.",
            "Rett stemmene i sakene først.",
        )


def _clock_time(typed: str, field: str) -> str:
    """A time as people write it, 9, 9.00 or 09:00, as "09:00"; empty where nothing is typed."""
    words = fields.line(typed, field, "Klokkeslettet", required=False)
    if not words:
        return ""
    found = _TIME.fullmatch(words)
    if found is None or int(found["hour"]) >= HOURS or int(found["minute"] or 0) >= MINUTES:
        raise BadInput(
            f"«{words[:20]}» er ikke et klokkeslett.", "Skriv det som «09:00».", "Resten står.", field
        )
    return f"{int(found['hour']):02}:{int(found['minute'] or 0):02}"


_TIME = re.compile(r"(?:kl\.? ?)?(?P<hour>[0-9]{1,2})(?:[.:](?P<minute>[0-9]{2}))?", re.ASCII)
HOURS, MINUTES = 24, 60
