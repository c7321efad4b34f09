"""Spreadsheets as somebody opens them: read with the standard library, sheet by sheet, cell by cell."""

import io
import re
import zipfile
from dataclasses import dataclass, replace
from datetime import date, timedelta
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.kinds import Language
from documents.sheets import Book, Column, Link, Sheet, compliance_book, write_book
from documents.sheets.writing import LONGEST_CELL
from tests.documents.compliance_facts import CREATED, EMPTY_REPORT, REPORT

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
DAY_ZERO = date(1899, 12, 30)


@dataclass(frozen=True)
class Opened:
    """The cells of one sheet by their place, as text, number or day; and the sheet's XML."""

    cells: dict[str, object]
    formulas: int
    xml: str

    def column(self, heading: str) -> list[object]:
        letter = next(re.sub(r"\d", "", at) for at, value in self.cells.items() if value == heading)
        rows = max(int(re.sub(r"\D", "", at)) for at in self.cells)
        return [self.cells.get(f"{letter}{row}") for row in range(2, rows + 1)]


def opened(data: bytes) -> dict[str, Opened]:
    """Each sheet by its name, in the order they stand."""
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        strings = shared_strings(parts)
        styles = ElementTree.fromstring(parts.read("xl/styles.xml"))
        days = {
            f.get("numFmtId") for f in styles.iter(f"{MAIN}numFmt") if "yyyy" in (f.get("formatCode") or "")
        }
        formats = [each.get("numFmtId") for each in styles.find(f"{MAIN}cellXfs") or ()]
        names = [
            each.get("name") or ""
            for each in ElementTree.fromstring(parts.read("xl/workbook.xml")).iter(f"{MAIN}sheet")
        ]
        return {
            name: one(parts.read(f"xl/worksheets/sheet{at}.xml"), strings, [form in days for form in formats])
            for at, name in enumerate(names, start=1)
        }


def shared_strings(parts: zipfile.ZipFile) -> list[str]:
    if "xl/sharedStrings.xml" not in parts.namelist():
        return []
    found = ElementTree.fromstring(parts.read("xl/sharedStrings.xml")).iter(f"{MAIN}si")
    return [unescaped("".join(part.text or "" for part in each.iter(f"{MAIN}t"))) for each in found]


def unescaped(words: str) -> str:
    """The format writes a sign that XML cannot hold as _x0001_."""
    return re.sub(r"_x([0-9A-Fa-f]{4})_", lambda found: chr(int(found[1], 16)), words)


def one(xml: bytes, strings: list[str], is_day: list[bool]) -> Opened:
    cells: dict[str, object] = {}
    root = ElementTree.fromstring(xml)
    for cell in root.iter(f"{MAIN}c"):
        value = cell.find(f"{MAIN}v")
        if value is None or value.text is None:
            continue
        if cell.get("t") == "s":
            cells[cell.get("r") or ""] = strings[int(value.text)]
        elif is_day[int(cell.get("s") or 0)]:
            cells[cell.get("r") or ""] = DAY_ZERO + timedelta(days=int(value.text))
        else:
            cells[cell.get("r") or ""] = int(value.text)
    return Opened(cells, len(list(root.iter(f"{MAIN}f"))), xml.decode())


def a_book(*rows, columns=1) -> Book:
    sheet = Sheet("Ark", tuple(Column(f"Kolonne {at}", 20) for at in range(1, columns + 1)), rows)
    return Book(
        title="Prøve",
        subject="Prøve",
        organisation="Helsefellesskapet Fjordmark",
        language=Language.NN,
        identifier="prove/1",
        created=CREATED,
        sheets=(sheet,),
    )


def test_the_report_has_a_row_for_each_demand_and_each_place():
    sheets = opened(write_book(compliance_book(REPORT)))
    demands = sheets["Krav"]

    assert list(sheets) == ["Krav", "Par for par", "Plikter", "Henvisninger", "Om rapporten"]
    assert demands.column("Nr.") == [1, 1, *range(2, 14)]
    assert demands.column("Siterte ord")[0] == "Partene fordeler ansvaret etter vedlegg 1."
    assert demands.column("Siterte ord")[1] == "ord " * 200, "whole, however long"
    assert demands.column("Status")[:2] == ["dekket", "dekket"]
    assert demands.column("Hvordan teksten kom i kraft")[0] == "Vedtatt av 21 av 21, i kraft fra 1. mai 2025"
    assert demands.column("Organ")[0] == "Granvik kommunestyre"
    assert demands.column("Sak")[0] == "sak 9/25"


def test_days_are_days_and_numbers_are_numbers():
    sheets = opened(write_book(compliance_book(REPORT)))
    demands = sheets["Krav"]

    assert demands.column("Vurdert")[0] == date(2025, 5, 5)
    assert demands.column("Vedtatt")[0] == date(2025, 4, 3)
    assert demands.column("I kraft fra")[0] == date(2012, 1, 1)
    assert demands.column("Veiledende dato (ikke lov)")[-1] == date(2023, 7, 1)
    assert demands.column("Åpent siden")[-2] == date(2022, 8, 1)
    assert demands.column("Over frist eller veiledende dato siden")[-2] == date(2023, 7, 1)
    assert sheets["Plikter"].column("Frist") == [date(2026, 12, 31)]
    assert sheets["Par for par"].column("Mangler") == [11]
    assert date(2026, 11, 3) in sheets["Om rapporten"].column("Opplysning")


