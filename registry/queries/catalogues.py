"""The catalogues of demands that count for a helsefellesskap: those the product comes with, and its own."""

from sqlalchemy.orm import Session

from documents.minimums import CatalogueKind, Minimum, all_minimums, shipped
from registry.tables import CommunityRow


def content_demands(_session: Session, _community: CommunityRow) -> tuple[Minimum, ...]:
    """Every state of every demand on what the set of texts must hold, in the law's order."""
    return all_minimums()


def demands(_session: Session, _community: CommunityRow, kind: CatalogueKind) -> tuple[Minimum, ...]:
    """Every state of every demand of this sort, in the order of their catalogues."""
    return tuple(entry for each in shipped() if each.kind is kind for entry in each.entries)
