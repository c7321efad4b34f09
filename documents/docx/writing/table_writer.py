"""Tables on their way out: a header row that repeats on every page, and rows that stay whole."""

from collections.abc import Iterator, Sequence

from documents.docx.writing.run_writer import RunWriter
from documents.docx.writing.styles import TEXT_WIDTH
from documents.docx.xml import Element, build
from documents.markdown import plain
from documents.text import Table

_NARROWEST, _WIDEST = 7, 42
"""Signs: a column is neither narrower nor wider than cells of this length would make it."""


def table(content: Table, words: RunWriter) -> Iterator[Element]:
    """The table, and the small space after it, for Word joins two tables that touch."""
    widths = widths_of(content)
    rows = [content.header, *content.rows]
    made = [row([words.runs(cell) for cell in cells], widths, at == 0) for at, cells in enumerate(rows)]
    yield framed(widths, made, caption_of(content))
    yield after_table()


def caption_of(content: Table) -> str:
    """What a screen reader says the table is: the names of its columns."""
    return ", ".join(name for cell in content.header if (name := plain(cell).strip()))


def framed(widths: Sequence[int], rows: Sequence[Element], caption: str = "") -> Element:
    """The rows as a table with columns of these widths, in twentieths of a point."""
    return build(
        "tbl",
        build(
            "tblPr",
            build("tblStyle", val="HouseTable"),
            build("tblW", w=sum(widths), type="dxa"),
            build("tblLayout", type="fixed"),
            build(
                "tblLook",
                val="0020",
                firstRow=1,
                lastRow=0,
                firstColumn=0,
                lastColumn=0,
                noHBand=1,
                noVBand=1,
            ),
            build("tblCaption", val=caption) if caption else None,
        ),
        build("tblGrid", *[build("gridCol", w=width) for width in widths]),
        *rows,
    )


def after_table() -> Element:
    """The small space after a table."""
    return build("p", build("pPr", build("pStyle", val="AfterTable")))


def row(cells: Sequence[Sequence[Element]], widths: Sequence[int], is_header: bool) -> Element:
    """A row of cells, each given as its runs."""
    style = "TableHead" if is_header else "TableText"
    made = [
        build(
            "tc",
            build("tcPr", build("tcW", w=width, type="dxa")),
            build("p", build("pPr", build("pStyle", val=style)), *runs),
        )
        for runs, width in zip(cells, widths, strict=True)
    ]
    return build("tr", build("trPr", build("cantSplit"), build("tblHeader") if is_header else None), *made)


def widths_of(content: Table) -> list[int]:
    """Widths after the longest cell of each column, between a least and a most."""
    columns = zip(content.header, *content.rows, strict=True)
    longest = [max(len(plain(cell)) for cell in column) for column in columns]
    weights = [min(max(length, _NARROWEST), _WIDEST) for length in longest]
    return [TEXT_WIDTH * 20 * weight // sum(weights) for weight in weights]
