"""Comparisons that decisions rested on, and the reasons for changes."""

from datetime import datetime

from sqlalchemy import ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from registry.tables.base import Base, Instant, Owned


class ComparisonRow(Owned, Base):
    """A comparison of two texts as it was made then, word for word; never edited, never deleted.

    The same two texts compared by the same version of the algorithm are kept once.
    """

    __tablename__ = "comparison"
    __table_args__ = (UniqueConstraint("community_id", "old_hash", "new_hash", "algorithm"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    old_version_id: Mapped[int] = mapped_column(ForeignKey("version.id"))
    new_version_id: Mapped[int] = mapped_column(ForeignKey("version.id"))
    old_hash: Mapped[str]
    new_hash: Mapped[str]
    algorithm: Mapped[str]
    """documents.comparing.diff.ALGORITHM as it was."""
    content: Mapped[str] = mapped_column(Text)
    """JSON of the documents.comparing.diff.Comparison."""
    made_at: Mapped[datetime] = mapped_column(Instant)


class DecisionBasisRow(Owned, Base):
    """The comparison that a body had before it when it decided."""

    __tablename__ = "decision_basis"

    decision_id: Mapped[int] = mapped_column(ForeignKey("decision.id"), primary_key=True)
    comparison_id: Mapped[int] = mapped_column(ForeignKey("comparison.id"), index=True)


class ReasonRow(Owned, Base):
    """Why a section was changed in this version, and who asked for it. `revision` is for the ETag."""

    __tablename__ = "change_reason"
    __table_args__ = (UniqueConstraint("version_id", "section_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("version.id"), index=True)
    section_id: Mapped[str]
    """Identity of the section or point; the old one's where it was removed; empty for title and preamble."""
    why: Mapped[str] = mapped_column(Text)
    asked_by: Mapped[str]
    written_by: Mapped[str]
    written_at: Mapped[datetime] = mapped_column(Instant)
    revision: Mapped[int] = mapped_column(default=1)
