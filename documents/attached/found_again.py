"""How much of one text stands in another, whatever became of its headings and lists."""

from collections.abc import Iterable

from documents.attached.signs import words_of
from documents.text import LegalText

Runs = frozenset[tuple[str, str, str]]

ENOUGH = 0.5
"""A file that holds this share of a text's runs of words, of 1, is a copy of it, good or bad."""


def runs_of(text: LegalText) -> Runs:
    """Every three words that stand beside one another, in lower case and without other signs."""
    return runs_in(words_of(text))


def runs_in(tokens: Iterable[str]) -> Runs:
    """The same, of words that are parted already."""
    words = [token.casefold() for token in tokens if token[0].isalnum()]
    return frozenset(zip(words, words[1:], words[2:], strict=False))


def share_found(of: Runs, among: Runs) -> float:
    """The share of the first text's runs of words that the second holds, 0 to 1."""
    return len(of & among) / len(of) if of else 0.0
