"""What the texts in force cite of the law, and which of it no longer stands where they say."""

from typing import Annotated

from fastapi import APIRouter
from fastapi.responses import Response

from documents.laws import all_begun, all_changes, all_laws
from documents.laws.standing import Holds
from registry.queries import parties
from registry.queries.stale_references import law_references_on
from registry.web.answers import show, unchanged
from registry.web.visits import Visit, reading

router = APIRouter()


@router.get("/lovkrav/henvisninger")
def references(visit: Annotated[Visit, reading()], part: str = "") -> Response:
    """Every text in force, and the places where it cites what the law no longer says, or not yet."""
    unchanged(visit)
    session, community = visit.session, visit.community
    party = parties.party(session, community, part) if part else None
    found = law_references_on(session, community, visit.on, party)
    return show(
        visit,
        "lovkrav-henvisninger.html",
        found=found,
        counts=found.counts,
        to_read=[each for each in found.texts if each.those(Holds.STALE, Holds.DOUBTFUL, Holds.NOT_YET)],
        unknown=[each for each in found.texts if each.those(Holds.UNKNOWN)],
        holds=Holds,
        known={"laws": len(all_laws()), "changes": len(all_changes()) + len(all_begun())},
        parties=parties.adopting_parties(session, community, visit.on),
        party=party,
    )