def test_a_judgement_that_must_be_looked_at_again_has_both_readings_beside_one_another():
    demands = opened(write_book(compliance_book(REPORT)))["Krav"]
    row = demands.column("Nr.").index(5)

    assert demands.column("Må ses på nytt")[row] == "ordene er endret fra 1. mai 2026, i versjon 2026.1"
    assert demands.column("Det vurderingen bygger på")[row] == "Kommunen skal svare innen to døgn."
    assert demands.column("Slik står det nå")[row] == "Kommunen bør svare innen tre døgn."
    assert demands.column("Overskrift")[row] == "=Frist & varsel", "as it is typed"
    assert demands.column("Begrunnelse")[row] == "-1 av 3 dager"


def test_headings_stay_in_sight_and_rows_can_be_narrowed():
    for sheet in opened(write_book(compliance_book(REPORT))).values():
        assert 'state="frozen"' in sheet.xml
        assert "<autoFilter" in sheet.xml
        assert 'fitToHeight="0"' in sheet.xml, "printed one page across"


@pytest.mark.parametrize(
    "begins", ["=", "+", "-", "@", "\t", "\r", '=HYPERLINK("http://x")', "{=1+1}", "http://x.example"]
)
def test_what_looks_like_a_formula_is_words(begins):
    typed = f"{begins}1+1|cmd"
    data = write_book(a_book([typed]))
    sheet = opened(data)["Ark"]

    assert sheet.cells["A2"] == typed
    assert sheet.formulas == 0
    assert "hyperlink" not in sheet.xml
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        quoted = 'quotePrefix="1"' in parts.read("xl/styles.xml").decode()
    assert quoted == typed.startswith(("=", "+", "-", "@", "\t", "\r")), "words also when they are typed anew"


@settings(max_examples=40, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60))
def test_whatever_people_write_stands_in_the_cell_as_they_wrote_it(typed):
    sheet = opened(write_book(a_book([typed])))["Ark"]

    assert str(sheet.cells["A2"]).replace("\r\n", "\n").replace("\r", "\n") == typed.replace(
        "\r\n", "\n"
    ).replace("\r", "\n")
    assert sheet.formulas == 0


def test_only_addresses_of_the_web_become_links():
    book = a_book(
        [Link("loven", "https://lovdata.no/lov/2011-06-24-30/§6-2"), Link("filen", "file:///etc/passwd")],
        columns=2,
    )
    data = write_book(book)
    sheet = opened(data)["Ark"]

    assert sheet.cells["A2"] == "loven"
    assert sheet.cells["B2"] == "filen (file:///etc/passwd)"
    assert sheet.xml.count("<hyperlink ") == 1


def test_what_does_not_fit_in_a_cell_is_cut_and_that_is_said():
    told = str(opened(write_book(a_book(["a" * (LONGEST_CELL + 1)])))["Ark"].cells["A2"])

    assert len(told) == LONGEST_CELL
    assert told.endswith("(resten har ikke plass i en celle)")


def test_the_file_says_what_it_is_and_nothing_of_who_made_it():
    with zipfile.ZipFile(io.BytesIO(write_book(a_book(["a"])))) as parts:
        core = parts.read("docProps/core.xml").decode()
        everything = b"".join(parts.read(name) for name in parts.namelist()).decode()

    assert "<dc:language>nn-NO</dc:language>" in core
    assert "<dc:creator>Helsefellesskapet Fjordmark</dc:creator>" in core
    assert "2026-11-03T00:00:00Z" in core
    assert not re.search(r"/root|/home|/tmp|python|xlsxwriter", everything, re.IGNORECASE)


def test_the_same_report_gives_the_same_bytes():
    first = write_book(compliance_book(REPORT))

    assert first == write_book(compliance_book(replace(REPORT)))
    assert first != write_book(compliance_book(replace(REPORT, log=1208)))


def test_a_report_of_nothing_has_its_sheets_all_the_same():
    sheets = opened(write_book(compliance_book(EMPTY_REPORT)))

    assert list(sheets) == ["Krav", "Par for par", "Plikter", "Om rapporten"], (
        "nobody has looked for references"
    )
    assert sheets["Krav"].column("Nr.") == list(range(1, 14))


def test_the_sheets_in_nynorsk_say_no_word_of_bokmal():
    sheets = opened(write_book(compliance_book(replace(REPORT, language=Language.NN))))
    told = " ".join(str(value) for sheet in sheets.values() for value in sheet.cells.values())

    assert list(sheets) == ["Krav", "Par for par", "Plikter", "Tilvisingar", "Om rapporten"]
    assert "dekkjer" in told
    assert not re.search(r"\b(ikke|hvem|hva|hvordan|vurderinger|vedtatt av|tjenester)\b", told)
