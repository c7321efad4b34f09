"""One text on its way through many parties: the board, how it stood any day, and what is said of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Depends
from fastapi.responses import Response

from decisions.adoption import AdoptionState, Row
from decisions.bodies import Body
from decisions.rounds import RoundStep
from documents.lifecycle import Stage
from registry import clock, fields
from registry.errors import BadInput, NotFound, RegisterError
from registry.operations import rounds as operations
from registry.permissions import Permission
from registry.queries import (
    adoption,
    deciding_bodies,
    decisions,
    documents,
    exports,
    parties,
    round_history,
    rounds,
    rounds_under_way,
)
from registry.queries.adoption import Adoption
from registry.queries.decisions import DecisionView
from registry.queries.documents import VersionView
from registry.tables import PartyRow
from registry.web.answers import see, show, unchanged
from registry.web.forms import Typed, errors_of, options, typed
from registry.web.visits import Visit, check_form, reading, writing

router = APIRouter()
HERE = "/dokumenter/{ref}/{number}/runde"
BY_PARTY = "part"
"""What `?ordne=` says for the table in the order of the parties' names."""
EVERY_PARTY = "alle"
"""What `?part=` says in the form of a step, for all that have not adopted the text."""
LATEST = 20
"""So many of the decisions stand on the page where not everything does."""
CLEARED_UP = frozenset({RoundStep.BUNDET, RoundStep.MA_VEDTA})
"""Steps that answer a question about one party."""
WHOLE_COURSE = "alt"
"""What `?vis=` says to have every step and happening on the page."""
AT_ONCE = 60
"""So many parties have all their steps and happenings on the board's page; of more they are asked for."""
Reading = Annotated[Visit, reading(Permission.DECISIONS_RECORD)]
Writing = Annotated[Visit, writing(Permission.DECISIONS_RECORD)]
Form = Annotated[Typed, Depends(typed)]


@dataclass(frozen=True, slots=True)
class AlikeRows:
    """Parties that wait for the same thing, in the order of their next meeting."""

    rows: tuple[Row, ...]
    nothing_noted: bool
    """Is nothing known of them at all?"""

    @property
    def first(self) -> Row:
        """One of them: state and what must happen now are the same for all."""
        return self.rows[0]


@router.get("/runder")
def all_rounds(visit: Annotated[Visit, reading()]) -> Response:
    """The rounds that are under way on the day, each with how far it has come."""
    unchanged(visit)
    found = rounds_under_way.rounds_under_way(visit.session, visit.community, visit.who, visit.on)
    return show(visit, "runder.html", rounds=found)


@router.get(HERE)
def board(
    visit: Annotated[Visit, reading()], ref: str, number: str, ordne: str = "", vis: str = ""
) -> Response:
    """Where every party stands with this very text on the day, what is missing, and when it can apply."""
    unchanged(visit)
    session, community = visit.session, visit.community
    view = documents.version(session, community, ref, number, visit.who, visit.on)
    stand = adoption.adoption(session, community, view.document, view.row, visit.on)
    made = decisions.decisions(session, community, version=view.row)
    known = [each for each in made if each.row.meeting_on <= visit.on]
    whole = vis == WHOLE_COURSE or len(stand.board.rows) <= AT_ONCE
    may = visit.who.may(Permission.DECISIONS_RECORD) and view.row.stage in (Stage.FROZEN, Stage.ADOPTED)
    bodies = deciding_bodies.of_parties(session, community, stand.who, visit.on) if may else {}
    return show(
        visit,
        "runde.html",
        view=view,
        standing=rounds_under_way.standing_in_round(view),
        hash=exports.content_hash(view),
        adoption=stand,
        round=rounds.round_of(session, view.row, visit.on),
        waiting=_alike(stand.board.by_next_meeting),
        rows=_in_order(stand, ordne),
        ordered=ordne,
        whole_course=whole,
        clause=documents.legal_text(view.row).find(view.row.entry_section_id or ""),
        names=_names(stand),
        history=round_history.history(session, community, view.document, view.row, _uncorrected(made)),
        decisions=known if whole else known[:LATEST],
        may=may,
        may_settle=may and visit.page.is_today and view.row.stage is Stage.FROZEN and _is_met(stand),
        hrefs=_hrefs(visit, stand),
        to_record=_to_record(view, stand, bodies) if may else {},
        to_note=_to_note(view, stand) if may else {},
    )


@router.get(HERE + "/start")
def start_form(visit: Reading, ref: str, number: str) -> Response:
    """When did the round begin, and when must the parties have decided?"""
    return _start(visit, _version(visit, ref, number), {"started_on": visit.page.today})


