"""Who calls, with which key, in which helsefellesskap: what every operation of the API is given.

Only a key in the Authorization header counts here. The browser's cookie is never looked at, so that no other
site can make a reader's browser act in the register.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated, Any

from fastapi import Depends, Query, Request
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from registry import clock
from registry.errors import BadInput, NotAllowed, RuleSaysNo
from registry.house import House
from registry.operations.people import keyed
from registry.permissions import PUBLIC, REFUSALS, Actor, Permission
from registry.queries import communities, people
from registry.tables import CommunityRow, PersonRow, TokenRow
from registry.web.api.problems import NoKey, refuse_unknown_names
from registry.web.api.types import Ref
from registry.web.visits import bearer, house_of

USE_IS_NOTED_EVERY = timedelta(hours=1)
ONLY_OWNERS = "Dette gjelder den som eier nøkkelen."
Where = Annotated[
    Ref | None,
    Query(
        description="The short name of the helsefellesskap, where the installation holds several.",
        examples=["fjordmark"],
    ),
]


@dataclass(frozen=True, slots=True)
class Call:
    """One call: the session of the database, who asks, and where."""

    request: Request
    house: House
    session: Session
    community: CommunityRow
    who: Actor
    person: PersonRow | None

    def day(self, asked: date | None) -> date:
        """The day asked about, or today."""
        return asked or clock.today()

    @property
    def caller(self) -> PersonRow:
        """The person whose key it is; raises NoKey."""
        if self.person is None:
            raise _key_needed(ONLY_OWNERS)
        return self.person


def api_reading(
    permission: Permission | None = None, *, with_key: bool = False, anywhere: bool = False
) -> Any:
    """A call that only reads, by somebody who may (None: everybody).

    `with_key`: only somebody with a key. `anywhere`: it does not matter which helsefellesskap.
    """
    key_first = _key_first(REFUSALS[permission] if permission else ONLY_OWNERS if with_key else "")

    def call(
        request: Request, _key: Annotated[None, key_first], helsefellesskap: Where = None
    ) -> Iterator[Call]:
        house = house_of(request)
        with house.database.reading() as session:
            yield _call(request, house, session, helsefellesskap, permission, anywhere)

    return Depends(call, scope="function")


def api_writing(permission: Permission) -> Any:
    """A call that writes, by somebody who may. It is committed before the answer leaves, or not at all."""
    key_first = _key_first(REFUSALS[permission])

    def call(
        request: Request, _key: Annotated[None, key_first], helsefellesskap: Where = None
    ) -> Iterator[Call]:
        house = house_of(request)
        try:
            with house.database.writing() as session:
                yield _call(request, house, session, helsefellesskap, permission)
        except IntegrityError as broken:
            raise RuleSaysNo(
                "Ingenting er lagret.",
                "Noe slikt finnes fra før, eller opplysningene passer ikke sammen.",
                "Se etter hva som står i registeret, rett og send på nytt.",
            ) from broken

    return Depends(call, scope="function")


def _key_first(why: str) -> Any:
    """Look at the key before anything else: nobody without a good one keeps others from writing.

    `why` says why one is needed; empty where none is. Raises NoKey.
    """

    def check(request: Request) -> None:
        if "authorization" in request.headers:
            _note_use(house_of(request), request)
        elif why:
            raise _key_needed(why)
        refuse_unknown_names(request)

    return Depends(check)


def _call(
    request: Request,
    house: House,
    session: Session,
    ref: str | None,
    permission: Permission | None,
    anywhere: bool = False,
) -> Call:
    person, community, who = _caller(request, house, session, ref, anywhere)
    if permission is not None and not who.may(permission):
        raise NotAllowed(
            "Nøkkelen gir ikke tilgang til dette.", REFUSALS[permission], f"Den må ha «{permission.value}»."
        )
    return Call(request, house, session, community, who, person)


def _caller(
    request: Request, house: House, session: Session, ref: str | None, anywhere: bool
) -> tuple[PersonRow | None, CommunityRow, Actor]:
    if "authorization" not in request.headers:
        return None, _named_or_only(session, ref, anywhere), PUBLIC
    token, person = _owner(request, house, session)
    community = session.get_one(CommunityRow, token.community_id)
    if ref is not None and ref != community.ref:
        raise NotAllowed(
            "Nøkkelen gjelder et annet helsefellesskap.",
            f"Den er laget for «{community.ref}».",
            "Bruk en annen.",
        )
    return person, community, people.actor_of(session, person, community, people.scopes_of(token))


def _owner(request: Request, house: House, session: Session) -> tuple[TokenRow, PersonRow]:
    """The key that was sent, and whose it is; raises NoKey for one that opens nothing."""
    key = bearer(request)
    found = people.token_owner(session, keyed(house.secret, key), clock.now()) if key else None
    if found is None:
        raise NoKey(
            "Nøkkelen åpner ingenting her.",
            "Den er ukjent, utløpt eller trukket, eller står ikke som «Authorization: Bearer avt_...».",
            "Lag en ny på siden «Nøkler».",
        )
    return found


def _named_or_only(session: Session, ref: str | None, anywhere: bool) -> CommunityRow:
    known = communities.all_communities(session)
    if ref is None and anywhere and known:
        return known[0]
    if ref is None and len(known) > 1:
        raise BadInput(
            "Registeret holder flere helsefellesskap.",
            "Kallet sier ikke hvilket det gjelder.",
            "Se /api/v1/communities, og velg ett med ?helsefellesskap=.",
            "helsefellesskap",
        )
    return communities.chosen(session, ref)


def _note_use(house: House, request: Request) -> None:
    """Remember when a key was last used; seldom, to spare the database. Raises NoKey.

    Done before the call's own session: within it, a second writer would wait for the first for ever.
    """
    with house.database.reading() as session:
        used = _owner(request, house, session)[0].used_at
    if used is None or clock.now() - used > USE_IS_NOTED_EVERY:
        with house.database.writing() as session:
            _owner(request, house, session)[0].used_at = clock.now()


def _key_needed(why: str) -> NoKey:
    return NoKey("Kallet trenger en nøkkel.", why, "Send den som «Authorization: Bearer avt_...».")
