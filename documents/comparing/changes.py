"""What became of every place of a text: the answer of `diff.compare`, and how it is kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from documents.comparing.words import WordChange, WordKind
from documents.text import Item, Place, Section

ALGORITHM = "2"
"""Kept with a decision, so that its comparison can be repeated: another number where results may differ."""


class NotAComparison(ValueError):
    """What was kept is no comparison."""

    def __init__(self, why: object) -> None:
        """Take what could not be read."""
        super().__init__(f"Den lagrede sammenligningen kan ikke leses ({why}). Sammenlign tekstene på nytt.")


class ChangeKind(StrEnum):
    """What happened to a section or a lettered point; several things may have."""

    KEPT = "beholdt"
    SPLIT = "delt"
    MERGED = "slått sammen"
    REWORDED = "omformulert"
    RETITLED = "ny tittel"
    RESHAPED = "ny form"
    """The same words, looking or leading otherwise: bold, a link, a footnote mark, a table for a list, a
    lettered point for a section or for words in its section."""
    MOVED = "flyttet"
    RENUMBERED = "omnummerert"
    NEW = "ny"
    REMOVED = "fjernet"


@dataclass(frozen=True, slots=True)
class SectionChange:
    """What happened to one section or lettered point."""

    kinds: frozenset[ChangeKind]
    old: Place | None
    """None where it is new, or a part of what was split."""
    new: Place | None
    """None where it was removed."""
    words: tuple[WordChange, ...]
    """Its own words: without its title, and without lettered points and sections that are told of apart.

    Where a place was split, each part holds its share of the old words; where places were merged, the one
    that remains holds the words of all.
    """
    sources: tuple[Place, ...] = ()
    """Other old places whose words it holds: what it was split from, or what it took up."""

    @property
    def place(self) -> Place:
        """Where it stands now; where it stood, if it was removed."""
        place = self.new or self.old
        assert place is not None, "a change is about a place"
        return place

    @property
    def changed(self) -> bool:
        """Does it count as a change? Another number alone does not."""
        return not self.kinds <= {ChangeKind.KEPT, ChangeKind.RENUMBERED}

    @property
    def label(self) -> str:
        """The kinds in words: "omformulert, flyttet"."""
        return ", ".join(kind.value for kind in ChangeKind if kind in self.kinds)

    @property
    def words_added(self) -> int:
        """How many words were written, among those shown as added."""
        return sum(change.word_count for change in self.words if change.kind is WordKind.ADDED)

    @property
    def words_removed(self) -> int:
        """How many words were struck, among those shown as removed."""
        return sum(change.word_count for change in self.words if change.kind is WordKind.REMOVED)

    @property
    def counted_as(self) -> str:
        """The one word it is counted under. Empty for the further parts of what was split."""
        if ChangeKind.SPLIT in self.kinds:
            return ChangeKind.SPLIT.value if self.old else ""
        for kind in (ChangeKind.NEW, ChangeKind.REMOVED, ChangeKind.MERGED):
            if kind in self.kinds:
                return kind.value
        if self.kinds & {ChangeKind.REWORDED, ChangeKind.RETITLED, ChangeKind.RESHAPED}:
            return "endret"
        return ChangeKind.MOVED.value if ChangeKind.MOVED in self.kinds else self.label


@dataclass(frozen=True, slots=True)
class Comparison:
    """Every place of both texts, in the new reading order; what was removed follows what stood before it.

    An old place that was taken up by another is told of there, as one of its sources, and not by itself.
    """

    changes: tuple[SectionChange, ...]
    algorithm: str = ALGORITHM

    @property
    def changed(self) -> tuple[SectionChange, ...]:
        """What counts as a change. A section that was split is one change, told of at each of its parts."""
        return tuple(change for change in self.changes if change.changed)

    @property
    def counts(self) -> dict[ChangeKind, int]:
        """How many places met each kind; a place may have met several, and each part of a split met that."""
        return {kind: sum(kind in change.kinds for change in self.changes) for kind in ChangeKind}

    @property
    def tally(self) -> dict[str, int]:
        """Each change once: ny, endret, delt, slått sammen, flyttet, fjernet; then those renumbered alone."""
        told = [change.counted_as for change in self.changes]
        return {word: told.count(word) for word in _TOLD}

    @property
    def summary(self) -> str:
        """The first line: "12 endringer: 7 nye, 3 endret, 2 fjernet". A number alone does not count."""
        tally = self.tally
        renumbered = tally.pop("omnummerert")
        total = sum(tally.values())
        parts = [_counted(count, word) for word, count in tally.items() if count]
        head = f"{total} {'endring' if total == 1 else 'endringer'}: {', '.join(parts)}"
        tail = f"; {renumbered} {'punkt' if renumbered == 1 else 'punkter'} har bare fått nytt nummer"
        return (head if total else "Ingen endringer") + (tail if renumbered else "")

    def to_dict(self) -> dict[str, Any]:
        """All that is needed to show the comparison again without the texts, ready for JSON."""
        return {"algorithm": self.algorithm, "changes": [_kept(change) for change in self.changes]}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> "Comparison":
        """The comparison that was kept. Its places have number, title and identity, and no text of their own.

        Raises NotAComparison.
        """
        try:
            return cls(tuple(_read(change) for change in data["changes"]), str(data["algorithm"]))
        except (AttributeError, KeyError, TypeError, ValueError) as unread:
            raise NotAComparison(unread) from unread


_TOLD = ("ny", "endret", "delt", "slått sammen", "flyttet", "fjernet", "omnummerert")


def _counted(count: int, word: str) -> str:
    return f"{count} {word}{'e' if word == 'ny' and count > 1 else ''}"


def _kept(change: SectionChange) -> dict[str, Any]:
    return {
        "kinds": [kind.value for kind in ChangeKind if kind in change.kinds],
        "old": _kept_place(change.old) if change.old else None,
        "new": _kept_place(change.new) if change.new else None,
        "sources": [_kept_place(place) for place in change.sources],
        "words": [[word.kind.value, word.text] for word in change.words],
    }


def _kept_place(place: Place) -> dict[str, str]:
    section = {"section": place.section.id, "number": place.section.number, "title": place.section.title}
    return section | ({"point": place.point.id, "label": place.point.label} if place.point else {})


def _read(data: Mapping[str, Any]) -> SectionChange:
    old, new = (_read_place(data[side]) if data[side] else None for side in ("old", "new"))
    if old is None and new is None:
        raise ValueError("en endring uten sted")
    return SectionChange(
        frozenset(ChangeKind(kind) for kind in data["kinds"]),
        old,
        new,
        tuple(WordChange(WordKind(kind), str(text)) for kind, text in data["words"]),
        tuple(_read_place(place) for place in data["sources"]),
    )


def _read_place(data: Mapping[str, Any]) -> Place:
    section = Section(str(data["section"]), str(data["number"]), str(data["title"]))
    return Place(section, Item(str(data["label"]), (), str(data["point"])) if "point" in data else None)
