"""Comparing on the command line: versions in the register and files."""

import json
from pathlib import Path

import docx

from documents import markdown
from documents.docx import Tracked, read
from tests.registry.terminal import call

OLD = """# Rutine

## 1 Frister {#aaaaaaaaaa}

Kommunen skal svare innen 3 dager.

## 2 Annet {#bbbbbbbbbb}

Som før.
"""
NEW = OLD.replace("skal svare innen 3", "bør svare innen 5").replace("## 2", "## 3")


def two_files(folder: Path) -> tuple[str, str]:
    (folder / "old.md").write_text(OLD, encoding="utf-8")
    (folder / "new.md").write_text(NEW, encoding="utf-8")
    return str(folder / "old.md"), str(folder / "new.md")


def test_two_files_are_compared_without_any_register(tmp_path: Path):
    facts = call(tmp_path / "none", "redline", *two_files(tmp_path), "--json").facts

    assert [(change["number_old"], change["number_new"], change["kind"]) for change in facts["changes"]] == [
        ("1", "1", "omformulert"),
        ("2", "3", "omnummerert"),
    ]
    assert facts["counts"]["omformulert"] == 1
    assert not (tmp_path / "none").exists()


def test_words_added_and_removed_are_counted(tmp_path: Path):
    change = call(tmp_path, "redline", *two_files(tmp_path), "--json").facts["changes"][0]

    assert (change["words_added"], change["words_removed"]) == (4, 4)  # "skal svare innen 3" is one stretch


def test_versions_in_the_register_are_compared_by_name(loaded: Path):
    told = call(loaded, "redline", "samarbeidsavtalen@2021.1", "samarbeidsavtalen@2025.1", "--json")

    assert told.code == 0
    assert any(
        change["number_new"] == "7.4" and change["number_old"] is None for change in told.facts["changes"]
    )


def test_a_version_is_compared_with_its_own_word_file_without_change(loaded: Path, tmp_path: Path):
    file = tmp_path / "avtale.docx"
    call(loaded, "export", "samarbeidsavtalen@2025.1", "--to", "docx", "-o", str(file))

    facts = call(loaded, "redline", "samarbeidsavtalen@2025.1", str(file), "--json").facts

    assert facts["changes"] == []


def test_a_page_marks_what_was_struck_and_what_is_new(tmp_path: Path):
    page = call(tmp_path, "redline", *two_files(tmp_path), "--to", "html").out

    assert "<del>" in page
    assert "<ins>" in page
    assert "<h2>3 Annet</h2>\n<p><em>Før 2</em></p>" in page


def test_markdown_keeps_spaces_outside_the_marks(tmp_path: Path):
    page = call(tmp_path, "redline", *two_files(tmp_path), "--to", "md").out

    assert "Kommunen ~~skal svare innen 3~~**bør svare innen 5** dager." in page


def test_json_can_be_written_to_a_file(tmp_path: Path):
    out = tmp_path / "ut.json"

    assert call(tmp_path, "redline", *two_files(tmp_path), "--to", "json", "-o", str(out)).code == 0
    assert len(json.loads(out.read_text(encoding="utf-8"))["changes"]) == 2


def test_markup_in_a_text_is_shown_and_not_obeyed(tmp_path: Path):
    old, new = two_files(tmp_path)
    Path(new).write_text(NEW.replace("bør", "<script>alert(1)</script> bør"), encoding="utf-8")

    assert "<script>" not in call(tmp_path, "redline", old, new, "--to", "html").out


def test_two_files_become_one_word_file_with_tracked_changes(tmp_path: Path):
    out = tmp_path / "sporet.docx"

    assert call(tmp_path / "none", "redline", *two_files(tmp_path), "--to", "docx", "-o", str(out)).code == 0
    data = out.read_bytes()
    assert markdown.write(read(data).text) == markdown.canonical(NEW)
    assert markdown.write(read(data, tracked=Tracked.REJECT).text) == markdown.canonical(OLD)


