"""Decisions, and the mandate rules they are judged by."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from decisions.outcomes import Act, Outcome, ReservationSort
from decisions.verdict import Answer
from documents.kinds import ChangeClass
from registry.tables.base import Base, Instant, Owned, words


def _once(name: str, about: str, where: str) -> Index:
    """One decision with the same act about the same thing in a case and meeting; corrections stand beside it.

    A case that was postponed comes back under its number: another meeting, another record.
    """
    return Index(
        name,
        *("body_id", "case_year", "case_number", "act", "meeting_on", about),
        unique=True,
        sqlite_where=text(where),
        postgresql_where=text(where),
    )


class DecisionRow(Owned, Base):
    """What one body decided in one case. Never edited: a correction is a new row that names the old."""

    __tablename__ = "decision"
    __table_args__ = (
        _once("one_decision_a_version", "version_id", "corrects_id IS NULL"),
        _once("one_decision_a_case", "matter", "corrects_id IS NULL AND version_id IS NULL"),
        CheckConstraint("(version_id IS NULL) = (text_hash IS NULL)", name="version_and_hash_go_together"),
        CheckConstraint("votes_for >= 0 AND votes_against >= 0 AND abstained >= 0", name="votes_are_counted"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    ref: Mapped[str] = mapped_column(unique=True)
    body_id: Mapped[int] = mapped_column(ForeignKey("body.id"), index=True)
    meeting_on: Mapped[date] = mapped_column(index=True)
    case_number: Mapped[str]
    """As printed: "PS 96/20"."""
    case_year: Mapped[int]
    title: Mapped[str]
    act: Mapped[Act] = mapped_column(words(Act))
    outcome: Mapped[Outcome] = mapped_column(words(Outcome))
    matter: Mapped[str]
    """A DocumentKind or a Matter."""
    version_id: Mapped[int | None] = mapped_column(ForeignKey("version.id"), index=True)
    text_hash: Mapped[str | None]
    """The hash of the text the body had before it."""
    change: Mapped[ChangeClass] = mapped_column(words(ChangeClass))
    change_label: Mapped[str] = mapped_column(default="")
    votes_for: Mapped[int | None]
    votes_against: Mapped[int | None]
    abstained: Mapped[int | None]
    present: Mapped[int | None]
    members: Mapped[int | None]
    chair_for: Mapped[bool | None]
    findings: Mapped[str] = mapped_column(Text, default="[]")
    """JSON: what a person found in the change, as Finding.to_dict writes it: part of what was judged."""
    reservation_sort: Mapped[ReservationSort | None] = mapped_column(words(ReservationSort))
    """Whether what the body added changes the text, as a person said; None where nothing was added."""
    deviation: Mapped[str] = mapped_column(Text, default="")
    """What the body changed, in its own words, where the outcome is "vedtatt med endring"."""
    deviation_section_id: Mapped[str] = mapped_column(default="")
    remark: Mapped[str] = mapped_column(Text, default="")
    minutes: Mapped[str] = mapped_column(default="")
    """Where the minutes are: an address or an archive reference."""
    answer: Mapped[Answer] = mapped_column(words(Answer))
    verdict: Mapped[str] = mapped_column(Text)
    """JSON of the whole verdict, with the rules as they read on the meeting day."""
    corrects_id: Mapped[int | None] = mapped_column(ForeignKey("decision.id"))
    recorded_by: Mapped[str]
    recorded_at: Mapped[datetime] = mapped_column(Instant)


class MandateRuleRow(Owned, Base):
    """A rule of who may decide what: a clause of a version, as data.

    It applies on the days its version is in force. A rule without a version (from a start kit, before
    the agreement itself is in the register) applies on the days it names itself.
    """

    __tablename__ = "mandate_rule"
    __table_args__ = (UniqueConstraint("community_id", "ref"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    ref: Mapped[str]
    version_id: Mapped[int | None] = mapped_column(ForeignKey("version.id"), index=True)
    section_id: Mapped[str] = mapped_column(default="")
    """Identity of the clause in that version's text."""
    content: Mapped[str] = mapped_column(Text)
    """JSON of the decisions.rules.MandateRule."""
