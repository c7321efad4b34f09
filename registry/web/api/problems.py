"""Errors that tell a program more than a sentence, and what every call of the API has in common."""

import hashlib
from collections.abc import Callable, Coroutine, Mapping, Sequence
from typing import Any

from fastapi import FastAPI, Request
from fastapi.dependencies.models import Dependant
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException

from registry.errors import Changed, NotSignedIn, RegisterError
from registry.web.api.described import SCHEMAS

MOST_FAULTS = 50
LONGEST_NAME = 80
Handler = Callable[[Request], Coroutine[Any, Any, Response]]


class Explained(RegisterError):
    """An error with members of its own in its problem details (RFC 9457 § 3.2)."""

    more: Mapping[str, object] = {}


class WrongRequest(Explained):
    """Something in the call cannot be read; `more` names each field and says why."""

    status, code = 422, "kan-ikke-brukes"

    def __init__(self, faults: Sequence[tuple[str, str]]) -> None:
        """Take each field's name and a whole sentence about it."""
        field, message = faults[0]
        first = f"{field}: {message}" if field else message
        super().__init__(
            "Det du sendte, kan ikke brukes.", first, "Rett det og send på nytt. Ingenting er endret."
        )
        told = [{"field": where, "message": why} for where, why in faults[:MOST_FAULTS]]
        self.more = {"field": field, "errors": told}


class Unreadable(Explained):
    """The body is not JSON in UTF-8, or is nested or large beyond reason."""

    status, code = 400, "uleselig"

    def __init__(self) -> None:
        """The sentence is the same whatever the cause."""
        super().__init__(
            "Det du sendte, kunne ikke leses.",
            "Det er ikke JSON i UTF-8, eller det er for dypt eller har for store tall.",
            "Rett det og send på nytt. Ingenting er endret.",
        )


class TextChanged(Explained, Changed):
    """The text is another than the one the caller had; `more` holds both, so that none is lost."""

    def __init__(self, etag: str, current: str, sent: str | None) -> None:
        """Take the mark of the text as it is now, that text, and the one that was sent."""
        super().__init__(
            "Teksten ble endret i mellomtiden.",
            "Merket i If-Match er ikke merket til teksten slik den er nå.",
            "Begge tekstene står i svaret. Velg, og send med det nye merket. Ingenting er lagret.",
        )
        self.more = {"etag": etag, "current": current} | ({} if sent is None else {"sent": sent})


class NoKey(Explained, NotSignedIn):
    """The call needs a key that opens something."""


class ApiRoute(APIRoute):
    """One operation: what cannot be read is told field by field; a reader who has the answer gets 304."""

    def get_route_handler(self) -> Handler:
        """FastAPI's own handler, with that before and after it."""
        handler = super().get_route_handler()

        async def handle(request: Request) -> Response:
            try:
                answer = await handler(request)
            except RequestValidationError as wrong:
                raise WrongRequest([_told(fault) for fault in wrong.errors()]) from wrong
            except HTTPException as wrong:
                if wrong.status_code == Unreadable.status:
                    raise Unreadable from wrong
                raise
            return _finished(request, answer)

        return handle


def refuse_unknown_names(request: Request) -> None:
    """Raise WrongRequest for a query this operation does not know.

    Were «?dato=» passed over in silence, the caller would take today's answer for that day's.
    """
    known = _names(request.scope["route"].dependant)
    unknown = [name for name in request.query_params if name not in known]
    if unknown:
        told = f"Navnet er ikke kjent her. De som er kjent, er: {', '.join(sorted(known))}."
        raise WrongRequest([(_safe(name)[:LONGEST_NAME], told) for name in unknown])


def install(app: FastAPI) -> None:
    """Let the application answer these errors, and its description know how they look."""
    app.add_exception_handler(Explained, _answer)
    made = app.openapi

    def described() -> dict[str, Any]:
        schema = made()
        schema["components"].setdefault("securitySchemes", {}).update(SCHEMAS["securitySchemes"])
        schema["components"]["schemas"].update(SCHEMAS["schemas"])
        return schema

    app.openapi = described  # type: ignore[method-assign] # the way FastAPI's manual gives to extend it


