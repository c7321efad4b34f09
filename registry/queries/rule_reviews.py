"""Which rules ask to be looked at? Those in clauses that are being reworded, or were, or are gone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from decisions.rules import Confidence, MandateRule
from documents.comparing.words import WordChange, compare_words
from documents.html import render_place
from documents.lifecycle import Stage
from documents.text import Place
from registry.errors import NotFound
from registry.queries.documents import legal_text
from registry.queries.mandates import (
    KeptRule,
    all_rules,
    base_name,
    clause_words,
    kept_of,
    kept_rules,
    parsed,
    stands_in,
)
from registry.tables import CommunityRow, MandateRuleRow, RuleCorrectionRow, VersionRow

REWORDED = "Punktet er omformulert siden regelen ble lest. En person må si om den fortsatt er den samme."
GONE = "Punktet som regelen sto i, er borte i denne versjonen. En person må si hvor den ble av."
"""What a rule that was carried over says of itself until somebody has looked; it stands first in its note."""


def asks_to_be_looked_at(kept: KeptRule) -> bool:
    """Was the rule carried over to a clause that nobody has read since it was reworded, or that is gone?"""
    return kept.correction is None and parsed(kept.row.content).note.startswith((REWORDED, GONE))


def without_question(rule: MandateRule) -> MandateRule:
    """The rule once somebody has looked: without the question that it carried."""
    note = rule.note
    for question in (REWORDED, GONE):
        note = note.removeprefix(question)
    return replace(rule, note=note.strip())


def waiting_rules(session: Session, community: CommunityRow) -> list[KeptRule]:
    """The rules that wait for somebody to confirm, correct or withdraw them."""
    return [each for each in kept_rules(session, community) if asks_to_be_looked_at(each)]


@dataclass(frozen=True, slots=True)
class RuleView:
    """One rule as it is read: in force when, its clause now and in the version before, and its fate."""

    kept: KeptRule
    in_force: MandateRule | None
    """With its days; None while its text is not adopted, or where it holds no longer."""
    before: KeptRule | None
    """The rule that it was carried over from."""
    instead: MandateRuleRow | None
    """What holds instead, where it was corrected."""
    corrects: tuple[tuple[RuleCorrectionRow, MandateRuleRow], ...]
    """What it holds instead of, and why."""

    @property
    def words_now(self) -> str:
        """The clause as it reads in the rule's own version; empty where there is none."""
        return clause_words(self.kept.clause) if self.kept.clause else ""

    @property
    def words_before(self) -> str:
        """The clause as it read in the version before."""
        return clause_words(self.before.clause) if self.before and self.before.clause else ""

    @property
    def marked(self) -> tuple[WordChange, ...]:
        """Both wordings as one; nothing where they are the same, or there is only one."""
        if not self.words_before or self.words_before == self.words_now:
            return ()
        return compare_words(self.words_before, self.words_now)

    @property
    def waits(self) -> bool:
        """Does it wait for somebody to look?"""
        return asks_to_be_looked_at(self.kept)

    @property
    def usual_confidence(self) -> Confidence:
        """How sure it was before it was carried over."""
        return (self.before.rule if self.waits and self.before else self.kept.rule).confidence


def rule(session: Session, community: CommunityRow, ref: str) -> RuleView:
    """The rule with this name, also one that was corrected since; raises NotFound."""
    kept = {each.ref: each for each in kept_rules(session, community)}
    found = kept.get(ref)
    if found is None:
        raise NotFound(f"Regelen «{ref[:60]}» finnes ikke.", "", "Se listen over regler.")
    in_force = {each.id: each for each in all_rules(session, community)}
    return _view(found, list(kept.values()), in_force)


def rules_named(session: Session, community: CommunityRow, names: Sequence[str]) -> list[RuleView]:
    """These rules, in the order they are named, read together."""
    kept = {each.ref: each for each in kept_rules(session, community)}
    in_force = {each.id: each for each in all_rules(session, community)}
    return [_view(kept[name], list(kept.values()), in_force) for name in names if name in kept]


