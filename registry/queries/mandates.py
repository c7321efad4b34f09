"""Which rules said on a day who may decide what?"""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache

from sqlalchemy import select
from sqlalchemy.orm import Session

from decisions.proposals import Proposal
from decisions.rule_files import rule_from_dict, statutory_floor
from decisions.rules import MandateRule, in_force
from decisions.who_may import WhoMay, who_may
from documents.lifecycle import Stage
from registry.tables import CommunityRow, DocumentRow, MandateRuleRow, VersionRow


def all_rules(session: Session, community: CommunityRow) -> tuple[MandateRule, ...]:
    """Every rule there has been, each with the days on which it applies.

    A rule is a clause, so it applies while its version does: from that version's first day until the day
    before the next one's. A rule without a version says its own days.
    """
    found = session.execute(
        select(MandateRuleRow, VersionRow, DocumentRow)
        .outerjoin(VersionRow, VersionRow.id == MandateRuleRow.version_id)
        .outerjoin(DocumentRow, DocumentRow.id == VersionRow.document_id)
        .where(MandateRuleRow.community_id == community.id)
        .order_by(MandateRuleRow.id)
    ).all()
    begins = _first_days(session, {document.id for _, _, document in found if document})
    dated = (_dated(row, version, document, begins) for row, version, document in found)
    return tuple(rule for rule in dated if rule is not None)


def rules_on(session: Session, community: CommunityRow, on: date) -> tuple[MandateRule, ...]:
    """The rules in force that day."""
    return in_force(all_rules(session, community), on)


def may_decide(session: Session, community: CommunityRow, proposal: Proposal, on: date) -> WhoMay:
    """Who may decide this proposal that day, under which clause, and under which law above it?"""
    return who_may(proposal, all_rules(session, community), statutory_floor(), on)


def rules_of(session: Session, row: VersionRow) -> list[tuple[str, MandateRule]]:
    """The rules that this version's clauses carry, each with the clause's identity; one may carry several."""
    rows = session.scalars(
        select(MandateRuleRow).where(MandateRuleRow.version_id == row.id).order_by(MandateRuleRow.id)
    )
    return [(each.section_id, parsed(each.content)) for each in rows]


@lru_cache(maxsize=512)
def parsed(content: str) -> MandateRule:
    """The rule that a row holds as JSON. Kept by the JSON itself, so that it can never be stale."""
    return rule_from_dict(json.loads(content))


def _dated(
    row: MandateRuleRow,
    version: VersionRow | None,
    document: DocumentRow | None,
    begins: Mapping[int, Sequence[date]],
) -> MandateRule | None:
    rule = parsed(row.content)
    if version is None or document is None:
        return rule
    if version.stage is not Stage.ADOPTED or version.valid_from is None:
        return None
    source = replace(rule.source, document=document.ref, version=version.number, clause_id=row.section_id)
    last = _last_day(version, version.valid_from, begins[document.id])
    return replace(rule, source=source, valid_from=version.valid_from, valid_to=last)


def _first_days(session: Session, documents: Collection[int]) -> Mapping[int, Sequence[date]]:
    """The days on which each document's adopted versions begin."""
    days: dict[int, list[date]] = {document: [] for document in documents}
    found = session.execute(
        select(VersionRow.document_id, VersionRow.valid_from).where(
            VersionRow.document_id.in_(documents), VersionRow.stage == Stage.ADOPTED
        )
    )
    for document, day in found:
        if day is not None:
            days[document].append(day)
    return days


def _last_day(version: VersionRow, first: date, begins: Sequence[date]) -> date | None:
    """The last day the version applies: the day before the next one begins, or its own end."""
    following = min((day for day in begins if day > first), default=None)
    ends = [day for day in (version.valid_to, following and following - timedelta(days=1)) if day]
    return min(ends, default=None)
