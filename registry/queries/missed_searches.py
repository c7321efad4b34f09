"""What was searched for and not found: words, how often, between which days. Nobody's name, nobody's hour."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from registry.errors import NotFound
from registry.tables import CommunityRow, MissedSearchRow


def misses(
    session: Session, community: CommunityRow, limit: int | None = None, offset: int = 0
) -> Sequence[MissedSearchRow]:
    """Those asked for most first, and of them the latest; some of them where a limit is given."""
    of = MissedSearchRow
    return session.scalars(
        select(of)
        .where(of.community_id == community.id)
        .order_by(of.times.desc(), of.last_on.desc(), of.words)
        .limit(limit)
        .offset(offset)
    ).all()


def how_many(session: Session, community: CommunityRow) -> int:
    """How many different ones there are."""
    of = MissedSearchRow
    return session.scalars(select(func.count(of.id)).where(of.community_id == community.id)).one()


def miss(session: Session, community: CommunityRow, number: int) -> MissedSearchRow:
    """The one with this number; raises NotFound."""
    row = session.get(MissedSearchRow, number)
    if row is None or row.community_id != community.id:
        raise NotFound("Søket står ikke i listen.", "Noen kan ha tatt det bort.", "Se listen på nytt.")
    return row
