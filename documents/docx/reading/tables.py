"""Tables on their way in: a grid of inline Markdown, and a remark for what a plain grid cannot hold."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from documents import markdown
from documents.docx.reading.body import Body, Grid, Line
from documents.docx.reading.inline import compose, plain, without_look
from documents.docx.reading.remarks import shortened
from documents.docx.xml import Element, child, local, number, w, words_of
from documents.markdown import Run
from documents.text import Table

_ROW_WRAPPERS = {"sdt", "sdtContent", "customXml", "ins", "moveTo"}
_WIDEST = 60
_MOST_NAMED, _LONGEST_WORDS = 12, 40


def is_box(table: Element) -> bool:
    """Is it a single cell, used as a frame round some paragraphs?"""
    rows = list(_members(table, "tr"))
    if any(child(row, "trPr", "tblHeader") is not None for row in rows):
        return False
    return len(rows) == 1 and len(list(_members(rows[0], "tc"))) == 1


def box_content(table: Element) -> Element:
    """The one cell of such a frame."""
    return next(_members(next(_members(table, "tr")), "tc"))


def read_table(table: Element, body: Body) -> Table | None:
    """The table, first row as header; None where it holds no words at all."""
    rows = [_row(row, body, is_header=at == 0) for at, row in enumerate(_members(table, "tr"))]
    width = max((len(row) for row in rows), default=0)
    if not any(cell for row in rows for cell in row):
        return None
    filled = [tuple(row) + ("",) * (width - len(row)) for row in rows]
    _tell(table, filled[0], body)
    return Table(filled[0], tuple(filled[1:]))


def _row(row: Element, body: Body, is_header: bool) -> list[str]:
    cells = [""] * (number(row, "trPr", "gridBefore") or 0)
    for cell in _members(row, "tc"):
        cells.append(_cell(cell, body, is_header))
        span = number(cell, "tcPr", "gridSpan") or 1
        cells += [""] * min(span - 1, _WIDEST)
    return cells[:_WIDEST] if not any(cells[_WIDEST:]) else cells


def _cell(cell: Element, body: Body, is_header: bool) -> str:
    """The cell on one line; paragraphs, points and inner tables follow one another with a space between."""
    runs: list[Run] = []
    for line in _cell_lines(cell, body):
        label = [Run(line.label + " ")] if line.label else []
        runs += [*label, *line.runs, Run(" ")]
    runs = [replace(run, text=run.text.replace("\n", " ")) if "\n" in run.text else run for run in runs]
    if is_header and all(run.bold for run in runs if run.text.strip()):
        runs = without_look(runs)  # a header is bold because it is a header
    inline, whole = compose(runs, in_heading=True)
    if not whole:
        body.remarks.count("look", plain(runs))
    return inline


def _cell_lines(cell: Element, body: Body) -> Iterator[Line]:
    for each in body.lines(cell, in_cell=True):
        if isinstance(each, Line):
            yield each
        else:
            yield from _inner_table_lines(each, body)


def _inner_table_lines(grid: Grid, body: Body) -> Iterator[Line]:
    message = "En tabell inni en tabell er lest som løpende tekst i cellen."
    body.remarks.tell("nested-table", message, body.remarks.here)
    for row in _members(grid.element, "tr"):
        for cell in _members(row, "tc"):
            yield from _cell_lines(cell, body)


def _tell(table: Element, header: Sequence[str], body: Body) -> None:
    place = " | ".join(markdown.plain(cell) for cell in header if cell) or body.remarks.here
    cells = [cell for row in _members(table, "tr") for cell in _members(row, "tc")]
    if merged := merged_cells(table):
        many = "1 sammenslått celle" if len(merged) == 1 else f"{len(merged)} sammenslåtte celler"
        more = f"; og {len(merged) - _MOST_NAMED} til" if len(merged) > _MOST_NAMED else ""
        message = (
            f"Tabellen har {many}: {'; '.join(merged[:_MOST_NAMED])}{more}. "
            "Ordene står i den første ruten; de andre er tomme."
        )
        body.remarks.tell("merged-cells", message, place)
    if any(_has_several_paragraphs(cell) for cell in cells):
        message = "Celler med flere avsnitt er lest som ett avsnitt hver."
        body.remarks.tell("cell-paragraphs", message, place)


def _has_several_paragraphs(cell: Element) -> bool:
    paragraphs = cell.findall(w("p"))
    return len(paragraphs) > 1 and sum(next(p.iter(w("t")), None) is not None for p in paragraphs) > 1


@dataclass(slots=True)
class _Area:
    """Cells that are one: rows and columns from 1, both ends counted."""

    top: int
    bottom: int
    left: int
    right: int
    cell: Element

    @property
    def is_merged(self) -> bool:
        return self.bottom > self.top or self.right > self.left

    def __str__(self) -> str:
        where = f"{_stretch('rad', self.top, self.bottom)}, {_stretch('kolonne', self.left, self.right)}"
        words = words_of(self.cell)
        return f"{where} «{shortened(words, _LONGEST_WORDS)}»" if words else where


def merged_cells(table: Element) -> list[str]:
    """Where cells are merged, in words: "rad 1, kolonne 2-3 «Hva»"."""
    areas: list[_Area] = []
    open_above: dict[int, _Area] = {}
    for at, row in enumerate(_members(table, "tr"), start=1):
        column = 1 + (number(row, "trPr", "gridBefore") or 0)
        still_open: dict[int, _Area] = {}
        for cell in _members(row, "tc"):
            right = column + max(1, number(cell, "tcPr", "gridSpan") or 1) - 1
            merge = child(cell, "tcPr", "vMerge")
            area = open_above.get(column)
            if merge is not None and merge.get(w("val"), "continue") == "continue" and area:
                area.bottom = at
            else:
                area = _Area(at, at, column, right, cell)
                areas.append(area)
            if merge is not None:
                still_open[column] = area
            column = right + 1
        open_above = still_open
    return [str(area) for area in areas if area.is_merged]


def _stretch(what: str, first: int, last: int) -> str:
    return f"{what} {first}" if first == last else f"{what} {first}–{last}"


def _members(owner: Element, name: str) -> Iterator[Element]:
    """The rows of a table or the cells of a row, past content controls round them."""
    for element in owner:
        if local(element) == name:
            yield element
        elif local(element) in _ROW_WRAPPERS:
            yield from _members(element, name)
