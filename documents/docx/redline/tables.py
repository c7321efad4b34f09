"""Tables of a redline: rows struck and inserted, the words of cells tracked."""

from collections.abc import Sequence
from dataclasses import dataclass

from documents.comparing.words import WordKind
from documents.docx.redline.aligning import Pair, aligned, alike
from documents.docx.redline.marks import Marks
from documents.docx.redline.paragraphs import Words
from documents.docx.writing.lines import Grid
from documents.docx.writing.table_writer import after_table, caption_of, framed, row, widths_of
from documents.docx.xml import Element, build, child, w

Cells = tuple[str, ...]


@dataclass(slots=True)
class Tables:
    """Writes the tables of both texts."""

    words: Words
    marks: Marks

    def table(self, pair: Pair[Grid]) -> list[Element]:
        """A table as it was and is, and the small space after it. Both have as many columns."""
        grid = pair.new or pair.old
        assert grid is not None, "a pair has one table at least"
        widths = widths_of(grid.table)
        rows = [self._row(each, widths, at == 0) for at, each in enumerate(_rows(pair))]
        space = after_table()
        if not (pair.old and pair.new):
            mark = self.marks.of_block(WordKind.ADDED if pair.new else WordKind.REMOVED)
            space[0].append(build("rPr", mark))
        return [framed(widths, rows, caption_of(grid.table)), space]

    def _row(self, pair: Pair[Cells], widths: Sequence[int], is_header: bool) -> Element:
        wide = [None] * len(widths)
        cells = zip(pair.old or wide, pair.new or wide, strict=True)
        made = row([self.words.changed(old, new) for old, new in cells], widths, is_header)
        if pair.old is None or pair.new is None:
            self._track(made, WordKind.ADDED if pair.new is not None else WordKind.REMOVED)
        return made

    def _track(self, made: Element, fate: WordKind) -> None:
        """The row itself, and the mark of every paragraph in it."""
        properties = child(made, "trPr")
        assert properties is not None, "every row of ours has properties"
        properties.extend([each for each in (self.marks.of_block(fate),) if each is not None])
        for paragraph in made.iter(w("p")):
            paragraph[0].append(build("rPr", self.marks.of_block(fate)))


def _rows(pair: Pair[Grid]) -> list[Pair[Cells]]:
    """The header is the header; the other rows by their words."""
    if pair.old is None:
        return [Pair(None, cells) for cells in _all(pair.new)]
    if pair.new is None:
        return [Pair(cells, None) for cells in _all(pair.old)]
    (head_old, *old), (head_new, *new) = _all(pair.old), _all(pair.new)
    found = aligned(old, new, lambda cells: cells, _rows_alike)
    return [Pair(head_old, head_new), *found]


def _all(grid: Grid | None) -> list[Cells]:
    return [grid.table.header, *grid.table.rows] if grid else []


def _rows_alike(old: Cells, new: Cells) -> float:
    """How alike their words are; under the same first cell stands the same row."""
    same_first = bool(old[0].strip()) and old[0] == new[0]
    return max(alike(" ".join(old), " ".join(new)), 0.5 if same_first else 0.0)
