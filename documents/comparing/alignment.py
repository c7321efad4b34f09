"""Which place of the old text is which place of the new?

By identity where both have it, then by lineage, then by what the words tell (`pairing`). What is left may
have been split from a place, or taken up by one (`lineage`).
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from documents.comparing.likeness import Words
from documents.comparing.lineage import links_by_words, links_told, pairs_told
from documents.comparing.pairing import Pairing
from documents.comparing.units import Unit, units

_NONE: Mapping[int, Any] = MappingProxyType({})
__all__ = ["Alignment", "Unit", "align", "longest_rising", "moved", "trace", "units"]


@dataclass(frozen=True, slots=True)
class Alignment:
    """What each place of two texts is in the other. Places are told by where they stand among the units."""

    old: Sequence[Unit]
    new: Sequence[Unit]
    pairs: Mapping[int, int]
    """Which new unit each old one is; those that are missing were removed, or taken up by another."""
    parts: Mapping[int, tuple[int, ...]]
    """New units that are no old one, with the old ones that they were split from."""
    taken: Mapping[int, int]
    """Old units that are no new one, with the new one that took them up."""
    touched: Collection[int]
    """Old units that are new ones and do not stand there just as they did, points in them included."""


def align(old: Sequence[Unit], new: Sequence[Unit]) -> dict[int, int]:
    """Which new unit is each old one? Those that are missing were removed, or taken up by another."""
    return dict(trace(old, new).pairs)


def trace(old: Sequence[Unit], new: Sequence[Unit]) -> Alignment:
    """What became of every old unit, and what was there before every new one?

    Lineage that the new text tells, and the old one did not, is believed. By words a place is known only
    where they are its own: what stands in many places says nothing, unless the holder is the same.
    """
    pairs = {0: 0, **_by_identity(old, new)}
    pairs |= pairs_told(old, new, pairs)
    told = links_told(old, new, pairs)
    words = Words(old, new)
    pairs = Pairing(words, pairs, settled=told.taken, spoken_for=told.parts).by_words()
    touched = {was for was, now in pairs.items() if old[was].blocks != new[now].blocks}
    seen = links_by_words(words, pairs, told, touched)
    return Alignment(old, new, pairs, {**told.parts, **seen.parts}, {**told.taken, **seen.taken}, touched)


def moved(
    old: Sequence[Unit],
    new: Sequence[Unit],
    pairs: Mapping[int, int],
    parts: Mapping[int, tuple[int, ...]] = _NONE,
    taken: Mapping[int, int] = _NONE,
) -> frozenset[int]:
    """Which old units stand elsewhere in the new text?

    Those under another holder; and among those under the same, as few as can explain the new order. What was
    split from a holder, and what took it up, is the same holder.
    """
    together: dict[int, list[int]] = defaultdict(list)
    for was, now in sorted(pairs.items(), key=lambda pair: pair[1]):
        holder, stands_in = old[was].holder, new[now].holder
        if stands_in in {pairs.get(holder), taken.get(holder)} or holder in parts.get(stands_in, ()):
            together[stands_in].append(was)
    stayed = {was for siblings in together.values() for was in longest_rising(siblings)}
    return frozenset(pairs.keys() - stayed)


def longest_rising(numbers: Sequence[int]) -> list[int]:
    """The longest selection of these different numbers, in their order, that only rises.

    >>> longest_rising([3, 1, 2, 5, 4])
    [1, 2, 4]
    """
    ends: list[int] = []  # the lowest number that ends a rising selection of each length
    before: dict[int, int | None] = {}
    for number in numbers:
        length = bisect_left(ends, number)
        before[number] = ends[length - 1] if length else None
        ends[length : length + 1] = [number]
    rising: list[int] = []
    last = ends[-1] if ends else None
    while last is not None:
        rising.append(last)
        last = before[last]
    return rising[::-1]


def _by_identity(old: Sequence[Unit], new: Sequence[Unit]) -> dict[int, int]:
    places = {unit.identity: at for at, unit in enumerate(new) if unit.identity}
    return {at: places.pop(unit.identity) for at, unit in enumerate(old) if unit.identity in places}
