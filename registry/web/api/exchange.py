"""Drafts sent out in Word, and the files that came back."""

import hashlib
from typing import Annotated

from fastapi import APIRouter, File, Form, Path, UploadFile
from fastapi.responses import Response

from registry import clock
from registry.fields import LINE_LENGTH
from registry.operations import exchange as operations
from registry.operations.imports import LARGEST_FILE
from registry.permissions import Permission
from registry.queries import exchange
from registry.queries.documents import VersionView
from registry.queries.exports import File as Download
from registry.queries.exports import Format
from registry.web.answers import download
from registry.web.api.calls import Call, api_reading, api_writing
from registry.web.api.described import act, create, keyed_read
from registry.web.api.documents import known_version
from registry.web.api.paging import Ask, Page, page
from registry.web.api.problems import ApiRoute
from registry.web.api.repeats import RepeatKey, once
from registry.web.api.schemas_exchange import NEW, MatchSent, ReturnSent, ReturnTold, SendingSent, SendingTold
from registry.web.api.types import DocumentInPath, Line, SectionId, VersionInPath
from registry.web.api.versions import VERSION

router = APIRouter(tags=["exchange"], route_class=ApiRoute)
Reading = Annotated[Call, api_reading(Permission.DRAFTS_READ)]
Writing = Annotated[Call, api_writing(Permission.DRAFTS_WRITE)]
SendingInPath = Annotated[SectionId, Path(description="The sending's name.", examples=["k3m9x2p7qa"])]
ReturnInPath = Annotated[SectionId, Path(description="The returned file's name.", examples=["k3m9x2p7qa"])]
_WORD = {Format.DOCX.media_type: {"schema": {"type": "string", "format": "binary"}}}


@router.post(
    VERSION + "/sendings",
    response_model=SendingTold,
    **create("send_version", "Send a draft out in Word"),
)
def send(
    call: Writing, ref: DocumentInPath, number: VersionInPath, sent: SendingSent, repeat: RepeatKey = None
) -> Response:
    """Keep the text as it reads now, and make the file. The same words to the same are the same sending.

    Needs utkast:skrive.
    """
    return once(call, repeat, sent, lambda: _send(call, known_version(call, ref, number), sent))


@router.get(VERSION + "/sendings", **keyed_read("list_sendings", "What was sent out of a version"))
def sendings(call: Reading, ref: DocumentInPath, number: VersionInPath, wanted: Ask) -> Page[SendingTold]:
    """Every sending, the newest first. Needs utkast:lese."""
    view = known_version(call, ref, number)
    rows = exchange.sendings(call.session, view.row)
    return page(call, wanted, rows, lambda row: row.ref, lambda row: SendingTold.of(row, address_of(view)))


@router.get(
    VERSION + "/sendings/{sending}/file",
    response_class=Response,
    **keyed_read("get_sent_file", "The Word file of a sending", content=_WORD),
)
def sent_file(call: Reading, ref: DocumentInPath, number: VersionInPath, sending: SendingInPath) -> Response:
    """The file as it went out: the same bytes each time. Needs utkast:lese."""
    view = known_version(call, ref, number)
    row = exchange.sending(call.session, view.row, sending)
    name = f"{view.document.ref}-{view.row.number}.docx"
    return download(Download(name, Format.DOCX.media_type, row.data))


@router.post(
    VERSION + "/returns",
    response_model=ReturnTold,
    **create("take_back", "Take in a file that came back"),
)
def take_back(
    call: Writing,
    ref: DocumentInPath,
    number: VersionInPath,
    file: Annotated[UploadFile, File(description="A .docx file of at most 20 MB.")],
    sender: Annotated[
        Line | None, Form(description="Whom it came from.", examples=["Granvik kommune"])
    ] = None,
    repeat: RepeatKey = None,
) -> Response:
    """Read the file, and make what it proposes amendments of the draft. Needs utkast:skrive."""
    data = file.file.read(LARGEST_FILE + 1)
    name = (file.filename or "fil")[:LINE_LENGTH]
    known = ReturnSent(name=name, sha256=hashlib.sha256(data).hexdigest(), sender=sender or "")
    return once(call, repeat, known, lambda: _take(call, known_version(call, ref, number), known, data))


@router.get(VERSION + "/returns", **keyed_read("list_returns", "The files that came back"))
def returns(call: Reading, ref: DocumentInPath, number: VersionInPath, wanted: Ask) -> Page[ReturnTold]:
    """Every file with how it was read, in the order they came. Needs utkast:lese."""
    rows = exchange.received(call.session, known_version(call, ref, number).row)
    return page(call, wanted, rows, lambda row: row.ref, ReturnTold.of)


@router.get(VERSION + "/returns/{file}", **keyed_read("get_return", "How a returned file was read"))
def one_return(call: Reading, ref: DocumentInPath, number: VersionInPath, file: ReturnInPath) -> ReturnTold:
    """What it was held against, and what each of its sections was held to be. Needs utkast:lese."""
    return ReturnTold.of(exchange.received_file(call.session, known_version(call, ref, number).row, file))


@router.post(
    VERSION + "/returns/{file}/matches", **act("correct_match", "Say which section one of a file's is")
)
def correct_match(
    call: Writing, ref: DocumentInPath, number: VersionInPath, file: ReturnInPath, sent: MatchSent
) -> ReturnTold:
    """What nobody has answered is made anew; what is answered stays. Needs utkast:skrive."""
    view = known_version(call, ref, number)
    row = exchange.received_file(call.session, view.row, file)
    told = call.session, call.who, view.document, view.row, row, sent.place
    operations.correct_match(*told, "" if sent.section == NEW else sent.section)
    return ReturnTold.of(row)


def address_of(view: VersionView) -> str:
    """The address of the version in the API."""
    return f"/api/v1/documents/{view.document.ref}/versions/{view.row.number}"


def _send(call: Call, view: VersionView, sent: SendingSent) -> SendingTold:
    told = call.session, call.who, view.document, view.row, sent.recipient
    return SendingTold.of(operations.send(*told, call.house.seal_key, clock.now()), address_of(view))


def _take(call: Call, view: VersionView, known: ReturnSent, data: bytes) -> ReturnTold:
    told = call.session, call.who, view.document, view.row, known.name, data, known.sender
    return ReturnTold.of(operations.take_back(*told, call.house.seal_key, clock.now()))
