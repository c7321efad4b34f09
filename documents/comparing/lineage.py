"""Places that were split from others, or took others up: as the text tells, else by their words."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from documents.comparing.likeness import ENOUGH, Runs, TextWords, Voters, Words, runs_in_order
from documents.comparing.units import Unit


@dataclass(frozen=True, slots=True)
class Links:
    """What is beside the pairs. Places are told by where they stand among the units."""

    parts: Mapping[int, tuple[int, ...]]
    """New places that are no old one, with the old ones that they were split from."""
    taken: Mapping[int, int]
    """Old places that are no new one, with the new one that took them up."""


def pairs_told(old: Sequence[Unit], new: Sequence[Unit], pairs: Mapping[int, int]) -> dict[int, int]:
    """What is left on both sides, where the new place says that it comes from the old one."""
    left = {unit.identity: at for at, unit in enumerate(old) if unit.identity and at not in pairs}
    known = set(pairs.values())
    found = {}
    for now, unit in enumerate(new):
        origin = next((each for each in unit.place.origins if each in left), "")
        if origin and now not in known:
            found[left.pop(origin)] = now
    return found


def links_told(old: Sequence[Unit], new: Sequence[Unit], pairs: Mapping[int, int]) -> Links:
    """The lineage that is new: a part whose origin lives on, and an origin that lives on in another."""
    places = {unit.identity: at for at, unit in enumerate(old) if unit.identity}
    back = {now: was for was, now in pairs.items()}
    parts: dict[int, tuple[int, ...]] = {}
    taken: dict[int, int] = {}
    for now, unit in enumerate(new):
        known = old[back[now]].place.origins if now in back else ()
        for origin in unit.place.origins:
            was = places.get(origin)
            if was is None or origin in known or was == back.get(now):
                continue
            if now not in back:
                parts[now] = (*parts.get(now, ()), was)
            elif was not in pairs:
                taken[was] = now
    return Links(parts, taken)


def links_by_words(words: Words, pairs: Mapping[int, int], told: Links, touched: Collection[int]) -> Links:
    """What the words tell of those that are left.

    A new place most of whose words an old one has lost, is a part of that; an old place most of whose words
    another has gained, was taken up by that. Sections come of sections and points of points; but words may
    also go from a section to a point in it, and from a point to the section it stood in.
    """
    back = {now: was for was, now in pairs.items()}
    free_old = _free(words.old, pairs.keys() | told.taken.keys())
    free_new = _free(words.new, back.keys() | told.parts.keys())
    changed = [(was, pairs[was]) for was in sorted(touched)]
    parts = dict(_sources(words, words.new, free_new, words.old, changed)) if free_new else {}
    swapped = [(now, was) for was, now in changed]
    taken = dict(_sources(words, words.old, free_old, words.new, swapped)) if free_old else {}
    return Links({now: (was,) for now, was in parts.items()}, taken)


_MOST = 0.5
_MOST_BESIDE = 0.4  # titles count among all words, and are never among the lost ones
_SOME = 0.3


def _free(text: TextWords, known: Collection[int]) -> list[int]:
    return [at for at in range(len(text.units)) if at not in known]


def _sources(
    words: Words, mine: TextWords, free: Sequence[int], theirs: TextWords, changed: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """Each free place of my text that holds mostly what one of theirs has, and its pair in mine has not."""
    held = {at: _lost(theirs.text(at), mine.text(pair)) for at, pair in changed}
    pair_of = {pair: at for at, pair in changed}
    voters = Voters(held)
    for at in free:
        runs = mine.runs(at)
        near = [pair_of[each] for each in mine.beside(at) if each in pair_of]
        far = [each for each in voters.nearest(runs) if each not in near]
        likely = [each for each in (*near, *far) if _same_kind(mine, at, theirs, each)]
        found = next((each for each in likely if _mostly(words, runs, held[each], each in near)), None)
        if found is None and (holder := pair_of.get(mine.units[at].holder)) is not None:
            own = theirs.own_runs(holder) - mine.own_runs(mine.units[at].holder)
            is_point = not mine.units[at].is_section
            found = holder if is_point and _mostly(words, mine.own_runs(at), own, beside=True) else None
        if found is not None:
            yield at, found


def _lost(text: str, other: str) -> Runs:
    """The runs of words that the text has, and the other has not; only lines that differ are looked at."""
    lines, others = text.split("\n"), other.split("\n")
    kept = set(lines) & set(others)
    own, gained = ("\n".join(line for line in each if line not in kept) for each in (lines, others))
    return frozenset(runs_in_order(own)).difference(runs_in_order(gained))


def _same_kind(mine: TextWords, at: int, theirs: TextWords, other: int) -> bool:
    return mine.units[at].is_section == theirs.units[other].is_section


def _mostly(words: Words, runs: Runs, within: Runs, beside: bool) -> bool:
    """Are most of these words also there? Beside each other all words tell, elsewhere only their own."""
    shared = runs & within
    if len(shared) < max(ENOUGH, (_MOST_BESIDE if beside else _SOME) * len(runs)):
        return False
    return beside or words.weight(shared) >= max(ENOUGH, _MOST * words.weight(runs))
