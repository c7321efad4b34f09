"""Which helsefellesskap are there?"""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.errors import BadInput, NotFound
from registry.tables import CommunityRow


def all_communities(session: Session) -> Sequence[CommunityRow]:
    """Every helsefellesskap, by name."""
    return session.scalars(select(CommunityRow).order_by(CommunityRow.name)).all()


def chosen(session: Session, ref: str | None = None) -> CommunityRow:
    """The helsefellesskap with this short name, or the only one there is.

    Raises NotFound when there is none, BadInput when there are several and none was named.
    """
    communities = all_communities(session)
    if ref is not None:
        return _named(communities, ref)
    if not communities:
        raise NotFound(
            "Registeret er tomt.",
            "Det er ikke lagt inn noe helsefellesskap ennå.",
            "Kjør «avtaleverk demo» for eksempelet, eller «avtaleverk start nordre-trondelag».",
        )
    if len(communities) > 1:
        names = ", ".join(community.ref for community in communities)
        raise BadInput(
            "Registeret holder flere helsefellesskap.",
            f"De heter {names}.",
            "Velg ett med --helsefellesskap.",
        )
    return communities[0]


def _named(communities: Sequence[CommunityRow], ref: str) -> CommunityRow:
    found = next((community for community in communities if community.ref == ref), None)
    if found is None:
        names = ", ".join(community.ref for community in communities) or "ingen"
        raise NotFound(f"Helsefellesskapet «{ref}» finnes ikke.", f"De som finnes, er: {names}.")
    return found