@router.post(HERE + "/start")
def start(visit: Writing, ref: str, number: str, form: Form) -> Response:
    """Begin the round."""
    check_form(visit, form["csrf"])
    view = _version(visit, ref, number)
    outcome = visit.act(lambda: _begin(visit, view, form))
    if isinstance(outcome, RegisterError):
        return _start(visit, view, form.values(), outcome)
    return see(visit, _board_of(view), "Runden er i gang. Neste steg er å sende saken til partene.")


@router.get(HERE + "/frist")
def deadline_form(visit: Reading, ref: str, number: str) -> Response:
    """Another day, and why."""
    return _deadline(visit, _version(visit, ref, number), {})


@router.post(HERE + "/frist")
def move_deadline(visit: Writing, ref: str, number: str, form: Form) -> Response:
    """Move the deadline; the one before stays in the record."""
    check_form(visit, form["csrf"])
    view = _version(visit, ref, number)
    outcome = visit.act(lambda: _move(visit, view, form))
    if isinstance(outcome, RegisterError):
        return _deadline(visit, view, form.values(), outcome)
    return see(visit, _board_of(view), "Fristen er flyttet. Den som var, står i det som har hendt.")


@router.post(HERE + "/regel")
def execute_rule(visit: Writing, ref: str, number: str, form: Form) -> Response:
    """Adopt a text whose rule came to be met because the parties changed, without a decision that day."""
    check_form(visit, form["csrf"])
    view = _version(visit, ref, number)
    told = visit.session, visit.who, visit.community, view.document, view.row
    operations.execute_rule(*told, clock.now())
    return see(visit, _board_of(view), "Teksten er ført som vedtatt. Dagen den gjelder fra, står nedenfor.")


@router.get(HERE + "/steg")
def step_form(visit: Reading, ref: str, number: str, part: str = "", steg: str = "") -> Response:
    """What happened, with whom, and when; one party or all that are missing may be ticked beforehand."""
    view = _version(visit, ref, number)
    stand = adoption.adoption(visit.session, visit.community, view.document, view.row, visit.on)
    ticked = [row.party.ref for row in stand.board.missing] if part == EVERY_PARTY else [part]
    day = None if steg == RoundStep.BERAMMET.value else visit.page.today
    return _step(visit, view, {"party": ticked, "step": steg, "happens_on": day})


@router.post(HERE + "/steg")
def note_step(visit: Writing, ref: str, number: str, form: Form) -> Response:
    """Note what happened, with one party or with several at once: all of them or none."""
    check_form(visit, form["csrf"])
    view = _version(visit, ref, number)
    outcome = visit.act(lambda: _note(visit, view, form))
    if isinstance(outcome, RegisterError):
        return _step(visit, view, {**form.values(), "party": form.all("party")}, outcome)
    return see(visit, _board_of(view), outcome)


def _version(visit: Visit, ref: str, number: str) -> VersionView:
    return documents.version(visit.session, visit.community, ref, number, visit.who, visit.on)


def _board_of(view: VersionView) -> str:
    return f"/dokumenter/{view.document.ref}/{view.row.number}/runde"


def _is_met(stand: Adoption) -> bool:
    """Is the text's own rule met that day, so that only the record of it is missing?"""
    entry = stand.entry
    return stand.by_each_party and bool(entry.in_force_from or any(e.in_force_from for e in entry.pairs))


def _uncorrected(made: Sequence[DecisionView]) -> list[DecisionView]:
    """The decisions that no later record corrects."""
    corrected = {each.row.corrects_id for each in made}
    return [each for each in made if each.row.id not in corrected]


def _alike(waiting: Sequence[Row]) -> list[AlikeRows]:
    """Those that are missing, by their next meeting; parties that wait for the same stand together."""
    together: dict[tuple[object, ...], list[Row]] = {}
    for row in waiting:
        nothing_noted = row.state is AdoptionState.IKKE_STARTET and not row.steps and not row.deviation
        same = (nothing_noted,) if nothing_noted else (row.state, row.note, row.deviation, row.next_meeting)
        together.setdefault(same, []).append(row)
    return [AlikeRows(tuple(rows), same == (True,)) for same, rows in together.items()]


def _in_order(stand: Adoption, ordered: str) -> Sequence[Row]:
    """Those that are missing by their next meeting, then those that have adopted it, the latest first."""
    if ordered == BY_PARTY:
        return stand.board.rows
    done = sorted((row for row in stand.board.rows if row.adopted), key=lambda row: row.on or date.min)
    return (*stand.board.by_next_meeting, *reversed(done))


def _names(stand: Adoption) -> Mapping[str, str]:
    """What the parties of the board are called, by ref."""
    return {row.party.ref: row.party.name for row in stand.board.rows}


