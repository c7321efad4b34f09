"""The words of one paragraph in both texts, in pieces that met one fate and look one way."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from documents.comparing.words import WordChange, WordKind, compare_words
from documents.docx.redline.aligning import alike
from documents.markdown import Run

_MARK = "\ue000"
"""Stands for the mark of a note while words are compared."""
_OTHER_WORDS = 0.25
"""Less alike than this, and the old words are struck together and the new ones stand together."""

SameNote = Callable[[str, str], bool]
"""Is the old note of this label the new note of that one?"""


@dataclass(frozen=True, slots=True)
class Piece:
    """Words as they were, and as they are; one of them is None for what was inserted or struck."""

    old: Run | None
    new: Run | None

    @property
    def run(self) -> Run:
        """The words as they are; as they were, where they were struck."""
        run = self.new or self.old
        assert run is not None, "a piece has words on one side at least"
        return run

    @property
    def fate(self) -> WordKind:
        """Kept, added or removed; what only looks otherwise is kept."""
        if self.old is None:
            return WordKind.ADDED
        return WordKind.REMOVED if self.new is None else WordKind.KEPT


def pieces(old: Sequence[Run], new: Sequence[Run], same_note: SameNote) -> Iterator[Piece]:
    """What must be struck, inserted and made to look otherwise, so that the old runs become the new."""
    before, after = _Tape(old), _Tape(new)
    for change in _changes(before.words, after.words):
        match change.kind:
            case WordKind.REMOVED:
                yield from (Piece(run, None) for run in before.take(len(change.text)))
            case WordKind.ADDED:
                yield from (Piece(None, run) for run in after.take(len(change.text)))
            case WordKind.KEPT:
                yield from _kept(before, after, len(change.text), same_note)


class _Tape:
    """Runs as a tape of letters, from which so many are taken at a time."""

    def __init__(self, runs: Sequence[Run]) -> None:
        self._runs = [replace(run, text=_MARK) if run.footnote else run for run in runs]
        self.words = "".join(run.text for run in self._runs)
        self._at = self._within = 0

    def take(self, length: int) -> Iterator[Run]:
        """The next so many letters, as runs."""
        while length:
            run = self.next_of(length)
            length -= len(run.text)
            yield run

    def next_of(self, most: int) -> Run:
        """The rest of the run that stands next, and at most so many letters of it."""
        run = self._runs[self._at]
        text = run.text[self._within : self._within + most]
        self._within += len(text)
        if self._within == len(run.text):
            self._at, self._within = self._at + 1, 0
        return run if len(text) == len(run.text) else replace(run, text=text)

    def left_of_run(self) -> int:
        """How many letters the run that stands next has left."""
        return len(self._runs[self._at].text) - self._within


def _kept(before: _Tape, after: _Tape, length: int, same_note: SameNote) -> Iterator[Piece]:
    """Letters that stand in both; struck and inserted all the same where they lead elsewhere."""
    while length:
        step = min(length, before.left_of_run(), after.left_of_run())
        old, new = before.next_of(step), after.next_of(step)
        length -= step
        if old.link == new.link and _is_same_mark(old, new, same_note):
            yield Piece(old, new)
        else:
            yield from (Piece(old, None), Piece(None, new))


def _is_same_mark(old: Run, new: Run, same_note: SameNote) -> bool:
    """Two marks of one note, or no marks at all."""
    if not (old.footnote and new.footnote):
        return not (old.footnote or new.footnote)
    return same_note(old.footnote, new.footnote)


def _changes(old: str, new: str) -> Iterable[WordChange]:
    if old and new and old != new and alike(old, new) < _OTHER_WORDS:
        changes: Iterable[WordChange] = (
            WordChange(WordKind.REMOVED, old),
            WordChange(WordKind.ADDED, new),
        )
    else:
        changes = compare_words(old, new)
    return _round_marks(list(changes)) if _MARK in old and _MARK in new else changes


def _round_marks(changes: Sequence[WordChange]) -> Iterator[WordChange]:
    """The same changes, where words struck and inserted with as many marks leave the marks standing."""
    at = 0
    while at < len(changes):
        here = changes[at]
        following = changes[at + 1] if at + 1 < len(changes) else None
        if (
            following
            and (here.kind, following.kind) == (WordKind.REMOVED, WordKind.ADDED)
            and here.text.count(_MARK) == following.text.count(_MARK)
        ):
            yield from _with_marks_kept(here.text.split(_MARK), following.text.split(_MARK))
            at += 2
        else:
            yield here
            at += 1


def _with_marks_kept(olds: Sequence[str], news: Sequence[str]) -> Iterator[WordChange]:
    for at, (old, new) in enumerate(zip(olds, news, strict=True)):
        if at:
            yield WordChange(WordKind.KEPT, _MARK)
        yield from (
            WordChange(kind, text) for kind, text in ((WordKind.REMOVED, old), (WordKind.ADDED, new)) if text
        )
