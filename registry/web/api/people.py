"""Whose key is this, and which keys does its owner have?"""

from typing import Annotated

from fastapi import APIRouter
from fastapi.responses import Response

from registry import clock
from registry.operations import people as operations
from registry.permissions import Permission
from registry.queries import people
from registry.web.api.calls import Call, api_reading, api_writing
from registry.web.api.described import create, keyed_read, remove
from registry.web.api.paging import Ask, Page, page
from registry.web.api.problems import ApiRoute
from registry.web.api.repeats import RepeatKey, once
from registry.web.api.schemas_people import MeTold, NewTokenTold, TokenSent, TokenTold, token_facts
from registry.web.api.types import IdInPath

router = APIRouter(tags=["me"], route_class=ApiRoute)
OwnKeys = Annotated[Call, api_writing(Permission.TOKENS_OWN)]


@router.get("/me", **keyed_read("get_me", "Whose key this is"))
def me(call: Annotated[Call, api_reading(with_key=True)]) -> MeTold:
    """The person the key belongs to, where it opens, and what it may do."""
    return MeTold(
        ref=call.caller.ref,
        name=call.caller.name,
        helsefellesskap=call.community.ref,
        roles=sorted(call.who.roles),
        permissions=[each for each in Permission if call.who.may(each)],
    )


@router.get("/me/tokens", **keyed_read("list_tokens", "Your keys"))
def tokens(call: Annotated[Call, api_reading(Permission.TOKENS_OWN)], wanted: Ask) -> Page[TokenTold]:
    """Your keys, the newest first; revoked ones too. Needs nokler:egne."""
    rows = people.tokens_of(call.session, call.caller)
    return page(call, wanted, rows, lambda row: str(row.id), TokenTold.of)


@router.post("/me/tokens", response_model=NewTokenTold, **create("make_token", "Make a key"))
def make_token(call: OwnKeys, sent: TokenSent, repeat: RepeatKey = None) -> Response:
    """Make a key for a program. It is shown in this answer and never again. Needs nokler:egne."""
    return once(call, repeat, sent, lambda: _make(call, sent), shown_once=frozenset({"key"}))


@router.delete("/me/tokens/{token_id}", **remove("revoke_token", "Make a key useless"))
def revoke_token(call: OwnKeys, token_id: IdInPath) -> None:
    """Revoke one of your keys, at once. Needs nokler:egne."""
    operations.revoke_token(call.session, call.who, call.caller, token_id, clock.now())


def _make(call: Call, sent: TokenSent) -> NewTokenTold:
    key, row = operations.make_token(
        call.session,
        call.who,
        call.caller,
        call.community,
        sent.name,
        frozenset(sent.scopes),
        sent.expires_on,
        call.house.secret,
        clock.now(),
    )
    return NewTokenTold.model_validate(token_facts(row) | {"key": key})