def _hrefs(visit: Visit, stand: Adoption) -> Mapping[str, str]:
    """Where each tile leads: to the decision that tells where the party stands, else to its line below."""
    return {
        row.party.ref: visit.page.to(f"/vedtak/{row.decision}") for row in stand.board.rows if row.decision
    }


def _to_record(view: VersionView, stand: Adoption, bodies: Mapping[str, Body]) -> Mapping[str, str]:
    """Where the decision of each party that is missing is recorded: the form, with its own body chosen."""
    return {
        row.party.ref: "/vedtak/nytt?" + urlencode({"versjon": view.ref, "organ": bodies[row.party.ref].ref})
        for row in stand.board.missing
        if row.party.ref in bodies
    }


def _to_note(view: VersionView, stand: Adoption) -> Mapping[str, str]:
    """Where a step of each party that is missing is noted."""
    return {
        row.party.ref: f"{_board_of(view)}/steg?" + urlencode({"part": row.party.ref})
        for row in stand.board.missing
    }


def _begin(visit: Visit, view: VersionView, form: Typed) -> None:
    operations.start_round(
        visit.session,
        visit.who,
        visit.community,
        view.document,
        view.row,
        fields.day(form["started_on"], "started_on", "Dagen runden startet"),
        clock.now(),
        deadline=fields.day_or_none(form["deadline"], "deadline", "Fristen"),
    )


def _move(visit: Visit, view: VersionView, form: Typed) -> None:
    operations.move_deadline(
        visit.session,
        visit.who,
        visit.community,
        view.document,
        view.row,
        fields.day(form["deadline"], "deadline", "Den nye fristen"),
        form.text("reason", "Grunnen"),
        clock.now(),
    )


def _note(visit: Visit, view: VersionView, form: Typed) -> str:
    """Note the step with everyone who is ticked; what was noted, in a sentence."""
    step = form.choice("step", RoundStep, "Hva som hendte,")
    happens_on = fields.day(form["happens_on"], "happens_on", "Dagen")
    known_on = fields.day_or_none(form["known_on"], "known_on", "Dagen det ble kjent")
    chosen = form.all("party")
    if not chosen:
        raise BadInput("Steget er ikke ført.", "Ingen part er krysset av.", "Kryss av minst én.", "party")
    for ref in chosen:
        operations.note_step(
            visit.session,
            visit.who,
            visit.community,
            view.document,
            view.row,
            _party(visit, ref),
            step,
            happens_on,
            clock.now(),
            known_on=known_on,
            body=form.line("body", "Organet", required=False),
            case_number=form.line("case_number", "Saksnummeret", required=False),
            link=form.line("link", "Lenken", required=False),
            reason=form.text("reason", "Merknaden", required=False),
        )
    whom = _party(visit, chosen[0]).name if len(chosen) == 1 else f"{len(chosen)} parter"
    return f"Ført for {whom}: {step.value}."


def _party(visit: Visit, ref: str) -> PartyRow:
    try:
        return parties.party(visit.session, visit.community, ref)
    except NotFound as unknown:
        raise BadInput(f"{unknown.what} Steget er ikke ført.", "", "Velg fra listen.", "party") from unknown


def _start(
    visit: Visit, view: VersionView, values: Mapping[str, object], refused: RegisterError | None = None
) -> Response:
    stand = adoption.adoption(visit.session, visit.community, view.document, view.row, visit.on)
    return _show_form(visit, "runde-start.html", view, values, refused, adoption=stand)


def _deadline(
    visit: Visit, view: VersionView, values: Mapping[str, object], refused: RegisterError | None = None
) -> Response:
    known = rounds.round_of(visit.session, view.row, visit.on)
    return _show_form(visit, "runde-frist.html", view, values, refused, round=known)


def _step(
    visit: Visit, view: VersionView, values: Mapping[str, object], refused: RegisterError | None = None
) -> Response:
    stand = adoption.adoption(visit.session, visit.community, view.document, view.row, visit.on)
    chosen = values.get("step")
    asked = any(row.state is AdoptionState.UAVKLART and not row.decision for row in stand.board.rows)
    steps = [each for each in RoundStep if each not in CLEARED_UP or asked or each.value == chosen]
    told = options(visit.page, [row.state for row in stand.board.rows])
    party_options = [
        (row.party.ref, f"{row.party.name} ({state.lower()})")
        for row, (_, state) in zip(stand.board.rows, told, strict=True)
    ]
    return _show_form(
        visit, "runde-steg.html", view, values, refused, steps=steps, party_options=party_options
    )


def _show_form(
    visit: Visit,
    template: str,
    view: VersionView,
    values: Mapping[str, object],
    refused: RegisterError | None,
    **more: object,
) -> Response:
    return show(
        visit,
        template,
        refused.status if refused else 200,
        view=view,
        values=values,
        errors=errors_of(refused) if refused else {},
        **more,
    )
