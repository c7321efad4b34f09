"""What was struck and added, line by line, in the shape of the text: paragraphs, points, rows of tables."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from documents.comparing.changes import ChangeKind, Comparison, SectionChange
from documents.comparing.shapes import CELLS, Frame, Shape, Shapes
from documents.comparing.words import WordChange, WordKind, after, before, compare_words
from documents.text import LegalText


@dataclass(frozen=True, slots=True)
class Line:
    """One line, with what became of its words. A row has as many cells as its table; other lines have one."""

    shape: Shape
    cells: tuple[tuple[WordChange, ...], ...]
    label: str = ""
    """"a)", "1." or "-" of a point; the mark of a footnote."""
    depth: int = 0
    """How many lists it stands in."""
    old_label: str = ""
    """The label it had."""
    was: int = 0
    """Which line of the old text its old words stood on, counted from 0. Two lines may have been one."""

    @property
    def fate(self) -> WordKind | None:
        """Kept, added or removed as a whole; None where some of it changed."""
        fates = {word.kind for cell in self.cells for word in cell if word.text.strip()}
        return fates.pop() if len(fates) == 1 else None if fates else WordKind.KEPT

    @property
    def in_table(self) -> bool:
        """Is it a row?"""
        return self.shape in {Shape.ROW, Shape.HEADER}

    @property
    def word_count(self) -> int:
        """How many words it holds, struck ones too."""
        return sum(word.word_count for cell in self.cells for word in cell)


@dataclass(frozen=True, slots=True)
class Gap:
    """Lines that are left out because nothing happened to them."""

    count: int
    in_table: bool
    """Are they rows, all of them?"""


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows that stand together as a table."""

    rows: tuple[Line | Gap, ...]

    @property
    def columns(self) -> int:
        """How many cells the widest row has."""
        return max(len(row.cells) for row in self.rows if isinstance(row, Line))


Blocks = tuple[Line | Gap | Rows, ...]


@dataclass(frozen=True, slots=True)
class Marked:
    """A change with its lines."""

    change: SectionChange
    lines: tuple[Line, ...]

    def side(self, without: WordKind) -> tuple[Line, ...]:
        """The lines of the old text alone (without what was added), or of the new (without what was struck).

        Some of their words may still be of the other text; they are to be left out.
        """
        lines = [line for line in self.lines if line.fate != without]
        if without == WordKind.REMOVED:
            return tuple(lines)
        groups = groupby(lines, key=lambda line: line.was)
        return tuple(line for _, group in groups for line in _as_it_was(list(group)))

    def whole(self, without: WordKind) -> Blocks:
        """The same, with the rows of a table together."""
        return blocks(self.side(without))

    def shown(self, without: WordKind) -> Blocks:
        """The same, those that changed alone; of a table that changed its header, too.

        Where others stood, there is a gap.
        """
        lines = self.side(without)
        needed = set(_needed(lines))
        found: list[Line | Gap] = []
        for at, line in enumerate(lines):
            found.append(line if at in needed else Gap(1, line.in_table))
        return blocks(list(_without_small_gaps(found)))


def blocks(lines: Sequence[Line | Gap]) -> Blocks:
    """The lines, with rows that follow one another as one table."""
    found: list[Line | Gap | Rows] = []
    for in_table, group in groupby(lines, key=lambda line: line.in_table):
        together = tuple(group)
        is_table = in_table and any(isinstance(line, Line) for line in together)
        found += [Rows(together)] if is_table else together
    return tuple(found)


def marked(
    comparison: Comparison, old: LegalText, new: LegalText, *, changed_only: bool = False
) -> tuple[Marked, ...]:
    """What became of every place, in the order of the comparison, with its lines; or what changed alone.

    `old` and `new` are the texts that were compared: they say which line is a point, and which a row.
    """
    places = (place for change in comparison.changes for place in (change.old, *change.sources))
    shapes_old = Shapes(old, places)
    shapes_new = Shapes(new, (change.new for change in comparison.changes))
    shown = comparison.changed if changed_only else comparison.changes
    return tuple(_marked(change, shapes_old, shapes_new) for change in shown)


def _marked(change: SectionChange, old: Shapes, new: Shapes) -> Marked:
    """A part of what was split holds some of the old lines, nobody knows which: it lends them its shapes."""
    frames = new.of(change.new)
    is_split = ChangeKind.SPLIT in change.kinds
    before_ = (
        frames if is_split else [each for place in (change.old, *change.sources) for each in old.of(place)]
    )
    return Marked(change, lines_of(change.words, before_, frames))


def lines_of(words: Sequence[WordChange], old: Sequence[Frame], new: Sequence[Frame]) -> tuple[Line, ...]:
    """The words of a change as lines, each in the shape that its line has in the text."""
    return tuple(line for cut in _joined(_cut(words)) for line in _lines(cut, old, new))


def _without_small_gaps(lines: Sequence[Line | Gap]) -> Iterator[Line | Gap]:
    """The lines, with gaps that follow one another as one."""
    for is_gap, group in groupby(lines, key=lambda line: isinstance(line, Gap)):
        together = list(group)
        if is_gap:
            yield Gap(len(together), all(gap.in_table for gap in together))
        else:
            yield from together


