"""What was recorded after an adoption was not so: one way to say it, whatever it was."""

from datetime import datetime

from sqlalchemy.orm import Session

from registry import fields
from registry.errors import BadInput
from registry.operations.publications import not_published
from registry.operations.signatures import not_signed
from registry.operations.submissions import not_submitted
from registry.permissions import Actor
from registry.queries import parties
from registry.queries.pairs_by_name import pair_named
from registry.queries.recorded_after import RecordedSort
from registry.tables import CommunityRow, DocumentRow, PublicationRow, SignatureRow, SubmissionRow, VersionRow


def take_back(
    session: Session,
    who: Actor,
    community: CommunityRow,
    document: DocumentRow,
    version: VersionRow,
    name: str,
    reason: str,
    now: datetime,
) -> SignatureRow | SubmissionRow | PublicationRow:
    """Say that a record is not so, by its name (`recorded_after.records`): "underskrift:granvik".

    What was recorded stays, with this after it. Raises BadInput for a name that is none.
    """
    sort, _, rest = name.strip().partition(":")
    about = (session, who, community, document, version)
    if sort == RecordedSort.SIGNATURE:
        return not_signed(*about, parties.party(session, community, rest), reason, now)
    if sort == RecordedSort.PUBLICATION:
        return not_published(*about, rest, reason, now)
    refs, _, day = rest.rpartition(":")
    if sort == RecordedSort.SUBMISSION and "+" in refs:
        sent_on = fields.day(day, "record", "Dagen")
        return not_submitted(*about, pair_named(session, community, refs, sent_on), sent_on, reason, now)
    raise BadInput(
        "Ingenting er rettet.", "Det er ikke valgt hva som er ført feil.", "Velg fra listen.", "record"
    )
