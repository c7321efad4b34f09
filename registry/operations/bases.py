"""What a body had before it when it decided: its text compared with the one in force, kept as it was made."""

import json
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from documents.comparing.changes import ALGORITHM
from registry.fingerprints import text_hash
from registry.queries import comparisons
from registry.tables import (
    CommunityRow,
    ComparisonRow,
    DecisionBasisRow,
    DecisionRow,
    DocumentRow,
    VersionRow,
)


def keep_basis(
    session: Session,
    community: CommunityRow,
    decision: DecisionRow,
    document: DocumentRow | None,
    version: VersionRow | None,
    now: datetime,
) -> ComparisonRow | None:
    """Tie the decision to the comparison of its text with the one in force; None where there is no other."""
    if document is None or version is None:
        return None
    old = comparisons.in_force_or_base(session, document, version, decision.meeting_on)
    if old is None:
        return None
    kept = _kept_comparison(session, community, old, version, now)
    session.add(DecisionBasisRow(community_id=community.id, decision_id=decision.id, comparison_id=kept.id))
    session.flush()
    return kept


def _kept_comparison(
    session: Session, community: CommunityRow, old: VersionRow, new: VersionRow, now: datetime
) -> ComparisonRow:
    """The comparison of these two texts by the method of today; made once, and then found again."""
    row = ComparisonRow(
        community_id=community.id,
        old_version_id=old.id,
        new_version_id=new.id,
        old_hash=text_hash(old.text),
        new_hash=text_hash(new.text),
        algorithm=ALGORITHM,
        content="",
        made_at=now,
    )
    known = select(ComparisonRow).filter_by(
        community_id=row.community_id, old_hash=row.old_hash, new_hash=row.new_hash, algorithm=row.algorithm
    )
    if found := session.scalars(known).first():
        return found
    made = comparisons.between(old, new).to_dict()
    row.content = json.dumps(made, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    try:
        with session.begin_nested():
            session.add(row)
    except IntegrityError:  # another meeting decided about the same words in the same moment
        return session.scalars(known).one()
    return row
