"""Which paragraph of the old text is which of the new: in one row that holds both, in both orders.

A place stands where its identity stands; of places that changed order as many stay as can (the longest
rising selection), and the others are deleted and inserted. What lies between two places that stayed is
paired by its words.
"""

from collections.abc import Callable, Collection, Hashable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Generic, TypeVar

from rapidfuzz.distance import Indel

from documents.comparing.alignment import Alignment, longest_rising
from documents.docx.identity import HEADING
from documents.docx.writing.lines import Grid, Line

T = TypeVar("T")
Part = Line | Grid
Apart = Callable[[str], bool]
"""Is this section, by its identity, to be struck and inserted whole? "" is what stands before the first."""

_ALIKE = 0.45
"""Of their words, in order: an edit of more reads better as a paragraph out and a paragraph in."""
_MOST_PAIRS = 10_000
"""Paragraphs times paragraphs between two places. Of more than these only equal ones are paired."""


@dataclass(frozen=True, slots=True)
class Pair(Generic[T]):
    """Something of the old text, and what it became; one of them may be missing."""

    old: T | None
    new: T | None


def paired(old: Sequence[Part], new: Sequence[Part], found: Alignment, apart: Apart) -> Iterator[Pair[Part]]:
    """Every paragraph and table of both texts, each once, in an order that both texts keep."""
    done_old = done_new = 0
    out_old, out_new = _sections_apart(old, apart), _sections_apart(new, apart)
    anchors = [
        (was, now) for was, now in _anchors(old, new, found) if was not in out_old and now not in out_new
    ]
    for was, now in [*anchors, (len(old), len(new))]:
        yield from _between(range(done_old, was), range(done_new, now), old, new, out_old, out_new)
        if was < len(old):
            yield Pair(old[was], new[now])
        done_old, done_new = was + 1, now + 1


def aligned(
    old: Sequence[T],
    new: Sequence[T],
    key: Callable[[T], Hashable],
    likeness: Callable[[T, T], float],
) -> Iterator[Pair[T]]:
    """Equal ones by the longest common selection; between those the pairs that are most alike, in order.

    `likeness` is 1 for the same and 0 for what can be no pair.
    """
    numbers: dict[Hashable, int] = {}
    keys_old = [numbers.setdefault(key(each), len(numbers)) for each in old]
    keys_new = [numbers.setdefault(key(each), len(numbers)) for each in new]
    for equal, codes in groupby(Indel.opcodes(keys_old, keys_new), key=lambda code: code.tag == "equal"):
        them = list(codes)
        left = old[them[0].src_start : them[-1].src_end]
        right = new[them[0].dest_start : them[-1].dest_end]
        if equal:
            yield from (Pair(was, now) for was, now in zip(left, right, strict=True))
        else:
            yield from _nearest(left, right, likeness)


def alike(old: str, new: str) -> float:
    """How many of their words are the same, in order: 1 all, 0 none."""
    return float(Indel.normalized_similarity(old.split(), new.split()))


def _anchors(old: Sequence[Part], new: Sequence[Part], found: Alignment) -> list[tuple[int, int]]:
    """Where the lines stand that begin places which kept their order."""
    begins_old, begins_new = _begins(old), _begins(new)
    both = [
        (begins_old[was], begins_new[now])
        for was, now in sorted(found.pairs.items())
        if was in begins_old and now in begins_new and found.old[was].is_section == found.new[now].is_section
    ]
    stayed = set(longest_rising([now for _, now in both]))
    return [(was, now) for was, now in both if now in stayed]


def _begins(lines: Sequence[Part]) -> dict[int, int]:
    """Where each place of the text begins."""
    return {line.unit: at for at, line in enumerate(lines) if isinstance(line, Line) and line.unit}


def _sections_apart(lines: Sequence[Part], apart: Apart) -> set[int]:
    """The lines of sections that are to be struck and inserted whole."""
    found: set[int] = set()
    section = ""
    for at, line in enumerate(lines):
        if isinstance(line, Line):
            section = next((identity for kind, identity in line.marks if kind == HEADING), section)
        if apart(section):
            found.add(at)
    return found


def _between(
    olds: Sequence[int],
    news: Sequence[int],
    old: Sequence[Part],
    new: Sequence[Part],
    out_old: Collection[int],
    out_new: Collection[int],
) -> Iterator[Pair[Part]]:
    """The lines between two places that stayed. What begins a place of its own is no other's pair."""

    def key(at: tuple[int, bool]) -> Hashable:
        line, is_alone = _line(at), _is_alone(at)
        return at if is_alone else line.words if isinstance(line, Line) else line.table

    def likeness(was: tuple[int, bool], now: tuple[int, bool]) -> float:
        return 0.0 if _is_alone(was) or _is_alone(now) else _likeness(_line(was), _line(now))

    def _line(at: tuple[int, bool]) -> Part:
        return new[at[0]] if at[1] else old[at[0]]

    def _is_alone(at: tuple[int, bool]) -> bool:
        line = _line(at)
        return at[0] in (out_new if at[1] else out_old) or (isinstance(line, Line) and line.unit > 0)

    left, right = [(at, False) for at in olds], [(at, True) for at in news]
    for pair in aligned(left, right, key, likeness):
        yield Pair(
            None if pair.old is None else old[pair.old[0]], None if pair.new is None else new[pair.new[0]]
        )


def _likeness(old: Part, new: Part) -> float:
    if isinstance(old, Line) and isinstance(new, Line):
        return alike(old.words, new.words)
    if isinstance(old, Grid) and isinstance(new, Grid):
        return _tables_alike(old, new)
    return 0.0


def _tables_alike(old: Grid, new: Grid) -> float:
    """Tables of other columns are other tables; under one header stands the same table, whatever it says."""
    if len(old.table.header) != len(new.table.header):
        return 0.0
    if old.table.header == new.table.header:
        return 1.0
    words = [
        " ".join(cell for row in (each.table.header, *each.table.rows) for cell in row) for each in (old, new)
    ]
    return alike(*words)


def _nearest(old: Sequence[T], new: Sequence[T], likeness: Callable[[T, T], float]) -> Iterator[Pair[T]]:
    """The pairs whose likeness together is greatest, in order; what is struck before what is inserted."""
    if not (old and new) or len(old) * len(new) > _MOST_PAIRS:
        yield from (Pair(each, None) for each in old)
        yield from (Pair(None, each) for each in new)
        return
    like = [[found if (found := likeness(was, now)) >= _ALIKE else 0.0 for now in new] for was in old]
    best = _best(like)
    at_old = at_new = 0
    while at_old < len(old) or at_new < len(new):
        if at_old == len(old):
            yield Pair(None, new[at_new])
            at_new += 1
        elif at_new == len(new) or best[at_old][at_new] == best[at_old + 1][at_new]:
            yield Pair(old[at_old], None)
            at_old += 1
        elif best[at_old][at_new] == best[at_old][at_new + 1]:
            yield Pair(None, new[at_new])
            at_new += 1
        else:
            yield Pair(old[at_old], new[at_new])
            at_old, at_new = at_old + 1, at_new + 1


def _best(like: Sequence[Sequence[float]]) -> list[list[float]]:
    """The greatest likeness that can be had from each place on."""
    wide = len(like[0])
    best = [[0.0] * (wide + 1) for _ in range(len(like) + 1)]
    for was in range(len(like) - 1, -1, -1):
        for now in range(wide - 1, -1, -1):
            together = best[was + 1][now + 1] + like[was][now] if like[was][now] else 0.0
            best[was][now] = max(best[was + 1][now], best[was][now + 1], together)
    return best