def test_two_versions_become_one_word_file_that_says_which_they_are(loaded: Path, tmp_path: Path):
    out = tmp_path / "sporet.docx"
    names = ("samarbeidsavtalen@2021.1", "samarbeidsavtalen@2025.1")

    assert call(loaded, "redline", *names, "--to", "docx", "-o", str(out)).code == 0
    first_page = [paragraph.text for paragraph in docx.Document(str(out)).paragraphs[:12]]
    assert "Endringer fra 2021.1 til 2025.1" in first_page
    assert call(loaded, "redline", names[1], str(out), "--json").facts["changes"] == []


def test_the_change_table_is_still_to_be_had(tmp_path: Path):
    out = tmp_path / "tabell.docx"
    told = call(tmp_path, "redline", *two_files(tmp_path), "--to", "docx", "--as", "table", "-o", str(out))

    assert told.code == 0
    assert len(docx.Document(str(out)).tables) == 1


def test_evidence_tells_what_the_change_touches(tmp_path: Path):
    facts = call(tmp_path, "evidence", *two_files(tmp_path), "--json").facts

    assert {"svekket plikt", "frist"} <= facts["counts"].keys()
    assert {finding["number"] for finding in facts["findings"]} == {"1"}
    assert facts["suggestion"]["change"] == "revisjon"


def test_evidence_knows_the_clauses_that_mandate_rules_rest_on(loaded: Path):
    facts = call(loaded, "evidence", "samarbeidsavtalen@2021.1", "samarbeidsavtalen@2025.1", "--json").facts

    assert "5.2 a" in {each["number"] for each in facts["findings"] if each["kind"] == "mandat"}


def test_evidence_names_the_items_of_the_law_that_the_clauses_were_marked_with(loaded: Path):
    facts = call(loaded, "evidence", "retningslinje-5@2021.1", "retningslinje-5@2025.1", "--json").facts

    assert ["§ 6-2 nr. 5"] in [each["about"] for each in facts["findings"] if each["kind"] == "lovkrav"]
    assert facts["suggestion"]["change"] == "vesentlig"


def test_evidence_suggests_a_class_and_says_that_a_person_confirms_it(loaded: Path):
    told = call(loaded, "evidence", "samarbeidsavtalen@2025.1", "samarbeidsavtalen@2025.2")

    assert "Forslag: vesentlig endring." in told.out
    assert "en navngitt person avgjør og bekrefter" in told.out


def test_a_file_that_is_not_there_is_told_so(tmp_path: Path):
    told = call(tmp_path, "redline", str(tmp_path / "a.md"), str(tmp_path / "b.md"))

    assert told.code == 2
    assert "a.md ble ikke lest" in told.err


def test_the_change_table_of_two_files_comes_as_word(tmp_path: Path):
    out = tmp_path / "tabell.docx"

    told = call(tmp_path, "redline", *two_files(tmp_path), "--to", "docx", "--as", "table", "-o", str(out))

    (table,) = docx.Document(str(out)).tables
    assert told.code == 0
    assert [cell.text for cell in table.rows[1].cells] == [
        "1. Omformulert\n1 Frister",
        "Kommunen skal svare innen 3 dager.",
        "Kommunen bør svare innen 5 dager.",
        "Ikke begrunnet.",
        "–",
    ]


def test_the_change_table_of_two_versions_has_the_reasons(loaded: Path, tmp_path: Path):
    out = tmp_path / "tabell.docx"

    call(
        *(loaded, "redline", "samarbeidsavtalen@2021.1", "samarbeidsavtalen@2025.1"),
        *("--as", "table", "-o", str(out)),
    )

    (table,) = docx.Document(str(out)).tables
    assert "Storelv kommune, innspill i høringen" in {row.cells[4].text for row in table.rows}


def test_the_change_table_is_word_and_nothing_else(tmp_path: Path):
    told = call(tmp_path, "redline", *two_files(tmp_path), "--to", "md", "--as", "table")

    assert told.code == 2
    assert "Den lages som Word-fil" in told.err


def test_an_unknown_way_of_showing_names_the_one_there_is(tmp_path: Path):
    told = call(tmp_path, "redline", *two_files(tmp_path), "--as", "tabel")

    assert told.code == 2
    assert "table" in told.err
