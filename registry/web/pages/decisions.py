"""Decisions: found, read whole with the verdict they were given, and recorded."""

from collections.abc import Mapping
from hashlib import sha256
from math import ceil
from typing import Annotated

from fastapi import APIRouter, Depends, Query
from fastapi.responses import Response

from decisions.verdict import Answer
from documents.text import Place
from registry import clock
from registry.errors import RegisterError, RuleSaysNo
from registry.operations.decisions import record_decision
from registry.permissions import Permission
from registry.queries import (
    adopted_papers,
    bodies,
    certifications,
    comparisons,
    decisions,
    documents,
    log,
    rejudging,
    rulings,
)
from registry.queries.decisions import DecisionView
from registry.queries.facts import blocs_of, evidence_of
from registry.queries.shaken import Shaken, shaken_by
from registry.tables import BodyRow, DecisionRow, PartyRow, VersionRow
from registry.web.answers import see, show, unchanged
from registry.web.forms import Typed, errors_of, typed
from registry.web.pages.decision_form import Tried, choices, entry_of, first_values, try_it, values_of
from registry.web.pages.decision_of_round import values_of_round
from registry.web.pages.narrowing import answer_asked, to_narrow_by, year_asked
from registry.web.pages.paper_form import values_from
from registry.web.pages.recorded_before import RecordedBefore, recorded_before
from registry.web.visits import Visit, check_form, reading, writing

router = APIRouter(prefix="/vedtak")
PER_PAGE, MOST_PAGES = 25, 1000
MUST_BE_READ = frozenset({Answer.INVALID, Answer.NEEDS_HUMAN})


@router.get("")
def all_decisions(
    visit: Annotated[Visit, reading()],
    organ: str = "",
    ar: str = "",
    svar: str = "",
    side: Annotated[int, Query(ge=1, le=MOST_PAGES)] = 1,
) -> Response:
    """What the bodies have decided until the day, the latest first; narrowed by body, year and answer."""
    unchanged(visit)
    session, community = visit.session, visit.community
    body = bodies.body(session, community, organ) if organ else None
    year, answer = year_asked(ar), answer_asked(svar)
    total = decisions.how_many(session, community, body=body, until=visit.on, year=year, answer=answer)
    found = decisions.decisions(
        session,
        community,
        body=body,
        until=visit.on,
        year=year,
        answer=answer,
        offset=(side - 1) * PER_PAGE,
        limit=PER_PAGE,
    )
    return show(
        visit,
        "vedtak.html",
        200,
        decisions=found,
        bodies=bodies.body_values(session, community),
        total=total,
        number=side,
        count=min(MOST_PAGES, ceil(total / PER_PAGE)),
        narrowed={"organ": organ, "ar": ar, "svar": svar},
        **to_narrow_by(visit),
    )


@router.get("/nytt")
def new_form(
    visit: Annotated[Visit, reading(Permission.DECISIONS_RECORD)],
    versjon: str = "",
    sak: str = "",
    retter: str = "",
    papir: str = "",
    organ: str = "",
) -> Response:
    """The empty form; `retter` fills it with what is to be corrected, `papir` with what minutes say, and
    `organ` with that body and what is known of its meeting about the version."""
    if retter:
        wrong = decisions.decision(visit.session, visit.community, retter)
        return _form(visit, values_of(visit, wrong))
    if papir:
        about, read = values_from(visit, papir)
        return _form(visit, first_values(visit, about) | read)
    return _form(visit, first_values(visit, versjon or sak) | values_of_round(visit, versjon, organ))


@router.post("/nytt")
def record(
    visit: Annotated[Visit, writing(Permission.DECISIONS_RECORD)], form: Annotated[Typed, Depends(typed)]
) -> Response:
    """Show what the register says, or record: what was decided did happen, also where it cannot hold."""
    check_form(visit, form["csrf"])
    tried = visit.act(lambda: try_it(visit, form))
    if isinstance(tried, RegisterError):
        return _refused(visit, form, tried)
    if form["press"] != "registrer":
        return _form(visit, form.values(), tried)
    if unread := _unread(tried, form):
        return _form(visit, form.values(), tried, {"read": str(unread)}, unread.status)
    outcome = visit.act(lambda: _record(visit, form))
    if isinstance(outcome, RegisterError):
        return _refused(visit, form, outcome, tried)
    turned = rejudging.what_turned(visit.session, visit.community) if outcome.corrects_id else ""
    told = " ".join(word for word in ("Vedtaket er registrert.", tried.consequence, turned) if word)
    return see(visit, f"/vedtak/{outcome.ref}", told)


