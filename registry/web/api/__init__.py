"""The API for programs: all that the pages show and do. One file a concept, the same names as the pages."""

from fastapi import APIRouter

from registry.web.api import (
    agenda_items,
    amendments,
    bodies,
    case_packages,
    cases,
    classifications,
    clauses,
    collections,
    decisions,
    delegations,
    documents,
    drafts,
    evidence,
    exchange,
    funds,
    imports,
    law,
    log,
    mandates,
    meetings,
    papers,
    parties,
    people,
    persons,
    reasons,
    rejudgings,
    rounds,
    rules,
    rulings,
    search,
    seats,
    sections,
    templates,
    versions,
)
from registry.web.api.problems import ApiRoute


def api_router() -> APIRouter:
    """Every operation of the API, under /api/v1."""
    router = APIRouter(prefix="/api/v1", route_class=ApiRoute)
    for each in (
        documents,
        collections,
        versions,
        rounds,
        evidence,
        clauses,
        drafts,
        sections,
        imports,
        exchange,
        amendments,
        decisions,
        rulings,
        cases,
        meetings,
        agenda_items,
        mandates,
        rules,
        rejudgings,
        delegations,
        classifications,
        law,
        papers,
        case_packages,
        seats,
        funds,
        bodies,
        parties,
        search,
        log,
        people,
        persons,
        reasons,
        templates,
    ):
        router.include_router(each.router)
    return router
