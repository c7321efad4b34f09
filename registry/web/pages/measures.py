"""Joint measures: those that stand, what is settled of each, and to add, judge and end one."""

from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.responses import Response

from documents.coverage import Degree
from documents.lifecycle import Standing
from registry import clock, fields
from registry.errors import BadInput, NotFound, RegisterError
from registry.operations.coverage import require_reason
from registry.operations.measures import MeasureEntry, add_measure, end_measure, judge_measure
from registry.permissions import Permission
from registry.queries import documents, measures, parties
from registry.queries.mandates import clause_named
from registry.queries.measures import Measure
from registry.queries.pairs_by_name import pair_named, pair_ref
from registry.tables import DocumentRow, JointMeasureEndRow, JointMeasureRow, MarkRow
from registry.web.answers import see, show, unchanged
from registry.web.forms import Typed, errors_of, typed
from registry.web.pages.asked_of_places import Asked, chosen, judging_page
from registry.web.visits import Visit, check_form, reading, writing

router = APIRouter(prefix="/lovkrav/tiltak")
Records = Annotated[Visit, reading(Permission.DECISIONS_RECORD)]
Recording = Annotated[Visit, writing(Permission.DECISIONS_RECORD)]
Form = Annotated[Typed, Depends(typed)]


@router.get("")
def all_of_them(visit: Annotated[Visit, reading()], part: str = "") -> Response:
    """The joint measures that stand on the day, each with its four answers."""
    unchanged(visit)
    told = visit.session, visit.community
    party = parties.party(*told, part) if part else None
    return show(
        visit,
        "tiltak-liste.html",
        standing=measures.measures(*told, visit.on, party),
        others=measures.ended_measures(*told, visit.on, party),
        parties=parties.adopting_parties(*told, visit.on),
        party=party,
    )


@router.get("/ny")
def add_form(visit: Records) -> Response:
    """Where it is agreed, for whom, from which day."""
    return _add_form(visit, {})


@router.post("/ny")
def added(visit: Recording, form: Form) -> Response:
    """Record the measure, and go on to judge it."""
    check_form(visit, form["csrf"])
    outcome = visit.act(lambda: _add(visit, form))
    if isinstance(outcome, RegisterError):
        return _add_form(visit, form.values(), outcome)
    return see(visit, f"/lovkrav/tiltak/{outcome.ref}", "Tiltaket er lagt til. Vurder de fire spørsmålene.")


@router.get("/{ref}")
def one(visit: Annotated[Visit, reading()], ref: str) -> Response:
    """One measure: where it is agreed, and each question with the words it rests on."""
    unchanged(visit)
    titles = {row.ref: row.title for row in documents.all_documents(visit.session, visit.community)}
    return show(visit, "tiltak.html", measure=_measure(visit, ref), titles=titles)


@router.get("/{ref}/vurder")
def judge_form(
    visit: Annotated[Visit, reading(Permission.COVERAGE_JUDGE)],
    ref: str,
    nr: str = "",
    i: str = "",
    punkt: str = "",
) -> Response:
    """Choose a place, see its words, and say how far they settle the question."""
    measure = _measure(visit, ref)
    asked = _asked(measure, nr)
    if not i and measure.version and measure.place:
        i, punkt = measure.version.ref, measure.place.id
    return judging_page(visit, asked, {"i": i, "punkt": punkt})


@router.post("/{ref}/vurder")
def judged(visit: Annotated[Visit, writing(Permission.COVERAGE_JUDGE)], ref: str, form: Form) -> Response:
    """Keep what the person says."""
    check_form(visit, form["csrf"])
    measure = _measure(visit, ref)
    asked = _asked(measure, form["nr"])
    outcome = visit.act(lambda: _judge(visit, measure, asked, form))
    if isinstance(outcome, RegisterError):
        return judging_page(visit, asked, form.values(), outcome)
    return see(visit, f"/lovkrav/tiltak/{ref}", "Vurderingen er lagret.")


@router.get("/{ref}/slutt")
def end_form(visit: Records, ref: str) -> Response:
    """Which day is the last."""
    measure = _measure(visit, ref)
    return _end_form(visit, measure, {"last_day": measure.last_day})


