"""The log: everything anyone did, in a chain of hashes."""

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from registry.tables.base import Base


class AuditRow(Base):
    """One act. `payload` holds the exact bytes that were hashed; the other columns repeat it for reading."""

    __tablename__ = "audit"

    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    community_id: Mapped[int | None] = mapped_column(ForeignKey("community.id"), index=True)
    at: Mapped[str]
    event: Mapped[str]
    subject: Mapped[str] = mapped_column(index=True)
    actor: Mapped[str]
    payload: Mapped[str] = mapped_column(Text)
    previous: Mapped[str]
    hash: Mapped[str] = mapped_column(unique=True)