@router.get("/{ref}")
def decision(visit: Annotated[Visit, reading()], ref: str) -> Response:
    """One decision whole: what, who, the votes, the exact text, and the verdict as it was given."""
    unchanged(visit)
    session, community = visit.session, visit.community
    view = decisions.decision(session, community, ref)
    if not view.is_open_to(visit.who):
        return show(visit, "vedtaket-lukket.html", view=view, bodies=bodies.body_values(session, community))
    given, now = view.verdict, rejudging.judged_again(session, community, view)
    history = (
        log.history_of(session, community, f"vedtak:{ref}") if visit.who.may(Permission.AUDIT_READ) else ()
    )
    return show(
        visit,
        "vedtaket.html",
        200,
        view=view,
        bodies=bodies.body_values(session, community),
        owner=_owner(visit, view.body),
        readable=view.version is not None and documents.visible(visit.who, view.version),
        place=_place(view),
        basis=comparisons.readable_basis(session, visit.who, view.row),
        given=given.to_dict(),
        now=now.to_dict() if now and rejudging.differs(given, now) else None,
        corrected=session.get(DecisionRow, view.row.corrects_id) if view.row.corrects_id else None,
        corrections=decisions.corrections_of(session, view.row),
        same_case=_same_case(visit, view),
        history=[log.told(session, row) for row in history],
        rulings=rulings.rulings_of(session, view.row),
        certifications=certifications.of_decision(session, view.row),
        attached=adopted_papers.of_decision(session, view.row)
        if visit.who.may(Permission.DRAFTS_READ)
        else (),
        shaken=_shaken(visit, view),
        **_how_it_came_about(visit, view),
    )


def _shaken(visit: Visit, view: DecisionView) -> list[Shaken]:
    """What adopted versions rest on that no longer holds: the one it is about, and the one it corrects."""
    wrong = visit.session.get(DecisionRow, view.row.corrects_id) if view.row.corrects_id else None
    about = {row.version_id for row in (view.row, wrong) if row and row.version_id}
    rows = [visit.session.get_one(VersionRow, each) for each in sorted(about)]
    return [each for row in rows for each in shaken_by(visit.session, visit.community, row)]


def _how_it_came_about(visit: Visit, view: DecisionView) -> dict[str, object]:
    """Sides, papers, and whom the case was sent back to."""
    back = view.detail.returned_to_id if view.detail else None
    papers = evidence_of(view.detail)
    return {
        "blocs": blocs_of(view.detail),
        "papers": None if papers is None else sorted(papers),
        "returned_to": visit.session.get(BodyRow, back) if back else None,
    }


def _record(visit: Visit, form: Typed) -> DecisionRow:
    return record_decision(visit.session, visit.who, visit.community, entry_of(visit, form), clock.now())


def _refused(visit: Visit, form: Typed, refused: RegisterError, tried: Tried | None = None) -> Response:
    """The form as it was typed, with what is wrong; where another has recorded it, with what is there."""
    before = recorded_before(visit, refused, form.values())
    return _form(visit, form.values(), tried, _told(refused), refused.status, before)


def _told(refused: RegisterError) -> Mapping[str, str]:
    """The sentence by the field where a person mends it: the vote is several fields in the form."""
    return {{"votes": "votes_for"}.get(field, field): told for field, told in errors_of(refused).items()}


def _form(
    visit: Visit,
    values: Mapping[str, str],
    tried: Tried | None = None,
    errors: Mapping[str, str] | None = None,
    status: int = 200,
    before: RecordedBefore | None = None,
) -> Response:
    return show(
        visit,
        "vedtak-nytt.html",
        status,
        values=values,
        errors=errors or {},
        tried=tried,
        must_be_read=tried is not None and tried.verdict.answer in MUST_BE_READ,
        seen=_fingerprint(tried) if tried else "",
        before=before,
        **choices(visit, values),
    )


def _unread(tried: Tried, form: Typed) -> RuleSaysNo | None:
    """Refuse once where the register says no, until somebody has read this very verdict."""
    if tried.verdict.answer not in MUST_BE_READ:
        return None
    if form["read"] and form["seen"] == _fingerprint(tried):
        return None
    return RuleSaysNo(
        "Vedtaket er ikke registrert ennå.",
        "Registeret mener at det ikke kan stå slik, eller at en person må avgjøre det.",
        "Les vurderingen øverst, kryss av for at du har lest den, og registrer en gang til.",
    )


def _fingerprint(tried: Tried) -> str:
    return sha256(repr(tried.verdict).encode()).hexdigest()


def _owner(visit: Visit, body: BodyRow) -> PartyRow | None:
    return visit.session.get(PartyRow, body.owner_id) if body.owner_id else None


def _place(view: DecisionView) -> Place | None:
    """The clause that the body changed."""
    if view.version is None or not view.row.deviation_section_id:
        return None
    return documents.legal_text(view.version).find(view.row.deviation_section_id)


def _same_case(visit: Visit, view: DecisionView) -> list[DecisionView]:
    """What the body decided about other texts in the same case."""
    made = decisions.decisions(visit.session, visit.community, body=view.body, year=view.row.meeting_on.year)
    return [
        each
        for each in made
        if each.row.case_number == view.row.case_number
        and each.row.meeting_on == view.row.meeting_on
        and each.row.id != view.row.id
    ]
