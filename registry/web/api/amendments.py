"""What returned files propose for a draft, and what was answered."""

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import Response

from documents.drafting.editing import Wording
from documents.drafting.tree import CannotEdit, spot_of
from documents.returning.amendments import Spot
from documents.returning.kinds import AmendmentKind, AmendmentState
from registry import clock
from registry.errors import BadInput
from registry.operations import answering
from registry.operations.answering import Decided
from registry.operations.documents import hold
from registry.permissions import Permission
from registry.queries import amendments
from registry.queries.amendments import AmendmentView, Only
from registry.queries.documents import VersionView, legal_text
from registry.web.api.calls import Call, api_reading, api_writing
from registry.web.api.conditions import IfMatch, require_same
from registry.web.api.described import change, keyed_read
from registry.web.api.documents import known_version
from registry.web.api.paging import Ask, Page, page
from registry.web.api.problems import ApiRoute
from registry.web.api.repeats import RepeatKey, once
from registry.web.api.schemas_exchange import AmendmentTold, AnswerSent, mark_of_amendment
from registry.web.api.schemas_sections import SectionSent
from registry.web.api.types import DocumentInPath, IdInPath, Line, SectionId, VersionInPath
from registry.web.api.versions import VERSION

router = APIRouter(tags=["exchange"], route_class=ApiRoute)
Reading = Annotated[Call, api_reading(Permission.DRAFTS_READ)]
Writing = Annotated[Call, api_writing(Permission.DRAFTS_WRITE)]


@router.get(VERSION + "/amendments", **keyed_read("list_amendments", "What is proposed for a draft"))
def every(
    call: Reading,
    ref: DocumentInPath,
    number: VersionInPath,
    wanted: Ask,
    file: Annotated[
        SectionId | None, Query(description="Only of this file.", examples=["k3m9x2p7qa"])
    ] = None,
    author: Annotated[
        Line | None, Query(description="Only by this author.", examples=["Kari Nordmann"])
    ] = None,
    state: Annotated[AmendmentState | None, Query(description="Only in this state.")] = None,
) -> Page[AmendmentTold]:
    """All that returned files propose, in the order it came. Needs utkast:lese."""
    only = Only(file or "", author or "", state or "")
    told = amendments.answers(call.session, known_version(call, ref, number).row)
    views = [each for each in told.every if only.holds(each)]
    return page(call, wanted, views, lambda view: str(view.row.id), AmendmentTold.of)


@router.get(VERSION + "/amendments/{identity}", **keyed_read("get_amendment", "One amendment"))
def one(
    call: Reading, ref: DocumentInPath, number: VersionInPath, identity: IdInPath, answer: Response
) -> AmendmentTold:
    """One amendment. Its ETag is what If-Match wants when it is answered. Needs utkast:lese."""
    found = amendments.amendment(call.session, known_version(call, ref, number).row, identity)
    answer.headers["ETag"] = mark_of_amendment(found)
    return AmendmentTold.of(found)


@router.post(
    VERSION + "/amendments/{identity}/answer",
    response_model=AmendmentTold,
    **change("answer_amendment", "Accept or refuse an amendment"),
)
def answer(
    call: Writing,
    ref: DocumentInPath,
    number: VersionInPath,
    identity: IdInPath,
    sent: AnswerSent,
    if_match: IfMatch = None,
    repeat: RepeatKey = None,
) -> Response:
    """Write it in the draft, or leave the draft as it is; if nobody has answered since.

    Needs utkast:skrive.
    """
    view = known_version(call, ref, number)
    hold(call.session, view.row)
    return once(call, repeat, sent, lambda: _answer(call, view, identity, sent, if_match), status=200)


def _answer(
    call: Call, view: VersionView, identity: int, sent: AnswerSent, if_match: str | None
) -> AmendmentTold:
    found = amendments.amendment(call.session, view.row, identity)
    require_same(if_match, mark_of_amendment(found), _in_words(found), sent.answer)
    told = call.session, call.who, view.document, view.row, found.row, found.row.revision
    if AmendmentState(sent.answer) is AmendmentState.REFUSED:
        answering.refuse(*told, sent.because, clock.now())
    else:
        answering.accept(*told, sent.because, clock.now(), _decided(view, found, sent))
    return AmendmentTold.of(amendments.amendment(call.session, view.row, identity))


def _in_words(found: AmendmentView) -> str:
    return f"{found.row.state.value}: {found.row.answer}".removesuffix(": ")


def _decided(view: VersionView, found: AmendmentView, sent: AnswerSent) -> Decided:
    """What a person decided beyond the amendment as it stands."""
    if sent.stands is not None:
        if found.row.kind is not AmendmentKind.WORDING or sent.opened is None:
            raise BadInput(
                "Forslaget er ikke godtatt.",
                "Hva som skal stå, kan bare sies om en annen ordlyd, og sammen med hvordan punktet lød.",
                "Send «opened» med, eller la «stands» være. Ingenting er endret.",
                "stands",
            )
        return Decided(_wording(sent.opened), _wording(sent.stands))
    if sent.after is None:
        return Decided()
    try:
        return Decided(spot=Spot(spot_of(legal_text(view.row), sent.after).parent, sent.after))
    except CannotEdit as wrong:
        raise BadInput("Forslaget er ikke godtatt.", str(wrong), "Velg et annet punkt.", "after") from wrong


def _wording(sent: SectionSent) -> Wording:
    return Wording(sent.title, sent.text)
