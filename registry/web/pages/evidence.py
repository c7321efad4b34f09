"""The evidence sheet: what a change touches, which class it looks like, and who confirmed which."""

from typing import Annotated

from fastapi import APIRouter
from fastapi.responses import Response

from registry.queries import comparisons, documents
from registry.queries.evidence import marked_words, sheet_between
from registry.web.answers import show, unchanged
from registry.web.pages.draft_coverage import effect_of
from registry.web.visits import Visit, reading

router = APIRouter(prefix="/dokumenter")


@router.get("/{ref}/{number}/bevis")
def sheet(visit: Annotated[Visit, reading()], ref: str, number: str, fra: str = "") -> Response:
    """What changes from the version asked for, or from the one this was made from, touches."""
    unchanged(visit)
    session, community = visit.session, visit.community
    new = documents.version(session, community, ref, number, visit.who, visit.on)
    named = documents.version(session, community, ref, fra, visit.who, visit.on) if fra else None
    old = named or comparisons.base_of(session, new, visit.who)
    return show(
        visit,
        "bevis.html",
        old=old,
        new=new,
        sheet=sheet_between(session, old, new) if old else None,
        standing_now={place.id for place in documents.legal_text(new.row).places()},
        marked=marked_words,
        effect=effect_of(visit, new),
    )
