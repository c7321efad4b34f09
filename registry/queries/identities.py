"""An identity belongs to one document: what is pasted from another gets its own."""

from collections.abc import Iterable
from functools import lru_cache

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from documents.markdown import identities_in, read, with_fresh_ids, write
from registry.tables import DocumentRow, VersionRow

_SHOWN = 10


def in_its_own_name(session: Session, document: DocumentRow, stored: str) -> str:
    """The canonical text with fresh identities where it has another document's.

    To paste a section from another agreement is in order; but the history and the references of that
    section stay with the agreement it came from.
    """
    unknown = identities_in(stored) - _known(session, VersionRow.document_id == document.id)
    if not unknown:
        return stored
    taken = unknown & identities_elsewhere(session, document.community_id, document)
    return write(with_fresh_ids(read(stored), taken)[0]) if taken else stored


def identities_elsewhere(session: Session, community_id: int, document: DocumentRow | None) -> frozenset[str]:
    """The identities of other documents than this, that it has not itself; without a document, all."""
    others = VersionRow.community_id == community_id
    if document is None:
        return _known(session, others)
    own = VersionRow.document_id == document.id
    return _known(session, others, ~own) - _known(session, own)


def about_renewed(places: Iterable[str]) -> str:
    """What to tell the person of the places that got a fresh identity, named as people cite them."""
    named = [place or "et punkt uten nummer" for place in places]
    more = f" og {len(named) - _SHOWN} til" if len(named) > _SHOWN else ""
    return (
        f"Disse punktene er hentet fra et annet dokument, og er nye her: {', '.join(named[:_SHOWN])}{more}. "
        "Ordene er de samme. Historien og henvisningene blir hos det andre dokumentet."
    )


def _known(session: Session, *where: ColumnElement[bool]) -> frozenset[str]:
    """The identities in all these versions."""
    texts = session.scalars(select(VersionRow.text).where(*where))
    return frozenset().union(*(_identities(text) for text in texts))


@lru_cache(maxsize=256)
def _identities(text: str) -> frozenset[str]:
    return identities_in(text)
