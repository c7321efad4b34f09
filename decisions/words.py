"""Norwegian words for the sentences of a verdict: days and lists."""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

MONTHS = (
    "januar",
    "februar",
    "mars",
    "april",
    "mai",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "desember",
)


@lru_cache(maxsize=4096)
def day_in_words(day: date) -> str:
    """The day as it is written in a sentence: «1. mai 2025»."""
    return f"{day.day}. {MONTHS[day.month - 1]} {day.year}"


def listed(words: Iterable[str]) -> str:
    """The words as a list in a sentence: «Granvik, Storelv og Fosslia». Empty when there are none."""
    *first, last = tuple(words) or ("",)
    return f"{', '.join(first)} og {last}" if first else last


def ended(sentence: str) -> str:
    """The sentence with a full stop where it has no end of its own."""
    return sentence if sentence.endswith((".", "!", "?")) else f"{sentence}."


def begun(sentence: str) -> str:
    """The sentence with a capital first letter and the rest as it was."""
    return sentence[:1].upper() + sentence[1:]
