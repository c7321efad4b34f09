"""What people have judged that a version covers, and the form to judge."""

from collections.abc import Iterable, Mapping
from typing import Annotated

from fastapi import APIRouter, Depends, Query
from fastapi.responses import Response

from documents.coverage import Degree
from documents.markdown import plain
from documents.minimums import items_on
from documents.statements import words_of
from documents.text import Place, plain_text
from registry.errors import BadInput, RegisterError
from registry.operations import coverage as operations
from registry.permissions import Permission
from registry.queries import catalogues, coverage, documents
from registry.queries.documents import VersionView
from registry.queries.judgement_rows import rows_counting
from registry.tables import MarkRow
from registry.web.answers import see, show
from registry.web.forms import Typed, errors_of, options, typed
from registry.web.visits import Visit, check_form, reading, writing

router = APIRouter()
SHOWN = 60
"""How many signs of a point stand in a list to choose from."""
WHOLE = "hele"
"""Chosen instead of a point: it is said of the whole text that it does not cover the demand."""


@router.get("/dokumenter/{ref}/{number}/lovkrav")
def judge_form(
    visit: Annotated[Visit, reading(Permission.COVERAGE_JUDGE)],
    ref: str,
    number: str,
    punkt: Annotated[str, Query(max_length=40)] = "",
    krav: Annotated[str, Query(max_length=10)] = "",
    erstatter: Annotated[str, Query(max_length=12)] = "",
) -> Response:
    """What people have judged that this version covers, and the form to judge."""
    view = _version(visit, ref, number)
    asked = {"section_id": punkt, "nr": krav, "replaces": erstatter, "degree": Degree.FULL.value}
    return _judge_form(visit, view, asked | {"seen": str(_last_of(visit, view))})


@router.post("/dokumenter/{ref}/{number}/lovkrav")
def judge(
    visit: Annotated[Visit, writing(Permission.COVERAGE_JUDGE)],
    ref: str,
    number: str,
    form: Annotated[Typed, Depends(typed)],
) -> Response:
    """Judge that a section covers an item, see the words of a section, or take a judgement back."""
    check_form(visit, form["csrf"])
    view = _version(visit, ref, number)
    path = f"/dokumenter/{ref}/{number}/lovkrav"
    if form["show"]:
        return _judge_form(visit, view, form.values())
    if form["withdraw"]:
        taken = visit.act(lambda: _withdraw(visit, view, form))
        if isinstance(taken, RegisterError):
            return _judge_form(visit, view, form.values(), taken)
        return see(visit, path, "Vurderingen er trukket. Loggen husker at den var der.")
    made = visit.act(lambda: _judge(visit, view, form))
    if isinstance(made, RegisterError):
        return _judge_form(visit, view, form.values(), made)
    done = f"Vurderingen av lovkrav nr. {made.nr} er lagret."
    return see(visit, path, f"{done} {_meanwhile(visit, view, form, made)}".strip())


def _version(visit: Visit, ref: str, number: str) -> VersionView:
    return documents.version(visit.session, visit.community, ref, number, visit.who, visit.on)


def _last_of(visit: Visit, view: VersionView) -> int:
    """The number of the last judgement of this version: what the person had before her."""
    return max((row.id for row in coverage.mark_rows(visit.session, view.row)), default=0)


def _meanwhile(visit: Visit, view: VersionView, form: Typed, made: MarkRow) -> str:
    """What somebody else judged of the same place while the form lay open; both are kept, the last counts."""
    seen = form["seen"] if form["seen"].isascii() and form["seen"].isdecimal() else ""
    if not seen:
        return ""
    before = coverage.rows_about(visit.session, view.row, made)
    others = [row for row in before if int(seen) < row.id < made.id and row.judged_by != made.judged_by]
    if not others:
        return ""
    last = others[-1]
    return (
        f"{last.judged_by} vurderte det samme som «{last.degree.value}» mens skjemaet ditt var åpent. "
        "Begge er lagret, og din gjelder fordi den kom sist. Snakk sammen hvis dere mener ulikt."
    )


def _judge_form(
    visit: Visit, view: VersionView, values: Mapping[str, str], refused: RegisterError | None = None
) -> Response:
    text = documents.legal_text(view.row)
    places = {place.id: place for place in text.places()}
    demands = items_on(catalogues.content_demands(visit.session, visit.community), visit.on)
    rows = coverage.mark_rows(visit.session, view.row)
    chosen = places.get(values.get("section_id", ""))
    replaced = values.get("replaces", "")
    return show(
        visit,
        "dokument-lovkrav.html",
        refused.status if refused else 200,
        view=view,
        rows=[(row, places.get(row.section_id)) for row in rows],
        minimums={(minimum.catalogue, minimum.nr): minimum for minimum in demands},
        section_options=[(WHOLE, "Hele teksten"), *_section_options(places.values())],
        item_options=[(str(each.nr), f"{each.nr} {each.label}") for each in demands],
        degree_options=options(visit.page, Degree),
        chosen=chosen,
        chosen_words=words_of(chosen).splitlines() if chosen else [],
        replaced=next(
            (row for row in rows_counting(visit.session, view.row) if str(row.id) == replaced), None
        ),
        values=values,
        errors=errors_of(refused) if refused else {},
    )


def _section_options(places: Iterable[Place]) -> list[tuple[str, str]]:
    return [(place.id, _place_words(place)) for place in places]


def _place_words(place: Place) -> str:
    """The number with the title, or with how the point begins."""
    words = next(plain_text(place.point.blocks), "") if place.point else place.section.title
    shown = plain(words)
    return f"{place.number} {shown if len(shown) <= SHOWN else shown[:SHOWN] + '…'}".strip()


def _judge(visit: Visit, view: VersionView, form: Typed) -> MarkRow:
    if not form["section_id"]:
        raise BadInput("Punktet er ikke valgt.", "", "Velg fra listen.", "section_id")
    nr = form.number("nr", "Lovkravet", 1, 99)
    if nr is None:
        raise BadInput("Lovkravet er ikke valgt.", "", "Velg fra listen.", "nr")
    degree = form.choice("degree", Degree, "Hvor langt punktet rekker,")
    section = _section(form, degree)
    operations.require_reason(degree, form["reason"])
    return operations.judge(
        visit.session,
        visit.who,
        view.document,
        view.row,
        section,
        nr,
        degree,
        visit.page.today,
        form["reason"],
        form["cited"],
        replaces=form.number("replaces", "Vurderingen", 1, 2**31),
    )


def _section(form: Typed, degree: Degree) -> str:
    if form["section_id"] != WHOLE:
        return form["section_id"]
    if degree is not Degree.NOT:
        raise BadInput(
            "Hele teksten kan bare vurderes som «dekker ikke».",
            "At noe dekker et krav, må hvile på et punkt som kan leses.",
            "Velg punktet, eller velg «dekker ikke».",
            "section_id",
        )
    return ""


def _withdraw(visit: Visit, view: VersionView, form: Typed) -> None:
    mark = form.number("withdraw", "Vurderingen", 1, 2**31)
    operations.withdraw(visit.session, visit.who, view.document, view.row, mark or 0, visit.page.today)
