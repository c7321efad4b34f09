"""Parties, the pairs that the law binds, and who came after whom."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from decisions.parties import PartyKind
from documents.kinds import Language
from registry.tables.base import Base, Owned, words


class PartyRow(Owned, Base):
    """A kommune, trust or organisation in one helsefellesskap.

    A kommune that belongs to two trusts is one party with two pairs; one that belongs to two
    helsefellesskap is a party in each, known as the same by its organisation number.
    """

    __tablename__ = "party"
    __table_args__ = (
        UniqueConstraint("community_id", "ref"),
        UniqueConstraint("community_id", "organisation_number"),
        CheckConstraint(
            "valid_to IS NULL OR valid_from IS NULL OR valid_from <= valid_to", name="ends_after_it_begins"
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    ref: Mapped[str]
    name: Mapped[str]
    kind: Mapped[PartyKind] = mapped_column(words(PartyKind))
    organisation_number: Mapped[str | None]
    kommune_number: Mapped[str | None]
    mail: Mapped[str] = mapped_column(default="", server_default="")
    """Where letters to the party go; empty until somebody says."""
    language: Mapped[Language] = mapped_column(words(Language))
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]


class SuccessionRow(Owned, Base):
    """One party came after another, on a day: a merger is several rows, a split too."""

    __tablename__ = "succession"
    __table_args__ = (
        UniqueConstraint("predecessor_id", "successor_id"),
        CheckConstraint("predecessor_id <> successor_id", name="nobody_succeeds_itself"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    predecessor_id: Mapped[int] = mapped_column(ForeignKey("party.id"))
    successor_id: Mapped[int] = mapped_column(ForeignKey("party.id"))
    from_day: Mapped[date]


class PairRow(Owned, Base):
    """One kommune and one trust: the legal relation that every status is about."""

    __tablename__ = "pair"
    __table_args__ = (UniqueConstraint("kommune_id", "foretak_id", "valid_from"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kommune_id: Mapped[int] = mapped_column(ForeignKey("party.id"))
    foretak_id: Mapped[int] = mapped_column(ForeignKey("party.id"))
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]
