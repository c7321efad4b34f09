"""What a body had before it when it decided: the comparison as it was made then."""

from typing import Annotated

from fastapi import APIRouter
from fastapi.responses import Response

from documents.comparing.change_table import change_rows
from registry.fingerprints import text_hash
from registry.queries import comparisons, decisions, documents
from registry.web.answers import show, unchanged
from registry.web.pictures import chapters
from registry.web.visits import Visit, reading

router = APIRouter(prefix="/vedtak")


@router.get("/{ref}/endringer")
def basis(visit: Annotated[Visit, reading()], ref: str) -> Response:
    """The comparison that the decision rested on, drawn from what was kept."""
    unchanged(visit)
    view = decisions.decision(visit.session, visit.community, ref)
    view.refuse_closed(visit.who)
    kept = comparisons.the_basis(visit.session, visit.who, view.row)
    old, new = documents.legal_text(kept.old), documents.legal_text(kept.new)
    comparison = kept.comparison
    return show(
        visit,
        "vedtakets-endringer.html",
        view=view,
        basis=kept,
        hash=text_hash(kept.row.content),
        chapters=chapters(comparison, new),
        rows={row.change.place.id: row for row in change_rows(comparison, old, new, {})},
    )
