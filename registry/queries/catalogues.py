"""The catalogues of demands that count for a helsefellesskap: those the product comes with, and its own.

Everything here may be asked as it was known at the end of a day (`known`), so that what was answered then
can be answered again: files that came later, and signatures given later, are not seen. Left out: all.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from sqlalchemy import select
from sqlalchemy.orm import Session

from documents.minimums import (
    CONTENT,
    Catalogue,
    CatalogueKind,
    Minimum,
    shipped,
    shipped_files,
    shipped_hash,
)
from documents.minimums.laying import against, lay
from documents.minimums.reading import CatalogueFile, Fault, NotACatalogue, read_catalogue
from registry import clock
from registry.errors import NotFound
from registry.tables import CatalogueRow, CatalogueSignOffRow, CommunityRow

Entry = tuple[str, int, date]
"""What names one state of a demand: catalogue, number, and the day it applies from."""


@dataclass(frozen=True, slots=True)
class Signature:
    """The last word of a person about one entry of a catalogue."""

    signed_by: str
    signed_on: date
    holds: bool
    """False: the person took the signature back."""
    note: str
    fits: bool
    """Is it given for the words that the entry has?"""

    @property
    def counts(self) -> bool:
        """Does a person stand for the entry as it reads?"""
        return self.holds and self.fits


@dataclass(frozen=True, slots=True)
class AddedFile:
    """A file that the office has added, and what of it cannot be used, if anything."""

    row: CatalogueRow
    faults: tuple[Fault, ...]
    """Empty but where the product was renewed with something that says otherwise."""


def catalogues(session: Session, community: CommunityRow, known: date | None = None) -> tuple[Catalogue, ...]:
    """Every catalogue with all states of its demands."""
    rows = added_rows(session, community, known)
    return _laid(tuple((row.name, row.text) for row in rows)) if rows else shipped()


def content_demands(
    session: Session, community: CommunityRow, known: date | None = None
) -> tuple[Minimum, ...]:
    """Every state of every demand on what the set of texts must hold, in the law's order."""
    found = catalogues(session, community, known)
    return next(catalogue.entries for catalogue in found if catalogue.ref == CONTENT)


def demands(
    session: Session, community: CommunityRow, kind: CatalogueKind, known: date | None = None
) -> tuple[Minimum, ...]:
    """Every state of every demand of this sort, in the order of their catalogues."""
    found = catalogues(session, community, known)
    return tuple(entry for each in found if each.kind is kind for entry in each.entries)


def edition(session: Session, community: CommunityRow, known: date | None = None) -> str:
    """SHA-256 over all the files that count: what an answer rests on."""
    hashes = [row.hash for row in added_rows(session, community, known)]
    return hashlib.sha256("\n".join([shipped_hash(), *hashes]).encode()).hexdigest()


def catalogue(session: Session, community: CommunityRow, ref: str, known: date | None = None) -> Catalogue:
    """The catalogue with this reference; raises NotFound."""
    found = catalogues(session, community, known)
    named = next((each for each in found if each.ref == ref), None)
    if named is None:
        raise NotFound(f"Kravlisten «{ref[:40]}» finnes ikke.", "", "Se alle på siden «Kravlister».")
    return named


def entry(session: Session, community: CommunityRow, key: str, since: date) -> Minimum:
    """The state of the demand "hol-6-2:4" that applies from this day; raises NotFound."""
    ref, _, nr = key.rpartition(":")
    states = [each for each in catalogue(session, community, ref).entries if str(each.nr) == nr]
    found = next((each for each in states if each.since == since), None)
    if found is None:
        days = ", ".join(each.since.isoformat() for each in states)
        raise NotFound(
            f"Kravlisten «{ref[:40]}» har ikke noe krav nr. {nr[:10]} fra {since}.",
            f"Krav nr. {nr[:10]} har disse: {days}." if days else "",
            "Se oppføringene på siden «Kravlister».",
        )
    return found


def added_rows(
    session: Session, community: CommunityRow, known: date | None = None
) -> Sequence[CatalogueRow]:
    """The office's own files, in the order they came."""
    rows = session.scalars(
        select(CatalogueRow).where(CatalogueRow.community_id == community.id).order_by(CatalogueRow.id)
    )
    return [row for row in rows if known is None or clock.day_of(row.added_at) <= known]


def added_files(session: Session, community: CommunityRow) -> list[AddedFile]:
    """The office's own files, each with what of it does not agree with those before it."""
    files = list(shipped_files())
    found = []
    for row in added_rows(session, community):
        read = _read(row.name, row.text)
        if isinstance(read, CatalogueFile):
            found.append(AddedFile(row, against(files, read)))
            files.append(read)
        else:
            found.append(AddedFile(row, read))
    return found


def files_that_count(session: Session, community: CommunityRow) -> tuple[CatalogueFile, ...]:
    """All files as read: those the product comes with, then the office's own."""
    rows = added_rows(session, community)
    return _files(tuple((row.name, row.text) for row in rows))


def signatures(
    session: Session, community: CommunityRow, known: date | None = None
) -> Mapping[Entry, Signature]:
    """The last word about each entry that anybody has signed."""
    rows = session.scalars(
        select(CatalogueSignOffRow)
        .where(CatalogueSignOffRow.community_id == community.id)
        .order_by(CatalogueSignOffRow.id)
    )
    last = {
        (row.catalogue, row.nr, row.since): row for row in rows if known is None or row.signed_on <= known
    }
    if not last:
        return {}
    entries = {
        (each.ref, state.nr, state.since): state
        for each in catalogues(session, community, known)
        for state in each.entries
    }
    return {name: signature_for(row, entries.get(name)) for name, row in last.items()}


def signature_of(session: Session, community: CommunityRow, state: Minimum) -> Signature | None:
    """The last word about this entry; None where nobody has signed it."""
    return signatures(session, community).get((state.catalogue, state.nr, state.since))


def signature_for(row: CatalogueSignOffRow, state: Minimum | None) -> Signature:
    """What was said of this entry; it is void where the entry says something else, or is not there."""
    fits = state is not None and state.entry_hash == row.entry_hash
    return Signature(row.signed_by, row.signed_on, row.holds, row.note, fits)


@lru_cache(maxsize=64)
def _laid(texts: tuple[tuple[str, str], ...]) -> tuple[Catalogue, ...]:
    """All catalogues with these files added, kept by the files themselves."""
    return lay(_files(texts))


@lru_cache(maxsize=64)
def _files(texts: tuple[tuple[str, str], ...]) -> tuple[CatalogueFile, ...]:
    read = [_read(name, text) for name, text in texts]
    return (*shipped_files(), *(each for each in read if isinstance(each, CatalogueFile)))


@lru_cache(maxsize=64)
def _read(name: str, text: str) -> CatalogueFile | tuple[Fault, ...]:
    """A kept file as read, or why a later edition of the product cannot read it."""
    try:
        return read_catalogue(name, text.encode())
    except NotACatalogue as wrong:
        return wrong.faults
