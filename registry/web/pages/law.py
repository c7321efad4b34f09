"""What the law demands, held against what applies: items, pairs, duties."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from fastapi import APIRouter
from fastapi.responses import Response

from documents.coverage import Coverage, Degree, ItemCoverage, Mark
from registry.queries import coverage, documents, duties, parties
from registry.queries.coverage import Compliance
from registry.web.answers import show, unchanged
from registry.web.visits import Visit, reading

router = APIRouter()


@dataclass(frozen=True, slots=True)
class Evidence:
    """Places of one version that a person judged in one breath."""

    document: str
    version: str
    title: str
    degree: Degree
    judged_by: str
    judged_on: date
    reason: str
    places: tuple[Mark, ...]


@router.get("/lovkrav")
def law(visit: Annotated[Visit, reading()], part: str = "") -> Response:
    """The items of the law on the day, for all or for one party, each with what a person says covers it."""
    unchanged(visit)
    session, community = visit.session, visit.community
    party = parties.party(session, community, part) if part else None
    held = coverage.compliance(session, community, visit.on, party)
    titles = {row.ref: row.title for row in documents.all_documents(session, community)}
    return show(
        visit,
        "lovkrav.html",
        items=[(item, evidence(item, titles)) for item in held.items],
        totals=held.totals,
        duties=duties.duties(session, community, visit.on, party, visit.who),
        parties=parties.adopting_parties(session, community, visit.on),
        party=party,
    )


@router.get("/lovkrav/par")
def pairs(visit: Annotated[Visit, reading()]) -> Response:
    """The same for every pair: the law binds pair by pair."""
    unchanged(visit)
    held = coverage.compliance_by_pair(visit.session, visit.community, visit.on)
    return show(visit, "lovkrav-par.html", rows=[(each, _lacking(each)) for each in held])


def evidence(item: ItemCoverage, titles: Mapping[str, str]) -> list[Evidence]:
    """The judgements on an item, those given together as one."""
    together: dict[tuple[object, ...], list[Mark]] = {}
    for mark in item.evidence:
        key = (mark.document, mark.version, mark.degree, mark.judged_by, mark.judged_on, mark.reason)
        together.setdefault(key, []).append(mark)
    return [_told(marks, titles) for marks in together.values()]


def _told(marks: Sequence[Mark], titles: Mapping[str, str]) -> Evidence:
    first = marks[0]
    return Evidence(
        document=first.document,
        version=first.version,
        title=titles[first.document],
        degree=first.degree,
        judged_by=first.judged_by,
        judged_on=first.judged_on,
        reason=first.reason,
        places=tuple(marks),
    )


def _lacking(held: Compliance) -> list[int]:
    """The numbers of the items that are in force and not wholly covered."""
    return [item.minimum.nr for item in held.items if item.status in {Coverage.MISSING, Coverage.PARTLY}]
