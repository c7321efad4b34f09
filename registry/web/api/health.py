"""Is the program alive, is it ready, and which is it? For those who look after the installation."""

from collections.abc import Mapping

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response
from sqlalchemy.exc import SQLAlchemyError

from registry import schema
from registry.web.visits import house_of


def health_router() -> APIRouter:
    """/livez, /readyz and /version."""
    router = APIRouter(include_in_schema=False)
    router.add_api_route("/livez", livez)
    router.add_api_route("/readyz", readyz)
    router.add_api_route("/version", version)
    return router


def livez() -> Response:
    """Does the program answer at all?"""
    return _told({"status": "lever"})


def readyz(request: Request) -> Response:
    """Can the installation be used: does the database answer, with tables and guards as expected?"""
    house = house_of(request)
    try:
        current = schema.is_current(house.database)
        guarded = not schema.missing_guards(house.database)
    except SQLAlchemyError:
        current = guarded = False
    ready = current and guarded
    facts = {"status": "klar" if ready else "ikke klar", "database": current, "guards": guarded}
    return _told(facts, 200 if ready else 503)


def version(request: Request) -> Response:
    """Which version of the program is this, and of the API?"""
    return _told({"version": request.app.version, "api": "v1"})


def _told(facts: Mapping[str, object], status: int = 200) -> Response:
    return JSONResponse(facts, status, headers={"Cache-Control": "no-store"})
