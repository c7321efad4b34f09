"""What does a change touch, and which class does it look like? For the person who is to say."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.orm import Session

from documents.comparing.changes import Comparison
from documents.comparing.words import WordChange, compare_words
from documents.evidence import Finding, FindingKind, evidence, with_sections_below
from documents.evidence.suggestion import Suggestion, suggest
from registry.permissions import Actor
from registry.queries import comparisons, coverage, documents, mandates
from registry.queries.documents import VersionView


@dataclass(frozen=True, slots=True)
class Touchstones:
    """What people have said of the clauses of a text: which carry rules of decision, which meet the law."""

    mandates: frozenset[str] = frozenset()
    """Identities of the clauses that mandate rules rest on."""
    law_items: Mapping[str, frozenset[int]] = field(default_factory=dict)
    """Items of § 6-2, by the identity of what was marked with them and of all that stands below it."""

    def with_(self, other: "Touchstones") -> "Touchstones":
        """What was said of either of two texts."""
        items: dict[str, frozenset[int]] = dict(self.law_items)
        for identity, numbers in other.law_items.items():
            items[identity] = items.get(identity, frozenset()) | numbers
        return Touchstones(self.mandates | other.mandates, items)


@dataclass(frozen=True, slots=True)
class EvidenceSheet:
    """The evidence sheet of a change."""

    comparison: Comparison
    findings: tuple[Finding, ...]
    suggestion: Suggestion

    @property
    def by_kind(self) -> Mapping[FindingKind, Sequence[Finding]]:
        """The findings of each kind that there are, the weightiest kind first."""
        kinds = {kind: [finding for finding in self.findings if finding.kind is kind] for kind in FindingKind}
        return {kind: found for kind, found in kinds.items() if found}

    @property
    def summary(self) -> str:
        """The first line: "4 punkter er rørt, og det er 10 funn i dem."."""
        places = len(self.comparison.changed)
        if not places:
            return "Ingenting er rørt."
        touched = f"{places} {'punkt' if places == 1 else 'punkter'} er rørt"
        return f"{touched}, og det er {len(self.findings)} funn i {'det' if places == 1 else 'dem'}."

    def to_dict(self) -> dict[str, Any]:
        """The sheet as a plain table, for programs."""
        return {
            "touched": [
                {
                    "section": change.place.id,
                    "number": change.place.number,
                    "title": change.place.section.title,
                    "kind": change.label,
                }
                for change in self.comparison.changed
            ],
            "findings": [finding.to_dict() for finding in self.findings],
            "counts": {kind.value: len(found) for kind, found in self.by_kind.items()},
            "suggestion": self.suggestion.to_dict(),
        }


def sheet_of(comparison: Comparison, touchstones: Touchstones) -> EvidenceSheet:
    """The evidence sheet of this comparison."""
    findings = evidence(comparison, touchstones.mandates, touchstones.law_items)
    return EvidenceSheet(comparison, findings, suggest(comparison, findings))


def sheet_between(session: Session, old: VersionView, new: VersionView) -> EvidenceSheet:
    """The evidence sheet of what changes from one version to another."""
    known = touchstones_of(session, old).with_(touchstones_of(session, new))
    return sheet_of(comparisons.between(old.row, new.row), known)


def sheet_from_base(
    session: Session, view: VersionView, who: Actor
) -> tuple[VersionView, EvidenceSheet] | None:
    """The version this one is held against, and the sheet; None for the first version of a document."""
    old = comparisons.base_of(session, view, who)
    return (old, sheet_between(session, old, view)) if old else None


def touchstones_of(session: Session, view: VersionView) -> Touchstones:
    """Which clauses of this version carry rules of decision, and which were marked with items of the law?"""
    marked: dict[str, set[int]] = defaultdict(set)
    for mark in coverage.marks_of(session, view):
        marked[mark.section_id].add(mark.nr)
    carried = with_sections_below(documents.legal_text(view.row), marked)
    rules = frozenset(identity for identity, _ in mandates.rules_of(session, view.row))
    return Touchstones(rules, carried)


def marked_words(finding: Finding) -> tuple[WordChange, ...]:
    """The two wordings of a finding as one, with what was struck and added."""
    return compare_words(finding.old, finding.new)
