"""The catalogues of demands that count for a helsefellesskap: those the product comes with, and its own."""

from sqlalchemy.orm import Session

from documents.minimums import Minimum, all_minimums
from registry.tables import CommunityRow


def content_demands(_session: Session, _community: CommunityRow) -> tuple[Minimum, ...]:
    """Every state of every demand on what the set of texts must hold, in the law's order."""
    return all_minimums()
