"""Which rules said on a day who may decide what?"""

import json
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from sqlalchemy import select
from sqlalchemy.orm import Session

from decisions.proposals import Proposal
from decisions.rule_files import rule_from_dict, statutory_floor
from decisions.rules import MandateRule, in_force
from decisions.who_may import WhoMay, who_may
from documents.lifecycle import Stage
from documents.markdown import plain
from documents.numbering import NotANumber
from documents.text import LegalText, Place, plain_text
from registry.queries.documents import legal_text
from registry.queries.kept import DECIDING, kept
from registry.tables import CommunityRow, DocumentRow, MandateRuleRow, RuleCorrectionRow, VersionRow

LONGEST_EXCERPT = 400
"""Signs of a clause that are quoted; a longer one is cut after a sentence."""


@dataclass(frozen=True, slots=True)
class KeptRule:
    """A rule as it is kept: the row, the version whose clause it is, and what it was corrected by."""

    row: MandateRuleRow
    version: VersionRow | None
    document: DocumentRow | None
    correction: RuleCorrectionRow | None

    @property
    def text(self) -> LegalText | None:
        """The text whose clause it is; None for a rule that came without one."""
        return legal_text(self.version) if self.version else None

    @property
    def clause(self) -> Place | None:
        """The clause itself; None where the text has no such clause, or there is no text."""
        return self.text.find(self.row.section_id) if self.text else None

    @property
    def is_gone(self) -> bool:
        """Is the clause it stood in no longer in the text?"""
        return self.version is not None and bool(self.row.section_id) and self.clause is None

    @property
    def ref(self) -> str:
        """The rule's name in the register."""
        return self.row.ref

    @property
    def rule(self) -> MandateRule:
        """The rule with its source as it is printed in that version, and quoted as it reads there."""
        rule = parsed(self.row.content)
        if self.version is None or self.document is None:
            return rule
        clause = self.clause
        source = replace(
            rule.source,
            document=self.document.ref,
            version=self.version.number,
            clause_id=self.row.section_id,
            excerpt=excerpt_of(rule.source.excerpt, clause) if clause else rule.source.excerpt,
        )
        return replace(rule, source=source)


def kept_rules(session: Session, community: CommunityRow) -> list[KeptRule]:
    """Every rule that was ever written down, also what was corrected since, in the order they came."""
    found = session.execute(
        select(MandateRuleRow, VersionRow, DocumentRow, RuleCorrectionRow)
        .outerjoin(VersionRow, VersionRow.id == MandateRuleRow.version_id)
        .outerjoin(DocumentRow, DocumentRow.id == VersionRow.document_id)
        .outerjoin(RuleCorrectionRow, RuleCorrectionRow.rule_id == MandateRuleRow.id)
        .where(MandateRuleRow.community_id == community.id)
        .order_by(MandateRuleRow.id)
    )
    return [KeptRule(*each) for each in found]


@kept(unmoved_by=DECIDING)
def all_rules(session: Session, community: CommunityRow) -> tuple[MandateRule, ...]:
    """Every rule that holds on some day, each with the days on which it applies.

    A rule is a clause, so it applies while its version does: from that version's first day until the day
    before the next one's. A rule without a version says its own days. One that was read anew has given way
    to what holds instead, on all its days: the clause always meant what it is now understood to mean.
    """
    kept = [each for each in kept_rules(session, community) if each.correction is None]
    begins = _first_days(session, {each.document.id for each in kept if each.document})
    dated = [(each, rule) for each in kept if (rule := _dated(each, begins)) is not None]
    return _easing_what_holds(dated)


def rules_on(session: Session, community: CommunityRow, on: date) -> tuple[MandateRule, ...]:
    """The rules in force that day."""
    return in_force(all_rules(session, community), on)


def may_decide(session: Session, community: CommunityRow, proposal: Proposal, on: date) -> WhoMay:
    """Who may decide this proposal that day, under which clause, and under which law above it?"""
    return who_may(proposal, all_rules(session, community), statutory_floor(), on)


