"""Meetings: those to come and those held, one with its agenda and how each case stands, and setting it up."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.responses import Response

from decisions.meetings import Attended
from decisions.outcomes import Procedure
from registry import clock, fields
from registry.errors import AlreadyThere, RegisterError
from registry.operations import agendas as operations
from registry.operations.meetings import MeetingChanged, call_meeting, call_roll, change_meeting
from registry.operations.settling import preview
from registry.permissions import Permission
from registry.queries import agendas, bodies, cases, meetings
from registry.queries.meetings import MeetingListed
from registry.tables import MeetingRow
from registry.web.answers import see, show, unchanged
from registry.web.forms import Typed, errors_of, options, typed
from registry.web.pages.item_form import as_proposed, voting_in
from registry.web.pages.meeting_form import body_of, head_of, values_of
from registry.web.visits import Visit, check_form, reading, writing

router = APIRouter(prefix="/moter")
Form = Annotated[Typed, Depends(typed)]
Reading = Annotated[Visit, reading()]
ToRecord = Annotated[Visit, reading(Permission.DECISIONS_RECORD)]
Recording = Annotated[Visit, writing(Permission.DECISIONS_RECORD)]


class Act(StrEnum):
    """What is done with an agenda from its page."""

    PUT_ON = "sett-opp"
    UP = "opp"
    DOWN = "ned"
    TAKE_OFF = "ta-av"
    AS_PROPOSED = "som-foreslatt"


@dataclass(frozen=True, slots=True)
class Line:
    """A meeting in the list, with how its cases stand where that is still to be seen to."""

    row: MeetingRow
    body_name: str
    items: int
    is_approved: bool
    is_held: bool
    beyond: int = 0
    to_ask: int = 0


@router.get("")
def all_meetings(visit: Reading, organ: str = "") -> Response:
    """The meetings to come, the nearest first, and those held; to the public those with approved minutes."""
    unchanged(visit)
    session, community = visit.session, visit.community
    body = bodies.body(session, community, organ) if organ else None
    found = meetings.meetings(
        session,
        community,
        visit.on,
        body=body,
        approved_only=not visit.who.may(Permission.DRAFTS_READ),
    )
    lines = [_line(visit, each) for each in found]
    return show(
        visit,
        "moter.html",
        coming=[each for each in lines if not each.is_held],
        held=[each for each in lines if each.is_held],
        body_options=[(row.ref, row.name) for row in bodies.all_bodies(session, community)],
        narrowed=organ,
    )


@router.get("/ny")
def new_form(visit: ToRecord, organ: str = "") -> Response:
    """The empty form."""
    return _head_form(visit, None, {"body": organ, "procedure": Procedure.MOTE.value})


@router.post("/ny")
def new(visit: Recording, form: Form) -> Response:
    """Call a body to a meeting."""
    check_form(visit, form["csrf"])
    outcome = visit.act(lambda: _call(visit, form))
    if isinstance(outcome, RegisterError):
        return _head_form(visit, None, form.values(), outcome)
    return see(visit, f"/moter/{outcome.ref}", "Møtet er innkalt. Sett sakene på dagsordenen.")


@router.get("/{ref}")
def agenda(visit: Annotated[Visit, reading(Permission.DRAFTS_READ)], ref: str) -> Response:
    """The agenda: each case, and whether it is within the body's mandate. Everybody reads the minutes."""
    unchanged(visit)
    return _agenda(visit, meetings.meeting(visit.session, visit.community, ref))


@router.post("/{ref}")
def arrange(visit: Recording, ref: str, form: Form) -> Response:
    """Put a case on the agenda, move it, take it off, or note that it was adopted as proposed."""
    check_form(visit, form["csrf"])
    row = meetings.meeting(visit.session, visit.community, ref)
    outcome = visit.act(lambda: _arranged(visit, row, form))
    if isinstance(outcome, RegisterError):
        return _agenda(visit, row, outcome)
    anchor, notice = outcome
    return see(visit, f"/moter/{ref}#{anchor}", notice)


@router.get("/{ref}/endre")
def head_form(visit: ToRecord, ref: str) -> Response:
    """The form with time, place and who leads, as they stand."""
    row = meetings.meeting(visit.session, visit.community, ref)
    return _head_form(visit, row, values_of(row))


@router.post("/{ref}/endre")
def change(visit: Recording, ref: str, form: Form) -> Response:
    """Save time, place, who leads and who keeps the minutes."""
    check_form(visit, form["csrf"])
    row = meetings.meeting(visit.session, visit.community, ref)
    outcome = visit.act(lambda: _change(visit, row, form))
    if isinstance(outcome, MeetingChanged):
        theirs = values_of(outcome.stored)
        mine = {**form.values(), "revision": theirs["revision"]}
        return _head_form(visit, row, mine, outcome, theirs)
    if isinstance(outcome, RegisterError):
        return _head_form(visit, row, form.values(), outcome)
    return see(visit, f"/moter/{ref}", "Møtet er lagret.")


@router.get("/{ref}/frammote")
def roll_form(visit: ToRecord, ref: str) -> Response:
    """Who has a seat that day, and who came."""
    row = meetings.meeting(visit.session, visit.community, ref)
    return _roll_form(visit, row)


@router.post("/{ref}/frammote")
def roll(visit: Recording, ref: str, form: Form) -> Response:
    """Note who came. Deputies who came step in for the absent, in their order."""
    check_form(visit, form["csrf"])
    row = meetings.meeting(visit.session, visit.community, ref)
    outcome = visit.act(lambda: _called(visit, row, form))
    if isinstance(outcome, RegisterError):
        return _roll_form(visit, row, set(form.all("came")), outcome)
    return see(visit, f"/moter/{ref}", outcome)


