"""The application: pages for people, an API for programs, and what keeps both safe."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import anyio.to_thread
from fastapi import FastAPI
from starlette.staticfiles import StaticFiles

from registry.house import House
from registry.packing import packer_of
from registry.web import errors
from registry.web.api import api_router, problems
from registry.web.api.health import health_router
from registry.web.pages import page_routers
from registry.web.security import SecurityHeaders, SizeLimit

THREADS = 8  # endpoints are plain functions; more threads than this only wait for one another
STATIC = Path(__file__).parent / "static"
DESIGNSYSTEMET = Path("node_modules/@digdir/designsystemet-css/dist")


def make_app(house: House) -> FastAPI:
    """The web application of one installation."""
    app = FastAPI(
        title="Avtaleverk",
        version=program_version(),
        description="Register for avtaler, retningslinjer og vedtak i et helsefellesskap.",
        openapi_url="/api/openapi.json",
        docs_url=None,
        redoc_url=None,
        lifespan=_lifespan,
    )
    app.state.house = house
    for router in page_routers():
        app.include_router(router, include_in_schema=False)
    app.include_router(api_router())
    app.include_router(health_router())
    app.mount("/static/ds", StaticFiles(directory=designsystemet()), name="designsystemet")
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    errors.install(app)
    problems.install(app)
    app.add_middleware(SizeLimit)
    app.add_middleware(SecurityHeaders, base_url=house.settings.base_url)
    return app


def designsystemet() -> Path:
    """The folder of the style sheet that set-up fetched; raises FileNotFoundError when it did not."""
    for root in (Path(__file__).resolve().parents[2], Path.cwd()):
        if (root / DESIGNSYSTEMET).is_dir():
            return root / DESIGNSYSTEMET
    raise FileNotFoundError("Stilarket mangler. Kjør ./avtaleverk en gang til; det henter stilarket med npm.")


def program_version() -> str:
    """The version of the program."""
    try:
        return version("avtaleverk")
    except PackageNotFoundError:
        return "0.1.0"


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    anyio.to_thread.current_default_thread_limiter().total_tokens = THREADS
    packer_of(app.state.house).start()
    app.state.house.index.keep_up()
    yield
    app.state.house.close()
