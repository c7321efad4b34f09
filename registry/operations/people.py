"""People: added, given roles, signed in and out, given keys."""

import hashlib
import hmac
import json
import secrets
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError
from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from registry import audit, clock, fields
from registry.audit import Event
from registry.errors import BadInput, NotAllowed, NotFound, RuleSaysNo, TooManyTries
from registry.permissions import Actor, Permission, Role
from registry.tables import (
    BodyRow,
    CommunityRow,
    GrantRow,
    LoginFailureRow,
    PartyRow,
    PersonRow,
    SavedSearchRow,
    SessionRow,
    TokenRow,
)

SHORTEST_PASSWORD = 15
LONGEST_PASSWORD = 200
TRIES, WITHIN = 10, timedelta(minutes=15)
TOKEN_PREFIX = "avt_"
LONGEST_TOKEN_LIFE = timedelta(days=366)

HASHER = PasswordHasher()
"""Dear to guess against: argon2id with the library's own parameters."""
_HASHES_AT_ONCE = BoundedSemaphore(2)  # one hash takes 64 MiB


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A session just begun: the cookie's value, which is kept nowhere else."""

    cookie: str
    row: SessionRow


def add_person(
    session: Session,
    who: Actor,
    name: str,
    now: datetime,
    *,
    email: str | None = None,
    password: str | None = None,
) -> PersonRow:
    """Add a person. Without a password they can hold a seat, but not sign in."""
    name = fields.line(name, "name", "Navnet")
    address = _email(email) if email else None
    if address and session.scalars(select(PersonRow).where(PersonRow.email == address)).first():
        raise RuleSaysNo(
            "Det finnes alt en person med den e-postadressen.", "", "Gi den personen rollen i stedet."
        )
    row = PersonRow(
        ref=f"person-{secrets.token_hex(5)}",
        name=name,
        email=address,
        password_hash=_hash(password) if password else None,
        created_at=now,
    )
    session.add(row)
    session.flush()
    audit.record(session, Event.PERSON_ADDED, row.ref, who.ref, None, {"sign_in": password is not None})
    return row


def set_password(session: Session, who: Actor, person: PersonRow, password: str) -> None:
    """Give a person a new password, and end every session they had."""
    person.password_hash = _hash(password)
    _end_sessions(session, person)
    audit.record(session, Event.PASSWORD_SET, person.ref, who.ref)


def change_password(
    session: Session, who: Actor, person: PersonRow, old: str, new: str, secret: bytes, now: datetime
) -> bool:
    """Let a person choose a new password; False when the old one is wrong, which is remembered as at sign-in.

    Every session they had is ended. Raises TooManyTries as sign_in does.
    """
    known_as = keyed(secret, person.email or person.ref)
    _refuse_guessing(session, known_as, person.ref, now)
    if not _password_is(person, old):
        session.add(LoginFailureRow(email_hash=known_as, address=person.ref, at=now))
        return False
    set_password(session, who, person, new)
    return True


def disable(session: Session, who: Actor, person: PersonRow, now: datetime) -> None:
    """Shut a person out, at once. What they did stays as it was; the searches they saved are let go of."""
    person.disabled_at = now
    _end_sessions(session, person)
    session.execute(delete(SavedSearchRow).where(SavedSearchRow.person_id == person.id))
    audit.record(session, Event.PERSON_DISABLED, person.ref, who.ref)