@router.post("/{ref}/slutt")
def ended(visit: Recording, ref: str, form: Form) -> Response:
    """Record the last day, or that it goes on after all."""
    check_form(visit, form["csrf"])
    measure = _measure(visit, ref)
    outcome = visit.act(lambda: _end(visit, measure, form))
    if isinstance(outcome, RegisterError):
        return _end_form(visit, measure, form.values(), outcome)
    told = "Siste dag er ført." if outcome.last_day else "Det er ført at tiltaket går videre."
    return see(visit, f"/lovkrav/tiltak/{ref}", told)


def _measure(visit: Visit, ref: str) -> Measure:
    return measures.measure(visit.session, visit.community, ref, visit.on)


def _asked(measure: Measure, nr: str) -> Asked:
    """The question of this number; raises NotFound."""
    item = next((each for each in measure.answers if str(each.minimum.nr) == nr.strip()), None)
    if item is None:
        raise NotFound("Spørsmålet finnes ikke.", "", "Velg det fra tiltakets side.")
    here = f"/lovkrav/tiltak/{measure.row.ref}"
    first = sorted(measure.applying, key=lambda view: view.document.id != measure.row.document_id)
    return Asked(item.minimum, first, f"{here}/vurder", (("nr", nr.strip()),), here, measure.row.title)


def _judge(visit: Visit, measure: Measure, asked: Asked, form: Typed) -> MarkRow:
    view, place = chosen(visit, form["i"], form["punkt"])
    degree = form.choice("degree", Degree, "Hvor langt ordene rekker,")
    require_reason(degree, form["reason"])
    return judge_measure(
        visit.session,
        visit.who,
        measure,
        view,
        place.id,
        asked.minimum.nr,
        degree,
        visit.page.today,
        form["reason"],
        form["cited"],
    )


def _add(visit: Visit, form: Typed) -> JointMeasureRow:
    if not form["document"]:
        raise BadInput("Teksten er ikke valgt.", "", "Velg fra listen.", "document")
    document = documents.document(visit.session, visit.community, form["document"])
    agreed_on = fields.day(form["agreed_on"], "agreed_on", "Dagen det ble avtalt")
    pair = pair_named(visit.session, visit.community, form["pair"], agreed_on) if form["pair"] else None
    entry = MeasureEntry(
        form["title"],
        document,
        _place_of(visit, document, form["section"]),
        agreed_on,
        pair,
        fields.day_or_none(form["last_day"], "last_day", "Siste dag"),
    )
    return add_measure(visit.session, visit.who, visit.community, entry, clock.now())


def _place_of(visit: Visit, document: DocumentRow, typed: str) -> str:
    """The identity of the place typed by number, in the newest adopted version that has it."""
    if not typed.strip():
        raise BadInput("Punktet er ikke valgt.", "", "Skriv nummeret slik det står i teksten.", "section")
    adopted = {Standing.IN_FORCE, Standing.REPLACED, Standing.REPEALED, Standing.COMING, Standing.ADOPTED}
    views = documents.views_of(visit.session, document, visit.who, visit.on)
    for view in sorted(views, key=lambda each: each.standing is not Standing.IN_FORCE):
        text = documents.legal_text(view.row)
        named = clause_named(text, typed.strip())
        if view.standing in adopted and text.find(named):
            return named
    return typed.strip()


def _end(visit: Visit, measure: Measure, form: Typed) -> JointMeasureEndRow:
    return end_measure(
        visit.session,
        visit.who,
        visit.community,
        measure,
        fields.day_or_none(form["last_day"], "last_day", "Siste dag"),
        form["reason"],
        clock.now(),
    )


def _add_form(visit: Visit, values: Mapping[str, object], refused: RegisterError | None = None) -> Response:
    told = visit.session, visit.community
    return show(
        visit,
        "tiltak-nytt.html",
        refused.status if refused else 200,
        document_options=[
            (each.document.ref, each.document.title) for each in documents.the_set(*told, visit.page.today)
        ],
        pair_options=[(pair_ref(each), each.told) for each in parties.pairs(*told, visit.page.today)],
        values=values,
        errors=errors_of(refused) if refused else {},
    )


def _end_form(
    visit: Visit, measure: Measure, values: Mapping[str, object], refused: RegisterError | None = None
) -> Response:
    return show(
        visit,
        "tiltak-slutt.html",
        refused.status if refused else 200,
        measure=measure,
        values=values,
        errors=errors_of(refused) if refused else {},
    )
