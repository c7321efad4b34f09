"""Saying anew what class of change a version is, and what it does."""

from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.responses import Response

from decisions.proposals import Finding
from documents.kinds import ChangeClass
from registry import clock
from registry.errors import RegisterError
from registry.operations.classifying import classify
from registry.permissions import Permission
from registry.queries import classifications, documents, evidence, findings, rejudging
from registry.queries.documents import VersionView
from registry.tables import ClassificationRow
from registry.web.answers import see, show
from registry.web.forms import Typed, errors_of, options, typed
from registry.web.pages.findings_form import CHANGES, TRAITS, findings_of, places_of, values_of
from registry.web.visits import Visit, check_form, reading, writing

router = APIRouter(prefix="/dokumenter")
HERE = "/{ref}/{number}/klassifiser"


@router.get(HERE)
def classify_form(
    visit: Annotated[Visit, reading(Permission.DECISIONS_RECORD)], ref: str, number: str
) -> Response:
    """What is said of the change now, what its words point to, and the form to say otherwise."""
    view = _version(visit, ref, number)
    return _form(visit, view, _values(visit, view))


@router.post(HERE)
def classify_anew(
    visit: Annotated[Visit, writing(Permission.DECISIONS_RECORD)],
    ref: str,
    number: str,
    form: Annotated[Typed, Depends(typed)],
) -> Response:
    """Keep what is said; all decisions are judged anew."""
    check_form(visit, form["csrf"])
    view = _version(visit, ref, number)
    outcome = visit.act(lambda: _classify(visit, view, form))
    if isinstance(outcome, RegisterError):
        return _form(visit, view, form.values(), outcome)
    last = rejudging.last_run(visit.session, visit.community)
    told = f"Endringen er klassifisert. {last.sentence if last else ''}".strip()
    return see(visit, f"/dokumenter/{ref}/{number}", told)


def _version(visit: Visit, ref: str, number: str) -> VersionView:
    return documents.version(visit.session, visit.community, ref, number, visit.who, visit.on)


def _classify(visit: Visit, view: VersionView, form: Typed) -> ClassificationRow:
    return classify(
        visit.session,
        visit.who,
        view.document,
        view.row,
        form.choice("change", ChangeClass, "Slaget endring"),
        findings_of(form, visit.who.name),
        form["reason"],
        clock.now(),
    )


def _values(visit: Visit, view: VersionView) -> dict[str, str]:
    said = classifications.classified(visit.session, view.row)
    return {"change": said.change.value} | values_of(said.findings)


def _form(
    visit: Visit, view: VersionView, values: Mapping[str, str], refused: RegisterError | None = None
) -> Response:
    held = evidence.sheet_from_base(visit.session, view, visit.who)
    pointed = findings.possible(held[1].findings) if held else frozenset[Finding]()
    return show(
        visit,
        "klassifiser.html",
        refused.status if refused else 200,
        view=view,
        base=held[0] if held else None,
        sheet=held[1] if held else None,
        said=classifications.classified(visit.session, view.row),
        before=[
            classifications.of_row(r) for r in classifications.classifications_of(visit.session, view.row)
        ],
        change_options=options(visit.page, CHANGES),
        traits=[(number, trait, places_of(pointed, trait)) for number, trait in TRAITS],
        values=values,
        errors=errors_of(refused) if refused else {},
    )
