"""Clauses: how one has read through the versions, and what leans on it."""

from typing import Annotated

from fastapi import APIRouter, Path

from registry.errors import NotFound
from registry.queries import clauses, documents
from registry.queries.documents import legal_text
from registry.web.api.calls import Call, api_reading
from registry.web.api.described import public_read
from registry.web.api.documents import known_document, known_version
from registry.web.api.problems import ApiRoute
from registry.web.api.schemas_clauses import PlaceTold, SupportTold
from registry.web.api.types import DocumentInPath, On, SectionId, VersionInPath

router = APIRouter(tags=["versions"], route_class=ApiRoute)
SectionInPath = Annotated[
    SectionId, Path(description="The lasting identity of a section or point.", examples=["k3m9x2p7qa"])
]


@router.get(
    "/documents/{ref}/places/{section}", **public_read("get_place", "One clause through all versions")
)
def place(
    call: Annotated[Call, api_reading()], ref: DocumentInPath, section: SectionInPath, on: On = None
) -> list[PlaceTold]:
    """How a section or lettered point read, and which number it had, in each version you may read."""
    views = documents.views_of(call.session, known_document(call, ref), call.who, call.day(on))
    found = [(view, legal_text(view.row).find(section)) for view in views]
    told = [PlaceTold.of(view, each) for view, each in found if each is not None]
    if not told:
        raise NotFound("Punktet finnes ikke i dette dokumentet.", "", "Se «sections» i en versjon.")
    return told


@router.get(
    "/documents/{ref}/versions/{number}/places/{section}/support",
    **public_read("get_support", "What leans on a clause of a version"),
)
def support(
    call: Annotated[Call, api_reading()],
    ref: DocumentInPath,
    number: VersionInPath,
    section: SectionInPath,
    on: On = None,
) -> SupportTold:
    """The texts in force that day that refer to it, the mandate rules and the law's items that rest on it."""
    view = known_version(call, ref, number, on)
    found = legal_text(view.row).find(section)
    if found is None:
        raise NotFound("Punktet finnes ikke i denne versjonen.", "", "Se «sections» i versjonen.")
    return SupportTold.of(clauses.leaning_on(call.session, call.community, view, found, call.day(on)))
