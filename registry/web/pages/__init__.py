"""The pages, one file a concept. Each endpoint asks, does, and shows."""

from fastapi import APIRouter

from registry.web.pages import (
    administration,
    bodies,
    changes,
    decisions,
    documents,
    drafts,
    front,
    imports,
    law,
    log,
    mandates,
    parties,
    search,
    sessions,
    tokens,
)


def page_routers() -> tuple[APIRouter, ...]:
    """Every page's router; of two that could answer an address, the first does."""
    return (
        front.router,
        imports.router,
        drafts.router,
        changes.router,
        documents.router,
        decisions.router,
        bodies.router,
        parties.router,
        law.router,
        mandates.router,
        search.router,
        sessions.router,
        tokens.router,
        administration.router,
        log.router,
    )