def rule_row(session: Session, community: CommunityRow, ref: str) -> MandateRuleRow:
    """The row of the rule with this name; raises NotFound."""
    return rule(session, community, ref).kept.row


@dataclass(frozen=True, slots=True)
class TouchedRule:
    """A rule whose clause reads otherwise in a draft than in the text in force."""

    kept: KeptRule
    old: Place
    new: Place | None
    """None where the clause is gone."""
    written: tuple[KeptRule, ...]
    """What somebody has written down of the clause as the draft has it."""
    outdated: bool
    """Was it written of other words than those the draft has now?"""

    @property
    def is_answered(self) -> bool:
        """Has somebody said what the clause of the draft means?"""
        return bool(self.written) and not self.outdated

    @property
    def marked(self) -> tuple[WordChange, ...]:
        """Both wordings as one, with what was struck and added."""
        return compare_words(clause_words(self.old), clause_words(self.new) if self.new else "")


def touched_by(session: Session, draft: VersionRow) -> list[TouchedRule]:
    """The rules that stand on clauses which this draft rewords or takes out, in the order of the text."""
    before = latest_adopted(session, draft)
    if before is None or draft.stage not in {Stage.DRAFT, Stage.FROZEN}:
        return []
    own = kept_of(session, draft)
    text = legal_text(draft)
    touched = []
    for kept in kept_of(session, before):
        old, new = kept.clause, text.find(kept.row.section_id)
        if old is None or (new is not None and render_place(old) == render_place(new)):
            continue
        written = tuple(each for each in own if each.row.section_id == kept.row.section_id)
        touched.append(TouchedRule(kept, old, new, written, any(_outdated(each) for each in written)))
    return touched


def latest_adopted(session: Session, version: VersionRow) -> VersionRow | None:
    """The adopted version of the same document that began last: the one whose rules would be carried over."""
    return session.scalars(
        select(VersionRow)
        .where(
            VersionRow.document_id == version.document_id,
            VersionRow.id != version.id,
            VersionRow.stage == Stage.ADOPTED,
        )
        .order_by(VersionRow.valid_from.desc())
        .limit(1)
    ).first()


def in_order(rules: Sequence[MandateRule], waiting: Sequence[KeptRule]) -> list[MandateRule]:
    """The rules, those that wait to be looked at first."""
    names = {each.ref for each in waiting}
    return sorted(rules, key=lambda each: each.id not in names)


def _view(found: KeptRule, kept: Sequence[KeptRule], in_force: Mapping[str, MandateRule]) -> RuleView:
    by_id = {each.row.id: each.row for each in kept}
    correction = found.correction
    return RuleView(
        found,
        in_force.get(found.ref),
        _carried_from(found, kept),
        by_id[correction.by_id] if correction and correction.by_id else None,
        tuple(
            (each.correction, each.row)
            for each in kept
            if each.correction is not None and each.correction.by_id == found.row.id
        ),
    )


def _outdated(kept: KeptRule) -> bool:
    clause = kept.clause
    excerpt = parsed(kept.row.content).source.excerpt
    return clause is not None and bool(excerpt) and not stands_in(excerpt, clause_words(clause))


def _carried_from(found: KeptRule, kept: Sequence[KeptRule]) -> KeptRule | None:
    """The rule of the same name and clause in the version before this one's."""
    version = found.version
    if version is None:
        return None
    before = [
        each
        for each in kept
        if each.version is not None
        and each.version.document_id == version.document_id
        and each.version.id != version.id
        and each.version.stage is Stage.ADOPTED
        and base_name(each.ref) == base_name(found.ref)
        and (version.valid_from is None or (each.version.valid_from or date.min) < version.valid_from)
    ]
    return max(
        before,
        key=lambda each: ((each.version.valid_from or date.min) if each.version else date.min, each.row.id),
        default=None,
    )
