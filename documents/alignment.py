"""Which place of the old text is which place of the new?"""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from documents.text import Block, ItemList, LegalText, Place, Quote, Section, plain_text


@dataclass(frozen=True, slots=True)
class Unit:
    """A place, and where in the list of units the place stands that holds it."""

    place: Place
    holder: int


def units(text: LegalText) -> list[Unit]:
    """Every place in reading order.

    The first is the text itself, as a section of the text's title and what stands before the first
    section, without identity; it holds itself. A lettered point without identity is no place.
    """
    opening = Section("", "", text.title, text.preamble)
    found: list[Unit] = []
    _add(found, opening, 0)
    for section in text.sections:
        _add(found, section, 0)
    return found


def align(old: Sequence[Unit], new: Sequence[Unit]) -> dict[int, int]:
    """Which new unit is each old one? Those that are missing were removed.

    By identity where both have it, else by content: Dice's measure of the runs of three words they share,
    best first, a likeness under a quarter being none. A chapter's content is all that stands under it.
    Between two equally alike, title and number decide; and a section that kept both is itself whatever
    became of its words.
    """
    pairs = {0: 0, **_by_identity(old, new)}
    taken = set(pairs.values())
    for _, was, now in sorted(_likenesses(old, new, pairs), reverse=True):
        if was not in pairs and now not in taken:
            pairs[was] = now
            taken.add(now)
    return pairs


def moved(old: Sequence[Unit], new: Sequence[Unit], pairs: Mapping[int, int]) -> frozenset[int]:
    """Which old units stand elsewhere in the new text?

    Those under another holder; and among those under the same, as few as can explain the new order.
    """
    together: dict[int, list[int]] = defaultdict(list)
    for was, now in sorted(pairs.items(), key=lambda pair: pair[1]):
        if pairs.get(old[was].holder) == new[now].holder:
            together[new[now].holder].append(was)
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


_LEAST_ALIKE = 0.25
_TELLING = 200
"""A run of words that stands in more places than this says nothing of where it belongs."""
_Likeness = tuple[float, bool, bool, int]


def _add(found: list[Unit], section: Section, holder: int) -> None:
    at = len(found)
    found.append(Unit(Place(section), holder))
    _add_points(found, section, section.blocks, at)
    for child in section.children:
        _add(found, child, at)


def _add_points(found: list[Unit], section: Section, blocks: tuple[Block, ...], holder: int) -> None:
    for block in blocks:
        if isinstance(block, Quote):
            _add_points(found, section, block.blocks, holder)
        elif isinstance(block, ItemList):
            for item in block.items:
                at = len(found) if item.id else holder
                if item.id:
                    found.append(Unit(Place(section, item), holder))
                _add_points(found, section, item.blocks, at)


def _by_identity(old: Sequence[Unit], new: Sequence[Unit]) -> dict[int, int]:
    places = {unit.place.id: at for at, unit in enumerate(new) if unit.place.id}
    return {at: places.pop(unit.place.id) for at, unit in enumerate(old) if unit.place.id in places}


def _likenesses(
    old: Sequence[Unit], new: Sequence[Unit], pairs: Mapping[int, int]
) -> Iterator[tuple[_Likeness, int, int]]:
    """Every pair of the remaining units that is alike enough, with how alike it is."""
    runs = {at: _runs(unit) for at, unit in enumerate(new) if at not in pairs.values()}
    holding: dict[tuple[bool, str], list[int]] = defaultdict(list)
    for at, held in runs.items():
        for run in held:
            holding[new[at].place.point is None, run].append(at)
    for was, unit in enumerate(old):
        if was in pairs:
            continue
        own = _runs(unit)
        holders = [holding.get((unit.place.point is None, run), []) for run in own]
        shared = Counter(now for them in holders if len(them) <= _TELLING for now in them)
        for now, count in shared.items():
            dice = 2 * count / (len(own) + len(runs[now]))
            likeness = _likeness(dice, was, unit.place, now, new[now].place)
            if dice >= _LEAST_ALIKE or likeness[1:3] == (True, True):
                yield likeness, was, now


def _likeness(dice: float, was: int, old: Place, now: int, new: Place) -> _Likeness:
    same_title = old.point is None and bool(old.section.title) and old.section.title == new.section.title
    return round(dice, 2), same_title, old.number == new.number, -abs(was - now)


def _runs(unit: Unit) -> frozenset[str]:
    """The runs of three words; two empty ones at either end let short wordings meet, too."""
    words = ["", "", *_words(unit.place), "", ""]
    return frozenset(" ".join(run) for run in zip(words, words[1:], words[2:], strict=False))


def _words(place: Place) -> list[str]:
    if place.point:
        inlines = list(plain_text(place.point.blocks))
    else:
        inlines = [
            words
            for section in place.section.walk()
            for words in (section.title, *plain_text(section.blocks))
        ]
    return re.findall(r"\w+", " ".join(inlines).casefold())
