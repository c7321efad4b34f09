"""Two texts, place by place: what stands, what was reworded, moved, split, merged, added, removed."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property

from documents.comparing.alignment import Alignment, moved, trace, units
from documents.comparing.bundles import bundles, in_order_of
from documents.comparing.changes import ALGORITHM, ChangeKind, Comparison, NotAComparison, SectionChange
from documents.comparing.following import Follower, followers
from documents.comparing.units import Unit
from documents.comparing.wording import bare, has_links, own_blocks, wording
from documents.comparing.words import WordChange, WordKind, compare_parts, compare_words
from documents.html import render, render_inline
from documents.text import Block, LegalText

__all__ = ["ALGORITHM", "ChangeKind", "Comparison", "NotAComparison", "SectionChange", "compare"]


def compare(old: LegalText, new: LegalText) -> Comparison:
    """What became of every section and lettered point of the old text, and what is new?

    A place is known again by identity, else by lineage, else by content (`alignment`). The first
    change is about the text's own title and what stands before the first section. What is wholly new or
    wholly removed is told of together with its lettered points, section by section.

    The words of a section that was split, or of those that were merged, are compared together, so that what
    was kept shows as kept. A lettered point that became a section, a paragraph that became a point, and the
    reverse, are told as a new form. A reference that only follows the number of its target does not count
    as reworded; its number shows among the words all the same.

    Left undone: words that went from one section to another, where both lived on, show as removed and added;
    a chapter without words of its own is known as split or merged by lineage alone.
    """
    return Comparison(tuple(_Telling(trace(units(old), units(new))).changes()))


class _Telling:
    """Puts what became of the places into words."""

    def __init__(self, found: Alignment) -> None:
        self.old, self.new, self.pairs = found.old, found.new, found.pairs
        self.parts, self.taken = found.parts, found.taken
        self.moved = moved(found.old, found.new, found.pairs, found.parts, found.taken)
        self.known_old = found.pairs.keys() | found.taken.keys()
        self.known_new = {*found.pairs.values(), *found.parts}
        self.apart_old = _apart(found.old, self.known_old)
        self.apart_new = _apart(found.new, self.known_new)
        self.found = found
        self.links = _links(found)
        self.taken_by: dict[int, list[int]] = defaultdict(list)
        for was, now in found.taken.items():
            self.taken_by[now].append(was)
        self.shared: dict[int, tuple[tuple[WordChange, ...], bool]] = {}
        for olds, news in bundles(found):
            self.shared |= self._shared_words(olds, news)

    def changes(self) -> Iterator[SectionChange]:
        """Every place, in the new reading order; what was removed follows what stood before it."""
        placed = {(now, 0, 0): self._carried(was, now) for was, now in self.pairs.items()}
        for now in self.parts:
            placed[now, 0, 0] = self._part(now)
        for now in _unknown(self.new, self.known_new):
            words = compare_words("", wording(self.new[now].blocks, self.apart_new))
            placed[now, 0, 0] = SectionChange(_NEW, None, self.new[now].place, words)
        stayed = sorted(self.pairs.keys() - self.moved)
        for was in _unknown(self.old, self.known_old):
            words = compare_words(wording(self.old[was].blocks, self.apart_old), "")
            follows = self.pairs[stayed[bisect_left(stayed, was) - 1]]
            placed[follows, 1, was] = SectionChange(_REMOVED, self.old[was].place, None, words)
        return (placed[at] for at in sorted(placed))

    @cached_property
    def follow(self) -> tuple[Follower, Follower]:
        """What makes references alike that only follow their targets: in the old text, and in the new."""
        return followers(self.found)

    def _carried(self, was: int, now: int) -> SectionChange:
        """What happened to a place that is in both texts."""
        old, new = self.old[was], self.new[now]
        words, reworded = self.shared.get(now) or self._words(old, new, was in self.found.touched)
        kinds = self.links.get(("old", was), _NOTHING) | self.links.get(("new", now), _NOTHING)
        if reworded:
            kinds |= {ChangeKind.REWORDED}
        if old.is_section != new.is_section:
            kinds |= {ChangeKind.RESHAPED}
        elif old.title != new.title and bare(old.title) != bare(new.title):
            kinds |= {ChangeKind.RETITLED}
        elif not kinds and self._looks_otherwise(old, new, was in self.found.touched):
            kinds |= {ChangeKind.RESHAPED}
        if was in self.moved:
            kinds |= {ChangeKind.MOVED}
        if old.place.number != new.place.number:
            kinds |= {ChangeKind.RENUMBERED}
        sources = tuple(self.old[each].place for each in self.taken_by.get(now, ()))
        return SectionChange(kinds or _KEPT, old.place, new.place, words, sources)

    def _part(self, now: int) -> SectionChange:
        """What a new place holds of those that it was split from."""
        words, reworded = self.shared[now]
        kinds = self.links["new", now] | ({ChangeKind.REWORDED} if reworded else frozenset())
        sources = tuple(self.old[was].place for was in self.parts[now])
        return SectionChange(kinds, None, self.new[now].place, words, sources)

    def _words(self, old: Unit, new: Unit, touched: bool) -> tuple[tuple[WordChange, ...], bool]:
        """The words of a place in both texts, and were they reworded?"""
        text_new = wording(new.blocks, self.apart_new)
        if not touched:
            return compare_words(text_new, text_new), False
        text_old = wording(old.blocks, self.apart_old)
        reworded = text_old != text_new
        if reworded and has_links(old.blocks) and has_links(new.blocks):
            reworded = self._followed_old(old) != self._followed_new(new)
        return compare_words(text_old, text_new), reworded

    def _shared_words(
        self, olds: Sequence[int], news: Sequence[int]
    ) -> dict[int, tuple[tuple[WordChange, ...], bool]]:
        """The same for places whose words are compared together, by new place."""
        shown = judged = _compared(
            [wording(self.old[was].blocks, self.apart_old) for was in olds],
            [wording(self.new[now].blocks, self.apart_new) for now in news],
        )
        if any(has_links(self.old[was].blocks) for was in olds):
            judged = _compared(
                [self._followed_old(self.old[was]) for was in olds],
                [self._followed_new(self.new[now]) for now in news],
            )
        return {
            now: (words, any(word.kind is not WordKind.KEPT and word.text.strip() for word in judging))
            for now, words, judging in zip(news, shown, judged, strict=True)
        }

    def _followed_old(self, unit: Unit) -> str:
        return wording(unit.blocks, self.apart_old, self.follow[0])

    def _followed_new(self, unit: Unit) -> str:
        return wording(unit.blocks, self.apart_new, self.follow[1])

    def _looks_otherwise(self, old: Unit, new: Unit, touched: bool) -> bool:
        if old.title == new.title and not touched:
            return False
        follow_old, follow_new = self.follow
        blocks_old = tuple(own_blocks(old.blocks, self.apart_old, follow_old))
        blocks_new = tuple(own_blocks(new.blocks, self.apart_new, follow_new))
        if old.title == new.title and blocks_old == blocks_new:
            return False
        return _look(old.title, blocks_old) != _look(new.title, blocks_new)


_NOTHING = frozenset[ChangeKind]()
_KEPT = frozenset({ChangeKind.KEPT})
_NEW = frozenset({ChangeKind.NEW})
_REMOVED = frozenset({ChangeKind.REMOVED})


def _links(found: Alignment) -> Mapping[tuple[str, int], frozenset[ChangeKind]]:
    """What lineage makes of each place. Between a holder and its own point the words only got a new form."""
    kinds: defaultdict[tuple[str, int], frozenset[ChangeKind]] = defaultdict(frozenset)
    for now, olds in found.parts.items():
        for was in olds:
            inner = not found.new[now].is_section and found.pairs.get(was) == found.new[now].holder
            kind = frozenset({ChangeKind.RESHAPED if inner else ChangeKind.SPLIT})
            kinds["old", was] |= kind
            kinds["new", now] |= kind
    for was, now in found.taken.items():
        inner = not found.old[was].is_section and found.pairs.get(found.old[was].holder) == now
        kinds["new", now] |= {ChangeKind.RESHAPED if inner else ChangeKind.MERGED}
    return kinds


def _compared(olds: Sequence[str], news: Sequence[str]) -> list[tuple[WordChange, ...]]:
    """The words of each new wording, all compared with all the old ones in the order that they best fit."""
    order_old, order_new = list(range(len(olds))), list(range(len(news)))
    if len(olds) == 1:
        order_new = in_order_of(olds[0], news)
    elif len(news) == 1:
        order_old = in_order_of(news[0], olds)
    before = "\n".join(olds[at] for at in order_old if olds[at])
    words = compare_parts(before, [news[at] for at in order_new])
    return [words[at] for _, at in sorted((at, place) for place, at in enumerate(order_new))]


def _look(title: str, blocks: tuple[Block, ...]) -> str:
    return render_inline(title) + render(LegalText("", blocks))


def _unknown(them: Sequence[Unit], known: Collection[int]) -> Iterator[int]:
    """Units of one text alone that are told of: a point whose holder is alone, too, is told of with that."""
    for at, unit in enumerate(them):
        if at not in known and (unit.is_section or unit.holder in known):
            yield at


def _apart(them: Sequence[Unit], known: Collection[int]) -> frozenset[str]:
    """The identities of the points that are told of on their own."""
    return frozenset(
        unit.identity
        for at, unit in enumerate(them)
        if not unit.is_section and (at in known or unit.holder in known)
    )
