"""People, what they may do here, and how they come in."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from registry.permissions import Role
from registry.tables.base import Base, Instant, words


class PersonRow(Base):
    """A person. Those who only hold a seat have no password and cannot sign in."""

    __tablename__ = "person"

    id: Mapped[int] = mapped_column(primary_key=True)
    ref: Mapped[str] = mapped_column(unique=True)
    """A random id: what the log says instead of a name."""
    name: Mapped[str]
    email: Mapped[str | None] = mapped_column(unique=True)
    password_hash: Mapped[str | None]
    disabled_at: Mapped[datetime | None] = mapped_column(Instant)
    name_withheld_at: Mapped[datetime | None] = mapped_column(Instant)
    """From when the name is no longer shown to everybody (docs/choices/members-personal-data.md)."""
    created_at: Mapped[datetime] = mapped_column(Instant)


class GrantRow(Base):
    """A role given to a person: in one helsefellesskap, or (administrator) in the whole installation."""

    __tablename__ = "role_grant"
    __table_args__ = (UniqueConstraint("person_id", "community_id", "role", "party_id", "body_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    community_id: Mapped[int | None] = mapped_column(ForeignKey("community.id"), index=True)
    role: Mapped[Role] = mapped_column(words(Role))
    party_id: Mapped[int | None] = mapped_column(ForeignKey("party.id"))
    body_id: Mapped[int | None] = mapped_column(ForeignKey("body.id"))
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]


class SessionRow(Base):
    """Somebody is signed in. Only a hash of the cookie is kept."""

    __tablename__ = "session"

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    csrf: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(Instant)
    seen_at: Mapped[datetime] = mapped_column(Instant)
    ended_at: Mapped[datetime | None] = mapped_column(Instant)


class TokenRow(Base):
    """A key for programs: what it may do, where, until when. Only a hash is kept."""

    __tablename__ = "token"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    prefix: Mapped[str]
    token_hash: Mapped[str] = mapped_column(unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    community_id: Mapped[int] = mapped_column(ForeignKey("community.id"))
    scopes: Mapped[str] = mapped_column(Text)
    """JSON list of permissions."""
    created_at: Mapped[datetime] = mapped_column(Instant)
    expires_on: Mapped[date]
    used_at: Mapped[datetime | None] = mapped_column(Instant)
    revoked_at: Mapped[datetime | None] = mapped_column(Instant)


class LoginFailureRow(Base):
    """A sign-in that failed: kept a short while to slow down guessing, in the database for all processes."""

    __tablename__ = "login_failure"

    id: Mapped[int] = mapped_column(primary_key=True)
    email_hash: Mapped[str] = mapped_column(index=True)
    address: Mapped[str] = mapped_column(index=True)
    at: Mapped[datetime] = mapped_column(Instant, index=True)


class RepeatRow(Base):
    """An Idempotency-Key and the answer it got, written in the same transaction as the effect."""

    __tablename__ = "repeat"
    __table_args__ = (UniqueConstraint("principal", "route", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    principal: Mapped[str]
    route: Mapped[str]
    key: Mapped[str]
    body_hash: Mapped[str]
    status: Mapped[int]
    answer: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(Instant)
