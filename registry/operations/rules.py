"""Mandate rules: clauses as data, added with their version, carried over to the next, and read anew."""

import json
import re
from dataclasses import replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from decisions.rule_files import rule_to_dict
from decisions.rules import Confidence, MandateRule
from documents.html import render_place
from documents.lifecycle import Stage
from registry import audit, fields
from registry.audit import Event
from registry.errors import AlreadyThere, BadInput, RuleSaysNo
from registry.fingerprints import remembered, rule_hash
from registry.operations.rejudging import rejudge
from registry.permissions import Actor
from registry.queries.documents import legal_text
from registry.queries.mandates import KeptRule, base_name, excerpt_of, kept_of, parsed
from registry.queries.rule_reviews import GONE, REWORDED, without_question
from registry.tables import CommunityRow, DocumentRow, MandateRuleRow, RuleCorrectionRow, VersionRow

NAME = re.compile(r"[0-9A-Za-zÆØÅæøå][0-9A-Za-zÆØÅæøå.,_@~ -]{0,99}")


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


def write_rule(
    session: Session,
    who: Actor,
    community: CommunityRow,
    rule: MandateRule,
    document: DocumentRow,
    version: VersionRow,
    section_id: str,
    now: datetime,
) -> MandateRuleRow:
    """Write down what a clause says of who may decide; of a draft too, to hold when it is adopted.

    Where the text applies already, all decisions are judged anew. Raises BadInput for a clause that is not
    in the text, or a name that cannot stand in an address.
    """
    _refuse_withdrawn(version)
    _refuse_unfit_name(rule.id)
    row = add_rule(
        session, who, community, _of_clause(rule, document, version, section_id), version, section_id
    )
    if version.stage is Stage.ADOPTED:
        rejudge(session, who, community, f"Regelen {row.ref} er skrevet ned.", now)
    return row


def correct_rule(
    session: Session, who: Actor, row: MandateRuleRow, new: MandateRule | None, reason: str, now: datetime
) -> RuleCorrectionRow:
    """Say how a rule is to be read: as `new` from now on, or (None) that the clause gives no such rule.

    To confirm that a reworded clause still means the same is the same act, with the rule as it was. Nothing
    is changed in what stood: the old rule is kept, with who read it anew, when and why. All decisions are
    judged anew. Raises AlreadyThere where somebody has read this rule anew before.
    """
    _refuse_corrected(session, row)
    community = session.get_one(CommunityRow, row.community_id)
    instead = _add_instead(session, who, community, row, new) if new else None
    correction = RuleCorrectionRow(
        community_id=community.id,
        rule_id=row.id,
        by_id=instead.id if instead else None,
        reason=fields.text(reason, "reason", "Grunnen"),
        corrected_by=who.name,
        corrected_at=now,
    )
    session.add(correction)
    session.flush()
    data = {"by": instead.ref if instead else "", "rows": remembered(correction)}
    audit.record(session, Event.RULE_CORRECTED, f"regel:{row.ref}", who.ref, community.id, data)
    did = "er lest på nytt" if instead else "er trukket"
    rejudge(session, who, community, f"Regelen {row.ref} {did}.", now)
    return correction


def carry_over(
    session: Session, who: Actor, community: CommunityRow, document: DocumentRow, version: VersionRow
) -> None:
    """Let the rules of the version before stand on the same clauses of this one.

    A clause that has a rule of its own in this version has been read by somebody, and inherits none. One
    that reads as before carries its rule on. One that is reworded carries it as disputed, until somebody has
    looked. Of one that is gone the rule holds no longer, and waits for somebody to say where it went.
    """
    before = _version_before(session, version)
    if before is None:
        return
    own = {kept.row.section_id for kept in kept_of(session, version)}
    for kept in kept_of(session, before):
        if kept.row.section_id not in own:
            rule = _carried(kept, document, version)
            add_rule(session, who, community, rule, version, kept.row.section_id)


