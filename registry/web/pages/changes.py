"""What changes between two versions, and why: as a list, a table, side by side, and in the whole text."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.responses import Response

from documents.comparing.change_table import Row
from registry import clock
from registry.errors import Changed, NotFound, RegisterError
from registry.operations.reasons import Explanation, explain
from registry.permissions import Permission
from registry.queries import change_tables, comparisons, documents, redlines
from registry.queries.documents import VersionView
from registry.tables import ReasonRow
from registry.web.answers import download, see, show, unchanged
from registry.web.forms import Typed, errors_of, typed
from registry.web.pictures import chapters
from registry.web.visits import Visit, check_form, reading, writing

router = APIRouter(prefix="/dokumenter")
OPENING = "tekst"
"""What addresses call the title and what stands before the first section, which have no identity."""
HERE = "/{ref}/{number}/endringer"


class Manner(StrEnum):
    """How the changes are shown."""

    TABLE = ""
    BESIDE = "ved-siden"
    WHOLE = "hele"


@router.get(HERE)
def changes(
    visit: Annotated[Visit, reading()],
    ref: str,
    number: str,
    fra: str = "",
    vis: str = "",
    alt: str = "",
) -> Response:
    """The changes from one version to another: a plain list first, then the words in the manner chosen."""
    unchanged(visit)
    new = documents.version(visit.session, visit.community, ref, number, visit.who, visit.on)
    others = [
        each
        for each in documents.views_of(visit.session, new.document, visit.who, visit.on)
        if each.row.id != new.row.id
    ]
    old = _known_old(visit, new, fra)
    comparison = comparisons.between(old.row, new.row)
    rows = change_tables.rows_of(visit.session, old, new)
    manner = Manner(vis) if vis in set(Manner) else Manner.TABLE
    return show(
        visit,
        "endringer.html",
        old=old,
        new=new,
        others=others,
        comparison=comparison,
        chapters=chapters(comparison, documents.legal_text(new.row)),
        rows={row.change.place.id: row for row in rows},
        manner=manner,
        stretches=change_tables.stretches_of(old, new) if manner is Manner.WHOLE else (),
        open_all=bool(alt),
        may_explain=visit.who.may(Permission.DRAFTS_WRITE) and new.row.stage in comparisons.EXPLAINABLE,
        unexplained=[row for row in rows if not row.reason.why],
    )


@router.get(HERE + "/fil")
def file(visit: Annotated[Visit, reading()], ref: str, number: str, fra: str = "", som: str = "") -> Response:
    """The change table as a file of its own."""
    new = documents.version(visit.session, visit.community, ref, number, visit.who, visit.on)
    old = _known_old(visit, new, fra)
    form = change_tables.form_of(som)
    return download(change_tables.table_file(visit.session, visit.community, old, new, form))


@router.get(HERE + "/sporet")
def tracked(visit: Annotated[Visit, reading()], ref: str, number: str, fra: str = "") -> Response:
    """The changes as a Word file with tracked changes."""
    new = documents.version(visit.session, visit.community, ref, number, visit.who, visit.on)
    old = _known_old(visit, new, fra)
    return download(redlines.redline_file(visit.session, visit.community, old, new))


@router.get(HERE + "/hvorfor")
def why_form(
    visit: Annotated[Visit, reading(Permission.DRAFTS_WRITE)],
    ref: str,
    number: str,
    sted: str = OPENING,
    fra: str = "",
) -> Response:
    """Why was this place changed, and who asked?"""
    new = documents.version(visit.session, visit.community, ref, number, visit.who, visit.on)
    row = comparisons.reason_rows(visit.session, new.row).get(_identity(sted))
    return _why_form(visit, new, sted, fra, _values(row))


@router.post(HERE + "/hvorfor")
def why(
    visit: Annotated[Visit, writing(Permission.DRAFTS_WRITE)],
    ref: str,
    number: str,
    form: Annotated[Typed, Depends(typed)],
) -> Response:
    """Write it down; where somebody else has written since, show both, and lose neither."""
    check_form(visit, form["csrf"])
    new = documents.version(visit.session, visit.community, ref, number, visit.who, visit.on)
    place, base = form["sted"] or OPENING, form["fra"]
    outcome = visit.act(lambda: _explain(visit, new, form))
    if isinstance(outcome, RegisterError):
        return _why_form(visit, new, place, base, form.values(), outcome)
    back = visit.page.to(f"/dokumenter/{ref}/{number}/endringer", anchor=f"e-{place}", fra=base)
    return see(visit, back, "Begrunnelsen er lagret.")


def _old(visit: Visit, new: VersionView, number: str) -> VersionView | None:
    """The version asked for, or else the one this was made from."""
    if not number:
        return comparisons.base_of(visit.session, new, visit.who)
    return documents.version(visit.session, visit.community, new.document.ref, number, visit.who, visit.on)


def _known_old(visit: Visit, new: VersionView, number: str) -> VersionView:
    """The same; raises NotFound for the first version there is."""
    old = _old(visit, new, number)
    if old is None:
        raise NotFound(
            f"Det er ingen eldre tekst å sammenligne {new.row.number} med.",
            "Den er den første versjonen som kan leses.",
            "Les teksten i stedet.",
        )
    return old


def _row(visit: Visit, old: VersionView | None, new: VersionView, identity: str) -> Row:
    """The change that is to be explained; raises NotFound where nothing happened to the place."""
    rows = change_tables.rows_of(visit.session, old, new) if old else ()
    found = next((row for row in rows if row.change.place.id == identity), None)
    if found is None:
        raise NotFound("Dette punktet er ikke endret.", "", "Se listen over endringer.")
    return found


def _identity(place: str) -> str:
    return "" if place == OPENING else place


def _explain(visit: Visit, new: VersionView, form: Typed) -> ReasonRow:
    written = Explanation(_identity(form["sted"]), form["why"], form["asked_by"])
    revision = form.number("revision", "Utgaven du begynte på") or 0
    return explain(visit.session, visit.who, new.document, new.row, written, revision, clock.now())


def _values(row: ReasonRow | None) -> Mapping[str, str]:
    if row is None:
        return {"revision": "0"}
    return {"why": row.why, "asked_by": row.asked_by, "revision": str(row.revision)}


def _why_form(
    visit: Visit,
    new: VersionView,
    place: str,
    base: str,
    values: Mapping[str, str],
    refused: RegisterError | None = None,
) -> Response:
    """The form with the change itself above it; after a conflict also with what the other wrote."""
    old = _old(visit, new, base)
    theirs = None
    if isinstance(refused, Changed):
        theirs = comparisons.reason_rows(visit.session, new.row).get(_identity(place))
        values = {**values, "revision": _values(theirs)["revision"]}
    return show(
        visit,
        "hvorfor.html",
        refused.status if refused else 200,
        new=new,
        old=old,
        row=_row(visit, old, new, _identity(place)),
        place=place,
        base=base,
        values=values,
        theirs=theirs,
        errors=errors_of(refused) if refused and not theirs else {},
        conflict=refused if theirs else None,
    )
