"""Notices of termination: all there are, one of them, recording that one came, and what was done with it."""

from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.responses import Response

from decisions.proposals import Proposal
from decisions.rounds import NoticeStep
from documents.kinds import ChangeClass
from registry import clock, fields
from registry.errors import BadInput, RegisterError
from registry.operations.notices import FollowUp, NoticeEntry, follow_up, receive_notice
from registry.permissions import Permission
from registry.queries import documents, mandates, notices, parties
from registry.queries.notices import AGREEMENTS, NoticeView
from registry.queries.pairs_by_name import pair_named, pair_ref
from registry.tables import NoticeRow, NoticeStepRow
from registry.web.answers import see, show, unchanged
from registry.web.forms import Typed, errors_of, typed
from registry.web.visits import Visit, check_form, reading, writing

router = APIRouter(prefix="/oppsigelser")
Reading = Annotated[Visit, reading(Permission.DECISIONS_RECORD)]
Writing = Annotated[Visit, writing(Permission.DECISIONS_RECORD)]
Form = Annotated[Typed, Depends(typed)]
NOT = "ikke:"
"""Before a step in the form: it was not done after all."""


@router.get("")
def all_notices(visit: Annotated[Visit, reading()]) -> Response:
    """The notices received by the day that the reader may know of, the latest first."""
    unchanged(visit)
    found = notices.notices(visit.session, visit.community, visit.on, visit.who)
    return show(visit, "oppsigelser.html", notices=found)


@router.get("/ny")
def new_form(visit: Reading, par: str = "", part: str = "") -> Response:
    """The form for a letter that came, with the pair and the party ticked where they are named."""
    values = {"pair": par, "party": part, "received_on": visit.page.today}
    return _new_form(visit, values)


@router.post("/ny")
def new(visit: Writing, form: Form) -> Response:
    """Record the letter, whoever signed it."""
    check_form(visit, form["csrf"])
    outcome = visit.act(lambda: _receive(visit, form))
    if isinstance(outcome, RegisterError):
        return _new_form(visit, form.values(), outcome)
    return see(visit, f"/oppsigelser/{outcome.ref}", "Oppsigelsen er ført som mottatt.")


@router.get("/{ref}")
def one(visit: Annotated[Visit, reading()], ref: str) -> Response:
    """How the notice stands on the day: what it rests on, when it ends, what was done, and what is left."""
    unchanged(visit)
    view = notices.notice(visit.session, visit.community, ref, visit.who, visit.on)
    return _one(visit, view, {"happens_on": visit.page.today})


@router.post("/{ref}")
def follow(visit: Writing, ref: str, form: Form) -> Response:
    """Record what was done with it, or that it was not done after all."""
    check_form(visit, form["csrf"])
    view = notices.notice(visit.session, visit.community, ref, visit.who, visit.on)
    outcome = visit.act(lambda: _follow(visit, view, form))
    if isinstance(outcome, RegisterError):
        return _one(visit, view, form.values(), outcome)
    return see(visit, f"/oppsigelser/{ref}", "Oppfølgingen er ført.")


def _receive(visit: Visit, form: Typed) -> NoticeRow:
    session, community = visit.session, visit.community
    for name, told in (("document", "Avtalen"), ("pair", "Paret"), ("party", "Parten")):
        if not form[name]:
            raise BadInput(f"{told} er ikke valgt.", "", "Velg fra listen.", name)
    received_on = fields.day(form["received_on"], "received_on", "Dagen den ble mottatt")
    entry = NoticeEntry(
        documents.document(session, community, form["document"]),
        pair_named(session, community, form["pair"], received_on),
        parties.party(session, community, form["party"]),
        received_on,
        form["sender"],
        form["link"],
    )
    return receive_notice(session, visit.who, community, entry, clock.now())


def _follow(visit: Visit, view: NoticeView, form: Typed) -> NoticeStepRow:
    holds = not form["step"].startswith(NOT)
    word = form["step"].removeprefix(NOT)
    if word not in set(NoticeStep):
        raise BadInput("Det er ikke valgt hva som er gjort.", "", "Velg fra listen.", "step")
    said = FollowUp(
        NoticeStep(word),
        fields.day(form["happens_on"], "happens_on", "Dagen"),
        form["done_by"],
        form["link"],
        holds,
        form["reason"],
    )
    return follow_up(visit.session, visit.who, visit.community, view, said, clock.now())


def _new_form(visit: Visit, values: Mapping[str, object], refused: RegisterError | None = None) -> Response:
    pairs = parties.pairs(visit.session, visit.community)
    standing = {row.id: row for view in pairs for row in (view.kommune, view.foretak)}
    agreements = [
        (row.ref, row.title)
        for row in documents.all_documents(visit.session, visit.community)
        if row.kind in AGREEMENTS
    ]
    chosen = {"document": agreements[0][0]} if len(agreements) == 1 else {}
    return show(
        visit,
        "oppsigelse-ny.html",
        refused.status if refused else 200,
        document_options=agreements,
        pair_options=[(pair_ref(view), view.told) for view in pairs],
        party_options=sorted(((row.ref, row.name) for row in standing.values()), key=lambda each: each[1]),
        values={**chosen, **values},
        errors=errors_of(refused) if refused else {},
    )


def _one(
    visit: Visit, view: NoticeView, values: Mapping[str, object], refused: RegisterError | None = None
) -> Response:
    asked = None
    if not view.standing.verified and view.counts:
        proposal = Proposal(view.document.kind, ChangeClass.OPPSIGELSE)
        asked = mandates.may_decide(visit.session, visit.community, proposal, view.row.received_on)
    return show(
        visit,
        "oppsigelse.html",
        refused.status if refused else 200,
        view=view,
        asked=asked.to_dict() if asked else None,
        applying=documents.version_in_force(visit.session, visit.community, view.document.ref, visit.on),
        steps=[row for row in view.steps if row.happens_on <= visit.on or not row.holds],
        may=visit.who.may(Permission.DECISIONS_RECORD) and view.counts,
        step_options=_step_options(view),
        values=values,
        errors=errors_of(refused) if refused else {},
    )


def _step_options(view: NoticeView) -> list[tuple[str, NoticeStep, bool]]:
    """Each step, and those done as something to take back: the form's value, the step, whether it is done."""
    done = [step for step in NoticeStep if (row := view.last_word(step)) and row.holds]
    return [(step.value, step, True) for step in NoticeStep] + [(NOT + step, step, False) for step in done]
