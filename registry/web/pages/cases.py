"""Cases: the open ones with where each waits, one whole with its way through the bodies, and the forms."""

from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.responses import Response

from registry import clock
from registry.errors import RegisterError
from registry.operations import cases as operations
from registry.operations.agendas import put_on_agenda
from registry.operations.cases import CaseChanged
from registry.permissions import Permission
from registry.queries import bodies, cases, log, mandates, meetings
from registry.queries.cases import CaseView
from registry.tables import CaseRow, MeetingRow
from registry.web.answers import see, show, unchanged
from registry.web.forms import Typed, errors_of, typed
from registry.web.pages.case_form import choices, entry_of, first_values, proposal_of, values_of
from registry.web.visits import Visit, check_form, reading, writing

router = APIRouter(prefix="/saker")
Form = Annotated[Typed, Depends(typed)]
Reading = Annotated[Visit, reading(Permission.DRAFTS_READ)]
ToRecord = Annotated[Visit, reading(Permission.DECISIONS_RECORD)]
Recording = Annotated[Visit, writing(Permission.DECISIONS_RECORD)]


@router.get("")
def all_cases(visit: Reading, organ: str = "", lukkede: str = "") -> Response:
    """The open cases, each with where it waits; or all; narrowed by a body on the route."""
    unchanged(visit)
    session, community = visit.session, visit.community
    body = bodies.body(session, community, organ) if organ else None
    return show(
        visit,
        "saker.html",
        cases=cases.cases(session, community, body=body, with_closed=bool(lukkede)),
        body_options=[(row.ref, row.name) for row in bodies.all_bodies(session, community)],
        narrowed={"organ": organ, "lukkede": lukkede},
    )


@router.get("/ny")
def new_form(visit: ToRecord, mote: str = "", versjon: str = "") -> Response:
    """The empty form; with `mote`, for a case that goes on the agenda of that meeting."""
    return _form(visit, None, first_values(visit, mote, versjon))


@router.post("/ny")
def new(visit: Recording, form: Form) -> Response:
    """Show who may decide it and which way it goes, or open it."""
    check_form(visit, form["csrf"])
    if form["press"] != "lagre":
        return _looked_at(visit, None, form)
    outcome = visit.act(lambda: _open(visit, form))
    if isinstance(outcome, RegisterError):
        return _form(visit, None, form.values(), errors_of(outcome), outcome.status)
    row, meeting = outcome
    if meeting is None:
        return see(visit, f"/saker/{row.ref}", "Saken er åpnet.")
    return see(visit, f"/moter/{meeting.ref}", f"«{row.title}» er åpnet og satt på dagsordenen.")


@router.get("/{ref}")
def one(visit: Reading, ref: str) -> Response:
    """One case whole: its way through the bodies, what each did, where it waits, who may decide it."""
    unchanged(visit)
    return _case(visit, cases.case(visit.session, visit.community, ref), {})


@router.get("/{ref}/endre")
def change_form(visit: ToRecord, ref: str) -> Response:
    """The form with the case as it stands."""
    view = cases.case(visit.session, visit.community, ref)
    return _form(visit, view, values_of(view))


@router.post("/{ref}/endre")
def change(visit: Recording, ref: str, form: Form) -> Response:
    """Show who may decide it as it would stand, or save it."""
    check_form(visit, form["csrf"])
    view = cases.case(visit.session, visit.community, ref)
    if form["press"] != "lagre":
        return _looked_at(visit, view, form)
    outcome = visit.act(lambda: _change(visit, view, form))
    if isinstance(outcome, CaseChanged):
        mine = {**form.values(), "revision": str(outcome.stored.revision)}
        return _form(visit, view, mine, errors_of(outcome), outcome.status)
    if isinstance(outcome, RegisterError):
        return _form(visit, view, form.values(), errors_of(outcome), outcome.status)
    return see(visit, f"/saker/{ref}", "Saken er lagret.")


@router.post("/{ref}/lukk")
def close(visit: Recording, ref: str, form: Form) -> Response:
    """Close it: nobody is to treat it more."""
    check_form(visit, form["csrf"])
    view = cases.case(visit.session, visit.community, ref)
    today = visit.page.today
    outcome = visit.act(
        lambda: operations.close_case(visit.session, visit.who, view.row, form["because"], today)
    )
    if isinstance(outcome, RegisterError):
        return _case(visit, view, form.values(), outcome)
    return see(visit, f"/saker/{ref}", "Saken er lukket.")


def _open(visit: Visit, form: Typed) -> tuple[CaseRow, MeetingRow | None]:
    """Open the case, and put it on the agenda it was written for."""
    session, who = visit.session, visit.who
    meeting = meetings.meeting(session, visit.community, form["meeting"]) if form["meeting"] else None
    entry = entry_of(visit, form)
    row = operations.open_case(session, who, visit.community, entry, clock.now())
    if meeting is not None:
        put_on_agenda(session, who, meeting, row, proposal=form["proposal"], proposed_by=form["proposed_by"])
    return row, meeting


def _change(visit: Visit, view: CaseView, form: Typed) -> CaseRow:
    revision = form.number("revision", "Merket i skjemaet", 1) or 0
    return operations.change_case(visit.session, visit.who, view.row, entry_of(visit, form), revision)


def _looked_at(visit: Visit, view: CaseView | None, form: Typed) -> Response:
    """The form again, with who may decide what it says, and the way that the rules point to."""
    asked = visit.act(lambda: proposal_of(visit, form))
    if isinstance(asked, RegisterError):
        return _form(visit, view, form.values(), errors_of(asked), asked.status)
    session, community, on = visit.session, visit.community, visit.page.today
    return _form(
        visit,
        view,
        form.values(),
        answer=mandates.may_decide(session, community, asked, on).to_dict(),
        suggested=cases.suggested_route(session, community, asked, on),
    )


def _form(
    visit: Visit,
    view: CaseView | None,
    values: Mapping[str, str],
    errors: Mapping[str, str] | None = None,
    status: int = 200,
    answer: object = None,
    suggested: object = (),
) -> Response:
    ref = values.get("meeting", "")
    return show(
        visit,
        "sak-skjema.html",
        status,
        view=view,
        values=values,
        errors=errors or {},
        answer=answer,
        suggested=suggested,
        meeting=meetings.meeting(visit.session, visit.community, ref) if ref else None,
        **choices(visit, values),
    )


def _case(
    visit: Visit, view: CaseView, values: Mapping[str, str], refused: RegisterError | None = None
) -> Response:
    session, community = visit.session, visit.community
    may_see = visit.who.may(Permission.AUDIT_READ)
    history = log.history_of(session, community, f"sak:{view.row.ref}") if may_see else ()
    return show(
        visit,
        "sak.html",
        refused.status if refused else 200,
        view=view,
        names={row.ref: row.name for row in bodies.all_bodies(session, community)},
        answer=mandates.may_decide(session, community, view.proposal, visit.on).to_dict(),
        values=values,
        errors=errors_of(refused) if refused else {},
        history=[log.told(session, row) for row in history],
    )
