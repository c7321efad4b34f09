"""What stands beside decisions and rules: rulings, certifications, corrections, and judging anew."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, LargeBinary, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, deferred, mapped_column

from decisions.verdict import Answer
from documents.kinds import ChangeClass
from registry.tables.base import Base, Instant, Owned, words


class DecisionDetailRow(Owned, Base):
    """What a decision record also holds since meetings are kept: its words, and how it came about."""

    __tablename__ = "decision_detail"

    decision_id: Mapped[int] = mapped_column(ForeignKey("decision.id"), primary_key=True)
    text: Mapped[str] = mapped_column(Text, default="")
    """The decision in the body's own words."""
    procedure: Mapped[str] = mapped_column(default="")
    """A decisions.facts.Procedure; empty where nobody said."""
    all_consent: Mapped[bool | None]
    blocs: Mapped[str] = mapped_column(Text, default="[]")
    """JSON: votes per side, as [{name, for, against, abstained}]."""
    evidence: Mapped[str] = mapped_column(Text, default="")
    """JSON: the papers that exist, as words; empty where nobody said."""
    returned_to_id: Mapped[int | None] = mapped_column(ForeignKey("body.id"))


class RulingRow(Owned, Base):
    """A person's answer to what the register could not tell. Stands beside the verdict; never edited."""

    __tablename__ = "ruling"
    __table_args__ = (UniqueConstraint("ref"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    ref: Mapped[str]
    decision_id: Mapped[int] = mapped_column(ForeignKey("decision.id"), index=True)
    answer: Mapped[Answer] = mapped_column(words(Answer))
    question: Mapped[str] = mapped_column(Text)
    """The question of the verdict, as it was asked."""
    reason: Mapped[str] = mapped_column(Text)
    authority: Mapped[str]
    """By what right: "leder av PSU", "kommuneadvokaten i Granvik"."""
    ruled_by: Mapped[str]
    ruled_on: Mapped[date]
    recorded_by: Mapped[str]
    recorded_at: Mapped[datetime] = mapped_column(Instant)
    replaces_id: Mapped[int | None] = mapped_column(ForeignKey("ruling.id"))


class CertificationRow(Owned, Base):
    """A person has seen the source of a decision, a link or a file, and vouches that it says this."""

    __tablename__ = "certification"

    id: Mapped[int] = mapped_column(primary_key=True)
    decision_id: Mapped[int] = mapped_column(ForeignKey("decision.id"), index=True)
    link: Mapped[str] = mapped_column(default="")
    file_name: Mapped[str] = mapped_column(default="")
    sha256: Mapped[str] = mapped_column(default="")
    data: Mapped[bytes] = deferred(mapped_column(LargeBinary, nullable=False))
    """The file as it came; no bytes where the source is a link."""
    note: Mapped[str] = mapped_column(Text, default="")
    certified_by: Mapped[str]
    certified_at: Mapped[datetime] = mapped_column(Instant)


class RuleCorrectionRow(Owned, Base):
    """A mandate rule was read anew: another takes its place, or none does. Both stay."""

    __tablename__ = "rule_correction"
    __table_args__ = (UniqueConstraint("rule_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    rule_id: Mapped[int] = mapped_column(ForeignKey("mandate_rule.id"))
    by_id: Mapped[int | None] = mapped_column(ForeignKey("mandate_rule.id"))
    """The rule that holds instead; None where the clause gives no such rule."""
    reason: Mapped[str] = mapped_column(Text)
    corrected_by: Mapped[str]
    corrected_at: Mapped[datetime] = mapped_column(Instant)


class ClassificationRow(Owned, Base):
    """A person has classified a version's change anew: its class, and what it was found to do."""

    __tablename__ = "classification"

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("version.id"), index=True)
    change: Mapped[ChangeClass] = mapped_column(words(ChangeClass))
    findings: Mapped[str] = mapped_column(Text, default="[]")
    """JSON, as Finding.to_dict writes them."""
    reason: Mapped[str] = mapped_column(Text)
    classified_by: Mapped[str]
    classified_at: Mapped[datetime] = mapped_column(Instant)


class RejudgingRow(Owned, Base):
    """All decisions judged anew at a moment: what each got, and which turned since the time before."""

    __tablename__ = "rejudging"

    id: Mapped[int] = mapped_column(primary_key=True)
    because: Mapped[str] = mapped_column(Text)
    """What was corrected, or that somebody asked."""
    log_seq: Mapped[int]
    """The last entry of the log that it had seen."""
    answers: Mapped[str] = mapped_column(Text)
    """JSON: {decision ref: answer}."""
    turned: Mapped[str] = mapped_column(Text)
    """JSON: [{decision, before, after, why}]."""
    made_by: Mapped[str]
    made_at: Mapped[datetime] = mapped_column(Instant)


class DelegationRow(Owned, Base):
    """One body has given another power over some matters, from a day to a day."""

    __tablename__ = "delegation"

    id: Mapped[int] = mapped_column(primary_key=True)
    from_body_id: Mapped[int] = mapped_column(ForeignKey("body.id"))
    to_body_id: Mapped[int] = mapped_column(ForeignKey("body.id"), index=True)
    kinds: Mapped[str] = mapped_column(Text, default="[]")
    """JSON list of kinds; empty: all."""
    changes: Mapped[str] = mapped_column(Text, default="[]")
    """JSON list of classes of change; empty: all."""
    decision_id: Mapped[int | None] = mapped_column(ForeignKey("decision.id"))
    source: Mapped[str]
    """Where it stands: the case, or the regulations of the body."""
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]
    recorded_by: Mapped[str]
    recorded_at: Mapped[datetime] = mapped_column(Instant)


class FundRow(Owned, Base):
    """Money placed at the helsefellesskap's disposal for a year."""

    __tablename__ = "fund"
    __table_args__ = (UniqueConstraint("community_id", "ref"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    ref: Mapped[str]
    name: Mapped[str]
    matter: Mapped[str]
    """A decisions.proposals.Matter: midler or samhandlingstilskudd."""
    source: Mapped[str]
    """Who gives it."""
    year: Mapped[int]
    amount: Mapped[int]
    """Whole kroner."""
    recorded_by: Mapped[str]
    recorded_at: Mapped[datetime] = mapped_column(Instant)


class AllocationRow(Owned, Base):
    """A decision gave some of a fund to somebody for something."""

    __tablename__ = "allocation"

    id: Mapped[int] = mapped_column(primary_key=True)
    fund_id: Mapped[int] = mapped_column(ForeignKey("fund.id"), index=True)
    decision_id: Mapped[int] = mapped_column(ForeignKey("decision.id"), index=True)
    recipient: Mapped[str]
    purpose: Mapped[str]
    amount: Mapped[int]
    """Whole kroner."""
    recorded_by: Mapped[str]
    recorded_at: Mapped[datetime] = mapped_column(Instant)
