"""The whole set of a day: what applies, what goes before what, and all of it to keep."""

from typing import Annotated

from fastapi import APIRouter
from fastapi.responses import Response

from documents.precedence import LAW
from registry.errors import BadInput
from registry.queries import collections, parties
from registry.queries.collection_files import CollectionFormat, take_out
from registry.queries.parties import PairView
from registry.tables import PartyRow
from registry.web.answers import download, show, unchanged
from registry.web.visits import Visit, reading

router = APIRouter(prefix="/dokumenter/samling")


@router.get("")
def the_set(visit: Annotated[Visit, reading()], part: str = "", med: str = "") -> Response:
    """Every text in force on the day in order of precedence; for all, for one party or for one pair."""
    unchanged(visit)
    found = collections.collection(visit.session, visit.community, visit.on, part, med)
    return show(
        visit,
        "samling.html",
        found=found,
        law=LAW,
        present={each.kind for each in found.kinds},
        parties=choosable(visit),
        party=found.party,
        pairs=_pairs(visit, found.party),
        formats=list(CollectionFormat),
    )


@router.get("/fil")
def file(visit: Annotated[Visit, reading()], som: str = "docx", part: str = "", med: str = "") -> Response:
    """The same as a file: one Word file, a zip of every text, or the manifest alone."""
    if som not in set(CollectionFormat):
        raise BadInput(
            f"Registeret kan ikke lage filer av slaget «{som[:20]}».", "", "Velg docx, zip, md eller json."
        )
    found = collections.collection(visit.session, visit.community, visit.on, part, med)
    return download(take_out(visit.session, found, CollectionFormat(som)))


def choosable(visit: Visit) -> list[PartyRow]:
    """The parties of the day that stand in a pair: those for whom another set may apply."""
    standing = parties.pairs(visit.session, visit.community, visit.on)
    rows = {row.id: row for pair in standing for row in (pair.kommune, pair.foretak)}
    return sorted(rows.values(), key=lambda row: row.name)


def _pairs(visit: Visit, party: PartyRow | None) -> list[PairView]:
    """The pairs to choose one of, where the party stands in several."""
    if party is None:
        return []
    standing = parties.pairs(visit.session, visit.community, visit.on)
    found = [pair for pair in standing if party.id in {pair.kommune.id, pair.foretak.id}]
    return found if len(found) > 1 else []
