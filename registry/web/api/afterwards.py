"""What follows an adoption: signatures, sendings to Helsedirektoratet, publications."""

from typing import Annotated

from fastapi import APIRouter
from fastapi.responses import Response

from registry import clock
from registry.operations.publications import PublicationEntry, publish
from registry.operations.signatures import SignatureEntry, sign
from registry.operations.submissions import SubmissionEntry, submit
from registry.operations.taking_back import take_back
from registry.permissions import Permission
from registry.queries import afterwards, parties
from registry.queries.after_facts import after_facts
from registry.queries.documents import VersionView
from registry.queries.pairs_by_name import pair_named
from registry.web.api.calls import Call, api_reading, api_writing
from registry.web.api.described import create, public_read
from registry.web.api.documents import known_version
from registry.web.api.problems import ApiRoute
from registry.web.api.repeats import RepeatKey, once
from registry.web.api.schemas_afterwards import (
    AfterwardsTold,
    PublicationSent,
    SignaturesSent,
    SubmissionSent,
    TakenBackSent,
)
from registry.web.api.types import DocumentInPath, On, VersionInPath
from registry.web.api.versions import VERSION

router = APIRouter(tags=["afterwards"], route_class=ApiRoute)
HERE = VERSION + "/afterwards"
Writing = Annotated[Call, api_writing(Permission.DECISIONS_RECORD)]


@router.get(HERE, **public_read("get_afterwards", "Who has signed, and what was sent and published"))
def after(
    call: Annotated[Call, api_reading()], ref: DocumentInPath, number: VersionInPath, on: On = None
) -> AfterwardsTold:
    """Signatures beside adoptions, and the month of § 6-4 pair by pair, by the day."""
    return _told(call, known_version(call, ref, number, on))


@router.post(
    HERE + "/signatures", response_model=AfterwardsTold, **create("sign_version", "Record signatures")
)
def signatures(
    call: Writing, ref: DocumentInPath, number: VersionInPath, sent: SignaturesSent, repeat: RepeatKey = None
) -> Response:
    """Record that parties have signed. The last word about a party counts. Needs vedtak:registrere.

    It never counts as adoption, and is recorded also where the party's body has not adopted the text.
    """
    return once(call, repeat, sent, lambda: _sign(call, known_version(call, ref, number), sent))


@router.post(
    HERE + "/submissions", response_model=AfterwardsTold, **create("submit_version", "Record a sending")
)
def submissions(
    call: Writing, ref: DocumentInPath, number: VersionInPath, sent: SubmissionSent, repeat: RepeatKey = None
) -> Response:
    """Record that pairs' agreements were sent to Helsedirektoratet. Needs vedtak:registrere."""
    return once(call, repeat, sent, lambda: _submit(call, known_version(call, ref, number), sent))


@router.post(
    HERE + "/publications",
    response_model=AfterwardsTold,
    **create("publish_version", "Record where a version is published"),
)
def publications(
    call: Writing, ref: DocumentInPath, number: VersionInPath, sent: PublicationSent, repeat: RepeatKey = None
) -> Response:
    """Record an address of an adopted version. Needs vedtak:registrere."""
    return once(call, repeat, sent, lambda: _publish(call, known_version(call, ref, number), sent))


@router.post(
    HERE + "/corrections",
    response_model=AfterwardsTold,
    **create("take_back_record", "Say that a record is not so"),
)
def corrections(
    call: Writing, ref: DocumentInPath, number: VersionInPath, sent: TakenBackSent, repeat: RepeatKey = None
) -> Response:
    """Nothing is deleted: the record stays, with this after it. Needs vedtak:registrere."""
    return once(call, repeat, sent, lambda: _take_back(call, known_version(call, ref, number), sent))


def _told(call: Call, view: VersionView) -> AfterwardsTold:
    found = afterwards.afterwards(call.session, call.community, view)
    return AfterwardsTold.model_validate(after_facts(found))


def _sign(call: Call, view: VersionView, sent: SignaturesSent) -> AfterwardsTold:
    for each in sent.signatures:
        party = parties.party(call.session, call.community, each.party)
        entry = SignatureEntry(party, each.signed_on, each.signer, each.title, each.link)
        sign(call.session, call.who, call.community, view.document, view.row, entry, clock.now())
    return _told(call, view)


def _submit(call: Call, view: VersionView, sent: SubmissionSent) -> AfterwardsTold:
    for each in sent.pairs:
        pair = pair_named(call.session, call.community, each, sent.sent_on)
        entry = SubmissionEntry(pair, sent.sent_on, sent.sender, sent.link)
        submit(call.session, call.who, call.community, view.document, view.row, entry, clock.now())
    return _told(call, view)


def _publish(call: Call, view: VersionView, sent: PublicationSent) -> AfterwardsTold:
    entry = PublicationEntry(sent.published_on, sent.publisher, sent.link)
    publish(call.session, call.who, call.community, view.document, view.row, entry, clock.now())
    return _told(call, view)


def _take_back(call: Call, view: VersionView, sent: TakenBackSent) -> AfterwardsTold:
    about = (call.session, call.who, call.community, view.document, view.row)
    take_back(*about, sent.record, sent.reason, clock.now())
    return _told(call, view)
