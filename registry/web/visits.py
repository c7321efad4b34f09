"""Who comes, to which helsefellesskap, for which day: what every page and every call of the API is given.

A reading visit is never committed. A writing visit is committed when the endpoint has answered without
raising, before the answer leaves (scope="function"): what a person is told has happened, has happened.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, TypeVar, cast
from urllib.parse import unquote

from fastapi import Depends, Request
from sqlalchemy.orm import Session

from documents.kinds import Language
from registry import clock, fields
from registry.errors import NotAllowed, NotSignedIn, RegisterError
from registry.house import House
from registry.operations.people import TOKEN_PREFIX, keyed
from registry.permissions import PUBLIC, REFUSALS, Actor, Permission
from registry.queries import communities, log, people
from registry.tables import CommunityRow, PersonRow, SessionRow
from registry.web.rendering import PageContext, Scheme
from registry.web.security import comes_from_here

SEEN_EVERY = timedelta(minutes=5)
T = TypeVar("T")


@dataclass(slots=True)
class Visit:
    """One request: the session of the database, who asks, where, and about which day."""

    request: Request
    house: House
    session: Session
    community: CommunityRow
    who: Actor
    page: PageContext
    person: PersonRow | None = None
    signed_in: SessionRow | None = None

    @property
    def on(self) -> date:
        """The day asked about."""
        return self.page.on

    def act(self, act: Callable[[], T]) -> T | RegisterError:
        """Do something that the register may refuse. A refusal undoes it and comes back as a value."""
        try:
            with self.session.begin_nested():
                return act()
        except RegisterError as refused:
            return refused


class NotModified(Exception):
    """The page the browser has is still the page."""

    def __init__(self, etag: str) -> None:
        super().__init__(etag)
        self.etag = etag


class AlreadyMade(Exception):
    """The page was made a moment ago for somebody who sees the same."""

    def __init__(self, etag: str, page: bytes) -> None:
        super().__init__(etag)
        self.etag, self.page = etag, page


def reading(permission: Permission | None = None) -> Any:
    """A visit that only reads, by somebody who may (None: everybody)."""

    def visit(request: Request) -> Iterator[Visit]:
        house, seen = house_of(request), None
        try:
            with house.database.reading() as session:
                made = _visit(request, house, session, permission)
                seen = _seen_long_ago(made)
                yield made
        finally:
            if seen is not None:
                _remember_seen(house, seen)

    return Depends(visit, scope="function")


def writing(permission: Permission | None = None) -> Any:
    """A visit that writes, by somebody who may, with a form that came from one of our own pages."""

    def visit(request: Request) -> Iterator[Visit]:
        house = house_of(request)
        with house.database.writing() as session:
            made = _visit(request, house, session, permission)
            if _seen_long_ago(made) is not None and made.signed_in:
                made.signed_in.seen_at = clock.now()
            yield made

    return Depends(visit, scope="function")


@contextmanager
def committed(request: Request, permission: Permission) -> Iterator[Visit]:
    """A writing visit that is committed when the block ends well, while the endpoint goes on.

    For what must be kept before somebody else is asked, such as a mail server.
    """
    house = house_of(request)
    with house.database.writing() as session:
        yield _visit(request, house, session, permission)


def before_writing(request: Request, permission: Permission, csrf: str) -> None:
    """May whoever asks do this, and did the form come from us? For work that is done before the register is
    held for writing, so that nobody waits for it. Nothing is open when this has answered; raises as a visit
    does."""
    house = house_of(request)
    with house.database.reading() as session:
        check_form(_visit(request, house, session, permission), csrf)


def house_of(request: Request) -> House:
    """The installation this application serves."""
    return cast(House, request.app.state.house)


def cookie_name(base_url: str) -> str:
    """The name of the session's cookie: bound to the host where the site is reached over https."""
    return "__Host-avtaleverk" if base_url.startswith("https://") else "avtaleverk"


def _visit(request: Request, house: House, session: Session, permission: Permission | None) -> Visit:
    ref = request.query_params.get("helsefellesskap") or request.cookies.get("helsefellesskap")
    known = communities.all_communities(session)
    community = next((each for each in known if each.ref == ref), None) or communities.chosen(
        session, known[0].ref if known else None
    )
    person, signed_in, who = _who(request, house, session, community)
    require(who, permission)
    page = PageContext(
        actor=who,
        on=_day(request),
        today=clock.today(),
        path=request.url.path,
        query=dict(request.query_params),
        community=community,
        communities=tuple(known),
        language=_language(request),
        scheme=_scheme(request),
        csrf=signed_in.csrf if signed_in else "",
        notice=unquote(request.cookies.get("beskjed", ""))[:300],
        version=request.app.version,
    )
    return Visit(request, house, session, community, who, page, person, signed_in)


