"""The whole set of a day: told, and taken out as one file."""

from typing import Annotated

from fastapi import APIRouter, Path, Query
from fastapi.responses import Response

from registry.queries import collections
from registry.queries.collection_files import CollectionFormat, take_out
from registry.web.answers import download
from registry.web.api.calls import Call, api_reading
from registry.web.api.described import public_read
from registry.web.api.problems import ApiRoute
from registry.web.api.schemas_collections import CollectionTold
from registry.web.api.types import OfParty, On, Ref

router = APIRouter(tags=["documents"], route_class=ApiRoute)
WithOther = Annotated[
    Ref | None,
    Query(
        alias="with",
        description="Together with `party`: only what binds the two as a pair.",
        examples=["helse-fjordmark"],
    ),
]
_FILES = {
    form.media_type.partition(";")[0]: {
        "schema": {"type": "object" if form is CollectionFormat.JSON else "string"}
    }
    for form in CollectionFormat
}


@router.get("/in-force/collection", **public_read("get_collection", "The whole set of a day"))
def collection(
    call: Annotated[Call, api_reading()], on: On = None, party: OfParty = None, other: WithOther = None
) -> CollectionTold:
    """What is in force that day: since when, adopted by whom, its hash, and who yields to whom."""
    return CollectionTold.of(_found(call, on, party, other))


@router.get(
    "/in-force/collection/files/{form}",
    response_class=Response,
    **public_read("get_collection_file", "The whole set of a day as one file", content=_FILES),
)
def file(
    call: Annotated[Call, api_reading()],
    form: Annotated[CollectionFormat, Path(description="The kind of file.", examples=["md"])],
    on: On = None,
    party: OfParty = None,
    other: WithOther = None,
) -> Response:
    """All the texts in one Word file or in a zip, or the manifest alone as words or JSON."""
    return download(take_out(call.session, _found(call, on, party, other), form))


def _found(call: Call, on: On, party: OfParty, other: WithOther) -> collections.Collection:
    return collections.collection(call.session, call.community, call.day(on), party or "", other or "")
