"""Tables on their way in: a grid of inline Markdown, and a remark for what a plain grid cannot hold."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from documents.docx.reading.body import Body, Grid, Line
from documents.docx.reading.inline import compose, plain, without_look
from documents.docx.xml import Element, child, local, number, w
from documents.markdown import Run
from documents.text import Table

_ROW_WRAPPERS = {"sdt", "sdtContent", "customXml", "ins", "moveTo"}
_WIDEST = 60


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
    runs = [replace(run, text=run.text.replace("\n", " ")) for run in runs]
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
    place = " | ".join(cell for cell in header if cell) or body.remarks.here
    cells = [cell for row in _members(table, "tr") for cell in _members(row, "tc")]
    merged = [cell for cell in cells if _is_merged(cell)]
    if merged:
        message = (
            f"Tabellen har {len(merged)} sammenslåtte celler. Ordene står i den første; de andre er tomme."
        )
        body.remarks.tell("merged-cells", message, place)
    if any(
        len([p for p in cell.iterfind(w("p")) if any(True for _ in p.iter(w("t")))]) > 1 for cell in cells
    ):
        message = "Celler med flere avsnitt er lest som ett avsnitt hver."
        body.remarks.tell("cell-paragraphs", message, place)


def _is_merged(cell: Element) -> bool:
    return (number(cell, "tcPr", "gridSpan") or 1) > 1 or child(cell, "tcPr", "vMerge") is not None


def _members(owner: Element, name: str) -> Iterator[Element]:
    """The rows of a table or the cells of a row, past content controls round them."""
    for element in owner:
        if local(element) == name:
            yield element
        elif local(element) in _ROW_WRAPPERS:
            yield from _members(element, name)