def _line(visit: Visit, each: MeetingListed) -> Line:
    """The line; the cases of a meeting are judged while its minutes are open."""
    is_held = each.row.meeting_on < visit.on
    plain = Line(each.row, each.body_name, each.items, each.is_approved, is_held)
    if each.is_approved or not each.items:
        return plain
    whole = agendas.whole(visit.session, visit.community, each.row)
    return Line(
        each.row,
        each.body_name,
        each.items,
        is_approved=False,
        is_held=is_held,
        beyond=len(whole.beyond),
        to_ask=len(whole.to_ask),
    )


def _call(visit: Visit, form: Typed) -> MeetingRow:
    on = fields.day(form["on"], "on", "Møtedagen")
    return call_meeting(
        visit.session,
        visit.who,
        visit.community,
        body_of(visit, form["body"]),
        on,
        clock.now(),
        head_of(form),
        one_more=bool(form["one_more"]),
    )


def _change(visit: Visit, row: MeetingRow, form: Typed) -> MeetingRow:
    revision = form.number("revision", "Merket i skjemaet", 1) or 0
    return change_meeting(visit.session, visit.who, row, head_of(form), revision)


def _head_form(
    visit: Visit,
    row: MeetingRow | None,
    values: Mapping[str, str],
    refused: RegisterError | None = None,
    theirs: Mapping[str, str] | None = None,
) -> Response:
    """The form of a new meeting, or of one there is; with what another saved, where two wrote at once."""
    rows = bodies.all_bodies(visit.session, visit.community)
    known = agendas.whole(visit.session, visit.community, row) if row else None
    return show(
        visit,
        "mote-skjema.html",
        refused.status if refused else 200,
        row=row,
        whole=known,
        body_options=[(each.ref, each.name) for each in rows],
        procedure_options=options(visit.page, Procedure),
        values=values,
        errors=errors_of(refused) if refused else {},
        existing=refused.path if isinstance(refused, AlreadyThere) else "",
        theirs=theirs,
    )


def _agenda(visit: Visit, row: MeetingRow, refused: RegisterError | None = None) -> Response:
    whole = agendas.whole(visit.session, visit.community, row)
    here = {each.case.row.id for each in whole.items}
    return show(
        visit,
        "mote.html",
        refused.status if refused else 200,
        whole=whole,
        waiting=[view for view in whole.waiting if view.row.id not in here],
        judged={
            each.row.position: preview(visit.session, row, each.row)
            for each in whole.items
            if each.row.outcome and not each.is_settled
        },
        voting=voting_in(whole),
        absent=[each for each in whole.attendance if each.row.state is Attended.FRAVAERENDE],
        is_held=row.meeting_on <= visit.page.today,
        errors=errors_of(refused) if refused else {},
        existing=refused.path if isinstance(refused, AlreadyThere) else "",
    )


def _arranged(visit: Visit, row: MeetingRow, form: Typed) -> tuple[str, str]:
    """Do what the form asks for: where on the page one goes on, and a word about what was done."""
    session, who = visit.session, visit.who
    act = form.choice("gjor", Act, "Hva som skal gjøres")
    if act is Act.PUT_ON:
        case = cases.case_row(session, visit.community, form["sak"])
        item = operations.put_on_agenda(session, who, row, case)
        return f"sak-{item.position}", f"«{case.title}» er satt på dagsordenen som {item.printed}."
    item = meetings.item(session, row, form.number("plass", "Plassen", 1) or 0)
    done: Mapping[Act, Callable[[], str]] = {
        Act.UP: lambda: _moved(visit, row, item.position - 1, form),
        Act.DOWN: lambda: _moved(visit, row, item.position + 1, form),
        Act.TAKE_OFF: lambda: _taken_off(visit, row, form),
        Act.AS_PROPOSED: lambda: as_proposed(visit, row, item, form.number("revision", "Merket", 1) or 0),
    }
    return f"sak-{item.position}", done[act]()


def _moved(visit: Visit, row: MeetingRow, to: int, form: Typed) -> str:
    item = meetings.item(visit.session, row, form.number("plass", "Plassen", 1) or 0)
    operations.move_item(visit.session, visit.who, row, item, to)
    return f"{item.printed} er flyttet."


def _taken_off(visit: Visit, row: MeetingRow, form: Typed) -> str:
    item = meetings.item(visit.session, row, form.number("plass", "Plassen", 1) or 0)
    printed = item.printed
    operations.take_off(visit.session, visit.who, row, item)
    return f"{printed} er tatt av dagsordenen. Saken venter igjen."


def _called(visit: Visit, row: MeetingRow, form: Typed) -> str:
    """Note who came, and say who stepped in for whom."""
    came = {int(each) for each in form.all("came") if each.isascii() and each.isdecimal()}
    revision = form.number("revision", "Merket i skjemaet", 1)
    noted = call_roll(visit.session, visit.who, row, came, revision=revision)
    voting = sum(1 for each in noted if each.may_vote and each.state is Attended.TIL_STEDE)
    return f"Frammøtet er ført. {voting} møtte med stemme."


def _roll_form(
    visit: Visit, row: MeetingRow, came: set[str] | None = None, refused: RegisterError | None = None
) -> Response:
    """Everybody with a seat. Before anybody has said, the members are ticked and the deputies are not."""
    whole = agendas.whole(visit.session, visit.community, row)
    noted = {str(each.person.id) for each in whole.attendance if each.row.state is Attended.TIL_STEDE}
    members = {str(each.person.id) for each in whole.roll if not each.deputy_for}
    ticked = came if came is not None else noted if whole.attendance else members
    return show(
        visit,
        "mote-frammote.html",
        refused.status if refused else 200,
        whole=whole,
        ticked=ticked,
        errors=errors_of(refused) if refused else {},
    )
