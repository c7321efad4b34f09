"""A pair by the short names of its two, as people type it: "granvik+helse-fjordmark"."""

from datetime import date

from sqlalchemy.orm import Session

from decisions.periods import holds_on
from registry.errors import NotFound
from registry.queries import parties
from registry.queries.parties import PairView
from registry.tables import CommunityRow


def pair_ref(pair: PairView) -> str:
    """How the pair is named."""
    return f"{pair.kommune.ref}+{pair.foretak.ref}"


def pair_named(session: Session, community: CommunityRow, typed: str, on: date | None = None) -> PairView:
    """The pair of this name; of several, the one that stood that day, or the last. Raises NotFound."""
    found = [view for view in parties.pairs(session, community) if pair_ref(view) == typed.strip()]
    if not found:
        raise NotFound(
            f"Paret «{typed[:80]}» finnes ikke.",
            "",
            "Skriv kommunens og foretakets korte navn med + mellom, som granvik+helse-fjordmark.",
        )
    standing = [view for view in found if on and holds_on(on, view.row.valid_from, view.row.valid_to)]
    return (standing or sorted(found, key=lambda view: view.row.valid_from or date.min))[-1]
