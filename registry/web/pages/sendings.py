"""A draft goes out in Word: to whom, the file, and what has been sent before."""

from collections.abc import Mapping
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Depends
from fastapi.responses import Response

from documents.lifecycle import Stage
from registry import clock
from registry.errors import RegisterError
from registry.operations import exchange as operations
from registry.permissions import Permission
from registry.queries import documents, exchange
from registry.queries.documents import VersionView
from registry.queries.exports import File, Format
from registry.web.answers import download, see, show, unchanged
from registry.web.forms import Typed, errors_of, typed
from registry.web.visits import Visit, check_form, reading, writing

router = APIRouter()
HERE = "/dokumenter/{ref}/{number}/send"


@router.get(HERE)
def sendings(
    visit: Annotated[Visit, reading(Permission.DRAFTS_READ)], ref: str, number: str, klar: str = ""
) -> Response:
    """Send the draft out, and see what has been sent, when, to whom, each with its file again."""
    unchanged(visit)
    return _page(visit, _version(visit, ref, number), {}, ready=klar)


@router.post(HERE)
def send(
    visit: Annotated[Visit, writing(Permission.DRAFTS_WRITE)],
    ref: str,
    number: str,
    form: Annotated[Typed, Depends(typed)],
) -> Response:
    """Make the file that is sent, and keep the text as it reads now."""
    check_form(visit, form["csrf"])
    view = _version(visit, ref, number)
    outcome = visit.act(
        lambda: operations.send(
            visit.session,
            visit.who,
            view.document,
            view.row,
            form["recipient"],
            visit.house.seal_key,
            clock.now(),
        )
    )
    if isinstance(outcome, RegisterError):
        return _page(visit, view, form.values(), outcome)
    return see(visit, f"/dokumenter/{quote(ref)}/{quote(number)}/send?klar={outcome.ref}")


@router.get(HERE + "/{sending}")
def file(
    visit: Annotated[Visit, reading(Permission.DRAFTS_READ)], ref: str, number: str, sending: str
) -> Response:
    """The Word file as it went out: the same bytes each time."""
    view = _version(visit, ref, number)
    row = exchange.sending(visit.session, view.row, sending)
    recipient = f"-{row.recipient}" if row.recipient else ""
    name = f"{view.document.ref}-{view.row.number}{recipient}.docx".replace("/", "-")
    return download(File(name, Format.DOCX.media_type, row.data))


def _version(visit: Visit, ref: str, number: str) -> VersionView:
    return documents.version(visit.session, visit.community, ref, number, visit.who, visit.on)


def _page(
    visit: Visit,
    view: VersionView,
    values: Mapping[str, str],
    refused: RegisterError | None = None,
    ready: str = "",
) -> Response:
    rows = exchange.sendings(visit.session, view.row)
    files = exchange.received(visit.session, view.row)
    return show(
        visit,
        "send-ut.html",
        refused.status if refused else 200,
        view=view,
        sendings=rows,
        ready=next((row for row in rows if row.ref == ready), None),
        names=exchange.names_of(visit.session, (row.sent_by for row in rows)),
        came={row.sending_id for row in files},
        may_send=view.row.stage in operations.SENDABLE,
        is_draft=view.row.stage is Stage.DRAFT,
        values=values,
        errors=errors_of(refused) if refused else {},
    )
