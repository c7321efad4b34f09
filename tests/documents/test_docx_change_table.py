"""The change table as a Word file."""

from datetime import UTC, datetime
from io import BytesIO

import docx
import pytest
from docx.enum.section import WD_ORIENT

from documents.comparing.change_table import Reason, change_rows
from documents.comparing.diff import compare
from documents.docx import TableHead, write_change_table
from documents.docx.xml import child
from documents.markdown import read

OLD = """# Avtale

## 1 Svar {#svar}

Kommunen svarer innen tre dager.

Svaret er skriftlig.

## 2 Papir {#papir}

Avtalen sendes på papir.
"""
NEW = (
    OLD.replace("tre", "to").partition("## 2")[0]
    + "## 2 Nett {#nett}\n\nPartene møtes hver måned i Granvik.\n"
)
HEAD = TableHead(
    title="Avtale",
    old="2021.1",
    new="2025.1",
    summary="3 endringer: 1 ny, 1 endret, 1 fjernet",
    reason="Loven krever det.",
    organisation="Helsefellesskapet Fjordmark",
    created=datetime(2025, 1, 1, tzinfo=UTC),
)


def written(new: str = NEW, **reasons: Reason) -> bytes:
    old, now = read(OLD), read(new)
    return write_change_table(change_rows(compare(old, now), old, now, reasons), HEAD)


@pytest.fixture(scope="module")
def document():
    return docx.Document(BytesIO(written(svar=Reason("Frister er like for alle.", "Storelv kommune"))))


def test_the_page_lies_on_its_side(document):
    section = document.sections[0]

    assert section.orientation == WD_ORIENT.LANDSCAPE
    assert section.page_width > section.page_height


def test_it_begins_with_how_many_changes_there_are(document):
    words = [paragraph.text for paragraph in document.paragraphs]

    assert words[:3] == [
        "Endringer i Avtale",
        "3 endringer: 1 ny, 1 endret, 1 fjernet.",
        "Fra 2021.1 til 2025.1.",
    ]


def test_there_is_one_table_whose_header_stands_on_every_page(document):
    (table,) = document.tables
    header = table.rows[0]

    assert [cell.text for cell in header.cells] == [
        *("Endring", "Gammel tekst", "Ny tekst", "Hvorfor", "Spilt inn av")
    ]
    assert child(header._tr, "trPr", "tblHeader") is not None
    assert len(table.rows) == 4


def test_a_row_tells_what_happened_both_wordings_why_and_who_asked(document):
    row = next(row for row in document.tables[0].rows if "1 Svar" in row.cells[0].text)

    assert [cell.text for cell in row.cells] == [
        "1. Omformulert\n1 Svar",
        "Kommunen svarer innen tre dager.\n[…]",
        "Kommunen svarer innen to dager.\n[…]",
        "Frister er like for alle.",
        "Storelv kommune",
    ]


def test_struck_words_are_struck_out_and_new_ones_underlined(document):
    row = next(row for row in document.tables[0].rows if "1 Svar" in row.cells[0].text)
    struck = [run.text for p in row.cells[1].paragraphs for run in p.runs if run.font.strike]
    added = [run.text for p in row.cells[2].paragraphs for run in p.runs if run.underline]

    assert (struck, added) == (["tre"], ["to"])


@pytest.mark.parametrize(
    ("place", "at", "other"), [("Nett", 2, "Fantes ikke."), ("Papir", 1, "Er tatt bort.")]
)
def test_what_is_new_or_gone_as_a_whole_has_a_line_in_the_margin(document, place, at, other):
    row = next(row for row in document.tables[0].rows if place in row.cells[0].text)

    assert child(row.cells[at].paragraphs[0]._p, "pPr", "pBdr", "left") is not None
    assert row.cells[3 - at].text == other
    assert "Ikke begrunnet." in row.cells[3].text


def test_the_same_rows_give_the_same_bytes():
    assert written() == written()


def test_two_equal_texts_give_a_file_without_a_table():
    assert docx.Document(BytesIO(written(OLD))).tables == []


def test_the_cells_of_a_row_in_the_text_stand_side_by_side():
    table = "\n\n| Sted | Plasser |\n| --- | --- |\n| Granvik | 6 |\n"
    rows = docx.Document(BytesIO(written(NEW + table))).tables[0].rows

    assert any("Granvik | 6" in row.cells[2].text for row in rows)
