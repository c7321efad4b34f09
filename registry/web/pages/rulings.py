"""What a person adds beside a decision: the answer to what its verdict asks, and that the record is true."""

from collections.abc import Mapping
from functools import partial
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Depends
from fastapi.responses import Response

from decisions.verdict import Answer
from decisions.words import day_in_words
from registry import clock, fields
from registry.errors import AlreadyThere, RegisterError
from registry.operations.certifying import certify
from registry.operations.rulings import RulingEntry, rule_on
from registry.operations.source_files import SourceFile
from registry.permissions import Permission
from registry.queries import bodies, certifications, decisions, rulings
from registry.queries.decisions import DecisionView
from registry.tables import CertificationRow, RulingRow
from registry.web.answers import download, see, show
from registry.web.forms import Typed, errors_of, typed
from registry.web.visits import Visit, check_form, reading, writing

router = APIRouter(prefix="/vedtak")
Form = Annotated[Typed, Depends(typed)]
Reads = Annotated[Visit, reading(Permission.DECISIONS_RECORD)]
Writes = Annotated[Visit, writing(Permission.DECISIONS_RECORD)]


@router.get("/{ref}/avgjor")
def ruling_form(visit: Reads, ref: str) -> Response:
    """The question as the verdict asked it, and room for a person's answer."""
    values = {"by": visit.who.name, "on": day_in_words(clock.today())}
    return _ruling(visit, decisions.decision(visit.session, visit.community, ref), values)


@router.post("/{ref}/avgjor")
def rule(visit: Writes, ref: str, form: Form) -> Response:
    """Keep the answer beside the verdict."""
    check_form(visit, form["csrf"])
    view = decisions.decision(visit.session, visit.community, ref)
    outcome = visit.act(lambda: _rule(visit, view, form))
    if isinstance(outcome, RegisterError):
        return _ruling(visit, view, form.values(), outcome)
    return see(visit, f"/vedtak/{ref}#avgjort", f"Avgjørelsen er registrert: {outcome.answer.label.lower()}.")


@router.get("/{ref}/bekreft")
def certification_form(visit: Reads, ref: str) -> Response:
    """What is recorded, and room for the source that somebody has seen."""
    return _certification(visit, decisions.decision(visit.session, visit.community, ref), {})


@router.post("/{ref}/bekreft")
def vouch(form: Form, visit: Writes, ref: str) -> Response:
    """Vouch for the record. The form comes first: no file is waited for while the register is held."""
    check_form(visit, form["csrf"])
    view = decisions.decision(visit.session, visit.community, ref)
    outcome = visit.act(lambda: _vouch(visit, view, form))
    if isinstance(outcome, RegisterError):
        return _certification(visit, view, form.values(), outcome)
    return see(visit, f"/vedtak/{ref}", f"Vedtaket er bekreftet av {outcome.certified_by}.")


@router.get("/{ref}/bekreft/{sha256}")
def source_file(visit: Annotated[Visit, reading(Permission.DRAFTS_READ)], ref: str, sha256: str) -> Response:
    """The file as it came. It is never shown as a page, whatever it is."""
    view = decisions.decision(visit.session, visit.community, ref)
    return download(certifications.file_of(visit.session, view.row, sha256))


def _rule(visit: Visit, view: DecisionView, form: Typed) -> RulingRow:
    entry = RulingEntry(
        form.choice("answer", Answer, "Svaret"),
        form["reason"],
        form["authority"],
        form["by"],
        fields.day(form["on"], "on", "Dagen"),
    )
    return rule_on(visit.session, visit.who, visit.community, view.row, entry, clock.now())


def _vouch(visit: Visit, view: DecisionView, form: Typed) -> CertificationRow:
    upload = form.file("file")
    file = SourceFile(upload.filename or "fil", upload.file.read()) if upload else None
    told = partial(certify, visit.session, visit.who, visit.community, view.row, clock.now())
    return told(link=form["link"], file=file, note=form["note"])


def _ruling(
    visit: Visit, view: DecisionView, values: Mapping[str, str], refused: RegisterError | None = None
) -> Response:
    return show(
        visit,
        "vedtak-avgjor.html",
        refused.status if refused else 200,
        view=view,
        given=view.verdict.to_dict(),
        before=rulings.latest(visit.session, view.row),
        **_shown(visit, view, values, refused),
    )


def _certification(
    visit: Visit, view: DecisionView, values: Mapping[str, str], refused: RegisterError | None = None
) -> Response:
    return show(
        visit,
        "vedtak-bekreft.html",
        refused.status if refused else 200,
        view=view,
        before=certifications.of_decision(visit.session, view.row),
        **_shown(visit, view, values, refused),
    )


def _shown(
    visit: Visit, view: DecisionView, values: Mapping[str, str], refused: RegisterError | None
) -> dict[str, object]:
    name = bodies.body_values(visit.session, visit.community)[view.body.id].name_on(view.row.meeting_on)
    existing = quote(refused.path) if isinstance(refused, AlreadyThere) else ""
    errors = errors_of(refused) if refused else {}
    return {"name": name, "values": values, "errors": errors, "existing": existing}
