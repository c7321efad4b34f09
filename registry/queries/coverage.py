"""What does the law demand that day, and does the set in force hold it?"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from documents.coverage import Coverage, ItemCoverage, totals
from registry.queries import documents, parties
from registry.queries.binding import Binding
from registry.queries.judgement_rows import mark_rows, marks_of, rows_about
from registry.queries.judgements import Bound, Judged
from registry.queries.parties import PairView
from registry.tables import CommunityRow, PartyRow

__all__ = [
    "Bound",
    "Compliance",
    "Judged",
    "compliance",
    "compliance_by_pair",
    "mark_rows",
    "marks_of",
    "rows_about",
]


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
    session: Session,
    community: CommunityRow,
    on: date,
    party: PartyRow | None = None,
    known: date | None = None,
) -> Compliance:
    """Does what is in force meet helse- og omsorgstjenesteloven § 6-2 that day, for all or for one party?

    The law binds pair by pair: where a party's pairs are bound by different texts, each item counts as it
    stands in the pair that is worst off. Judgements made after `known` do not count; left out, after `on`.
    """
    judged = Judged(session, community, on, known)
    if party is None:
        return Compliance(on, None, judged.items(documents.the_set(session, community, on)))
    binding = Binding(session, community, on)
    held = [judged.items_of(Bound(binding, pair)) for pair in binding.pairs_of(party)] or [judged.items([])]
    return Compliance(on, None, tuple(max(each, key=_how_bad) for each in zip(*held, strict=True)))


def compliance_by_pair(
    session: Session, community: CommunityRow, on: date, known: date | None = None
) -> list[Compliance]:
    """The same for every pair that stands that day: the law binds pair by pair."""
    judged = Judged(session, community, on, known)
    binding = Binding(session, community, on)
    return [
        Compliance(on, pair, judged.items_of(Bound(binding, pair)))
        for pair in parties.pairs(session, community, on)
    ]


_WORSE = (Coverage.NOT_YET, Coverage.COVERED, Coverage.PARTLY, Coverage.WAITING, Coverage.MISSING)


def _how_bad(item: ItemCoverage) -> int:
    return _WORSE.index(item.status)