def give_role(
    session: Session,
    who: Actor,
    person: PersonRow,
    role: Role,
    community: CommunityRow | None,
    *,
    party: PartyRow | None = None,
    body: BodyRow | None = None,
    valid_from: date | None = None,
    valid_to: date | None = None,
) -> GrantRow:
    """Give a role in a helsefellesskap; an administrator's holds for the whole installation."""
    if (community is None) != (role is Role.ADMINISTRATOR):
        raise RuleSaysNo(
            "Rollen er ikke gitt.",
            "Administrator gjelder hele installasjonen; andre roller ett helsefellesskap.",
        )
    _refuse_held_role(session, person, role, community, party, body, valid_from)
    row = GrantRow(
        person_id=person.id,
        community_id=community.id if community else None,
        role=role,
        party_id=party.id if party else None,
        body_id=body.id if body else None,
        valid_from=valid_from,
        valid_to=valid_to,
    )
    session.add(row)
    session.flush()
    community_id = community.id if community else None
    audit.record(session, Event.ROLE_GIVEN, person.ref, who.ref, community_id, {"role": role.value})
    return row


def take_role(session: Session, who: Actor, person: PersonRow, grant_id: int) -> None:
    """Take a role back. The log remembers that it was there."""
    row = session.get(GrantRow, grant_id)
    if row is None or row.person_id != person.id:
        raise NotFound("Rollen finnes ikke.", "Den kan være tatt tilbake alt.")
    role, community_id = row.role, row.community_id
    session.delete(row)
    session.flush()
    audit.record(session, Event.ROLE_TAKEN, person.ref, who.ref, community_id, {"role": role.value})


def sign_in(
    session: Session, email: str, password: str, address: str, secret: bytes, now: datetime
) -> SignedIn | None:
    """Open a session, or None when the address or the password is wrong; the failure is then remembered.

    Raises TooManyTries after ten failures in a quarter of an hour, for the account or for the place.
    """
    known_as = keyed(secret, email.strip().lower()[: fields.LINE_LENGTH])
    _refuse_guessing(session, known_as, address, now)
    person = _known_by(session, email.strip().lower())
    if not _password_is(person, password) or person is None or person.disabled_at is not None:
        session.add(LoginFailureRow(email_hash=known_as, address=address, at=now))
        return None
    cookie = secrets.token_urlsafe(32)
    row = SessionRow(
        token_hash=keyed(secret, cookie),
        person_id=person.id,
        csrf=secrets.token_urlsafe(32),
        created_at=now,
        seen_at=now,
    )
    session.add(row)
    session.flush()
    audit.record(session, Event.SIGNED_IN, person.ref, person.ref)
    return SignedIn(cookie, row)


def sign_out(session: Session, row: SessionRow, who: Actor, now: datetime) -> None:
    """End a session."""
    row.ended_at = now
    audit.record(session, Event.SIGNED_OUT, who.ref, who.ref)


def make_token(
    session: Session,
    who: Actor,
    person: PersonRow,
    community: CommunityRow,
    name: str,
    scopes: frozenset[Permission],
    expires_on: date,
    secret: bytes,
    now: datetime,
) -> tuple[str, TokenRow]:
    """Make a key for a program: the key itself, shown once, and its row. It can do no more than its owner."""
    beyond = [scope.value for scope in sorted(scopes) if not who.may(scope)]
    if beyond:
        raise NotAllowed(
            "Nøkkelen er ikke laget.",
            f"Du har ikke selv tilgang til {', '.join(beyond)}.",
            "Velg færre tilganger.",
        )
    today = clock.day_of(now)
    if not today < expires_on <= today + LONGEST_TOKEN_LIFE:
        raise BadInput(
            "Nøkkelen er ikke laget.",
            "Den må utløpe etter i dag og innen ett år.",
            "Velg en annen dato.",
            "expires_on",
        )
    key = TOKEN_PREFIX + secrets.token_urlsafe(32)
    row = TokenRow(
        name=fields.line(name, "name", "Navnet"),
        prefix=key[:10],
        token_hash=keyed(secret, key),
        person_id=person.id,
        community_id=community.id,
        scopes=json.dumps(sorted(scope.value for scope in scopes)),
        created_at=now,
        expires_on=expires_on,
    )
    session.add(row)
    session.flush()
    data = {
        "prefix": row.prefix,
        "scopes": sorted(scope.value for scope in scopes),
        "expires": expires_on.isoformat(),
    }
    audit.record(session, Event.TOKEN_MADE, person.ref, who.ref, community.id, data)
    return key, row


