"""Papers to take out: hearing letter, case paper, minutes of a meeting."""

from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter
from fastapi.responses import Response

from documents.docx.papers import Paper
from documents.kinds import Language
from documents.lifecycle import Stage
from registry import fields
from registry.errors import BadInput, RegisterError
from registry.queries import bodies, documents, paper_files, papers
from registry.queries.documents import VersionView
from registry.queries.paper_files import paper_file
from registry.web.answers import download, show, unchanged
from registry.web.forms import errors_of, options
from registry.web.visits import Visit, reading

router = APIRouter()
OF_A_VERSION = "/dokumenter/{ref}/{number}"


@router.get(OF_A_VERSION + "/papirer")
def of_a_version(visit: Annotated[Visit, reading()], ref: str, number: str) -> Response:
    """What can be written of a version: the letter that sends it out, and the paper for a decision."""
    unchanged(visit)
    return _page(visit, _version(visit, ref, number), {})


@router.get(OF_A_VERSION + "/horingsbrev")
def hearing(
    visit: Annotated[Visit, reading()],
    ref: str,
    number: str,
    frist: str = "",
    svar: str = "",
    form: str = "",
    som: str = "",
) -> Response:
    """The hearing letter as a file; the page again with what was typed, where something must be mended."""
    view = _version(visit, ref, number)
    try:
        deadline = fields.day_or_none(frist, "frist", "Svarfristen")
        answer_to = fields.line(svar, "svar", "Adressen", required=False)
        paper = papers.hearing(
            visit.session, visit.community, view, visit.who, deadline, _language(form), answer_to
        )
        return _file(visit, paper, f"horing-{view.document.ref}-{view.row.number}", som)
    except RegisterError as refused:
        return _page(visit, view, {"frist": frist, "svar": svar, "form": form, "som": som}, refused)


@router.get(OF_A_VERSION + "/saksframlegg")
def case(
    visit: Annotated[Visit, reading()], ref: str, number: str, til: str = "", form: str = "", som: str = ""
) -> Response:
    """The case paper as a file; the page again with what was chosen, where something must be mended."""
    view = _version(visit, ref, number)
    try:
        if not til:
            raise BadInput("Mottakeren er ikke valgt.", "", "Velg organet eller parten i listen.", "til")
        paper = papers.case(visit.session, visit.community, view, visit.who, til, _language(form))
        return _file(visit, paper, f"sak-{view.document.ref}-{view.row.number}-{til}", som)
    except RegisterError as refused:
        return _page(visit, view, {"til": til, "form": form, "som": som}, refused)


@router.get("/organer/{ref}/protokoll/{day}")
def minutes(
    visit: Annotated[Visit, reading()], ref: str, day: str, form: str = "", som: str = ""
) -> Response:
    """The minutes of what the body did that day, as a file."""
    row = bodies.body(visit.session, visit.community, ref)
    on = fields.day(day, "dag", "Dagen")
    paper = papers.meeting(visit.session, visit.community, row, on, _language(form), who=visit.who)
    return _file(visit, paper, f"protokoll-{ref}-{on.isoformat()}", som)


def _version(visit: Visit, ref: str, number: str) -> VersionView:
    return documents.version(visit.session, visit.community, ref, number, visit.who, visit.on)


def _language(typed: str) -> Language | None:
    if typed and typed not in set(Language):
        raise BadInput("Målformen er ikke valgt.", "", "Velg bokmål eller nynorsk.", "form")
    return Language(typed) if typed else None


def _file(visit: Visit, paper: Paper, name: str, som: str) -> Response:
    form = paper_files.form_of(som)
    return download(paper_file(visit.session, visit.community, paper, name, form))


def _page(
    visit: Visit, view: VersionView, values: Mapping[str, str], refused: RegisterError | None = None
) -> Response:
    return show(
        visit,
        "papirer.html",
        refused.status if refused else 200,
        view=view,
        may_be_decided=view.row.stage in {Stage.FROZEN, Stage.ADOPTED},
        recipients=_recipients(visit),
        languages=options(visit.page, Language),
        forms_of_file=[(form.value, form.label) for form in paper_files.forms()],
        values=values,
        errors=errors_of(refused) if refused else {},
    )


def _recipients(visit: Visit) -> list[tuple[str, str]]:
    """The bodies there are that day, the joint ones first; each kommunestyre and board by its own name."""
    values = bodies.body_values(visit.session, visit.community)
    return [
        (row.ref, values[row.id].name_on(visit.on))
        for row in bodies.all_bodies(visit.session, visit.community)
        if values[row.id].exists_on(visit.on)
    ]
