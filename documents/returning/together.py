"""Several returned files against one text: a list by section, with what cannot both be done on top."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations

from documents.returning.amendments import Amendment
from documents.returning.kinds import AmendmentKind
from documents.returning.weaving import woven


def by_section(amendments: Sequence[Amendment]) -> Mapping[str, list[Amendment]]:
    """The amendments of each section, by its identity, in the order they came."""
    found: dict[str, list[Amendment]] = defaultdict(list)
    for each in amendments:
        found[each.section].append(each)
    return found


def clashing(amendments: Sequence[Amendment]) -> list[tuple[int, int]]:
    """The pairs that cannot both be accepted as they stand, by their places in the list.

    Two wordings that change the same words otherwise; a new wording of what another removes; two places for
    the same section. What two propose alike is no clash.
    """
    sections: dict[str, list[int]] = defaultdict(list)
    for at, each in enumerate(amendments):
        sections[each.section].append(at)
    return [
        pair
        for places in sections.values()
        for pair in combinations(places, 2)
        if _clash(amendments[pair[0]], amendments[pair[1]])
    ]


def _clash(one: Amendment, other: Amendment) -> bool:
    kinds = {one.kind, other.kind}
    if kinds == {AmendmentKind.MOVED}:
        return one.spot != other.spot
    if kinds == {AmendmentKind.WORDING}:
        return not _fit_together(one, other)
    return AmendmentKind.REMOVED in kinds and bool(kinds & {AmendmentKind.WORDING, AmendmentKind.MOVED})


def _fit_together(one: Amendment, other: Amendment) -> bool:
    """Can both wordings be woven into one? Both are told from the text that was sent."""
    if one.after == other.after:
        return True
    assert one.before is not None
    assert one.after is not None
    assert other.before is not None
    assert other.after is not None
    title = woven(other.before.title, one.after.title, other.after.title)
    return title is not None and woven(other.before.body, one.after.body, other.after.body) is not None
