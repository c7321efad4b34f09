"""Reminders as letters that wait to be sent, and keys to calendars."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from registry.tables.base import Base, Instant, Owned, words


class MessageState(StrEnum):
    """How far a letter has come."""

    KLADD = "kladd"
    I_KO = "i kø"
    """To be sent, and not yet accepted by the mail server."""
    SENDES = "sendes"
    """Handed to the mail server just now; one that stays so was interrupted, and may have gone or not."""
    UVISST = "uvisst"
    """The line broke after the whole letter was sent: it may have been taken. Never sent again by itself."""
    SENDT = "sendt"
    SENDT_UTENFOR = "sendt utenfor registeret"
    """A person sent it from their own mail program, and said so."""
    FORKASTET = "forkastet"


class MessageRow(Owned, Base):
    """A letter in the outbox. `revision` is for the ETag."""

    __tablename__ = "message"
    __table_args__ = (
        UniqueConstraint("ref"),
        CheckConstraint("attempts >= 0", name="attempts_are_counted"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    ref: Mapped[str]
    version_id: Mapped[int | None] = mapped_column(ForeignKey("version.id"), index=True)
    party_id: Mapped[int | None] = mapped_column(ForeignKey("party.id"))
    about: Mapped[str]
    """What it reminds of, for programs: the subject's name and its rule."""
    addresses: Mapped[str] = mapped_column(default="")
    """Addresses, with commas between; empty until somebody fills it in."""
    subject: Mapped[str]
    body: Mapped[str] = mapped_column(Text)
    state: Mapped[MessageState] = mapped_column(words(MessageState))
    attempts: Mapped[int] = mapped_column(default=0)
    trouble: Mapped[str] = mapped_column(Text, default="")
    """Why the last attempt failed, in a sentence."""
    tried_at: Mapped[datetime | None] = mapped_column(Instant)
    """When the last attempt began."""
    made_by: Mapped[str]
    made_at: Mapped[datetime] = mapped_column(Instant)
    sent_at: Mapped[datetime | None] = mapped_column(Instant)
    revision: Mapped[int] = mapped_column(default=1)


class CalendarKeyRow(Owned, Base):
    """A secret address of a calendar for one person, who sees in it what the person may read."""

    __tablename__ = "calendar_key"
    __table_args__ = (UniqueConstraint("digest"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    digest: Mapped[str]
    """SHA-256 of the key; the key itself is shown once and not kept."""
    made_at: Mapped[datetime] = mapped_column(Instant)
    revoked_at: Mapped[datetime | None] = mapped_column(Instant)