@dataclass(frozen=True, slots=True)
class _Cut:
    """The words between two line breaks, and which lines of the texts they stand on."""

    parts: tuple[WordChange, ...]
    was: int
    now: int
    """-1 where all of it was struck."""
    olds: tuple[str, ...]
    """What stood on each of the old lines."""


def _as_it_was(lines: Sequence[Line]) -> Iterator[Line]:
    """What was one line of the old text, as one line again, with the label it had."""
    if len(lines) == 1 or any(line.in_table for line in lines):
        yield from (replace(line, label=line.old_label) for line in lines)
    else:
        together = tuple(part for line in lines for part in line.cells[0])
        yield replace(lines[0], cells=(together,), label=lines[0].old_label)


def _needed(lines: Sequence[Line]) -> Iterator[int]:
    """Which lines must be shown: those that changed, and the header of the table they stand in."""
    header = -1
    for at, line in enumerate(lines):
        header = at if line.shape is Shape.HEADER else header if line.in_table else -1
        if line.fate is not WordKind.KEPT:
            yield from {at, header} - {-1}


def _cut(words: Sequence[WordChange]) -> Iterator[_Cut]:
    parts: list[WordChange] = []
    was, now = 0, 0
    for word in words:
        for at, piece in enumerate(word.text.split("\n")):
            if at:
                yield _Cut(tuple(parts), was, _now(parts, now), (before(parts),))
                was += word.kind is not WordKind.ADDED
                now += word.kind is not WordKind.REMOVED
                parts = []
            if piece:
                parts.append(WordChange(word.kind, piece))
    yield _Cut(tuple(parts), was, _now(parts, now), (before(parts),))


def _now(parts: Sequence[WordChange], now: int) -> int:
    return -1 if all(part.kind is WordKind.REMOVED for part in parts) else now


def _joined(cuts: Iterable[_Cut]) -> Iterator[_Cut]:
    """The same, where two lines that have become one stand as one."""
    for now, group in groupby(cuts, key=lambda cut: cut.now):
        lines = [cut for cut in group if cut.parts]
        if now < 0 or len(lines) < 2:
            yield from lines
        else:
            between = WordChange(WordKind.REMOVED, " ")
            together = [part for cut in lines for part in (between, *cut.parts)]
            olds = tuple(old for cut in lines for old in cut.olds)
            yield _Cut(tuple(together[1:]), lines[0].was, now, olds)


def _lines(cut: _Cut, old: Sequence[Frame], new: Sequence[Frame]) -> Iterator[Line]:
    before_, now = _at(old, cut.was), _at(new, cut.now)
    frame = before_ if cut.now < 0 else now
    if frame.shape in {Shape.ROW, Shape.HEADER}:
        yield from _rows(cut, frame)
    else:
        yield Line(frame.shape, (cut.parts,), frame.label, frame.depth, before_.label, cut.was)


def _at(frames: Sequence[Frame], at: int) -> Frame:
    return frames[at] if 0 <= at < len(frames) else Frame(Shape.PARAGRAPH)


def _rows(cut: _Cut, frame: Frame) -> Iterator[Line]:
    """A row, compared cell by cell with the old one; of several old ones with the one most like it."""
    olds, new = [old for old in cut.olds if old], after(cut.parts)
    alike = max(range(len(olds)), key=lambda at: _shared_cells(olds[at], new), default=-1) if new else -1
    for at, old in enumerate(olds):
        if at == alike:
            yield from _changed_row(old, new, frame, cut.was)
        else:
            yield _whole_row(WordKind.REMOVED, old, frame, cut.was)
    if new and alike < 0:
        yield _whole_row(WordKind.ADDED, new, frame, cut.was)


def _changed_row(old: str, new: str, frame: Frame, was: int) -> Iterator[Line]:
    if _columns(old) == _columns(new) == frame.columns:
        pairs = zip(old.split(CELLS), new.split(CELLS), strict=True)
        yield Line(frame.shape, tuple(compare_words(one, other) for one, other in pairs), was=was)
    else:
        yield _whole_row(WordKind.REMOVED, old, frame, was)
        yield _whole_row(WordKind.ADDED, new, frame, was)


def _columns(row: str) -> int:
    return len(row.split(CELLS)) if row else 0


def _shared_cells(old: str, new: str) -> tuple[bool, int]:
    shared = set(old.split(CELLS)) & set(new.split(CELLS))
    return _columns(old) == _columns(new), len(shared)


def _whole_row(kind: WordKind, row: str, frame: Frame, was: int) -> Line:
    """A row that is of one text alone; a line of words where it has other columns than its table."""
    if _columns(row) != frame.columns:
        return Line(Shape.PARAGRAPH, ((WordChange(kind, row),),), was=was)
    cells = tuple((WordChange(kind, cell),) if cell else () for cell in row.split(CELLS))
    return Line(frame.shape, cells, was=was)
