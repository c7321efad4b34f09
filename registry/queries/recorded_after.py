"""What is recorded of a version's signatures, sendings and publications.

The last word about the same thing counts, and it may be that it was not so: a party's signature, a pair's
sending of a day, an address of publication.
"""

from collections.abc import Mapping
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from decisions.afterwards import Signature
from registry.tables import PartyRow, PublicationRow, SignatureRow, SubmissionRow, VersionRow


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
