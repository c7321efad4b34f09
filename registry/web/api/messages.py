"""The outbox for programs: reminders proposed, letters changed, sent, noted as sent, put away."""

from typing import Annotated

from fastapi import APIRouter, Path
from fastapi.responses import Response

from registry import clock
from registry.errors import BadInput
from registry.operations import messages as operations
from registry.operations import reminders
from registry.operations.parties_mail import set_mail
from registry.permissions import Permission
from registry.queries import deadlines, documents, messages, parties
from registry.queries.messages import MessageView
from registry.sending import NOT_SET_UP
from registry.web.api.calls import Call, api_reading, api_writing
from registry.web.api.conditions import IfMatch, require_revision
from registry.web.api.described import act, change, create, keyed_read
from registry.web.api.paging import Ask, Page, page
from registry.web.api.problems import ApiRoute
from registry.web.api.repeats import RepeatKey, once
from registry.web.api.schemas_messages import (
    LetterSent,
    LetterTold,
    MailSent,
    MailTold,
    MessageRef,
    ReminderSent,
    RemindersTold,
)
from registry.web.api.types import PartyInPath

router = APIRouter(tags=["messages"], route_class=ApiRoute)
Reading = Annotated[Call, api_reading(Permission.DECISIONS_RECORD)]
Recording = Annotated[Call, api_writing(Permission.DECISIONS_RECORD)]
Managing = Annotated[Call, api_writing(Permission.PARTIES_MANAGE)]
LetterInPath = Annotated[MessageRef, Path(description="The letter's name.", examples=["brev-0a1b2c3d4e"])]
ONE = "/messages/{ref}"


@router.get("/messages", **keyed_read("list_messages", "The outbox"))
def outbox(call: Reading, wanted: Ask) -> Page[LetterTold]:
    """Every letter, the latest first. Needs vedtak:registrere."""
    found = messages.messages(call.session, call.community)
    return page(call, wanted, found, lambda each: each.row.ref, LetterTold.of)


@router.get(ONE, **keyed_read("get_message", "One letter"))
def letter(call: Reading, ref: LetterInPath, answer: Response) -> LetterTold:
    """A letter, with its ETag. Needs vedtak:registrere."""
    return _answered(messages.message(call.session, call.community, ref), answer)


@router.post(
    "/messages/reminders",
    response_model=RemindersTold,
    **create("remind", "Write reminders of a round or of deadlines"),
)
def remind(call: Recording, sent: ReminderSent, repeat: RepeatKey = None) -> Response:
    """Drafts in the outbox; nothing is sent. Needs vedtak:registrere."""
    return once(call, repeat, sent, lambda: _reminded(call, sent))


@router.put(ONE, **change("change_message", "Change a draft"))
def change_message(
    call: Recording, ref: LetterInPath, sent: LetterSent, answer: Response, if_match: IfMatch = None
) -> LetterTold:
    """Change a draft, if it is as you saw it. Needs vedtak:registrere."""
    view = _held(call, ref, if_match, sent)
    told = sent.addresses, sent.subject, sent.body
    operations.change_letter(call.session, call.who, view.row, view.row.revision, *told)
    return _answered(view, answer)


@router.post(ONE + "/queue", **change("queue_message", "Let a letter wait for the mail server"))
def queue(call: Recording, ref: LetterInPath, answer: Response, if_match: IfMatch = None) -> LetterTold:
    """`send-mail` or «Send» takes it from there. Needs a mail server, and vedtak:registrere."""
    view = _held(call, ref, if_match)
    if not call.house.settings.sends_mail:
        raise NOT_SET_UP
    operations.put_in_queue(call.session, call.who, view.row)
    return _answered(view, answer)


@router.post(ONE + "/sent", **change("note_message_sent", "Note that a letter was sent from elsewhere"))
def note_sent(call: Recording, ref: LetterInPath, answer: Response, if_match: IfMatch = None) -> LetterTold:
    """From one's own mail program; or it is known that it came. Needs vedtak:registrere."""
    view = _held(call, ref, if_match)
    operations.sent_outside(call.session, call.who, view.row, clock.now())
    return _answered(view, answer)


@router.post(ONE + "/draft", **change("take_message_back", "Take a letter out of the queue"))
def take_back(call: Recording, ref: LetterInPath, answer: Response, if_match: IfMatch = None) -> LetterTold:
    """It is a draft again. Needs vedtak:registrere."""
    view = _held(call, ref, if_match)
    operations.take_back(call.session, call.who, view.row)
    return _answered(view, answer)


@router.post(ONE + "/discard", **change("discard_message", "Put a letter away"))
def discard(call: Recording, ref: LetterInPath, answer: Response, if_match: IfMatch = None) -> LetterTold:
    """It stays in the outbox and is never sent. Needs vedtak:registrere."""
    view = _held(call, ref, if_match)
    operations.discard(call.session, call.who, view.row)
    return _answered(view, answer)


@router.put("/parties/{ref}/mail", **act("set_party_mail", "Say where letters to a party go"))
def party_mail(call: Managing, ref: PartyInPath, sent: MailSent) -> MailTold:
    """One address. Needs parter:endre."""
    row = parties.party(call.session, call.community, ref)
    set_mail(call.session, call.who, row, sent.mail)
    return MailTold(party=row.ref, mail=row.mail)


def _held(call: Call, ref: str, if_match: str | None, sent: LetterSent | None = None) -> MessageView:
    """The letter, kept from others, if the caller knows it as it is."""
    view = messages.message(call.session, call.community, ref)
    call.session.refresh(view.row, with_for_update=True)
    told = LetterTold.of(view).model_dump(mode="json")
    require_revision(if_match, view.row.revision, told, sent)
    return view


def _answered(view: MessageView, answer: Response) -> LetterTold:
    told = LetterTold.of(view)
    answer.headers["ETag"] = told.etag
    return told


def _reminded(call: Call, sent: ReminderSent) -> RemindersTold:
    if (sent.version is None) == (not sent.deadlines):
        raise BadInput(
            reminders.NOT_WRITTEN,
            "Kallet sier ikke hva det skal minnes om, eller sier to ting.",
            "Send enten version eller deadlines.",
            "version",
        )
    site, now, today = call.house.settings.base_url, clock.now(), clock.today()
    told = call.session, call.who, call.community
    if sent.version is None:
        found = deadlines.named(call.session, call.community, today, call.who, sent.deadlines)
        row = reminders.remind_of(*told, found, site, now)
        view = messages.message(call.session, call.community, row.ref)
        return RemindersTold(written=[LetterTold.of(view)], had_one=[], without_address=[])
    ref, _, number = sent.version.partition("@")
    version = documents.version(call.session, call.community, ref, number, call.who, today)
    made = reminders.remind_of_round(*told, version, sent.parties, site, now)
    views = [messages.message(call.session, call.community, row.ref) for row in made.written]
    return RemindersTold(
        written=[LetterTold.of(view) for view in views],
        had_one=list(made.had_one),
        without_address=list(made.without_address),
    )
