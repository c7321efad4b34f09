"""One text on its way through many parties: begun, moved on, and where every party stands with it."""

from typing import Annotated

from fastapi import APIRouter
from fastapi.responses import Response

from registry import clock
from registry.operations import documents as documents_operations
from registry.operations import rounds as operations
from registry.permissions import Permission
from registry.queries import adoption as adoptions
from registry.queries import parties, rounds, rounds_under_way
from registry.queries.documents import VersionView
from registry.web.api.calls import Call, api_reading, api_writing
from registry.web.api.conditions import IfMatch, mark_at, require_revision
from registry.web.api.described import act, change, create, public_read
from registry.web.api.documents import known_version
from registry.web.api.paging import Ask, Page, page
from registry.web.api.problems import ApiRoute
from registry.web.api.repeats import RepeatKey, once
from registry.web.api.schemas_mandates import AdoptionTold
from registry.web.api.schemas_rounds import DeadlineSent, RoundListedTold, RoundSent, RoundTold, StepsSent
from registry.web.api.types import DocumentInPath, On, VersionInPath
from registry.web.api.versions import VERSION

router = APIRouter(tags=["rounds"], route_class=ApiRoute)
Recording = Annotated[Call, api_writing(Permission.DECISIONS_RECORD)]


@router.get("/rounds", **public_read("list_rounds", "The rounds under way on a day"))
def all_rounds(call: Annotated[Call, api_reading()], wanted: Ask, on: On = None) -> Page[RoundListedTold]:
    """Texts that wait for many parties, each with how far it has come; those you may read."""
    found = rounds_under_way.rounds_under_way(call.session, call.community, call.who, call.day(on))
    return page(call, wanted, found, lambda each: each.view.ref, RoundListedTold.of)


@router.get(VERSION + "/adoption", **public_read("get_adoption", "The adoption board of a version"))
def adoption(
    call: Annotated[Call, api_reading()], ref: DocumentInPath, number: VersionInPath, on: On = None
) -> AdoptionTold:
    """Who has adopted these very words, who is missing, what must happen, and from when it can apply."""
    return _board(call, known_version(call, ref, number, on))


@router.get(VERSION + "/round", **public_read("get_round", "The round of a version: start and deadline"))
def round_of(
    call: Annotated[Call, api_reading()],
    ref: DocumentInPath,
    number: VersionInPath,
    answer: Response,
    on: On = None,
) -> RoundTold:
    """As it was known on the day. Its ETag is what If-Match wants when the deadline is moved."""
    return _answered(call, known_version(call, ref, number, on), answer)


@router.post(
    VERSION + "/round",
    response_model=RoundTold,
    **create("start_round", "Lay a frozen version before its parties"),
)
def start_round(
    call: Recording, ref: DocumentInPath, number: VersionInPath, sent: RoundSent, repeat: RepeatKey = None
) -> Response:
    """Begin the round, with the deadline there may be. Needs vedtak:registrere."""
    return once(call, repeat, sent, lambda: _started(call, known_version(call, ref, number), sent))


@router.put(VERSION + "/round/deadline", **change("move_deadline", "Move the deadline of a round"))
def move_deadline(
    call: Recording,
    ref: DocumentInPath,
    number: VersionInPath,
    sent: DeadlineSent,
    answer: Response,
    if_match: IfMatch = None,
) -> RoundTold:
    """Move it, if it is where you saw it. The one before stays in the record. Needs vedtak:registrere."""
    view = known_version(call, ref, number)
    documents_operations.hold(call.session, view.row)
    require_revision(if_match, _revision(call, view), _facts(call, view), sent)
    operations.move_deadline(
        call.session,
        call.who,
        call.community,
        view.document,
        view.row,
        sent.deadline,
        sent.reason,
        clock.now(),
    )
    return _answered(call, view, answer)


@router.post(
    VERSION + "/round/steps",
    response_model=AdoptionTold,
    **create("note_steps", "Note what happened at parties, short of a decision"),
)
def note_steps(
    call: Recording, ref: DocumentInPath, number: VersionInPath, sent: StepsSent, repeat: RepeatKey = None
) -> Response:
    """Note a step with one party or several: all or none. Answers with the board. Needs vedtak:registrere."""
    return once(call, repeat, sent, lambda: _noted(call, known_version(call, ref, number), sent))


@router.post(
    VERSION + "/round/rule", **act("execute_rule", "Adopt a version whose rule is met by other parties alone")
)
def execute_rule(call: Recording, ref: DocumentInPath, number: VersionInPath) -> AdoptionTold:
    """For a rule that came to be met because the parties changed: decisions execute it by themselves.

    Refused while something is missing. Needs vedtak:registrere.
    """
    view = known_version(call, ref, number)
    told = call.session, call.who, call.community, view.document, view.row
    operations.execute_rule(*told, clock.now())
    return _board(call, view)


def _board(call: Call, view: VersionView) -> AdoptionTold:
    stand = adoptions.adoption(call.session, call.community, view.document, view.row, view.on)
    return AdoptionTold.of(view.ref, stand, rounds.round_of(call.session, view.row, view.on))


def _started(call: Call, view: VersionView, sent: RoundSent) -> RoundTold:
    told = call.session, call.who, call.community, view.document, view.row
    operations.start_round(*told, sent.started_on, clock.now(), deadline=sent.deadline)
    return _told(call, view)


def _noted(call: Call, view: VersionView, sent: StepsSent) -> AdoptionTold:
    for ref in dict.fromkeys(sent.parties):
        operations.note_step(
            call.session,
            call.who,
            call.community,
            view.document,
            view.row,
            parties.party(call.session, call.community, ref),
            sent.step,
            sent.happens_on,
            clock.now(),
            known_on=sent.known_on,
            body=sent.body,
            case_number=sent.case,
            link=sent.link,
            reason=sent.reason,
        )
    return _board(call, view)


def _facts(call: Call, view: VersionView) -> dict[str, object]:
    return RoundTold.facts(view.ref, view.on, rounds.round_of(call.session, view.row, view.on))


def _revision(call: Call, view: VersionView) -> int:
    """How many times the round has been spoken of: each is a row, and nothing is changed."""
    return len(rounds.rounds_of(call.session, view.row))


def _told(call: Call, view: VersionView) -> RoundTold:
    facts = _facts(call, view)
    return RoundTold.model_validate(facts | {"etag": mark_at(_revision(call, view), facts)})


def _answered(call: Call, view: VersionView, answer: Response) -> RoundTold:
    told = _told(call, view)
    answer.headers["ETag"] = told.etag
    return told
