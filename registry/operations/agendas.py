"""The agenda of a meeting: cases put on, numbered, put in order and taken off."""

from collections.abc import Iterable

from sqlalchemy import delete
from sqlalchemy.orm import Session

from decisions.case_number import CaseNumber, NotACaseNumber
from decisions.meetings import MeetingStage
from decisions.outcomes import Act
from decisions.words import day_in_words
from registry import audit, fields
from registry.audit import Event
from registry.errors import AlreadyThere, BadInput, Changed, RuleSaysNo
from registry.operations.cases import KEPT_FROM_OTHERS
from registry.permissions import Actor
from registry.queries import cases, meetings
from registry.tables import (
    AgendaItemRow,
    BodyRow,
    CaseRow,
    CommunityRow,
    CounterProposalRow,
    MeetingRow,
    MemberVoteRow,
)


def put_on_agenda(
    session: Session,
    who: Actor,
    row: MeetingRow,
    case: CaseRow,
    *,
    number: str = "",
    act: Act | None = None,
    proposal: str = "",
    proposed_by: str = "",
    part: str = "",
    note: str = "",
) -> AgendaItemRow:
    """Put a case last on the agenda, with its number in the body's series, or the one that is typed.

    `act` is what the body is to do; None: as on the case's route, else to decide. Raises RuleSaysNo for a
    closed case and for a number that another case has, AlreadyThere for a case that is on the agenda.
    """
    hold(session, row)
    if case.closed_on is not None:
        raise RuleSaysNo(
            "Saken er ikke satt på dagsordenen.",
            f"Den ble lukket {day_in_words(case.closed_on)}: {case.closed_because}",
            "Åpne en ny sak om det som har kommet til.",
        )
    agenda = meetings.items(session, row)
    if there := next((each for each in agenda if each.case_id == case.id), None):
        raise AlreadyThere(
            "Saken er ikke satt opp en gang til.",
            f"Den står alt på dagsordenen som {there.printed}.",
            "Åpne den der.",
            f"/moter/{row.ref}/sak/{there.position}",
        )
    body = session.get_one(BodyRow, row.body_id)
    hold_body(session, body)
    printed = _free_number(session, body, row, number)
    item = AgendaItemRow(
        community_id=row.community_id,
        meeting_id=row.id,
        case_id=case.id,
        body_id=body.id,
        position=len(agenda) + 1,
        part=fields.line(part, "part", "Delen av møtet", required=False),
        printed=printed.printed,
        case_year=printed.year,
        case_number=printed.number,
        act=act or _act_of(session, case, body),
        proposal=fields.text(proposal, "proposal", "Forslaget", required=False),
        proposed_by=fields.line(proposed_by, "proposed_by", "Hvem som foreslår", required=False),
        note=fields.text(note, "note", "Merknaden", required=False),
    )
    session.add(item)
    session.flush()
    note_change(session, who, row, {"on": case.ref, "number": item.printed})
    return item


def change_item(
    session: Session,
    who: Actor,
    row: MeetingRow,
    item: AgendaItemRow,
    revision: int,
    *,
    number: str,
    act: Act,
    proposal: str,
    proposed_by: str,
    part: str = "",
) -> AgendaItemRow:
    """Change what the agenda says of a case: its number, what the body is to do, and what is proposed."""
    hold(session, row)
    hold_item(session, item)
    if item.revision != revision:
        raise Changed(
            "En annen har endret saken på dagsordenen mens du skrev.",
            f"Den har nå nummer {item.printed}.",
            "Det du skrev, står fortsatt. Se over og lagre igjen.",
        )
    if item.decision_id is not None and (number.strip() != item.printed or act is not item.act):
        raise RuleSaysNo(
            "Saken er ikke endret.",
            f"Vedtaket i {item.printed} er ført med dette nummeret.",
            "Forslaget kan rettes; nummeret og hva organet gjør, ligger fast.",
        )
    body = session.get_one(BodyRow, row.body_id)
    if number.strip() != item.printed:
        hold_body(session, body)
        printed = _free_number(session, body, row, number, item)
        item.printed, item.case_year, item.case_number = printed.printed, printed.year, printed.number
    item.act = act
    item.part = fields.line(part, "part", "Delen av møtet", required=False)
    item.proposal = fields.text(proposal, "proposal", "Forslaget", required=False)
    item.proposed_by = fields.line(proposed_by, "proposed_by", "Hvem som foreslår", required=False)
    item.revision += 1
    note_change(session, who, row, {"item": item.printed})
    return item