def require(who: Actor, permission: Permission | None) -> None:
    """Refuse somebody who lacks the permission: NotSignedIn for a stranger, NotAllowed for one we know."""
    if permission is None or who.may(permission):
        return
    if who.is_anonymous:
        raise NotSignedIn("Du må logge inn for å gjøre dette.", REFUSALS[permission])
    raise NotAllowed("Du har ikke tilgang til dette.", REFUSALS[permission], "Snakk med sekretariatet.")


def _who(
    request: Request, house: House, session: Session, community: CommunityRow
) -> tuple[PersonRow | None, SessionRow | None, Actor]:
    key = bearer(request)
    if key is not None:
        return _by_key(house, session, community, key)
    cookie = request.cookies.get(cookie_name(house.settings.base_url))
    found = people.open_session(session, keyed(house.secret, cookie), clock.now()) if cookie else None
    if found is None:
        return None, None, PUBLIC
    row, person = found
    return person, row, people.actor_of(session, person, community)


def _by_key(
    house: House, session: Session, community: CommunityRow, key: str
) -> tuple[PersonRow, None, Actor]:
    found = people.token_owner(session, keyed(house.secret, key), clock.now())
    if found is None or found[0].community_id != community.id:
        raise NotSignedIn("Nøkkelen åpner ingenting her.", "Den er ukjent, utløpt eller trukket tilbake.")
    row, person = found
    return person, None, people.actor_of(session, person, community, people.scopes_of(row))


def bearer(request: Request) -> str | None:
    """The key in the Authorization header, if there is one."""
    kind, _, key = request.headers.get("authorization", "").partition(" ")
    return key.strip() if kind.lower() == "bearer" and key.strip().startswith(TOKEN_PREFIX) else None


def _seen_long_ago(visit: Visit) -> int | None:
    """The session to note as in use, if it is a while since it was; seldom spares the database."""
    row = visit.signed_in
    return row.id if row is not None and clock.now() - row.seen_at > SEEN_EVERY else None


def _remember_seen(house: House, session_id: int) -> None:
    """Keep a session from running out under somebody who reads.

    Done when the reading is over: on SQLite nothing is committed while it lasts, not even by this one.
    """
    with house.database.writing() as session:
        kept = session.get(SessionRow, session_id)
        if kept is not None:
            kept.seen_at = clock.now()


def check_form(visit: Visit, csrf: str) -> None:
    """Refuse a form that did not come from one of our own pages; raises NotAllowed."""
    ours = comes_from_here(visit.request.headers, visit.house.settings.base_url)
    if not ours or (visit.signed_in is not None and csrf != visit.signed_in.csrf):
        raise NotAllowed(
            "Skjemaet ble ikke tatt imot.",
            "Det kom ikke fra en side som registeret selv har vist deg, eller siden er for gammel.",
            "Åpne siden på nytt og send inn igjen. Ingenting er endret.",
        )


def etag_of(visit: Visit) -> str:
    """A mark of this page as this reader sees it now. Any act in the register gives every page a new one."""
    head = log.head(visit.session)
    page = visit.page
    told = [
        visit.request.app.version,
        head.hash if head else "",
        visit.request.url.path,
        visit.request.url.query,
    ]
    told += [page.today.isoformat(), page.language.value, page.scheme.value, visit.community.ref, page.csrf]
    return f'"{keyed(visit.house.secret, "|".join(told))[:32]}"'


def _day(request: Request) -> date:
    return fields.day_or_none(request.query_params.get("dato"), "dato", "Dagen") or clock.today()


def _language(request: Request) -> Language:
    wanted = request.query_params.get("sprak") or request.cookies.get("sprak", "")
    if wanted in set(Language):
        return Language(wanted)
    first = request.headers.get("accept-language", "").partition(",")[0].lower()
    return Language.NN if first.startswith("nn") else Language.NB


def _scheme(request: Request) -> Scheme:
    wanted = request.cookies.get("visning", "")
    return Scheme(wanted) if wanted in set(Scheme) else Scheme.AUTO
