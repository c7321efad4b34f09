"""The same call sent twice has one effect: Idempotency-Key on everything that makes something new.

The answer is kept in the transaction of the act, so that both stand or neither. What was refused is not
kept: the same call may succeed later. A key lasts a week.
"""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Annotated

from fastapi import Header
from fastapi.responses import Response
from pydantic import BaseModel
from sqlalchemy import delete, select

from registry import clock
from registry.errors import BadInput
from registry.fingerprints import text_hash
from registry.tables import RepeatRow
from registry.web.api.calls import Call

KEPT = timedelta(days=7)
RepeatKey = Annotated[
    str | None,
    Header(
        alias="Idempotency-Key",
        min_length=1,
        max_length=200,
        pattern=r"^[\x21-\x7e]+$",
        description="Your own name for this call. Sent again with the same body, it has no second effect.",
        examples=["6f1c2f0e-1"],
    ),
]


def once(
    call: Call,
    key: str | None,
    body: BaseModel,
    act: Callable[[], BaseModel],
    *,
    shown_once: frozenset[str] = frozenset(),
    status: int = 201,
) -> Response:
    """Do it, or give the answer it got the first time.

    `shown_once` are fields of the answer that are never kept (a secret), and so are missing the second time.
    Raises BadInput when the key was used for something else.
    """
    if key is None:
        return _answer(status, act().model_dump_json(by_alias=True))
    sent = text_hash(body.model_dump_json())
    before = _before(call, key)
    if before is not None:
        _refuse_other(before, sent)
        return _answer(before.status, before.answer, again=True)
    made = act()
    _keep(call, key, sent, status, made.model_dump_json(exclude=set(shown_once), by_alias=True))
    return _answer(status, made.model_dump_json(by_alias=True))


def _before(call: Call, key: str) -> RepeatRow | None:
    return call.session.scalars(
        select(RepeatRow).where(
            RepeatRow.principal == call.who.ref,
            RepeatRow.route == _route(call),
            RepeatRow.key == key,
            RepeatRow.at >= clock.now() - KEPT,
        )
    ).first()


def _refuse_other(before: RepeatRow, sent: str) -> None:
    if before.body_hash != sent:
        raise BadInput(
            "Nøkkelen for gjentakelse er brukt før, til noe annet.",
            "Idempotency-Key var den samme, men innholdet et annet.",
            "Bruk en ny nøkkel for et nytt kall. Ingenting er endret.",
            "Idempotency-Key",
        )


def _keep(call: Call, key: str, sent: str, status: int, answer: str) -> None:
    now = clock.now()
    call.session.execute(delete(RepeatRow).where(RepeatRow.at < now - KEPT))
    call.session.add(
        RepeatRow(
            principal=call.who.ref,
            route=_route(call),
            key=key,
            body_hash=sent,
            status=status,
            answer=answer,
            at=now,
        )
    )
    call.session.flush()


def _route(call: Call) -> str:
    return f"{call.community.ref} {call.request.method} {call.request.url.path}"


def _answer(status: int, answer: str, again: bool = False) -> Response:
    made = Response(answer, status, media_type="application/json")
    if again:
        made.headers["Idempotent-Replayed"] = "true"
    if address := json.loads(answer).get("url"):
        made.headers["Location"] = address
    return made
