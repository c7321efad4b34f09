"""A book of sheets as an XLSX file, with XlsxWriter; the only place that knows that library.

Nothing becomes a formula: text goes in as text, and what a spreadsheet would take for a formula once somebody
edits the cell is marked as words. The file names no person, machine or program version of ours.
"""

import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from math import ceil
from typing import Any

import xlsxwriter

from documents.kinds import Language
from documents.sheets.book import Book, Cell, Link, Sheet

LONGEST_CELL = 32_767
"""Signs that one cell holds, by the format."""
LOOKS_LIKE_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
"""What a spreadsheet program may take for a formula, if the cell is typed anew."""
_CUT = " […] (resten har ikke plass i en celle)"
_LINE = 15
"""The height of a line, in points."""
_MOST_LINES = 9
"""So high a row grows; whoever wants to read a long text opens the cell."""
_WRAPPED = 1.15
"""Lines are broken at words, so they take more room than their signs."""
_LONGEST_FOOT = 200
_A4 = 9
_CORE = "docProps/core.xml"
_FIRST_DAY_OF_ZIP = (1980, 1, 1, 0, 0, 0)
_LANGUAGES = {Language.NB: "nb-NO", Language.NN: "nn-NO"}


@dataclass(frozen=True, slots=True)
class _Looks:
    """How cells look."""

    head: Any
    text: Any
    words: Any
    """Text that begins as a formula would."""
    number: Any
    day: Any
    link: Any


def write_book(book: Book) -> bytes:
    """The book as an .xlsx file; the same book gives the same bytes."""
    made = io.BytesIO()
    options = {"in_memory": True, "strings_to_urls": False, "strings_to_formulas": False}
    workbook = xlsxwriter.Workbook(made, options)
    workbook.set_properties(
        {
            "title": book.title,
            "subject": book.subject,
            "author": book.organisation,
            "company": book.organisation,
            "comments": book.identifier,
            "created": book.created.astimezone(UTC).replace(tzinfo=None),
        }
    )
    looks = _looks(workbook)
    for sheet in book.sheets:
        _write_sheet(workbook.add_worksheet(sheet.name), sheet, looks, book)
    workbook.close()
    return _in_language(made.getvalue(), book.language)


def _looks(workbook: Any) -> _Looks:
    plain = {"valign": "top", "text_wrap": True, "font_name": "Calibri", "font_size": 11}
    plain |= {"bottom": 1, "bottom_color": "#C9CFD6"}
    return _Looks(
        head=workbook.add_format(plain | {"bold": True, "bottom_color": "#000000", "bg_color": "#E8ECF1"}),
        text=workbook.add_format(plain),
        words=workbook.add_format(plain | {"quote_prefix": True}),
        number=workbook.add_format(plain | {"align": "left", "num_format": "0"}),
        day=workbook.add_format(plain | {"align": "left", "num_format": "dd.mm.yyyy"}),
        link=workbook.add_format(plain | {"font_color": "#0B57A4", "underline": 1}),
    )


def _write_sheet(page: Any, sheet: Sheet, looks: _Looks, book: Book) -> None:
    for at, column in enumerate(sheet.columns):
        page.set_column(at, at, column.width)
        page.write_string(0, at, column.title, looks.head)
    for down, row in enumerate(sheet.rows, start=1):
        for at, cell in enumerate(row):
            _write_cell(page, (down, at), cell, looks)
        page.set_row(down, _LINE * _lines(sheet, row))
    page.freeze_panes(1, sheet.kept)
    page.autofilter(0, 0, max(len(sheet.rows), 1), len(sheet.columns) - 1)
    _lay_out_for_paper(page, sheet, book)


def _lines(sheet: Sheet, row: Sequence[Cell]) -> int:
    """How many lines the fullest cell of the row takes, as far as a row may grow."""
    words = ((column, _words(cell)) for column, cell in zip(sheet.columns, row, strict=True))
    taken = (
        sum(ceil(_WRAPPED * len(line) / column.width) or 1 for line in told.splitlines() or ("",))
        for column, told in words
    )
    return min(max(taken, default=1), _MOST_LINES)


def _words(cell: Cell) -> str:
    match cell:
        case str(words) | Link(words, _):
            return words
        case _:
            return ""


def _write_cell(page: Any, place: tuple[int, int], cell: Cell, looks: _Looks) -> None:
    match cell:
        case None | "":
            page.write_blank(*place, None, looks.text)
        case str():
            look = looks.words if cell.startswith(LOOKS_LIKE_A_FORMULA) else looks.text
            page.write_string(*place, _that_fits(cell), look)
        case date():
            page.write_datetime(*place, datetime.combine(cell, time()), looks.day)
        case Link(words, address) if address.startswith(("https://", "http://")):
            page.write_url(*place, address, looks.link, string=_that_fits(words))
        case Link(words, address):
            _write_cell(page, place, f"{words} ({address})" if address else words, looks)
        case int():
            page.write_number(*place, cell, looks.number)


def _that_fits(words: str) -> str:
    """The words, or so many of them as a cell holds, with a word about the rest."""
    if len(words) <= LONGEST_CELL:
        return words
    return words[: LONGEST_CELL - len(_CUT)] + _CUT


def _lay_out_for_paper(page: Any, sheet: Sheet, book: Book) -> None:
    """A4, headings and kept columns on every page, as many pages down as it takes."""
    page.set_paper(_A4)
    if not sheet.tall:
        page.set_landscape()
    page.fit_to_pages(sheet.across, 0)
    page.repeat_rows(0)
    if sheet.across > 1:
        page.repeat_columns(0, sheet.kept - 1)
    page.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
    said = f"{book.organisation} · {book.title}".replace("&", "&&")[:_LONGEST_FOOT]
    page.set_footer(f"&L&8{said}&R&8&A &P/&N")


def _in_language(data: bytes, language: Language) -> bytes:
    """The same file, which says what language it is in: a screen reader asks."""
    said = f"<dc:language>{_LANGUAGES[language]}</dc:language></cp:coreProperties>".encode()
    return _with_parts_changed(data, {_CORE: (b"</cp:coreProperties>", said)})


def _with_parts_changed(data: bytes, changes: Mapping[str, tuple[bytes, bytes]]) -> bytes:
    changed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name in changes:
                content = content.replace(*changes[name])
            part = zipfile.ZipInfo(name, _FIRST_DAY_OF_ZIP)
            part.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(part, content)
    return changed.getvalue()
