"""One text on its way through many parties: its round, the steps, the papers that come back, the packages."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, deferred, mapped_column

from decisions.rounds import DeviationSort, RoundStep
from registry.tables.base import Base, Instant, Owned, words


class PaperKind(StrEnum):
    """What a file that came back from a party was read as."""

    TEKST = "teksten selv"
    PROTOKOLL = "protokoll eller særutskrift"
    UKJENT = "ikke lest"
    """A file the register could not read the words of, such as a scanned picture."""


class PackageState(StrEnum):
    """How far the making of a set of case packages has come."""

    I_KO = "i kø"
    LAGES = "lages"
    FERDIG = "ferdig"
    STANSET = "stanset"


class RoundRow(Owned, Base):
    """A version was laid before its parties, or its deadline was moved: each a row, the last one counts."""

    __tablename__ = "adoption_round"

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("version.id"), index=True)
    started_on: Mapped[date]
    """The day the round began; the same in every row of a version."""
    deadline: Mapped[date | None]
    """The day the parties were asked to have decided by."""
    reason: Mapped[str] = mapped_column(Text, default="")
    """Why the deadline was moved."""
    said_by: Mapped[str]
    said_at: Mapped[datetime] = mapped_column(Instant)


class RoundStepRow(Owned, Base):
    """What happened with a version at one party, short of a decision. The last word of a kind counts."""

    __tablename__ = "round_step"

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("version.id"), index=True)
    party_id: Mapped[int] = mapped_column(ForeignKey("party.id"), index=True)
    step: Mapped[RoundStep] = mapped_column(words(RoundStep))
    happens_on: Mapped[date]
    """The day it happens: for a meeting that is set, the day of the meeting."""
    known_on: Mapped[date]
    """The day it became known: from then the board shows it."""
    body: Mapped[str] = mapped_column(default="")
    """The body as the office names it: «formannskapet»."""
    case_number: Mapped[str] = mapped_column(default="")
    link: Mapped[str] = mapped_column(default="")
    reason: Mapped[str] = mapped_column(Text, default="")
    noted_by: Mapped[str]
    noted_at: Mapped[datetime] = mapped_column(Instant)


class AdoptedPaperRow(Owned, Base):
    """A file that came back from a party: the text it adopted, or its minutes; held against the round's text.

    The party and the decision are filled in when a person has said whose it is; from then nothing changes.
    """

    __tablename__ = "adopted_paper"
    __table_args__ = (UniqueConstraint("ref"), UniqueConstraint("version_id", "party_id", "sha256"))

    id: Mapped[int] = mapped_column(primary_key=True)
    ref: Mapped[str]
    version_id: Mapped[int] = mapped_column(ForeignKey("version.id"), index=True)
    party_id: Mapped[int | None] = mapped_column(ForeignKey("party.id"))
    decision_id: Mapped[int | None] = mapped_column(ForeignKey("decision.id"), index=True)
    name: Mapped[str]
    sha256: Mapped[str]
    data: Mapped[bytes] = deferred(mapped_column(LargeBinary, nullable=False))
    kind: Mapped[PaperKind] = mapped_column(words(PaperKind))
    read_hash: Mapped[str] = mapped_column(default="")
    """Where the file is the text itself: the hash of the known text that it holds word for word, the round's
    own or another; empty where it is none that is known."""
    differs: Mapped[bool]
    """Are its words others than those of the round's text?"""
    report: Mapped[str] = mapped_column(Text, default="{}")
    """JSON: what was found in it: differences by section, fingerprints and case numbers named."""
    received_by: Mapped[str]
    received_at: Mapped[datetime] = mapped_column(Instant)


class DeviationRow(Owned, Base):
    """A person has said what a difference in an adopted text amounts to. The last word counts."""

    __tablename__ = "deviation"

    id: Mapped[int] = mapped_column(primary_key=True)
    paper_id: Mapped[int] = mapped_column(ForeignKey("adopted_paper.id"), index=True)
    sort: Mapped[DeviationSort] = mapped_column(words(DeviationSort))
    reason: Mapped[str] = mapped_column(Text)
    authority: Mapped[str]
    """By what right, or who at the party confirmed it."""
    classified_by: Mapped[str]
    classified_on: Mapped[date]
    classified_at: Mapped[datetime] = mapped_column(Instant)


class CasePackageRow(Owned, Base):
    """Case packages for the parties of a version, made in one go and kept as they were handed out."""

    __tablename__ = "case_package"
    __table_args__ = (
        UniqueConstraint("ref"),
        CheckConstraint("done >= 0 AND done <= total", name="done_is_counted"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    ref: Mapped[str]
    version_id: Mapped[int] = mapped_column(ForeignKey("version.id"), index=True)
    day: Mapped[date]
    """The day whose parties, law and standing the papers tell of."""
    state: Mapped[PackageState] = mapped_column(words(PackageState))
    done: Mapped[int] = mapped_column(default=0)
    """So many parties' sets are made."""
    total: Mapped[int]
    manifest: Mapped[str] = mapped_column(Text, default="{}")
    """JSON: what the papers rest on, and every file of every set with its SHA-256."""
    data: Mapped[bytes] = deferred(mapped_column(LargeBinary, nullable=False))
    """The zip; no bytes until it is made."""
    trouble: Mapped[str] = mapped_column(Text, default="")
    """Why it was not made, in a sentence."""
    asked_by: Mapped[str]
    asked_at: Mapped[datetime] = mapped_column(Instant)
    made_at: Mapped[datetime | None] = mapped_column(Instant)