def move_item(
    session: Session, who: Actor, row: MeetingRow, item: AgendaItemRow, position: int
) -> AgendaItemRow:
    """Move a case to this place on the agenda, from 1. Numbers stay; only the order is another."""
    hold(session, row)
    agenda = [each for each in meetings.items(session, row) if each.id != item.id]
    if not 1 <= position <= len(agenda) + 1:
        raise BadInput(
            "Saken er ikke flyttet.",
            f"Dagsordenen har plass 1 til {len(agenda) + 1}, og ikke {position}.",
            "Velg en av dem.",
            "position",
        )
    agenda.insert(position - 1, item)
    _in_order(agenda)
    note_change(session, who, row, {"moved": item.printed, "position": position})
    return item


def take_off(session: Session, who: Actor, row: MeetingRow, item: AgendaItemRow) -> None:
    """Take a case off the agenda; it waits again. Raises RuleSaysNo once anything is typed of its outcome."""
    hold(session, row)
    hold_item(session, item)
    if item.outcome is not None or item.decision_id is not None:
        told = item.outcome.value if item.outcome else "ført"
        raise RuleSaysNo(
            "Saken er ikke tatt av dagsordenen.",
            f"Utfallet er ført: {told}. Det skal ikke bli borte.",
            "Før saken som utsatt, om møtet ikke gjorde noe med den.",
        )
    for table in (MemberVoteRow, CounterProposalRow):
        session.execute(delete(table).where(table.item_id == item.id))
    printed = item.printed
    session.delete(item)
    session.flush()
    _in_order(meetings.items(session, row))
    note_change(session, who, row, {"off": printed})


def _free_number(
    session: Session, body: BodyRow, row: MeetingRow, typed: str, item: AgendaItemRow | None = None
) -> CaseNumber:
    """The number that is typed, or the body's next; raises RuleSaysNo for one in use, naming what has it."""
    words = fields.line(typed, "number", "Saksnummeret", required=False)
    try:
        wanted = CaseNumber.parse(words or meetings.next_number(session, body, row.meeting_on.year))
    except NotACaseNumber as wrong:
        raise BadInput(
            "Saken er ikke satt på dagsordenen.", str(wrong), "Resten av det du skrev, står.", "number"
        ) from wrong
    if has := meetings.who_has(session, body, wanted, item):
        raise RuleSaysNo(
            f"Saksnummeret {wanted} er ikke brukt.",
            f"{body.name} har det alt i {wanted.year}, på {has}.",
            f"Det neste ledige er {meetings.next_number(session, body, wanted.year)}.",
        )
    return wanted


def hold(session: Session, row: MeetingRow) -> None:
    """Read the meeting anew and keep others from it; raises RuleSaysNo once its minutes are approved."""
    session.flush()
    session.refresh(row, with_for_update=KEPT_FROM_OTHERS)
    if row.stage is MeetingStage.GODKJENT:
        raise RuleSaysNo(
            "Møtet er ikke endret.",
            f"Protokollen ble godkjent {day_in_words(row.approved_on) if row.approved_on else ''}, "
            "og en godkjent protokoll endres ikke.",
            "Skriv en rettelse. Den står ved siden av protokollen, med grunn og navn.",
        )


def hold_item(session: Session, item: AgendaItemRow) -> None:
    """Read the case on the agenda anew and keep other writers from it until this is committed."""
    session.flush()
    session.refresh(item, with_for_update=KEPT_FROM_OTHERS)


def hold_body(session: Session, body: BodyRow) -> None:
    """Keep others from giving numbers and calling meetings in the same body until this is committed."""
    session.flush()
    session.refresh(body, with_for_update=KEPT_FROM_OTHERS)


def note_change(session: Session, who: Actor, row: MeetingRow, data: dict[str, object]) -> MeetingRow:
    """Give the meeting a new mark, and note in the log what was changed in it."""
    row.revision += 1
    session.flush()
    audit.record(
        session,
        Event.MEETING_CHANGED,
        f"møte:{row.ref}",
        who.ref,
        row.community_id,
        data | {"revision": row.revision},
    )
    return row


def _act_of(session: Session, case: CaseRow, body: BodyRow) -> Act:
    """What the body is to do: as the case's route says, else to decide."""
    community = session.get_one(CommunityRow, case.community_id)
    view = cases.views(session, community, [case])[0]
    if step := view.at.waits_for(body.ref):
        return step.act
    on_route = next((act for each, act in view.route if each.id == body.id), None)
    return on_route or Act.VEDTAR


def _in_order(agenda: Iterable[AgendaItemRow]) -> None:
    for position, each in enumerate(agenda, start=1):
        each.position = position
