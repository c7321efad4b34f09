"""A list that goes on in both texts is one list of Word's."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from documents.docx.redline.aligning import Pair, Part
from documents.docx.writing.lines import Line, ListLevel
from documents.docx.writing.list_numbers import ListNumbers


def with_shared_lists(
    pairs: Sequence[Pair[Part]], old: ListNumbers, new: ListNumbers
) -> tuple[ListNumbers, list[Pair[Part]]]:
    """The lists of both texts in one row, those of the new one first, and the pairs with their lists there.

    Two lists are one where Word would print the same labels from both and points of the one stand in the
    other; each goes on in one list at the most, the one that most of its points stand in.
    """
    places = _goes_on(pairs, old, new)
    together = new.copied()
    return together, [
        pair if pair.old is None else Pair(_placed(pair.old, places, old, together), pair.new)
        for pair in pairs
    ]


def _goes_on(pairs: Sequence[Pair[Part]], old: ListNumbers, new: ListNumbers) -> dict[int, int]:
    """Which list of the new text each list of the old one is."""
    votes = Counter(
        (pair.old.list.list_id, pair.new.list.list_id)
        for pair in pairs
        if isinstance(pair.old, Line) and isinstance(pair.new, Line) and pair.old.list and pair.new.list
    )
    found: dict[int, int] = {}
    for (was, now), _ in votes.most_common():
        is_free = was not in found and now not in found.values()
        if was and now and is_free and old.what(was) == new.what(now):
            found[was] = now
    return found


def _placed(part: Part, places: dict[int, int], old: ListNumbers, together: ListNumbers) -> Part:
    if not (isinstance(part, Line) and part.list and part.list.list_id):
        return part
    was = part.list.list_id
    if was not in places:
        places[was] = together.new(old.what(was))
    return replace(part, list=ListLevel(places[was], part.list.depth))
