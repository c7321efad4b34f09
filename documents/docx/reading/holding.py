"""What the text and the remarks hold, for the reckoning: words in order, each to be taken once."""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from documents.docx.reading.account import Fate

GAP = "\0"
"""Between blocks, and where something was taken."""
_AHEAD, _BEHIND = 2_000, 4_000
"""How many letters from where the reader of the text is, that a paragraph is looked for first."""


class Held:
    """Words that stand somewhere, in order; each letter may be taken once.

    A block is a paragraph, point or cell: no paragraph of the file runs over two.
    """

    def __init__(self, blocks: Sequence[str], fate: Fate) -> None:
        self.fate = fate
        self._words: list[tuple[int, str]] = []
        self._starts: dict[str, list[int]] = defaultdict(list)
        pieces: list[str] = []
        start = 0
        for block in blocks:
            words = block.split()
            letters = "".join(words)
            self._starts[letters].append(start)
            pieces.append(letters)
            for word in words:
                self._words.append((start, word))
                start += len(word)
            start += len(GAP)
        self.letters = GAP.join(pieces)
        self._edges = bytearray(len(self.letters) + 1)
        for at, word in self._words:
            self._edges[at] = self._edges[at + len(word)] = 1
        self._taken = bytearray(len(self.letters))
        self._at = 0

    def take_near(self, letters: str) -> bool:
        """Take them where the reading goes on, or a little before."""
        ahead = self._free(letters, self._at, self._at + len(letters) + _AHEAD)
        at = ahead if ahead >= 0 else self._free(letters, max(0, self._at - _BEHIND), self._at + len(letters))
        if at < 0:
            return False
        self._mark(at, len(letters))
        self._at = max(self._at, at + len(letters))
        return True

    def take_block(self, letters: str) -> bool:
        """Take a whole block, wherever it stands."""
        starts = self._starts.get(letters, [])
        while starts:
            at = starts.pop(0)
            if not self._is_taken(at, len(letters)):
                self._mark(at, len(letters))
                return True
        return False

    def words_left(self, without: "Counter[str]") -> list[str]:
        """The words that nobody has taken; labels that the file does not spell out are left out."""
        kept = []
        for word in self._left():
            if without[word] > 0:
                without[word] -= 1
            else:
                kept.append(word)
        return kept

    def _left(self) -> Iterator[str]:
        """The words of which no letter is taken; what is taken is leapt over."""
        starts = [at for at, _ in self._words]
        letter = self._taken.find(0)
        while letter >= 0:
            nearest = bisect_right(starts, letter) - 1
            if nearest < 0:
                return
            at, word = self._words[nearest]
            if at + len(word) > letter and not self._is_taken(at, len(word)):
                yield word
            letter = self._taken.find(0, max(letter + 1, at + len(word)))

    def _free(self, letters: str, start: int, end: int) -> int:
        at = self.letters.find(letters, start, end)
        while at >= 0 and not self._is_free(at, len(letters)):
            at = self.letters.find(letters, at + 1, end)
        return at

    def _is_free(self, at: int, length: int) -> bool:
        return bool(self._edges[at] and self._edges[at + length]) and not self._is_taken(at, length)

    def _is_taken(self, at: int, length: int) -> bool:
        return self._taken.find(1, at, at + length) >= 0

    def _mark(self, at: int, length: int) -> None:
        self._taken[at : at + length] = b"\1" * length


class Rest:
    """What is left of the words of one sort when every paragraph that stands whole has been taken."""

    def __init__(self, words: Sequence[str], fate: Fate) -> None:
        self.fate = fate
        self._words = list(words)
        self._counts = Counter(words)

    def take_word(self, word: str) -> bool:
        """Take one whole word."""
        if not self._counts[word]:
            return False
        self._counts[word] -= 1
        return True

    def close(self) -> None:
        """From here on by letters: the words that nobody took, side by side."""
        kept = []
        for word in reversed(self._words):
            if self._counts[word]:
                self._counts[word] -= 1
                kept.append(word)
        self.letters = "".join(reversed(kept))

    def take_letters(self, letters: str) -> bool:
        """Take these letters, from within words or over two."""
        at = self.letters.find(letters)
        if at < 0:
            return False
        self.letters = f"{self.letters[:at]}{GAP}{self.letters[at + len(letters) :]}"
        return True


def with_starts(pieces: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Each piece with where it begins when they stand side by side."""
    start = 0
    for piece in pieces:
        yield start, piece
        start += len(piece)
