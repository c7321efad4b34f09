"""Meetings, the cases that go through them, and what was said and voted there."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from decisions.meetings import Attended, Cast, CounterState, MeetingStage
from decisions.outcomes import Act, Outcome, ReservationSort
from documents.kinds import ChangeClass
from registry.tables.base import Base, Instant, Owned, words


class MeetingRow(Owned, Base):
    """One body's meeting. Once its minutes are approved nothing in it changes; `revision` is for the ETag."""

    __tablename__ = "meeting"
    __table_args__ = (
        UniqueConstraint("community_id", "ref"),
        UniqueConstraint("body_id", "meeting_on", "number"),
        CheckConstraint("(stage = 'innkalt') = (approved_at IS NULL)", name="approved_if_locked"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    ref: Mapped[str]
    """Its name in addresses: "psu-2026-12-03"."""
    body_id: Mapped[int] = mapped_column(ForeignKey("body.id"), index=True)
    meeting_on: Mapped[date] = mapped_column(index=True)
    number: Mapped[int] = mapped_column(default=1)
    """1, or which of several meetings of the body on the same day."""
    starts_at: Mapped[str] = mapped_column(default="")
    """Clock time as "09:00"; empty while nobody has said."""
    ended_at: Mapped[str] = mapped_column(default="")
    place: Mapped[str] = mapped_column(default="")
    procedure: Mapped[str]
    """A decisions.facts.Procedure: møte, fjernmøte, skriftlig, hastesak."""
    all_consent: Mapped[bool | None]
    """In written procedure: did every member consent? (kommuneloven § 11-8)."""
    led_by: Mapped[str] = mapped_column(default="")
    kept_by: Mapped[str] = mapped_column(default="")
    """Who kept the minutes."""
    closed_under: Mapped[str] = mapped_column(default="")
    """The legal ground, where the whole meeting was closed."""
    note: Mapped[str] = mapped_column(Text, default="")
    stage: Mapped[MeetingStage] = mapped_column(words(MeetingStage))
    called_by: Mapped[str]
    called_at: Mapped[datetime] = mapped_column(Instant)
    approved_by: Mapped[str] = mapped_column(default="")
    """Who approved the minutes: the persons or the meeting, in words."""
    approved_on: Mapped[date | None]
    approved_at: Mapped[datetime | None] = mapped_column(Instant)
    minutes: Mapped[str] = mapped_column(Text, default="")
    """JSON of the minutes as they were approved."""
    minutes_hash: Mapped[str] = mapped_column(default="")
    revision: Mapped[int] = mapped_column(default=1)


class CaseRow(Owned, Base):
    """A case: a question that goes through one body or several until it is settled."""

    __tablename__ = "matter_case"
    __table_args__ = (UniqueConstraint("ref"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    ref: Mapped[str]
    title: Mapped[str]
    description: Mapped[str] = mapped_column(Text, default="")
    matter: Mapped[str]
    """A DocumentKind or a Matter."""
    document_id: Mapped[int | None] = mapped_column(ForeignKey("document.id"))
    version_id: Mapped[int | None] = mapped_column(ForeignKey("version.id"), index=True)
    change: Mapped[ChangeClass] = mapped_column(words(ChangeClass))
    change_label: Mapped[str] = mapped_column(default="")
    findings: Mapped[str] = mapped_column(Text, default="[]")
    """JSON: what a person has confirmed of the case, as Finding.to_dict writes it."""
    opened_by: Mapped[str]
    opened_at: Mapped[datetime] = mapped_column(Instant)
    closed_on: Mapped[date | None]
    closed_because: Mapped[str] = mapped_column(Text, default="")
    revision: Mapped[int] = mapped_column(default=1)


class CaseStepRow(Owned, Base):
    """One body on a case's route, and what it is to do there."""

    __tablename__ = "case_step"
    __table_args__ = (UniqueConstraint("case_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("matter_case.id"), index=True)
    position: Mapped[int]
    body_id: Mapped[int] = mapped_column(ForeignKey("body.id"))
    act: Mapped[Act] = mapped_column(words(Act))


class AgendaItemRow(Owned, Base):
    """A case on the agenda of a meeting, with its number there, what was proposed, and what came of it."""

    __tablename__ = "agenda_item"
    __table_args__ = (
        UniqueConstraint("body_id", "case_year", "case_number"),
        UniqueConstraint("meeting_id", "case_id"),
        CheckConstraint("votes_for >= 0 AND votes_against >= 0 AND abstained >= 0", name="votes_are_counted"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), index=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("matter_case.id"), index=True)
    body_id: Mapped[int] = mapped_column(ForeignKey("body.id"))
    position: Mapped[int]
    part: Mapped[str] = mapped_column(default="")
    """The part of the agenda, where rights differ between parts; empty: the whole meeting is one."""
    printed: Mapped[str]
    """The number as printed: "PSU 12/26"."""
    case_year: Mapped[int]
    case_number: Mapped[int]
    act: Mapped[Act] = mapped_column(words(Act))
    proposal: Mapped[str] = mapped_column(Text, default="")
    """The decision that was proposed when the agenda was sent."""
    proposed_by: Mapped[str] = mapped_column(default="")
    """Whose proposal it is: a body's recommendation, or the secretariat."""
    outcome: Mapped[Outcome | None] = mapped_column(words(Outcome))
    text: Mapped[str] = mapped_column(Text, default="")
    """The decision in the words of the meeting."""
    reservation: Mapped[str] = mapped_column(Text, default="")
    reservation_sort: Mapped[ReservationSort | None] = mapped_column(words(ReservationSort))
    deviation_section_id: Mapped[str] = mapped_column(default="")
    votes_for: Mapped[int | None]
    votes_against: Mapped[int | None]
    abstained: Mapped[int | None]
    chair_for: Mapped[bool | None]
    returned_to_id: Mapped[int | None] = mapped_column(ForeignKey("body.id"))
    closed_under: Mapped[str] = mapped_column(default="")
    """The legal ground, where the case was treated behind closed doors."""
    note: Mapped[str] = mapped_column(Text, default="")
    decision_id: Mapped[int | None] = mapped_column(ForeignKey("decision.id"))
    """The record that was made of it; the latest where it was corrected."""
    revision: Mapped[int] = mapped_column(default=1)


class AttendanceRow(Owned, Base):
    """Whether the holder of a seat came to a meeting; a deputy says whose place was taken."""

    __tablename__ = "attendance"
    __table_args__ = (UniqueConstraint("meeting_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    seat_id: Mapped[int | None] = mapped_column(ForeignKey("seat.id"))
    speaks_for: Mapped[str]
    """The party or organisation, as it was called that day."""
    side: Mapped[str] = mapped_column(default="")
    """The bloc it votes in: "kommune", "helseforetak"; empty for those without a vote."""
    role: Mapped[str]
    may_vote: Mapped[bool]
    state: Mapped[Attended] = mapped_column(words(Attended))
    in_place_of: Mapped[str] = mapped_column(default="")
    """The name of the absent member whose place a deputy took."""


class MemberVoteRow(Owned, Base):
    """How one who attended voted in one case."""

    __tablename__ = "member_vote"
    __table_args__ = (UniqueConstraint("item_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("agenda_item.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    vote: Mapped[Cast] = mapped_column(words(Cast))


class CounterProposalRow(Owned, Base):
    """Another wording that was proposed in the meeting: of a section of the text, or of the decision."""

    __tablename__ = "counter_proposal"
    __table_args__ = (UniqueConstraint("item_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("agenda_item.id"), index=True)
    position: Mapped[int]
    section_id: Mapped[str] = mapped_column(default="")
    """Identity of the section of the version; empty where it is about the decision."""
    text: Mapped[str] = mapped_column(Text)
    proposed_by: Mapped[str]
    state: Mapped[CounterState] = mapped_column(words(CounterState))
    votes_for: Mapped[int | None]
    votes_against: Mapped[int | None]


class MinutesCorrectionRow(Owned, Base):
    """What was put right in minutes that were already approved: a record beside them, never in them."""

    __tablename__ = "minutes_correction"

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), index=True)
    item_id: Mapped[int | None] = mapped_column(ForeignKey("agenda_item.id"))
    text: Mapped[str] = mapped_column(Text)
    reason: Mapped[str] = mapped_column(Text)
    corrected_by: Mapped[str]
    corrected_at: Mapped[datetime] = mapped_column(Instant)
