"""What people search for, as far as it is kept: searches saved by their owner, and those that found nothing.

What somebody searched for is nobody's business. A saved search is its owner's alone and goes when the owner
says so; a search that found nothing is kept without who, from where and at what hour.
"""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from registry.tables.base import Base, Instant, Owned


class SavedSearchRow(Owned, Base):
    """A search that a person wants to make again, and to be told of new hits of."""

    __tablename__ = "saved_search"
    __table_args__ = (UniqueConstraint("community_id", "ref"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    ref: Mapped[str]
    """Short, of no meaning: the log may name it without telling what was searched for."""
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    query: Mapped[str] = mapped_column(Text)
    """As it was typed."""
    feed_hash: Mapped[str | None] = mapped_column(unique=True)
    """Of the secret in the address of its feed; None while it has none."""
    saved_at: Mapped[datetime] = mapped_column(Instant)
    seen_at: Mapped[datetime] = mapped_column(Instant)
    """When its owner last looked: what came later is new."""


class SynonymRow(Owned, Base):
    """Words that the office lets find each other, or a group of the product's that it has put aside.

    A row is never edited. The last word about a group counts.
    """

    __tablename__ = "synonym"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(index=True)
    """What names the group: its first word as it was when the group came; "vår:" before it where the group is
    the office's own."""
    words: Mapped[str] = mapped_column(Text)
    """JSON list of words and expressions, two at least."""
    holds: Mapped[bool] = mapped_column(default=True)
    """False: the group no longer counts."""
    reason: Mapped[str] = mapped_column(Text, default="")
    said_by: Mapped[str]
    said_at: Mapped[datetime] = mapped_column(Instant)


class MissedSearchRow(Owned, Base):
    """Words that were searched for and not found, with how often and between which days. No persons."""

    __tablename__ = "missed_search"
    __table_args__ = (UniqueConstraint("community_id", "words"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    words: Mapped[str]
    """In lower case, without figures of more than four digits and without addresses."""
    times: Mapped[int] = mapped_column(default=1)
    first_on: Mapped[date]
    last_on: Mapped[date] = mapped_column(index=True)
