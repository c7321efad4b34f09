"""Decisions: found, judged before they are recorded, recorded."""

from typing import Annotated

from fastapi import APIRouter, Path, Query
from fastapi.responses import Response

from decisions.outcomes import Reservation
from decisions.proposals import Finding
from decisions.verdict import Answer
from decisions.votes import BlocVotes, ImpossibleVotes, Votes
from registry import clock
from registry.errors import BadInput
from registry.fields import FIRST_YEAR, LAST_YEAR
from registry.operations import decisions as operations
from registry.operations.decisions import DecisionEntry
from registry.permissions import Permission
from registry.queries import adopted_papers, bodies
from registry.queries import decisions as queries
from registry.queries.decisions import DecisionView
from registry.tables import BodyRow, DecisionRow
from registry.web.api.calls import Call, api_reading, api_writing
from registry.web.api.described import create, public_read, question
from registry.web.api.paging import Ask, Page, page
from registry.web.api.problems import ApiRoute
from registry.web.api.repeats import RepeatKey, once
from registry.web.api.schemas_decisions import DecisionSent, DecisionTold, VerdictTold, VotesSent, closed
from registry.web.api.types import Day, DecisionRef, Ref, VersionRef
from registry.web.api.versions import named_version

router = APIRouter(tags=["decisions"], route_class=ApiRoute)


@router.get("/decisions", **public_read("list_decisions", "Decisions"))
def all_decisions(
    call: Annotated[Call, api_reading()],
    wanted: Ask,
    body: Annotated[Ref | None, Query(description="Only this body's.", examples=["psu"])] = None,
    version: Annotated[
        VersionRef | None,
        Query(description="Only about this version.", examples=["samarbeidsavtalen@2025.1"]),
    ] = None,
    until: Annotated[
        Day | None, Query(description="Only meetings up to and with this day.", examples=["2025-06-01"])
    ] = None,
    year: Annotated[
        int | None,
        Query(ge=FIRST_YEAR, le=LAST_YEAR, description="Only meetings of this year.", examples=[2025]),
    ] = None,
    answer: Annotated[
        Answer | None, Query(description="Only those with this verdict.", examples=["VALID"])
    ] = None,
) -> Page[DecisionTold]:
    """Decisions, the latest meeting first; those of one body, about one version, or known by a day."""
    found = queries.decisions(
        call.session,
        call.community,
        body=bodies.body(call.session, call.community, body) if body else None,
        version=named_version(call, version).row if version else None,
        until=until,
        year=year,
        answer=answer,
    )
    return page(call, wanted, found, lambda view: view.row.ref, lambda view: _told(call, view))


@router.get("/decisions/{ref}", **public_read("get_decision", "One decision"))
def decision(
    call: Annotated[Call, api_reading()],
    ref: Annotated[DecisionRef, Path(description="The decision's reference.", examples=["v-0a1b2c3d4e"])],
) -> DecisionTold:
    """One decision, with the verdict and the rules as they stood when it was recorded."""
    return _told(call, queries.decision(call.session, call.community, ref))


@router.post("/verdict", **question("judge_decision", "What would the register say of this decision?"))
def verdict(
    call: Annotated[Call, api_reading(Permission.DECISIONS_RECORD)], sent: DecisionSent
) -> VerdictTold:
    """The verdict a decision would get, before anything is written. Needs vedtak:registrere."""
    found = operations.judged(call.session, call.community, _entry(call, sent))
    return VerdictTold.model_validate(found.to_dict())


@router.post("/decisions", response_model=DecisionTold, **create("record_decision", "Record a decision"))
def record(
    call: Annotated[Call, api_writing(Permission.DECISIONS_RECORD)],
    sent: DecisionSent,
    repeat: RepeatKey = None,
) -> Response:
    """Record what a body decided, with the verdict, also when it says no. Needs vedtak:registrere."""
    return once(call, repeat, sent, lambda: _record(call, sent))


def _record(call: Call, sent: DecisionSent) -> DecisionTold:
    row = operations.record_decision(call.session, call.who, call.community, _entry(call, sent), clock.now())
    return _told(call, queries.decision(call.session, call.community, row.ref))


def _entry(call: Call, sent: DecisionSent) -> DecisionEntry:
    if (sent.version is None) == (sent.matter is None):
        raise BadInput(
            "Vedtaket er ikke registrert.",
            "Et vedtak gjelder enten en versjon («version») eller en annen sak («matter»), ikke begge.",
            "Send det ene av dem.",
            "version",
        )
    about = named_version(call, sent.version) if sent.version else None
    return DecisionEntry(
        body=bodies.body(call.session, call.community, sent.body),
        meeting_on=sent.meeting_on,
        case_number=sent.case_number,
        title=sent.title,
        act=sent.act,
        outcome=sent.outcome,
        document=about.document if about else None,
        version=about.row if about else None,
        matter=sent.matter,
        change=sent.change,
        label=sent.label,
        findings=tuple(Finding(each.trait, each.certainty, each.place, each.by) for each in sent.findings),
        votes=_votes(sent.votes) if sent.votes else None,
        reservation=Reservation(sent.reservation.text, sent.reservation.sort) if sent.reservation else None,
        deviation_section_id=sent.deviation_section or "",
        minutes=sent.minutes,
        corrects=queries.decision(call.session, call.community, sent.corrects).row if sent.corrects else None,
        paper=adopted_papers.named_paper(call.session, call.community, sent.paper or ""),
        text=sent.text,
        procedure=sent.procedure,
        all_consent=sent.all_consent,
        blocs=tuple(BlocVotes(each.name, each.for_, each.against, each.abstained) for each in sent.blocs),
        evidence=None if sent.evidence is None else frozenset(sent.evidence),
        returned_to=bodies.body(call.session, call.community, sent.returned_to) if sent.returned_to else None,
    )


def _votes(sent: VotesSent) -> Votes:
    try:
        return Votes(sent.for_, sent.against, sent.abstained, sent.present, sent.members, sent.chair_for)
    except ImpossibleVotes as wrong:
        raise BadInput("Vedtaket er ikke registrert.", str(wrong), "Rett stemmetallene.", "votes") from wrong


def _told(call: Call, view: DecisionView) -> DecisionTold:
    corrected = call.session.get(DecisionRow, view.row.corrects_id) if view.row.corrects_id else None
    later = [row.ref for row in queries.corrections_of(call.session, view.row)]
    returned_to = view.detail.returned_to_id if view.detail else None
    body = call.session.get(BodyRow, returned_to) if returned_to else None
    told = DecisionTold.of(view, corrected.ref if corrected else None, later, body.ref if body else None)
    return told if view.is_open_to(call.who) else closed(told)