def rules_of(session: Session, row: VersionRow) -> list[tuple[str, MandateRule]]:
    """The rules that this version's clauses carry, each with the clause's identity; one may carry several.

    What was corrected since, and what stood in a clause that is gone, is not among them.
    """
    return [(each.row.section_id, parsed(each.row.content)) for each in kept_of(session, row)]


def kept_of(session: Session, row: VersionRow) -> list[KeptRule]:
    """The same, as they are kept."""
    found = session.execute(
        select(MandateRuleRow, DocumentRow)
        .join(DocumentRow, DocumentRow.id == row.document_id)
        .outerjoin(RuleCorrectionRow, RuleCorrectionRow.rule_id == MandateRuleRow.id)
        .where(MandateRuleRow.version_id == row.id, RuleCorrectionRow.id.is_(None))
        .order_by(MandateRuleRow.id)
    )
    kept = (KeptRule(rule, row, document, None) for rule, document in found)
    return [each for each in kept if not each.is_gone]


@lru_cache(maxsize=512)
def parsed(content: str) -> MandateRule:
    """The rule that a row holds as JSON. Kept by the JSON itself, so that it can never be stale."""
    return rule_from_dict(json.loads(content))


def base_name(ref: str) -> str:
    """A rule's own name, without the version it was carried to and how often it was read anew.

    >>> base_name("FM-2025-5.2d@2026.1~2")
    'FM-2025-5.2d'
    """
    return re.split("[@~]", ref, maxsplit=1)[0]


def clause_words(clause: Place) -> str:
    """The clause's own words as one plain line, without what stands in the sections under it."""
    blocks = clause.point.blocks if clause.point else clause.section.blocks
    return " ".join(" ".join(plain(inline) for inline in plain_text(blocks)).split())


def clause_named(text: LegalText, named: str) -> str:
    """The identity of the clause named by number or identity; the words as they came where there is none."""
    if text.find(named):
        return named
    try:
        found = text.find_number(named)
    except NotANumber:
        return named
    return found.id if found else named


def excerpt_of(excerpt: str, clause: Place) -> str:
    """What is quoted of the clause: the excerpt while it still stands there, else the clause's own words."""
    words = clause_words(clause)
    if excerpt and stands_in(excerpt, words):
        return excerpt
    return _shortened(words) or excerpt


def stands_in(excerpt: str, words: str) -> bool:
    """Do all parts of an excerpt (split where something is left out) stand in these words?"""
    parts = [part.strip(" .").casefold() for part in re.split(r"…|\.\.\.", " ".join(excerpt.split()))]
    return all(part in words.casefold() for part in parts)


def _shortened(words: str) -> str:
    """The words, cut after the last whole sentence that there is room for."""
    if len(words) <= LONGEST_EXCERPT:
        return words.removesuffix(".")
    room = words[:LONGEST_EXCERPT]
    sentence, _, _ = room.rpartition(". ")
    return sentence or f"{room.rpartition(' ')[0]} …"


def _dated(kept: KeptRule, begins: Mapping[int, Sequence[date]]) -> MandateRule | None:
    version, document = kept.version, kept.document
    if version is None or document is None:
        return kept.rule
    if version.stage is not Stage.ADOPTED or version.valid_from is None or kept.is_gone:
        return None
    last = _last_day(version, version.valid_from, begins[document.id])
    return replace(kept.rule, valid_from=version.valid_from, valid_to=last)


def _easing_what_holds(dated: Sequence[tuple[KeptRule, MandateRule]]) -> tuple[MandateRule, ...]:
    """Let a rule that eases another name the one that holds beside it, whatever that is now called."""
    beside = {(each.row.version_id, base_name(rule.id)): rule.id for each, rule in dated}
    return tuple(
        replace(
            rule,
            exception_from=beside.get(
                (each.row.version_id, base_name(rule.exception_from)), rule.exception_from
            ),
        )
        if rule.exception_from
        else rule
        for each, rule in dated
    )


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
