"""How large a change is a version, and what does it do, by what persons have said of it?"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from sqlalchemy import select
from sqlalchemy.orm import Session

from decisions.proposals import Finding
from documents.kinds import ChangeClass
from registry.tables import ClassificationRow, CommunityRow, VersionRow


@dataclass(frozen=True, slots=True)
class Classified:
    """What is known of a version's change: its class, what it does, and on whose word."""

    change: ChangeClass
    findings: frozenset[Finding]
    by: str
    """Empty while nobody has confirmed it: then the class is the drafters' own."""
    at: datetime | None
    reason: str = ""


def classified(session: Session, version: VersionRow) -> Classified:
    """The latest that was said: a classification, else what was confirmed when the text was frozen."""
    said = classifications_of(session, version)
    if said:
        return of_row(said[0])
    return Classified(
        version.change, findings_in(version.findings), version.change_confirmed_by, version.frozen_at
    )


def classifications_of(session: Session, version: VersionRow) -> Sequence[ClassificationRow]:
    """Every time somebody classified the version anew, the latest first."""
    return session.scalars(
        select(ClassificationRow)
        .where(ClassificationRow.version_id == version.id)
        .order_by(ClassificationRow.id.desc())
    ).all()


def latest(session: Session, community: CommunityRow) -> Mapping[int, Classified]:
    """The latest classification of each version that was classified anew, by the version's id."""
    rows = session.scalars(
        select(ClassificationRow)
        .where(ClassificationRow.community_id == community.id)
        .order_by(ClassificationRow.id)
    )
    return {row.version_id: of_row(row) for row in rows}


def of_row(row: ClassificationRow) -> Classified:
    """What this classification says."""
    return Classified(row.change, findings_in(row.findings), row.classified_by, row.classified_at, row.reason)


@lru_cache(maxsize=512)
def findings_in(written: str) -> frozenset[Finding]:
    """The findings that a row holds as JSON. Kept by the JSON itself, so that it can never be stale."""
    return frozenset(Finding.from_dict(each) for each in json.loads(written or "[]"))


def written(findings: Sequence[Finding] | frozenset[Finding]) -> str:
    """The findings as a row holds them, in a fixed order."""
    tables = sorted((each.to_dict() for each in findings), key=lambda each: sorted(each.items()))
    return json.dumps(tables, ensure_ascii=False, sort_keys=True)


def joined(said: Iterable[Finding], pointed_to: Iterable[Finding]) -> frozenset[Finding]:
    """What persons said, and of what the words point to, the traits that nobody has said anything of."""
    by_persons = frozenset(said)
    answered = {each.trait for each in by_persons}
    return by_persons | {each for each in pointed_to if each.trait not in answered}
