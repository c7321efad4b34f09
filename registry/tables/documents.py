"""Documents, their versions, and the judgements of what their sections cover."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from decisions.entry_into_force import EnteredBy, EntryRule
from documents.coverage import Degree, MarkKind
from documents.kinds import ChangeClass, DocumentKind, Language
from documents.lifecycle import Stage
from documents.minimums import CONTENT
from registry.tables.base import Base, Instant, Owned, words


class DocumentRow(Owned, Base):
    """A document through all its versions. `pair_id` is set for a special agreement."""

    __tablename__ = "document"
    __table_args__ = (UniqueConstraint("community_id", "ref"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    ref: Mapped[str]
    kind: Mapped[DocumentKind] = mapped_column(words(DocumentKind))
    title: Mapped[str]
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("body.id"))
    pair_id: Mapped[int | None] = mapped_column(ForeignKey("pair.id"))
    created_at: Mapped[datetime] = mapped_column(Instant)


class VersionRow(Owned, Base):
    """One version: a text, what was done with it, and from when it applies.

    From the day it is frozen the text never changes; triggers in both databases refuse it too.
    `revision` counts changes of a draft, for the ETag.
    """

    __tablename__ = "version"
    __table_args__ = (
        UniqueConstraint("document_id", "number"),
        CheckConstraint("(stage = 'utkast') OR (frozen_hash IS NOT NULL)", name="hash_once_frozen"),
        CheckConstraint("valid_from IS NULL OR stage = 'vedtatt'", name="valid_only_if_adopted"),
        CheckConstraint("valid_to IS NULL OR valid_from <= valid_to", name="ends_after_it_begins"),
        Index(
            "one_adopted_version_per_day",
            "document_id",
            "valid_from",
            unique=True,
            sqlite_where=text("stage = 'vedtatt'"),
            postgresql_where=text("stage = 'vedtatt'"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), index=True)
    number: Mapped[str]
    language: Mapped[Language] = mapped_column(words(Language))
    stage: Mapped[Stage] = mapped_column(words(Stage))
    text: Mapped[str] = mapped_column(Text)
    """Canonical Markdown (documents.markdown)."""
    frozen_hash: Mapped[str | None]
    """SHA-256 over the canonical bytes, in hexadecimal, from the day the text is frozen."""
    based_on_id: Mapped[int | None] = mapped_column(ForeignKey("version.id"))
    change: Mapped[ChangeClass] = mapped_column(words(ChangeClass))
    """The class that a named person has confirmed."""
    change_label: Mapped[str] = mapped_column(default="")
    """What the body or the drafters themselves called the change."""
    change_reason: Mapped[str] = mapped_column(Text, default="")
    change_confirmed_by: Mapped[str] = mapped_column(default="")
    taken_over: Mapped[str] = mapped_column(Text, default="")
    """For a text that applied before the register began: who adopted it, as the office has it on record."""
    findings: Mapped[str] = mapped_column(Text, default="[]")
    """JSON: what the change touches, as [{trait, certainty, place}]; see decisions.proposals."""
    entry_rule: Mapped[EntryRule] = mapped_column(words(EntryRule))
    earliest_from: Mapped[date | None]
    """The text's own day for entering into force, at the earliest."""
    entry_count: Mapped[int | None]
    """How many parties must have adopted it, where the rule is "et antall parter"."""
    entry_by: Mapped[date | None]
    """The last day for adopting it, where the rule is "på en fast dag"."""
    entered_by: Mapped[EnteredBy] = mapped_column(
        words(EnteredBy), default=EnteredBy.VEDTAK, server_default=EnteredBy.VEDTAK.value
    )
    """What the text says makes a party have entered it."""
    entry_section_id: Mapped[str] = mapped_column(default="", server_default="")
    """Identity of the clause that says so."""
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]
    frozen_at: Mapped[datetime | None] = mapped_column(Instant)
    adopted_on: Mapped[date | None]
    created_at: Mapped[datetime] = mapped_column(Instant)
    revision: Mapped[int] = mapped_column(default=1)


class PairEntryRow(Owned, Base):
    """A version that takes effect pair by pair entered into force for this pair on this day."""

    __tablename__ = "pair_entry"
    __table_args__ = (UniqueConstraint("version_id", "pair_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("version.id"), index=True)
    pair_id: Mapped[int] = mapped_column(ForeignKey("pair.id"))
    valid_from: Mapped[date]


class MarkRow(Owned, Base):
    """A person's judgement that a section of this version covers an item of the law.

    Never edited: the last word about the same place, item and measure counts, and it may be that the
    judgement was taken back.
    """

    __tablename__ = "mark"

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("version.id"), index=True)
    section_id: Mapped[str]
    """Identity of the place; empty where it is said of the whole text that it does not cover the item."""
    catalogue: Mapped[str] = mapped_column(default=CONTENT, server_default=CONTENT)
    nr: Mapped[int]
    entry_since: Mapped[date | None]
    """The day from which the law read as it did when the person judged: names the entry of the catalogue.
    None in one made before the log remembered judgements whole."""
    measure_id: Mapped[int | None] = mapped_column(ForeignKey("joint_measure.id"))
    replaces_id: Mapped[int | None] = mapped_column(ForeignKey("mark.id"))
    """The judgement that this one confirms, or that it was made in place of."""
    kind: Mapped[MarkKind] = mapped_column(
        words(MarkKind), default=MarkKind.JUDGED, server_default=MarkKind.JUDGED.value
    )
    degree: Mapped[Degree] = mapped_column(words(Degree))
    cited: Mapped[str] = mapped_column(Text, default="", server_default="")
    """The words of the place that the judgement rests on; empty in one made before words were cited."""
    reason: Mapped[str] = mapped_column(Text)
    judged_by: Mapped[str]
    judged_on: Mapped[date]
