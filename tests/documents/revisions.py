"""Revisions whose truth is known: a text of some hundred sections, and what was done with each of them.

The words are those of the example's own documents, and sentences put together from parts. Every chapter
ends with the same short sections about notice and cost, as agreements do; a revision edits, deletes, moves,
splits and merges sections, adds sections and chapters, and gives every section another number.
"""

import random
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from documents.comparing.changes import ChangeKind, Comparison
from documents.text import Block, ItemList, LegalText, Section
from tests.documents.agreements import a_text, an_id, numbered
from tests.documents.revising import Link, Reviser

SECTIONS = 500
CHAPTERS = 40


@dataclass(frozen=True)
class Revision:
    """Two texts, and what is true of them."""

    old: LegalText
    new: LegalText
    links: frozenset[Link]
    fates: dict[str, str]
    """What was done with each old section, and "new" for each new one, by identity."""


@dataclass(frozen=True)
class Judgement:
    """How a comparison stands against the truth."""

    wrong: tuple[str, ...]
    """A line for each section that is not told of as it should be."""
    sections: int
    false_pairs: frozenset[Link]
    fates: Counter[str] = field(default_factory=Counter)

    @property
    def right(self) -> float:
        """The share of sections, old and new, of which just the truth is told."""
        return 1 - len(self.wrong) / self.sections


KINDS = {
    "kept": frozenset[ChangeKind](),
    "edited": frozenset({ChangeKind.REWORDED}),
    "moved": frozenset({ChangeKind.MOVED}),
    "moved and edited": frozenset({ChangeKind.MOVED, ChangeKind.REWORDED}),
    "deleted": frozenset({ChangeKind.REMOVED}),
    "split": frozenset({ChangeKind.SPLIT}),
    "split and edited": frozenset({ChangeKind.SPLIT, ChangeKind.REWORDED}),
    "merged": frozenset({ChangeKind.MERGED}),
    "new": frozenset({ChangeKind.NEW}),
}


def judge(comparison: Comparison, revision: Revision) -> Judgement:
    """How much of the comparison is true?"""
    told = {(old, new): kinds for old, new, kinds in _told(comparison)}
    found = frozenset(link for link in told if all(link))
    wrong = []
    for identity, fate in revision.fates.items():
        true = {link for link in revision.links if identity in link}
        about = {link: kinds for link, kinds in told.items() if identity in link}
        kinds = frozenset().union(*about.values()) - {
            ChangeKind.KEPT,
            ChangeKind.RENUMBERED,
            ChangeKind.RETITLED,
        }
        if {link for link in about if all(link)} != true or kinds != KINDS[fate]:
            wrong.append(f"{fate}: {sorted(kind.value for kind in kinds)} {sorted(true)} {sorted(about)}")
    return Judgement(
        tuple(wrong), len(revision.fates), found - revision.links, Counter(revision.fates.values())
    )


def revision(seed: int, identities: bool, sections: int = SECTIONS, chapters: int = CHAPTERS) -> Revision:
    """A text and its revision; with lineage and `identities`, or as from one who never saw our marks."""
    chance = random.Random(seed)
    return revised(a_text(chance, sections, chapters), chance, identities)


def revised(old: LegalText, chance: random.Random, identities: bool) -> Revision:
    """A revision of this text."""
    reviser = Reviser(chance, old)
    new = numbered(LegalText(old.title, old.preamble, tuple(reviser.chapters())), first=2)
    made = Revision(old, new, frozenset(reviser.links), reviser.fates)
    return made if identities else _unmarked(made, chance)


def _unmarked(made: Revision, chance: random.Random) -> Revision:
    """The same revision from one who never saw our marks: other identities on everything, and no lineage."""
    names: dict[str, str] = {}

    def name(identity: str) -> str:
        return identity and names.setdefault(identity, an_id(chance))

    new = _renamed(made.new, name)
    links = frozenset((old, name(section)) for old, section in made.links)
    fates = {(name(identity) if fate == "new" else identity): fate for identity, fate in made.fates.items()}
    return Revision(made.old, new, links, fates)


def _renamed(text: LegalText, name: Callable[[str], str]) -> LegalText:
    def block_again(block: Block) -> Block:
        if not isinstance(block, ItemList):
            return block
        return ItemList(tuple(replace(item, id=name(item.id), origins=()) for item in block.items))

    def again(section: Section) -> Section:
        return replace(
            section,
            id=name(section.id),
            origins=(),
            blocks=tuple(block_again(block) for block in section.blocks),
            children=tuple(again(child) for child in section.children),
        )

    return replace(text, sections=tuple(again(section) for section in text.sections))


def _told(comparison: Comparison) -> Iterator[tuple[str, str, frozenset[ChangeKind]]]:
    """What is told of sections: old, new (either may be empty), and what happened."""
    for change in comparison.changes:
        if change.place.point or not change.place.id:
            continue
        new = change.new.id if change.new else ""
        for old in (change.old, *change.sources):
            if old and not old.point:
                yield old.id, new, change.kinds
        if change.old is None and not change.sources:
            yield "", new, change.kinds
