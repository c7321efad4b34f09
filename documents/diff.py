"""Two texts, place by place: what stands, what was reworded, moved, renumbered, added, removed."""

from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from documents.alignment import Unit, align, moved, units
from documents.html import render, render_inline
from documents.markdown import plain
from documents.text import Block, Footnote, ItemList, LegalText, Paragraph, Place, Quote, Table
from documents.words import WordChange, WordKind, compare_words

ALGORITHM = "1"
"""Kept with a decision, so that its comparison can be repeated: another number where results may differ."""


class ChangeKind(StrEnum):
    """What happened to a section or a lettered point; several things may have."""

    KEPT = "beholdt"
    REWORDED = "omformulert"
    RETITLED = "ny tittel"
    RESHAPED = "ny form"
    """The same words, looking or leading otherwise: bold, a link, a footnote mark, a table for a list."""
    MOVED = "flyttet"
    RENUMBERED = "omnummerert"
    NEW = "ny"
    REMOVED = "fjernet"


@dataclass(frozen=True, slots=True)
class SectionChange:
    """What happened to one section or lettered point."""

    kinds: frozenset[ChangeKind]
    old: Place | None
    """None where it is new."""
    new: Place | None
    """None where it was removed."""
    words: tuple[WordChange, ...]
    """Its own words: without its title, and without lettered points and sections that are told of apart."""

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


@dataclass(frozen=True, slots=True)
class Comparison:
    """Every place of both texts, in the new reading order; what was removed follows what stood before it."""

    changes: tuple[SectionChange, ...]
    algorithm: str = ALGORITHM

    @property
    def changed(self) -> tuple[SectionChange, ...]:
        """What counts as a change."""
        return tuple(change for change in self.changes if change.changed)

    @property
    def counts(self) -> dict[ChangeKind, int]:
        """How many places met each kind; a place may have met several."""
        return {kind: sum(kind in change.kinds for change in self.changes) for kind in ChangeKind}

    @property
    def tally(self) -> dict[str, int]:
        """Each changed place once: ny, endret, flyttet or fjernet; and those with a new number alone."""
        told = [_tell(change) for change in self.changes]
        return {word: told.count(word) for word in ("ny", "endret", "flyttet", "fjernet", "omnummerert")}

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


def compare(old: LegalText, new: LegalText) -> Comparison:
    """What became of every section and lettered point of the old text, and what is new?

    A place is known again by identity, else by content (`documents.alignment`). The first change is about
    the text's own title and what stands before the first section. What is wholly new or wholly removed
    is told of together with its lettered points, section by section.

    Left undone: a section split in two shows as one reworded and one new, two merged as one reworded and
    one removed; a lettered point that became a section, or a plain paragraph a point, as removed and new;
    a reference that only follows a new number counts as reworded.
    """
    olds, news = units(old), units(new)
    pairs = align(olds, news)
    away = moved(olds, news, pairs)
    apart_old, apart_new = _apart(olds, pairs.keys()), _apart(news, set(pairs.values()))
    placed = {
        (now, 0, 0): _carried(olds[was].place, news[now].place, apart_old, apart_new, was in away)
        for was, now in pairs.items()
    }
    for at, unit in _unmatched(news, set(pairs.values())):
        placed[at, 0, 0] = _only(ChangeKind.NEW, unit.place, apart_new)
    stayed = sorted(pairs.keys() - away)
    for at, unit in _unmatched(olds, pairs.keys()):
        follows = pairs[stayed[bisect_left(stayed, at) - 1]]
        placed[follows, 1, at] = _only(ChangeKind.REMOVED, unit.place, apart_old)
    return Comparison(tuple(change for _, change in sorted(placed.items(), key=lambda entry: entry[0])))


def _unmatched(them: Sequence[Unit], matched: Collection[int]) -> Iterator[tuple[int, Unit]]:
    """Units of one text alone that are told of: a point whose holder is alone, too, is told of with that."""
    for at, unit in enumerate(them):
        if at not in matched and (unit.place.point is None or unit.holder in matched):
            yield at, unit


def _apart(them: Sequence[Unit], matched: Collection[int]) -> frozenset[str]:
    """The identities of the points that are told of on their own."""
    return frozenset(
        unit.place.id
        for at, unit in enumerate(them)
        if unit.place.point and (at in matched or unit.holder in matched)
    )


def _carried(
    old: Place, new: Place, apart_old: frozenset[str], apart_new: frozenset[str], away: bool
) -> SectionChange:
    """What happened to a place that is in both texts."""
    blocks_old, blocks_new = _own_blocks(old, apart_old), _own_blocks(new, apart_new)
    text_old, text_new = _text(blocks_old), _text(blocks_new)
    title_old, title_new = _title(old), _title(new)
    found = {
        ChangeKind.REWORDED: text_old != text_new,
        ChangeKind.RETITLED: plain(title_old) != plain(title_new),
        ChangeKind.MOVED: away,
        ChangeKind.RENUMBERED: old.number != new.number,
    }
    if not found[ChangeKind.REWORDED] and not found[ChangeKind.RETITLED]:
        found[ChangeKind.RESHAPED] = _look(title_old, blocks_old) != _look(title_new, blocks_new)
    kinds = frozenset(kind for kind, so in found.items() if so) or frozenset({ChangeKind.KEPT})
    return SectionChange(kinds, old, new, compare_words(text_old, text_new))


def _only(kind: ChangeKind, place: Place, apart: frozenset[str]) -> SectionChange:
    """What there is to tell of a place that is in one text alone."""
    text = _text(_own_blocks(place, apart))
    if kind is ChangeKind.NEW:
        return SectionChange(frozenset({kind}), None, place, compare_words("", text))
    return SectionChange(frozenset({kind}), place, None, compare_words(text, ""))


def _own_blocks(place: Place, apart: frozenset[str]) -> tuple[Block, ...]:
    return tuple(_without(place.point.blocks if place.point else place.section.blocks, apart))


def _without(blocks: tuple[Block, ...], apart: frozenset[str]) -> Iterator[Block]:
    for block in blocks:
        match block:
            case ItemList(items=items):
                own = [
                    replace(item, blocks=tuple(_without(item.blocks, apart)))
                    for item in items
                    if item.id not in apart
                ]
                if own:
                    yield ItemList(tuple(own))
            case Quote(blocks=inner):
                yield Quote(tuple(_without(inner, apart)))
            case _:
                yield block


def _text(blocks: tuple[Block, ...]) -> str:
    return "\n".join(_lines(blocks))


def _lines(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Paragraph(text=text) | Footnote(text=text):
                yield plain(text)
            case ItemList(items=items):
                for item in items:
                    yield from _lines(item.blocks)
            case Table(header=header, rows=rows):
                yield from (" | ".join(plain(cell) for cell in row) for row in (header, *rows))
            case Quote(blocks=inner):
                yield from _lines(inner)


def _title(place: Place) -> str:
    return "" if place.point else place.section.title


def _look(title: str, blocks: tuple[Block, ...]) -> str:
    return render_inline(title) + render(LegalText("", blocks))


def _tell(change: SectionChange) -> str:
    """The one word a place is counted under."""
    if change.kinds & {ChangeKind.REWORDED, ChangeKind.RETITLED, ChangeKind.RESHAPED}:
        return "endret"
    return ChangeKind.MOVED.value if ChangeKind.MOVED in change.kinds else change.label


def _counted(count: int, word: str) -> str:
    return f"{count} {word}{'e' if word == 'ny' and count > 1 else ''}"
