"""The catalogues of demands: what the law asks, an office's own files, and who stands for an entry."""

from typing import Annotated

from fastapi import APIRouter, Path
from fastapi.responses import Response

from documents.minimums.values import LARGEST_NUMBER
from registry import clock
from registry.operations import catalogues as operations
from registry.operations.catalogues import CatalogueRefused
from registry.permissions import Permission
from registry.queries import catalogues
from registry.queries.catalogue_facts import catalogue_facts, entry_facts
from registry.web.api.calls import Call, api_reading, api_writing
from registry.web.api.described import create, public_read
from registry.web.api.problems import ApiRoute, WrongRequest
from registry.web.api.repeats import RepeatKey, once
from registry.web.api.schemas_catalogues import (
    CatalogueAdded,
    CatalogueSent,
    CataloguesTold,
    CatalogueTold,
    EntryTold,
    SignatureSent,
)
from registry.web.api.types import On

router = APIRouter(tags=["law"], route_class=ApiRoute)
Keeping = Annotated[Call, api_writing(Permission.CATALOGUE_KEEP)]
CatalogueInPath = Annotated[
    str, Path(max_length=40, description="The catalogue's lasting reference.", examples=["hol-6-2"])
]
NumberInPath = Annotated[
    int, Path(ge=1, le=LARGEST_NUMBER, description="The demand's number in it.", examples=[4])
]


@router.get("/catalogues", **public_read("list_catalogues", "All that the law asks, as dated data"))
def all_catalogues(call: Annotated[Call, api_reading()], on: On = None) -> CataloguesTold:
    """Every catalogue with every state of its demands, their sources, and who stands for them."""
    day = call.day(on)
    signed = catalogues.signatures(call.session, call.community)
    found = catalogues.catalogues(call.session, call.community)
    return CataloguesTold.model_validate(
        {
            "on": day,
            "edition": catalogues.edition(call.session, call.community),
            "catalogues": [catalogue_facts(each, day, signed) for each in found],
        }
    )


@router.get("/catalogues/{ref}", **public_read("get_catalogue", "One catalogue of demands"))
def catalogue(call: Annotated[Call, api_reading()], ref: CatalogueInPath, on: On = None) -> CatalogueTold:
    """Every state of its demands, and which are in force on the day."""
    found = catalogues.catalogue(call.session, call.community, ref)
    signed = catalogues.signatures(call.session, call.community)
    return CatalogueTold.model_validate(catalogue_facts(found, call.day(on), signed))


@router.post("/catalogues", response_model=CatalogueAdded, **create("add_catalogue", "Add a file of demands"))
def add(call: Keeping, sent: CatalogueSent, repeat: RepeatKey = None) -> Response:
    """Lay an office's own file beside those that are there. Every fault is told; nothing is overwritten.

    Needs kravliste:endre.
    """
    return once(call, repeat, sent, lambda: _add(call, sent))


@router.post(
    "/catalogues/{ref}/entries/{nr}/signatures",
    response_model=EntryTold,
    **create("sign_demand", "Stand for an entry, or take that back"),
)
def sign(
    call: Keeping, ref: CatalogueInPath, nr: NumberInPath, sent: SignatureSent, repeat: RepeatKey = None
) -> Response:
    """The caller has held the entry against its source, or takes it back with a reason.

    Needs kravliste:endre.
    """
    return once(call, repeat, sent, lambda: _sign(call, f"{ref}:{nr}", sent))


def _add(call: Call, sent: CatalogueSent) -> CatalogueAdded:
    try:
        row = operations.add_catalogue(
            call.session,
            call.who,
            call.community,
            sent.name,
            sent.file.encode(errors="surrogatepass"),
            clock.now(),
        )
    except CatalogueRefused as refused:
        raise WrongRequest([("file", str(fault)) for fault in refused.faults]) from refused
    edition = catalogues.edition(call.session, call.community)
    return CatalogueAdded(name=row.name, hash=row.hash, edition=edition)


def _sign(call: Call, key: str, sent: SignatureSent) -> EntryTold:
    state = catalogues.entry(call.session, call.community, key, sent.since)
    act = operations.sign_demand if sent.holds else operations.take_back_signature
    today = clock.today()
    act(call.session, call.who, call.community, state, call.who.name, sent.note, today, clock.now())
    given = catalogues.signature_of(call.session, call.community, state)
    return EntryTold.model_validate(entry_facts(state, today, given))
