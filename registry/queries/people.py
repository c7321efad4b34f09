"""Who are people here, and what may they do?"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from decisions.periods import holds_on
from registry import clock
from registry.errors import NotFound
from registry.permissions import Actor, Permission, Role
from registry.tables import CommunityRow, GrantRow, PersonRow, SessionRow, TokenRow

IDLE, LONGEST = timedelta(minutes=60), timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class GrantView:
    """A role, and in which helsefellesskap (None: the whole installation)."""

    row: GrantRow
    community: CommunityRow | None


def person(session: Session, ref_or_email: str) -> PersonRow:
    """The person with this reference or e-mail address; raises NotFound."""
    row = session.scalars(
        select(PersonRow).where((PersonRow.ref == ref_or_email) | (PersonRow.email == ref_or_email.lower()))
    ).first()
    if row is None:
        raise NotFound("Personen finnes ikke.", "", "Se listen over personer.")
    return row


def those_who_sign_in(session: Session) -> Sequence[PersonRow]:
    """Everybody who has an account, by name."""
    return session.scalars(
        select(PersonRow).where(PersonRow.password_hash.is_not(None)).order_by(PersonRow.name)
    ).all()


def grants(session: Session, row: PersonRow) -> list[GrantView]:
    """Every role the person has been given."""
    found = session.execute(
        select(GrantRow, CommunityRow)
        .outerjoin(CommunityRow, CommunityRow.id == GrantRow.community_id)
        .where(GrantRow.person_id == row.id)
        .order_by(GrantRow.id)
    )
    return [GrantView(grant, community) for grant, community in found]


def actor_of(
    session: Session,
    row: PersonRow,
    community: CommunityRow | None,
    scopes: frozenset[Permission] | None = None,
) -> Actor:
    """The person as somebody who acts in this helsefellesskap today."""
    today = clock.today()
    roles = frozenset(
        view.row.role
        for view in grants(session, row)
        if (view.row.role is Role.ADMINISTRATOR or (community and view.row.community_id == community.id))
        and holds_on(today, view.row.valid_from, view.row.valid_to)
    )
    return Actor(row.ref, row.name, roles, scopes)


def open_session(session: Session, token_hash: str, now: datetime) -> tuple[SessionRow, PersonRow] | None:
    """The session this cookie stands for, if it is still open and its person is not shut out."""
    found = session.execute(
        select(SessionRow, PersonRow)
        .join(PersonRow, PersonRow.id == SessionRow.person_id)
        .where(SessionRow.token_hash == token_hash)
    ).first()
    if found is None:
        return None
    row, who = found
    over = row.ended_at is not None or now - row.seen_at > IDLE or now - row.created_at > LONGEST
    return None if over or who.disabled_at is not None else (row, who)


def token_owner(session: Session, token_hash: str, now: datetime) -> tuple[TokenRow, PersonRow] | None:
    """The key with this fingerprint and its owner, if it still opens anything."""
    found = session.execute(
        select(TokenRow, PersonRow)
        .join(PersonRow, PersonRow.id == TokenRow.person_id)
        .where(TokenRow.token_hash == token_hash)
    ).first()
    if found is None:
        return None
    row, owner = found
    dead = row.revoked_at is not None or row.expires_on < clock.day_of(now) or owner.disabled_at is not None
    return None if dead else (row, owner)


def tokens_of(session: Session, row: PersonRow) -> Sequence[TokenRow]:
    """The person's keys, the newest first."""
    return session.scalars(
        select(TokenRow).where(TokenRow.person_id == row.id).order_by(TokenRow.id.desc())
    ).all()


def scopes_of(row: TokenRow) -> frozenset[Permission]:
    """What the key is limited to."""
    return frozenset(Permission(word) for word in json.loads(row.scopes))