def _carried(kept: KeptRule, document: DocumentRow, version: VersionRow) -> MandateRule:
    rule, old, new = parsed(kept.row.content), kept.clause, legal_text(version).find(kept.row.section_id)
    number = new.number if new else rule.source.clause
    source = replace(
        rule.source,
        document=document.ref,
        version=version.number,
        clause=number,
        clause_id=kept.row.section_id,
    )
    eased = f"{base_name(rule.exception_from)}@{version.number}" if rule.exception_from else ""
    carried = replace(rule, id=f"{base_name(rule.id)}@{version.number}", source=source, exception_from=eased)
    if old and new and render_place(old) == render_place(new):
        return carried
    question = REWORDED if new else GONE
    return replace(carried, confidence=Confidence.OMSTRIDT, note=f"{question} {rule.note}".strip())


def _add_instead(
    session: Session, who: Actor, community: CommunityRow, old: MandateRuleRow, new: MandateRule
) -> MandateRuleRow:
    """The rule that holds instead, under the old one's name with a number of its own."""
    rule = replace(without_question(new), id=_next_name(session, old))
    version = session.get(VersionRow, old.version_id) if old.version_id else None
    if version is None:
        return add_rule(session, who, community, rule)
    document = session.get_one(DocumentRow, version.document_id)
    clause = new.source.clause_id or old.section_id
    return add_rule(session, who, community, _of_clause(rule, document, version, clause), version, clause)


def _next_name(session: Session, old: MandateRuleRow) -> str:
    """The name with the next number: "FM-2025-5.2d@2026.1", then "FM-2025-5.2d@2026.1~2"."""
    first = old.ref.partition("~")[0]
    like = select(MandateRuleRow.ref).where(
        MandateRuleRow.community_id == old.community_id, MandateRuleRow.ref.startswith(first, autoescape=True)
    )
    known = set(session.scalars(like))
    number = 2
    while f"{first}~{number}" in known:
        number += 1
    return f"{first}~{number}"


def _of_clause(rule: MandateRule, document: DocumentRow, version: VersionRow, section_id: str) -> MandateRule:
    """The rule as this clause's own: sourced there and quoted as it reads; raises BadInput."""
    clause = legal_text(version).find(section_id)
    if clause is None:
        raise BadInput(
            "Regelen er ikke lagret.",
            f"{document.title} {version.number} har ikke noe punkt med identiteten «{section_id[:40]}».",
            "Velg et punkt i teksten. Det du skrev, står.",
            "clause",
        )
    source = replace(
        rule.source,
        document=document.ref,
        version=version.number,
        clause=clause.number or rule.source.clause,
        clause_id=section_id,
        excerpt=excerpt_of(rule.source.excerpt, clause),
        link="",
    )
    return replace(rule, source=source, valid_from=None, valid_to=None)


def _refuse_withdrawn(version: VersionRow) -> None:
    if version.stage is Stage.WITHDRAWN:
        raise RuleSaysNo(
            "Regelen er ikke lagret.", f"Versjon {version.number} er trukket.", "Velg en annen versjon."
        )


def _refuse_unfit_name(name: str) -> None:
    if not NAME.fullmatch(name) or name == "ny":
        raise BadInput(
            "Regelen er ikke lagret.",
            f"«{name[:60]}» kan ikke være navnet på en regel.",
            "Bruk bokstaver, tall, punktum og bindestrek, som i FM-2025-5.2d. Det du skrev, står.",
            "rule",
        )


def _refuse_corrected(session: Session, row: MandateRuleRow) -> None:
    session.refresh(row, with_for_update=True)
    known = session.scalars(select(RuleCorrectionRow).where(RuleCorrectionRow.rule_id == row.id)).first()
    if known is None:
        return
    instead = session.get(MandateRuleRow, known.by_id) if known.by_id else None
    raise AlreadyThere(
        f"Regelen {row.ref} er ikke rettet en gang til.",
        f"{known.corrected_by} har alt {'lest den på nytt' if instead else 'trukket den'}.",
        "Se det som gjelder i stedet, og rett det om det trengs. Det du skrev, står.",
        f"/regler/{instead.ref if instead else row.ref}",
    )


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
