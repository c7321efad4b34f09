"""A helsefellesskap: the circle of parties that everything else belongs to."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from registry.tables.base import Base, Instant


class CommunityRow(Base):
    """One helsefellesskap. An installation can hold several."""

    __tablename__ = "community"

    id: Mapped[int] = mapped_column(primary_key=True)
    ref: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(Instant)
