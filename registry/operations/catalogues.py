"""The office adds demands of its own, and stands for entries by name. Nothing that was said is edited."""

import hashlib
from datetime import date, datetime
from pathlib import PurePath

from sqlalchemy import select
from sqlalchemy.orm import Session

from documents.minimums import Minimum
from documents.minimums.laying import against
from documents.minimums.reading import Fault, NotACatalogue, read_catalogue
from registry import audit, fields
from registry.audit import Event
from registry.errors import AlreadyThere, BadInput, RuleSaysNo
from registry.fingerprints import remembered
from registry.permissions import Actor
from registry.queries import catalogues
from registry.tables import CatalogueRow, CatalogueSignOffRow, CommunityRow

LISTS = "/lovkrav/kravlister"
SUBJECT = "kravliste"


class CatalogueRefused(BadInput):
    """The file cannot be used. `faults` are all that is wrong with it."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        """Take the faults."""
        super().__init__(
            "Kravlisten er ikke lagt til.",
            " ".join(map(str, faults)),
            "Rett filen og legg den inn igjen. Kravlistene som gjaldt, gjelder fortsatt.",
            "file",
        )
        self.faults = faults


def add_catalogue(
    session: Session, who: Actor, community: CommunityRow, name: str, data: bytes, now: datetime
) -> CatalogueRow:
    """Lay a file of demands beside those that are there. It counts from now on, for the days it speaks of.

    Raises CatalogueRefused with all that is wrong with it, and AlreadyThere for the same bytes again.
    Whatever is refused leaves the others as they were.
    """
    name = fields.line(PurePath(name.replace("\\", "/")).name or "kravliste.toml", "file", "Navnet på filen")
    session.refresh(community, with_for_update=True)
    digest = hashlib.sha256(data).hexdigest()
    _refuse_same(session, community, digest)
    try:
        file = read_catalogue(name, data)
    except NotACatalogue as wrong:
        raise CatalogueRefused(wrong.faults) from wrong
    faults = against(catalogues.files_that_count(session, community), file)
    if faults:
        raise CatalogueRefused(faults)
    row = CatalogueRow(
        community_id=community.id,
        name=name,
        text=data.decode(),
        hash=digest,
        added_by=who.name,
        added_at=now,
    )
    session.add(row)
    session.flush()
    told = {
        "name": name,
        "hash": digest,
        "entries": [f"{entry.key}@{entry.since}" for entry in file.entries],
        "more": [f"{file.ref}:{more.nr}" for more in file.more],
        "rows": remembered(row),
    }
    audit.record(session, Event.CATALOGUE_ADDED, f"{SUBJECT}:{file.ref}", who.ref, community.id, told)
    return row


def sign_demand(
    session: Session,
    who: Actor,
    community: CommunityRow,
    state: Minimum,
    signed_by: str,
    note: str,
    on: date,
    now: datetime,
) -> CatalogueSignOffRow:
    """A named person has held the entry against its source, and stands for it as it reads.

    Raises AlreadyThere where somebody stands for these very words.
    """
    session.refresh(community, with_for_update=True)
    before = catalogues.signature_of(session, community, state)
    if before is not None and before.counts:
        raise AlreadyThere(
            "Oppføringen er ikke kvittert en gang til.",
            f"{before.signed_by} kvitterte for den {before.signed_on}, og ordene er de samme.",
            "Trekk den kvitteringen først, om den er feil.",
            address(state),
        )
    return _remember(session, who, community, state, signed_by, note, on, now, holds=True)


def take_back_signature(
    session: Session,
    who: Actor,
    community: CommunityRow,
    state: Minimum,
    signed_by: str,
    reason: str,
    on: date,
    now: datetime,
) -> CatalogueSignOffRow:
    """The signature holds no longer; that it was given is kept. Raises RuleSaysNo where there is none."""
    session.refresh(community, with_for_update=True)
    before = catalogues.signature_of(session, community, state)
    if before is None or not before.holds:
        raise RuleSaysNo(
            "Ingenting er trukket.", "Ingen har kvittert for oppføringen.", "Se oppføringen på siden."
        )
    reason = fields.text(reason, "note", "Grunnen")
    return _remember(session, who, community, state, signed_by, reason, on, now, holds=False)


def anchor(state: Minimum) -> str:
    """Where the entry stands on its page: "krav-4-2012-01-01"."""
    return f"krav-{state.nr}-{state.since}"


def address(state: Minimum) -> str:
    """The page of the entry, and its place there."""
    return f"{LISTS}/{state.catalogue}#{anchor(state)}"


def _remember(
    session: Session,
    who: Actor,
    community: CommunityRow,
    state: Minimum,
    signed_by: str,
    note: str,
    on: date,
    now: datetime,
    *,
    holds: bool,
) -> CatalogueSignOffRow:
    row = CatalogueSignOffRow(
        community_id=community.id,
        catalogue=state.catalogue,
        nr=state.nr,
        since=state.since,
        entry_hash=state.entry_hash,
        holds=holds,
        note=fields.text(note, "note", "Merknaden", required=False),
        signed_by=fields.line(signed_by, "signed_by", "Navnet på den som kvitterer"),
        signed_on=on,
        recorded_at=now,
    )
    session.add(row)
    session.flush()
    told = {
        "entry": f"{state.key}@{state.since}",
        "hash": state.entry_hash,
        "holds": holds,
        "note": row.note,
        "rows": remembered(row),
    }
    audit.record(session, Event.CATALOGUE_SIGNED, f"{SUBJECT}:{state.catalogue}", who.ref, community.id, told)
    return row


def _refuse_same(session: Session, community: CommunityRow, digest: str) -> None:
    known = session.scalars(
        select(CatalogueRow).where(CatalogueRow.community_id == community.id, CatalogueRow.hash == digest)
    ).first()
    if known is not None:
        raise AlreadyThere(
            "Kravlisten er ikke lagt til en gang til.",
            f"{known.added_by} la inn den samme filen som «{known.name}».",
            "Den gjelder alt.",
            LISTS,
        )
