"""The duties that lie on each service by law, held against what applies to each pair on a day.

They are no part of § 6-2: the agreement system may order them, and what it says of them people judge as they
judge all else.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from documents.coverage import ItemCoverage
from documents.minimums import CatalogueKind
from registry.queries import catalogues, documents, parties
from registry.queries.binding import Binding
from registry.queries.coverage import Bound, Judged
from registry.queries.documents import VersionView
from registry.queries.parties import PairView
from registry.tables import CommunityRow, PartyRow


@dataclass(frozen=True, slots=True)
class FieldCoverage:
    """The duties of the field as they stand for pairs that the same texts bind."""

    on: date
    pairs: tuple[PairView, ...]
    items: tuple[ItemCoverage, ...]
    applying: tuple[VersionView, ...]


def field_duties(
    session: Session,
    community: CommunityRow,
    on: date,
    party: PartyRow | None = None,
    known: date | None = None,
    binding: Binding | None = None,
) -> list[FieldCoverage]:
    """The duties for every pair that stands that day, or those of one party; pairs bound alike together.

    The largest group comes first. `binding` is what binds the pairs that day, where it is read already.
    """
    demands = catalogues.demands(session, community, CatalogueKind.FIELD, known)
    judged = Judged(session, community, on, known, demands)
    binding = binding or Binding(session, community, on)
    alike: dict[str, tuple[list[PairView], Sequence[VersionView]]] = {}
    for pair in parties.pairs(session, community, on) if party is None else binding.pairs_of(party):
        applying = documents.set_of(binding, [pair])
        alike.setdefault(" ".join(view.ref for view in applying), ([], applying))[0].append(pair)
    found = [
        FieldCoverage(on, tuple(pairs), judged.items_of(Bound(binding, pairs[0])), tuple(applying))
        for pairs, applying in alike.values()
    ]
    return sorted(found, key=lambda each: -len(each.pairs))
