"""What changes between two versions, and why."""

from typing import Annotated

from fastapi import APIRouter
from fastapi.responses import Response

from documents.diff import compare
from registry.queries import documents
from registry.web.answers import show, unchanged
from registry.web.pictures import chapters
from registry.web.visits import Visit, reading

router = APIRouter(prefix="/dokumenter")


@router.get("/{ref}/{number}/endringer")
def changes(visit: Annotated[Visit, reading()], ref: str, number: str, fra: str, vis: str = "") -> Response:
    """The changes from one version to another: a plain list first, then before and now."""
    unchanged(visit)
    session, community = visit.session, visit.community
    new = documents.version(session, community, ref, number, visit.who, visit.on)
    old = documents.version(session, community, ref, fra, visit.who, visit.on)
    text = documents.legal_text(new.row)
    comparison = compare(documents.legal_text(old.row), text)
    return show(
        visit,
        "endringer.html",
        old=old,
        new=new,
        comparison=comparison,
        chapters=chapters(comparison, text),
        beside=vis == "ved-siden",
    )
