"""What follows an adoption: signatures, submission, publication, notices; what special agreements rest on.

A row is never edited. The last word about the same thing counts, and it may be that it was not so: the same
party's signature, the same pair's submission of a day, the same address, the same step.
"""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from decisions.rounds import NoticeStep
from registry.tables.base import Base, Instant, Owned, words


class SignatureRow(Owned, Base):
    """A party's signature under a version: it carries out a decision, and never stands in place of one."""

    __tablename__ = "signature"

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("version.id"), index=True)
    party_id: Mapped[int] = mapped_column(ForeignKey("party.id"), index=True)
    signed_on: Mapped[date]
    signer: Mapped[str]
    title: Mapped[str] = mapped_column(default="")
    """The office the person signed in: «ordfører»."""
    link: Mapped[str] = mapped_column(default="")
    holds: Mapped[bool] = mapped_column(default=True)
    """False: it was not so after all, whatever was recorded before."""
    reason: Mapped[str] = mapped_column(Text, default="")
    """Why it was not so."""
    recorded_by: Mapped[str]
    recorded_at: Mapped[datetime] = mapped_column(Instant)


class SubmissionRow(Owned, Base):
    """The agreement of one pair was sent to Helsedirektoratet."""

    __tablename__ = "submission"

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("version.id"), index=True)
    pair_id: Mapped[int] = mapped_column(ForeignKey("pair.id"), index=True)
    sent_on: Mapped[date]
    sender: Mapped[str]
    """Who sent it: by law the regional trust."""
    link: Mapped[str]
    """The address that was sent, or the archive's reference."""
    holds: Mapped[bool] = mapped_column(default=True)
    """False: it was not so after all, whatever was recorded before."""
    reason: Mapped[str] = mapped_column(Text, default="")
    """Why it was not so."""
    recorded_by: Mapped[str]
    recorded_at: Mapped[datetime] = mapped_column(Instant)


class PublicationRow(Owned, Base):
    """A version was published at an address."""

    __tablename__ = "publication"

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("version.id"), index=True)
    published_on: Mapped[date]
    publisher: Mapped[str]
    link: Mapped[str]
    holds: Mapped[bool] = mapped_column(default=True)
    """False: it was not so after all, whatever was recorded before."""
    reason: Mapped[str] = mapped_column(Text, default="")
    """Why it was not so."""
    recorded_by: Mapped[str]
    recorded_at: Mapped[datetime] = mapped_column(Instant)


class NoticeRow(Owned, Base):
    """One party's notice of termination to the other of a pair, as it was received."""

    __tablename__ = "notice"
    __table_args__ = (UniqueConstraint("ref"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    ref: Mapped[str]
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), index=True)
    pair_id: Mapped[int] = mapped_column(ForeignKey("pair.id"), index=True)
    party_id: Mapped[int] = mapped_column(ForeignKey("party.id"))
    """The party that gives notice."""
    received_on: Mapped[date]
    sender: Mapped[str]
    """Who signed the letter: «kommunedirektøren i Granvik»."""
    link: Mapped[str] = mapped_column(default="")
    recorded_by: Mapped[str]
    recorded_at: Mapped[datetime] = mapped_column(Instant)


class NoticeStepRow(Owned, Base):
    """What was done after a notice was received."""

    __tablename__ = "notice_step"

    id: Mapped[int] = mapped_column(primary_key=True)
    notice_id: Mapped[int] = mapped_column(ForeignKey("notice.id"), index=True)
    step: Mapped[NoticeStep] = mapped_column(words(NoticeStep))
    happens_on: Mapped[date]
    done_by: Mapped[str]
    link: Mapped[str] = mapped_column(default="")
    holds: Mapped[bool] = mapped_column(default=True)
    """False: it was not so after all, whatever was recorded before."""
    reason: Mapped[str] = mapped_column(Text, default="")
    """Why it was not so."""
    recorded_by: Mapped[str]
    recorded_at: Mapped[datetime] = mapped_column(Instant)


class GoverningClauseRow(Owned, Base):
    """A clause of the main agreement that a special agreement rests on, as a person read the two together.

    Reading it again is a new row; the last row for a clause counts.
    """

    __tablename__ = "governing_clause"

    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), index=True)
    """The special agreement."""
    version_id: Mapped[int] = mapped_column(ForeignKey("version.id"), index=True)
    """The version of the main agreement that was read."""
    section_id: Mapped[str]
    holds: Mapped[bool] = mapped_column(default=True)
    """False: the special agreement does not rest on this clause after all."""
    note: Mapped[str] = mapped_column(Text, default="")
    read_by: Mapped[str]
    read_on: Mapped[date]
    read_at: Mapped[datetime] = mapped_column(Instant)