def revoke_token(session: Session, who: Actor, person: PersonRow, token_id: int, now: datetime) -> None:
    """Make a key useless, at once."""
    row = session.get(TokenRow, token_id)
    if row is None or row.person_id != person.id:
        raise NotFound("Nøkkelen finnes ikke.")
    if row.revoked_at is None:
        row.revoked_at = now
        audit.record(
            session, Event.TOKEN_REVOKED, person.ref, who.ref, row.community_id, {"prefix": row.prefix}
        )


def keyed(secret: bytes, value: str) -> str:
    """A fingerprint that cannot be made without the installation's secret."""
    return hmac.new(secret, value.encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()


def _refuse_held_role(
    session: Session,
    person: PersonRow,
    role: Role,
    community: CommunityRow | None,
    party: PartyRow | None,
    body: BodyRow | None,
    valid_from: date | None,
) -> None:
    held = select(GrantRow).where(
        GrantRow.person_id == person.id,
        GrantRow.role == role,
        GrantRow.community_id == (community.id if community else None),
        GrantRow.party_id == (party.id if party else None),
        GrantRow.body_id == (body.id if body else None),
    )
    for grant in session.scalars(held):
        if not (grant.valid_to and valid_from and grant.valid_to < valid_from):
            raise RuleSaysNo(f"{person.name} har rollen fra før.", "", "Ingenting er endret.")


def _known_by(session: Session, address: str) -> PersonRow | None:
    """The person with this address; what no address can hold is not asked for."""
    if not address.isprintable():
        return None
    return session.scalars(select(PersonRow).where(PersonRow.email == address)).first()


def _refuse_guessing(session: Session, known_as: str, address: str, now: datetime) -> None:
    session.execute(delete(LoginFailureRow).where(LoginFailureRow.at < now - WITHIN))
    for column, value in ((LoginFailureRow.email_hash, known_as), (LoginFailureRow.address, address)):
        failures = (
            session.scalar(select(func.count()).select_from(LoginFailureRow).where(column == value)) or 0
        )
        if failures >= TRIES:
            raise TooManyTries("For mange forsøk på å logge inn.", "", "Vent et kvarter og prøv igjen.")


def _password_is(person: PersonRow | None, password: str) -> bool:
    """Check the password; a person who does not exist takes as long as one who does."""
    kept = person.password_hash if person and person.password_hash else _nobodys_hash()
    with _HASHES_AT_ONCE:
        try:
            HASHER.verify(kept, password[:LONGEST_PASSWORD].encode("utf-8", "surrogatepass"))
        except (VerifyMismatchError, InvalidHashError):
            return False
    return kept is not _nobodys_hash() and len(password) <= LONGEST_PASSWORD


@cache
def _nobodys_hash() -> str:
    return HASHER.hash("en person som ikke finnes")


def _hash(password: str) -> str:
    if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        raise BadInput(
            f"Passordet må ha {SHORTEST_PASSWORD}-{LONGEST_PASSWORD} tegn.",
            "Lengde er det som gjør et passord trygt.",
            "Bruk gjerne noen ord etter hverandre.",
            "password",
        )
    with _HASHES_AT_ONCE:
        return HASHER.hash(password)


def _end_sessions(session: Session, person: PersonRow) -> None:
    for row in session.scalars(select(SessionRow).where(SessionRow.person_id == person.id)):
        session.delete(row)


def _email(typed: str) -> str:
    address = fields.line(typed, "email", "E-postadressen").lower()
    name, at, place = address.partition("@")
    if not (name and at and "." in place) or " " in address:
        raise BadInput(f"«{address}» er ikke en e-postadresse.", "", "Skriv den som navn@sted.no.", "email")
    return address
