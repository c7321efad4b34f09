"""One case in a meeting: the decision and the votes typed while it happens, seen, kept and recorded."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Depends
from fastapi.responses import Response

from decisions.outcomes import Act
from decisions.verdict import Answer, Verdict
from registry import clock
from registry.clock import OSLO
from registry.errors import AlreadyThere, RegisterError, RuleSaysNo
from registry.operations.agendas import change_item
from registry.operations.settling import preview, settle_item
from registry.operations.treating import TypedByTwo, type_item
from registry.permissions import Permission
from registry.queries import agendas, meetings
from registry.queries.agendas import ItemView, WholeMeeting
from registry.tables import AgendaItemRow
from registry.web.answers import see, show
from registry.web.forms import Typed, errors_of, options, typed
from registry.web.pages.item_form import choices, following, typed_of, values_of, voting_in
from registry.web.visits import Visit, check_form, reading, writing

router = APIRouter(prefix="/moter/{ref}/sak/{position}")
Form = Annotated[Typed, Depends(typed)]
ToRecord = Annotated[Visit, reading(Permission.DECISIONS_RECORD)]
Recording = Annotated[Visit, writing(Permission.DECISIONS_RECORD)]
MUST_BE_READ = frozenset({Answer.INVALID, Answer.NEEDS_HUMAN})


@dataclass(frozen=True, slots=True)
class Place:
    """A case in its meeting."""

    whole: WholeMeeting
    item: ItemView

    @property
    def path(self) -> str:
        """The address of the meeting."""
        return f"/moter/{quote(self.whole.row.ref)}"


@dataclass(frozen=True, slots=True)
class Answered:
    """What the page says beside the form: why nothing was done, and how what is typed would be judged."""

    refused: RegisterError | None = None
    errors: Mapping[str, str] = field(default_factory=dict)
    tried: Verdict | None = None
    both: bool = False
    """Has another typed in the same case, so that both are to be shown?"""

    @property
    def existing(self) -> str:
        """Where the record is that somebody else made of the same."""
        return self.refused.path if isinstance(self.refused, AlreadyThere) else ""


@router.get("")
def item(visit: ToRecord, ref: str, position: int) -> Response:
    """The case with what is proposed, and the form with what is typed of it so far."""
    place = _place(visit, ref, position)
    return _page(visit, place, values_of(place.item))


@router.post("")
def type_or_record(visit: Recording, ref: str, position: int, form: Form) -> Response:
    """Show the verdict on what is typed, keep it, or keep it and record the decision."""
    check_form(visit, form["csrf"])
    place = _place(visit, ref, position)
    verdict = visit.act(lambda: _tried(visit, place, form)) if form["press"] in {"vis", "for"} else None
    if isinstance(verdict, RegisterError):
        return _refused(visit, place, form, verdict)
    if form["press"] == "vis":
        return _page(visit, place, form.values(), Answered(tried=verdict))
    if verdict is not None and (unread := _unread(verdict, form)):
        return _page(visit, place, form.values(), Answered(unread, {"read": str(unread)}, verdict))
    outcome = visit.act(lambda: _keep(visit, place, form))
    if isinstance(outcome, RegisterError):
        return _refused(visit, place, form, outcome)
    return see(visit, _next(place, form["press"]), outcome)


@router.get("/forslag")
def proposal_form(visit: ToRecord, ref: str, position: int) -> Response:
    """The form with what the agenda says of the case: its number, what is proposed, and by whom."""
    place = _place(visit, ref, position)
    row = place.item.row
    values = {
        "number": row.printed,
        "act": row.act.value,
        "proposal": row.proposal,
        "proposed_by": row.proposed_by,
        "part": row.part,
        "revision": str(row.revision),
    }
    return _proposal_page(visit, place, values)


@router.post("/forslag")
def propose(visit: Recording, ref: str, position: int, form: Form) -> Response:
    """Save what the agenda says of the case."""
    check_form(visit, form["csrf"])
    place = _place(visit, ref, position)
    outcome = visit.act(lambda: _propose(visit, place, form))
    if isinstance(outcome, RegisterError):
        return _proposal_page(visit, place, form.values(), outcome)
    return see(visit, f"{place.path}#sak-{position}", f"{outcome.printed} er lagret.")


def _place(visit: Visit, ref: str, position: int) -> Place:
    """The case at this place on the agenda; raises NotFound."""
    row = meetings.meeting(visit.session, visit.community, ref)
    wanted = meetings.item(visit.session, row, position)
    whole = agendas.whole(visit.session, visit.community, row)
    return Place(whole, next(each for each in whole.items if each.row.id == wanted.id))


def _tried(visit: Visit, place: Place, form: Typed) -> Verdict:
    """Keep it and undo it: every refusal comes now, and the verdict is the one that would be given."""
    attempt = visit.session.begin_nested()
    try:
        row = _type(visit, place, form)
        return preview(visit.session, place.whole.row, row)
    finally:
        attempt.rollback()


def _type(visit: Visit, place: Place, form: Typed) -> AgendaItemRow:
    typed_now = typed_of(visit, place.whole, place.item, form)
    revision = form.number("revision", "Merket i skjemaet", 1) or 0
    return type_item(visit.session, visit.who, place.whole.row, place.item.row, revision, typed_now)


def _keep(visit: Visit, place: Place, form: Typed) -> str:
    """Keep what is typed, and record the decision where that is asked for: a word about what was done."""
    row = _type(visit, place, form)
    if form["press"] != "for":
        return f"{row.printed} er lagret {clock.now().astimezone(OSLO):%H.%M}."
    decision = settle_item(visit.session, visit.who, place.whole.row, row, clock.now(), reason=form["reason"])
    return f"Vedtaket i {row.printed} er ført. Registerets vurdering: {decision.answer.label.lower()}."


def _next(place: Place, press: str) -> str:
    """Where one goes on: the same case; the next; or the agenda after the last."""
    position = place.item.row.position
    if press == "lagre":
        return f"{place.path}/sak/{position}"
    after = following(place.whole.items, position)
    return f"{place.path}/sak/{after.row.position}" if after else place.path


def _unread(verdict: Verdict, form: Typed) -> RuleSaysNo | None:
    """Refuse once where the register says no, until somebody has read this very verdict."""
    if verdict.answer not in MUST_BE_READ or (form["read"] and form["seen"] == _fingerprint(verdict)):
        return None
    return RuleSaysNo(
        "Vedtaket er ikke ført ennå.",
        "Registeret mener at det ikke kan stå slik, eller at en person må avgjøre det.",
        "Les vurderingen øverst, kryss av for at du har lest den, og før det en gang til.",
    )


def _fingerprint(verdict: Verdict) -> str:
    return sha256(repr(verdict).encode()).hexdigest()


def _refused(visit: Visit, place: Place, form: Typed, refused: RegisterError) -> Response:
    """The form again with what was typed; and what another has typed, where two wrote at once."""
    if not isinstance(refused, TypedByTwo):
        return _page(visit, place, form.values(), Answered(refused, errors_of(refused)))
    theirs = _place(visit, place.whole.row.ref, place.item.row.position)
    mine = {**form.values(), "revision": str(theirs.item.row.revision)}
    return _page(visit, theirs, mine, Answered(refused, errors_of(refused), both=True))


def _page(visit: Visit, place: Place, values: Mapping[str, str], answered: Answered = Answered()) -> Response:
    items, position, tried = place.whole.items, place.item.row.position, answered.tried
    return show(
        visit,
        "mote-sak.html",
        answered.refused.status if answered.refused else 200,
        whole=place.whole,
        item=place.item,
        values=values,
        errors=answered.errors,
        tried=tried.to_dict() if tried else None,
        must_be_read=tried is not None and tried.answer in MUST_BE_READ,
        seen=_fingerprint(tried) if tried else "",
        both=answered.both,
        existing=answered.existing,
        voting=voting_in(place.whole),
        before=next((each for each in reversed(items) if each.row.position < position), None),
        after=following(items, position),
        **choices(visit, place.whole, values),
    )


def _propose(visit: Visit, place: Place, form: Typed) -> AgendaItemRow:
    return change_item(
        visit.session,
        visit.who,
        place.whole.row,
        place.item.row,
        form.number("revision", "Merket i skjemaet", 1) or 0,
        number=form["number"],
        act=form.choice("act", Act, "Hva organet skal gjøre,"),
        proposal=form["proposal"],
        proposed_by=form["proposed_by"],
        part=form["part"],
    )


def _proposal_page(
    visit: Visit, place: Place, values: Mapping[str, str], refused: RegisterError | None = None
) -> Response:
    return show(
        visit,
        "mote-forslag.html",
        refused.status if refused else 200,
        whole=place.whole,
        item=place.item,
        act_options=options(visit.page, Act),
        values=values,
        errors=errors_of(refused) if refused else {},
    )
