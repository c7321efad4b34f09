"""What the law asks beside the words of the texts: catalogues of an office's own, joint measures, processes.

A row is never edited. The last word about the same thing counts, and it may be that it was not so.
"""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from decisions.involvement import Involvement
from decisions.reviews import ReviewOutcome
from registry.tables.base import Base, Instant, Owned, words


class CatalogueRow(Owned, Base):
    """A file of demands that the office has laid beside those the product comes with."""

    __tablename__ = "catalogue"
    __table_args__ = (UniqueConstraint("community_id", "hash"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    """The file's name as it was handed in."""
    text: Mapped[str] = mapped_column(Text)
    hash: Mapped[str]
    """SHA-256 over its bytes, in hexadecimal."""
    added_by: Mapped[str]
    added_at: Mapped[datetime] = mapped_column(Instant)


class CatalogueSignOffRow(Owned, Base):
    """A person has held one entry of a catalogue against its source, and stands for it."""

    __tablename__ = "catalogue_sign_off"

    id: Mapped[int] = mapped_column(primary_key=True)
    catalogue: Mapped[str]
    nr: Mapped[int]
    since: Mapped[date]
    """The day from which the entry applies: names it, with catalogue and number."""
    entry_hash: Mapped[str]
    """SHA-256 over what the entry said, so that another wording is not signed for."""
    holds: Mapped[bool] = mapped_column(default=True)
    """False: the person takes the signature back."""
    note: Mapped[str] = mapped_column(Text, default="")
    signed_by: Mapped[str]
    signed_on: Mapped[date]
    recorded_at: Mapped[datetime] = mapped_column(Instant)


class JointMeasureRow(Owned, Base):
    """What the parties have agreed to do together: a team, a joint post, shared beds (§ 6-2 andre ledd)."""

    __tablename__ = "joint_measure"
    __table_args__ = (UniqueConstraint("community_id", "ref"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    ref: Mapped[str]
    title: Mapped[str]
    document_id: Mapped[int | None] = mapped_column(ForeignKey("document.id"))
    """The text in which it is agreed."""
    section_id: Mapped[str] = mapped_column(default="")
    pair_id: Mapped[int | None] = mapped_column(ForeignKey("pair.id"))
    """The one pair it is of; None: all of them."""
    agreed_on: Mapped[date]
    added_by: Mapped[str]
    added_at: Mapped[datetime] = mapped_column(Instant)


class JointMeasureEndRow(Owned, Base):
    """The last day of a joint measure."""

    __tablename__ = "joint_measure_end"

    id: Mapped[int] = mapped_column(primary_key=True)
    measure_id: Mapped[int] = mapped_column(ForeignKey("joint_measure.id"), index=True)
    last_day: Mapped[date | None]
    """None: it goes on after all."""
    reason: Mapped[str] = mapped_column(Text, default="")
    said_by: Mapped[str]
    said_at: Mapped[datetime] = mapped_column(Instant)


class InvolvementRow(Owned, Base):
    """Users' experience was brought into the work with a text, or their organisations took part in it."""

    __tablename__ = "involvement"

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("version.id"), index=True)
    sort: Mapped[Involvement] = mapped_column(words(Involvement))
    whom: Mapped[str]
    """The organisation or the council, or where the experience comes from. Never a patient's name."""
    how: Mapped[str] = mapped_column(Text)
    """Meeting, hearing, survey ...: in the office's words."""
    took_part_on: Mapped[date]
    answer: Mapped[str] = mapped_column(Text, default="")
    """What came of it."""
    link: Mapped[str] = mapped_column(default="")
    holds: Mapped[bool] = mapped_column(default=True)
    """False: it was not so after all, whatever was recorded before."""
    reason: Mapped[str] = mapped_column(Text, default="")
    recorded_by: Mapped[str]
    recorded_at: Mapped[datetime] = mapped_column(Instant)


class ReviewRow(Owned, Base):
    """The parties went through an agreement with a view to what needs to be changed."""

    __tablename__ = "review"

    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), index=True)
    pair_id: Mapped[int | None] = mapped_column(ForeignKey("pair.id"))
    """The one pair that went through it; None: all of them together."""
    year: Mapped[int]
    """The year it is the review of."""
    reviewed_on: Mapped[date]
    outcome: Mapped[ReviewOutcome] = mapped_column(words(ReviewOutcome))
    told: Mapped[str] = mapped_column(Text)
    """Who went through it, and what they found."""
    link: Mapped[str] = mapped_column(default="")
    holds: Mapped[bool] = mapped_column(default=True)
    """False: it was not so after all, whatever was recorded before."""
    reason: Mapped[str] = mapped_column(Text, default="")
    recorded_by: Mapped[str]
    recorded_at: Mapped[datetime] = mapped_column(Instant)
