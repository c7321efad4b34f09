"""Notices of termination: read, recorded as they come, and followed up."""

from typing import Annotated

from fastapi import APIRouter, Path, Query
from fastapi.responses import Response

from registry import clock
from registry.operations.notices import FollowUp, NoticeEntry, follow_up, receive_notice
from registry.permissions import Permission
from registry.queries import documents, notices, parties
from registry.queries.after_facts import notice_facts
from registry.queries.notices import NoticeView
from registry.queries.pairs_by_name import pair_named
from registry.web.api.calls import Call, api_reading, api_writing
from registry.web.api.described import create, public_read
from registry.web.api.paging import Ask, Page, page
from registry.web.api.problems import ApiRoute
from registry.web.api.repeats import RepeatKey, once
from registry.web.api.schemas_afterwards import NoticeRef, NoticeSent, NoticeStepSent, NoticeTold
from registry.web.api.types import OfParty, On, Ref

router = APIRouter(tags=["notices"], route_class=ApiRoute)
NoticeInPath = Annotated[NoticeRef, Path(description="The notice's reference.", examples=["o-0a1b2c3d4e"])]
Writing = Annotated[Call, api_writing(Permission.DECISIONS_RECORD)]


@router.get("/notices", **public_read("list_notices", "Notices of termination"))
def list_notices(
    call: Annotated[Call, api_reading()],
    wanted: Ask,
    on: On = None,
    party: OfParty = None,
    document: Annotated[
        Ref | None, Query(description="Only of this agreement.", examples=["samarbeidsavtalen"])
    ] = None,
) -> Page[NoticeTold]:
    """Those received by the day, the latest first. Unverified ones are for those who may read drafts."""
    found = notices.notices(
        call.session,
        call.community,
        call.day(on),
        call.who,
        party=parties.party(call.session, call.community, party) if party else None,
        document=documents.document(call.session, call.community, document) if document else None,
    )
    return page(call, wanted, found, lambda view: view.row.ref, _told)


@router.get("/notices/{ref}", **public_read("get_notice", "One notice of termination"))
def get_notice(call: Annotated[Call, api_reading()], ref: NoticeInPath, on: On = None) -> NoticeTold:
    """What it rests on, when it ends the agreement for the pair, and what was done with it."""
    return _told(notices.notice(call.session, call.community, ref, call.who, call.day(on)))


@router.post("/notices", response_model=NoticeTold, **create("receive_notice", "Record a notice that came"))
def receive(call: Writing, sent: NoticeSent, repeat: RepeatKey = None) -> Response:
    """Record the letter, whoever signed it. Needs vedtak:registrere.

    It ends nothing until the right body's resolution is there, recorded before or after.
    """
    return once(call, repeat, sent, lambda: _receive(call, sent))


@router.post(
    "/notices/{ref}/steps", response_model=NoticeTold, **create("follow_notice", "Record what was done")
)
def follow(call: Writing, ref: NoticeInPath, sent: NoticeStepSent, repeat: RepeatKey = None) -> Response:
    """Helsedirektoratet was told, it was withdrawn, or recorded by mistake. Needs vedtak:registrere."""
    return once(call, repeat, sent, lambda: _follow(call, ref, sent))


def _told(view: NoticeView) -> NoticeTold:
    return NoticeTold.model_validate(notice_facts(view))


def _receive(call: Call, sent: NoticeSent) -> NoticeTold:
    session, community = call.session, call.community
    entry = NoticeEntry(
        documents.document(session, community, sent.document),
        pair_named(session, community, sent.pair, sent.received_on),
        parties.party(session, community, sent.party),
        sent.received_on,
        sent.sender,
        sent.link,
    )
    row = receive_notice(session, call.who, community, entry, clock.now())
    return _told(notices.notice(session, community, row.ref, call.who, clock.today()))


def _follow(call: Call, ref: str, sent: NoticeStepSent) -> NoticeTold:
    view = notices.notice(call.session, call.community, ref, call.who, clock.today())
    said = FollowUp(sent.step, sent.happens_on, sent.done_by, sent.link, sent.holds, sent.reason)
    follow_up(call.session, call.who, call.community, view, said, clock.now())
    return _told(notices.notice(call.session, call.community, ref, call.who, clock.today()))
