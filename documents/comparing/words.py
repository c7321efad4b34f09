"""Two wordings, word by word: what stands, what came, what went."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from rapidfuzz.distance import Indel


class WordKind(StrEnum):
    """What became of a stretch of text."""

    KEPT = "kept"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class WordChange:
    """A stretch of text, spaces and all, that met one fate."""

    kind: WordKind
    text: str

    @property
    def word_count(self) -> int:
        """How many words it holds; spaces and punctuation are none."""
        return len(_WORD.findall(self.text))


def compare_words(old: str, new: str) -> tuple[WordChange, ...]:
    """What must be struck and added to make `old` into `new`, as few words as possible?

    Kept and removed stretches together are `old`, to the letter; kept and added are `new`. Changes with
    at most two words between them on the same line are told as one, as a person would strike them.
    A wording too long for the memory of a small machine is compared sentence by sentence first, then line by
    line, or as a whole.
    """
    if old == new or not old or not new:
        kind = WordKind.KEPT if old == new else WordKind.REMOVED if old else WordKind.ADDED
        return (WordChange(kind, old or new),) if old or new else ()
    return _told(_hunks(old, new))


def compare_parts(old: str, parts: Sequence[str]) -> list[tuple[WordChange, ...]]:
    """One wording compared with several that stand in for it: to each part its share of the old words.

    What was struck where one part ends and the next begins, goes with the one that ends.
    """
    standing = [part for part in parts if part]
    shares = iter(_shares(_hunks(old, "\n".join(standing)), standing))
    return [_told(next(shares)) if part else () for part in parts]


def before(words: Iterable[WordChange]) -> str:
    """The old wording."""
    return "".join(change.text for change in words if change.kind is not WordKind.ADDED)


def after(words: Iterable[WordChange]) -> str:
    """The new wording."""
    return "".join(change.text for change in words if change.kind is not WordKind.REMOVED)


_WORD = re.compile(r"\w+")
_TOKENS = (
    re.compile(r"\w+|\s+|[^\w\s]"),
    re.compile(r"[^.\n]*[.\n]|[^.\n]+"),
    re.compile(r"[^\n]*\n|[^\n]+"),
    re.compile(r"(?s).+"),
)
_MOST_CELLS = 1_000_000_000
"""Old tokens times new ones. Comparing takes a bit for each, here 125 MB; 15 000 words are 30 000 tokens."""
_MORE_THAN_FEW = re.compile(r"(?:\W*\b\w+\b){3}")


class _Hunk(NamedTuple):
    kept: bool
    old: str
    new: str


def _told(hunks: Iterable[_Hunk]) -> tuple[WordChange, ...]:
    changes: list[WordChange] = []
    for hunk in _joined(hunks):
        pieces = (
            [(WordKind.KEPT, hunk.old)]
            if hunk.kept
            else [(WordKind.REMOVED, hunk.old), (WordKind.ADDED, hunk.new)]
        )
        changes += [WordChange(kind, text) for kind, text in pieces if text]
    return tuple(changes)


def _hunks(old: str, new: str) -> Iterator[_Hunk]:
    """Kept and changed hunks by turns; never two of a kind side by side.

    What is too long for words is parted by longer tokens, and what then differs is parted again by words.
    """
    head, tail = _same_ends(old, new)
    middle_old, middle_new = old[head : len(old) - tail], new[head : len(new) - tail]
    ends = [_Hunk(True, end, end) for end in (old[:head], old[len(old) - tail :])]
    for tokens in _TOKENS:
        before, after = tokens.findall(middle_old), tokens.findall(middle_new)
        if _few_cells(before, after):
            break
    found = _merged(_pieces(before, after))
    if tokens is not _TOKENS[0]:
        found = (piece for hunk in found for piece in _finer(hunk))
    return _merged(hunk for hunk in (ends[0], *found, ends[1]) if hunk.old or hunk.new)


def _same_ends(old: str, new: str) -> tuple[int, int]:
    """How many signs are the same at the beginning and at the end, in whole words and with their spaces."""
    head = _cut(old, _same_beginning(old, new))
    back_old, back_new = old[: head - 1 if head else None : -1], new[: head - 1 if head else None : -1]
    return head, _cut(back_old, _same_beginning(back_old, back_new))


def _same_beginning(one: str, other: str) -> int:
    """How many signs the two have in common before they differ."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if one.startswith(other[:middle]) else (low, middle - 1)
    return low


def _cut(wording: str, length: int) -> int:
    """Back from here to where a word begins after a single space: there no token is cut in two."""
    at = wording.rfind(" ", 0, max(0, length - 1))
    while at >= 0 and wording[at + 1].isspace():
        at = wording.rfind(" ", 0, at)
    return at + 1


def _finer(hunk: _Hunk) -> Iterable[_Hunk]:
    """A changed hunk by words, where it is short enough."""
    if hunk.kept or not (hunk.old and hunk.new):
        return (hunk,)
    before, after = _TOKENS[0].findall(hunk.old), _TOKENS[0].findall(hunk.new)
    return _pieces(before, after) if _few_cells(before, after) else (hunk,)


def _few_cells(before: Sequence[str], after: Sequence[str]) -> bool:
    return len(before) * len(after) <= _MOST_CELLS


def _pieces(before: Sequence[str], after: Sequence[str]) -> Iterator[_Hunk]:
    number = {token: at for at, token in enumerate({*before, *after})}.__getitem__
    for code in Indel.opcodes(list(map(number, before)), list(map(number, after))):
        old = "".join(before[code.src_start : code.src_end])
        new = "".join(after[code.dest_start : code.dest_end])
        yield _Hunk(code.tag == "equal", old, new)


def _merged(pieces: Iterable[_Hunk]) -> Iterator[_Hunk]:
    """The same, where those of a kind that stand side by side are one."""
    for kept, alike in groupby(pieces, key=attrgetter("kept")):
        them = list(alike)
        yield _Hunk(kept, "".join(each.old for each in them), "".join(each.new for each in them))


def _shares(hunks: Iterable[_Hunk], parts: Sequence[str]) -> list[list[_Hunk]]:
    """The hunks of these parts joined by line breaks, to each its own; the breaks go to none."""
    shares: list[list[_Hunk]] = [[]]
    left = len(parts[0]) if parts else 0
    for hunk in hunks:
        old, new = hunk.old, hunk.new
        while len(new) > left and len(shares) < len(parts):
            head, new = new[:left], new[left + 1 :]
            if old or head:
                shares[-1].append(_Hunk(hunk.kept, head if hunk.kept else old, head))
            old = new if hunk.kept else ""
            left = len(parts[len(shares)])
            shares.append([])
        if old or new:
            shares[-1].append(_Hunk(hunk.kept, old, new))
        left -= len(new)
    return shares


def _joined(hunks: Iterable[_Hunk]) -> list[_Hunk]:
    """The same hunks, where a few kept words between two changes go with them."""
    joined: list[_Hunk] = []
    for hunk in hunks:
        if not hunk.kept and len(joined) > 1 and _few_words(joined[-1]):
            together = (joined[-2], joined[-1], hunk)
            old, new = "".join(part.old for part in together), "".join(part.new for part in together)
            joined[-2:] = [_Hunk(False, old, new)]
        else:
            joined.append(hunk)
    return joined


def _few_words(kept: _Hunk) -> bool:
    return not _MORE_THAN_FEW.match(kept.old) and "\n" not in kept.old
