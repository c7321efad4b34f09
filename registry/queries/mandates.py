"""Which rules said on a day who may decide what?"""

import json
from dataclasses import replace
from datetime import date, timedelta

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
    )
    return tuple(
        rule
        for row, version, document in found
        if (rule := _dated(session, row, version, document)) is not None
    )


def rules_on(session: Session, community: CommunityRow, on: date) -> tuple[MandateRule, ...]:
    """The rules in force that day."""
    return in_force(all_rules(session, community), on)


def may_decide(session: Session, community: CommunityRow, proposal: Proposal, on: date) -> WhoMay:
    """Who may decide this proposal that day, under which clause, and under which law above it?"""
    return who_may(proposal, all_rules(session, community), statutory_floor(), on)


def rules_of(session: Session, row: VersionRow) -> dict[str, MandateRule]:
    """The rules that this version's clauses carry, by the clause's identity."""
    rows = session.scalars(select(MandateRuleRow).where(MandateRuleRow.version_id == row.id))
    return {each.section_id: rule_from_dict(json.loads(each.content)) for each in rows}


def _dated(
    session: Session, row: MandateRuleRow, version: VersionRow | None, document: DocumentRow | None
) -> MandateRule | None:
    rule = rule_from_dict(json.loads(row.content))
    if version is None or document is None:
        return rule
    if version.stage is not Stage.ADOPTED or version.valid_from is None:
        return None
    source = replace(rule.source, document=document.ref, version=version.number, clause_id=row.section_id)
    return replace(rule, source=source, valid_from=version.valid_from, valid_to=_last_day(session, version))


def _last_day(session: Session, version: VersionRow) -> date | None:
    """The last day the version applies: the day before the next one begins, or its own end."""
    begins = session.scalars(
        select(VersionRow.valid_from)
        .where(
            VersionRow.document_id == version.document_id,
            VersionRow.stage == Stage.ADOPTED,
            VersionRow.valid_from > version.valid_from,
        )
        .order_by(VersionRow.valid_from)
        .limit(1)
    ).first()
    ends = [day for day in (version.valid_to, begins and begins - timedelta(days=1)) if day]
    return min(ends, default=None)
