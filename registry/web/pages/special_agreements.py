"""Special agreements: all of a day, what one rests on, and reading it together with a clause above it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.responses import Response
from markupsafe import Markup

from decisions.words import day_in_words
from documents.html import render_place
from documents.kinds import DocumentKind
from documents.lifecycle import Standing
from documents.text import Place
from registry import clock, fields
from registry.errors import BadInput, RegisterError
from registry.operations.special_agreements import read_together
from registry.permissions import Permission
from registry.queries import documents, governing, special_agreements, special_suggestions, special_words
from registry.queries.documents import VersionView, legal_text
from registry.queries.mandates import clause_named
from registry.queries.special_agreements import RestsHere, SpecialAgreement, Touched
from registry.tables import GoverningClauseRow
from registry.web.answers import see, show, unchanged
from registry.web.days import on_the_day
from registry.web.forms import Typed, errors_of, typed
from registry.web.visits import Visit, check_form, reading, writing

router = APIRouter()
AHEAD = (Standing.DRAFT, Standing.FROZEN, Standing.ADOPTED, Standing.COMING)
Reads = Annotated[Visit, reading(Permission.DRAFTS_WRITE)]
Writes = Annotated[Visit, writing(Permission.DRAFTS_WRITE)]
Form = Annotated[Typed, Depends(typed)]


@router.get("/saeravtaler")
def all_of_them(visit: Annotated[Visit, reading()]) -> Response:
    """Every special agreement on the day: between whom, since when, and what must be looked at."""
    unchanged(visit)
    found = special_agreements.special_agreements(visit.session, visit.community, visit.on, visit.who)
    return show(
        visit,
        "saeravtaler.html",
        applying=[each for each in found if each.applies],
        others=[each for each in found if not each.applies],
    )


@router.get("/dokumenter/{ref}/styres-av")
def one(visit: Annotated[Visit, reading()], ref: str) -> Response:
    """What one special agreement rests on, the words as read beside the words as they are."""
    unchanged(visit)
    return _whole(visit, _agreement(visit, ref), {})


@router.get("/dokumenter/{ref}/styres-av/les")
def together(visit: Reads, ref: str, i: str = "", punkt: str = "") -> Response:
    """The special agreement and a clause beside each other, and room for what the reader says."""
    agreement = _agreement(visit, ref)
    found = visit.act(lambda: _chosen(visit, i, punkt))
    if isinstance(found, RegisterError):
        return _whole(visit, agreement, {"i": i, "punkt": punkt}, found)
    view, place = found
    return _together(visit, agreement, view, place, {"on": day_in_words(clock.today())})


@router.post("/dokumenter/{ref}/styres-av/les")
def read(visit: Writes, ref: str, form: Form) -> Response:
    """Keep what the reader says of the two."""
    check_form(visit, form["csrf"])
    agreement = _agreement(visit, ref)
    view, place = _chosen(visit, form["i"], form["punkt"])
    outcome = visit.act(lambda: _read(visit, agreement, view, place, form))
    if isinstance(outcome, RegisterError):
        return _together(visit, agreement, view, place, form.values(), outcome)
    what = "hviler på" if outcome.holds else "hviler ikke lenger på"
    told = f"Registrert: særavtalen {what} {special_words.place_name(place)}."
    return see(visit, f"/dokumenter/{ref}/styres-av", told)


@dataclass(frozen=True, slots=True)
class Beside:
    """What the page of a version tells of special agreements."""

    agreement: SpecialAgreement | None = None
    """The version is one of a special agreement."""
    resting: Sequence[RestsHere] = ()
    """Those that rest on this text, while it applies."""
    touched: Sequence[Touched] = ()
    """What would have to be read anew if this version came to apply."""


def beside_special_agreements(visit: Visit, view: VersionView) -> Beside:
    """What there is to tell on the page of this version."""
    told = visit.session, visit.community
    kind, on = view.document.kind, visit.on
    if kind is DocumentKind.SAERAVTALE:
        number = view.row.number
        return Beside(special_agreements.special_agreement(*told, view.document.ref, on, visit.who, number))
    if kind in governing.ABOVE and view.standing is Standing.IN_FORCE:
        return Beside(resting=special_agreements.resting_on(*told, view.document, on, visit.who))
    if kind in governing.ABOVE and view.standing in AHEAD:
        return Beside(touched=special_agreements.would_be_flagged(*told, view, on, visit.who))
    return Beside()


def resting_on_place(visit: Visit, view: VersionView, place: Place) -> list[RestsHere]:
    """The special agreements in force that rest on this clause, as persons have read."""
    found = special_agreements.resting_on(visit.session, visit.community, view.document, visit.on, visit.who)
    return [each for each in found if each.clause.place.id == place.id]


def _agreement(visit: Visit, ref: str) -> SpecialAgreement:
    return special_agreements.special_agreement(visit.session, visit.community, ref, visit.on, visit.who)


def _chosen(visit: Visit, version: str, clause: str) -> tuple[VersionView, Place]:
    """The version and the clause in it that are meant, by its number or its identity; raises BadInput."""
    ref, _, number = version.partition("@")
    view = documents.version(visit.session, visit.community, ref, number or "latest", visit.who, visit.on)
    text = legal_text(view.row)
    place = text.find(clause_named(text, clause.strip())) if clause.strip() else None
    if place is None:
        raise BadInput(
            f"Versjon {view.row.number} har ikke noe punkt «{clause.strip()[:40]}»."
            if clause.strip()
            else "Du må si hvilket punkt særavtalen hviler på.",
            "",
            "Skriv nummeret slik det står i teksten, for eksempel 7.1 eller 5.2 c.",
            "punkt",
        )
    return view, place


def _read(
    visit: Visit, agreement: SpecialAgreement, view: VersionView, place: Place, form: Typed
) -> GoverningClauseRow:
    if form["svar"] not in {"ja", "nei"}:
        raise BadInput("Svaret mangler.", "", "Velg om særavtalen hviler på punktet.", "svar")
    return read_together(
        visit.session,
        visit.who,
        visit.community,
        agreement.document,
        view.row,
        place.id,
        fields.day(form["on"], "on", "Dagen"),
        clock.now(),
        holds=form["svar"] == "ja",
        note=form["note"],
    )


def _whole(
    visit: Visit, agreement: SpecialAgreement, values: Mapping[str, str], refused: RegisterError | None = None
) -> Response:
    return show(
        visit,
        "saeravtale.html",
        refused.status if refused else 200,
        agreement=agreement,
        suggestions=special_suggestions.suggestions(agreement),
        history=special_agreements.history(visit.session, agreement.document, visit.on),
        choices=[(view.ref, f"{view.document.title}, versjon {view.row.number}") for view in agreement.above],
        words=special_words,
        html=_html(visit),
        below=_below,
        values=values,
        errors=errors_of(refused) if refused else {},
    )


def _html(visit: Visit) -> Callable[[Place, str], Markup]:
    """The own words of a place, made safe by documents.html, its links leading to the day that is shown."""
    return lambda place, ref: Markup(on_the_day(render_place(place, ref), visit.page))


def _below(place: Place) -> list[Place]:
    """The clause, and what stands under it."""
    return [place] if place.point else [Place(section) for section in place.section.walk()]


def _together(
    visit: Visit,
    agreement: SpecialAgreement,
    view: VersionView,
    place: Place,
    values: Mapping[str, str],
    refused: RegisterError | None = None,
) -> Response:
    known = next(
        (
            each
            for each in agreement.resting
            if (each.document.id, each.place.id) == (view.document.id, place.id)
        ),
        None,
    )
    since = governing.against(known.read_in, place.id, view.row) if known else None
    return show(
        visit,
        "saeravtale-les.html",
        refused.status if refused else 200,
        agreement=agreement,
        view=view,
        place=place,
        known=known,
        since=since,
        rows=governing.rows_between(known.read_in, view.row, since) if known and since else (),
        words=special_words,
        html=_html(visit),
        below=_below,
        own=_own(agreement, view, place),
        values={"svar": "ja", **values},
        errors=errors_of(refused) if refused else {},
    )


def _own(agreement: SpecialAgreement, view: VersionView, place: Place) -> list[Place]:
    """What the special agreement says of it: the sections that name the clause; else all of them."""
    naming = special_suggestions.naming(agreement, view, place)
    if naming:
        return list(naming)
    return [Place(section) for section in legal_text(agreement.view.row).walk()]
