"""What people have judged that a version covers of the law, and the form to judge."""

from collections.abc import Iterable, Mapping
from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.responses import Response

from documents.coverage import Degree
from documents.markdown import plain
from documents.minimums import all_minimums
from documents.text import Place, plain_text
from registry.errors import BadInput, RegisterError
from registry.operations import coverage as operations
from registry.permissions import Permission
from registry.queries import coverage, documents
from registry.queries.documents import VersionView
from registry.tables import MarkRow
from registry.web.answers import see, show
from registry.web.forms import Typed, errors_of, options, typed
from registry.web.visits import Visit, check_form, reading, writing

router = APIRouter()
SHOWN = 60
"""How many signs of a point stand in a list to choose from."""


@router.get("/dokumenter/{ref}/{number}/lovkrav")
def judge_form(
    visit: Annotated[Visit, reading(Permission.COVERAGE_JUDGE)], ref: str, number: str
) -> Response:
    """What people have judged that this version covers, and the form to judge."""
    return _judge_form(visit, _version(visit, ref, number), {"degree": Degree.FULL.value})


@router.post("/dokumenter/{ref}/{number}/lovkrav")
def judge(
    visit: Annotated[Visit, writing(Permission.COVERAGE_JUDGE)],
    ref: str,
    number: str,
    form: Annotated[Typed, Depends(typed)],
) -> Response:
    """Judge that a section covers an item, or take a judgement back."""
    check_form(visit, form["csrf"])
    view = _version(visit, ref, number)
    path = f"/dokumenter/{ref}/{number}/lovkrav"
    if form["withdraw"]:
        taken = visit.act(lambda: _withdraw(visit, view, form))
        if isinstance(taken, RegisterError):
            return _judge_form(visit, view, form.values(), taken)
        return see(visit, path, "Vurderingen er trukket. Loggen husker at den var der.")
    made = visit.act(lambda: _judge(visit, view, form))
    if isinstance(made, RegisterError):
        return _judge_form(visit, view, form.values(), made)
    return see(visit, path, f"Vurderingen av lovkrav nr. {made.nr} er lagret.")


def _version(visit: Visit, ref: str, number: str) -> VersionView:
    return documents.version(visit.session, visit.community, ref, number, visit.who, visit.on)


def _judge_form(
    visit: Visit, view: VersionView, values: Mapping[str, str], refused: RegisterError | None = None
) -> Response:
    text = documents.legal_text(view.row)
    places = {place.id: place for place in text.places()}
    return show(
        visit,
        "dokument-lovkrav.html",
        refused.status if refused else 200,
        view=view,
        rows=[(row, places.get(row.section_id)) for row in coverage.mark_rows(visit.session, view.row)],
        minimums={minimum.nr: minimum for minimum in all_minimums()},
        section_options=_section_options(places.values()),
        item_options=[(str(each.nr), f"{each.nr} {each.label}") for each in all_minimums()],
        degree_options=options(visit.page, Degree),
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
    return operations.judge(
        visit.session,
        visit.who,
        view.document,
        view.row,
        form["section_id"],
        nr,
        form.choice("degree", Degree, "Hvor langt punktet rekker,"),
        visit.page.today,
        form["reason"],
    )


def _withdraw(visit: Visit, view: VersionView, form: Typed) -> None:
    mark = form.number("withdraw", "Vurderingen", 1, 2**31)
    operations.withdraw(visit.session, visit.who, view.document, view.row, mark or 0, visit.page.today)
