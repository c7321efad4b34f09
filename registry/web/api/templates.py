"""The template that Word files are set in: told, taken out, chosen, and given up for the product's own."""

from typing import Annotated

from fastapi import APIRouter, File, UploadFile
from fastapi.responses import Response

from registry import clock
from registry.fields import LINE_LENGTH
from registry.operations import templates as operations
from registry.permissions import Permission
from registry.queries import exports, templates
from registry.web.answers import download
from registry.web.api.calls import Call, api_reading, api_writing
from registry.web.api.described import act, keyed_read, remove
from registry.web.api.problems import ApiRoute
from registry.web.api.schemas_templates import TemplateTold

router = APIRouter(tags=["papers"], route_class=ApiRoute)
WORD = exports.Format.DOCX.media_type


@router.get("/word-template", **keyed_read("get_word_template", "The template that Word files are set in"))
def template(call: Annotated[Call, api_reading(Permission.DRAFTS_READ)]) -> TemplateTold:
    """Which it is, and what its trial found. Needs utkast:lese."""
    return _told(call)


@router.get(
    "/word-template/file",
    response_class=Response,
    **keyed_read(
        "get_word_template_file", "The template as a file", content={WORD: {"schema": {"type": "string"}}}
    ),
)
def template_file(call: Annotated[Call, api_reading(Permission.DRAFTS_READ)]) -> Response:
    """The office's own, or the product's to begin from. Needs utkast:lese."""
    name, data = templates.template_bytes(call.session, call.community)
    return download(exports.File(name, WORD, data))


@router.post(
    "/word-template", **act("choose_word_template", "Choose the template that Word files are set in")
)
def choose_template(
    call: Annotated[Call, api_writing(Permission.DRAFTS_WRITE)],
    file: Annotated[UploadFile, File(description="A .docx or .dotx file of at most 5 MB.")],
) -> TemplateTold:
    """Try the file, and set Word files in it from now on; one that cannot be used is refused with the reason.

    Needs utkast:skrive.
    """
    data = file.file.read(operations.LARGEST_TEMPLATE + 1)
    name = (file.filename or "mal.docx")[:LINE_LENGTH]
    operations.choose_template(call.session, call.who, call.community, name, data, clock.now())
    return _told(call)


@router.delete("/word-template", **remove("drop_word_template", "Go back to the product's own template"))
def use_the_products_own(call: Annotated[Call, api_writing(Permission.DRAFTS_WRITE)]) -> None:
    """Set Word files in the product's own template again. Needs utkast:skrive."""
    operations.use_the_products_own(call.session, call.who, call.community, clock.now())


def _told(call: Call) -> TemplateTold:
    row = templates.chosen_template(call.session, call.community)
    return TemplateTold.of(row, templates.report_of(row) if row else None)
