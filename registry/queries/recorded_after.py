"""What is recorded of a version's signatures, sendings and publications.

The last word about the same thing counts, and it may be that it was not so: a party's signature, a pair's
sending of a day, an address of publication.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from decisions.afterwards import Signature
from decisions.words import day_in_words
from registry.queries import parties
from registry.queries.pairs_by_name import pair_ref
from registry.tables import (
    CommunityRow,
    PartyRow,
    PublicationRow,
    SignatureRow,
    SubmissionRow,
    VersionRow,
)


class RecordedSort(StrEnum):
    """What sort of record is it? The word begins its name."""

    SIGNATURE = "underskrift"
    SUBMISSION = "innsending"
    PUBLICATION = "publisering"


@dataclass(frozen=True, slots=True)
class Recorded:
    """A record that counts, by a name that lasts, and in words."""

    name: str
    """"underskrift:granvik", "innsending:granvik+foretaket:2025-06-02", "publisering:https://…"."""
    words: str


def signatures_of(session: Session, version: VersionRow) -> Mapping[int, SignatureRow]:
    """The signature of each party, by its id: the last word about it, where that is that it signed."""
    rows = session.scalars(
        select(SignatureRow).where(SignatureRow.version_id == version.id).order_by(SignatureRow.id)
    )
    last = {row.party_id: row for row in rows}
    return {party: row for party, row in last.items() if row.holds}


def submissions_of(session: Session, version: VersionRow) -> Mapping[int, tuple[SubmissionRow, ...]]:
    """What was sent for each pair, by its id, the first day first."""
    rows = session.scalars(
        select(SubmissionRow).where(SubmissionRow.version_id == version.id).order_by(SubmissionRow.id)
    )
    last = {(row.pair_id, row.sent_on): row for row in rows}
    held: dict[int, list[SubmissionRow]] = {}
    for (pair, _day), row in sorted(last.items()):
        if row.holds:
            held.setdefault(pair, []).append(row)
    return {pair: tuple(each) for pair, each in held.items()}


def publications_of(session: Session, version: VersionRow) -> tuple[PublicationRow, ...]:
    """Where it was published, the first day first."""
    rows = session.scalars(
        select(PublicationRow).where(PublicationRow.version_id == version.id).order_by(PublicationRow.id)
    )
    last = {row.link: row for row in rows}
    held = [row for row in last.values() if row.holds]
    return tuple(sorted(held, key=lambda row: (row.published_on, row.id)))


def signed_refs(session: Session, version: VersionRow, on: date) -> frozenset[str]:
    """The refs of the parties that had signed by that day, as the board of adoptions wants them."""
    return frozenset(each.party for each in values_of(session, version) if each.on <= on)


def values_of(session: Session, version: VersionRow) -> list[Signature]:
    """The signatures as the knowledge packages know them."""
    return [
        Signature(session.get_one(PartyRow, party).ref, row.signed_on, row.signer, row.title, row.link)
        for party, row in signatures_of(session, version).items()
    ]


def records(session: Session, community: CommunityRow, version: VersionRow) -> Iterator[Recorded]:
    """All that counts of what followed this version, so that one of them can be said not to be so."""
    for id_, signature in signatures_of(session, version).items():
        party = session.get_one(PartyRow, id_)
        told = f"{party.name}: undertegnet {day_in_words(signature.signed_on)} av {signature.signer}"
        yield Recorded(f"{RecordedSort.SIGNATURE}:{party.ref}", told)
    pairs = {view.row.id: view for view in parties.pairs(session, community)}
    for id_, rows in submissions_of(session, version).items():
        pair = pairs[id_]
        for row in rows:
            told = f"{pair.told}: sendt {day_in_words(row.sent_on)}"
            yield Recorded(f"{RecordedSort.SUBMISSION}:{pair_ref(pair)}:{row.sent_on.isoformat()}", told)
    for publication in publications_of(session, version):
        told = f"Publisert {day_in_words(publication.published_on)}: {publication.link}"
        yield Recorded(f"{RecordedSort.PUBLICATION}:{publication.link}", told)
