"""Two wordings, word by word: what stands, what came, what went."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

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
    A wording too long for the memory of a small machine is compared line by line, or as a whole.
    """
    for tokens in _TOKENS:
        before, after = tokens.findall(old), tokens.findall(new)
        if len(before) * len(after) <= _MOST_CELLS:
            break
    changes: list[WordChange] = []
    for hunk in _joined(_hunks(before, after)):
        pieces = (
            [(WordKind.KEPT, hunk.old)]
            if hunk.kept
            else [(WordKind.REMOVED, hunk.old), (WordKind.ADDED, hunk.new)]
        )
        changes += [WordChange(kind, text) for kind, text in pieces if text]
    return tuple(changes)


def before(words: Iterable[WordChange]) -> str:
    """The old wording."""
    return "".join(change.text for change in words if change.kind is not WordKind.ADDED)


def after(words: Iterable[WordChange]) -> str:
    """The new wording."""
    return "".join(change.text for change in words if change.kind is not WordKind.REMOVED)


_WORD = re.compile(r"\w+")
_TOKENS = (re.compile(r"\w+|\s+|[^\w\s]"), re.compile(r"[^\n]*\n|[^\n]+"), re.compile(r"(?s).+"))
_MOST_CELLS = 1_000_000_000
"""Old tokens times new ones. Comparing takes a bit for each, here 125 MB; 15 000 words are 30 000 tokens."""
_FEW = 2


@dataclass(frozen=True, slots=True)
class _Hunk:
    kept: bool
    old: str
    new: str


def _hunks(before: Sequence[str], after: Sequence[str]) -> Iterator[_Hunk]:
    """Kept and changed hunks by turns; never two of a kind side by side."""
    numbers: dict[str, int] = {}
    codes = Indel.opcodes(
        [numbers.setdefault(token, len(numbers)) for token in before],
        [numbers.setdefault(token, len(numbers)) for token in after],
    )
    old, new = "", ""
    for code in codes:
        if code.tag == "equal":
            if old or new:
                yield _Hunk(False, old, new)
            old, new = "", ""
            kept = "".join(before[code.src_start : code.src_end])
            yield _Hunk(True, kept, kept)
        else:
            old += "".join(before[code.src_start : code.src_end])
            new += "".join(after[code.dest_start : code.dest_end])
    if old or new:
        yield _Hunk(False, old, new)


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
    return "\n" not in kept.old and len(_WORD.findall(kept.old)) <= _FEW
