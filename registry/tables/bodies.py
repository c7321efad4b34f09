"""Bodies, their names and order through time, and the seats in them."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from decisions.bodies import BodyKind, Tier
from registry.tables.base import Base, Owned, words


class BodyRow(Owned, Base):
    """A body that treats or decides. `owner_id` is the party whose body it is; None for a joint one."""

    __tablename__ = "body"
    __table_args__ = (UniqueConstraint("community_id", "ref"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    ref: Mapped[str]
    name: Mapped[str]
    kind: Mapped[BodyKind] = mapped_column(words(BodyKind))
    tier: Mapped[Tier] = mapped_column(words(Tier))
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("party.id"))
    members: Mapped[int | None]
    """How many members it has by its own rules; None while nobody has said."""
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]


class BodyAliasRow(Owned, Base):
    """A name that a body had from a day to a day."""

    __tablename__ = "body_alias"

    id: Mapped[int] = mapped_column(primary_key=True)
    body_id: Mapped[int] = mapped_column(ForeignKey("body.id"), index=True)
    name: Mapped[str]
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]


class SeatRow(Owned, Base):
    """A person's place in a body: for whom, as what, with vote or with speech only."""

    __tablename__ = "seat"
    __table_args__ = (
        CheckConstraint(
            "valid_to IS NULL OR valid_from IS NULL OR valid_from <= valid_to", name="ends_after_it_begins"
        ),
        CheckConstraint("party_id IS NOT NULL OR organisation <> ''", name="speaks_for_somebody"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    body_id: Mapped[int] = mapped_column(ForeignKey("body.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    party_id: Mapped[int | None] = mapped_column(ForeignKey("party.id"))
    organisation: Mapped[str] = mapped_column(default="")
    """Whom the person speaks for, where it is no party: fastlegene, a user organisation."""
    role: Mapped[str]
    may_vote: Mapped[bool]
    deputy_for_id: Mapped[int | None] = mapped_column(ForeignKey("seat.id"))
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]


class SeatRightRow(Owned, Base):
    """A right that differs from what the seat usually gives, in the whole meeting or in one part of it."""

    __tablename__ = "seat_right"
    __table_args__ = (UniqueConstraint("seat_id", "part"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    seat_id: Mapped[int] = mapped_column(ForeignKey("seat.id"), index=True)
    part: Mapped[str] = mapped_column(default="")
    """The part of the agenda; empty: the whole meeting."""
    may_speak: Mapped[bool]
    may_propose: Mapped[bool]
    may_vote: Mapped[bool]


class BodyOrderRow(Owned, Base):
    """How a body works from a day on: its mandate, how its leadership alternates, how often it meets."""

    __tablename__ = "body_order"
    __table_args__ = (UniqueConstraint("body_id", "valid_from"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    body_id: Mapped[int] = mapped_column(ForeignKey("body.id"), index=True)
    valid_from: Mapped[date | None]
    mandate_id: Mapped[int | None] = mapped_column(ForeignKey("document.id"))
    """The document that is its mandate."""
    lead_years: Mapped[int | None]
    """The leadership goes to the other side every so many years; None: it does not, or nobody has said."""
    meetings_a_year: Mapped[int | None]
    source: Mapped[str] = mapped_column(default="")
    """Where it stands: "samarbeidsavtalen punkt 6.1"."""


class BodySuccessionRow(Owned, Base):
    """One body came after another: what a rule gave the first, it gives the second."""

    __tablename__ = "body_succession"
    __table_args__ = (UniqueConstraint("predecessor_id", "successor_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    predecessor_id: Mapped[int] = mapped_column(ForeignKey("body.id"))
    successor_id: Mapped[int] = mapped_column(ForeignKey("body.id"))
    from_day: Mapped[date | None]
