"""The pages, one file a concept. Each endpoint asks, does, and shows."""

from fastapi import APIRouter

from registry.web.pages import (
    administration,
    amendments,
    bases,
    bodies,
    changes,
    clauses,
    collection,
    decisions,
    documents,
    drafting,
    drafts,
    evidence,
    front,
    imports,
    law,
    log,
    mandates,
    papers,
    parties,
    returns,
    rewriting,
    search,
    sendings,
    sessions,
    templates,
    tokens,
)


def page_routers() -> tuple[APIRouter, ...]:
    """Every page's router; of two that could answer an address, the first does."""
    return (
        front.router,
        collection.router,
        clauses.router,
        imports.router,
        drafts.router,
        drafting.router,
        rewriting.router,
        sendings.router,
        returns.router,
        amendments.router,
        papers.router,
        changes.router,
        evidence.router,
        documents.router,
        bases.router,
        decisions.router,
        bodies.router,
        parties.router,
        law.router,
        mandates.router,
        search.router,
        sessions.router,
        tokens.router,
        templates.router,
        administration.router,
        log.router,
    )