async def _answer(request: Request, error: Exception) -> Response:
    assert isinstance(error, Explained)
    told = {
        "type": f"/feil/{error.code}",
        "title": error.what,
        "status": error.status,
        "detail": str(error),
        "instance": request.url.path,
        **error.more,
    }
    answer = JSONResponse(told, error.status, media_type="application/problem+json")
    if isinstance(error, NoKey):
        answer.headers["WWW-Authenticate"] = "Bearer"
    return answer


def _finished(request: Request, answer: Response) -> Response:
    """The answer with a link to the next page and a mark of its bytes; empty where the mark is known."""
    if onward := getattr(request.state, "next_page", None):
        answer.headers["Link"] = f'<{onward}>; rel="next"'
    if request.method != "GET" or answer.status_code != 200:
        return answer
    etag = answer.headers.setdefault("ETag", f'"{hashlib.sha256(bytes(answer.body)).hexdigest()[:32]}"')
    answer.headers.setdefault("Cache-Control", "private, no-cache")
    if etag not in _marks(request.headers.get("if-none-match", "")):
        return answer
    return Response(status_code=304, headers={"ETag": etag, "Cache-Control": answer.headers["Cache-Control"]})


def _names(dependant: Dependant) -> set[str]:
    """The names of all queries an endpoint and what it depends on ask for."""
    below = (name for each in dependant.dependencies for name in _names(each))
    return {field.alias for field in dependant.query_params} | set(below)


def _marks(header: str) -> list[str]:
    return [mark.strip().removeprefix("W/") for mark in header.split(",")]


def _told(fault: Mapping[str, Any]) -> tuple[str, str]:
    """The field's name and what is wrong with it, in words that can always be sent."""
    place = ".".join(str(part) for part in fault["loc"][1:] if isinstance(part, str | int))
    say = _SENTENCES.get(fault["type"])
    said = say(fault.get("ctx", {})) if say else "Verdien har feil form."
    return _safe(place)[:LONGEST_NAME], _safe(said)


def _safe(words: str) -> str:
    """The words without half signs, which no answer can hold."""
    return words.encode("utf-8", "replace").decode()


_SENTENCES: dict[str, Callable[[Mapping[str, Any]], str]] = {
    "register": lambda ctx: str(ctx["sentence"]),
    "missing": lambda _: "Dette mangler.",
    "extra_forbidden": lambda _: "Navnet er ikke kjent her.",
    "json_invalid": lambda _: "Det du sendte, er ikke gyldig JSON.",
    "enum": lambda ctx: f"Velg en av: {ctx['expected']}.",
    "string_type": lambda _: "Verdien må være tekst.",
    "string_unicode": lambda _: "Teksten har et halvt tegn, som ikke kan lagres.",
    "string_too_short": lambda ctx: f"Teksten må ha minst {ctx['min_length']} tegn.",
    "string_too_long": lambda ctx: f"Teksten er for lang. Det er plass til {ctx['max_length']} tegn.",
    "string_pattern_mismatch": lambda ctx: f"Verdien må skrives slik: {ctx['pattern']}",
    "int_type": lambda _: "Verdien må være et helt tall.",
    "int_parsing": lambda _: "Verdien må være et helt tall.",
    "bool_type": lambda _: "Verdien må være true eller false.",
    "greater_than_equal": lambda ctx: f"Tallet må være minst {ctx['ge']}.",
    "less_than_equal": lambda ctx: f"Tallet kan ikke være større enn {ctx['le']}.",
    "too_long": lambda ctx: f"Listen er for lang. Det er plass til {ctx['max_length']}.",
    "model_attributes_type": lambda _: "Her må det stå et JSON-objekt med navn og verdier.",
    "dict_type": lambda _: "Her må det stå et JSON-objekt med navn og verdier.",
    "list_type": lambda _: "Her må det stå en liste.",
}
