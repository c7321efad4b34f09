"""What does the law demand that day, and does the set in force hold it?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from sqlalchemy import select
from sqlalchemy.orm import Session

from documents.coverage import Coverage, ItemCoverage, Mark, coverage, totals
from documents.text import Place
from registry.queries import documents, parties
from registry.queries.binding import Binding
from registry.queries.documents import VersionView
from registry.queries.parties import PairView
from registry.tables import CommunityRow, MarkRow, PartyRow, VersionRow


@dataclass(frozen=True, slots=True)
class Compliance:
    """The items of the law held against the set that binds one pair, or all."""

    on: date
    pair: PairView | None
    items: tuple[ItemCoverage, ...]

    @property
    def totals(self) -> dict[str, int]:
        """How many items are in force, and how many have each status."""
        return totals(self.items)


def compliance(
    session: Session, community: CommunityRow, on: date, party: PartyRow | None = None
) -> Compliance:
    """Does what is in force meet helse- og omsorgstjenesteloven § 6-2 that day, for all or for one party?

    The law binds pair by pair: where a party's pairs are bound by different texts, each item counts as it
    stands in the pair that is worst off.
    """
    if party is None:
        applying = documents.the_set(session, community, on)
        return Compliance(on, None, _items(session, applying, on))
    known = Binding(session, community, on)
    pairs = known.pairs_of(party)
    sets = {_names(held): held for pair in pairs for held in [documents.set_of(known, [pair])]} or {"": []}
    held = [_items(session, each, on) for each in sets.values()]
    return Compliance(on, None, tuple(max(each, key=_how_bad) for each in zip(*held, strict=True)))


def compliance_by_pair(session: Session, community: CommunityRow, on: date) -> list[Compliance]:
    """The same for every pair that stands that day: the law binds pair by pair."""
    known = Binding(session, community, on)
    items: dict[str, tuple[ItemCoverage, ...]] = {}
    found = []
    for pair in parties.pairs(session, community, on):
        applying = documents.set_of(known, [pair])
        named = _names(applying)
        if named not in items:
            items[named] = _items(session, applying, on)
        found.append(Compliance(on, pair, items[named]))
    return found


def _items(session: Session, applying: Sequence[VersionView], on: date) -> tuple[ItemCoverage, ...]:
    return coverage([mark for each in applying for mark in marks_of(session, each)], on)


def _names(applying: Sequence[VersionView]) -> str:
    return " ".join(view.ref for view in applying)


def _how_bad(item: ItemCoverage) -> int:
    return (Coverage.NOT_YET, Coverage.COVERED, Coverage.PARTLY, Coverage.MISSING).index(item.status)


def marks_of(session: Session, version: VersionView) -> list[Mark]:
    """What people have judged that this version covers, in the law's order."""
    rows = session.scalars(
        select(MarkRow).where(MarkRow.version_id == version.row.id).order_by(MarkRow.nr, MarkRow.id)
    )
    places = _places(version.row.text)
    return [_mark(version, row, places.get(row.section_id)) for row in rows]


def mark_rows(session: Session, row: VersionRow) -> list[MarkRow]:
    """The judgements on a version, as they are kept."""
    return list(
        session.scalars(select(MarkRow).where(MarkRow.version_id == row.id).order_by(MarkRow.nr, MarkRow.id))
    )


@lru_cache(maxsize=64)
def _places(text: str) -> dict[str, Place]:
    """The places of a stored text by their identity, kept by the text itself."""
    return {place.id: place for place in documents.tree_of(text).places() if place.id}


def _mark(version: VersionView, row: MarkRow, place: Place | None) -> Mark:
    return Mark(
        nr=row.nr,
        document=version.document.ref,
        version=version.row.number,
        section_id=row.section_id,
        section_number=place.number if place else "",
        section_title=place.section.title if place else "",
        degree=row.degree,
        judged_by=row.judged_by,
        judged_on=row.judged_on,
        reason=row.reason,
    )
