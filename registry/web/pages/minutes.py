"""The minutes of a meeting as a page and as a file, approved once, and from then on corrected beside."""

from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.responses import Response

from documents.docx.papers import as_body
from documents.kinds import Language
from registry import clock, fields
from registry.errors import BadInput, RegisterError
from registry.operations.minutes import approve_minutes, correct_minutes
from registry.permissions import Permission
from registry.queries import agendas, meetings, paper_files
from registry.queries.meeting_papers import minutes_paper
from registry.queries.paper_files import paper_file
from registry.tables import MeetingRow, MinutesCorrectionRow
from registry.web.answers import download, see, show, unchanged
from registry.web.forms import Typed, errors_of, typed
from registry.web.visits import Visit, check_form, reading, writing

router = APIRouter(prefix="/moter/{ref}/protokoll")
Form = Annotated[Typed, Depends(typed)]
Reading = Annotated[Visit, reading()]
Recording = Annotated[Visit, writing(Permission.DECISIONS_RECORD)]


@router.get("")
def minutes(visit: Reading, ref: str) -> Response:
    """The minutes as they stand, or as they were approved; then with what was corrected beside them."""
    unchanged(visit)
    return _page(visit, meetings.meeting(visit.session, visit.community, ref), {})


@router.get("/fil")
def file(visit: Reading, ref: str, form: str = "", som: str = "") -> Response:
    """The minutes as Word, PDF, Markdown or HTML."""
    row = meetings.meeting(visit.session, visit.community, ref)
    if form and form not in set(Language):
        raise BadInput("Målformen er ikke valgt.", "", "Velg bokmål eller nynorsk.", "form")
    language = Language(form) if form else None
    paper = minutes_paper(visit.session, visit.community, row, visit.who, language)
    made = paper_files.form_of(som)
    return download(paper_file(visit.session, visit.community, paper, f"protokoll-{row.ref}", made))


@router.post("/godkjenn")
def approve(visit: Recording, ref: str, form: Form) -> Response:
    """Approve the minutes. What is not recorded is recorded, and the meeting is locked."""
    check_form(visit, form["csrf"])
    row = meetings.meeting(visit.session, visit.community, ref)
    outcome = visit.act(lambda: _approve(visit, row, form))
    if isinstance(outcome, RegisterError):
        return _page(visit, row, form.values(), outcome)
    return see(visit, f"/moter/{ref}/protokoll", "Protokollen er godkjent, og møtet er låst.")


@router.post("/rett")
def correct(visit: Recording, ref: str, form: Form) -> Response:
    """Put something right in approved minutes, in a record beside them."""
    check_form(visit, form["csrf"])
    row = meetings.meeting(visit.session, visit.community, ref)
    outcome = visit.act(lambda: _correct(visit, row, form))
    if isinstance(outcome, RegisterError):
        return _page(visit, row, form.values(), outcome)
    return see(
        visit, f"/moter/{ref}/protokoll", "Rettelsen er ført. Protokollen selv står som den ble godkjent."
    )


def _approve(visit: Visit, row: MeetingRow, form: Typed) -> MeetingRow:
    on = fields.day(form["approved_on"], "approved_on", "Dagen protokollen ble godkjent")
    revision = form.number("revision", "Merket i skjemaet", 1) or 0
    told = visit.session, visit.who, row, form["approved_by"], on, clock.now()
    return approve_minutes(*told, revision=revision)


def _correct(visit: Visit, row: MeetingRow, form: Typed) -> MinutesCorrectionRow:
    position = form.number("item", "Saken", 1)
    item = meetings.item(visit.session, row, position) if position else None
    told = visit.session, visit.who, row, form["text"], form["reason"], clock.now()
    return correct_minutes(*told, item=item)


def _page(
    visit: Visit, row: MeetingRow, values: Mapping[str, str], refused: RegisterError | None = None
) -> Response:
    session, community = visit.session, visit.community
    paper = minutes_paper(session, community, row, visit.who, visit.page.language)
    whole = agendas.whole(session, community, row) if visit.who.may(Permission.DECISIONS_RECORD) else None
    return show(
        visit,
        "mote-protokoll.html",
        refused.status if refused else 200,
        row=row,
        paper=paper,
        body=as_body(paper),
        forms_of_paper=paper_files.forms(),
        whole=whole,
        item_options=[(str(each.row.position), each.row.printed) for each in whole.items] if whole else [],
        values={
            "revision": str(agendas.revision_of_all(session, row)),
            "approved_on": visit.page.today,
            **values,
        },
        errors=errors_of(refused) if refused else {},
    )
