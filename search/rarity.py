"""How much each word of a search says of what is meant: a rare word more than one that stands everywhere."""

from collections.abc import Sequence
from dataclasses import replace
from math import log10

from search.wishes import Wish, Words
from search.word_lists import word_lists


def says(wish: Wish) -> float:
    """How much a wish says of what is meant, beside the others."""
    return wish.says if isinstance(wish, Words) else 1.0


def by_rarity(wishes: tuple[Wish, ...], counts: Sequence[int]) -> tuple[Wish, ...]:
    """The wishes, each word saying the more the fewer places it stands in."""
    return tuple(
        replace(wish, says=1.0 / (1.0 + log10(1 + count))) if isinstance(wish, Words) else wish
        for wish, count in zip(wishes, counts, strict=True)
    )


def telling(wishes: Sequence[Wish]) -> tuple[int, ...]:
    """The numbers of those that tell which point is meant; all of them where none does."""
    found = tuple(number for number, wish in enumerate(wishes) if not _is_common(wish))
    return found or tuple(range(len(wishes)))


def required(wishes: Sequence[Wish]) -> tuple[int, ...]:
    """The numbers of those that must be met. Where two at least tell which point is meant, those that stand
    in point after point need not be: whoever types them too is not to find less for it."""
    found = telling(wishes)
    return found if len(found) > 1 else tuple(range(len(wishes)))


def _is_common(wish: Wish) -> bool:
    return isinstance(wish, Words) and bool(wish.terms) and set(wish.terms) <= word_lists().common
