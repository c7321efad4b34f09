"""What every table shares: naming of constraints, instants in UTC, enums by their Norwegian words."""

from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import DateTime, Dialect, Enum, ForeignKey, MetaData
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeDecorator

NAMES = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
ENUM_LENGTH = 40


class Base(DeclarativeBase):
    """The register's tables."""

    metadata = MetaData(naming_convention=NAMES)


class Instant(TypeDecorator[datetime]):
    """A moment in UTC, the same on both databases."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - SQLAlchemy's signature
        """To the database: without zone, in UTC."""
        return value.astimezone(UTC).replace(tzinfo=None) if value else None

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - SQLAlchemy's signature
        """From the database: with the zone it is in."""
        return value.replace(tzinfo=UTC) if value else None


def words(kind: type[StrEnum]) -> Enum:
    """A column that holds one of an enum's words, checked by the database."""
    return Enum(
        kind,
        native_enum=False,
        create_constraint=True,
        length=ENUM_LENGTH,
        name=kind.__name__.lower(),
        values_callable=lambda members: [member.value for member in members],
    )


class Owned:
    """A row that belongs to one helsefellesskap."""

    community_id: Mapped[int] = mapped_column(ForeignKey("community.id"), index=True)
