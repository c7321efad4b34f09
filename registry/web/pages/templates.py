"""The template that the office's Word files are set in."""

from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.responses import Response

from documents.docx.trial import trial_file
from documents.docx.writing import house
from documents.docx.writing.places import PLACES
from documents.docx.writing.template_reader import read_template
from registry import clock
from registry.errors import BadInput, RegisterError
from registry.operations import templates as operations
from registry.permissions import Permission
from registry.queries import templates
from registry.queries.exports import File, Format
from registry.web.answers import download, see, show
from registry.web.forms import Typed, errors_of, typed
from registry.web.visits import Visit, check_form, reading, writing

router = APIRouter(prefix="/mal")
Reading = Annotated[Visit, reading(Permission.DRAFTS_WRITE)]
Writing = Annotated[Visit, writing(Permission.DRAFTS_WRITE)]
Form = Annotated[Typed, Depends(typed)]


@router.get("")
def template(visit: Reading) -> Response:
    """Which template is in use, what its trial found, and how to choose another."""
    return _show(visit)


@router.post("")
def choose(visit: Writing, form: Form) -> Response:
    """Try a file as the template, and use it from now on."""
    check_form(visit, form["csrf"])
    outcome = visit.act(lambda: _choose(visit, form))
    if isinstance(outcome, RegisterError):
        return _show(visit, outcome)
    return see(visit, "/mal", "Malen er prøvd og tatt i bruk. Den gjelder filer som tas ut fra nå.")


@router.post("/produktets")
def use_the_products_own(visit: Writing, form: Form) -> Response:
    """Go back to the product's own."""
    check_form(visit, form["csrf"])
    operations.use_the_products_own(visit.session, visit.who, visit.community, clock.now())
    return see(visit, "/mal", "Word-filene settes i produktets egen mal igjen.")


@router.get("/fil")
def file(visit: Reading, hvilken: str = "") -> Response:
    """The template in use, to be changed in Word; the product's own, where that is asked for."""
    name, data = templates.template_bytes(visit.session, visit.community, own=hvilken != "produktets")
    return download(File(name, Format.DOCX.media_type, data))


@router.get("/prove")
def trial(visit: Reading) -> Response:
    """A short text with a bit of everything, set in the template in use."""
    used = templates.template_of(visit.session, visit.community) or read_template(house.FILE.read_bytes())
    return download(File("prøve.docx", Format.DOCX.media_type, trial_file(used)))


def _choose(visit: Visit, form: Typed) -> object:
    upload = form.file("file")
    if upload is None:
        raise BadInput("Ingen fil er valgt.", "", "Velg en Word-fil (.docx eller .dotx).", "file")
    data = upload.file.read(operations.LARGEST_TEMPLATE + 1)
    name = upload.filename or "mal.docx"
    return operations.choose_template(visit.session, visit.who, visit.community, name, data, clock.now())


def _show(visit: Visit, refused: RegisterError | None = None) -> Response:
    row = templates.chosen_template(visit.session, visit.community)
    return show(
        visit,
        "mal.html",
        refused.status if refused else 200,
        row=row,
        who=templates.chooser_of(visit.session, row) if row else "",
        report=templates.report_of(row) if row else None,
        places=PLACES,
        errors=errors_of(refused) if refused else {},
    )
