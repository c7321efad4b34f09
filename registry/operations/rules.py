"""Mandate rules: clauses as data, added with their version and carried over to the next."""

import json
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from decisions.rule_files import rule_to_dict
from decisions.rules import Confidence, MandateRule
from documents.html import render_place
from documents.lifecycle import Stage
from documents.text import Place
from registry import audit
from registry.audit import Event
from registry.errors import RuleSaysNo
from registry.fingerprints import rule_hash
from registry.permissions import Actor
from registry.queries.documents import legal_text
from registry.queries.mandates import parsed
from registry.tables import CommunityRow, DocumentRow, MandateRuleRow, VersionRow

REWORDED = "Punktet er omformulert siden regelen ble lest. En person må si om den fortsatt er den samme."


def add_rule(
    session: Session,
    who: Actor,
    community: CommunityRow,
    rule: MandateRule,
    version: VersionRow | None = None,
    section_id: str = "",
) -> MandateRuleRow:
    """Add a mandate rule: a clause of a version, as data."""
    known = select(MandateRuleRow).where(
        MandateRuleRow.community_id == community.id, MandateRuleRow.ref == rule.id
    )
    if session.scalars(known).first():
        raise RuleSaysNo(f"Regelen «{rule.id}» finnes fra før.", "", "Gi den nye regelen et annet navn.")
    row = MandateRuleRow(
        community_id=community.id,
        ref=rule.id,
        version_id=version.id if version else None,
        section_id=section_id,
        content=json.dumps(rule_to_dict(rule), ensure_ascii=False, sort_keys=True, default=str),
    )
    session.add(row)
    session.flush()
    data = {
        "clause": rule.source.clause,
        "document": rule.source.document,
        "hash": rule_hash(row),
    }
    audit.record(session, Event.RULE_ADDED, f"regel:{rule.id}", who.ref, community.id, data)
    return row


def carry_over(
    session: Session, who: Actor, community: CommunityRow, document: DocumentRow, version: VersionRow
) -> None:
    """Let the rules of the version before stand on the same clauses of this one, unless it has its own.

    A clause that reads as before carries its rule on. One that is reworded carries it as disputed, so that
    the register asks a person. One that is gone carries nothing.
    """
    if _rules_of(session, version):
        return
    before = _version_before(session, version)
    if before is None:
        return
    for row in _rules_of(session, before):
        old, new = legal_text(before).find(row.section_id), legal_text(version).find(row.section_id)
        if old is None or new is None:
            continue
        rule = _carried(parsed(row.content), document, version, old, new)
        add_rule(session, who, community, rule, version, row.section_id)


def _carried(
    rule: MandateRule, document: DocumentRow, version: VersionRow, old: Place, new: Place
) -> MandateRule:
    source = replace(
        rule.source, document=document.ref, version=version.number, clause=new.number, clause_id=new.id
    )
    carried = replace(rule, id=f"{rule.id.partition('@')[0]}@{version.number}", source=source)
    if render_place(old) == render_place(new):
        return carried
    return replace(carried, confidence=Confidence.OMSTRIDT, note=f"{REWORDED} {rule.note}".strip())


def _rules_of(session: Session, version: VersionRow) -> list[MandateRuleRow]:
    return list(session.scalars(select(MandateRuleRow).where(MandateRuleRow.version_id == version.id)))


def _version_before(session: Session, version: VersionRow) -> VersionRow | None:
    return session.scalars(
        select(VersionRow)
        .where(
            VersionRow.document_id == version.document_id,
            VersionRow.id != version.id,
            VersionRow.stage == Stage.ADOPTED,
            VersionRow.valid_from < version.valid_from,
        )
        .order_by(VersionRow.valid_from.desc())
        .limit(1)
    ).first()
