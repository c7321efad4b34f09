"""How an operation is described in OpenAPI: its name and words, whom it is for, and every answer it gives."""

from typing import Any

PROBLEM = "application/problem+json"
_WORDS = {
    304: "You have the answer already (If-None-Match).",
    400: "The body cannot be read at all.",
    401: "The key opens nothing, or there is none where one is needed.",
    403: "The key is known and may not do this, or is for another helsefellesskap.",
    404: "There is no such thing, or you may not know of it.",
    409: "The act is understood, and a rule of the register stands against it.",
    412: "The text has changed since; both texts stand in the answer.",
    422: "Something that was sent cannot be used; each field is told of.",
    428: "If-Match is missing: say which text you had before you.",
    503: "Not ready now; try again shortly.",
}
_Security = list[dict[str, list[str]]]
_KEY: _Security = [{"key": []}]
_ANYBODY: _Security = [{}, {"key": []}]


def public_read(
    operation_id: str, summary: str, *also: int, content: dict[str, Any] | None = None
) -> dict[str, Any]:
    """An operation that reads, for everybody; a key may show more. `content`: what it gives, if not JSON."""
    made = _described(operation_id, summary, _ANYBODY, (304, 401, 403, 404, 422, *also))
    if content:
        made["responses"][200] = {"description": "The file.", "content": content}
    return made


def keyed_read(
    operation_id: str, summary: str, *also: int, content: dict[str, Any] | None = None
) -> dict[str, Any]:
    """An operation that reads, for those with a key that may. `content`: what it gives, if not JSON."""
    made = _described(operation_id, summary, _KEY, (304, 401, 403, 404, 422, *also))
    if content:
        made["responses"][200] = {"description": "The file.", "content": content}
    return made


def question(operation_id: str, summary: str, *, public: bool = False) -> dict[str, Any]:
    """An operation that is asked with a body and changes nothing."""
    return _described(operation_id, summary, _ANYBODY if public else _KEY, (400, 401, 403, 404, 409, 422))


def act(operation_id: str, summary: str) -> dict[str, Any]:
    """An operation that does something to what is there, with no text to lose."""
    return _described(operation_id, summary, _KEY, (400, 401, 403, 404, 409, 422))


def create(operation_id: str, summary: str) -> dict[str, Any]:
    """An operation that makes something new."""
    return _described(operation_id, summary, _KEY, (400, 401, 403, 404, 409, 422), status_code=201)


def accept(operation_id: str, summary: str) -> dict[str, Any]:
    """An operation that is taken in hand, and done afterwards."""
    return _described(operation_id, summary, _KEY, (400, 401, 403, 404, 409, 422), status_code=202)


def change(operation_id: str, summary: str) -> dict[str, Any]:
    """An operation that changes something the caller has before them."""
    return _described(operation_id, summary, _KEY, (400, 401, 403, 404, 409, 412, 422, 428))


def remove(operation_id: str, summary: str, *also: int) -> dict[str, Any]:
    """An operation that takes something away."""
    return _described(operation_id, summary, _KEY, (401, 403, 404, 409, 422, *also), status_code=204)


def _described(
    operation_id: str,
    summary: str,
    security: _Security,
    statuses: tuple[int, ...],
    **more: Any,
) -> dict[str, Any]:
    return {
        "operation_id": operation_id,
        "summary": summary,
        "responses": {status: _answer(status) for status in statuses},
        "openapi_extra": {"security": security},
        **more,
    }


def _answer(status: int) -> dict[str, Any]:
    if status == 304:
        return {"description": _WORDS[status]}
    schema = {"$ref": f"#/components/schemas/{'Conflict' if status == 412 else 'Problem'}"}
    return {"description": _WORDS[status], "content": {PROBLEM: {"schema": schema}}}


_TEXT = {"type": "string"}
_PROBLEM: dict[str, Any] = {
    "title": "Problem",
    "description": "What happened, why, and what now (RFC 9457). The sentences are Norwegian.",
    "type": "object",
    "required": ["type", "title", "status", "detail", "instance"],
    "properties": {
        "type": _TEXT | {"description": "The kind of problem.", "examples": ["/feil/finnes-ikke"]},
        "title": _TEXT | {"description": "What happened.", "examples": ["Dokumentet «x» finnes ikke."]},
        "status": {"type": "integer", "description": "The HTTP status.", "examples": [404]},
        "detail": _TEXT
        | {"description": "What happened, why, what now.", "examples": ["Dokumentet finnes ikke."]},
        "instance": _TEXT | {"description": "The path asked for.", "examples": ["/api/v1/documents/x"]},
        "field": _TEXT | {"description": "The field that is wrong.", "examples": ["case_number"]},
        "existing": _TEXT
        | {"description": "Where what was done before can be seen.", "examples": ["/vedtak/v-0a1b2c3d4e"]},
        "errors": {
            "description": "Every field that is wrong.",
            "type": "array",
            "items": {
                "type": "object",
                "required": ["field", "message"],
                "properties": {"field": _TEXT, "message": _TEXT},
            },
        },
    },
}
_CONFLICT: dict[str, Any] = {
    **_PROBLEM,
    "title": "Conflict",
    "description": "Somebody changed the text first. Nothing is lost: both texts stand here.",
    "properties": {
        **_PROBLEM["properties"],
        "etag": _TEXT | {"description": "The mark of the text as it is now.", "examples": ['"2-a1f3"']},
        "current": _TEXT | {"description": "The text as it is now.", "examples": ["# Samarbeidsavtale"]},
        "sent": _TEXT | {"description": "The text that was sent.", "examples": ["# Samarbeidsavtale"]},
    },
}
SCHEMAS: dict[str, dict[str, Any]] = {
    "schemas": {"Problem": _PROBLEM, "Conflict": _CONFLICT},
    "securitySchemes": {
        "key": {
            "type": "http",
            "scheme": "bearer",
            "bearerFormat": "avt_...",
            "description": "A key made on the page «Nøkler», by the command line or by POST /me/tokens.",
        }
    },
}
