"""What the index is given of a register, as tests ask for it."""

from collections.abc import Iterator

from sqlalchemy.orm import Session

from registry.indexing.contents import Contents
from search.entries import Entry, Group


def everything(session: Session) -> dict[Group, list[Entry]]:
    """What stands for each group there is."""
    contents = Contents(session)
    return {group: contents.entries_of(group) for group in contents.all_groups()}


def entries(session: Session, kind: str = "") -> Iterator[Entry]:
    """Every entry, or those of one kind."""
    for found in everything(session).values():
        yield from (entry for entry in found if kind in {"", entry.kind})


def texts(session: Session, version: str) -> list[Entry]:
    """The document itself and its sections, of the version "avtalen@2025.1"."""
    return next(found for group, found in everything(session).items() if group[1] == version)
