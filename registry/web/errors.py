"""From an error to an answer: a page for people, problem+json for programs. One place."""

import logging
from http import HTTPStatus

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, JSONResponse, Response
from starlette.exceptions import HTTPException

from documents.kinds import Language
from registry import clock
from registry.errors import AlreadyThere, BadInput, NotFound, RegisterError
from registry.permissions import PUBLIC
from registry.web.forms import LARGEST_FIELD, MOST_FIELDS, MOST_FILES
from registry.web.rendering import PageContext, render
from registry.web.security import comes_from_here, headers_of
from registry.web.visits import AlreadyMade, NotModified, house_of

LOG = logging.getLogger("avtaleverk")
API = "/api/"
SECRETS = frozenset({"csrf", "old", "password"})


def install(app: FastAPI) -> None:
    """Let the application answer every error in words."""
    app.add_exception_handler(RegisterError, _register_error)
    app.add_exception_handler(RequestValidationError, _wrong_request)
    app.add_exception_handler(HTTPException, _http_error)
    app.add_exception_handler(NotModified, _not_modified)
    app.add_exception_handler(AlreadyMade, _already_made)
    app.add_exception_handler(Exception, _our_fault)


def problem(error: RegisterError, instance: str) -> Response:
    """The error as RFC 9457 problem details."""
    body: dict[str, object] = {
        "type": f"/feil/{error.code}",
        "title": error.what,
        "status": error.status,
        "detail": str(error),
        "instance": instance,
    }
    if isinstance(error, BadInput) and error.field:
        body["field"] = error.field
    if isinstance(error, AlreadyThere) and error.path:
        body["existing"] = error.path
    return JSONResponse(body, error.status, media_type="application/problem+json")


async def _register_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, RegisterError)
    if request.url.path.startswith(API):
        return problem(error, request.url.path)
    typed = await _typed(request) if error.status in {401, 403} and request.method == "POST" else ""
    page = render("feil.html", _page(request), error=error, status=error.status, typed=typed)
    return HTMLResponse(page, error.status)


async def _typed(request: Request) -> str:
    """The sentences a person typed before we turned out to have forgotten them: nothing typed is lost.

    Passwords are not shown again, nor anything another site has sent here.
    """
    if not comes_from_here(request.headers, request.app.state.house.settings.base_url):
        return ""
    try:
        form = await request.form(max_files=MOST_FILES, max_fields=MOST_FIELDS, max_part_size=LARGEST_FIELD)
    except HTTPException:  # it was no form; then there is nothing to show
        return ""
    values = (value for name, value in form.items() if name not in SECRETS and isinstance(value, str))
    return "\n\n".join(value for value in values if " " in value.strip())


async def _wrong_request(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    faults = error.errors()
    field = ".".join(str(part) for part in faults[0]["loc"][1:]) if faults else ""
    why = f"Feltet «{field}» mangler eller har feil form." if field else "Noe mangler eller har feil form."
    wrong = BadInput("Det du sendte, kan ikke brukes.", why, "Rett det og send på nytt.", field)
    return await _register_error(request, wrong)


async def _http_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    told = _TOLD.get(error.status_code)
    if told is None:
        told = RegisterError("Dette gikk ikke.", HTTPStatus(error.status_code).phrase)
    told.status = error.status_code
    answer = await _register_error(request, told)
    for name, value in (error.headers or {}).items():
        answer.headers[name] = value
    return answer


async def _not_modified(_request: Request, error: Exception) -> Response:
    assert isinstance(error, NotModified)
    return Response(status_code=304, headers={"ETag": error.etag, "Cache-Control": "private, no-cache"})


async def _already_made(_request: Request, error: Exception) -> Response:
    assert isinstance(error, AlreadyMade)
    return HTMLResponse(error.page, headers={"ETag": error.etag, "Cache-Control": "private, no-cache"})


async def _our_fault(request: Request, error: Exception) -> Response:
    LOG.error("%s %s", request.method, request.url.path, exc_info=error)
    ours = RegisterError(
        "Noe gikk galt hos oss.",
        "Feilen er skrevet i loggen til den som driver registeret.",
        "Ingenting er lagret. Prøv igjen.",
    )
    ours.status, ours.code = 500, "var-feil"
    answer = await _register_error(request, ours)
    base_url = house_of(request).settings.base_url
    answer.headers.update(headers_of(base_url))  # this handler stands outside every middleware
    return answer


def _page(request: Request) -> PageContext:
    """What an error page knows: it asks nothing of the database, which may be what failed."""
    language = Language.NN if request.cookies.get("sprak") == "nn" else Language.NB
    return PageContext(
        actor=PUBLIC, on=clock.today(), today=clock.today(), path=request.url.path, language=language
    )


_TOLD: dict[int, RegisterError] = {
    404: NotFound("Siden finnes ikke.", "Adressen kan være skrevet feil.", "Søk, eller begynn på forsiden."),
    405: RegisterError(
        "Adressen tar ikke imot dette.", "Handlingen finnes ikke her.", "Gå tilbake og prøv på nytt."
    ),
}
