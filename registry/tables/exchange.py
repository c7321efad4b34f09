"""What goes out in Word and comes in again: texts sent, files received, amendments, the office's template."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, deferred, mapped_column

from documents.returning.kinds import AmendmentKind, AmendmentState
from registry.tables.base import Base, Instant, Owned, words


class SendingRow(Owned, Base):
    """A draft as it read when it was sent out; never edited, so that what comes back is held against it."""

    __tablename__ = "sending"
    __table_args__ = (UniqueConstraint("ref"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("version.id"), index=True)
    ref: Mapped[str]
    """An opaque name, which the file carries."""
    text: Mapped[str] = mapped_column(Text)
    """Canonical Markdown."""
    text_hash: Mapped[str] = mapped_column(index=True)
    recipient: Mapped[str] = mapped_column(default="")
    """For whom, as the sender wrote it; empty where nothing was said."""
    data: Mapped[bytes] = deferred(mapped_column(LargeBinary, nullable=False))
    """The Word file as it went out: the same bytes whenever it is asked for."""
    sent_by: Mapped[str]
    sent_at: Mapped[datetime] = mapped_column(Instant)


class ReceivedFileRow(Owned, Base):
    """A file as it came in. `version_id` is empty while it is being brought in as a new text."""

    __tablename__ = "received_file"
    __table_args__ = (UniqueConstraint("ref"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    ref: Mapped[str]
    """An opaque name, for its address."""
    name: Mapped[str]
    sha256: Mapped[str] = mapped_column(index=True)
    data: Mapped[bytes] = deferred(mapped_column(LargeBinary, nullable=False))
    version_id: Mapped[int | None] = mapped_column(ForeignKey("version.id"), index=True)
    """The draft that it answers, or became."""
    sending_id: Mapped[int | None] = mapped_column(ForeignKey("sending.id"))
    base: Mapped[str] = mapped_column(Text, default="")
    """The text that its changes are held against: canonical Markdown."""
    sender: Mapped[str] = mapped_column(default="")
    """Whom it came from, as the receiver wrote it."""
    report: Mapped[str] = mapped_column(Text, default="{}")
    """JSON: remarks, matches with their grounds, and the account of words."""
    received_by: Mapped[str]
    received_at: Mapped[datetime] = mapped_column(Instant)


class AmendmentRow(Owned, Base):
    """What one author of a received file proposes about one section. `revision` is for the ETag."""

    __tablename__ = "amendment"
    __table_args__ = (
        UniqueConstraint("file_id", "position"),
        CheckConstraint("(state = 'åpent') = (answered_at IS NULL)", name="answered_if_not_open"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    file_id: Mapped[int] = mapped_column(ForeignKey("received_file.id"), index=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("version.id"), index=True)
    position: Mapped[int]
    """Its place among those of the file."""
    section_id: Mapped[str]
    """The section of the draft; empty for its title and opening."""
    kind: Mapped[AmendmentKind] = mapped_column(words(AmendmentKind))
    author: Mapped[str]
    made_on: Mapped[date | None]
    content: Mapped[str] = mapped_column(Text)
    """JSON of the documents.returning.amendments.Amendment."""
    state: Mapped[AmendmentState] = mapped_column(words(AmendmentState))
    answer: Mapped[str] = mapped_column(Text, default="")
    """Why it was answered so, where somebody said."""
    answered_by: Mapped[str] = mapped_column(default="")
    answered_at: Mapped[datetime | None] = mapped_column(Instant)
    revision: Mapped[int] = mapped_column(default=1)


class TemplateRow(Owned, Base):
    """The office's own Word template, in place of the product's; the latest is the one in use."""

    __tablename__ = "template"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    """The name of the file; empty, with no data, where the office went back to the product's own."""
    data: Mapped[bytes] = deferred(mapped_column(LargeBinary, nullable=False))
    sha256: Mapped[str]
    chosen_by: Mapped[str]
    chosen_at: Mapped[datetime] = mapped_column(Instant)
